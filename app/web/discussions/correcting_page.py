"""What the chair sees of a signed-off record when something in it has to be corrected."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.discussions import DiscussionRead, read_discussion
from app.web.boxes import Boxes
from app.web.discussions.compared import label_of
from app.web.discussions.record import record_of
from audit_tools import places
from audit_tools.errors import Hidden
from audit_tools.permissions import Person
from audit_tools.visibility import check_corrects_record


@dataclass(frozen=True)
class PlaceOffered:
    """A place of the section's record; ``choices`` where it holds one of a few answers."""

    place: str
    label: str
    value: str = field(repr=False)
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        """What stands there, in words."""
        return self.in_words(self.value)

    def in_words(self, value: str) -> str:
        """What stands or stood there, as people read it."""
        return dict(self.choices).get(value, value)


@dataclass(frozen=True)
class CorrectingPage:
    """One section of a signed-off record, and the place that is being corrected, if one is."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    key: str
    title: str
    offered: tuple[PlaceOffered, ...]
    chosen: PlaceOffered | None


def describe_correcting(
    session: Session, person: Person, case_id: UUID, key: str, place: str
) -> CorrectingPage:
    """A section of a signed-off record for its chair. Raises ``Hidden`` or ``Refused``."""
    held = read_discussion(session, person, case_id)
    check_corrects_record(held.standing, held.case.case)
    if all(section.key != key for section in held.audit.tool.sections):
        raise Hidden("The discussion has no such section.")
    offered = places_of(held, key)
    return CorrectingPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        key,
        held.audit.tool.section(key).title,
        offered,
        next((one for one in offered if one.place == place), None),
    )


def places_of(held: DiscussionRead, key: str) -> tuple[PlaceOffered, ...]:
    """Every place of a section's record, whether anything stands there or not."""
    record = record_of(held, held.audit.tool.section(key), Boxes(held.entries))
    grades = tuple((g.key, g.label) for g in held.audit.scale.grades) if held.audit.scale else ()
    panel = {
        one.box.place: tuple((c.key, label_of(one.question, c.key)) for c in one.question.options)
        for one in record.panel
    }
    graded = {places.agreed_place(key), *(view.grade.place for view in record.views)}
    return tuple(
        PlaceOffered(
            box.place,
            label,
            box.value,
            grades if box.place in graded else panel.get(box.place, ()),
        )
        for label, box in record.named
        if box.place not in graded or grades
    )
