"""Strengths in wording agreed for sharing; nothing else of a finding is read."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.cases import CaseRow
from app.db.models.findings import FindingRow
from audit_tools.cases import CaseState
from audit_tools.places import FindingKind
from audit_tools.strengths import Strength


def agreed_strengths(
    session: Session, partnership: UUID, audits: Iterable[UUID]
) -> tuple[Strength, ...]:
    """The strengths of the agreed cases of these audits whose wording somebody agreed.

    In the order of the audits given, and within one by their letters: no order says which case.
    """
    order = list(audits)
    rows = session.execute(
        select(FindingRow.wording, FindingRow.audit_id, FindingRow.themes)
        .join(
            CaseRow,
            (CaseRow.partnership_id == FindingRow.partnership_id)
            & (CaseRow.id == FindingRow.case_id),
        )
        .where(
            FindingRow.partnership_id == partnership,
            FindingRow.audit_id.in_(order),
            FindingRow.kind == FindingKind.STRENGTH.value,
            FindingRow.wording != "",
            FindingRow.wording_agreed_by.is_not(None),
            CaseRow.state == CaseState.AGREED.value,
        )
    )
    found = [Strength(wording, audit, tuple(themes)) for wording, audit, themes in rows]
    return tuple(sorted(found, key=lambda one: (order.index(one.audit), one.text.casefold())))
