"""Sections that an audit does not ask, and a re-audit that asks only what an earlier one found."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.audits import AuditOnFile, load_audit
from app.db.engine import Database
from app.db.models.findings import FindingRow
from audit_tools.cases import CaseState
from audit_tools.cycles import AuditKind, Phase
from audit_tools.kinds_of_audit import sections_to_choose
from tests import factories
from tests.app.audits.conftest import DETAILS, read
from tests.app.visitors import send, sign_in_client, text_of
from tests.changes import change_audit, change_row
from tests.preparations import ASKED, make_preparation
from tests.world import PUBLISHED, TOOL, World, make_another_audit, make_world

CHOICE = [section.key for section in sections_to_choose(TOOL)]
REST = [key for key in CHOICE if key != "voice"]
PATH = "/audits/new?tool={}"


@pytest.fixture
def world(database: Database) -> World:
    return make_world(database, factories.make_partnership(database))


@pytest.fixture
def unit(app: Flask, database: Database, world: World) -> FlaskClient:
    return sign_in_client(app, database, world.people["coordinator"])


def made(database: Database, world: World, location: str) -> AuditOnFile:
    with database.reading() as session:
        return load_audit(session, world.partnership, UUID(location.rpartition("/")[2]))


def ticked(page: str) -> list[str]:
    return re.findall(r'name="left_out"[^>]*value="([^"]+)" checked', page)


def test_what_is_left_out_is_asked_nowhere(
    unit: FlaskClient, database: Database, world: World
) -> None:
    answer = send(unit, PATH.format(world.tool), **DETAILS, left_out=REST)
    audit = made(database, world, answer.location)
    assert [s.key for s in audit.tool.sections] == [
        s.key for s in PUBLISHED.sections if s.key not in REST
    ]
    assert ticked(read(unit, f"/audits/{audit.id}/edit")) == REST


def test_the_page_before_the_start_names_what_is_left_out(app: Flask, database: Database) -> None:
    prepared = make_preparation(database)
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    change_audit(database, prepared, left_out=["family", "places"])
    unit = sign_in_client(app, database, prepared.unit)
    titles = f"{TOOL.section('places').title}, {TOOL.section('family').title}"
    for path in (f"/audits/{prepared.audit}", f"/audits/{prepared.audit}/start"):
        assert f"It leaves out: {titles}." in read(unit, path)


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        (CHOICE, "Leave at least one section in, or there is nothing to ask."),
        (["details"], "Choose among the sections that can be left out."),
        (["nothing-of-the-kind"], "Choose among the sections that can be left out."),
    ],
)
def test_something_is_always_asked(
    unit: FlaskClient, world: World, left_out: list[str], sentence: str
) -> None:
    answer = send(unit, PATH.format(world.tool), **DETAILS, left_out=left_out)
    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_a_re_audit_asks_again_only_what_the_latest_audit_found(
    unit: FlaskClient, database: Database, world: World
) -> None:
    path = PATH.format(world.tool)
    assert "Could be better" not in read(unit, path)
    states = [CaseState.AGREED]
    earlier = make_another_audit(database, world, states, key="earlier", phase=Phase.CLOSED)
    page = read(unit, path)
    assert page.count("Could be better: 1 of 1 child") == 1
    assert ticked(page) == []
    again = read(unit, f"{path}&again=yes")
    assert ticked(again) == REST
    finding = earlier.findings[CaseState.AGREED]
    change_row(database, earlier, FindingRow, finding, section="family")
    # The child is heard in every audit, whatever was found.
    again = read(unit, f"{path}&again=yes")
    assert ticked(again) == [key for key in REST if key != "family"]
    assert re.search(r'value="re-audit" checked', again)
    # A rehearsal found nothing, and an open audit nothing yet.
    change_audit(database, earlier, rehearsal=True)
    assert "Could be better" not in read(unit, path)
    change_audit(database, earlier, rehearsal=False, phase=Phase.COLLECTING.value)
    assert "Could be better" not in read(unit, path)


def test_the_kind_of_a_re_audit_is_kept(
    unit: FlaskClient, database: Database, world: World
) -> None:
    answer = send(unit, PATH.format(world.tool), **DETAILS, audit_kind="re-audit", left_out=REST)
    audit = made(database, world, answer.location)
    assert (audit.cycle.kind, audit.cycle.left_out) == (AuditKind.RE_AUDIT, tuple(REST))
