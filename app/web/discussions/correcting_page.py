"""What the chair sees of a signed-off record when something in it has to be corrected."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.discussions import DiscussionRead, read_discussion
from app.db.findings import FindingOnFile, findings_of_case
from app.web.boxes import Boxes
from app.web.discussions.compared import label_of
from app.web.discussions.record import record_of
from audit_tools import places
from audit_tools.discussions import check_record_value
from audit_tools.errors import Hidden, Invalid
from audit_tools.permissions import Person
from audit_tools.tool import Section, SectionFor
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
    offered = places_of(held, key, findings_of_case(session, person.partnership, case_id))
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


def places_of(
    held: DiscussionRead, key: str, found: Iterable[FindingOnFile]
) -> tuple[PlaceOffered, ...]:
    """Every place that a section's record has, whether anything stands there or not, and its
    findings."""
    section = held.audit.tool.section(key)
    record = record_of(held, section, Boxes(held.entries))
    grades = tuple((g.key, g.label) for g in held.audit.scale.grades) if held.audit.scale else ()
    panel = {
        one.box.place: tuple((c.key, label_of(one.question, c.key)) for c in one.question.options)
        for one in record.panel
    }
    panel |= {
        cell.box.place: tuple(cell.words.items())
        for one in record.panel
        if one.rows
        for cell, _ in one.rows.named
    }
    graded = {places.agreed_place(key), *(view.grade.place for view in record.views)}
    offered = (
        PlaceOffered(
            box.place,
            label,
            box.value,
            grades if box.place in graded else panel.get(box.place, ()),
        )
        for label, box in record.named
        if (box.place not in graded or grades) and _has(held, section, box.place)
    )
    findings = (
        PlaceOffered(
            places.finding_place(key, one.finding.number),
            f"Finding {one.finding.number}",
            one.finding.statement,
        )
        for one in found
        if one.finding.section == key
    )
    return (*offered, *findings)


def _has(held: DiscussionRead, section: Section, place: str) -> bool:
    """Whether a section has a place: no agency speaks for itself on the child as a whole."""
    if section.asked is SectionFor.PANEL and places.read_place(place).part in ("view", "said"):
        return False
    tool, scale = held.audit.tool, held.audit.scale
    try:
        check_record_value(tool, scale, frozenset(held.agencies), place, "")
    except Invalid:
        return False
    return True
