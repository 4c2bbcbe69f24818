"""How far a partnership is set up."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models.agencies import AgencyRow
from app.db.models.audits import AuditRow
from app.db.models.bodies import GoverningBodyRow
from app.db.models.people import PartnershipRow, RoleGrantRow
from app.db.models.tools import ToolVersionRow
from app.db.people import agencies_without_lead, held_by_active
from audit_tools.cycles import Phase
from audit_tools.first_steps import SetUp
from audit_tools.permissions import Role


def read_set_up(session: Session, partnership: UUID) -> SetUp:
    """What there is, in a fixed number of statements. An agency that is asked no more needs no
    lead and does not count."""
    row = session.get_one(PartnershipRow, partnership)
    asked = set(
        session.scalars(
            select(AgencyRow.key).where(AgencyRow.partnership_id == partnership, AgencyRow.is_asked)
        )
    )
    unled = agencies_without_lead(session, partnership)
    roles = _roles(session, partnership)
    audits, started = _audits(session, partnership)
    return SetUp(
        has_front_door=bool(row.front_door),
        agencies=len(asked),
        unled=tuple(name for key, name in unled.items() if key in asked),
        has_coordinator=Role.COORDINATOR in roles,
        has_chair=Role.CHAIR in roles,
        bodies=_count(session, partnership, GoverningBodyRow),
        has_retention=row.retention_years is not None,
        tools=_count(session, partnership, ToolVersionRow),
        audits=audits,
        audits_started=started,
    )


def _roles(session: Session, partnership: UUID) -> frozenset[Role]:
    """The roles that active people hold."""
    wanted = select(RoleGrantRow.role).where(held_by_active(partnership))
    return frozenset(Role(role) for role in session.scalars(wanted.distinct()))


def _audits(session: Session, partnership: UUID) -> tuple[int, int]:
    """How many audits there are and have started. A rehearsal is none."""
    phases = session.scalars(
        select(AuditRow.phase).where(
            AuditRow.partnership_id == partnership, AuditRow.rehearsal.is_(False)
        )
    )
    found = [Phase(phase) for phase in phases]
    return len(found), sum(phase is not Phase.PREPARING for phase in found)


def _count(
    session: Session, partnership: UUID, table: type[GoverningBodyRow] | type[ToolVersionRow]
) -> int:
    counted = select(func.count()).select_from(table).where(table.partnership_id == partnership)
    return session.scalar(counted) or 0
