"""Setting a need against the offer for another audience or level, and judging what is found."""

from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.facts import partners_of
from app.db.history import Subject, tell
from app.db.learning_cover import judged_in, row_of_cover
from app.db.learning_offers import list_frames
from app.db.models.learning import NeedCoverRow
from app.operations.summaries import read_summary
from app.operations.training_needs import need_on
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.audience import Audience
from audit_tools.dates import local
from audit_tools.disclosure.learning_cover import staff_of
from audit_tools.errors import CHOOSE, Conflict, Invalid
from audit_tools.learning.coverage import Asked, Cover, Judged, check_judgement
from audit_tools.learning.frames import FrameKind, places_of
from audit_tools.permissions import Permission, Person, check_can

MEANWHILE = "Somebody has judged this since you opened the page."
Listed = dict[str, str]


def can_be_asked(session: Session, partnership: UUID) -> dict[str, Listed]:
    """Whose staff, which target groups and which levels can be asked about, by their keys."""
    frames = list_frames(session, partnership)
    staff = staff_of(partners_of(session, partnership))
    return {
        "staff": {key: one.name for key, one in staff.items()},
        "group": places_of(frames, FrameKind.PEOPLE),
        "level": places_of(frames, FrameKind.DEPTH),
    }


@operation
def judge(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    asked: Asked,
    cover: Cover | None,
    reason: str,
    seen: str,
) -> None:
    """Say what the group thinks of a need against the offer; without a word it is only asked.

    Raises ``Refused`` or ``Hidden``, ``Invalid`` (its places "staff", "group", "level" and
    "why"), and ``Conflict`` where somebody has judged since ``seen``.
    """
    check_can(by, Permission.WRITE_NEEDS)
    facts = read_summary(session, by=by, audit_id=audit_id, audience=Audience.LEARNING)
    need_on(facts, asked.theme)
    _check_asked(session, by.partnership, asked)
    row = row_of_cover(session, by.partnership, audit_id, asked)
    before = judged_in(row)
    check_unchanged(seen, before, MEANWHILE)
    judged = Judged(cover, check_judgement(cover, reason), local(now(session)).date())
    _store(session, by, audit_id, asked, row, judged)


def _check_asked(session: Session, partnership: UUID, asked: Asked) -> None:
    for place, known in can_be_asked(session, partnership).items():
        named = getattr(asked, place)
        if named and named not in known:
            raise Invalid(CHOOSE, place=place)


def _store(
    session: Session,
    by: Person,
    audit_id: UUID,
    asked: Asked,
    row: NeedCoverRow | None,
    judged: Judged,
) -> None:
    before = _told(asked, judged_in(row))
    if row is None:
        row = NeedCoverRow(
            partnership_id=by.partnership,
            id=uuid4(),
            audit_id=audit_id,
            theme=asked.theme,
            staff=asked.staff,
            people=asked.group,
            level=asked.level,
        )
        session.add(row)
    row.judged = judged.cover.value if judged.cover else None
    row.reason, row.judged_on = judged.reason, judged.on
    tell(session, by, "need.set-against-offer", Subject("need against the offer", row.id),
         before=before, after=_told(asked, judged))  # fmt: skip
    try:
        session.flush()
    except IntegrityError:
        # Somebody judged it for the first time between our looking and our writing.
        raise Conflict(MEANWHILE) from None


def _told(asked: Asked, judged: Judged) -> dict[str, Any]:
    """What is asked and judged as the history keeps it."""
    return {**asdict(asked), **asdict(judged)}
