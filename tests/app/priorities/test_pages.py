"""What a group decides of a theme: recorded by the Business Unit, read with the summary."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.models.findings import FindingRow
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.models.priorities import PriorityRow
from app.operations import bodies, meetings, sorting
from audit_tools.cases import CaseState
from audit_tools.consequences import Consequence
from audit_tools.dates import format_date
from audit_tools.permissions import Role
from audit_tools.training_needs import Cause
from tests.app.visitors import send, sign_in_client, text_of
from tests.changes import change_audit, change_row
from tests.stored_papers import put_paper
from tests.world import AT, World, make_world

SAID = {
    "priority": "act-now",
    "reason": "It was in the last audit too.",
    "views": "School: it can wait for the new form.",
    "group": "Executive",
    "on": "2025-05-02",
}


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    world = make_world(database, partnership)
    sorting.sort_finding(
        database,
        by=world.people["coordinator"],
        finding_id=world.findings[CaseState.AGREED],
        themes=("voice",),
        cause=Cause.KNOWLEDGE_AND_SKILL,
        consequence=Consequence.AT_RISK,
    )
    change_audit(database, world, phase="closed")
    return world


def theme(world: World, key: str = "voice") -> str:
    return f"/audits/{world.audit}/priorities/{key}"


def visit(app: Flask, database: Database, world: World, who: str) -> FlaskClient:
    client: FlaskClient = sign_in_client(app, database, world.people[who])
    return client


def seen_on(client: FlaskClient, world: World) -> str:
    return client.get(theme(world)).text.split('name="seen" value="')[1].split('"')[0]


def decide(client: FlaskClient, world: World, **fields: str) -> int:
    typed = SAID | {"seen": seen_on(client, world)} | fields
    return send(client, theme(world), **typed).status_code


def test_what_was_decided_stands_with_its_reason_wherever_the_board_reads_the_theme(
    app: Flask, database: Database, world: World
) -> None:
    unit = visit(app, database, world, "coordinator")
    board = visit(app, database, world, "board member")
    summary = f"/audits/{world.audit}/summary"
    before = " ".join(text_of(board.get(summary)).split())
    assert "You are asked to: decide how urgent 1 theme is" in before
    assert "The worst that followed: somebody was left at risk." in before
    assert f'href="{theme(world)}"' in board.get(summary).text
    assert decide(unit, world) == 303
    for page in ("summary", "summary.docx", "summary.pdf", "training-needs", "training-needs.docx"):
        text = " ".join(text_of(board.get(f"/audits/{world.audit}/{page}")).split())
        assert "Act now: decided by Executive on 2 May 2025. It was in the last audit too." in text
        assert "A different view: School: it can wait for the new form." in text
    assert ",priorities," in board.get(f"{summary}.csv").text.replace("\n", ",")


def test_a_board_reads_the_theme_and_has_no_form(
    app: Flask, database: Database, world: World
) -> None:
    page = visit(app, database, world, "board member").get(theme(world))
    assert page.status_code == 200
    assert 'name="priority"' not in page.text
    assert "of 1 child" in page.text
    assert visit(app, database, world, "board member").get(theme(world, "none")).status_code == 404


def test_another_decision_stands_above_the_first_and_history_keeps_both(
    app: Flask, database: Database, world: World
) -> None:
    unit = visit(app, database, world, "coordinator")
    decide(unit, world)
    decide(unit, world, priority="plan-for", reason="The new form is there.", views="")
    page = " ".join(text_of(unit.get(theme(world))).split())
    assert page.index("The new form is there.") < page.index("It was in the last audit too.")
    with database.reading() as session:
        assert len(session.scalars(select(PriorityRow.id)).all()) == 2
        told = session.execute(
            select(HistoryContent.before, HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.what == "audit.priority-decided")
        ).all()
    assert {("act-now" in before, "plan-for" in after) for before, after in told} == {
        (False, False),
        (True, True),
    }


def test_what_somebody_else_recorded_meanwhile_is_shown_beside_what_was_typed(
    app: Flask, database: Database, world: World
) -> None:
    unit = visit(app, database, world, "coordinator")
    shown = seen_on(unit, world)
    decide(unit, world)
    late = send(unit, theme(world), **(SAID | {"seen": shown, "reason": "Mine."}))
    assert late.status_code == 409
    assert "It was in the last audit too." in late.text
    assert "Mine." in late.text


def test_what_is_missing_is_said_beside_its_field(
    app: Flask, database: Database, world: World
) -> None:
    unit = visit(app, database, world, "coordinator")
    wrong = send(unit, theme(world), **(SAID | {"seen": seen_on(unit, world), "reason": ""}))
    assert wrong.status_code == 422
    assert 'href="#reason"' in wrong.text
    with database.reading() as session:
        assert session.scalars(select(PriorityRow.id)).all() == []


@pytest.fixture
def meeting(database: Database, world: World) -> UUID:
    by, database.clock = world.people["coordinator"], lambda: AT
    silver = bodies.add_body(database, by=by, name="Silver MACE", role=Role.BOARD_MEMBER)
    return meetings.add_meeting(database, by=by, body_id=silver, held_on=AT.date())


def test_what_a_meeting_decides_of_a_theme_is_typed_once_and_stands_with_its_decisions(
    app: Flask, database: Database, world: World, meeting: UUID
) -> None:
    put_paper(database, world.people["coordinator"], meeting, world.audit)
    unit = visit(app, database, world, "coordinator")
    decisions = f"/meetings/{meeting}/decisions"
    projected = unit.get(decisions).text
    assert "How urgent each theme is: 0 of 1 decided" in projected
    [there] = re.findall(rf'href="({theme(world)}\?meeting={meeting})"', projected)
    asked = unit.get(there).text
    assert f'<option value="{meeting}" selected>' in asked
    assert 'name="group"' not in asked
    typed = {"priority": "act-now", "reason": "It was seen before.", "seen": seen_on(unit, world)}
    assert 'href="#meeting"' in send(unit, there, **typed, meeting="").text
    assert send(unit, there, **typed, meeting=str(meeting)).location == decisions
    day = format_date(AT.date())
    shown = " ".join(unit.get(decisions).text.split())
    assert f"act now, Silver MACE, {day}" in shown
    said = ": act now. It was seen before."
    for page in (f"/meetings/{meeting}", "/meetings/decisions", f"/meetings/{meeting}/papers.zip"):
        assert said in " ".join(text_of(unit.get(page)).split())
    # What was decided on it stays before the meeting.
    assert "Take it off the agenda" not in unit.get(f"/meetings/{meeting}").text


def test_a_meeting_that_is_to_come_has_decided_of_no_theme_yet(
    app: Flask, database: Database, world: World, meeting: UUID
) -> None:
    put_paper(database, world.people["coordinator"], meeting, world.audit)
    database.clock = lambda: AT - timedelta(days=1)
    unit = visit(app, database, world, "coordinator")
    assert "How urgent each theme is" not in unit.get(f"/meetings/{meeting}/decisions").text
    assert f'<option value="{meeting}"' not in unit.get(theme(world)).text


def test_what_is_most_urgent_stands_first_among_what_a_meeting_decided(
    app: Flask, database: Database, world: World, meeting: UUID
) -> None:
    finding = world.findings[CaseState.AGREED]
    change_row(database, world, FindingRow, finding, themes=["voice", "planning"])
    put_paper(database, world.people["coordinator"], meeting, world.audit)
    unit = visit(app, database, world, "coordinator")
    for later, (key, word) in enumerate((("voice", "plan-for"), ("planning", "act-now"))):
        at = AT + timedelta(minutes=later)
        database.clock = lambda at=at: at  # type: ignore[misc]
        shown = unit.get(theme(world, key)).text
        seen = shown.split('name="seen" value="')[1].split('"')[0]
        typed = {"priority": word, "reason": f"Why {word}.", "meeting": str(meeting)}
        assert send(unit, theme(world, key), **typed, seen=seen).status_code == 303
    page = unit.get(f"/meetings/{meeting}").text
    assert page.index("Why act-now.") < page.index("Why plan-for.")


# All that are left, as suggested


@pytest.fixture
def two(database: Database, world: World) -> World:
    """Two themes that nobody has decided."""
    finding = world.findings[CaseState.AGREED]
    change_row(database, world, FindingRow, finding, themes=["voice", "planning"])
    return world


def undecided(world: World) -> str:
    return f"/audits/{world.audit}/undecided-themes"


def accept(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    seen = client.get(path).text.split('name="seen" value="')[1].split('"')[0]
    typed = {"reason": "Talked through.", "group": "Executive", "on": "2025-05-02", "seen": seen}
    return send(client, path, **(typed | fields))


def decided(database: Database) -> dict[str, tuple[str, str]]:
    with database.reading() as session:
        rows = session.scalars(select(PriorityRow)).all()
    return {row.theme: (row.priority, row.suggested) for row in rows}


def test_a_meeting_decides_what_is_left_as_suggested_and_each_theme_keeps_it_as_its_own(
    app: Flask, database: Database, two: World, meeting: UUID
) -> None:
    put_paper(database, two.people["coordinator"], meeting, two.audit)
    unit = visit(app, database, two, "coordinator")
    decisions = f"/meetings/{meeting}/decisions"
    there = f"{undecided(two)}?meeting={meeting}"
    assert f'href="{there}">Decide all 2 themes as suggested</a>' in unit.get(decisions).text
    done = accept(unit, there, meeting=str(meeting))
    assert (done.status_code, done.location) == (303, decisions)
    stands = decided(database)
    assert set(stands) == {"voice", "planning"}
    assert all(one == suggested for one, suggested in stands.values())
    assert "2 of 2 decided" in unit.get(decisions).text
    assert "as suggested</a>" not in unit.get(decisions).text
    board = visit(app, database, two, "board member")
    said = " ".join(text_of(board.get(f"/audits/{two.audit}/summary")).split())
    assert said.count("decided by Silver MACE") == 2
    with database.reading() as session:
        told = select(HistoryEvent.id).where(HistoryEvent.what == "audit.priority-decided")
        assert len(session.scalars(told).all()) == 2
    assert unit.get(undecided(two)).status_code == 403


def test_what_was_decided_otherwise_stays_as_it_is(
    app: Flask, database: Database, two: World
) -> None:
    unit = visit(app, database, two, "coordinator")
    assert decide(unit, two, priority="keep-watching") == 303
    assert accept(unit, undecided(two)).status_code == 303
    assert decided(database)["voice"][0] == "keep-watching"
    assert set(decided(database)) == {"voice", "planning"}


def test_what_somebody_decided_meanwhile_is_not_decided_over(
    app: Flask, database: Database, two: World
) -> None:
    unit = visit(app, database, two, "coordinator")
    shown = unit.get(undecided(two)).text.split('name="seen" value="')[1].split('"')[0]
    assert decide(unit, two) == 303
    late = accept(unit, undecided(two), seen=shown)
    assert late.status_code == 409
    assert "Decide 1 theme as suggested" in late.text
    assert set(decided(database)) == {"voice"}


def test_without_a_reason_nothing_is_decided_at_once_and_a_board_has_no_form(
    app: Flask, database: Database, two: World
) -> None:
    unit = visit(app, database, two, "coordinator")
    wrong = accept(unit, undecided(two), reason="")
    assert (wrong.status_code, 'href="#reason"' in wrong.text) == (422, True)
    assert decided(database) == {}
    assert visit(app, database, two, "board member").get(undecided(two)).status_code == 403
    change_audit(database, two, phase="collecting")
    assert unit.get(undecided(two)).status_code == 403
