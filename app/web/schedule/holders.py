"""Who holds each discussion, as the pages on dates name them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.appointments import appointments_of
from app.db.cases import CaseOnFile
from app.db.people import names_of
from audit_tools.permissions import Person, Role


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a discussion."""

    id: UUID
    name: str = field(repr=False)


Holders = Mapping[Role, Holder]


def holders_of(
    session: Session, person: Person, cases: Iterable[CaseOnFile]
) -> dict[UUID, Holders]:
    """Those who hold each discussion, by their part, in two statements."""
    appointed = {
        case: of.appointed.by_role()
        for case, of in appointments_of(
            session, person.partnership, [case.id for case in cases]
        ).items()
    }
    names = names_of(session, {one for parts in appointed.values() for one in parts.values()})
    return {
        case: {role: Holder(one, names[one]) for role, one in parts.items() if one in names}
        for case, parts in appointed.items()
    }


def say_holders(holders: Holders) -> str:
    """``Chair: Ann Chair, Note-taker: Bo Notes``."""
    return ", ".join(f"{role.label}: {holder.name}" for role, holder in holders.items())


def say_core_group(names: Collection[str]) -> str:
    """``Core group: Cora Group, Di Deputy``; empty where there is none."""
    return f"{Role.CORE_GROUP.label}: {', '.join(names)}" if names else ""
