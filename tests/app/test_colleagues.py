"""A lead invites a colleague of the agency: whatever is tried, nothing is learnt of another one."""

import re
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.db import people as people_rows
from app.db.engine import Database
from app.db.models.people import PersonRow
from app.db.models.returns import AssignmentRow, ReturnRow
from app.operations import colleagues, people
from app.operations.accounts import LINK_GOOD_FOR
from app.operations.assignments import give_return
from audit_tools.cases import CaseState
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.permissions import Grant, Role
from tests import factories
from tests.app.visitors import send, sign_in_client
from tests.changes import change_row, events
from tests.world import AT, World, make_world

NEW = "new@example.org"
PASSWORD = factories.PASSWORD
TOKEN = re.compile(r"http://localhost(/colleagues/join/[\w-]+)")
TAKE_BACK = re.compile(r"/colleagues/[0-9a-f-]{36}/take-back")
WAITING = CaseState.WAITING


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    database.clock = lambda: AT
    return make_world(database, partnership)


@pytest.fixture
def lead(app: Flask, database: Database, world: World) -> FlaskClient:
    return sign_in_client(app, database, world.people["police lead"])


def invited(client: FlaskClient, **fields: Any) -> TestResponse:
    typed: dict[str, Any] = {"name": "Sam", "email": NEW, "agency": "police"}
    return send(client, "/colleagues/new", **(typed | fields))


def link_in(answer: TestResponse) -> str:
    [path] = TOKEN.findall(answer.text)
    return str(path)


def joined(app: Flask, path: str, password: str = PASSWORD) -> TestResponse:
    fields = {"password": password, "password_again": password}
    return send(app.test_client(), path, **fields)


def grants_of(database: Database, world: World, email: str) -> frozenset[Grant]:
    with database.reading() as session:
        person_id = people_rows.id_of_email(session, email)
        if person_id is None:
            return frozenset()
        return people_rows.read_grants(session, world.partnership, [person_id])[person_id]


def holders(database: Database, return_id: UUID) -> set[UUID]:
    with database.reading() as session:
        wanted = select(AssignmentRow.person_id).where(AssignmentRow.return_id == return_id)
        return set(session.scalars(wanted))


def test_a_colleague_joins_and_has_the_returns_that_came_with_the_invitation(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    wanted = world.returns[WAITING, "police"]
    path = link_in(invited(lead, returns=str(wanted)))
    assert grants_of(database, world, NEW) == frozenset()
    assert "one return waits for them" in lead.get("/colleagues").text

    assert joined(app, path).status_code == 303

    assert grants_of(database, world, NEW) == {Grant(Role.PRACTITIONER, "police")}
    colleague = app.test_client()
    answer = send(colleague, "/sign-in", email=NEW, password=PASSWORD)
    assert answer.status_code == 303
    assert str(wanted) in colleague.get("/returns").text
    # Whoever had it keeps it.
    assert world.people["police practitioner"].id in holders(database, wanted)
    assert [e for e in events(database) if e.startswith("colleague.")] == [
        "colleague.invited",
        "colleague.joined",
    ]
    shown = lead.get("/colleagues").text
    assert "Invited, and not joined yet" not in shown
    assert "Sam" in shown


def test_a_colleague_without_returns_sees_none(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    joined(app, link_in(invited(lead)))
    colleague = app.test_client()
    send(colleague, "/sign-in", email=NEW, password=PASSWORD)
    assert "No return has been given to you yet" in colleague.get("/returns").text
    path = f"/returns/{world.returns[WAITING, 'police']}"
    assert colleague.get(path).status_code == 404


def test_the_deputy_invites_as_the_lead_does(app: Flask, database: Database, world: World) -> None:
    deputy = sign_in_client(app, database, world.people["police deputy"])
    assert joined(app, link_in(invited(deputy))).status_code == 303


@pytest.mark.parametrize("who", ["housing lead", "chair who leads social care"])
def test_the_lead_of_another_agency_invites_nobody_to_this_one(
    app: Flask, database: Database, world: World, who: str
) -> None:
    other = world.people[who]
    with pytest.raises(Hidden):
        colleagues.invite(database, by=other, agency="police", name="Sam", email=NEW)
    client = sign_in_client(app, database, other)
    assert 'value="police"' not in client.get("/colleagues/new?agency=police").text
    assert invited(client).status_code == 422
    assert "colleague.invited" not in events(database)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.COORDINATOR, Role.ADMINISTRATOR])
def test_nobody_but_a_lead_invites_a_colleague(
    database: Database, world: World, role: Role
) -> None:
    grant = Grant(role, "police" if role.belongs_to_agency else None)
    by = factories.make_person(database, world.partnership, grant)
    with pytest.raises(Hidden):
        colleagues.invite(database, by=by, agency="police", name="Sam", email=NEW)


def test_returns_of_another_agency_and_those_that_are_in_cannot_be_given(
    database: Database, world: World, lead: FlaskClient
) -> None:
    by = world.people["police lead"]
    for wrong in (
        world.returns[WAITING, "school"],
        world.returns[CaseState.OPEN, "police"],
        UUID(int=0),
    ):
        with pytest.raises(Invalid, match="still to come"):
            colleagues.invite(
                database, by=by, agency="police", name="S", email=NEW, returns=frozenset({wrong})
            )
    answer = invited(lead, returns="no id")
    assert answer.status_code == 422
    assert "Choose returns of this agency" in answer.text
    assert 'value="new@example.org"' in answer.text


def test_a_person_of_two_agencies_gives_each_only_its_own_returns(
    app: Flask, database: Database, world: World
) -> None:
    both = factories.make_person(
        database,
        world.partnership,
        Grant(Role.AGENCY_LEAD, "school"),
        Grant(Role.AGENCY_LEAD, "police"),
    )
    client = sign_in_client(app, database, both)
    shown = client.get("/colleagues/new?agency=school").text
    assert 'value="school" selected' in shown
    assert "School · SYV25-01" in shown
    school = str(world.returns[WAITING, "school"])
    assert invited(client, agency="police", returns=school).status_code == 422
    joined(app, link_in(invited(client, agency="school", returns=school)))
    assert grants_of(database, world, NEW) == {Grant(Role.PRACTITIONER, "school")}


# --- An address that somebody has already ---


@pytest.mark.parametrize(
    "grant", [Role.COORDINATOR, Grant(Role.AGENCY_LEAD, "housing"), Grant(Role.CHAIR)]
)
def test_the_lead_reads_the_same_whether_or_not_somebody_has_the_address(
    app: Flask, database: Database, world: World, lead: FlaskClient, grant: Grant | Role
) -> None:
    def seen(email: str) -> tuple[int, list[str]]:
        answer = invited(lead, email=email)
        path = link_in(answer)
        weak = joined(app, path, "short")
        texts = [
            re.sub(r'nonce[=-]"?[\w-]+|csrf_token" value="[^"]+|join/[\w-]+|[\w-]+/link', "", text)
            for text in (answer.text, app.test_client().get(path).text, weak.text)
        ]
        invitation = re.findall(
            r"/colleagues/([0-9a-f-]{36})/take-back", lead.get("/colleagues").text
        )
        send(lead, f"/colleagues/{invitation[0]}/take-back")
        lead.get("/colleagues")
        return answer.status_code, [text.replace(email, "somebody") for text in texts]

    factories.make_person(
        database, world.partnership, grant, email="known@example.org", password=PASSWORD
    )
    assert seen("known@example.org") == seen("nobody@example.org")
    assert not grants_of(database, world, "nobody@example.org")


def test_somebody_with_an_account_joins_with_their_own_password_alone(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    """A lead who holds the link can neither take the account over nor make it part of an agency."""
    chair = factories.make_person(
        database, world.partnership, Role.CHAIR, name="Chris", email="c@b.org", password=PASSWORD
    )
    path = link_in(invited(lead, email="C@B.org", name="Somebody"))
    answer = joined(app, path, "another good phrase")
    assert answer.status_code == 422
    assert "use the password that you have" in answer.text
    assert grants_of(database, world, "c@b.org") == {Grant(Role.CHAIR)}

    assert joined(app, path).status_code == 303

    assert grants_of(database, world, "c@b.org") == {
        Grant(Role.CHAIR),
        Grant(Role.PRACTITIONER, "police"),
    }
    with database.reading() as session:
        assert people_rows.names_of(session, [chair.id]) == {chair.id: "Chris"}
    client = app.test_client()
    assert send(client, "/sign-in", email="c@b.org", password=PASSWORD).status_code == 303


@pytest.mark.parametrize("state", ["no password", "let go"])
def test_an_account_that_cannot_be_signed_in_to_is_not_opened_by_a_colleagues_link(
    app: Flask, database: Database, world: World, lead: FlaskClient, state: str
) -> None:
    boss = world.people["administrator"]
    password = None if state == "no password" else PASSWORD
    other = factories.make_person(
        database, world.partnership, Role.COORDINATOR, email="u@b.org", password=password
    )
    if state == "let go":
        people.deactivate(database, by=boss, person_id=other.id)
    assert joined(app, link_in(invited(lead, email="u@b.org"))).status_code == 422
    assert grants_of(database, world, "u@b.org") == {Grant(Role.COORDINATOR)}


def test_guessing_the_password_of_an_account_with_a_link_is_slowed_down(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    factories.make_person(
        database, world.partnership, Role.CHAIR, email="c@b.org", password=PASSWORD
    )
    path = link_in(invited(lead, email="c@b.org"))
    for _ in range(5):
        assert joined(app, path, "a wrong long phrase").status_code == 422
    answer = joined(app, path)
    assert answer.status_code == 403
    assert "too many wrong passwords" in answer.text


def test_somebody_of_the_agency_is_not_invited_again(
    database: Database, world: World, lead: FlaskClient
) -> None:
    factories.make_person(
        database, world.partnership, Grant(Role.PRACTITIONER, "police"), email="own@b.org"
    )
    answer = invited(lead, email="own@b.org")
    assert answer.status_code == 422
    assert "belongs to your agency already" in answer.text
    with pytest.raises(Conflict):
        colleagues.invite(
            database, by=world.people["police lead"], agency="police", name="S", email="OWN@b.org"
        )


def test_somebody_who_is_invited_already_keeps_their_name_and_link(
    app: Flask, lead: FlaskClient
) -> None:
    path = link_in(invited(lead, name="Ola Matron", email="ola@b.org"))
    again = invited(lead, name="Another Name", email="Ola@b.org")
    assert again.status_code == 422
    assert "is invited already, as Ola Matron" in again.text
    assert 'value="Another Name"' in again.text
    assert joined(app, path).status_code == 303


# --- Links ---


def test_a_link_is_good_once(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    path = link_in(invited(lead))
    joined(app, path)
    for again in (app.test_client().get(path), joined(app, path)):
        assert again.status_code == 403
        assert "has been used, taken back, or is too old" in again.text


def test_a_link_is_too_old_after_seven_days_and_can_be_made_anew(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    path = link_in(invited(lead))
    database.clock = lambda: AT + LINK_GOOD_FOR
    again = sign_in_client(app, database, world.people["police lead"])
    assert app.test_client().get(path).status_code == 403
    shown = again.get("/colleagues").text
    assert "The link is too old" in shown
    [renew] = re.findall(r"/colleagues/[0-9a-f-]{36}/link", shown)
    assert joined(app, link_in(send(again, renew))).status_code == 303


def test_an_invitation_is_taken_back_by_a_lead_of_the_agency_alone(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    path = link_in(invited(lead))
    [deed] = TAKE_BACK.findall(lead.get("/colleagues").text)
    other = sign_in_client(app, database, world.people["housing lead"])
    assert "Sam" not in other.get("/colleagues").text
    assert send(other, deed).status_code == 404
    deputy = sign_in_client(app, database, world.people["police deputy"])
    assert send(deputy, deed).status_code == 303
    assert app.test_client().get(path).status_code == 403
    assert [e for e in events(database) if e.startswith("colleague.")] == [
        "colleague.invited",
        "colleague.invitation-taken-back",
    ]


def test_the_link_of_a_lead_who_has_left_is_no_longer_good(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    path = link_in(invited(lead))
    boss, gone = world.people["administrator"], world.people["police lead"]
    people.deactivate(database, by=boss, person_id=gone.id)
    assert app.test_client().get(path).status_code == 403
    assert joined(app, path).status_code == 403


def test_a_return_that_came_in_meanwhile_is_not_given(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    wanted = world.returns[WAITING, "police"]
    path = link_in(invited(lead, returns=str(wanted)))
    change_row(database, world, ReturnRow, wanted, status="submitted")
    before = holders(database, wanted)
    assert joined(app, path).status_code == 303
    assert holders(database, wanted) == before


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Enter a name."),
        ({"name": "x" * 201}, "Use 200 characters or fewer."),
        ({"email": "sam"}, "Enter an e-mail address such as"),
        ({"email": ""}, "Enter an e-mail address such as"),
        ({"agency": "school"}, "Not a valid choice."),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_beside_its_field(
    database: Database, world: World, lead: FlaskClient, fields: dict[str, str], sentence: str
) -> None:
    answer = invited(lead, **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "colleague.invited" not in events(database)


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("short", "short", "Use 12 characters or more."),
        (PASSWORD, "another phrase", "The two passwords differ."),
        ("", "", "Enter a password"),
    ],
)
def test_a_password_that_cannot_be_is_refused_and_nobody_joins(
    app: Flask,
    database: Database,
    world: World,
    lead: FlaskClient,
    first: str,
    second: str,
    sentence: str,
) -> None:
    path = link_in(invited(lead))
    answer = send(app.test_client(), path, password=first, password_again=second)
    assert answer.status_code == 422
    assert sentence in answer.text
    with database.reading() as session:
        assert not session.scalar(
            select(func.count()).select_from(PersonRow).where(PersonRow.email == NEW)
        )


def test_a_colleague_who_joined_can_be_given_more(
    app: Flask, database: Database, world: World, lead: FlaskClient
) -> None:
    joined(app, link_in(invited(lead)))
    with database.reading() as session:
        sam = people_rows.id_of_email(session, NEW)
    assert sam
    wanted = world.returns[WAITING, "police"]
    give_return(database, by=world.people["police lead"], return_id=wanted, people=frozenset({sam}))
    assert holders(database, wanted) == {sam}


def test_who_belongs_to_the_agency_is_listed_and_nobody_else(
    database: Database, world: World, lead: FlaskClient
) -> None:
    shown = lead.get("/colleagues").text
    for who, person in world.people.items():
        assert (person.name in shown) is who.startswith("police"), who


def test_the_page_of_a_return_leads_to_inviting_somebody_for_it(
    world: World, lead: FlaskClient
) -> None:
    wanted = world.returns[WAITING, "police"]
    page = lead.get(f"/returns/{wanted}/people").text
    [address] = re.findall(r'href="(/colleagues/new[^"]+)"', page)
    assert f'value="{wanted}" checked' in lead.get(address.replace("&amp;", "&")).text
