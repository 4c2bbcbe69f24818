"""What was said of a record for accuracy, and what was corrected after its signing off."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.cases import CaseRow
from app.db.models.discussions import AccuracyRow, CorrectionRow, DiscussionRow
from app.db.models.findings import FindingRow
from app.db.models.history import HistoryEvent
from audit_tools.corrections import Accuracy, Correction, Reply, Settled


def read_replies(session: Session, partnership: UUID, discussion: UUID) -> tuple[Reply, ...]:
    """The agencies' last words on the write-up, the earliest first."""
    rows = session.scalars(
        select(AccuracyRow)
        .where(AccuracyRow.partnership_id == partnership, AccuracyRow.discussion_id == discussion)
        .order_by(AccuracyRow.at, AccuracyRow.agency)
    )
    return tuple(reply_of(row) for row in rows)


def reply_of(row: AccuracyRow) -> Reply:
    """The value of a reply's row."""
    return Reply(
        row.agency,
        Accuracy(row.word),
        row.text,
        row.at,
        Settled(row.settled) if row.settled else None,
        row.settled_reason,
        row.settled_at,
    )


def row_of_reply(
    session: Session, partnership: UUID, discussion: UUID, agency: str
) -> AccuracyRow | None:
    """The row of an agency's reply, for changing it."""
    return session.scalars(
        select(AccuracyRow).where(
            AccuracyRow.partnership_id == partnership,
            AccuracyRow.discussion_id == discussion,
            AccuracyRow.agency == agency,
        )
    ).one_or_none()


def read_corrections(
    session: Session, partnership: UUID, discussion: UUID
) -> tuple[Correction, ...]:
    """What was corrected after the signing off, the earliest first."""
    rows = session.scalars(
        select(CorrectionRow)
        .where(
            CorrectionRow.partnership_id == partnership,
            CorrectionRow.discussion_id == discussion,
        )
        .order_by(CorrectionRow.at, CorrectionRow.place)
    )
    return tuple(Correction(r.place, r.before, r.after, r.reason, r.at) for r in rows)


def changed_since(session: Session, partnership: UUID, case_id: UUID, at: datetime) -> bool:
    """Whether the record of a case or one of its findings was written in after an instant."""
    findings = select(FindingRow.id).where(
        FindingRow.partnership_id == partnership, FindingRow.case_id == case_id
    )
    written = select(HistoryEvent.id).where(
        HistoryEvent.partnership_id == partnership,
        HistoryEvent.at > at,
        HistoryEvent.what.in_(_CHANGES),
        (HistoryEvent.subject_id == case_id) | HistoryEvent.subject_id.in_(findings),
    )
    return session.scalar(written.limit(1)) is not None


_CHANGES = (
    "discussion.recorded",
    "discussion.clash-settled",
    "discussion.attendance",
    "finding.added",
    "finding.changed",
)


def corrected_records(
    session: Session, partnership: UUID, discussions: Iterable[UUID]
) -> frozenset[UUID]:
    """Which of these records were changed after they were signed off, in one statement."""
    return frozenset(
        session.scalars(
            select(CorrectionRow.discussion_id).where(
                CorrectionRow.partnership_id == partnership,
                CorrectionRow.discussion_id.in_(list(discussions)),
            )
        )
    )


def audits_corrected(
    session: Session, partnership: UUID, audits: Iterable[UUID]
) -> frozenset[UUID]:
    """Of which of these audits a record was changed after it was signed off."""
    return frozenset(
        session.scalars(
            select(CaseRow.audit_id)
            .join(
                DiscussionRow,
                (DiscussionRow.partnership_id == CaseRow.partnership_id)
                & (DiscussionRow.case_id == CaseRow.id),
            )
            .join(
                CorrectionRow,
                (CorrectionRow.partnership_id == CaseRow.partnership_id)
                & (CorrectionRow.discussion_id == DiscussionRow.id),
            )
            .where(CaseRow.partnership_id == partnership, CaseRow.audit_id.in_(list(audits)))
        )
    )
