"""Who is expected at a discussion: as the Business Unit, as an agency's lead, as oneself."""

import re
from collections.abc import Callable
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.models.knowing import KnowingRow
from app.db.people import id_of_email
from app.db.schedule import InvitedOnFile, invited_to
from app.operations import colleagues, people
from app.operations.passwords import Passwords
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.invitations import Invited, Reply
from audit_tools.permissions import Grant, Person, Role
from audit_tools.schedule import Slot
from tests import factories
from tests.app.audits.conftest import read
from tests.app.schedule.conftest import JUNE_11, NOW, arrange
from tests.app.visitors import send, sign_in_client
from tests.changes import change_audit, changing
from tests.scenes import Scene

Visit = Callable[[Person], FlaskClient]
SCHOOL = Grant(Role.PRACTITIONER, "school")


@pytest.fixture
def visit(app: Flask, scene: Scene) -> Visit:
    return lambda person: sign_in_client(app, scene.database, person)


def page_of(scene: Scene, reference: str = "SYV30-01") -> str:
    return f"/schedule/{scene.cases[reference]}/who-comes"


def expected(scene: Scene, reference: str = "SYV30-01") -> tuple[InvitedOnFile, ...]:
    case = scene.cases[reference]
    with scene.database.reading() as session:
        return invited_to(session, scene.partnership, [case])[case]


def said(scene: Scene) -> list[tuple[str, Invited]]:
    return [(one.agency, one.invited) for one in expected(scene)]


def say(client: FlaskClient, path: str, **lines: tuple[str, str, str]) -> TestResponse:
    """Send the page with name, reply and stand-in of some lines; the others stay as they are."""
    page = read(client, path)
    fields = {"seen": re.findall(r'name="seen" value="(\w*)"', page)[0]}
    for key, texts in lines.items():
        fields |= {
            f"{part}:{key.replace('_', '-')}": text
            for part, text in zip(("name", "reply", "stand_in"), texts, strict=True)
        }
    return send(client, path, **fields)


def invite(scene: Scene, unit: FlaskClient, **names: str) -> dict[str, str]:
    """Expect somebody of each agency; gives the keys of their lines."""
    say(unit, page_of(scene), **{a: (name, "no-reply", "") for a, name in names.items()})
    return {one.agency: str(one.id) for one in expected(scene)}


def test_the_unit_says_who_is_expected_and_takes_them_out_again(
    unit: FlaskClient, scene: Scene
) -> None:
    answer = say(unit, page_of(scene), police=("Ann Green", "coming", ""))
    assert answer.status_code == 303
    assert said(scene) == [("police", Invited("Ann Green", Reply.COMING))]
    (line,) = expected(scene)
    # the reply stands in its box still
    answer = say(unit, page_of(scene), **{str(line.id): ("", "coming", "")})
    assert answer.status_code == 303
    assert said(scene) == []
    assert scene.told(scene.cases["SYV30-01"]).count("case.invited") == 2


def test_what_is_saved_as_it_was_is_not_told_again(unit: FlaskClient, scene: Scene) -> None:
    keys = invite(scene, unit, police="Ann Green")
    told = scene.told(scene.cases["SYV30-01"])
    answer = say(
        unit,
        page_of(scene),
        **{keys["police"]: (" Ann  Green ", "no-reply", ""), "school": ("", "no-reply", "")},
    )
    assert answer.status_code == 303
    assert scene.told(scene.cases["SYV30-01"]) == told


def test_a_reply_beside_an_empty_line_is_asked_whose_it_is(unit: FlaskClient, scene: Scene) -> None:
    answer = say(unit, page_of(scene), police=("", "coming", ""))
    assert answer.status_code == 422
    assert "Say whose reply this is." in answer.text


def test_an_agency_may_send_several(unit: FlaskClient, scene: Scene) -> None:
    say(unit, page_of(scene), police=("Ann Green", "coming", ""))
    say(unit, page_of(scene), police=("Ben Hall", "no-reply", ""))
    assert [invited.name for _, invited in said(scene)] == ["Ann Green", "Ben Hall"]


def test_what_the_agencies_said_is_taken_over_with_the_first_date(scene: Scene) -> None:
    with changing(scene.database, scene) as session:
        session.add(
            KnowingRow(
                partnership_id=scene.partnership,
                case_id=scene.cases["SYV30-01"],
                agency="school",
                asked_at=NOW,
                comes="The head of year",
            )
        )
    arrange(scene, case_01=Slot(JUNE_11))
    assert said(scene) == [("school", Invited("The head of year"))]


def test_a_lead_names_and_replies_for_its_own_agency_alone(
    unit: FlaskClient, scene: Scene, visit: Visit
) -> None:
    keys = invite(scene, unit, police="Ann Green", school="Sue Head")
    arrange(scene, case_01=Slot(JUNE_11, place="Room 3"))
    lead = visit(scene.leads["school"])
    page = read(lead, page_of(scene))
    assert "Sue Head" in page
    assert "Room 3" in page
    assert "Ann Green" not in page
    assert "Police" not in page
    say(lead, page_of(scene), **{keys["school"]: ("Sue Head", "stand-in", "Tom Deputy")})
    assert ("school", Invited("Sue Head", Reply.STAND_IN, "Tom Deputy")) in said(scene)
    # a line of another agency is not there for them
    answer = say(lead, page_of(scene), **{keys["police"]: ("", "no-reply", "")})
    assert answer.status_code == 303
    assert ("police", Invited("Ann Green")) in said(scene)


def test_who_is_named_finds_the_date_and_replies_for_themselves_alone(
    unit: FlaskClient, scene: Scene, visit: Visit
) -> None:
    colleague = factories.make_person(
        scene.database, scene.partnership, Grant(Role.PRACTITIONER, "school"), name="Sue Head"
    )
    client = visit(colleague)
    keys = invite(scene, unit, school="sue head", police="Ann Green")
    say(unit, page_of(scene), school=("Tom Deputy", "no-reply", ""))
    arrange(scene, case_01=Slot(JUNE_11, place="Room 3"))
    page = read(client, "/schedule")
    assert "Tuesday 11 June 2030, 09:30 to 11:00" in page
    assert "Case 1 of 3" in page
    assert "Reply" in page
    # they read no case for it, and nobody beside themselves
    assert "SYV30" not in page
    mine = read(client, page_of(scene))
    assert "Tom Deputy" not in mine
    assert "Ann Green" not in mine
    say(client, page_of(scene), **{keys["school"]: ("Somebody Else", "apologies", "")})
    assert ("school", Invited("sue head", Reply.APOLOGIES)) in said(scene)
    assert read(client, page_of(scene, "SYV30-02"), 404)


def joined(scene: Scene, _: Person) -> UUID:
    lead, email = scene.leads["school"], "sue@school.example"
    token = colleagues.invite(
        scene.database, by=lead, agency="school", name="Sue Head", email=email
    )
    colleagues.join(
        scene.database,
        token=token,
        password=factories.PASSWORD,
        passwords=Passwords(cheap=True),
    )
    with scene.database.reading() as session:
        found = id_of_email(session, email)
    assert found
    return found


def added(scene: Scene, boss: Person) -> UUID:
    return people.add_person(
        scene.database, by=boss, name="Sue Head", email="sue@school.example", grant=SCHOOL
    )


def given_the_role(scene: Scene, boss: Person) -> UUID:
    found = made(scene, Grant(Role.PRACTITIONER, "police"), "Sue Head")
    people.give_role(scene.database, by=boss, person_id=found, grant=SCHOOL)
    return found


def renamed(scene: Scene, boss: Person) -> UUID:
    found = made(scene, SCHOOL, "Sue Hed")
    people.rename(scene.database, by=boss, person_id=found, name="Sue Head")
    return found


def brought_back(scene: Scene, boss: Person) -> UUID:
    found = made(scene, SCHOOL, "Sue Head")
    people.deactivate(scene.database, by=boss, person_id=found)
    people.reactivate(scene.database, by=boss, person_id=found)
    return found


def made(scene: Scene, grant: Grant, name: str) -> UUID:
    return factories.make_person(scene.database, scene.partnership, grant, name=name).id


@pytest.mark.parametrize("comes", [joined, added, given_the_role, renamed, brought_back])
def test_who_is_named_before_they_are_here_finds_the_date_once_they_are(
    comes: Callable[[Scene, Person], UUID], unit: FlaskClient, scene: Scene, visit: Visit
) -> None:
    invite(scene, unit, school="sue head", police="Sue Head")
    arrange(scene, case_01=Slot(JUNE_11))
    boss = factories.make_person(scene.database, scene.partnership, Role.ADMINISTRATOR)
    colleague = comes(scene, boss)
    page = read(visit(Person(colleague, scene.partnership, "Sue Head")), "/schedule")
    assert "Tuesday 11 June 2030" in page
    assert "Reply" in page


def test_to_whom_the_return_was_given_is_told_the_date_and_says_nothing_for_others(
    unit: FlaskClient, scene: Scene, visit: Visit
) -> None:
    invite(scene, unit, school="Sue Head")
    arrange(scene, case_01=Slot(JUNE_11))
    client = visit(scene.practitioners["school"])
    page = read(client, "/schedule")
    assert "SYV30-01" in page
    assert "Sue Head" not in page
    read(client, page_of(scene), 404)


def test_nobody_who_is_named_is_told_before_the_audit_starts(
    unit: FlaskClient, scene: Scene, visit: Visit
) -> None:
    colleague = factories.make_person(
        scene.database, scene.partnership, Grant(Role.PRACTITIONER, "school"), name="Sue Head"
    )
    invite(scene, unit, school="Sue Head")
    arrange(scene, case_01=Slot(JUNE_11))
    client = visit(colleague)
    assert "Tuesday 11 June 2030" in read(client, "/schedule")
    change_audit(scene.database, scene, phase=Phase.PREPARING.value)
    assert "Tuesday 11 June 2030" not in read(client, "/schedule")
    read(client, page_of(scene), 404)
    read(client, f"/schedule/{scene.cases['SYV30-01']}/calendar", 404)


def test_a_reply_that_does_not_fit_is_refused_and_what_was_typed_stays(
    unit: FlaskClient, scene: Scene
) -> None:
    answer = say(unit, page_of(scene), police=("Ann Green", "stand-in", ""))
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert 'href="#stand_in:police"' in page
    assert 'value="Ann Green"' in page
    assert said(scene) == []


def test_replies_are_asked_again_when_the_time_moves_but_not_when_the_room_does(
    unit: FlaskClient, scene: Scene
) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    say(unit, page_of(scene), police=("Ann Green", "coming", ""))
    arrange(scene, case_01=Slot(JUNE_11, place="Room 3"))
    assert said(scene) == [("police", Invited("Ann Green", Reply.COMING))]
    arrange(scene, case_01=Slot(JUNE_11, minutes=60, place="Room 3"))
    assert said(scene) == [("police", Invited("Ann Green"))]


def test_replies_are_asked_again_after_a_calling_off_only_where_the_time_is_another(
    unit: FlaskClient, scene: Scene
) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    say(unit, page_of(scene), police=("Ann Green", "coming", ""))
    arrange(scene, case_01=None)
    arrange(scene, case_01=Slot(JUNE_11, place="Room 3"))
    assert said(scene) == [("police", Invited("Ann Green", Reply.COMING))]
    arrange(scene, case_01=None)
    arrange(scene, case_01=Slot(JUNE_11.replace(day=12)))
    assert said(scene) == [("police", Invited("Ann Green"))]


def test_two_who_reply_at_once_are_told_of_each_other(unit: FlaskClient, scene: Scene) -> None:
    keys = invite(scene, unit, police="Ann Green")
    page = read(unit, page_of(scene))
    old = re.findall(r'name="seen" value="(\w*)"', page)[0]
    say(unit, page_of(scene), **{keys["police"]: ("Ann Green", "coming", "")})
    fields = {f"name:{keys['police']}": "Ann Green", f"reply:{keys['police']}": "apologies"}
    answer = send(unit, page_of(scene), seen=old, **fields)
    assert answer.status_code == 409
    assert "Ann Green, coming" in answer.get_data(as_text=True)


def test_what_is_past_or_over_is_not_asked_any_more(
    unit: FlaskClient, scene: Scene, visit: Visit
) -> None:
    invite(scene, unit, school="Sue Head")
    arrange(scene, case_01=Slot(JUNE_11))
    lead = visit(scene.leads["school"])
    assert "Tuesday 11 June 2030" in read(lead, "/schedule")
    scene.change_case("SYV30-01", CaseState.AGREED)
    assert "stays as it is" in read(lead, page_of(scene))
    assert "Tuesday 11 June 2030" not in read(lead, "/schedule")
    scene.database.clock = lambda: JUNE_11.replace(day=12)
    later = visit(scene.leads["school"])
    assert "Tuesday 11 June 2030" not in read(later, "/schedule")


def test_the_names_that_were_typed_stay_when_the_discussion_is_over_meanwhile(
    unit: FlaskClient, scene: Scene
) -> None:
    old = re.findall(r'name="seen" value="(\w*)"', read(unit, page_of(scene)))[0]
    scene.change_case("SYV30-01", CaseState.AGREED)
    fields = {"name:police": "Ann Green", "reply:police": "stand-in", "stand_in:police": "Ben Hall"}
    answer = send(unit, page_of(scene), seen=old, **fields)
    assert answer.status_code == 403
    assert "This discussion is over" in answer.text
    assert "Ben Hall for Ann Green" in answer.text
    assert said(scene) == []


def test_a_date_that_was_called_off_is_said(scene: Scene, visit: Visit) -> None:
    arrange(scene, case_01=Slot(JUNE_11, place="Room 3"))
    arrange(scene, case_01=None)
    page = read(visit(scene.leads["school"]), "/schedule")
    assert "called off" in page
    assert "Room 3" not in page


def test_somebody_expected_twice_at_once_is_pointed_out(unit: FlaskClient, scene: Scene) -> None:
    for reference in ("SYV30-01", "SYV30-02"):
        say(unit, page_of(scene, reference), police=("Ann Green", "no-reply", ""))
    arrange(scene, case_01=Slot(JUNE_11), case_02=Slot(JUNE_11.replace(minute=45)))
    page = read(unit, f"/audits/{scene.audit}/schedule")
    assert "Chris Chair and Ann Green (" in page
