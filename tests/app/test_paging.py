"""No list of more than fifty is shown whole, and no page number leads nowhere."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.operations import findings
from app.operations.findings import FindingText
from app.web import paging
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState, Known
from audit_tools.cycles import Phase
from audit_tools.permissions import Role
from audit_tools.places import FindingKind
from tests import factories
from tests.app.audits.conftest import prepared, read, unit
from tests.app.conftest import SignIn
from tests.app.heard import audits_loaded
from tests.app.visitors import send, sign_in_client
from tests.preparations import ASKED, DETAILS, Preparation
from tests.world import make_another_audit, make_world

__all__ = ["prepared", "unit"]

MANY = 5


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three to a page, so that a list needs no hundred rows to be too long for one."""
    monkeypatch.setattr(paging, "PER_PAGE", 3)


def test_fifty_are_a_page(app: Flask) -> None:
    with app.test_request_context("/?page=2"):
        assert paging.part_of(range(120)) == paging.Part(tuple(range(50, 100)), 2, 3)
    with app.test_request_context("/"):
        assert paging.part_of(range(50)) == paging.Part(tuple(range(50)), 1, 1)


def shows(page: str, *names: str) -> list[bool]:
    return [name in page for name in names]


def add_schools(database: Database, partnership: UUID) -> None:
    for number in range(1, MANY + 1):
        factories.make_agency(database, partnership, f"z-{number}", kind=AgencyKind.EDUCATION)


@pytest.mark.usefixtures("short")
def test_agencies_are_listed_page_by_page(
    sign_in: SignIn, database: Database, partnership: UUID
) -> None:
    add_schools(database, partnership)
    admin = sign_in(Role.ADMINISTRATOR)
    first, second = (read(admin, f"/agencies?page={number}") for number in (1, 2))
    assert shows(first, "Z 3", "Z 4", "Page 1 of 2") == [True, False, True]
    assert shows(second, "Z 3", "Z 4", "Page 2 of 2") == [False, True, True]


@pytest.mark.usefixtures("short")
def test_who_is_asked_about_a_child_is_said_page_by_page(
    unit: FlaskClient, prepared: Preparation
) -> None:
    add_schools(prepared.database, prepared.partnership)
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    page = f"/cases/{case}/agencies"
    first, second = (read(unit, f"{page}?page={number}") for number in (1, 2))
    assert shows(first, 'name="known:police"', 'name="known:z-1"') == [True, False]
    assert shows(second, 'name="known:police"', 'name="known:z-1"') == [False, True]

    seen = second.split('name="seen" value="')[1].split('"')[0]
    answer = send(unit, f"{page}?page=2", **{"seen": seen, "known:z-1": "known"})

    assert answer.status_code == 303
    asked = prepared.case(case).case.involvements
    # What stands on the other page stays: its agencies, and which of them leads.
    assert {one.agency for one in asked} == {"police", "school", "z-1"}
    assert {one.known for one in asked} == {Known.KNOWN}
    assert [one.agency for one in asked if one.lead] == ["police"]


@pytest.mark.usefixtures("short")
def test_who_leads_can_be_chosen_on_another_page(unit: FlaskClient, prepared: Preparation) -> None:
    add_schools(prepared.database, prepared.partnership)
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    fields = {"seen": prepared.seen(case), "known:z-1": "known", "lead": "z-1"}
    assert send(unit, f"/cases/{case}/agencies?page=2", **fields).status_code == 303
    leads = [one.agency for one in prepared.case(case).case.involvements if one.lead]
    assert leads == ["z-1"]


@pytest.mark.usefixtures("short")
def test_the_cases_of_an_audit_are_listed_page_by_page(
    unit: FlaskClient, prepared: Preparation
) -> None:
    for number in range(1, MANY + 1):
        prepared.ask(prepared.add_case(f"SYV25-0{number}"), *ASKED)
    for path in ("/candidates", "/cases"):
        address = f"/audits/{prepared.audit}{path}"
        first, second = (read(unit, f"{address}?page={number}") for number in (1, 2))
        assert shows(first, "SYV25-03", "SYV25-04") == [True, False], path
        assert shows(second, "SYV25-03", "SYV25-04") == [False, True], path
    prepared.start()
    address = f"/audits/{prepared.audit}"
    first, second = (read(unit, f"{address}?page={number}") for number in (1, 2))
    assert shows(first, "SYV25-03", "SYV25-04") == [True, False]
    assert shows(second, "SYV25-03", "SYV25-04") == [False, True]
    # The sentence counts all of them, on every page.
    assert all("10 returns to come" in page for page in (first, second))


@pytest.mark.usefixtures("short")
def test_the_findings_of_a_case_are_listed_page_by_page(
    app: Flask, database: Database, partnership: UUID
) -> None:
    world = make_world(database, partnership)
    case = world.cases[CaseState.OPEN]
    for number in range(1, MANY + 1):
        text = FindingText("voice", FindingKind.STRENGTH, f"Strength {number} was named.")
        findings.add_finding(database, by=world.people["chair"], case_id=case, text=text)
    chair = sign_in_client(app, database, world.people["chair"])
    address = f"/discussions/{case}/findings"
    first, second = (read(chair, f"{address}?page={number}") for number in (1, 2))
    assert shows(first, "Strength 1 was", "Strength 5 was") == [True, False]
    assert shows(second, "Strength 1 was", "Strength 5 was") == [False, True]


@pytest.mark.usefixtures("short")
def test_audits_with_training_needs_are_listed_page_by_page(
    app: Flask, database: Database, partnership: UUID
) -> None:
    world = make_world(database, partnership)
    for number in range(1, MANY + 1):
        make_another_audit(database, world, [], key=f"past-{number}", phase=Phase.CLOSED)
    reader = sign_in_client(app, database, world.people["board member"])
    first, second = (read(reader, f"/training-needs?page={number}") for number in (1, 2))
    with audits_loaded() as loaded:
        read(reader, "/training-needs")
    assert len(loaded) == first.count('/summary"') == 3
    assert 0 < second.count('/summary"') <= 3
    assert "Page 2 of 2" in second


@pytest.mark.parametrize("number", ["0", "-3", "99", "9" * 30, "x"])
def test_a_page_that_is_not_there_leads_to_one_that_is(
    number: str, unit: FlaskClient, prepared: Preparation
) -> None:
    prepared.started_case()
    assert DETAILS.title in read(unit, f"/audits?page={number}")
    for path in ("", "/candidates", "/cases"):
        assert "SYV25-01" in read(unit, f"/audits/{prepared.audit}{path}?page={number}"), path
