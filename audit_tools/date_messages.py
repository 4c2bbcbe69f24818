"""Which messages the dates of an audit's discussions bring: to whom, and about which of them.

Somebody is written to when what stands is not what they were last sent. So all dates that are set
at once are one message, a date that moves twice before anything was sent is told once, and one that
moves back is not told at all. What a message says is in ``date_texts``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from audit_tools.cases import Case
from audit_tools.dates import local
from audit_tools.invitations import MAY_COME, Reply
from audit_tools.messages import TWO_DAYS, Draft, MessageKind, Plan, Recipient
from audit_tools.schedule import Slot
from audit_tools.visibility import Standing, sees_date


@dataclass(frozen=True)
class Named:
    """Somebody who is expected from an agency; ``person`` is who finds the date themselves."""

    agency: str
    person: UUID | None
    reply: Reply


@dataclass(frozen=True)
class DatedDiscussion:
    """A discussion that has, or had, a date. ``slot`` is the one that stands, ``None`` where it was
    called off or its case withdrawn; a withdrawn case has no number.

    ``expected`` are those who are told, each with whether they are reminded.
    """

    case: UUID
    number: int
    of: int
    slot: Slot | None
    is_over: bool
    expected: Mapping[Recipient, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class ToldDates:
    """A message about dates that was sent ``at`` an instant, or was made then and waits: what it
    says of each discussion, ``None`` for called off."""

    id: UUID
    kind: MessageKind
    to: Recipient
    at: datetime
    is_sent: bool
    said: Mapping[UUID, Slot | None]


@dataclass(frozen=True)
class DateToTell:
    """What a message says of one discussion; ``before`` is what its reader was sent last."""

    case: UUID
    number: int
    of: int
    slot: Slot | None
    before: Slot | None

    @property
    def is_changed(self) -> bool:
        """Whether the reader was told otherwise."""
        return self.before is not None and self.before != self.slot

    @property
    def is_moved(self) -> bool:
        """Whether they were told another time, and so are asked again whether they come."""
        if self.slot is None or self.before is None:
            return False
        return (self.slot.starts, self.slot.minutes) != (self.before.starts, self.before.minutes)


def whom_to_tell(
    case: Case, standings: Mapping[UUID, Standing], named: Iterable[Named], mailboxes: Iterable[str]
) -> dict[Recipient, bool]:
    """Who is told of a discussion's date, each with whether they are reminded of it.

    ``standings`` are those of everybody who has a part in it, leads an agency or was named; the
    ``mailboxes`` are agencies, and are written to while nobody leads them.
    """
    of_case = tuple(one for one in named if case.involves(one.agency))
    found: dict[Recipient, bool] = {}
    for person, standing in standings.items():
        own = [one.reply for one in of_case if one.person == person]
        if sees_date(standing, case, is_invited=bool(own)):
            asks = any(_asks_lead(of_case, agency, standings) for agency in _led(standing, case))
            may_come = not MAY_COME.isdisjoint(own) or _holds(standing)
            found[Recipient(person=person)] = may_come or asks
    led = {agency for standing in standings.values() for agency in standing.leads}
    for agency in mailboxes:
        if case.involves(agency) and agency not in led:
            found[Recipient(agency=agency)] = _asks_lead(of_case, agency, standings)
    return found


def plan_dates(
    discussions: Iterable[DatedDiscussion],
    told: Iterable[ToldDates],
    now: datetime,
    only: Collection[Recipient] | None = None,
) -> Plan[DateToTell]:
    """What an audit under way has to write about its dates; ``only`` to these, where given."""
    known = tuple(one for one in told if only is None or one.to in only)
    waiting = {(one.kind, one.to): one.id for one in known if not one.is_sent}
    last = _last(known)
    wanted: dict[tuple[MessageKind, Recipient], list[DateToTell]] = defaultdict(list)
    for one in discussions:
        for to, is_reminded in one.expected.items():
            before, at = last.get((to, one.case), (None, None))
            kind = _kind_for(one, before, at, now)
            is_wanted = is_reminded or kind is MessageKind.DATES
            if kind and is_wanted and (only is None or to in only):
                wanted[kind, to].append(DateToTell(one.case, one.number, one.of, one.slot, before))
    drafts = tuple(
        Draft(kind, to, tuple(sorted(about, key=_order)), waiting.get((kind, to)))
        for (kind, to), about in wanted.items()
    )
    unsent = {one.id for one in known if not one.is_sent}
    return Plan(drafts, frozenset(unsent - {draft.id for draft in drafts}))


def _kind_for(
    one: DatedDiscussion, before: Slot | None, at: datetime | None, now: datetime
) -> MessageKind | None:
    """What is due to somebody who was last sent ``before``, ``at`` an instant, if ever.

    Nobody is told of what is past.
    """
    if one.is_over:
        return None
    if one.slot is None:
        return MessageKind.DATES if before and before.starts > now else None
    if one.slot.starts <= now:
        return None
    if before != one.slot or at is None:
        return MessageKind.DATES
    since = one.slot.day - timedelta(days=TWO_DAYS)
    is_near = local(at).date() < since <= local(now).date()
    return MessageKind.DISCUSSION_SOON if is_near else None


def _last(told: Iterable[ToldDates]) -> dict[tuple[Recipient, UUID], tuple[Slot | None, datetime]]:
    """What each was sent last of each discussion, and when."""
    sent = sorted((one for one in told if one.is_sent), key=lambda one: one.at)
    return {(one.to, case): (slot, one.at) for one in sent for case, slot in one.said.items()}


def _holds(standing: Standing) -> bool:
    return standing.holds_discussion or standing.core_group


def _led(standing: Standing, case: Case) -> list[str]:
    return [agency for agency in sorted(standing.leads) if case.involves(agency)]


def _asks_lead(named: tuple[Named, ...], agency: str, reachable: Collection[UUID]) -> bool:
    """Whether a lead has something to do before the day: nobody is named, or somebody who comes
    cannot be written to and hears of it from them."""
    theirs = [one for one in named if one.agency == agency]
    if not theirs:
        return True
    return any(
        one.reply is Reply.STAND_IN or (one.reply in MAY_COME and one.person not in reachable)
        for one in theirs
    )


def _order(one: DateToTell) -> tuple[bool, float, int]:
    """By their dates; what is called off comes last."""
    return one.slot is None, one.slot.starts.timestamp() if one.slot else 0.0, one.number
