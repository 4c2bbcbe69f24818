"""A second audit beside the one before: for who may read both, and what a group says of it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.bodies import list_bodies
from app.db.engine import Database
from app.db.history import Subject, record
from app.db.models.audits import AuditRow
from app.db.models.cases import AppointmentRow
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.models.judgements import JudgementRow
from app.db.models.knowing import EarlierCaseRow
from app.db.models.tools import ToolVersionRow
from app.operations import bodies, meetings
from app.operations.comparison import to_judge
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.definition import tool_to_document
from audit_tools.errors import Refused
from audit_tools.permissions import Person, Role
from audit_tools.tool import AnswerType
from tests import factories
from tests.app.visitors import send, sign_in_client, text_of
from tests.reports.files import word, word_text
from tests.stored_papers import put_paper
from tests.stored_plans import TITLE, begin, import_invented, tie
from tests.world import AT, World, make_another_audit, make_world

SENTENCE = "that both this audit and “An audit for tests: first” asked about"
SAID = {"group": "Executive", "on": "2025-05-02", "theme:voice": "continuing"}
TOLD = select(HistoryContent.before, HistoryContent.after).join(
    HistoryEvent, HistoryEvent.id == HistoryContent.event_id
)


@pytest.fixture
def first(database: Database, partnership: UUID) -> World:
    world = make_world(database, partnership)
    closed = make_another_audit(
        database, world, [CaseState.AGREED], key="first", phase=Phase.CLOSED
    )
    change(database, closed, returns_due=date(2024, 11, 15))
    return closed


@pytest.fixture
def second(database: Database, first: World) -> World:
    another = make_another_audit(
        database, first, [CaseState.AGREED], key="second", phase=Phase.COLLECTING, interim=True
    )
    change(database, another, returns_due=date(2025, 5, 16))
    return another


def change(database: Database, of: World, **fields: object) -> None:
    with database.writing() as session:
        _tell(session, of)
        row = session.get_one(AuditRow, (of.partnership, of.audit))
        for name, value in fields.items():
            setattr(row, name, value)
        session.commit()


def close(database: Database, second: World) -> None:
    change(database, second, phase=Phase.CLOSED.value)


def _tell(session: Session, of: World) -> None:
    record(session, by=None, partnership=of.partnership, what="test.world",
           on=Subject("audit", of.audit), at=AT)  # fmt: skip


def visit(app: Flask, database: Database, who: Person) -> FlaskClient:
    client: FlaskClient = sign_in_client(app, database, who)
    return client


def summary(audit: UUID) -> str:
    return f"/audits/{audit}/summary"


def comparison(audit: UUID) -> str:
    return f"/audits/{audit}/comparison"


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(text_of(answer).split())


# Who reads it


@pytest.mark.parametrize("who", ["coordinator", "board member", "scrutineer", "chair"])
def test_who_reads_both_summaries_reads_them_beside_each_other(
    who: str, app: Flask, database: Database, first: World, second: World
) -> None:
    client = visit(app, database, second.people[who])
    said = read(client, summary(second.audit))
    assert SENTENCE in said
    assert comparison(second.audit) in said
    page = read(client, comparison(second.audit))
    assert SENTENCE in page
    assert "Not judged yet: the later audit is not closed." in page
    assert re.search(r">1 of 1</td>(<td[^>]*>[^<]*</td>){2}<td[^>]*>Not judged yet</td>", page)
    assert "requires improvement 1" in page


def ask_by_another_version(database: Database, second: World) -> None:
    """Let the second audit be by a version in which one question asks something else, one takes
    other answers and one is gone."""
    voice = second.audit_tool.section("voice")
    first, other, told, _, *more = voice.questions
    first = replace(first, comparable_from=3, comparable_why="It asks of the last six months.")
    other = replace(other, type=AnswerType.NUMBER)
    kept = replace(voice, questions=(first, other, told, *more))
    sections = tuple(kept if one == voice else one for one in second.audit_tool.sections)
    later = replace(second.audit_tool, version=3, sections=sections)
    row = ToolVersionRow(partnership_id=second.partnership, id=uuid4(), published_at=AT,
                         key=later.key, version=3, document=tool_to_document(later))  # fmt: skip
    with database.writing() as session:
        _tell(session, second)
        session.add(row)
        session.flush()
        audit = session.get_one(AuditRow, (second.partnership, second.audit))
        audit.tool_version_id = row.id
        session.commit()


@pytest.mark.parametrize("form", ["", "/paper.docx", "/paper.json"])
def test_the_questions_that_are_left_out_are_named_on_the_page_and_on_paper(
    form: str, app: Flask, database: Database, first: World, second: World
) -> None:
    asked = [one for one in second.audit_tool.section("voice").questions if one.judges]
    ask_by_another_version(database, second)
    client = visit(app, database, second.people["board member"])
    answer = client.get(f"{comparison(second.audit)}{form}")
    said = word_text(word(answer.data)) if form.endswith("docx") else text_of(answer)
    for question, why in zip(
        asked,
        (
            "By the author of the audit tool its words ask something else now: It asks of the "
            "last six months.",
            "It takes other answers now",
            "Only the audit before asked it",
        ),
        strict=False,
    ):
        assert question.text in said
        assert why in said


def test_the_first_audit_stands_beside_none(
    app: Flask, database: Database, first: World, second: World
) -> None:
    client = visit(app, database, first.people["board member"])
    assert "audit-before" not in read(client, summary(first.audit))
    assert client.get(comparison(first.audit)).status_code == 404


@pytest.mark.parametrize("which", ["first", "second"])
def test_a_rehearsal_stands_beside_nothing(
    which: str, app: Flask, database: Database, first: World, second: World
) -> None:
    change(database, first if which == "first" else second, rehearsal=True)
    client = visit(app, database, second.people["coordinator"])
    assert "audit-before" not in read(client, summary(second.audit))
    assert client.get(comparison(second.audit)).status_code == 404


def test_a_chair_of_the_second_audit_alone_reads_nothing_of_the_first(
    app: Flask, database: Database, first: World, second: World
) -> None:
    chair = factories.make_person(database, second.partnership, Role.CHAIR)
    with database.writing() as session:
        _tell(session, second)
        session.add(
            AppointmentRow(
                partnership_id=second.partnership,
                case_id=second.cases[CaseState.AGREED],
                person_id=chair.id,
                role=Role.CHAIR.value,
            )
        )
        session.commit()
    client = visit(app, database, chair)
    assert "An audit for tests: first" not in read(client, summary(second.audit))
    assert client.get(comparison(second.audit)).status_code == 404


# What it says


def test_the_papers_say_what_the_page_says_and_when_the_numbers_were_read(
    app: Flask, database: Database, first: World, second: World
) -> None:
    client = visit(app, database, second.people["board member"])
    for form in ("docx", "pdf"):
        answer = client.get(f"{comparison(second.audit)}/paper.{form}")
        text = " ".join(text_of(answer).split())
        assert "asked about" in text
        assert "As recorded on" in text
        assert f"second-comparison.{form}" in answer.headers["Content-Disposition"]


def test_a_child_that_somebody_linked_is_counted_as_in_both(
    app: Flask, database: Database, first: World, second: World
) -> None:
    client = visit(app, database, second.people["board member"])
    assert "They are different children." in read(client, comparison(second.audit))
    link(database, second, first)
    page = read(client, comparison(second.audit))
    assert "1 of 1 child was in the audit before too." in page
    # One child alone: nothing is said of what became of it.
    assert "in both:" not in page


def link(database: Database, second: World, first: World) -> None:
    with database.writing() as session:
        _tell(session, second)
        session.add(
            EarlierCaseRow(
                partnership_id=second.partnership,
                case_id=second.cases[CaseState.AGREED],
                earlier_id=first.cases[CaseState.AGREED],
            )
        )
        session.commit()


@pytest.mark.parametrize("who", ["board member", "learning member", "scrutineer"])
def test_a_board_meets_no_text_no_reference_and_no_grade_of_an_agency_s_own(
    who: str, app: Flask, database: Database, first: World, second: World
) -> None:
    link(database, second, first)
    client = visit(app, database, second.people[who])
    pages = (
        summary(second.audit),
        f"{summary(second.audit)}/how-the-numbers-are-made",
        comparison(second.audit),
        f"{comparison(second.audit)}/paper.docx",
        f"{comparison(second.audit)}/paper.pdf",
    )
    for page in pages:
        assert not re.search(r"mark(return|discussion|finding|band)|SYV25-", read(client, page))


def test_an_audit_of_children_has_no_table_by_area(
    app: Flask, database: Database, first: World
) -> None:
    client = visit(app, database, first.people["board member"])
    assert "themes-by-area" not in read(client, summary(first.audit))
    for page in ("themes-by-area", "themes-by-area/paper.docx"):
        assert client.get(f"/audits/{first.audit}/{page}").status_code == 404


# What a group says of it


def judge(client: FlaskClient, audit: UUID, **fields: str) -> int:
    """Record a judgement as the form that is shown; gives the status."""
    form = f"{comparison(audit)}/judgement"
    seen = client.get(form).text.split('name="seen" value="')[1].split('"')[0]
    return send(client, form, **(SAID | {"seen": seen} | fields)).status_code


def test_what_the_group_says_stands_under_its_name_beside_the_counts(
    app: Flask, database: Database, first: World, second: World
) -> None:
    close(database, second)
    unit = visit(app, database, second.people["coordinator"])
    assert judge(unit, second.audit) == 303
    board = visit(app, database, second.people["board member"])
    for form in ("", "/paper.docx"):
        text = " ".join(text_of(board.get(comparison(second.audit) + form)).split())
        assert "What Executive says" in text
        assert "Decided by Executive on 2 May 2025." in text
        assert "Continuing" in text


def test_a_later_judgement_replaces_what_is_shown_and_history_keeps_both(
    app: Flask, database: Database, first: World, second: World
) -> None:
    close(database, second)
    unit = visit(app, database, second.people["coordinator"])
    assert judge(unit, second.audit) == 303
    assert judge(unit, second.audit, **{"theme:voice": "improving"}) == 303
    page = read(unit, comparison(second.audit))
    assert "Improving" in page
    assert "Continuing" not in page
    with database.reading() as session:
        told = session.execute(TOLD.where(HistoryEvent.what == "audit.themes-judged")).all()
        assert len(session.scalars(select(JudgementRow.id)).all()) == 2
    changes = {(before.count("continuing"), after.count("improving")) for before, after in told}
    assert changes == {(0, 0), (1, 1)}


def test_what_somebody_else_recorded_meanwhile_is_shown_and_nothing_is_lost(
    app: Flask, database: Database, first: World, second: World
) -> None:
    close(database, second)
    unit = visit(app, database, second.people["coordinator"])
    form = f"{comparison(second.audit)}/judgement"
    seen = unit.get(form).text.split('name="seen" value="')[1].split('"')[0]
    assert judge(unit, second.audit) == 303
    late = send(unit, form, seen=seen, group="Gold MACE", on="2025-05-03", **{"theme:voice": "new"})
    assert late.status_code == 409
    assert "Gold MACE" in late.text
    assert "<dd>Continuing</dd>" in late.text
    assert '<option value="new" selected>' in late.text


def test_what_is_wrong_is_said_and_nothing_is_stored(
    app: Flask, database: Database, first: World, second: World
) -> None:
    close(database, second)
    unit = visit(app, database, second.people["coordinator"])
    assert judge(unit, second.audit, group="", **{"theme:voice": ""}) == 422
    with database.reading() as session:
        assert session.scalars(select(JudgementRow.id)).all() == []


def test_a_meeting_that_is_on_file_is_chosen_and_named_as_it_was_held(
    app: Flask, database: Database, first: World, second: World
) -> None:
    close(database, second)
    database.clock = lambda: AT - timedelta(minutes=1)
    unit = visit(app, database, second.people["coordinator"])
    assert judge(unit, second.audit, group="The old group") == 303
    meeting, to_come = _meetings(database, second)
    form = f"{comparison(second.audit)}/judgement"
    asked = unit.get(form).text
    assert f'<option value="{meeting}">Silver MACE, ' in asked
    assert str(to_come) not in asked
    assert 'name="group"' not in asked
    # What was typed before stays what stands, until another meeting says something.
    assert "Decided by The old group on 2 May 2025." in read(unit, comparison(second.audit))
    chosen = {"meeting": str(meeting), "theme:voice": "improving"}
    assert judge(unit, second.audit, **chosen) == 303
    assert f'<option value="{meeting}" selected>' in unit.get(form).text
    day = f"{AT.day} {AT:%B %Y}"
    assert f"Decided by Silver MACE on {day}." in read(unit, comparison(second.audit))
    with database.reading() as session:
        kept = session.execute(select(JudgementRow.meeting_id, JudgementRow.decided_by)).all()
    assert {tuple(row) for row in kept} == {(None, "The old group"), (meeting, "Silver MACE")}


def test_a_link_from_a_meeting_leaves_a_group_and_a_day_that_were_typed(
    app: Flask, database: Database, first: World, second: World
) -> None:
    """No meeting has been held yet, so none can be chosen."""
    close(database, second)
    unit = visit(app, database, second.people["coordinator"])
    assert judge(unit, second.audit) == 303
    asked = unit.get(f"{comparison(second.audit)}/judgement?meeting={first.audit}").text
    for typed in ("Executive", "2025-05-02"):
        assert f'value="{typed}"' in asked


def test_only_who_runs_audits_asks_what_there_is_to_judge(
    database: Database, first: World, second: World
) -> None:
    close(database, second)
    with database.reading() as session, pytest.raises(Refused):
        to_judge(session, by=second.people["board member"], audit_id=second.audit)


def test_a_group_that_is_renamed_afterwards_is_named_as_it_was_when_it_judged(
    app: Flask, database: Database, first: World, second: World
) -> None:
    close(database, second)
    meeting, _ = _meetings(database, second)
    unit = visit(app, database, second.people["coordinator"])
    assert judge(unit, second.audit, meeting=str(meeting)) == 303
    by = second.people["coordinator"]
    with database.reading() as session:
        [body] = [one.id for one in list_bodies(session, by.partnership)]
    bodies.change_body(
        database, by=by, body_id=body, name="Exploitation subgroup", role=Role.BOARD_MEMBER
    )
    assert "Decided by Silver MACE on" in read(unit, comparison(second.audit))
    asked = unit.get(f"{comparison(second.audit)}/judgement").text
    assert f'<option value="{meeting}" selected>Exploitation subgroup, ' in asked


def _meetings(database: Database, world: World) -> tuple[UUID, UUID]:
    """One that has been held and one that is to come."""
    by, database.clock = world.people["coordinator"], lambda: AT
    silver = bodies.add_body(database, by=by, name="Silver MACE", role=Role.BOARD_MEMBER)
    days = (AT.date(), AT.date() + timedelta(days=1))
    held, to_come = (
        meetings.add_meeting(database, by=by, body_id=silver, held_on=day) for day in days
    )
    return held, to_come


def test_the_decisions_page_of_a_meeting_leads_to_it_and_says_what_stands(
    app: Flask, database: Database, first: World, second: World
) -> None:
    close(database, second)
    meeting, to_come = _meetings(database, second)
    for one in (meeting, to_come):
        put_paper(database, second.people["coordinator"], one, second.audit)
    unit = visit(app, database, second.people["coordinator"])
    decisions = f"/meetings/{meeting}/decisions"
    there = f"{comparison(second.audit)}/judgement?meeting={meeting}"
    leads = "How each theme goes on from “An audit for tests: first”</a>"
    assert f'href="{there}">{leads}: not judged yet' in unit.get(decisions).text
    assert leads not in unit.get(f"/meetings/{to_come}/decisions").text
    asked = unit.get(there).text
    assert f'<option value="{meeting}" selected>' in asked
    assert f'href="{decisions}"' in asked
    seen = asked.split('name="seen" value="')[1].split('"')[0]
    typed = {"seen": seen, "meeting": str(meeting), "theme:voice": "improving"}
    assert send(unit, there, **typed).location == decisions
    assert f"{leads}: Silver MACE, {AT.day} {AT:%B %Y}" in unit.get(decisions).text


def test_a_first_audit_and_one_that_is_not_closed_are_judged_on_no_decisions_page(
    app: Flask, database: Database, first: World, second: World
) -> None:
    meeting, _ = _meetings(database, first)
    for audit in (first.audit, second.audit):
        put_paper(database, first.people["coordinator"], meeting, audit)
    unit = visit(app, database, first.people["coordinator"])
    assert "How each theme goes on" not in read(unit, f"/meetings/{meeting}/decisions")


@pytest.mark.parametrize("which", ["none", "to come", "unknown"])
def test_only_a_meeting_that_has_been_can_have_judged_themes(
    which: str, app: Flask, database: Database, first: World, second: World
) -> None:
    close(database, second)
    _, to_come = _meetings(database, second)
    unit = visit(app, database, second.people["coordinator"])
    form = f"{comparison(second.audit)}/judgement"
    seen = unit.get(form).text.split('name="seen" value="')[1].split('"')[0]
    chosen = {"none": "", "to come": str(to_come), "unknown": str(first.audit)}[which]
    answer = send(unit, form, **(SAID | {"seen": seen, "meeting": chosen}))
    assert answer.status_code == 422
    assert 'href="#meeting"' in answer.text
    assert "Choose the meeting that decided it." in answer.text
    assert '<option value="continuing" selected>' in answer.text
    with database.reading() as session:
        assert session.scalars(select(JudgementRow.id)).all() == []


def test_themes_are_judged_when_the_audit_is_closed_and_by_the_business_unit(
    app: Flask, database: Database, first: World, second: World
) -> None:
    form = f"{comparison(second.audit)}/judgement"
    unit = visit(app, database, second.people["coordinator"])
    assert form not in read(unit, comparison(second.audit))
    assert unit.get(form).status_code == 403
    close(database, second)
    assert form in read(unit, comparison(second.audit))
    board = visit(app, database, second.people["board member"])
    assert form not in read(board, comparison(second.audit))
    assert board.get(form).status_code == 403


# Seen again


def test_a_theme_that_is_seen_again_stands_with_the_audit_before_and_the_actions_on_it(
    app: Flask, database: Database, first: World, second: World
) -> None:
    plan = import_invented(database, second.people["coordinator"], rows=1)
    tie(database, second.people["coordinator"], plan.actions[0], theme="voice")
    board = visit(app, database, second.people["board member"])
    none_begun = "Where no action is named, none on the theme has begun."
    without = read(board, summary(second.audit))
    assert none_begun in without
    assert "Seen again in spite of" not in without
    begin(database, second.people["coordinator"], plan.actions[0])
    said = read(board, summary(second.audit))
    assert "1 of 1 child: An audit for tests: first." in said
    assert f"{TITLE}, action 1: " in said
    assert read(board, f"/audits/{second.audit}/priorities/voice").count("Seen before: 1 of 1") == 1
    assert "Seen before" not in read(board, summary(first.audit))
    # who holds the discussion reads no plan
    chair = read(visit(app, database, second.people["chair"]), summary(second.audit))
    assert "1 of 1 child: An audit for tests: first." in chair
    assert f"{TITLE}, action 1: " not in chair
    assert none_begun not in chair
