"""What the Business Unit does with people and agencies, and what is left to administrators."""

import re
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import agencies as agency_rows
from app.db import people as people_rows
from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.db.people import PersonRecord
from app.operations import agencies, people
from audit_tools.agency_kinds import AgencyKind
from audit_tools.errors import Conflict, Refused
from audit_tools.permissions import Grant, Person, Role
from tests import factories
from tests.app.visitors import send, sign_in_client

LEAD = Grant(Role.AGENCY_LEAD, "police")
DEPUTY = Grant(Role.AGENCY_DEPUTY, "police")


@pytest.fixture
def beth(database: Database, partnership: UUID) -> Person:
    factories.make_agency(database, partnership, "police")
    return factories.make_person(database, partnership, Role.COORDINATOR, name="Beth")


@pytest.fixture
def unit(app: Flask, database: Database, beth: Person) -> FlaskClient:
    return sign_in_client(app, database, beth)


def record_of(database: Database, person: Person) -> PersonRecord:
    with database.reading() as session:
        found = people_rows.find_record(session, person.partnership, person.id)
    assert found
    return found


def events(database: Database) -> list[tuple[str, UUID | None]]:
    with database.reading() as session:
        rows = session.execute(
            select(HistoryEvent.what, HistoryEvent.by).order_by(HistoryEvent.at)
        ).all()
    return [(what, by) for what, by in rows]


def test_the_business_unit_adds_an_agency_and_invites_its_lead_and_deputy(
    unit: FlaskClient, database: Database, beth: Person
) -> None:
    send(unit, "/agencies/new", name="Park School", kind="education", mailbox="in@park.example")
    for name, role in (("Noor", "agency-lead"), ("Dan", "agency-deputy")):
        typed = {"name": name, "email": f"{name}@park.example", "role": role}
        page = send(unit, "/people/new", agency="park-school", **typed).headers["Location"]
        assert "http://localhost/set-password/" in send(unit, f"{page}/link").text
    listed = unit.get("/agencies").text
    assert "Led by Noor; deputy Dan" in listed
    with database.reading() as session:
        agency = agency_rows.find_agency(session, beth.partnership, "park-school")
    assert agency
    assert agency.mailbox == "in@park.example"
    assert [what for what, by in events(database) if by == beth.id][-5:] == [
        "agency.added", "person.added", "person.link-made", "person.added", "person.link-made",
    ]  # fmt: skip


def test_an_agency_without_a_lead_says_so(unit: FlaskClient) -> None:
    assert "Nobody leads it yet" in unit.get("/agencies").text


def test_who_was_let_go_leads_no_agency(
    unit: FlaskClient, database: Database, beth: Person
) -> None:
    boss = factories.make_person(database, beth.partnership, Role.ADMINISTRATOR)
    lead = factories.make_person(database, beth.partnership, LEAD, name="Kofi")
    assert "Led by Kofi" in unit.get("/agencies").text
    people.deactivate(database, by=boss, person_id=lead.id)
    assert "Nobody leads it yet" in unit.get("/agencies").text


@pytest.mark.parametrize("role", ["administrator", "coordinator"])
def test_the_business_unit_makes_nobody_administrator_or_business_unit(
    unit: FlaskClient, database: Database, beth: Person, role: str
) -> None:
    for page in ("/people/new", f"/people/{beth.id}"):
        assert f'value="{role}"' not in unit.get(page).text.partition('id="role"')[2]
    answer = send(unit, "/people/new", name="Sam", email="s@example.org", role=role, agency="")
    assert answer.status_code == 422
    with pytest.raises(Refused, match="given by an administrator"):
        people.add_person(database, by=beth, name="S", email="s@b.org", grant=Grant(Role(role)))
    chair = factories.make_person(database, beth.partnership, Role.CHAIR)
    with pytest.raises(Refused, match="given by an administrator"):
        people.give_role(database, by=beth, person_id=chair.id, grant=Grant(Role(role)))
    with database.reading() as session:
        assert people_rows.count_people(session, beth.partnership) == 2


@pytest.mark.parametrize("grants", [(Role.COORDINATOR,), (Role.ADMINISTRATOR, Role.CHAIR)])
def test_the_business_unit_changes_no_roles_of_its_own_or_of_administrators(
    unit: FlaskClient, database: Database, beth: Person, grants: tuple[Role, ...]
) -> None:
    """Nor those of a colleague: two could otherwise read a return for each other."""
    other = factories.make_person(database, beth.partnership, *grants)
    for person in (beth, other):
        shown = unit.get(f"/people/{person.id}").text
        assert "are changed by an administrator" in shown
        assert "Give another role" not in shown
        assert "Make a link" not in shown
        with pytest.raises(Refused):
            people.give_role(database, by=beth, person_id=person.id, grant=LEAD)
        with pytest.raises(Refused):
            people.take_role(database, by=beth, person_id=person.id, grant=Grant(Role.CHAIR))
        with pytest.raises(Refused):
            people.make_password_link(database, by=beth, person_id=person.id)
        assert send(unit, f"/people/{person.id}/roles", role="chair", agency="").status_code == 403
    assert record_of(database, beth).roles == {Role.COORDINATOR}
    assert record_of(database, other).roles == set(grants)


def test_the_business_unit_gives_roles_to_others_and_takes_them_back(
    unit: FlaskClient, database: Database, beth: Person
) -> None:
    chair = factories.make_person(database, beth.partnership, Role.CHAIR)
    send(unit, f"/people/{chair.id}/roles", role="agency-deputy", agency="police")
    assert DEPUTY in record_of(database, chair).grants
    assert "Agency deputy (Police)" in unit.get(f"/people/{chair.id}").text
    send(unit, f"/people/{chair.id}/roles/take", role="agency-deputy", agency="police")
    assert record_of(database, chair).roles == {Role.CHAIR}


def test_who_has_a_password_gets_another_link_only_from_an_administrator(
    unit: FlaskClient, database: Database, beth: Person
) -> None:
    """With a new link the Business Unit could read a return as the agency's lead."""
    lead = factories.make_person(database, beth.partnership, LEAD, password=factories.PASSWORD)
    boss = factories.make_person(database, beth.partnership, Role.ADMINISTRATOR)
    assert "Make a link" not in unit.get(f"/people/{lead.id}").text
    answer = send(unit, f"/people/{lead.id}/link")
    assert answer.status_code == 403
    assert "An administrator makes them a new link" in answer.text
    assert people.make_password_link(database, by=boss, person_id=lead.id)


@pytest.mark.parametrize("deed", ["name", "let-go", "bring-back", "sessions/end"])
def test_letting_people_go_is_left_to_administrators(
    unit: FlaskClient, database: Database, beth: Person, deed: str
) -> None:
    chair = factories.make_person(database, beth.partnership, Role.CHAIR, name="Chris")
    assert send(unit, f"/people/{chair.id}/{deed}", name="Mine").status_code == 403
    shown = unit.get(f"/people/{chair.id}").text
    assert "Deactivate</button>" not in shown
    assert "Save name" not in shown
    assert record_of(database, chair).name == "Chris"


def test_an_address_that_is_here_already_is_said_to_the_business_unit(
    unit: FlaskClient, database: Database, beth: Person
) -> None:
    factories.make_person(database, beth.partnership, Role.CHAIR, email="chris@example.org")
    typed = {"name": "Chris", "email": "Chris@example.org", "role": "scrutineer", "agency": ""}
    answer = send(unit, "/people/new", **typed)
    assert answer.status_code == 422
    assert "Somebody with this e-mail address is here already." in answer.text
    assert 'value="Chris@example.org"' in answer.text


def test_an_agency_whose_name_is_taken_is_refused_to_the_business_unit_too(
    database: Database, beth: Person
) -> None:
    with pytest.raises(Conflict, match="of this name already"):
        agencies.add_agency(database, by=beth, name="police", kind=AgencyKind.POLICE)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.AGENCY_LEAD, Role.AGENCY_DEPUTY])
def test_nobody_else_sets_up(database: Database, beth: Person, role: Role) -> None:
    grant = Grant(role, "police" if role.belongs_to_agency else None)
    by = factories.make_person(database, beth.partnership, grant)
    with pytest.raises(Refused):
        agencies.add_agency(database, by=by, name="A", kind=AgencyKind.OTHER)
    with pytest.raises(Refused):
        people.add_person(database, by=by, name="A", email="a@b.org", grant=Grant(Role.CHAIR))
    with pytest.raises(Refused):
        people.give_role(database, by=by, person_id=uuid4(), grant=LEAD)


def test_an_invited_person_signs_in_as_what_they_were_invited_as(
    unit: FlaskClient, app: Flask
) -> None:
    typed = {"name": "Dan", "email": "dan@example.org", "role": "agency-deputy"}
    page = send(unit, "/people/new", agency="police", **typed).headers["Location"]
    [token] = re.findall(r"/set-password/([\w-]+)", send(unit, f"{page}/link").text)
    password = {"password": factories.PASSWORD, "password_again": factories.PASSWORD}
    own = app.test_client()
    send(own, f"/set-password/{token}", **password)
    send(own, "/sign-in", email="dan@example.org", password=factories.PASSWORD)
    assert own.get("/returns").status_code == 200
    assert unit.get(page).text.count("A password is set.") == 1
