"""Meetings in the browser: a paper is put before one, kept as it was, and something is decided."""

import re
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import meetings as rows
from app.db.authors import authors_of
from app.db.engine import Database
from app.db.models.findings import FindingRow
from app.db.models.history import HistoryEvent
from app.db.models.returns import ReturnRow
from app.operations import action_plans, bodies, meetings, word_styles
from app.operations.action_plans import PlanDetails
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.dates import format_date
from audit_tools.errors import Conflict, Refused
from audit_tools.governance import Decision
from audit_tools.permissions import Role
from audit_tools.training_needs import Cause
from tests.app.visitors import send, sign_in_client, text_of
from tests.changes import change_audit, change_row
from tests.reports.files import own_styles, title_font
from tests.stored_papers import put_paper
from tests.world import AT, World, make_another_audit, make_world

DAY = AT.date()
FIRST_BLOCK = {
    "asked": "decide",
    "what": "Say who takes it on.",
    "is_exempt": "no",
    "done_by": "Police: Kofi\na school",
}


@pytest.fixture
def closed(database: Database, partnership: UUID) -> World:
    database.clock = lambda: AT
    world = make_world(database, partnership)
    return make_another_audit(database, world, [CaseState.AGREED], key="closed", phase=Phase.CLOSED)


@pytest.fixture
def silver(database: Database, closed: World) -> UUID:
    by = closed.people["coordinator"]
    return bodies.add_body(
        database, by=by, name="Silver MACE", role=Role.BOARD_MEMBER, each_audit=True
    )


@pytest.fixture
def meeting(database: Database, closed: World, silver: UUID) -> UUID:
    by = closed.people["coordinator"]
    return meetings.add_meeting(database, by=by, body_id=silver, held_on=DAY)


@pytest.fixture
def unit(app: Flask, database: Database, closed: World) -> FlaskClient:
    client: FlaskClient = sign_in_client(app, database, closed.people["coordinator"])
    return client


def told(database: Database) -> list[str]:
    with database.reading() as session:
        return [what for what in session.scalars(select(HistoryEvent.what)) if "meeting" in what]


def items(database: Database, world: World, meeting: UUID) -> list[UUID]:
    with database.reading() as session:
        found = rows.load_meeting(session, world.partnership, meeting)
    return [item.id for item in found.items]


def versions(database: Database, world: World, meeting: UUID) -> list[int]:
    with database.reading() as session:
        found = rows.load_meeting(session, world.partnership, meeting)
    return [item.paper.version for item in found.items if item.paper]


def test_a_paper_is_put_before_a_meeting_and_the_audit_says_so(
    unit: FlaskClient, database: Database, closed: World, silver: UUID
) -> None:
    audit = f"/audits/{closed.audit}"
    assert "<dt>Silver MACE</dt><dd><strong>not yet</strong>" in unit.get(audit).text
    answer = send(unit, "/meetings/new", body=str(silver), held_on=DAY.isoformat())
    page = answer.location
    [put] = re.findall(rf'href="({page}/papers/{closed.audit}/theme-summary)"',
                       unit.get(f"{page}/papers").text)  # fmt: skip
    assert "Chair: " in unit.get(put).text
    # Whether it is exempt is said by nobody by default.
    refused = send(unit, put, **(FIRST_BLOCK | {"is_exempt": ""}))
    assert refused.status_code == 422
    assert "Say whether it contains exempt information." in refused.text
    # An acronym that nobody explains is said before the paper is made, and may stay.
    unclear = FIRST_BLOCK | {"what": "Read the VRMP."}
    assert "explains what this stands for: VRMP" in send(unit, put, **unclear).text
    assert send(unit, put, **unclear, unexplained="y").location == page
    assert f"presented {format_date(DAY)}, theme summary version 1" in unit.get(audit).text
    assert told(database) == ["meeting.added", "meeting.item-put"]


def test_papers_of_a_meeting_are_in_the_styles_of_the_day_on_which_they_were_made(
    unit: FlaskClient, database: Database, closed: World, meeting: UUID
) -> None:
    by = closed.people["coordinator"]
    word_styles.replace_styles(database, by=by, data=own_styles())
    put_paper(database, by, meeting, closed.audit)
    word_styles.use_shipped_styles(database, by=by)

    with ZipFile(BytesIO(unit.get(f"/meetings/{meeting}/papers.zip").data)) as folder:
        fonts = {
            name: title_font(folder.read(name))
            for name in folder.namelist()
            if name.endswith("docx")
        }

    assert {name.startswith("agenda"): font for name, font in fonts.items()} == {
        True: "Arial",
        False: "Georgia",
    }


@pytest.mark.parametrize("paper", ["docx", "pdf"])
def test_a_paper_says_first_what_is_asked_and_is_kept_as_it_was(
    unit: FlaskClient, database: Database, closed: World, meeting: UUID, paper: str
) -> None:
    by = closed.people["coordinator"]
    put_paper(database, by, meeting, closed.audit)
    [item] = items(database, closed, meeting)
    taken = unit.get(f"/meetings/items/{item}/paper.{paper}")
    text = " ".join(text_of(taken).split())
    for said in (
        "You are asked to decide",
        "Say who takes it on.",
        "This paper contains no exempt information.",
        f"Silver MACE (multi-agency child exploitation), {format_date(DAY)}",
        "Police: Kofi",
        "Rules: Golden Thread",
    ):
        assert said in text
    assert f"version-1.{paper}" in taken.headers["Content-Disposition"]
    # Members are sent everything in one file, with the agenda.
    folder = text_of(unit.get(f"/meetings/{meeting}/papers.zip"))
    assert "agenda.docx" in folder
    assert f"1-closed-theme-summary-version-1.{paper}" in folder
    assert "Asked to decide" in folder
    change_audit(database, closed, title="Another title")
    assert unit.get(f"/meetings/items/{item}/paper.{paper}").data == taken.data


def test_the_same_facts_are_the_same_version_and_others_the_next(
    app: Flask, database: Database, closed: World, silver: UUID, meeting: UUID
) -> None:
    by = closed.people["coordinator"]
    put_paper(database, by, meeting, closed.audit)
    with pytest.raises(Conflict, match="on the agenda already"):
        put_paper(database, by, meeting, closed.audit)
    next_one = meetings.add_meeting(
        database, by=by, body_id=silver, held_on=DAY + timedelta(days=1)
    )
    put_paper(database, by, next_one, closed.audit)
    assert versions(database, closed, next_one) == [1]
    change_audit(database, closed, title="Another title")
    last = put_paper(database, by, meeting, closed.audit)
    assert versions(database, closed, meeting) == [1, 2]
    # While the meeting is to come its page says which of its papers the audit has outgrown.
    page = sign_in_client(app, database, by).get(f"/meetings/{meeting}").text
    assert page.count("The audit says something else now.") == 1
    # What is taken off may be in somebody's hands: its number is not given again.
    meetings.take_off(database, by=by, item_id=last)
    change_audit(database, closed, title="A third title")
    put_paper(database, by, meeting, closed.audit)
    assert versions(database, closed, meeting) == [1, 3]


@pytest.mark.parametrize(("day", "says_so"), [(DAY, False), (DAY + timedelta(days=1), True)])
def test_before_its_day_the_decisions_page_says_that_the_meeting_is_still_to_come(
    unit: FlaskClient, database: Database, closed: World, silver: UUID, day: date, says_so: bool
) -> None:
    coordinator = closed.people["coordinator"]
    coming = meetings.add_meeting(database, by=coordinator, body_id=silver, held_on=day)
    shown = unit.get(f"/meetings/{coming}/decisions").text
    assert ("This meeting is still to come." in shown) is says_so


def test_a_decision_is_typed_into_the_projected_page(
    unit: FlaskClient, database: Database, closed: World, meeting: UUID
) -> None:
    send(unit, f"/meetings/{meeting}/items/new", title="The plan", asked="note",
         what="How far it is", is_exempt="no")  # fmt: skip
    [item] = items(database, closed, meeting)
    page = unit.get(f"/meetings/{meeting}/decisions").text
    [seen] = re.findall(r'name="item1-seen" value="(\w+)"', page)
    assert "How far it is" in page
    typed = {"item1-seen": seen, "item1-owner": "its chair", "item1-due_on": "2025-06-30"}
    address = f"/meetings/items/{item}/decision"
    assert send(unit, address, **typed).status_code == 422
    assert send(unit, address, **typed, **{"item1-said": "Go on."}).status_code == 303
    shown = " ".join(unit.get(f"/meetings/{meeting}/decisions").text.split())
    assert "Go on.</span><br>Taken on by: its chair<br>By 30 June 2025" in shown
    log = " ".join(unit.get("/meetings/decisions").text.split())
    assert "Go on." in log
    assert "Taken on by: its chair · by" in log
    # It leads to an action, with its words in the columns that they belong to.
    plan = action_plans.add_plan(
        database, by=closed.people["coordinator"], details=PlanDetails("Our plan")
    )
    [new] = re.findall(rf'href="(/actions/plans/{plan}/actions/new\?decision={item})"',
                       unit.get(f"/meetings/{meeting}").text)  # fmt: skip
    action = unit.get(new).text
    for said in ("The plan", "Go on.", "its chair", "30 June 2025", "Silver MACE"):
        assert said in action
    # Somebody who began before that meets it, and writes nothing over it.
    met = send(unit, address, **typed, **{"item1-said": "Stop."})
    assert met.status_code == 409
    assert "Go on." in met.text
    assert "Stop." in met.text
    assert told(database).count("meeting.decided") == 1


def test_a_board_that_has_met_stays_on_the_list(
    database: Database, closed: World, silver: UUID, meeting: UUID
) -> None:
    by = closed.people["coordinator"]
    with pytest.raises(Refused):
        bodies.remove_body(database, by=by, body_id=silver)
    with pytest.raises(Conflict):
        meetings.add_meeting(database, by=by, body_id=silver, held_on=DAY)


def test_what_was_put_before_a_past_meeting_stays(
    database: Database, closed: World, meeting: UUID
) -> None:
    by = closed.people["coordinator"]
    item = put_paper(database, by, meeting, closed.audit)
    database.clock = lambda: AT + timedelta(days=1)
    with pytest.raises(Refused):
        meetings.take_off(database, by=by, item_id=item)
    with pytest.raises(Refused):
        put_paper(database, by, meeting, closed.audit)


def test_who_did_the_audit_is_proposed_by_name_and_nobody_of_a_school(
    database: Database, closed: World
) -> None:
    people = closed.people
    for agency in ("police", "school"):
        change_row(
            database,
            closed,
            ReturnRow,
            closed.returns[CaseState.AGREED, agency],
            submitted_by=people[f"{agency} practitioner"].id,
            submitted_at=AT,
        )
    with database.reading() as session:
        lines = authors_of(session, closed.partnership, closed.audit)
    assert f"Police: {people['police practitioner'].name}" in lines
    [agencies] = [line for line in lines if line.startswith("Agencies: ")]
    assert "a school" in agencies
    assert people["school practitioner"].name not in " ".join(lines)
    assert any(line.startswith("Chair: ") for line in lines)


def test_a_later_version_says_what_changed_and_asks_only_what_is_open(
    unit: FlaskClient, database: Database, closed: World, silver: UUID, meeting: UUID
) -> None:
    by = closed.people["coordinator"]
    finding = closed.findings[CaseState.AGREED]
    put = f"/meetings/{meeting}/papers/{closed.audit}/theme-summary"
    first = unit.get(put).text
    assert "Decided already" not in first
    assert "Changed since" not in first
    change_row(database, closed, FindingRow, finding, cause=Cause.KNOWLEDGE_AND_SKILL.value)
    summary = f"/audits/{closed.audit}/summary"
    assert "; send 1 training need to the learning and" in unit.get(summary).text
    asked = "Send 1 training need to the learning and development group."
    send(unit, put, **FIRST_BLOCK | {"what": asked})
    [item] = items(database, closed, meeting)
    meetings.record_decision(
        database, by=by, item_id=item, decision=Decision("Go on."), seen=version_of(Decision(""))
    )
    change_row(database, closed, FindingRow, finding, themes=["voice", "planning"])
    next_one = meetings.add_meeting(
        database, by=by, body_id=silver, held_on=DAY + timedelta(days=1)
    )
    page = unit.get(f"/meetings/{next_one}/papers/{closed.audit}/theme-summary").text
    for said in (
        "Changed since version 1",
        "in 1 of 1 child, 1 finding, new.",
        f"{format_date(DAY)}, on version 1: Go on.",
        "Decide how urgent 2 themes are.",
    ):
        assert said in page
    # Nor does the page ask it again, whoever reads it.
    board = sign_in_client(unit.application, database, closed.people["board member"])
    for client in (unit, board):
        shown = client.get(f"/audits/{closed.audit}/summary").text
        assert "You are asked to: decide how urgent 2 themes are; send 1 more training" in shown
    last = put_paper(database, by, next_one, closed.audit)
    text = " ".join(text_of(unit.get(f"/meetings/items/{last}/paper.pdf")).split())
    assert "Changed since version 1" in text
    assert "Decided already" in text
