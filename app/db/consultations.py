"""What practitioners are asked, answered and commented: rows to values."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from app.db.models.consultations import (
    ConsultationCommentRow,
    ConsultationRow,
    ConsultationTakenRow,
)
from app.db.rows import find_row, hold_row
from audit_tools.learning.consultations import Comment, Consultation, Counts

NO_COMMENT = "There is no such comment."


@dataclass(frozen=True)
class ConsultationOnFile:
    """A consultation with its counts and, where it was loaded alone, its comments."""

    id: UUID
    consultation: Consultation
    counts: Counts
    people: int
    invented: bool
    comments: tuple[Comment, ...] = ()


def list_consultations(session: Session, partnership: UUID) -> tuple[ConsultationOnFile, ...]:
    """The partnership's, the newest first."""
    return tuple(_on_file(row, ()) for row in session.scalars(_newest_first(partnership)))


def consultations_on(
    session: Session, partnership: UUID, audit: UUID
) -> tuple[ConsultationOnFile, ...]:
    """Those that follow an audit, with their comments, the newest first."""
    rows = session.scalars(
        _newest_first(partnership).where(ConsultationRow.audit_id == audit)
    ).all()
    comments = _comments(session, partnership, [row.id for row in rows])
    return tuple(_on_file(row, tuple(comments[row.id])) for row in rows)


def _newest_first(partnership: UUID) -> Select[ConsultationRow]:
    return (
        select(ConsultationRow)
        .where(ConsultationRow.partnership_id == partnership)
        .order_by(ConsultationRow.opens_on.desc(), ConsultationRow.id)
    )


def load_consultation(session: Session, partnership: UUID, id: UUID) -> ConsultationOnFile:
    """One with its comments. Raises ``Hidden``."""
    row = find_row(session, ConsultationRow, partnership, id, "There is no such consultation.")
    return _on_file(row, tuple(_comments(session, partnership, [id])[id]))


def _comments(
    session: Session, partnership: UUID, consultations: list[UUID]
) -> Mapping[UUID, list[Comment]]:
    """Those of each consultation by day, and of one day by their letters."""
    found = defaultdict[UUID, list[Comment]](list)
    for row in session.scalars(
        select(ConsultationCommentRow)
        .where(
            ConsultationCommentRow.partnership_id == partnership,
            ConsultationCommentRow.consultation_id.in_(consultations),
        )
        .order_by(ConsultationCommentRow.on, ConsultationCommentRow.said)
    ):
        found[row.consultation_id].append(comment_in(row))
    return found


def row_of_consultation(session: Session, partnership: UUID, id: UUID) -> ConsultationRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(session, ConsultationRow, partnership, id, "There is no such consultation.")


def load_comment(session: Session, partnership: UUID, id: UUID) -> ConsultationCommentRow:
    """The row of a comment, to read. Raises ``Hidden``."""
    return find_row(session, ConsultationCommentRow, partnership, id, NO_COMMENT)


def row_of_comment(session: Session, partnership: UUID, id: UUID) -> ConsultationCommentRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(session, ConsultationCommentRow, partnership, id, NO_COMMENT)


def digest_of(consultation: UUID, person: UUID) -> str:
    """That this person answered, without their id standing in the table."""
    return hashlib.sha256(f"{consultation}{person}".encode()).hexdigest()


def has_answered(session: Session, partnership: UUID, consultation: UUID, person: UUID) -> bool:
    found = select(ConsultationTakenRow.id).where(
        ConsultationTakenRow.partnership_id == partnership,
        ConsultationTakenRow.consultation_id == consultation,
        ConsultationTakenRow.digest == digest_of(consultation, person),
    )
    return session.scalars(found).first() is not None


def forget_audit(session: Session, partnership: UUID, audit: UUID) -> None:
    """Let no consultation lead to an audit that is deleted."""
    session.execute(
        update(ConsultationRow)
        .where(ConsultationRow.partnership_id == partnership, ConsultationRow.audit_id == audit)
        .values(audit_id=None)
    )


def value_of(row: ConsultationRow) -> Consultation:
    return Consultation(
        row.title, row.draft, tuple(row.sentences), row.opens_on, row.closes_on, row.audit_id
    )


def _on_file(row: ConsultationRow, comments: tuple[Comment, ...]) -> ConsultationOnFile:
    return ConsultationOnFile(row.id, value_of(row), row.counts, row.people, row.invented, comments)


def comment_in(row: ConsultationCommentRow) -> Comment:
    return Comment(row.id, row.said, row.role, row.on, row.response, row.responded_on)
