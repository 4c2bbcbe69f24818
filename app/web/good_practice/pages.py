"""What the pages of good practice show."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.good_practice import PracticeOnFile, read_practices
from app.operations.versions import version_of
from app.web import current
from app.web.pointed_out import PointedOut, point_out
from audit_tools.permissions import Permission, Person, can


@dataclass(frozen=True)
class PracticeLine:
    """One discussion: what it said, the wording, and whether this person may agree it.

    ``written`` is what stands in the box: until somebody has worded it, what the discussion said.
    """

    id: UUID
    reference: str = field(repr=False)
    said: str = field(repr=False)
    wording: str = field(repr=False)
    written: str = field(repr=False)
    seen: str
    is_agreed: bool
    is_mine: bool
    pointed: PointedOut


@dataclass(frozen=True)
class PracticePage:
    """All that the person holds of an audit; ``runs`` says whether they run it."""

    audit_id: UUID
    audit: str
    runs: bool
    one: str
    invented: bool
    lines: tuple[PracticeLine, ...]

    @property
    def left(self) -> int:
        """How many have no agreed wording yet."""
        return sum(not line.is_agreed for line in self.lines)


def describe_practices(session: Session, person: Person, audit_id: UUID) -> PracticePage:
    """The good practice of the signed-off discussions that the person holds.

    Raises ``Hidden`` for an audit that is not theirs: they neither run it nor hold a part of it.
    """
    audit, found = read_practices(session, person, audit_id)
    return PracticePage(
        audit_id,
        audit.cycle.title,
        can(person, Permission.RUN_AUDITS),
        audit.cycle.counted.one,
        audit.cycle.invented,
        tuple(_line(session, person, one) for one in found),
    )


def _line(session: Session, person: Person, one: PracticeOnFile) -> PracticeLine:
    wording = one.wording.text if one.wording else ""
    return PracticeLine(
        one.case.id,
        one.case.case.reference,
        one.said,
        wording,
        wording or one.said,
        version_of(wording),
        one.wording is not None and one.wording.is_agreed,
        one.wording is not None and one.wording.written_by == str(person.id),
        point_out(wording or one.said, current.words(session)),
    )
