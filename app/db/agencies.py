"""The partnership's agencies as rows and values."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models.agencies import AgencyRow
from app.db.parameters import PARTNERSHIP
from audit_tools.agency_kinds import AgencyKind


@dataclass(frozen=True)
class Agency:
    """An agency. ``own_route`` is what its people do when they worry about a child now; one that
    ``is_asked`` no more is not offered where it is said which agencies know a child. ``mailbox``
    is an e-mail address that more than one person reads."""

    id: UUID
    key: str
    name: str
    kind: AgencyKind
    own_route: str = ""
    is_asked: bool = True
    mailbox: str = field(default="", repr=False)


_BY_NAME = (
    select(AgencyRow)
    .where(AgencyRow.partnership_id == PARTNERSHIP)
    .order_by(func.lower(AgencyRow.name), AgencyRow.key)
)


def list_agencies(session: Session, partnership: UUID) -> list[Agency]:
    """The partnership's agencies by name."""
    rows = session.scalars(_BY_NAME, {"partnership": partnership})
    return [_value(row) for row in rows]


def find_agency(session: Session, partnership: UUID, key: str) -> Agency | None:
    row = _row(session, partnership, key)
    return _value(row) if row else None


def find_agency_by_id(session: Session, partnership: UUID, agency_id: UUID) -> Agency | None:
    row = session.get(AgencyRow, (partnership, agency_id))
    return _value(row) if row else None


def add_agency(
    session: Session,
    partnership: UUID,
    *,
    key: str,
    name: str,
    kind: AgencyKind,
    own_route: str,
    is_asked: bool = True,
    mailbox: str = "",
) -> Agency:
    row = AgencyRow(
        partnership_id=partnership,
        id=uuid4(),
        key=key,
        name=name,
        kind=kind.value,
        own_route=own_route,
        is_asked=is_asked,
        mailbox=mailbox,
    )
    session.add(row)
    session.flush()
    return _value(row)


def row_of_agency(session: Session, partnership: UUID, key: str) -> AgencyRow | None:
    """The row, for changing it."""
    return _row(session, partnership, key)


def lock_agency(session: Session, partnership: UUID, key: str) -> None:
    """Let what is done twice at once in the name of an agency be done one after the other."""
    session.execute(
        select(AgencyRow.id)
        .where(AgencyRow.partnership_id == partnership, AgencyRow.key == key)
        .with_for_update(key_share=True)
    )


def _row(session: Session, partnership: UUID, key: str) -> AgencyRow | None:
    return session.scalars(
        select(AgencyRow).where(AgencyRow.partnership_id == partnership, AgencyRow.key == key)
    ).one_or_none()


def _value(row: AgencyRow) -> Agency:
    return Agency(
        row.id,
        row.key,
        row.name,
        AgencyKind(row.kind),
        row.own_route,
        row.is_asked,
        row.mailbox,
    )
