"""What the chair has still to confirm: where each section stands, and what is written in it."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.discussions import DiscussionRead, read_discussion
from app.web import current
from app.web.boxes import Boxes
from app.web.discussions.names_page import marked_of
from app.web.discussions.record import record_of
from app.web.marked_texts import MarkedText
from audit_tools.cases import CaseState
from audit_tools.confirming import Standing, seen_of, standing_of, versions_in
from audit_tools.dates import format_instant, format_time, local
from audit_tools.permissions import Person
from audit_tools.visibility import check_confirms


@dataclass(frozen=True)
class SectionToConfirm:
    """What stands in a section; ``seen`` goes back with the form, so that no more is confirmed."""

    key: str
    title: str
    standing: str
    rows: tuple[tuple[str, str], ...] = field(repr=False)
    seen: str


@dataclass(frozen=True)
class ConfirmingPage:
    """All that is left to confirm, in the tool's order."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    sections: tuple[SectionToConfirm, ...]
    twofold: tuple[SectionToConfirm, ...]
    """Those of them in which two texts wait for somebody to choose."""
    marked: tuple[MarkedText, ...]


def describe_confirming(session: Session, person: Person, case_id: UUID) -> ConfirmingPage:
    """All that is left. Raises ``Hidden``, or ``Refused`` to anybody but chair and co-chair."""
    held = read_discussion(session, person, case_id)
    check_confirms(held.standing, held.case.case)
    words = current.words(session)
    boxes = Boxes(held.entries, held.clashes, None, None, words)
    sections = tuple(_section(held, key, boxes) for key in held.unconfirmed)
    clashing = {held.audit.tool.section_at(clash.place) for clash in held.clashes}
    return ConfirmingPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        sections,
        tuple(section for section in sections if section.key in clashing),
        marked_of(session, person, held),
    )


def _section(held: DiscussionRead, key: str, boxes: Boxes) -> SectionToConfirm:
    section, scale = held.audit.tool.section(key), held.audit.scale
    record = record_of(held, section, boxes)
    grades = {grade.key: grade.label for grade in scale.grades} if scale else {}
    said = tuple((f"{one.name} said", one.box.value) for one in record.said if one.box.value)
    return SectionToConfirm(
        key,
        section.title,
        standing_of(held.audit.tool, key, held.entries, held.on_file.confirmed).value,
        record.rows(lambda value: grades.get(value, value)) + said,
        seen_of(versions_in(held.audit.tool, key, held.entries)),
    )


def standings_of(held: DiscussionRead) -> dict[str, Standing]:
    """Where each section stands with the chair; none is spoken of once it is signed off."""
    if held.case.case.state is CaseState.AGREED or held.audit.tool.in_one_sitting:
        return {}
    tool, confirmed = held.audit.tool, held.on_file.confirmed
    return {s.key: standing_of(tool, s.key, held.entries, confirmed) for s in tool.sections}


def say_confirmed(held: DiscussionRead, key: str) -> str:
    """``Confirmed by the chair, 14:02``; nothing of a section that holds nothing."""
    standing = standings_of(held).get(key, Standing.EMPTY)
    if standing is Standing.EMPTY:
        return ""
    if standing is not Standing.CONFIRMED:
        return f"{standing.value[0].upper()}{standing.value[1:]}"
    at = held.on_file.confirmed[key].at
    is_today = local(at).date() == local(current.now()).date()
    return f"Confirmed by the chair, {format_time(at) if is_today else format_instant(at)}"
