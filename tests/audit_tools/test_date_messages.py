"""Who is told of a discussion's date: once of what stands, and of nothing that is past."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from audit_tools.cases import Case, CaseState, Involvement, Known
from audit_tools.date_messages import (
    DatedDiscussion,
    DateToTell,
    Named,
    ToldDates,
    plan_dates,
    whom_to_tell,
)
from audit_tools.invitations import Reply
from audit_tools.messages import Draft, MessageKind, Plan
from audit_tools.permissions import Role
from audit_tools.schedule import Slot
from audit_tools.visibility import Standing
from tests.audit_tools.dated import (
    ADE,
    CHAIR,
    LATER,
    LEAD,
    NOW,
    ONE,
    SLOT,
    TO_ADE,
    TO_CHAIR,
    TO_LEAD,
    TO_MAILBOX,
)

PAST = replace(SLOT, starts=NOW - timedelta(hours=1))
OTHER = replace(ONE, case=UUID(int=11), number=1, slot=LATER)
Kind = MessageKind


def told(
    said: Slot | None = SLOT,
    days_ago: int = 3,
    *,
    kind: Kind = Kind.DATES,
    of: DatedDiscussion = ONE,
) -> ToldDates:
    """What the chair was sent so many days ago."""
    at = NOW - timedelta(days=days_ago)
    return ToldDates(UUID(int=100 + days_ago), kind, TO_CHAIR, at, True, {of.case: said})


def waits(said: Slot | None, *, kind: Kind = Kind.DATES) -> ToldDates:
    return replace(told(said, 1, kind=kind), is_sent=False)


def kinds(plan: Plan[DateToTell]) -> list[tuple[Kind, Slot | None, Slot | None]]:
    """Of each draft its kind, and of the one date in it what stands and what was told."""
    return [(draft.kind, *_said(draft)) for draft in plan.drafts]


def _said(draft: Draft[DateToTell]) -> tuple[Slot | None, Slot | None]:
    (one,) = draft.about
    return one.slot, one.before


OFF = replace(ONE, slot=None)


@pytest.mark.parametrize(
    ("one", "before", "wanted"),
    [
        # A date that was set, and one that everybody knows already.
        (ONE, [], [(Kind.DATES, SLOT, None)]),
        (ONE, [told()], []),
        # Moved, or in another room.
        (ONE, [told(LATER)], [(Kind.DATES, SLOT, LATER)]),
        (ONE, [told(replace(SLOT, place=""))], [(Kind.DATES, SLOT, replace(SLOT, place=""))]),
        # The last that was sent counts, however they are read.
        (ONE, [told(SLOT, 1), told(LATER, 2)], []),
        # Called off; once, and not to those who never knew of it.
        (OFF, [told()], [(Kind.DATES, None, SLOT)]),
        (OFF, [told(), told(None, 1)], []),
        (OFF, [], []),
        # Set again after that.
        (ONE, [told(), told(None, 1)], [(Kind.DATES, SLOT, None)]),
        # Nobody is told of what is past or over.
        (replace(ONE, slot=PAST), [], []),
        (replace(OFF, slot=None), [told(PAST)], []),
        (replace(ONE, is_over=True), [told(LATER)], []),
    ],
)
def test_somebody_is_told_what_they_were_not_told_last(
    one: DatedDiscussion,
    before: list[ToldDates],
    wanted: list[tuple[Kind, Slot | None, Slot | None]],
) -> None:
    assert kinds(plan_dates([one], before, NOW)) == wanted


def test_all_dates_of_a_person_are_one_message_in_their_order() -> None:
    off = replace(OFF, case=UUID(int=12), number=2)
    plan = plan_dates([off, OTHER, ONE], [told(of=off)], NOW)
    (draft,) = plan.drafts
    assert [one.number for one in draft.about] == [3, 1, 2]


def test_a_message_that_waits_is_written_anew() -> None:
    waiting = waits(LATER)
    plan = plan_dates([ONE, OTHER], [waiting], NOW)
    (draft,) = plan.drafts
    assert (draft.id, len(draft.about), plan.outdated) == (waiting.id, 2, frozenset())


def test_what_moves_back_before_anything_was_sent_is_not_told() -> None:
    waiting = waits(LATER)
    assert plan_dates([ONE], [told(), waiting], NOW) == Plan((), frozenset({waiting.id}))
    # Neither is a date that was set and called off before anybody knew.
    assert plan_dates([OFF], [waiting], NOW) == Plan((), frozenset({waiting.id}))


def test_of_two_messages_that_wait_for_one_person_one_is_left() -> None:
    first, second = waits(LATER), replace(waits(LATER), id=UUID(int=200))
    plan = plan_dates([ONE], [first, second], NOW)
    (draft,) = plan.drafts
    assert {draft.id} | plan.outdated == {first.id, second.id}


NEAR = SLOT.starts - timedelta(days=2)


@pytest.mark.parametrize(
    ("now", "before", "wanted"),
    [
        # Two days before, once; and a day late if nothing ran on the day.
        (NEAR, [told()], [Kind.DISCUSSION_SOON]),
        (NEAR - timedelta(days=1), [told()], []),
        (NEAR + timedelta(days=1), [told()], [Kind.DISCUSSION_SOON]),
        # The days are those in London: it is the 8th there from 11 in the evening on.
        (datetime(2025, 6, 7, 23, 30, tzinfo=UTC), [told()], [Kind.DISCUSSION_SOON]),
        # Who was written to since has just read the day.
        (NEAR, [replace(told(), at=NEAR)], []),
        (NEAR + timedelta(days=1), [told(), replace(told(kind=Kind.DISCUSSION_SOON), at=NEAR)], []),
        # Who does not know what stands is told that instead.
        (NEAR, [told(LATER)], [Kind.DATES]),
        (NEAR, [], [Kind.DATES]),
        # It has begun.
        (SLOT.starts, [told()], []),
    ],
)
def test_two_days_before_there_is_a_reminder(
    now: datetime, before: list[ToldDates], wanted: list[Kind]
) -> None:
    assert [draft.kind for draft in plan_dates([ONE], before, now).drafts] == wanted
    # Who sent apologies is told of what changes and reminded of nothing.
    apologies = replace(ONE, expected={TO_CHAIR: False})
    plan = plan_dates([apologies], before, now)
    assert [draft.kind for draft in plan.drafts] == [k for k in wanted if k is Kind.DATES]


def test_of_what_is_called_off_or_moved_nobody_is_reminded() -> None:
    reminder = waits(SLOT, kind=Kind.DISCUSSION_SOON)
    for one in (OFF, replace(ONE, slot=LATER)):
        plan = plan_dates([one], [told(), reminder], NEAR)
        assert [draft.kind for draft in plan.drafts] == [Kind.DATES]
        assert plan.outdated == {reminder.id}


def test_a_plan_for_some_leaves_the_messages_of_others_alone() -> None:
    both = replace(ONE, expected={TO_CHAIR: True, TO_LEAD: True})
    outdated = waits(LATER, kind=Kind.DISCUSSION_SOON)
    plan = plan_dates([both], [outdated], NOW, only={TO_LEAD})
    assert [draft.to for draft in plan.drafts] == [TO_LEAD]
    assert plan.outdated == frozenset()


CASE = Case(
    "SYV25-01",
    CaseState.WAITING,
    (
        Involvement("police", Known.KNOWN),
        Involvement("school", Known.KNOWN),
        Involvement("housing", Known.NOT_KNOWN),
    ),
)
IN_CHAIR = Standing(appointed=frozenset({Role.CHAIR}))
LEADS = Standing(leads=frozenset({"police"}))
NOBODY = Standing()


def test_who_holds_it_and_the_core_group_are_told_and_reminded() -> None:
    core = Standing(core_group=True)
    assert whom_to_tell(CASE, {CHAIR: IN_CHAIR, ADE: core}, (), ()) == {
        TO_CHAIR: True,
        TO_ADE: True,
    }


def test_who_declared_a_conflict_is_told_nothing() -> None:
    conflicted = {CHAIR: replace(IN_CHAIR, conflicted=True)}
    assert whom_to_tell(CASE, conflicted, [Named("police", CHAIR, Reply.COMING)], ()) == {}


def test_an_agency_that_does_not_know_the_child_is_told_nothing() -> None:
    housing = {LEAD: Standing(leads=frozenset({"housing"})), ADE: NOBODY}
    named = [Named("housing", ADE, Reply.COMING)]
    assert whom_to_tell(CASE, housing, named, ["housing"]) == {}


@pytest.mark.parametrize(
    ("named", "lead_is_reminded"),
    [
        # Nobody is named yet.
        ([], True),
        # Whoever comes is written to, so the lead has nothing left to do.
        ([Named("police", ADE, Reply.COMING)], False),
        ([Named("police", ADE, Reply.NO_REPLY)], False),
        ([Named("police", ADE, Reply.APOLOGIES)], False),
        # Somebody without an account hears of it from the lead.
        ([Named("police", None, Reply.COMING)], True),
        ([Named("police", ADE, Reply.STAND_IN)], True),
        ([Named("police", None, Reply.APOLOGIES)], False),
        # What another agency said changes nothing.
        ([Named("police", ADE, Reply.COMING), Named("school", None, Reply.COMING)], False),
        # The lead comes themselves.
        ([Named("police", LEAD, Reply.COMING)], True),
        ([Named("police", LEAD, Reply.APOLOGIES)], False),
    ],
)
def test_a_lead_is_told_and_reminded_where_they_have_something_to_do(
    named: list[Named], lead_is_reminded: bool
) -> None:
    found = whom_to_tell(CASE, {LEAD: LEADS, ADE: NOBODY}, named, ())
    assert found[TO_LEAD] is lead_is_reminded


@pytest.mark.parametrize(
    ("reply", "is_reminded"),
    [
        (Reply.NO_REPLY, True),
        (Reply.COMING, True),
        (Reply.APOLOGIES, False),
        # It is the stand-in who comes.
        (Reply.STAND_IN, False),
    ],
)
def test_who_was_named_is_told_and_reminded_unless_they_do_not_come(
    reply: Reply, is_reminded: bool
) -> None:
    found = whom_to_tell(CASE, {ADE: NOBODY}, [Named("police", ADE, reply)], ())
    assert found == {TO_ADE: is_reminded}


def test_a_mailbox_is_told_while_nobody_leads_its_agency() -> None:
    assert whom_to_tell(CASE, {}, (), ["police", "housing"]) == {TO_MAILBOX: True}
    assert whom_to_tell(CASE, {LEAD: LEADS}, (), ["police"]) == {TO_LEAD: True}
