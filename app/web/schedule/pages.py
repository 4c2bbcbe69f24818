"""What the page that arranges the discussions of an audit shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.appointments import core_groups_at
from app.db.cases import CaseOnFile
from app.db.holidays import bank_holidays
from app.db.schedule import InvitedOnFile, Scheduled, dates_of, invited_to
from app.operations import inspection_dates
from app.operations.schedule import to_schedule, version_of_dates
from app.web.schedule.forms import Wrong
from app.web.schedule.holders import holders_of, say_core_group, say_holders
from app.web.schedule.notes import read_notes
from audit_tools.cases import Known
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.errors import Invalid
from audit_tools.invitations import lacking
from audit_tools.permissions import Person
from audit_tools.schedule import Slot, TypedSlot, propose_slots, read_slot, takes_date


@dataclass(frozen=True)
class DateLine:
    """One discussion: what is typed or kept of its date, and what is worth knowing about it."""

    id: UUID
    reference: str
    spoken: str
    typed: TypedSlot
    slot: Slot | None
    held_by: str = field(repr=False)
    core_group: str = field(repr=False)
    replies: str
    notes: tuple[str, ...] = field(repr=False)
    can_change: bool

    @property
    def entered(self) -> str:
        """What was typed in place of the date that is kept; empty where nothing was."""
        return "" if self.typed == TypedSlot.of(self.slot) else self.typed.spoken


@dataclass(frozen=True)
class SchedulePage:
    """The dates of the discussions of an audit, for the Business Unit."""

    id: UUID
    cycle: AuditCycle
    lines: tuple[DateLine, ...]
    seen: str
    wrong: Wrong
    can_propose: bool
    is_proposed: bool
    records_by: date | None
    """The day by which inspectors have the records, in a joint inspection."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which discussions are."""
        return tuple(sorted({line.slot.day for line in self.lines if line.slot}))

    @property
    def is_open(self) -> bool:
        """Whether anything can be changed."""
        return self.cycle.phase is not Phase.CLOSED and any(line.can_change for line in self.lines)


def describe_schedule(
    session: Session,
    person: Person,
    audit_id: UUID,
    *,
    typed: Mapping[UUID, TypedSlot] | None = None,
    wrong: Wrong | None = None,
    propose: bool = False,
) -> SchedulePage:
    """The page; ``typed`` stays in its boxes. To ``propose`` fills what is open, and saves nothing.

    Raises ``Refused`` or ``Hidden`` unless the person runs the audit.
    """
    audit, cases = to_schedule(session, person, audit_id)
    dates = dates_of(session, person.partnership, [case.id for case in cases])
    shown = {case.id: TypedSlot.of(_slot(dates.get(case.id))) for case in cases}
    open_ = _propose(audit.cycle, cases, dates)
    proposed = open_ if propose else {}
    shown |= proposed | dict(typed or {})
    return SchedulePage(
        audit_id,
        audit.cycle,
        _lines(session, person, audit.cycle, cases, dates, shown),
        version_of_dates([case.id for case in cases], dates),
        wrong or {},
        bool(open_),
        bool(proposed),
        _records_by(audit.cycle.notified_on),
    )


def differences(page: SchedulePage, typed: Mapping[UUID, TypedSlot]) -> tuple[tuple[str, str], ...]:
    """What a colleague has saved where something else was typed: case and date."""
    return tuple(
        (line.reference, _shown(line.slot))
        for line in page.lines
        if line.id in typed and typed[line.id] != TypedSlot.of(line.slot)
    )


def say_replies(case: CaseOnFile, invited: Iterable[InvitedOnFile]) -> str:
    """``Somebody comes from 4 of 6 agencies that know them``."""
    listed = tuple(invited)
    known = [i.agency for i in case.case.involvements if i.known is Known.KNOWN]
    if not known:
        return "It is not said yet which agencies know them"
    sure = [a for a in known if not lacking(o.invited for o in listed if o.agency == a)]
    return f"Somebody comes from {len(sure)} of {len(known)} agencies"


def _lines(
    session: Session,
    person: Person,
    cycle: AuditCycle,
    cases: tuple[CaseOnFile, ...],
    dates: Mapping[UUID, Scheduled],
    shown: Mapping[UUID, TypedSlot],
) -> tuple[DateLine, ...]:
    holders = holders_of(session, person, cases)
    core = core_groups_at(session, person.partnership, holders)
    invited = invited_to(session, person.partnership, [case.id for case in cases])
    slots = {case.id: slot for case in cases if (slot := _readable(shown[case.id]))}
    notes = read_notes(session, person, cycle, cases, slots, holders, invited)
    return tuple(
        DateLine(
            case.id,
            case.case.reference,
            case.spoken,
            shown[case.id],
            _slot(dates.get(case.id)),
            say_holders(holders[case.id]),
            say_core_group(core[case.id].values()),
            say_replies(case, invited[case.id]),
            notes.get(case.id, ()),
            takes_date(case.case.state),
        )
        for case in cases
    )


def _propose(
    cycle: AuditCycle, cases: Iterable[CaseOnFile], dates: Mapping[UUID, Scheduled]
) -> dict[UUID, TypedSlot]:
    """Days and times for the discussions that have none, in the room of the first that has one."""
    first, last = cycle.discussions_from, cycle.discussions_to
    if first is None or last is None or cycle.phase is Phase.CLOSED:
        return {}
    kept = [slot for date in dates.values() if (slot := date.slot)]
    place = next((slot.place for slot in sorted(kept, key=_starts) if slot.place), "")
    taken = {slot.starts for slot in kept}
    open_ = [c for c in cases if takes_date(c.case.state) and not _slot(dates.get(c.id))]
    offered = propose_slots(len(open_) + len(kept), first, last, bank_holidays([first, last]))
    free = [
        slot for slot in (Slot(one, place=place) for one in offered) if slot.starts not in taken
    ]
    return {case.id: TypedSlot.of(slot) for case, slot in zip(open_, free, strict=False)}


def _records_by(notified: date | None) -> date | None:
    return inspection_dates.proposed(notified).records_by if notified else None


def _starts(slot: Slot) -> datetime:
    return slot.starts


def _slot(date: Scheduled | None) -> Slot | None:
    return date.slot if date else None


def _readable(typed: TypedSlot) -> Slot | None:
    try:
        return read_slot(typed)
    except Invalid:
        return None


def _shown(slot: Slot | None) -> str:
    return slot.spoken if slot else "no date"
