"""What is offered on a day, and what the group asked and judged of the needs of an audit."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.learning_attendance import attendance_of
from app.db.learning_offers import list_evidence, list_frames, list_offers
from app.db.models.learning import NeedCoverRow
from audit_tools.dates import local
from audit_tools.learning.coverage import Asked, Cover, Judged, LearningFacts, Offered
from audit_tools.learning.frames import places_of


def learning_facts(session: Session, partnership: UUID, audit_id: UUID) -> LearningFacts:
    """All of it, in six statements; the audit itself is no evidence from elsewhere."""
    came = attendance_of(session, partnership)
    offers = (
        Offered(one.offer, tuple(record for _, record in came.get(one.id, ())))
        for one in list_offers(session, partnership)
    )
    return LearningFacts(
        local(now(session)).date(),
        tuple(offers),
        places_of(list_frames(session, partnership)),
        _asked(session, partnership, audit_id),
        tuple(
            one.evidence
            for one in list_evidence(session, partnership)
            if one.evidence.audit != audit_id
        ),
    )


def _asked(session: Session, partnership: UUID, audit_id: UUID) -> dict[Asked, Judged]:
    rows = session.scalars(
        select(NeedCoverRow).where(
            NeedCoverRow.partnership_id == partnership, NeedCoverRow.audit_id == audit_id
        )
    )
    return {Asked(row.theme, row.staff, row.people, row.level): judged_in(row) for row in rows}


def row_of_cover(
    session: Session, partnership: UUID, audit_id: UUID, asked: Asked
) -> NeedCoverRow | None:
    """The row, held until the transaction ends."""
    return session.scalars(
        select(NeedCoverRow)
        .where(
            NeedCoverRow.partnership_id == partnership,
            NeedCoverRow.audit_id == audit_id,
            NeedCoverRow.theme == asked.theme,
            NeedCoverRow.staff == asked.staff,
            NeedCoverRow.people == asked.group,
            NeedCoverRow.level == asked.level,
        )
        .with_for_update()
    ).first()


def judged_in(row: NeedCoverRow | None) -> Judged:
    """What a row says; nothing, where there is none."""
    if row is None:
        return Judged()
    return Judged(Cover(row.judged) if row.judged else None, row.reason, row.judged_on)
