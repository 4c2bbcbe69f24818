"""Asking practitioners: the draft and the questionnaire, their answers, comments and responses."""

from collections.abc import Mapping
from dataclasses import asdict
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db import consultations as rows
from app.db.audits import load_audit
from app.db.clock import now
from app.db.consultations import ConsultationOnFile
from app.db.history import Subject, tell
from app.db.models.consultations import (
    ConsultationCommentRow,
    ConsultationRow,
    ConsultationTakenRow,
)
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.dates import local
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.learning.consultations import (
    Consultation,
    SaidOf,
    check_comment,
    check_response,
    count_in,
)
from audit_tools.permissions import Permission, Person, can, check_can

ANSWERED = "You have answered already. Nobody can look up what, so it cannot be changed."
CLOSED = "This consultation is not open."


def listed_for(session: Session, by: Person) -> tuple[ConsultationOnFile, ...]:
    """Those that the person may read: all, or for who only answers those that have begun."""
    found = rows.list_consultations(session, by.partnership)
    return tuple(one for one in found if _may_read(session, by, one.consultation))


def to_read(session: Session, by: Person, consultation_id: UUID) -> ConsultationOnFile:
    """One that the person may read. Raises ``Hidden``."""
    found = rows.load_consultation(session, by.partnership, consultation_id)
    if not _may_read(session, by, found.consultation):
        raise Hidden("There is no such consultation.")
    return found


def _may_read(session: Session, by: Person, consultation: Consultation) -> bool:
    begun = consultation.has_begun(local(now(session)).date())
    return can(by, Permission.WRITE_NEEDS) or begun


@operation
def add(
    session: Session, *, by: Person, consultation: Consultation, invented: bool = False
) -> UUID:
    """Prepare a consultation; gives its id. Raises ``Refused``, ``Hidden`` or ``Invalid``."""
    checked = _checked(session, by, consultation)
    row = ConsultationRow(
        partnership_id=by.partnership,
        id=uuid4(),
        counts={},
        people=0,
        invented=invented,
        added_at=now(session),
        **_columns(checked),
    )
    session.add(row)
    session.flush()
    subject = Subject("consultation", row.id)
    tell(session, by, "consultation.added", subject, after=_columns(checked))
    return row.id


@operation
def change(
    session: Session, *, by: Person, consultation_id: UUID, consultation: Consultation, seen: str
) -> None:
    """Change a consultation.

    Raises as ``add``, ``Conflict``, and ``Invalid`` ("sentences") for others once somebody has
    answered.
    """
    checked = _checked(session, by, consultation)
    row = rows.row_of_consultation(session, by.partnership, consultation_id)
    before = rows.value_of(row)
    check_unchanged(seen, before)
    if row.people and checked.sentences != before.sentences:
        raise Invalid("People have answered these. Leave them as they are.", place="sentences")
    for name, value in _columns(checked).items():
        setattr(row, name, value)
    tell(session, by, "consultation.changed", Subject("consultation", row.id),
         before=_columns(before), after=_columns(checked))  # fmt: skip


@operation
def answer(
    session: Session, *, by: Person, consultation_id: UUID, answers: Mapping[str, SaidOf | None]
) -> None:
    """Count somebody's answers in; what they were is kept nowhere else, the history included.

    Raises ``Hidden``, ``Refused`` where it is not open or they have answered, and ``Invalid``.
    """
    row, consultation = _open(session, by, consultation_id)
    asked = {sentence: answers.get(sentence) for sentence in consultation.sentences}
    row.counts, row.people = count_in(row.counts, asked), row.people + 1
    session.add(
        ConsultationTakenRow(
            partnership_id=by.partnership,
            id=uuid4(),
            consultation_id=row.id,
            digest=rows.digest_of(row.id, by.id),
        )
    )
    tell(session, by, "consultation.answered", Subject("consultation", row.id))
    try:
        session.flush()
    except IntegrityError:
        # The digest is there: they have answered, maybe from another window just now.
        raise Refused(ANSWERED) from None


@operation
def comment(session: Session, *, by: Person, consultation_id: UUID, said: str, role: str) -> None:
    """Add a comment under a role; who wrote it is not kept with it.

    Raises ``Hidden``, ``Refused`` where it is not open, and ``Invalid`` ("said" and "role").
    """
    row, _ = _open(session, by, consultation_id)
    said, role = check_comment(said, role)
    session.add(
        ConsultationCommentRow(
            partnership_id=by.partnership,
            id=uuid4(),
            consultation_id=row.id,
            said=said,
            role=role,
            on=local(now(session)).date(),
            response="",
        )
    )
    tell(session, by, "consultation.commented", Subject("consultation", row.id))


@operation
def respond(session: Session, *, by: Person, comment_id: UUID, response: str, seen: str) -> UUID:
    """Say what comes of a comment; gives the id of its consultation.

    Raises ``Refused``, ``Hidden``, ``Invalid`` ("response") or ``Conflict``.
    """
    check_can(by, Permission.WRITE_NEEDS)
    row = rows.row_of_comment(session, by.partnership, comment_id)
    before = row.response
    check_unchanged(seen, before)
    row.response, row.responded_on = check_response(response), local(now(session)).date()
    tell(session, by, "consultation.responded", Subject("comment", row.id),
         before={"response": before}, after={"response": row.response})  # fmt: skip
    return row.consultation_id


def comment_to_respond(session: Session, by: Person, comment_id: UUID) -> ConsultationCommentRow:
    """A comment for whoever responds. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.WRITE_NEEDS)
    return rows.load_comment(session, by.partnership, comment_id)


def _open(
    session: Session, by: Person, consultation_id: UUID
) -> tuple[ConsultationRow, Consultation]:
    """A consultation that is open to who works in an agency, held until the transaction ends."""
    check_can(by, Permission.GIVE_RETURNS)
    to_read(session, by, consultation_id)
    row = rows.row_of_consultation(session, by.partnership, consultation_id)
    consultation = rows.value_of(row)
    if not consultation.is_open(local(now(session)).date()):
        raise Refused(CLOSED)
    return row, consultation


def _checked(session: Session, by: Person, consultation: Consultation) -> Consultation:
    check_can(by, Permission.WRITE_NEEDS)
    if consultation.audit:
        load_audit(session, by.partnership, consultation.audit)
    return consultation.checked()


def _columns(consultation: Consultation) -> dict[str, object]:
    columns = asdict(consultation)
    columns["audit_id"] = columns.pop("audit")
    columns["sentences"] = list(consultation.sentences)
    return columns
