"""The first page of a partnership that is not live yet, and the pages that its steps lead to."""

import re
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import bodies as body_rows
from app.db.engine import Database
from app.db.models.people import PartnershipRow
from app.operations import bodies, people, retention
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import READERS_OF_SUMMARIES, Grant, Person, Role
from tests import factories
from tests.app.visitors import send, sign_in_client
from tests.changes import change_audit, events
from tests.world import make_world

SEEN = re.compile(r'name="seen" value="([^"]*)"')
FIELDS = {"name": "Leeds", "front_door": "Ring 0113 496 0001.", "accent": "#1d70b8"}


@pytest.fixture
def boss(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.ADMINISTRATOR)


@pytest.fixture
def beth(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.COORDINATOR)


@pytest.fixture
def admin(app: Flask, database: Database, boss: Person) -> FlaskClient:
    return sign_in_client(app, database, boss)


@pytest.fixture
def unit(app: Flask, database: Database, beth: Person) -> FlaskClient:
    return sign_in_client(app, database, beth)


def steps_on(client: FlaskClient) -> dict[str, tuple[str, str]]:
    """The steps that the first page shows: where each leads, and its state."""
    found = {}
    for item in client.get("/").text.split('<li class="govuk-task-list__item')[1:]:
        key = item.split('id="step-')[1].split("-")[0]
        path = re.findall(r'task-list__link" href="([^"]*)"', item)
        state = re.sub(r"<[^>]*>", "", item.split("task-list__status")[1].split(">", 1)[1])
        found[key] = (path[0] if path else "", state.split("\n")[1].strip())
    return found


def change(client: FlaskClient, path: str, **fields: str) -> int:
    [seen] = SEEN.findall(client.get(path).text) or [""]
    return send(client, path, seen=seen, **fields).status_code


def names(database: Database, partnership: UUID) -> list[tuple[str, Role | None]]:
    with database.reading() as session:
        return [(one.name, one.role) for one in body_rows.list_bodies(session, partnership)]


# --- The first page ---


def test_a_new_partnership_begins_with_seven_steps(admin: FlaskClient, unit: FlaskClient) -> None:
    assert steps_on(unit) == {
        "partnership": ("/partnership", "To do"),
        "agencies": ("/agencies", "To do"),
        "people": ("/people", "To do"),
        "bodies": ("/bodies", "To do"),
        "retention": ("/retention", "To do"),
        "tool": ("/tools", "To do"),
        "first": ("/audits", "To do"),
    }
    # The administrator sees no case, and so takes neither of the last two.
    of_admin = steps_on(admin)
    assert of_admin["tool"] == of_admin["first"] == ("", "For the Business Unit")
    assert of_admin["retention"] == ("/retention", "To do")


SET_UP = {Role.ADMINISTRATOR, Role.COORDINATOR}


@pytest.mark.parametrize("role", [role for role in Role if role not in SET_UP])
def test_nobody_else_is_shown_the_steps(
    app: Flask, database: Database, partnership: UUID, role: Role
) -> None:
    factories.make_agency(database, partnership)
    grant = Grant(role, "police" if role.belongs_to_agency else None)
    client = sign_in_client(app, database, factories.make_person(database, partnership, grant))
    assert client.get("/").status_code == 303


def test_every_step_but_the_last_is_taken_in_the_browser(
    admin: FlaskClient, unit: FlaskClient
) -> None:
    change(admin, "/partnership", **FIELDS)
    for name, kind in (("Police", "police"), ("School", "education")):
        send(unit, "/agencies/new", name=name, kind=kind)
        lead = {"name": f"{name} lead", "email": f"{kind}@example.org", "role": "agency-lead"}
        assert send(unit, "/people/new", agency=name.lower(), **lead).status_code == 303
    chair = {"name": "Chris", "email": "chris@example.org", "role": "chair", "agency": ""}
    send(unit, "/people/new", **chair)
    send(admin, "/bodies/new", name="Executive", role="board-member")
    change(admin, "/retention", years="6", reason="Schedule of the partners, May 2025")
    send(unit, "/tools/shipped")
    left = {key for key, (_, state) in steps_on(unit).items() if state != "Done"}
    assert left == {"first"}
    assert "1 of 7 is left" in admin.get("/").text


def test_a_live_partnership_leads_straight_to_the_work(
    app: Flask, database: Database, partnership: UUID
) -> None:
    world = make_world(database, partnership)
    boss, beth = world.people["administrator"], world.people["coordinator"]
    for agency in ("school", "police"):
        factories.make_person(database, partnership, Grant(Role.AGENCY_LEAD, agency))
    with database.writing() as session:
        session.get_one(PartnershipRow, partnership).front_door = "Ring 0113 496 0001."
        session.commit()
    unit = sign_in_client(app, database, beth)
    assert {key for key, (_, state) in steps_on(unit).items() if state == "To do"} == {
        "bodies",
        "retention",
    }
    bodies.add_body(database, by=boss, name="Executive", role=Role.BOARD_MEMBER)
    retention.set_retention(database, by=beth, years=6, reason="Policy")
    assert unit.get("/").headers["Location"] == "/audits"
    assert sign_in_client(app, database, boss).get("/").headers["Location"] == "/people"


def test_a_rehearsal_is_no_first_audit(app: Flask, database: Database, partnership: UUID) -> None:
    world = make_world(database, partnership)
    unit = sign_in_client(app, database, world.people["coordinator"])
    assert steps_on(unit)["first"][1] == "Done"
    change_audit(database, world, rehearsal=True)
    assert steps_on(unit)["first"][1] == "To do"


def test_an_agency_that_is_asked_no_more_needs_no_lead(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    agency = factories.make_agency(database, partnership, "police")
    assert "Add a lead for: Police." in unit.get("/").text
    change(unit, f"/agencies/{agency.id}", name="Police", kind="police")
    assert "Add a lead for: Police." not in unit.get("/").text


def test_a_step_is_to_do_again_when_the_only_chair_leaves(
    unit: FlaskClient, database: Database, partnership: UUID, boss: Person
) -> None:
    chair = factories.make_person(database, partnership, Role.CHAIR)
    assert "Add a chair." not in unit.get("/").text
    people.deactivate(database, by=boss, person_id=chair.id)
    assert "Add a chair." in unit.get("/").text


# --- Boards and groups ---


def test_a_board_is_added_changed_and_taken_off(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    send(unit, "/bodies/new", name="Silver  MACE", role="board-member")
    assert names(database, partnership) == [("Silver MACE", Role.BOARD_MEMBER)]
    [page] = re.findall(r'href="(/bodies/[0-9a-f-]{36})"', unit.get("/bodies").text)
    assert change(unit, page, name="L&D group", role="learning-member") == 303
    assert names(database, partnership) == [("L&D group", Role.LEARNING_MEMBER)]
    assert "Learning and development group (L&amp;D group)" in unit.get("/people/new").text
    assert send(unit, f"{page}/remove").status_code == 303
    assert names(database, partnership) == []
    assert unit.get(page).status_code == 404
    # Members of a group who do not sign in hold no role: what they read comes as a file.
    send(unit, "/bodies/new", name="Practitioner group", role="none")
    assert names(database, partnership) == [("Practitioner group", None)]
    assert "Its members do not sign in" in unit.get("/bodies").text
    assert unit.get("/people/new").status_code == 200
    assert [e for e in events(database) if e.startswith("body.")] == [
        "body.added",
        "body.changed",
        "body.removed",
        "body.added",
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Enter a name of at most 120 characters."),
        ({"name": "x" * 121}, "Enter a name of at most 120 characters."),
        ({"name": "EXECUTIVE"}, "There is a board or group of this name already."),
        ({"role": ""}, "Choose the role of its members."),
        # A chair reads more than a summary, and an agency's lead none.
        ({"role": "chair"}, "Not a valid choice."),
    ],
)
def test_a_board_that_cannot_be_is_refused_beside_its_field(
    unit: FlaskClient,
    database: Database,
    partnership: UUID,
    beth: Person,
    fields: dict[str, str],
    sentence: str,
) -> None:
    bodies.add_body(database, by=beth, name="Executive", role=Role.BOARD_MEMBER)
    typed = {"name": "Gold MACE", "role": "board-member"} | fields
    answer = send(unit, "/bodies/new", **typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert names(database, partnership) == [("Executive", Role.BOARD_MEMBER)]


@pytest.mark.parametrize("role", [role for role in Role if role not in READERS_OF_SUMMARIES])
def test_members_of_a_board_read_summaries(database: Database, beth: Person, role: Role) -> None:
    with pytest.raises(Invalid, match="reads summaries"):
        bodies.add_body(database, by=beth, name="Board", role=role)


def test_a_board_is_not_written_over_by_somebody_who_has_not_seen_it(
    unit: FlaskClient, database: Database, beth: Person, partnership: UUID
) -> None:
    body = bodies.add_body(database, by=beth, name="Silver", role=Role.BOARD_MEMBER)
    [began] = SEEN.findall(unit.get(f"/bodies/{body}").text)
    change(unit, f"/bodies/{body}", name="Gold", role="board-member")
    mine = {"name": "Silver MACE", "role": "board-member"}
    answer = send(unit, f"/bodies/{body}", seen=began, **mine)
    assert answer.status_code == 409
    assert "<dd>Gold</dd>" in answer.text
    assert 'value="Silver MACE"' in answer.text
    assert names(database, partnership) == [("Gold", Role.BOARD_MEMBER)]


def test_a_board_of_another_partnership_is_not_found(
    unit: FlaskClient, database: Database, beth: Person
) -> None:
    elsewhere = factories.make_partnership(database, "Elsewhere")
    other = factories.make_person(database, elsewhere, Role.COORDINATOR)
    body = bodies.add_body(database, by=other, name="Theirs", role=Role.BOARD_MEMBER)
    assert unit.get(f"/bodies/{body}").status_code == unit.get(f"/bodies/{uuid4()}").status_code
    with pytest.raises(Hidden):
        bodies.remove_body(database, by=beth, body_id=body)


# --- How long audits are kept ---


def test_how_long_audits_are_kept_is_recorded_with_its_reason(
    admin: FlaskClient, database: Database, partnership: UUID
) -> None:
    before = admin.get("/retention").text
    assert "Golden Thread erases nothing yet" in before
    assert 'name="years" type="text" class="govuk-input govuk-input--width-3"' in before
    assert 'value="' not in before.split('id="years"')[1].split(">")[0]
    assert change(admin, "/retention", years="6", reason="Schedule, May 2025") == 303
    with database.reading() as session:
        row = session.get_one(PartnershipRow, partnership)
        assert (row.retention_years, row.retention_reason) == (6, "Schedule, May 2025")
    assert events(database)[-1] == "partnership.retention-set"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"years": ""}, "Enter a number"),
        ({"years": "six"}, "Enter a number"),
        ({"years": "0"}, "Enter a number of years from 1 to 100."),
        ({"years": "101"}, "Enter a number of years from 1 to 100."),
        # A number without a reason cannot be checked by anybody.
        ({"reason": "  "}, "Say which policy or reason this follows from."),
        ({"reason": "x" * 2001}, "Use 2000 characters or fewer."),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_what_was_typed_stays(
    unit: FlaskClient, database: Database, fields: dict[str, str], sentence: str
) -> None:
    typed = {"years": "6", "reason": "Schedule, May 2025"} | fields
    [seen] = SEEN.findall(unit.get("/retention").text)
    answer = send(unit, "/retention", seen=seen, **typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    if "reason" not in fields:
        assert "Schedule, May 2025</textarea>" in answer.text
    assert "partnership.retention-set" not in events(database)


def test_the_time_is_not_written_over_by_somebody_who_has_not_seen_it(
    admin: FlaskClient, unit: FlaskClient, database: Database, beth: Person
) -> None:
    [began] = SEEN.findall(unit.get("/retention").text)
    change(admin, "/retention", years="6", reason="Schedule")
    answer = send(unit, "/retention", seen=began, years="3", reason="Mine")
    assert answer.status_code == 409
    assert "<dd>6</dd>" in answer.text
    with pytest.raises(Conflict):
        retention.set_retention(database, by=beth, years=3, reason="Mine", seen=began)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.BOARD_MEMBER])
def test_nobody_else_keeps_boards_or_says_how_long(
    database: Database, partnership: UUID, role: Role
) -> None:
    by = factories.make_person(database, partnership, role)
    with pytest.raises(Refused):
        bodies.add_body(database, by=by, name="Board", role=Role.BOARD_MEMBER)
    with pytest.raises(Refused):
        retention.set_retention(database, by=by, years=6, reason="Mine")
