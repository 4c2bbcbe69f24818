"""The page that says who is expected at one discussion, and what they reply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.people import names_by_agency
from app.operations.invitations import NOBODY, OfAgency, to_answer, version_of_invited
from app.web.schedule.forms import Wrong
from audit_tools.invitations import Invited, Reply
from audit_tools.permissions import Person
from audit_tools.schedule import Slot, takes_date
from audit_tools.visibility import sees_case

Typed = Mapping[UUID | str, Invited]
REPLIES = tuple((reply.value, reply.label.capitalize()) for reply in Reply)


@dataclass(frozen=True)
class Seat:
    """One person who is expected, or an empty line for one more; ``key`` names its fields."""

    key: str
    said: Invited = field(repr=False)
    kept: Invited = field(repr=False)
    may_name: bool
    is_new: bool


@dataclass(frozen=True)
class AgencySeats:
    """Those of one agency, and the names of its people to choose from."""

    key: str
    name: str
    may_name: bool
    seats: tuple[Seat, ...]
    colleagues: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class WhoComesPage:
    """Who comes to one discussion, as far as it is the person's to say."""

    id: UUID
    audit_id: UUID
    spoken: str
    reference: str
    invented: bool
    slot: Slot | None
    agencies: tuple[AgencySeats, ...]
    of_agencies: tuple[OfAgency, ...]
    is_open: bool
    runs: bool
    seen: str
    wrong: Wrong

    @property
    def replies(self) -> tuple[tuple[str, str], ...]:
        """The replies to choose from, by their keys."""
        return REPLIES


def describe(
    session: Session,
    person: Person,
    case_id: UUID,
    *,
    said: Typed | None = None,
    wrong: Wrong | None = None,
) -> WhoComesPage:
    """The page; what was ``said`` stays in it. Raises ``Hidden`` for whom it is not to say."""
    held, agencies = to_answer(session, person, case_id)
    case = held.case.case
    names = names_by_agency(session, person.partnership, [of.key for of in agencies if of.may_name])
    return WhoComesPage(
        case_id,
        held.audit.id,
        held.case.spoken,
        case.reference if sees_case(held.standing, case) else "",
        held.audit.cycle.invented,
        held.date.slot if held.date else None,
        tuple(_agency(of, names.get(of.key, ()), said or {}) for of in agencies),
        agencies,
        takes_date(case.state),
        held.standing.coordinator,
        version_of_invited(agencies),
        wrong or {},
    )


def differences(page: WhoComesPage, said: Typed) -> tuple[tuple[str, str], ...]:
    """What a colleague has said where something else was chosen."""
    return tuple(
        (agency.name, seat.kept.spoken)
        for agency in page.agencies
        for seat in agency.seats
        if not seat.is_new and UUID(seat.key) in said and said[UUID(seat.key)] != seat.kept
    )


def _agency(of: OfAgency, colleagues: tuple[str, ...], said: Typed) -> AgencySeats:
    seats = [
        Seat(str(one.id), said.get(one.id, one.invited), one.invited, of.may_name, is_new=False)
        for one in of.invited
    ]
    if of.may_name:
        seats.append(Seat(of.key, said.get(of.key, NOBODY), NOBODY, may_name=True, is_new=True))
    return AgencySeats(of.key, of.name, of.may_name, tuple(seats), colleagues)
