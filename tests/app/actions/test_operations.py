"""What is stored of a plan, by whom, and what is refused whole."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.db.action_plans import list_plans, load_plan
from app.db.engine import Database
from app.db.models.action_plans import ActionPlanRow
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.my_actions import actions_reported_by
from app.operations import action_plans, actions, statements_of_action
from app.operations.action_plans import PlanDetails
from app.operations.actions import Standing, version_of_standing
from app.operations.plan_papers import read_statement
from app.operations.versions import version_of
from audit_tools.action_plans.details import ActionDetails
from audit_tools.action_plans.plan import Cells, PlanTable
from audit_tools.action_plans.reading import read_plan
from audit_tools.action_plans.statements import Statement
from audit_tools.action_plans.timescales import QuarterYear
from audit_tools.action_plans.tracking import (
    Action,
    Answers,
    Effect,
    NoteKind,
    Status,
)
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Grant, Person, Role
from tests.app.actions.conftest import NOW, Setting
from tests.plans import INVENTED
from tests.stored_plans import REVIEW, TITLE, check_one, close_one, give_to

TODAY = NOW.date()
ROW = ActionDetails(PlanTable.ADDITIONAL, Cells("A finding", proposed_actions="Something"))


def action_of(database: Database, setting: Setting, place: int = 0) -> Action:
    with database.reading() as session:
        plan = load_plan(session, setting.people["unit"].partnership, setting.plan.id)
    return plan.action(setting.plan.actions[place])


def events(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(HistoryEvent)) or 0


def test_a_plan_that_is_brought_in_holds_every_cell_and_its_review_day(
    database: Database, setting: Setting
) -> None:
    with database.reading() as session:
        plan = load_plan(session, setting.people["unit"].partnership, setting.plan.id)
    read = read_plan(INVENTED.read_bytes())
    assert tuple((a.table, a.cells) for a in plan.actions) == read.rows
    assert plan.headings == read.headings
    assert [a.number for a in plan.actions] == list(range(1, 9))
    assert [a.review_on for a in plan.actions] == [None] * 5 + [REVIEW, None, None]
    assert [a.quarter_year for a in plan.actions].count(QuarterYear.FINANCIAL) == 1
    assert {a.status for a in plan.actions} == {Status.NOT_STARTED}


def test_a_lead_reports_on_the_actions_that_name_the_very_agency(
    database: Database, setting: Setting
) -> None:
    def reported(person: Person) -> list[tuple[int, str]]:
        with database.reading() as session:
            found = actions_reported_by(session, person)
        return [(one.action.number, one.plan) for one in found]

    lead, unit = setting.people["lead"], setting.people["unit"]
    assert reported(lead) == []
    for place in (3, 1):
        give_to(database, unit, setting.plan.actions[place], "police")
    assert reported(lead) == [(2, TITLE), (4, TITLE)]
    other = replace(lead, grants=frozenset({Grant(Role.AGENCY_LEAD, "POLICE")}))
    assert reported(other) == reported(unit) == []


@pytest.mark.parametrize(
    ("quarter_year", "review_on", "places"),
    [
        (None, REVIEW, ["quarter_year"]),
        (QuarterYear.FINANCIAL, None, ["review_on"]),
        (None, None, ["quarter_year", "review_on"]),
    ],
)
def test_what_a_file_leaves_open_is_asked_and_nothing_of_it_is_stored(
    quarter_year: QuarterYear | None,
    review_on: date | None,
    places: list[str],
    database: Database,
    setting: Setting,
) -> None:
    before = events(database)
    with pytest.raises(Invalid) as refused:
        action_plans.import_plan(
            database,
            by=setting.people["unit"],
            title="Another",
            inspection=None,
            data=INVENTED.read_bytes(),
            quarter_year=quarter_year,
            review_on=review_on,
        )
    assert [p.place for p in refused.value.problems] == places
    with database.reading() as session:
        assert session.scalars(select(ActionPlanRow.title)).all() == [TITLE]
    assert events(database) == before


def test_a_row_is_added_under_the_next_number_and_changed_by_who_saw_it(
    database: Database, setting: Setting
) -> None:
    unit = setting.people["unit"]
    answers = Answers(3, "notifications", None, "serious-youth-violence", "information.given")
    tied = replace(ROW, answers=answers, agencies=("police",))
    action_id = action_plans.add_action(database, by=unit, plan_id=setting.plan.id, details=tied)
    with database.reading() as session:
        added = load_plan(session, unit.partnership, setting.plan.id).action(action_id)
    assert (added.number, ActionDetails.of(added)) == (9, tied)
    changed = replace(tied, cells=replace(tied.cells, governance="Executive"))
    change = {"by": unit, "action_id": action_id, "details": changed}
    with pytest.raises(Conflict):
        action_plans.change_action(database, seen="", **change)  # type: ignore[arg-type]
    action_plans.change_action(database, seen=version_of(tied), **change)  # type: ignore[arg-type]
    with database.reading() as session:
        found = load_plan(session, unit.partnership, setting.plan.id).action(action_id)
    assert found.cells.governance == "Executive"


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"answers": Answers(4)}, "finding_number"),
        ({"answers": Answers(theme="unknown")}, "theme"),
        ({"answers": Answers(audit=UUID(int=7))}, "audit"),
        ({"answers": Answers(tool="serious-youth-violence", question="none")}, "question"),
        ({"agencies": ("army",)}, "agencies"),
        ({"cells": Cells("A finding", "", "Something", "", "ongoing")}, "review_on"),
        ({"cells": Cells("A finding", "", "Something", "", "Q1 2025")}, "quarter_year"),
        ({"cells": Cells("", "", "Something")}, "finding"),
    ],
)
def test_a_row_is_tied_to_what_there_is_and_leaves_nothing_open(
    changed: dict[str, object], place: str, database: Database, setting: Setting
) -> None:
    with pytest.raises(Invalid) as refused:
        action_plans.add_action(
            database,
            by=setting.people["unit"],
            plan_id=setting.plan.id,
            details=replace(ROW, **changed),  # type: ignore[arg-type]
        )
    assert [p.place for p in refused.value.problems] == [place]


def test_an_answer_that_the_timescale_does_not_ask_for_is_not_kept(
    database: Database, setting: Setting
) -> None:
    details = replace(ROW, quarter_year=QuarterYear.CALENDAR)
    assert details.checked().quarter_year is None


def test_a_lead_adds_to_the_actions_of_their_agency_and_sees_no_other(
    database: Database, setting: Setting
) -> None:
    lead, first = setting.people["lead"], setting.plan.actions[0]
    note = {"by": lead, "kind": NoteKind.PROGRESS, "said": "It goes on", "role": "police lead"}
    with pytest.raises(Hidden):
        actions.add_note(database, action_id=first, **note)  # type: ignore[arg-type]
    give_to(database, setting.people["unit"], first, "police")
    actions.add_note(database, action_id=first, **note)  # type: ignore[arg-type]
    (added,) = action_of(database, setting).notes
    assert (added.said, added.role, added.at, added.by) == (
        "It goes on",
        "police lead",
        NOW,
        lead.id,
    )
    with pytest.raises(Hidden):
        actions.add_note(
            database,
            action_id=setting.plan.actions[1],
            **note,  # type: ignore[arg-type]
        )
    with pytest.raises(Invalid, match="progress or evidence"):
        actions.add_note(
            database,
            action_id=first,
            **note | {"kind": NoteKind.CHECK},  # type: ignore[arg-type]
        )


def test_a_reader_of_plans_adds_nothing(database: Database, setting: Setting) -> None:
    with pytest.raises(Refused):
        actions.add_note(
            database,
            by=setting.people["board"],
            action_id=setting.plan.actions[0],
            kind=NoteKind.PROGRESS,
            said="x",
            role="y",
        )


def test_how_far_an_action_is_is_said_in_words_and_line_by_line(
    database: Database, setting: Setting
) -> None:
    unit, third = setting.people["unit"], setting.plan.actions[2]
    before = action_of(database, setting, 2)
    first, _ = before.timings
    met = {first.text: date(2024, 12, 12)}
    standing = Standing(Status.UNDER_WAY, Effect.PARTLY, met)
    say = {"by": unit, "action_id": third}
    seen = version_of_standing(before)
    actions.set_standing(database, standing=standing, seen=seen, **say)  # type: ignore[arg-type]
    after = action_of(database, setting, 2)
    assert (after.status, after.effect, after.met) == (Status.UNDER_WAY, Effect.PARTLY, met)
    assert after.when(TODAY) == "Due by 30 June 2025"
    with pytest.raises(Conflict):
        actions.set_standing(database, standing=standing, seen=seen, **say)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "standing",
    [
        Standing(Status.CLOSED, Effect.SEEN, {}),
        Standing(Status.DONE, Effect.SEEN, {"Another line": TODAY}),
        Standing(Status.DONE, Effect.SEEN, {"October 2024": date(2025, 5, 29)}),
    ],
)
def test_what_cannot_be_said_of_an_action_is_refused(
    standing: Standing, database: Database, setting: Setting
) -> None:
    with pytest.raises(Invalid):
        actions.set_standing(
            database,
            by=setting.people["unit"],
            action_id=setting.plan.actions[0],
            standing=standing,
            seen=version_of_standing(action_of(database, setting)),
        )


def test_an_action_is_checked_closed_and_opened_again_each_with_its_event(
    database: Database, setting: Setting
) -> None:
    unit, lead, first = setting.people["unit"], setting.people["lead"], setting.plan.actions[0]
    give_to(database, unit, first, "police")
    with pytest.raises(Refused, match="has to check it"):
        close_one(database, unit, first)
    check_one(database, unit, lead, first)
    close_one(database, unit, first)
    closed = action_of(database, setting)
    assert closed.status is Status.CLOSED
    assert closed.closure is not None
    with pytest.raises(Refused, match="is closed"):
        check_one(database, unit, lead, first)
    with pytest.raises(Refused, match="reason"):
        actions.reopen_action(database, by=unit, action_id=first, reason=" ")
    actions.reopen_action(database, by=unit, action_id=first, reason="It came back.")
    again = action_of(database, setting)
    assert (again.status, again.closure) == (Status.UNDER_WAY, None)
    said = "Opened again: It came back. It had been closed by Executive on 1 May 2025: Closed"
    assert said in {note.said for note in again.notes}
    with pytest.raises(Invalid, match="not closed"):
        actions.reopen_action(database, by=unit, action_id=first, reason="Again")
    with database.reading() as session:
        told = session.scalars(
            select(HistoryEvent.what).where(HistoryEvent.subject_id == first)
        ).all()
    assert sorted(told) == [
        "action.added", "action.changed", "action.closed", "action.noted", "action.noted",
        "action.reopened",
    ]  # fmt: skip


def test_who_entered_evidence_does_not_check_it(database: Database, setting: Setting) -> None:
    unit, first = setting.people["unit"], setting.plan.actions[0]
    with pytest.raises(Refused, match="Somebody else"):
        check_one(database, unit, unit, first)
    actions.check_evidence(
        database, by=setting.people["colleague"], action_id=first, said="Read", role="Unit"
    )
    assert action_of(database, setting).is_checked


def test_an_agency_agrees_the_words_that_it_was_shown(database: Database, setting: Setting) -> None:
    unit, first = setting.people["unit"], setting.plan.actions[0]
    action = action_of(database, setting)
    agree = {"by": unit, "action_id": first, "agency": "Police", "on": TODAY, "said_by": "lead"}
    with pytest.raises(Conflict):
        statements_of_action.agree_row(database, seen="", **agree)  # type: ignore[arg-type]
    seen = version_of(action.cells)
    for wrong, place in (({"on": None}, "on"), ({"on": date(2025, 5, 29)}, "on"),
                         ({"agency": ""}, "agency"), ({"said_by": ""}, "said_by")):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            statements_of_action.agree_row(database, seen=seen, **agree | wrong)  # type: ignore[arg-type]
        assert refused.value.place == place
    for _ in range(2):
        statements_of_action.agree_row(database, seen=seen, **agree)  # type: ignore[arg-type]
    changed = replace(ActionDetails.of(action), cells=replace(action.cells, governance="Gold"))
    action_plans.change_action(
        database,
        by=unit,
        action_id=first,
        details=changed,
        seen=version_of(ActionDetails.of(action)),
    )
    with database.reading() as session:
        made = read_statement(session, by=unit, plan_id=setting.plan.id)
    assert made.plan.actions[0].agreed == (
        "Police, lead, 28 May 2025: an earlier version; changed since: governance",
    )


def sent(database: Database, setting: Setting, note: str = "") -> int:
    return statements_of_action.record_sent(
        database,
        by=setting.people["unit"],
        plan_id=setting.plan.id,
        addressee="The inspectorates",
        signed_by="the chair",
        signed_on=TODAY,
        sent_on=TODAY,
        note=note,
    )


def test_what_was_sent_stays_as_it_was_and_the_next_says_what_changed(
    database: Database, setting: Setting
) -> None:
    unit = setting.people["unit"]
    head = Statement("The council", "Deputy director", "Ofsted", date(2024, 8, 23))
    statements_of_action.change_statement(
        database, by=unit, plan_id=setting.plan.id, statement=head, seen=version_of(Statement())
    )
    assert sent(database, setting) == 1
    action = action_of(database, setting)
    details = ActionDetails.of(action)
    changed = replace(details, cells=replace(details.cells, proposed_timescale="May 2026"))
    action_plans.change_action(
        database, by=unit, action_id=action.id, details=changed, seen=version_of(details)
    )
    statements_of_action.change_statement(
        database, by=unit, plan_id=setting.plan.id, statement=Statement(), seen=version_of(head)
    )
    assert sent(database, setting) == 2
    with database.reading() as session:
        first, second = (
            read_statement(session, by=unit, plan_id=setting.plan.id, number=n) for n in (1, 2)
        )
        with pytest.raises(Hidden):
            read_statement(session, by=unit, plan_id=setting.plan.id, number=3)
    assert first.update is not None
    assert first.update.head == head
    assert first.rows[0].cells == action.cells
    assert first.changed == ()
    assert [(one.number, one.what) for one in second.changed] == [(1, "Proposed timescale changed")]


def test_what_was_sent_is_answered_for_and_not_taken_out(
    database: Database, setting: Setting
) -> None:
    unit = setting.people["unit"]
    action_plans.remove_action(database, by=unit, action_id=setting.plan.actions[7])
    sent(database, setting)
    with pytest.raises(Refused, match="Close the action"):
        action_plans.remove_action(database, by=unit, action_id=setting.plan.actions[6])
    with database.reading() as session:
        (plan,) = list_plans(session, unit.partnership)
    assert len(plan.actions) == 7


def test_what_is_said_of_a_statement_is_in_its_history_as_it_is_kept(
    database: Database, setting: Setting
) -> None:
    statements_of_action.change_statement(
        database,
        by=setting.people["unit"],
        plan_id=setting.plan.id,
        statement=Statement("  The   council "),
        seen=version_of(Statement()),
    )
    with database.reading() as session:
        told = session.scalars(
            select(HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.what == "plan.statement-changed")
        ).one()
    assert '"The council"' in str(told)


def test_a_plan_answers_another_inspection_once_no_action_answers_findings_of_the_first(
    database: Database, setting: Setting
) -> None:
    unit, first = setting.people["unit"], setting.plan.actions[0]
    untied = ActionDetails.of(action_of(database, setting))
    tied = replace(untied, answers=Answers(2))

    def change(title: str, inspection: UUID | None) -> None:
        with database.reading() as session:
            plan = load_plan(session, unit.partnership, setting.plan.id)
        action_plans.change_plan(
            database,
            by=unit,
            plan_id=plan.id,
            details=PlanDetails(title, inspection),
            seen=version_of(PlanDetails.of(plan)),
        )

    say = {"by": unit, "action_id": first}
    action_plans.change_action(database, details=tied, seen=version_of(untied), **say)  # type: ignore[arg-type]
    change("Another title", setting.inspection)
    with pytest.raises(Invalid, match="first: 1") as refused:
        change("Another title", None)
    assert refused.value.place == "inspection"
    action_plans.change_action(database, details=untied, seen=version_of(tied), **say)  # type: ignore[arg-type]
    change("Another title", None)


def test_an_empty_plan_is_not_sent(database: Database, setting: Setting) -> None:
    unit = setting.people["unit"]
    plan_id = action_plans.add_plan(database, by=unit, details=PlanDetails("Empty", None))
    with pytest.raises(Refused, match="no action"):
        sent(database, replace(setting, plan=replace(setting.plan, id=plan_id)))


def test_only_the_business_unit_writes_plans(database: Database, setting: Setting) -> None:
    details = PlanDetails("Mine", None)
    for who in ("board", "lead", "chair"):
        with pytest.raises(Refused):
            action_plans.add_plan(database, by=setting.people[who], details=details)
        with pytest.raises(Refused):
            action_plans.add_action(
                database, by=setting.people[who], plan_id=setting.plan.id, details=ROW
            )
