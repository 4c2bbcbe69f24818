"""Who is written to on which day: once about each thing, never twice, and to nobody else."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from audit_tools.cases import CaseState
from audit_tools.messages import (
    AskedReturn,
    Draft,
    MessageKind,
    Plan,
    Recipient,
    Written,
    plan_messages,
)
from audit_tools.returns import ReturnStatus
from tests.audit_tools.asked import (
    ADE,
    DUE,
    LEAD,
    PRIYA,
    RETURN,
    TO_ADE,
    TO_LEAD,
    TO_MAILBOX,
    TO_PRIYA,
)

Kind = MessageKind


def day(left: int) -> date:
    """So many days before the due date."""
    return DUE - timedelta(days=left)


def sent(kind: Kind, on: date, to: Recipient = TO_ADE, about: AskedReturn = RETURN) -> Written:
    return Written(UUID(int=100), kind, to, on, True, frozenset({about.id}))


def waits(kind: Kind, on: date, to: Recipient = TO_ADE, about: AskedReturn = RETURN) -> Written:
    return replace(sent(kind, on, to, about), is_sent=False)


def said(plan: Plan[AskedReturn]) -> set[tuple[Kind, Recipient]]:
    return {(draft.kind, draft.to) for draft in plan.drafts}


INVITED = sent(Kind.INVITATION, day(20))
WEEK = sent(Kind.WEEK_BEFORE, day(7))
TWO = sent(Kind.TWO_DAYS_BEFORE, day(2))


@pytest.mark.parametrize(
    ("left", "before", "wanted"),
    [
        # The first message is the invitation, however near the day is.
        (20, [], {(Kind.INVITATION, TO_ADE)}),
        (1, [], {(Kind.INVITATION, TO_ADE)}),
        (0, [], {(Kind.INVITATION, TO_ADE)}),
        # Between the invitation and the week before there is nothing to say.
        (20, [INVITED], set()),
        (8, [INVITED], set()),
        # A week before; and a day late if nothing ran on the day.
        (7, [INVITED], {(Kind.WEEK_BEFORE, TO_ADE)}),
        (5, [INVITED], {(Kind.WEEK_BEFORE, TO_ADE)}),
        (6, [INVITED, WEEK], set()),
        # Who was invited within that week has just been told the day.
        (6, [sent(Kind.INVITATION, day(7))], set()),
        # Two days before; not both reminders at once when the first was missed.
        (2, [INVITED, WEEK], {(Kind.TWO_DAYS_BEFORE, TO_ADE)}),
        (2, [INVITED], {(Kind.TWO_DAYS_BEFORE, TO_ADE)}),
        (0, [INVITED, WEEK, TWO], set()),
        # The day after; once.
        (-1, [INVITED, WEEK, TWO], {(Kind.DAY_AFTER, TO_ADE)}),
        (-2, [INVITED, sent(Kind.DAY_AFTER, day(-1))], set()),
        # An invitation to something that is late already would be odd: it is said that it is late.
        (-1, [], {(Kind.DAY_AFTER, TO_ADE)}),
        # Overdue by more than two days: the lead, and nobody else.
        (-3, [INVITED], {(Kind.CHASE, TO_LEAD)}),
        (-9, [INVITED, sent(Kind.CHASE, day(-3), TO_LEAD)], set()),
    ],
)
def test_on_each_day_what_is_due_is_written_once(
    left: int, before: list[Written], wanted: set[tuple[Kind, Recipient]]
) -> None:
    assert said(plan_messages([RETURN], before, day(left))) == wanted


def test_the_partnership_says_after_how_many_days_the_lead_is_chased() -> None:
    assert said(plan_messages([RETURN], [INVITED], day(-5), chase_after=5)) == {
        (Kind.DAY_AFTER, TO_ADE)
    }
    assert said(plan_messages([RETURN], [INVITED], day(-6), chase_after=5)) == {
        (Kind.CHASE, TO_LEAD)
    }


@pytest.mark.parametrize(
    ("left", "kind"),
    [(20, Kind.INVITATION), (-1, Kind.DAY_AFTER), (-3, Kind.CHASE)],
)
def test_while_nobody_answers_for_an_agency_its_mailbox_is_written_to(
    left: int, kind: Kind
) -> None:
    alone = replace(RETURN, holders=frozenset(), leads=frozenset(), has_mailbox=True)
    assert said(plan_messages([alone], [], day(left))) == {(kind, TO_MAILBOX)}
    assert said(plan_messages([replace(alone, has_mailbox=False)], [], day(left))) == set()


def test_a_mailbox_is_not_invited_where_somebody_answers() -> None:
    with_mailbox = replace(RETURN, has_mailbox=True)
    assert said(plan_messages([with_mailbox], [], day(20))) == {(Kind.INVITATION, TO_ADE)}
    # What waits for the mailbox is needed no more once there is a lead.
    waiting = waits(Kind.INVITATION, day(20), TO_MAILBOX)
    led = replace(with_mailbox, holders=frozenset())
    plan = plan_messages([led], [waiting], day(20))
    assert said(plan) == {(Kind.INVITATION, TO_LEAD)}
    assert plan.outdated == {waiting.id}


def test_the_chase_goes_to_the_agency_s_mailbox_as_well() -> None:
    with_mailbox = replace(RETURN, has_mailbox=True)
    assert said(plan_messages([with_mailbox], [], day(-3))) == {
        (Kind.CHASE, TO_LEAD),
        (Kind.CHASE, TO_MAILBOX),
    }
    assert TO_MAILBOX not in {to for _, to in said(plan_messages([with_mailbox], [], day(-1)))}


def test_the_leads_are_reminded_of_what_they_gave_to_nobody() -> None:
    kept = replace(RETURN, holders=frozenset())
    assert said(plan_messages([kept], [], day(20))) == {(Kind.INVITATION, TO_LEAD)}
    invited = [sent(Kind.INVITATION, day(20), TO_LEAD)]
    given = said(plan_messages([RETURN], invited, day(19)))
    assert given == {(Kind.INVITATION, TO_ADE)}


def test_a_later_date_brings_its_own_reminders() -> None:
    later = replace(RETURN, due=DUE + timedelta(days=10))
    before = [INVITED, WEEK, TWO, sent(Kind.CHASE, day(-3), TO_LEAD)]
    assert said(plan_messages([later], before, DUE + timedelta(days=2))) == set()
    assert said(plan_messages([later], before, DUE + timedelta(days=3))) == {
        (Kind.WEEK_BEFORE, TO_ADE)
    }
    assert said(plan_messages([later], before, DUE + timedelta(days=13))) == {(Kind.CHASE, TO_LEAD)}


@pytest.mark.parametrize(
    "done",
    [
        replace(RETURN, status=ReturnStatus.SUBMITTED),
        replace(RETURN, status=ReturnStatus.NOT_KNOWN),
        replace(RETURN, status=ReturnStatus.MISSING),
        replace(RETURN, case_state=CaseState.PREPARED),
        replace(RETURN, case_state=CaseState.WITHDRAWN),
        # It does not fit the child on the key sheet: its agency cannot go on.
        replace(RETURN, is_stopped=True),
    ],
    ids=lambda one: f"{one.status}, {one.case_state}, {one.is_stopped}",
)
def test_nobody_is_reminded_of_what_is_no_longer_waited_for(done: AskedReturn) -> None:
    for left in (20, 7, 2, 0, -1, -3):
        assert plan_messages([done], [], day(left)).drafts == ()


def test_without_a_date_there_is_an_invitation_and_no_reminder() -> None:
    undated = replace(RETURN, due=None)
    assert said(plan_messages([undated], [], DUE)) == {(Kind.INVITATION, TO_ADE)}
    assert said(plan_messages([undated], [INVITED], DUE)) == set()


def test_one_message_gathers_all_that_a_person_has() -> None:
    other = replace(RETURN, id=UUID(int=11), number=1)
    shared = replace(RETURN, id=UUID(int=12), number=5, holders=frozenset({ADE, PRIYA}))
    plan = plan_messages([RETURN, other, shared], [], day(20))
    assert {draft.to: [one.number for one in draft.about] for draft in plan.drafts} == {
        TO_ADE: [1, 3, 5],
        TO_PRIYA: [5],
    }


def test_a_second_message_of_a_kind_waits_for_the_next_day() -> None:
    other = replace(RETURN, id=UUID(int=11), number=1)
    today = [sent(Kind.INVITATION, day(20))]
    assert said(plan_messages([RETURN, other], today, day(20))) == set()
    (draft,) = plan_messages([RETURN, other], today, day(19)).drafts
    assert draft.about == (other,)


def test_what_waits_is_written_anew_and_not_beside() -> None:
    other = replace(RETURN, id=UUID(int=11), number=1)
    waiting = waits(Kind.INVITATION, day(20))
    (draft,) = plan_messages([RETURN, other], [waiting], day(19)).drafts
    assert (draft.id, draft.about) == (waiting.id, (other, RETURN))


def test_what_waits_and_is_no_longer_true_goes() -> None:
    waiting = waits(Kind.WEEK_BEFORE, day(7))
    done = replace(RETURN, status=ReturnStatus.SUBMITTED)
    assert plan_messages([done], [waiting], day(6)) == Plan((), frozenset({waiting.id}))
    # The day has come nearer than the message says.
    nearer = plan_messages([RETURN], [INVITED, waiting], day(2))
    assert said(nearer) == {(Kind.TWO_DAYS_BEFORE, TO_ADE)}
    assert nearer.outdated == {waiting.id}


def test_planning_twice_plans_the_same() -> None:
    first = plan_messages([RETURN], [INVITED], day(7))
    again = plan_messages([RETURN], [INVITED, waits(Kind.WEEK_BEFORE, day(7))], day(7))
    assert [replace(draft, id=None) for draft in again.drafts] == list(first.drafts)
    assert isinstance(first.drafts[0], Draft)


HELPED = replace(RETURN, helpers={PRIYA: frozenset({"voice", "risk"})})
TO_SECTIONS = (Kind.SECTIONS, TO_PRIYA)


def told_sections(on: date, *sections: str) -> Written:
    about = {HELPED.id: frozenset(sections)}
    return replace(sent(Kind.SECTIONS, on, TO_PRIYA), sections=about)


@pytest.mark.parametrize(
    ("one", "left", "before", "wanted"),
    [
        # Once for what they have, and again when another section is given to them.
        (HELPED, 19, [], {TO_SECTIONS}),
        (HELPED, 19, [told_sections(day(20), "voice", "risk")], set()),
        (HELPED, 19, [told_sections(day(20), "voice")], {TO_SECTIONS}),
        (HELPED, 18, [told_sections(day(20), "voice"), told_sections(day(19), "risk")], set()),
        # A section that is taken back is not written about.
        (
            replace(HELPED, helpers={PRIYA: frozenset({"risk"})}),
            19,
            [told_sections(day(20), "voice", "risk")],
            set(),
        ),
        # That somebody else was told of it is not enough.
        (HELPED, 19, [replace(told_sections(day(20), "voice", "risk"), to=TO_LEAD)], {TO_SECTIONS}),
        # A day late it is still to be answered; there are no reminders.
        (HELPED, -1, [], {TO_SECTIONS, (Kind.DAY_AFTER, TO_ADE)}),
        (HELPED, 2, [TWO, told_sections(day(9), "voice", "risk")], set()),
        # Nothing is asked of what is no longer waited for.
        (replace(HELPED, case_state=CaseState.PREPARED), 19, [], set()),
        # Who has the whole return is asked for that.
        (replace(HELPED, holders=frozenset({ADE, PRIYA})), 19, [], {(Kind.INVITATION, TO_PRIYA)}),
    ],
)
def test_who_got_single_sections_is_told_once_of_each(
    one: AskedReturn, left: int, before: list[Written], wanted: set[tuple[Kind, Recipient]]
) -> None:
    assert said(plan_messages([one], [INVITED, *before], day(left))) == wanted


def test_having_been_asked_for_a_section_is_no_invitation_to_the_whole() -> None:
    whole = replace(HELPED, holders=frozenset({PRIYA}))
    told = told_sections(day(20), "voice", "risk")
    assert said(plan_messages([whole], [told], day(19))) == {(Kind.INVITATION, TO_PRIYA)}


SENT = replace(RETURN, status=ReturnStatus.SUBMITTED, sent_by=ADE, sent_on=DUE)


@pytest.mark.parametrize(
    ("one", "before", "today", "wanted"),
    [
        # Who answered is thanked, once.
        (SENT, [], DUE, {(Kind.THANKS, TO_ADE)}),
        (SENT, [sent(Kind.THANKS, DUE)], DUE + timedelta(days=1), set()),
        # A lead who sent it for them is thanked too; somebody who has left the agency is not.
        (replace(SENT, sent_by=LEAD), [], DUE, {(Kind.THANKS, TO_ADE), (Kind.THANKS, TO_LEAD)}),
        (replace(SENT, sent_by=PRIYA), [], DUE, {(Kind.THANKS, TO_ADE)}),
        # Who answered single sections of it is thanked as well.
        (
            replace(SENT, helpers={PRIYA: frozenset({"voice"})}),
            [],
            DUE,
            {(Kind.THANKS, TO_ADE), (Kind.THANKS, TO_PRIYA)},
        ),
        # Sent again after it was reopened: thanked again.
        (SENT, [sent(Kind.THANKS, day(3))], DUE, {(Kind.THANKS, TO_ADE)}),
        # Long ago: an audit that was there before messages were gets none.
        (SENT, [], DUE + timedelta(days=8), set()),
        # Signed off: those who answered hear that it is.
        (
            replace(SENT, sent_on=day(60), agreed_on=DUE, case_state=CaseState.AGREED),
            [sent(Kind.THANKS, day(60))],
            DUE,
            {(Kind.AGREED, TO_ADE)},
        ),
        # One that never came is not thanked for.
        (replace(RETURN, status=ReturnStatus.MISSING, agreed_on=DUE), [], DUE, set()),
        (replace(RETURN, status=ReturnStatus.NOT_KNOWN, sent_on=DUE), [], DUE, set()),
        # The case was withdrawn: it has no number any more that a message could name.
        (replace(SENT, case_state=CaseState.WITHDRAWN), [], DUE, set()),
    ],
)
def test_who_answered_is_thanked_once(
    one: AskedReturn, before: list[Written], today: date, wanted: set[tuple[Kind, Recipient]]
) -> None:
    assert said(plan_messages([one], before, today)) == wanted
