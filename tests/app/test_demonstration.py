"""The demonstration is whole, has something for every role, and keeps what was entered."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.request import urlopen
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.cli import demonstration as commands
from app.config import DEMONSTRATION_DATE, Mode, Settings
from app.db import level
from app.db.agencies import list_agencies
from app.db.audits import AuditOnFile, list_audits
from app.db.cases import list_cases, standing_of
from app.db.engine import Database, open_database
from app.db.facts import read_facts
from app.db.inspections import list_inspections
from app.db.key_sheets import list_sent
from app.db.knowing import open_questions
from app.db.models.people import PartnershipRow
from app.db.partnerships import default_partnership
from app.db.people import find_person, id_of_email, list_people
from app.db.records import read_entries
from app.db.returns import ReturnOnFile, returns_of
from app.demonstration.invented.people import AGENCIES
from app.demonstration.load import NAME, load
from app.demonstration.people import DEMONSTRATION_PEOPLE
from app.operations import exchange, returns
from app.operations.summaries import read_across
from audit_tools.audience import Audience
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.disclosure import for_audience
from audit_tools.entries import Edit
from audit_tools.errors import Conflict
from audit_tools.exchange import read_exchange, write_exchange
from audit_tools.permissions import Person, Role
from audit_tools.returns import ReturnStatus
from audit_tools.training_needs import Gap
from audit_tools.words.shipped import shipped_words
from reports.acronyms import unexplained
from reports.kinds.across import across
from tests import factories
from tests.app.messages.conftest import find_free_port
from tests.app.visitors import database_of
from tests.loaded import somebody

ROOT = Path(__file__).parents[2]
SERVE = "app.cli.demonstration.os.execv"


@dataclass(frozen=True)
class Loaded:
    """A database with the demonstration in it."""

    file: Path
    database: Database
    partnership: UUID

    def audit(self, key: str) -> AuditOnFile:
        with self.database.reading() as session:
            found = list_audits(session, self.partnership)
        return next(audit for audit in found if audit.cycle.key == key)

    def person(self, name: str) -> Person:
        email = next(one.email for one in DEMONSTRATION_PEOPLE if one.name == name)
        with self.database.reading() as session:
            person_id = id_of_email(session, email)
            found = find_person(session, self.partnership, person_id) if person_id else None
        assert found is not None
        return found


@pytest.fixture(scope="module")
def loaded(demonstration_file: Path) -> Iterator[Loaded]:
    """No test here changes it."""
    file = demonstration_file
    database = open_database(f"sqlite:///{file}", lambda: DEMONSTRATION_DATE)
    with database.reading() as session:
        partnership = default_partnership(session)
    assert partnership is not None
    yield Loaded(file, database, partnership.id)
    database.engine.dispose()


@pytest.fixture
def demonstration_app(loaded: Loaded, settings: Settings, tmp_path: Path) -> Flask:
    """An application on a copy of the demonstration."""
    copy = shutil.copy(loaded.file, tmp_path / "copy.sqlite")
    changed = replace(settings, mode=Mode.DEMONSTRATION, database=f"sqlite:///{copy}")
    return create_app(changed)


@pytest.fixture
def copied(loaded: Loaded, tmp_path: Path) -> Iterator[Loaded]:
    """A copy that a test may change."""
    file = Path(shutil.copy(loaded.file, tmp_path / "own.sqlite"))
    database = open_database(f"sqlite:///{file}", lambda: DEMONSTRATION_DATE)
    yield Loaded(file, database, loaded.partnership)
    database.engine.dispose()


# --- What is in it ----------------------------------------------------------------------------


def test_it_has_the_letters_and_four_invented_audits(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        audits = list_audits(session, loaded.partnership)
    phases = {a.cycle.key: (a.cycle.phase, a.cycle.invented) for a in audits}
    assert phases == {
        "jtai-letters-2023-24": (Phase.CLOSED, False),
        "notifications-2024-06": (Phase.CLOSED, True),
        "notifications-2025-02": (Phase.CLOSED, True),
        "syv-2024-q3": (Phase.CLOSED, True),
        "syv-2025-q1": (Phase.COLLECTING, True),
    }


def test_nothing_on_the_table_by_area_is_left_unexplained(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        hassan = somebody(loaded.database, "Hassan")
        audit = loaded.audit("jtai-letters-2023-24").id
        given = read_across(session, by=hassan, audit_id=audit)
    assert unexplained(across(given), shipped_words()) == ()


def test_the_letters_are_counted_by_area_and_carry_their_source(loaded: Loaded) -> None:
    audit = loaded.audit("jtai-letters-2023-24")
    with loaded.database.reading() as session:
        facts = read_facts(session, loaded.partnership, audit.id)
    assert len(facts.findings) == 99
    assert {"Leeds", "Manchester"} < {case.reference for case in facts.cases}
    assert facts.cycle.counted.of(3, 6) == "3 of 6 areas"
    assert "Open Government Licence" in facts.cycle.attribution
    summary = for_audience(facts, Audience.GOVERNANCE)
    assert (summary.agreed.count, summary.agreed.of) == (6, 6)
    assert not summary.scale
    assert {need.key: need.gap for need in summary.needs if need.gap} == {
        "justice": Gap.CONTENT_ABSENT,
        "workforce": Gap.IMPACT_UNKNOWN,
    }


def test_the_invented_audits_answer_the_three_findings_of_the_inspection(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        (inspection,) = list_inspections(session, loaded.partnership)
        for key in ("syv-2024-q3", "syv-2025-q1"):
            facts = read_facts(session, loaded.partnership, loaded.audit(key).id)
            assert facts.answers_inspection == inspection.findings
    assert len(inspection.findings) == 3


def test_quarter_1_is_nearly_done(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        cases = list_cases(session, loaded.partnership, loaded.audit("syv-2025-q1").id)
    states = [case.case.state for case in cases]
    assert states == [CaseState.AGREED] * 4 + [CaseState.PREPARED, CaseState.WAITING]


def waiting_returns(loaded: Loaded) -> dict[str, ReturnOnFile]:
    """The returns of the waiting case by agency."""
    with loaded.database.reading() as session:
        cases = list_cases(session, loaded.partnership, loaded.audit("syv-2025-q1").id)
        (waiting,) = (case for case in cases if case.case.state is CaseState.WAITING)
        found = returns_of(session, loaded.partnership, [waiting.id])[waiting.id]
    return {agency_return.agency: agency_return for agency_return in found}


def test_the_waiting_case_lacks_a_draft_and_a_return_that_nobody_began(loaded: Loaded) -> None:
    out = {a: r for a, r in waiting_returns(loaded).items() if r.status is ReturnStatus.DUE}
    assert set(out) == {"school", "hospital-trust"}
    with loaded.database.reading() as session:
        draft = read_entries(session, loaded.partnership, out["school"].id)
    assert draft
    assert out["school"].started_at is not None
    assert out["hospital-trust"].started_at is None
    due = loaded.audit("syv-2025-q1").cycle.returns_due
    assert due is not None
    assert due < DEMONSTRATION_DATE.date()


@pytest.mark.parametrize(("name", "agency"), [("Wren", "school"), ("Tess", "hospital-trust")])
def test_what_is_still_out_was_given_to_somebody_who_can_be_signed_in_as(
    name: str, agency: str, loaded: Loaded
) -> None:
    person = loaded.person(name)
    with loaded.database.reading() as session:
        cases = list_cases(session, loaded.partnership, loaded.audit("syv-2025-q1").id)
        standing = standing_of(session, person, cases[-1])
    assert standing.assigned == {agency}


def test_the_draft_can_be_gone_on_with(copied: Loaded) -> None:
    draft = waiting_returns(copied)["school"]
    saved = returns.save_answers(
        copied.database,
        by=copied.person("Wren"),
        return_id=draft.id,
        edits=(Edit("equity/reason", "We asked at home.", 0, "first"),),
    )
    assert saved.outcome.changes


def test_one_agency_has_still_to_say_whether_it_knows_a_child(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        (asked,) = open_questions(session, loaded.person("Petra"))
    assert (asked.agency, asked.left, asked.of) == ("community-health", 1, 1)


def test_the_key_sheets_of_the_audit_under_way_were_sent(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        sent = list_sent(session, loaded.partnership, loaded.audit("syv-2025-q1").id)
    assert len({one.agency for one in sent}) >= 7
    assert {one.sent_on for one in sent} == {date(2025, 4, 28)}


@pytest.mark.parametrize("name", ["Dilys", "Ewan", "Farah"])
def test_chair_co_chair_and_note_taker_hold_every_discussion(name: str, loaded: Loaded) -> None:
    person = loaded.person(name)
    with loaded.database.reading() as session:
        for case in list_cases(session, loaded.partnership, loaded.audit("syv-2025-q1").id):
            assert standing_of(session, person, case).holds_discussion


def test_the_core_group_has_a_member(loaded: Loaded) -> None:
    person = loaded.person("Gwen")
    with loaded.database.reading() as session:
        for key in ("syv-2024-q3", "syv-2025-q1"):
            for case in list_cases(session, loaded.partnership, loaded.audit(key).id):
                assert standing_of(session, person, case).core_group


# --- Its people -------------------------------------------------------------------------------


def test_every_role_is_there_once_or_more() -> None:
    assert {one.grant.role for one in DEMONSTRATION_PEOPLE} == set(Role)


def test_every_agency_has_a_lead_who_sees_its_returns() -> None:
    led = {one.grant.agency for one in DEMONSTRATION_PEOPLE if one.grant.role is Role.AGENCY_LEAD}
    assert led == set(AGENCIES)


def test_everybody_is_named_by_what_they_do_and_has_something_to_try() -> None:
    assert len({one.email for one in DEMONSTRATION_PEOPLE}) == len(DEMONSTRATION_PEOPLE)
    for one in DEMONSTRATION_PEOPLE:
        assert one.does in one.full_name
        assert one.email.endswith("@demonstration.invalid")
        assert one.try_first.endswith((".", "?"))


def test_everybody_of_the_files_who_is_active_can_be_signed_in_as(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        active = {
            p.name for p in list_people(session, loaded.partnership, limit=200) if p.is_active
        }
    assert active == {one.full_name for one in DEMONSTRATION_PEOPLE}


def test_nobody_had_to_be_made_up_for_the_invented_audits(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        names = [p.name for p in list_people(session, loaded.partnership, limit=200)]
    assert len(names) == len(DEMONSTRATION_PEOPLE)


def test_the_agencies_of_the_invented_audits_are_called_by_what_they_do(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        names = {one.name for one in list_agencies(session, loaded.partnership)}
    assert names - {"Ofsted, CQC, HMICFRS and HMI Probation"} == {
        "Police", "Children's social care", "Youth justice", "Hospital trust",
        "Community health", "Mental health service", "School", "Probation",
    }  # fmt: skip


def test_each_agency_says_what_to_do_about_a_worry_now(loaded: Loaded) -> None:
    with loaded.database.reading() as session:
        agencies = list_agencies(session, loaded.partnership)
        partnership = default_partnership(session)
    assert partnership is not None
    assert (partnership.name, "999" in partnership.front_door) == (NAME, True)
    routes = [agency.own_route for agency in agencies if agency.key != "inspectorates"]
    assert len(set(routes)) == 8


# --- Loading it -------------------------------------------------------------------------------


def test_it_is_never_loaded_over_what_is_there(copied: Loaded) -> None:
    with pytest.raises(Conflict):
        load(copied.database)


@pytest.mark.parametrize("key", ["jtai-letters-2023-24", "syv-2024-q3", "syv-2025-q1"])
def test_each_audit_can_be_taken_elsewhere_and_is_the_same_there(key: str, copied: Loaded) -> None:
    database = copied.database
    first = exchange.export_audit(database, by=None, partnership=copied.partnership, key=key)
    elsewhere = factories.make_partnership(database, "Zurich (elsewhere)")
    other = factories.make_person(database, elsewhere, Role.COORDINATOR)
    exchange.import_audit(database, by=other, document=read_exchange(write_exchange(first)))
    again = exchange.export_audit(database, by=None, partnership=elsewhere, key=key)
    assert write_exchange(again) == write_exchange(first)


# --- Its commands -----------------------------------------------------------------------------


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The servers that were started, none of them really."""
    started: list[list[str]] = []
    monkeypatch.setattr(SERVE, lambda _program, command: started.append(command))
    return started


def test_serving_fills_an_empty_database_and_says_who_can_sign_in(
    demonstration: Flask, settings: Settings, served: list[list[str]]
) -> None:
    engine = open_database(settings.database, lambda: DEMONSTRATION_DATE).engine
    level.lower_level(engine, down_to="base")
    said = demonstration.test_cli_runner().invoke(commands.demo, ["serve", "--bind", "127.0.0.1:0"])
    assert said.exit_code == 0, said.output
    assert (
        "Six published letters ...\nInvented audit 1 of 2 ...\nInvented audit 2 of 2" in said.stdout
    )
    with database_of(demonstration).reading() as session:
        partnership = default_partnership(session)
        assert partnership is not None
        assert len(list_audits(session, partnership.id)) == 5
    assert settings.base_address in said.output
    assert all(one.full_name in said.output for one in DEMONSTRATION_PEOPLE)
    ((*_, application),) = served
    assert application == "app:create_app()"
    assert "127.0.0.1:0" in served[0]
    assert commands.BIND == "127.0.0.1:8000"
    assert str(ROOT / "app" / "serving.py") in served[0]


def test_where_something_is_served_already_it_says_so_and_what_to_do(
    demonstration_app: Flask, served: list[list[str]]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"127.0.0.1:{taken.getsockname()[1]}"
        said = demonstration_app.test_cli_runner().invoke(commands.demo, ["serve", "--bind", bind])
    assert said.exit_code == 1
    assert f"Something is served at {bind} already." in said.output
    assert "--bind" in said.output
    assert served == []


def test_a_second_run_keeps_what_was_entered(
    demonstration_app: Flask, loaded: Loaded, served: list[list[str]]
) -> None:
    database = database_of(demonstration_app)
    entered = factories.make_person(database, loaded.partnership, Role.CHAIR)
    said = demonstration_app.test_cli_runner().invoke(
        commands.demo, ["serve", "--bind", "127.0.0.1:0"]
    )
    assert "still there" in said.output
    assert len(served) == 1
    with database.reading() as session:
        assert find_person(session, loaded.partnership, entered.id) == entered


def test_a_reset_starts_afresh(
    demonstration_app: Flask, loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fills it is tested where it is served; here it makes a partnership, and nothing else."""
    made: list[UUID] = []
    monkeypatch.setattr(
        commands, "load", lambda db, _say: made.append(factories.make_partnership(db))
    )
    said = demonstration_app.test_cli_runner().invoke(commands.demo, ["reset"])
    assert said.exit_code == 0, said.output
    with database_of(demonstration_app).reading() as session:
        assert session.scalars(select(PartnershipRow.id)).all() == made
    assert loaded.partnership not in made


def test_it_is_served_as_make_demo_serves_it(loaded: Loaded, tmp_path: Path) -> None:
    copy, port = shutil.copy(loaded.file, tmp_path / "served.sqlite"), find_free_port()
    surroundings = {
        "PATH": os.environ["PATH"],
        "GOLDEN_THREAD_MODE": "demonstration",
        "GOLDEN_THREAD_SECRET_KEY": "only for tests, and long enough for them",
        "GOLDEN_THREAD_DATABASE": f"sqlite:///{copy}",
        "GOLDEN_THREAD_BASE_ADDRESS": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "flask", "--app", "app:create_app", "demo", "serve",
               "--bind", f"127.0.0.1:{port}"]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:  # fmt: skip
        try:
            answers = {
                path: answer_of(port, path, server) for path in ("/health", "/demonstration")
            }
        finally:
            server.terminate()
        said = server.stdout.read() if server.stdout else ""
    assert answers["/health"] == 200, said
    assert answers["/demonstration"] == 200, said
    assert "What was entered before is still there." in said


def answer_of(port: int, path: str, server: subprocess.Popen[str]) -> int:
    """The status of an answer, as soon as there is one; 0 where the server ended or never came."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return int(answer.status)
        except OSError:
            time.sleep(0.1)
    return 0


@pytest.mark.parametrize("verb", ["serve", "reset"])
def test_it_is_refused_outside_the_demonstration(
    verb: str, app: Flask, database: Database, served: list[list[str]]
) -> None:
    said = app.test_cli_runner().invoke(commands.demo, [verb])
    assert said.exit_code == 1
    assert "GOLDEN_THREAD_MODE" in said.output
    assert level.read_level(database.engine) is not None
    assert served == []
