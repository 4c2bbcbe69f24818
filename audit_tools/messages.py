"""Which messages an audit has to write: to whom, of which kind, about which returns.

What is to be written about the dates of discussions is in ``date_messages``, what a deed brings
about at once in ``deed_messages``.

A message is about somebody's own returns and never says what is in one, whom it is about, or which
other agencies are asked. What is due is worked out afresh from the dates, the returns and what was
sent, so that asking twice, or a day late, writes nothing twice and forgets nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from audit_tools.cases import CaseState
from audit_tools.returns import ReturnStatus

WEEK = 7
TWO_DAYS = 2
# Thanks that come later than this are no thanks, and an audit of long ago gets none.
THANKS_WITHIN = timedelta(days=7)
CHASE_AFTER = 2


class MessageKind(StrEnum):
    """What a message is for."""

    INVITATION = "invitation"
    SECTIONS = "sections"
    WEEK_BEFORE = "week-before"
    TWO_DAYS_BEFORE = "two-days-before"
    DAY_AFTER = "day-after"
    CHASE = "chase"
    THANKS = "thanks"
    AGREED = "agreed"
    DATES = "dates"
    DISCUSSION_SOON = "discussion-soon"
    CHILDREN_ASKED = "children-asked"
    TO_READ = "to-read"
    ANSWERED = "answered"
    CONCERN = "concern"
    DOES_NOT_FIT = "does-not-fit"
    ASKED_ANEW = "asked-anew"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def done(self) -> str:
        """What has been done to whoever got it: ``reminded``."""
        return _DONE.get(self, "reminded")

    @property
    def comes_with_time(self) -> bool:
        """Whether nobody's deed brings it about, only the calendar."""
        return self in _WITH_TIME


_LABELS = {
    MessageKind.INVITATION: "Invitation",
    MessageKind.SECTIONS: "Invitation to single sections",
    MessageKind.WEEK_BEFORE: "Reminder, a week before",
    MessageKind.TWO_DAYS_BEFORE: "Reminder, two days before",
    MessageKind.DAY_AFTER: "Reminder, after the day",
    MessageKind.CHASE: "Overdue: to the agency's lead",
    MessageKind.THANKS: "Thanks for a return",
    MessageKind.AGREED: "Thanks, the discussion is signed off",
    MessageKind.DATES: "Dates of discussions",
    MessageKind.DISCUSSION_SOON: "Reminder of a discussion, two days before",
    MessageKind.CHILDREN_ASKED: "Which children an agency knows",
    MessageKind.TO_READ: "A record to read for accuracy",
    MessageKind.ANSWERED: "Answer to a correction",
    MessageKind.CONCERN: "An immediate concern",
    MessageKind.DOES_NOT_FIT: "A return that does not fit",
    MessageKind.ASKED_ANEW: "Questions that changed",
    MessageKind.WITHDRAWN: "A case that was withdrawn",
}
_DONE = {
    MessageKind.INVITATION: "invited",
    MessageKind.SECTIONS: "invited",
    MessageKind.CHASE: "chased",
    MessageKind.THANKS: "thanked",
    MessageKind.AGREED: "thanked",
    MessageKind.DATES: "told",
    MessageKind.ASKED_ANEW: "told",
    MessageKind.WITHDRAWN: "told",
}
_REMINDERS = frozenset(
    {
        MessageKind.WEEK_BEFORE,
        MessageKind.TWO_DAYS_BEFORE,
        MessageKind.DAY_AFTER,
        MessageKind.CHASE,
    }
)
_WITH_TIME = _REMINDERS | {MessageKind.DISCUSSION_SOON}
ABOUT_WHAT_IS_DUE = _REMINDERS | {MessageKind.INVITATION}
ABOUT_DATES = frozenset({MessageKind.DATES, MessageKind.DISCUSSION_SOON})
# Written at once with what somebody did (see ``deed_messages``), and never worked out afresh.
ABOUT_DEEDS = frozenset(
    {
        MessageKind.CHILDREN_ASKED,
        MessageKind.TO_READ,
        MessageKind.ANSWERED,
        MessageKind.CONCERN,
        MessageKind.DOES_NOT_FIT,
        MessageKind.ASKED_ANEW,
        MessageKind.WITHDRAWN,
    }
)


@dataclass(frozen=True)
class Recipient:
    """A person, or the mailbox of an agency: one of the two is given."""

    person: UUID | None = None
    agency: str | None = None


@dataclass(frozen=True)
class AskedReturn:
    """A return as far as messages need to know it: where it stands, and who may be written to.

    ``due`` is its own day, the later one where it got one. ``holders`` are the colleagues it was
    given to, ``leads`` those who lead its agency, ``helpers`` those to whom single sections were
    given, by their keys; all of them still work there. ``has_mailbox``
    says that the agency gave an address of its own; ``is_stopped`` that the child did not fit the
    agency's key sheet, which the Business Unit has to settle first. Days are those in London.
    """

    id: UUID
    agency: str
    agency_name: str
    number: int
    of: int
    status: ReturnStatus
    case_state: CaseState
    due: date | None
    holders: frozenset[UUID] = frozenset()
    leads: frozenset[UUID] = frozenset()
    helpers: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    has_mailbox: bool = False
    sent_by: UUID | None = None
    sent_on: date | None = None
    agreed_on: date | None = None
    is_stopped: bool = False

    @property
    def spoken(self) -> str:
        """``Case 3 of 6``: all that a message says of whom it is about."""
        return f"Case {self.number} of {self.of}"

    @property
    def is_open(self) -> bool:
        """Whether it is still waited for, and can be given."""
        waits = self.status.can_be_written and self.case_state is CaseState.WAITING
        return waits and not self.is_stopped

    @property
    def answering(self) -> frozenset[UUID]:
        """Who answers: those it was given to, and otherwise the agency's leads."""
        return self.holders or self.leads

    @property
    def answered(self) -> frozenset[UUID]:
        """Who answered: the same, those with single sections, and a lead who sent it for them."""
        sent = {self.sent_by} & self.leads if self.sent_by else frozenset()
        return self.answering | frozenset(self.helpers) | sent


@dataclass(frozen=True)
class Written:
    """A message that was sent ``on`` a day, or was made on it and waits; about which returns, and
    which sections of them where it is about single ones."""

    id: UUID
    kind: MessageKind
    to: Recipient
    on: date
    is_sent: bool
    about: frozenset[UUID]
    sections: Mapping[UUID, frozenset[str]] = field(default_factory=dict)


About = TypeVar("About")
"""What a message is about: returns, or the dates of discussions."""


@dataclass(frozen=True)
class Draft(Generic[About]):
    """A message to write. ``id`` is the one that waits to be sent and is written anew, if any."""

    kind: MessageKind
    to: Recipient
    about: tuple[About, ...]
    id: UUID | None = None


@dataclass(frozen=True)
class Plan(Generic[About]):
    """What is to be written, and which waiting messages nobody needs any more."""

    drafts: tuple[Draft[About], ...]
    outdated: frozenset[UUID]


def plan_messages(
    returns: Iterable[AskedReturn],
    written: Iterable[Written],
    today: date,
    chase_after: int = CHASE_AFTER,
) -> Plan[AskedReturn]:
    """What an audit under way has to write as of ``today``.

    Only what was sent counts as said. One message of a kind goes to a person on a day, and gathers
    all their returns; what would be a second one waits for the next day. A message that still
    waits is written anew while it is due, and is outdated when it is not.
    """
    known = tuple(written)
    sent = tuple(one for one in known if one.is_sent)
    waiting = {(one.kind, one.to): one.id for one in known if not one.is_sent}
    wanted = _gather(returns, sent, today, chase_after)
    had_today = {(one.kind, one.to) for one in sent if one.on == today}
    drafts = tuple(
        Draft(kind, to, tuple(sorted(about, key=_order)), waiting.get((kind, to)))
        for (kind, to), about in wanted.items()
        if (kind, to) not in had_today
    )
    return Plan(drafts, frozenset(waiting.values()) - {draft.id for draft in drafts if draft.id})


@dataclass(frozen=True)
class Foreseen:
    """How many returns the start of an audit asks for, of how many agencies, and how many messages
    say so."""

    returns: int
    agencies: int
    messages: int


def foresee(returns: Iterable[AskedReturn], today: date) -> Foreseen:
    """What a start today sends out that asks for these returns."""
    asked = tuple(returns)
    drafts = plan_messages(asked, (), today).drafts
    written = sum(not draft.kind.comes_with_time for draft in drafts)
    return Foreseen(len(asked), len({one.agency for one in asked}), written)


def _gather(
    returns: Iterable[AskedReturn], sent: tuple[Written, ...], today: date, chase_after: int
) -> dict[tuple[MessageKind, Recipient], list[AskedReturn]]:
    wanted: dict[tuple[MessageKind, Recipient], list[AskedReturn]] = {}
    for one in returns:
        said = tuple(message for message in sent if one.id in message.about)
        for message in _due(one, said, today, chase_after):
            wanted.setdefault(message, []).append(one)
    return wanted


def _due(
    one: AskedReturn, said: tuple[Written, ...], today: date, chase_after: int
) -> Iterator[tuple[MessageKind, Recipient]]:
    """Every message that is due about one return, whoever else's returns it may gather."""
    for to in asked_of(one):
        if one.is_open and (kind := _kind_for(one, to, said, today, chase_after)):
            yield kind, to
    for person in _sorted(frozenset(one.helpers) - one.answering):
        if one.is_open and _has_new_sections(one, person, said):
            yield MessageKind.SECTIONS, Recipient(person=person)
    for to in _chased(one):
        if _is_to_chase(one, to, said, today, chase_after):
            yield MessageKind.CHASE, to
    for person in _sorted(one.answered):
        yield from _thanks(one, Recipient(person=person), said, today)


def _kind_for(
    one: AskedReturn, to: Recipient, said: tuple[Written, ...], today: date, chase_after: int
) -> MessageKind | None:
    """The invitation first; then each reminder, unless they were written to since its day."""
    to_them = [m for m in said if m.to == to and m.kind in ABOUT_WHAT_IS_DUE]
    left = (one.due - today).days if one.due else None
    if not to_them and (left is None or left >= 0):
        return MessageKind.INVITATION
    if left is None or one.due is None or left > WEEK or left < -chase_after:
        return None
    kind, since = _window(one.due, left)
    return None if any(message.on >= since for message in to_them) else kind


def _window(due: date, left: int) -> tuple[MessageKind, date]:
    """The reminder whose time it is, and the day on which that time began."""
    if left < 0:
        return MessageKind.DAY_AFTER, due + timedelta(days=1)
    if left <= TWO_DAYS:
        return MessageKind.TWO_DAYS_BEFORE, due - timedelta(days=TWO_DAYS)
    return MessageKind.WEEK_BEFORE, due - timedelta(days=WEEK)


def _has_new_sections(one: AskedReturn, person: UUID, said: tuple[Written, ...]) -> bool:
    """Whether somebody has a section of the return that they were not written to about."""
    told = (m.sections.get(one.id, frozenset()) for m in said if m.to == Recipient(person=person))
    return not one.helpers[person] <= frozenset().union(*told)


def asked_of(one: AskedReturn) -> Iterator[Recipient]:
    """Whoever answers; while nobody does, as when the only lead has left, the agency's mailbox."""
    yield from (Recipient(person=person) for person in _sorted(one.answering))
    if one.has_mailbox and not one.answering:
        yield Recipient(agency=one.agency)


def _chased(one: AskedReturn) -> Iterator[Recipient]:
    yield from (Recipient(person=person) for person in _sorted(one.leads))
    if one.has_mailbox:
        yield Recipient(agency=one.agency)


def _is_to_chase(
    one: AskedReturn, to: Recipient, said: tuple[Written, ...], today: date, chase_after: int
) -> bool:
    if not one.is_open or one.due is None or (today - one.due).days <= chase_after:
        return False
    return not any(
        message.kind is MessageKind.CHASE and message.to == to and message.on > one.due
        for message in said
    )


def _thanks(
    one: AskedReturn, to: Recipient, said: tuple[Written, ...], today: date
) -> Iterator[tuple[MessageKind, Recipient]]:
    """For a return, and once more when its discussion is signed off. "Not known to us" is a press
    of a button, for which nobody waits to be thanked."""
    since = {MessageKind.THANKS: one.sent_on, MessageKind.AGREED: one.agreed_on}
    if one.status is not ReturnStatus.SUBMITTED or one.case_state is CaseState.WITHDRAWN:
        return
    for kind, day in since.items():
        if day is None or not day <= today <= day + THANKS_WITHIN:
            continue
        if not any(m.kind is kind and m.to == to and m.on >= day for m in said):
            yield kind, to


def _sorted(people: frozenset[UUID]) -> list[UUID]:
    return sorted(people, key=str)


def _order(one: AskedReturn) -> tuple[date, int, str]:
    return one.due or date.max, one.number, one.agency_name
