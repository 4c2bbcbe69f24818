"""Keeping what learning offers are tied to: the evidence that they answer, and the frames."""

from dataclasses import asdict
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db import learning_offers as rows
from app.db.agencies import find_agency
from app.db.audits import load_audit
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.inspections import load_inspection
from app.db.models.learning import LearningEvidenceRow, LearningFrameRow
from app.db.tools import themes_of
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.errors import CHOOSE, Hidden, Invalid
from audit_tools.learning.evidence import LearningEvidence
from audit_tools.learning.frames import SHIPPED, Frame, FrameKind, make_frame
from audit_tools.numbers import joined, plural
from audit_tools.permissions import Permission, Person, check_can


@operation
def add_evidence(
    session: Session, *, by: Person, evidence: LearningEvidence, invented: bool = False
) -> UUID:
    """Add a piece of evidence; gives its id.

    Raises ``Refused``, ``Hidden`` for an audit or inspection that is not there, or ``Invalid``.
    """
    checked = _checked(session, by, evidence)
    row = LearningEvidenceRow(
        partnership_id=by.partnership,
        id=uuid4(),
        invented=invented,
        added_at=now(session),
        **rows.columns_of_evidence(checked),
    )
    session.add(row)
    session.flush()
    tell(session, by, "learning-evidence.added", Subject("learning evidence", row.id),
         after=rows.columns_of_evidence(checked))  # fmt: skip
    return row.id


@operation
def change_evidence(
    session: Session, *, by: Person, evidence_id: UUID, evidence: LearningEvidence, seen: str
) -> None:
    """Change a piece of evidence. Raises as ``add_evidence``, and ``Conflict``."""
    checked = _checked(session, by, evidence)
    row = rows.row_of_evidence(session, by.partnership, evidence_id)
    before = rows.evidence_in(row)
    check_unchanged(seen, before)
    for name, value in rows.columns_of_evidence(checked).items():
        setattr(row, name, value)
    tell(session, by, "learning-evidence.changed", Subject("learning evidence", evidence_id),
         before=rows.columns_of_evidence(before),
         after=rows.columns_of_evidence(checked))  # fmt: skip


def _checked(session: Session, by: Person, evidence: LearningEvidence) -> LearningEvidence:
    check_can(by, Permission.WRITE_NEEDS)
    checked, here = evidence.checked(), by.partnership
    if checked.agency and find_agency(session, here, checked.agency) is None:
        raise Invalid(CHOOSE, place="agency")
    if not set(checked.themes) <= themes_of(session, here).keys():
        raise Invalid(CHOOSE, place="themes")
    if checked.audit:
        load_audit(session, here, checked.audit)
    if checked.inspection:
        load_inspection(session, here, checked.inspection)
    return checked


def evidence_to_change(session: Session, by: Person, evidence_id: UUID) -> LearningEvidence:
    """A piece of evidence that the person may change. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.WRITE_NEEDS)
    return rows.load_evidence(session, by.partnership, evidence_id)


def frame_to_change(session: Session, by: Person, key: str) -> Frame:
    """A frame that the person may change. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.WRITE_NEEDS)
    frames = {frame.key: frame for frame in rows.list_frames(session, by.partnership)}
    if key not in frames:
        raise Hidden("There is no such frame.")
    return frames[key]


@operation
def add_frame(session: Session, *, by: Person, title: str, kind: FrameKind, levels: str) -> str:
    """Add a frame of the partnership's own; gives its key. Raises ``Refused`` or ``Invalid``."""
    check_can(by, Permission.WRITE_NEEDS)
    frame = make_frame("", title, kind, levels)
    if any(one.key == frame.key for one in rows.list_frames(session, by.partnership)):
        raise Invalid("There is a frame of this title. Change that one.", place="title")
    _put_frame(session, by, frame, None)
    return frame.key


@operation
def change_frame(
    session: Session, *, by: Person, key: str, title: str, levels: str, seen: str
) -> None:
    """Change a frame's title and levels; a shipped one becomes the partnership's own.

    Raises ``Refused``, ``Hidden``, ``Conflict``, or ``Invalid`` ("title", and "levels" also for a
    level that is taken out while offers name it).
    """
    before = frame_to_change(session, by, key)
    check_unchanged(seen, before)
    frame = make_frame(key, title, before.kind, levels)
    _check_levels_stay(session, by.partnership, before, frame)
    _put_frame(session, by, frame, before)


def _check_levels_stay(session: Session, partnership: UUID, before: Frame, frame: Frame) -> None:
    gone = {level.key for level in before.levels} - {level.key for level in frame.levels}
    named = [place for one in rows.list_offers(session, partnership) for place in one.offer.levels]
    used = {key: named.count(f"{frame.key}/{key}") for key in sorted(gone)}
    if named_by := [f"{key} by {plural(n, 'offer')}" for key, n in used.items() if n]:
        raise Invalid(
            f"Offers still name what you took out: {joined(named_by)}. "
            "Put it back, or change the offers first.",
            place="levels",
        )


def _put_frame(session: Session, by: Person, frame: Frame, before: Frame | None) -> None:
    row = rows.row_of_frame(session, by.partnership, frame.key)
    if row is None:
        row = LearningFrameRow(
            partnership_id=by.partnership, id=uuid4(), key=frame.key, kind=frame.kind.value
        )
        session.add(row)
    row.title = frame.title
    row.levels = [[level.key, level.label] for level in frame.levels]
    is_shipped = any(one.key == frame.key for one in SHIPPED)
    tell(session, by, "learning-frame.changed" if before else "learning-frame.added",
         Subject("learning frame", row.id), before=asdict(before) if before else None,
         after=asdict(frame) | {"shipped": is_shipped})  # fmt: skip
