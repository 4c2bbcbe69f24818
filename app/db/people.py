"""People and the roles they hold, as rows and values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, and_, delete, func, select
from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.models.people import CredentialRow, PersonRow, RoleGrantRow
from app.db.parameters import PARTNERSHIP, PEOPLE
from audit_tools.permissions import LEADING, Grant, Person, Role

Grants = dict[UUID, frozenset[Grant]]
Members = dict[tuple[str, Role | None], frozenset[UUID]]
"""People by their agency and their role there; all of an agency without one."""


@dataclass(frozen=True)
class PersonRecord:
    """What the administrator keeps of a person. ``can_sign_in`` says that a password is set."""

    id: UUID
    name: str = field(repr=False)
    email: str = field(repr=False)
    is_active: bool
    can_sign_in: bool
    grants: tuple[Grant, ...]

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)


@dataclass(frozen=True)
class Leaders:
    """The names of an agency's leads and of their deputies."""

    leads: tuple[str, ...] = field(default=(), repr=False)
    deputies: tuple[str, ...] = field(default=(), repr=False)


def normalise(email: str) -> str:
    """The one spelling under which an e-mail address is kept and looked up."""
    return email.strip().casefold()


def find_person(session: Session, partnership: UUID, person_id: UUID) -> Person | None:
    """The person as rules know them, with the roles held in the partnership, while active."""
    row = session.get(PersonRow, person_id)
    if row is None or not row.is_active:
        return None
    grants = read_grants(session, partnership, [person_id])
    return Person(row.id, partnership, row.name, grants[person_id])


def find_record(session: Session, partnership: UUID, person_id: UUID) -> PersonRecord | None:
    """Somebody with a role in the partnership, active or not."""
    return next(iter(_records(session, partnership, [person_id])), None)


def list_people(
    session: Session, partnership: UUID, *, limit: int, offset: int = 0
) -> list[PersonRecord]:
    """The partnership's people by name, active ones first."""
    ids = session.scalars(
        _of_partnership(partnership)
        .order_by(PersonRow.is_active.desc(), func.lower(PersonRow.name), PersonRow.id)
        .limit(limit)
        .offset(offset)
    ).all()
    return _records(session, partnership, ids)


def count_people(session: Session, partnership: UUID) -> int:
    return (
        session.scalar(select(func.count()).select_from(_of_partnership(partnership).subquery()))
        or 0
    )


def people_with_role(
    session: Session, partnership: UUID, role: Role, agency: str | None = None
) -> list[PersonRecord]:
    """Active people who hold the role, by name; with ``agency``, only those who hold it there."""
    wanted = select(RoleGrantRow.person_id).where(
        RoleGrantRow.partnership_id == partnership, RoleGrantRow.role == role.value
    )
    if agency:
        wanted = wanted.where(RoleGrantRow.agency == agency)
    found = _records(session, partnership, session.scalars(wanted.distinct()).all())
    return sorted((record for record in found if record.is_active), key=lambda record: record.name)


def held_by_active(partnership: UUID) -> ColumnElement[bool]:
    """That a row of roles is of the partnership and joined to the person, active, who holds it."""
    return and_(
        RoleGrantRow.partnership_id == partnership,
        RoleGrantRow.person_id == PersonRow.id,
        PersonRow.is_active,
    )


def colleagues_in(session: Session, partnership: UUID, agency: str) -> dict[UUID, str]:
    """The active people of an agency, by id with their names, in the order of these."""
    rows = session.execute(
        select(PersonRow.id, PersonRow.name)
        .where(held_by_active(partnership), RoleGrantRow.agency == agency)
        .distinct()
        .order_by(PersonRow.name, PersonRow.id)
    )
    return {row.id: row.name for row in rows}


def agencies_without_lead(session: Session, partnership: UUID) -> dict[str, str]:
    """The agencies that no active person leads, by key with their names."""
    led = who_leads(session, partnership)
    return {a.key: a.name for a in list_agencies(session, partnership) if a.key not in led}


def who_leads(session: Session, partnership: UUID) -> dict[str, Leaders]:
    """The active people who lead each agency that has any, by its key."""
    rows = session.execute(
        select(RoleGrantRow.agency, RoleGrantRow.role, PersonRow.name)
        .where(
            held_by_active(partnership),
            RoleGrantRow.role.in_([role.value for role in LEADING]),
        )
        .order_by(PersonRow.name, PersonRow.id)
    )
    found: dict[str, Leaders] = {}
    for key, role, name in rows:
        agency = key or ""
        before = found.get(agency, Leaders())
        if Role(role) is Role.AGENCY_LEAD:
            found[agency] = replace(before, leads=(*before.leads, name))
        else:
            found[agency] = replace(before, deputies=(*before.deputies, name))
    return found


def people_of_agency(
    session: Session, partnership: UUID, agency: str
) -> list[tuple[str, tuple[Role, ...]]]:
    """The names of the active people of an agency, each with what they are in it."""
    rows = session.execute(
        select(PersonRow.id, PersonRow.name, RoleGrantRow.role)
        .where(held_by_active(partnership), RoleGrantRow.agency == agency)
        .order_by(func.lower(PersonRow.name), PersonRow.id)
    )
    found: dict[UUID, tuple[str, tuple[Role, ...]]] = {}
    for person, name, role in rows:
        held = found.get(person, (name, ()))[1]
        found[person] = (name, tuple(sorted((*held, Role(role)), key=list(Role).index)))
    return list(found.values())


def names_of(session: Session, people: Iterable[UUID]) -> dict[UUID, str]:
    """The names of people by id, whether active or not."""
    rows = session.scalars(select(PersonRow).where(PersonRow.id.in_(list(people))))
    return {row.id: row.name for row in rows}


def active_of(session: Session, people: Iterable[UUID]) -> frozenset[UUID]:
    """Those of some people who have not left."""
    wanted = select(PersonRow.id).where(PersonRow.id.in_(list(people)), PersonRow.is_active)
    return frozenset(session.scalars(wanted))


def names_by_agency(
    session: Session, partnership: UUID, agencies: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """The names of the active people of several agencies, in one statement."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(agencies, ())
    rows = session.execute(
        select(RoleGrantRow.agency, PersonRow.name)
        .where(held_by_active(partnership), RoleGrantRow.agency.in_(list(found)))
        .distinct()
        .order_by(PersonRow.name)
    )
    for agency, name in rows:
        found[str(agency)] += (name,)
    return found


def members_of(session: Session, partnership: UUID, agencies: Iterable[str]) -> Members:
    """The active people of several agencies, in one statement."""
    rows = session.execute(
        select(RoleGrantRow.agency, RoleGrantRow.role, RoleGrantRow.person_id).where(
            held_by_active(partnership), RoleGrantRow.agency.in_(sorted(agencies))
        )
    )
    found: Members = {}
    for agency, role, person in rows:
        for key in ((str(agency), None), (str(agency), Role(role))):
            found[key] = found.get(key, frozenset()) | {person}
    return found


def leads_in(members: Members, agency: str) -> frozenset[UUID]:
    """Those of an agency's people who lead it."""
    return frozenset().union(*(members.get((agency, role), frozenset()) for role in LEADING))


_GRANTS = select(RoleGrantRow).where(
    RoleGrantRow.partnership_id == PARTNERSHIP, RoleGrantRow.person_id.in_(PEOPLE)
)


def read_grants(session: Session, partnership: UUID, people: Iterable[UUID]) -> Grants:
    """Each person's roles in the partnership; nobody's are an empty set."""
    found: dict[UUID, set[Grant]] = defaultdict(set)
    ids = list(people)
    for row in session.scalars(_GRANTS, {"partnership": partnership, "people": ids}):
        found[row.person_id].add(Grant(Role(row.role), row.agency))
    return {person_id: frozenset(found[person_id]) for person_id in ids}


def id_of_email(session: Session, email: str) -> UUID | None:
    return session.scalar(select(PersonRow.id).where(PersonRow.email == normalise(email)))


def partnerships_of(session: Session, person_id: UUID) -> list[UUID]:
    """The partnerships in which a person holds a role."""
    wanted = select(RoleGrantRow.partnership_id).where(RoleGrantRow.person_id == person_id)
    return sorted(session.scalars(wanted.distinct()))


def add_person(session: Session, *, name: str, email: str, invented: bool = False) -> UUID:
    row = PersonRow(
        id=uuid4(), name=name, email=normalise(email), is_active=True, invented=invented
    )
    session.add(row)
    session.flush()
    return row.id


def lock_person(session: Session, person_id: UUID) -> None:
    """Let what the person does twice at once be done one after the other."""
    session.execute(
        select(PersonRow.id).where(PersonRow.id == person_id).with_for_update(key_share=True)
    )


def row_of_person(session: Session, person_id: UUID) -> PersonRow:
    """The row, for changing it."""
    return session.get_one(PersonRow, person_id)


def add_grant(session: Session, partnership: UUID, person_id: UUID, grant: Grant) -> None:
    session.add(
        RoleGrantRow(
            partnership_id=partnership,
            person_id=person_id,
            role=grant.role.value,
            agency=grant.agency,
        )
    )
    session.flush()


def remove_grant(session: Session, partnership: UUID, person_id: UUID, grant: Grant) -> None:
    session.execute(
        delete(RoleGrantRow).where(
            RoleGrantRow.partnership_id == partnership,
            RoleGrantRow.person_id == person_id,
            RoleGrantRow.role == grant.role.value,
            RoleGrantRow.agency == grant.agency,
        )
    )


def _of_partnership(partnership: UUID) -> Select[UUID]:
    holders = select(RoleGrantRow.person_id).where(RoleGrantRow.partnership_id == partnership)
    return select(PersonRow.id).where(PersonRow.id.in_(holders))


def _records(session: Session, partnership: UUID, ids: Iterable[UUID]) -> list[PersonRecord]:
    wanted = list(ids)
    grants = read_grants(session, partnership, wanted)
    rows = session.execute(
        select(PersonRow, CredentialRow.person_id)
        .outerjoin(CredentialRow, CredentialRow.person_id == PersonRow.id)
        .where(PersonRow.id.in_(wanted))
    )
    records = {
        row.id: PersonRecord(
            row.id, row.name, row.email, row.is_active, credential is not None,
            tuple(sorted(grants[row.id], key=_order)),
        )
        for row, credential in rows
        if grants[row.id]
    }  # fmt: skip
    return [records[person_id] for person_id in wanted if person_id in records]


def _order(grant: Grant) -> tuple[int, str]:
    return list(Role).index(grant.role), grant.agency or ""
