"""One page for all discussions of a day, with what each still lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.appointments import core_groups_at
from app.db.knowing import waiting_for
from app.db.returns import ReturnOnFile, returns_of
from app.db.schedule import DatedCase, InvitedOnFile, dates_on, invited_to
from app.web.schedule.holders import Holders, holders_of, say_core_group, say_holders
from audit_tools.cases import Known
from audit_tools.days import About, Lacking, Readiness, lacks_of
from audit_tools.permissions import IN_THE_CHAIR, Permission, Person, Role, can
from audit_tools.schedule import Slot
from audit_tools.visibility import reads_progress, takes_case_sheet


@dataclass(frozen=True)
class LackLine:
    """One thing that is missing, and where it is mended, if the person may do it."""

    sentence: str
    path: str


@dataclass(frozen=True)
class DayLine:
    """One discussion of the day."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    slot: Slot
    state: str
    held_by: str = field(repr=False)
    lacks: tuple[LackLine, ...]


@dataclass(frozen=True)
class DayPage:
    """The discussions of a day that the person holds, and the audits with case sheets to print."""

    day: date
    lines: tuple[DayLine, ...]
    sheets: tuple[tuple[UUID, str], ...]
    invented: bool


@dataclass(frozen=True)
class _Known:
    """What was read for all discussions of the day at once."""

    returns: Mapping[UUID, tuple[ReturnOnFile, ...]]
    unsaid: Mapping[UUID, frozenset[str]]
    holders: Mapping[UUID, Holders] = field(repr=False)
    core: Mapping[UUID, Mapping[UUID, str]] = field(repr=False)
    invited: Mapping[UUID, tuple[InvitedOnFile, ...]] = field(repr=False)
    names: Mapping[str, str]


def describe_day(session: Session, person: Person, day: date) -> DayPage:
    """The day for somebody who holds discussions; empty where none of theirs is on it."""
    dated = [one for one in dates_on(session, person, day) if _is_on(one)]
    known = _read(session, person, dated)
    return DayPage(
        day,
        tuple(_line(person, one, known) for one in dated),
        tuple(dict.fromkeys(
            (one.audit_id, one.audit)
            for one in dated
            if takes_case_sheet(one.standing, one.case.case)
        )),
        any(one.invented for one in dated),
    )  # fmt: skip


def _is_on(one: DatedCase) -> bool:
    """Whether it takes place, and the person holds it."""
    stands = one.date.slot is not None and one.case.case.state.is_counted
    return stands and reads_progress(one.standing)


def _read(session: Session, person: Person, dated: Iterable[DatedCase]) -> _Known:
    cases = [one.case for one in dated]
    ids = [case.id for case in cases]
    return _Known(
        returns_of(session, person.partnership, ids),
        waiting_for(session, person.partnership, cases),
        holders_of(session, person, cases),
        core_groups_at(session, person.partnership, ids),
        invited_to(session, person.partnership, ids),
        {agency.key: agency.name for agency in list_agencies(session, person.partnership)},
    )


def _line(person: Person, one: DatedCase, known: _Known) -> DayLine:
    case = one.case
    return DayLine(
        case.id,
        case.spoken,
        case.case.reference,
        one.audit,
        one.date.kept,
        case.case.state.label,
        _say_who_sits(known, case.id),
        tuple(_lack_line(person, one, lack) for lack in lacks_of(_readiness(one, known))),
    )


def _say_who_sits(known: _Known, case: UUID) -> str:
    """Who holds it, and the core group."""
    core = say_core_group(known.core[case].values())
    return ", ".join(said for said in (say_holders(known.holders[case]), core) if said)


def _readiness(one: DatedCase, known: _Known) -> Readiness:
    case, returns = one.case, known.returns[one.case.id]
    holders = known.holders[case.id]
    agencies = sorted(
        (known.names[i.agency], i.agency) for i in case.case.involvements if i.known is Known.KNOWN
    )
    return Readiness(
        case.case.state,
        len(returns),
        sum(a_return.status.can_be_written for a_return in returns),
        not IN_THE_CHAIR.isdisjoint(holders),
        Role.NOTE_TAKER in holders,
        bool(one.date.kept.place),
        {
            name: tuple(i.invited for i in known.invited[case.id] if i.agency == key)
            for name, key in agencies
        },
        tuple(sorted(known.names[agency] for agency in known.unsaid[case.id])),
        one.one,
    )


def _lack_line(person: Person, one: DatedCase, lack: Lacking) -> LackLine:
    """The Business Unit mends it all; chair and note-taker find the returns."""
    if lack.about is About.RETURNS:
        return LackLine(lack.sentence, f"/cases/{one.case.id}")
    if not can(person, Permission.RUN_AUDITS):
        return LackLine(lack.sentence, "")
    paths = {
        About.HOLDERS: f"/cases/{one.case.id}/people",
        About.PLACE: f"/audits/{one.audit_id}/schedule",
        About.COMING: f"/schedule/{one.case.id}/who-comes",
    }
    return LackLine(lack.sentence, paths[lack.about])
