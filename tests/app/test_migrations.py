"""Migrations run up and down on both databases, and no data is lost on the way."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, MetaData, inspect, select, text
from sqlalchemy.exc import IntegrityError

from app import create_app
from app.config import Settings
from app.db import level, people
from app.db.base import Base
from app.db.engine import Database, open_database
from app.db.judgements import latest_judgement
from app.db.models.audits import NeedRow
from app.db.models.judgements import JudgementRow
from app.db.models.records import EntryRow, KeptAnswerRow
from app.db.tool_drafts import list_drafts, steps_of
from app.operations import bodies, meetings, practice, tool_drafts, tool_edits
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.definition import write_tool
from audit_tools.editing.places import QUESTIONS, SECTIONS, Part
from audit_tools.editing.steps import Spot
from audit_tools.entries import Edit
from audit_tools.permissions import Grant, Role
from tests import factories
from tests.changes import changing
from tests.originals import Originals
from tests.world import AT, make_another_audit, make_world

NEEDED = ScriptDirectory.from_config(level.configuration()).get_current_head()


BOTH = pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])


@BOTH
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, embedded and as a server."""
    address = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres_database")
    with opened(address) as database:
        yield database


@BOTH
def full(
    request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path
) -> Iterator[Database]:
    """A database with all tables: those that bring it to this level are made once."""
    if request.param == "sqlite":
        file = shutil.copy(empty_database, tmp_path / "full.sqlite")
        with opened(f"sqlite:///{file}") as database:
            yield database
    else:
        originals: Originals = request.getfixturevalue("originals")
        with originals.copy(empty_database) as address, opened(address) as database:
            yield database


@contextmanager
def opened(address: str) -> Iterator[Database]:
    database = open_database(address, lambda: datetime.now(UTC))
    yield database
    database.engine.dispose()


def rows_of(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, whatever the level."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for name, table in tables.tables.items()
            if name != "alembic_version"
        }


def checks_of(table: str) -> set[str]:
    """The names of the checks that a table's model has."""
    constraints = Base.metadata.tables[table].constraints
    return {str(one.name) for one in constraints if isinstance(one, CheckConstraint)}


def said(rows: list[dict[str, Any]], columns: set[str]) -> list[str]:
    """What rows say in these columns, in an order of its own."""
    return sorted(repr({column: row[column] for column in sorted(columns)}) for row in rows)


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_up_makes_every_table_and_down_leaves_none(empty: Database) -> None:
    level.change_level(empty.engine)
    assert tables_of(empty.engine) == {*Base.metadata.tables, "alembic_version"}
    level.lower_level(empty.engine, down_to="base")
    assert tables_of(empty.engine) == {"alembic_version"}
    level.change_level(empty.engine)
    assert level.read_level(empty.engine) == NEEDED


def test_each_step_can_be_taken_back(empty: Database) -> None:
    script = ScriptDirectory.from_config(level.configuration())
    for step in reversed(list(script.walk_revisions())):
        level.change_level(empty.engine, up_to=step.revision)
        level.lower_level(empty.engine, down_to=str(step.down_revision or "base"))
        level.change_level(empty.engine, up_to=step.revision)
    assert level.read_level(empty.engine) == NEEDED


def test_the_tables_are_those_of_the_models(full: Database) -> None:
    """A model that changed without a migration fails here."""
    command.check(level.configuration(full.engine))


def test_the_constraints_are_named_as_the_house_names_them(full: Database) -> None:
    inspector = inspect(full.engine)
    for table in Base.metadata.tables:
        assert inspector.get_pk_constraint(table)["name"] == f"pk_{table}"
        for key in inspector.get_foreign_keys(table):
            assert str(key["name"]).startswith(f"fk_{table}_")
        checks = {str(check["name"]) for check in inspector.get_check_constraints(table)}
        assert checks == checks_of(table)


def test_going_up_again_changes_nothing(full: Database) -> None:
    partnership = factories.make_partnership(full)
    level.change_level(full.engine)
    with full.engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM partnership")).scalar_one()
    assert (found, bool(partnership)) == (1, True)


def test_no_row_is_lost_on_the_way_down_and_up_again(full: Database) -> None:
    """Of a whole partnership everything comes back that the first level can hold."""
    script = ScriptDirectory.from_config(level.configuration())
    world = make_world(full, factories.make_partnership(full))
    with changing(full, world) as session:
        need = {"partnership_id": world.partnership, "audit_id": world.audit, "theme": "voice"}
        session.add(NeedRow(**need, audience="Everybody who sees children"))
    # The first level calls a deputy a lead.
    with full.engine.begin() as connection:
        connection.execute(
            text("UPDATE role_grant SET role = 'agency-lead' WHERE role = 'agency-deputy'")
        )
    begun = rows_of(full.engine)
    filled = {table for table, rows in begun.items() if rows}
    assert filled >= {"audit_case", "entry", "agency_return", "finding", "history_content"}
    level.lower_level(full.engine, down_to=str(script.get_base()))
    below = rows_of(full.engine)
    held = {table: set(rows[0]) for table, rows in below.items() if rows}
    assert {table: said(rows, held[table]) for table, rows in below.items() if rows} == {
        table: said(begun[table], held[table]) for table in filled if table in below
    }
    level.change_level(full.engine)
    again = rows_of(full.engine)
    assert {t: said(again[t], c) for t, c in held.items()} == {
        t: said(begun[t], c) for t, c in held.items()
    }
    # Of an audit from before the draws were counted none was shown.
    assert [audit["draws_shown"] for audit in again["audit"]] == [[]]


def test_what_a_group_said_of_two_audits_stays_below_the_level_that_knows_its_meeting(
    full: Database,
) -> None:
    """Group and day stay; which meeting it was is forgotten below, and what was typed before
    meetings were chosen has none above."""
    world = make_world(full, factories.make_partnership(full))
    before = make_another_audit(full, world, [CaseState.AGREED], key="before", phase=Phase.CLOSED)
    by = world.people["coordinator"]
    body = bodies.add_body(full, by=by, name="Silver MACE", role=Role.BOARD_MEMBER)
    meeting = meetings.add_meeting(full, by=by, body_id=body, held_on=AT.date())
    said = {
        "partnership_id": world.partnership,
        "audit_id": world.audit,
        "earlier_id": before.audit,
        "decided_by": "Silver MACE",
        "decided_on": AT.date(),
        "themes": {"voice": "continuing"},
        "recorded_at": AT,
        "recorded_by": by.id,
    }
    with changing(full, world) as session:
        session.add(JudgementRow(**said, meeting_id=meeting))
    level.lower_level(full.engine, down_to="0052")
    (below,) = rows_of(full.engine)["theme_judgement"]
    assert "meeting_id" not in below
    assert (below["decided_by"], below["themes"]) == ("Silver MACE", {"voice": "continuing"})
    level.change_level(full.engine)
    with full.reading() as session:
        here = (session, world.partnership, world.audit, before.audit)
        judged = latest_judgement(*here)
    assert judged is not None
    assert (judged.said.group, judged.said.on, judged.meeting) == ("Silver MACE", AT.date(), None)


def test_drafts_that_may_be_unfinished_are_gone_below_the_level_that_knows_steps(
    full: Database,
) -> None:
    """Below it every draft is a whole tool; one that was brought in and not changed since is."""
    world = make_world(full, factories.make_partnership(full))
    by = world.people["coordinator"]
    file = write_tool(replace(world.audit_tool, about="In other words")).encode()
    whole = tool_drafts.bring_in(full, by=by, data=file)
    changed = tool_drafts.bring_in(full, by=by, data=file)
    spot = Spot(Part(((SECTIONS, "voice"),)), QUESTIONS)
    tool_edits.add(full, by=by, draft_id=changed, spot=spot, words="Heard?")
    theme_list = world.audit_tool.theme_list
    tool_drafts.begin_new(full, by=by, title="New", theme_list=theme_list)
    level.lower_level(full.engine, down_to="0055")
    level.change_level(full.engine)
    with full.reading() as session:
        [draft] = list_drafts(session, world.partnership)
        assert (draft.id, draft.steps, draft.lacking) == (whole, 0, ())
        assert steps_of(session, world.partnership, whole) == ()


def test_a_deputy_is_a_lead_below_the_level_that_knows_deputies(full: Database) -> None:
    partnership = factories.make_partnership(full)
    factories.make_agency(full, partnership)
    deputy, lead = (Grant(role, "police") for role in (Role.AGENCY_DEPUTY, Role.AGENCY_LEAD))
    only = factories.make_person(full, partnership, deputy)
    both = factories.make_person(full, partnership, deputy, lead)

    level.lower_level(full.engine, down_to="0018")
    level.change_level(full.engine)

    with full.reading() as session:
        held = people.read_grants(session, partnership, [only.id, both.id])
    assert held == {only.id: {lead}, both.id: {lead}}


def test_what_was_practised_is_gone_below_the_level_that_knows_practice_cases(
    full: Database,
) -> None:
    world = make_world(full, factories.make_partnership(full))
    of_records = ("record", "entry", "edit", "clash")
    before = rows_of(full.engine)
    somebody = world.people["police lead"]
    practice.begin(full, by=somebody)
    for text_ in ("FIRST", "SECOND"):
        edit = Edit("voice/strength/1", text_, 0, text_)
        practice.save_answers(full, by=somebody, edits=(edit,))
    typed = rows_of(full.engine)
    assert all(len(typed[table]) > len(before[table]) for table in of_records)
    level.lower_level(full.engine, down_to="0012")
    after = rows_of(full.engine)
    assert {table: len(after[table]) for table in of_records} == {
        table: len(before[table]) for table in of_records
    }


def test_what_was_kept_of_an_earlier_version_stands_again_below_the_level_that_keeps_it(
    full: Database,
) -> None:
    world = make_world(full, factories.make_partnership(full))
    record = next(iter(world.returns.values()))
    of_record = {"partnership_id": world.partnership, "record_id": record}
    kept = {"tool_version_id": world.tool, "kept_at": AT}
    with changing(full, world) as session:
        session.add(EntryRow(**of_record, place="voice.now", value="NOW", version=1, changed_at=AT))
        for place in ("voice.now", "voice.once"):
            session.add(KeptAnswerRow(**of_record, **kept, place=place, value="ONCE"))
    level.lower_level(full.engine, down_to="0057")
    texts = {row["place"]: row["value"] for row in rows_of(full.engine)["entry"]}
    assert (texts["voice.now"], texts["voice.once"]) == ("NOW", "ONCE")
    level.change_level(full.engine)
    assert rows_of(full.engine)["kept_answer"] == []


def test_references_are_checked_again_after_a_migration(full: Database) -> None:
    """SQLite checks none while tables are copied; no connection may keep that."""
    level.lower_level(full.engine, down_to="-1")
    level.change_level(full.engine)
    orphan = text(
        "INSERT INTO credential (person_id, password_hash, changed_at)"
        " VALUES ('00000000000040008000000000000000', 'x', '2025-05-28 00:00:00')"
    )
    with pytest.raises(IntegrityError), full.engine.begin() as connection:
        connection.execute(orphan)


def test_a_state_that_nobody_knows_is_refused_by_the_database(full: Database) -> None:
    partnership = factories.make_partnership(full)
    factories.make_agency(full, partnership)
    with pytest.raises(IntegrityError), full.engine.begin() as connection:
        connection.execute(text("UPDATE agency SET kind = 'army'"))


def refusal_to_start(settings: Settings, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        create_app(settings)
    return capsys.readouterr().err


def test_an_empty_database_is_not_served(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = replace(settings, database=f"sqlite:///{tmp_path / 'empty.sqlite'}")
    sentence = "The database is empty. Run: flask database upgrade\n"
    assert refusal_to_start(empty, capsys) == sentence


def test_a_database_of_a_later_version_is_not_served(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    database = open_database(settings.database, lambda: datetime.now(UTC))
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "level 9999, which this version does not know" in refusal_to_start(settings, capsys)
    database.engine.dispose()


def test_a_database_of_an_earlier_version_names_the_command(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(ScriptDirectory, "get_current_head", lambda _: "9999")
    sentence = refusal_to_start(settings, capsys)
    assert "this version needs 9999" in sentence
    assert sentence.endswith("then run: flask database upgrade\n")


def test_the_commands_bring_a_database_up_and_say_where_it_is(
    settings: Settings,
) -> None:
    app = create_app(settings)
    run = app.test_cli_runner().invoke
    assert "at the level of this version" in run(args=["database", "check"]).output
    assert f"at level {NEEDED} already" in run(args=["database", "upgrade"]).output
    engine = app.extensions["golden_thread"].database.engine
    level.lower_level(engine, down_to="base")
    check = run(args=["database", "check"])
    assert check.exit_code == 1
    assert "The database is empty" in check.output
    assert f"at level {NEEDED} now" in run(args=["database", "upgrade"]).output
    engine.dispose()


def test_the_migrations_know_only_the_tables() -> None:
    """They import app.db for its tables, and nothing that knows pages or commands."""
    folder = Path(__file__).parents[2] / "migrations"
    texts = [file.read_text(encoding="utf-8") for file in folder.rglob("*.py")]
    assert len(texts) >= 2
    assert not any("app.web" in text_ or "app.operations" in text_ for text_ in texts)
