"""The wording of findings that say the same of many cases: written and agreed once for all.

A finding that was taken from the answers of a dip sample has as many twins as there were cases
with that answer. Of any other finding these operations do what those of ``sorting`` do.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.findings import load_finding, readable_findings
from app.operations import sorting
from app.operations.transaction import operation
from audit_tools.findings import Finding, said_alike
from audit_tools.permissions import Person


@operation
def write_wording(
    session: Session,
    *,
    by: Person,
    finding_id: UUID,
    wording: str,
    as_it_stands: bool = False,
    seen: str | None = None,
) -> int:
    """Write the wording of a finding and of those alike; gives how many. Raises as ``sorting``."""
    alike = _alike(session, by, finding_id)
    sorting.write_wording(
        session,
        by=by,
        finding_id=finding_id,
        wording=wording,
        as_it_stands=as_it_stands,
        seen=seen,
    )
    for other in alike:
        sorting.write_wording(session, by=by, finding_id=other, wording=wording)
    return 1 + len(alike)


@operation
def agree_wording(
    session: Session, *, by: Person, finding_id: UUID, wording: str, marks_kept: bool = False
) -> int:
    """Agree the wording of a finding and of those alike; gives how many."""
    found = (finding_id, *_alike(session, by, finding_id))
    for one in found:
        sorting.agree_wording(
            session, by=by, finding_id=one, wording=wording, marks_kept=marks_kept
        )
    return len(found)


@operation
def send_wording_back(
    session: Session, *, by: Person, finding_id: UUID, wording: str, asked: str
) -> int:
    """Ask for other wording of a finding and of those alike; gives how many."""
    found = (finding_id, *_alike(session, by, finding_id))
    for one in found:
        sorting.send_wording_back(session, by=by, finding_id=one, wording=wording, asked=asked)
    return len(found)


def _alike(session: Session, by: Person, finding_id: UUID) -> tuple[UUID, ...]:
    """The other findings that the person may read and whose wording is the same question."""
    held = load_finding(session, by.partnership, finding_id)
    if said_alike(held.finding) is None:
        return ()
    return tuple(
        one.id
        for one in readable_findings(session, by, held.audit_id)
        if one.id != finding_id and _same(one.finding, held.finding)
    )


def _same(one: Finding, other: Finding) -> bool:
    """The same answer said in the same words by the same writer, as far agreed as the other."""
    return said_alike(one) == said_alike(other) and one.wording == other.wording
