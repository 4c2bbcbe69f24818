"""The dates that somebody is expected at, and those of the agencies that they lead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.schedule import DatedCase, dates_from
from audit_tools.cases import CaseState
from audit_tools.dates import local
from audit_tools.permissions import Person
from audit_tools.schedule import Slot, takes_date
from audit_tools.visibility import names_invited, sees_case


@dataclass(frozen=True)
class MyDate:
    """One discussion: when, where, what the person is to it, and who comes from their agency.

    ``deed`` is what they can do about it, empty for nothing.
    """

    id: UUID
    spoken: str
    slot: Slot
    is_off: bool
    you: str
    comes: tuple[str, ...] = field(repr=False)
    deed: str = ""
    holds: bool = False


@dataclass(frozen=True)
class AuditDates:
    """The dates of one audit."""

    id: UUID
    title: str
    dates: tuple[MyDate, ...]


@dataclass(frozen=True)
class MyDatesPage:
    """The dates from today on."""

    audits: tuple[AuditDates, ...]
    invented: bool

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the person holds a discussion."""
        held = {one.slot.day for audit in self.audits for one in audit.dates if one.holds}
        return tuple(sorted(held))


def describe_dates(session: Session, person: Person, now: datetime) -> MyDatesPage:
    """The dates from today on that the person may know, by audit."""
    found = [one for one in dates_from(session, person, local(now).date()) if not is_over(one)]
    names = {agency.key: agency.name for agency in list_agencies(session, person.partnership)}
    audits = []
    for (id, title), dated in groupby(sorted(found, key=_audit), key=_audit):
        dates = tuple(_describe(person, one, names) for one in dated)
        audits.append(AuditDates(id, title, dates))
    audits.sort(key=lambda one: one.dates[0].slot.starts)
    return MyDatesPage(tuple(audits), any(one.invented for one in found))


def is_over(one: DatedCase) -> bool:
    """Whether the discussion was held, whatever day was set for it."""
    return one.case.case.state in (CaseState.WRITTEN_UP, CaseState.AGREED)


def _audit(one: DatedCase) -> tuple[UUID, str]:
    return one.audit_id, one.audit


def _describe(person: Person, one: DatedCase, names: dict[str, str]) -> MyDate:
    case, is_off = one.case, one.date.called_off or not one.case.case.state.is_counted
    spoken = case.spoken
    if sees_case(one.standing, case.case):
        spoken = f"{spoken} · {case.case.reference}"
    return MyDate(
        case.id,
        spoken,
        one.date.kept,
        is_off,
        ", ".join(_parts(one, names)),
        tuple(invited.invited.spoken for invited in one.own),
        "" if is_off or not takes_date(case.case.state) else _deed(person, one),
        one.standing.holds_discussion and not is_off,
    )


def _parts(one: DatedCase, names: dict[str, str]) -> Iterator[str]:
    """What the person is to the discussion: ``chair``, ``core group``, the name of an agency."""
    yield from sorted(role.label.lower() for role in one.standing.appointed)
    if one.standing.core_group:
        yield "core group"
    own = one.standing.own_agencies(one.case.case) | {invited.agency for invited in one.own}
    yield from sorted(names[agency] for agency in own)


def _deed(person: Person, one: DatedCase) -> str:
    case, standing = one.case.case, one.standing
    if any(names_invited(standing, case, i.agency) for i in case.involvements):
        return "Say who comes"
    return "Reply" if any(invited.person == person.id for invited in one.own) else ""
