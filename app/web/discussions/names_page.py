"""Which texts of a discussion could identify somebody, each with its place and a link to it."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.db.discussions import DiscussionRead, read_discussion
from app.db.findings import FindingOnFile, findings_of_case
from app.db.kept_texts import read_marked_texts
from app.operations.versions import version_of
from app.web import boxes, current
from app.web.boxes import Boxes
from app.web.discussions.record import record_of
from app.web.marked_texts import MarkedText, describe_marked
from app.web.once_lines import path_of
from audit_tools import places
from audit_tools.answered_once import NOT_ASKED
from audit_tools.permissions import Permission, Person, can
from audit_tools.tool import Section
from audit_tools.visibility import check_writes_discussion


@dataclass(frozen=True)
class NamesPage:
    """All texts that are still to be gone through."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    marked: tuple[MarkedText, ...]


def describe_names(session: Session, person: Person, case_id: UUID) -> NamesPage:
    """What is to be gone through. Raises ``Hidden``, or ``Refused`` to those who do not write."""
    held = read_discussion(session, person, case_id)
    check_writes_discussion(held.standing, held.case.case)
    return NamesPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        marked_of(session, person, held),
    )


def marked_of(session: Session, person: Person, held: DiscussionRead) -> tuple[MarkedText, ...]:
    """The texts that nobody has gone through, in the tool's order."""
    found, words = read_marked_texts(session, person.partnership, held), current.words(session)
    findings = findings_by_place(session, person, held.case.id)
    return tuple(
        describe_marked(
            place,
            found.texts[place],
            words,
            where=_where(held, place),
            link=_link(person, held, place, findings.get(place)),
            value=f"{version_of(found.texts[place])}:{place}",
        )
        for place in found.left
    )


def _where(held: DiscussionRead, place: str) -> str:
    """``Voice: Why``; of a finding its number."""
    where = places.read_place(place)
    if where.part == "finding":
        return f"Finding {where.rest[0]}"
    if once := section_asked_once(held, place):
        asked = held.audit.tool.question(where.part).text if where.of_question else NOT_ASKED
        return f"{once.title}: {asked}"
    section = held.audit.tool.section(held.audit.tool.section_at(place))
    named = record_of(held, section, Boxes(held.entries)).named
    label = next((label for label, box in named if box.place == place), "")
    return f"{section.title}: {label}" if label else section.title


def section_asked_once(held: DiscussionRead, place: str) -> Section | None:
    """The section that a place stands in, where that is answered once for the case."""
    section = held.audit.tool.section(held.audit.tool.section_at(place))
    return section if section.asked.is_once else None


def _link(person: Person, held: DiscussionRead, place: str, finding: FindingOnFile | None) -> str:
    """Where the text is changed; empty where that is for others to do."""
    if finding:
        return url_for("findings.ask_to_change", finding_id=finding.id)
    if once := section_asked_once(held, place):
        if not can(person, Permission.RUN_AUDITS):
            return ""
        return f"{path_of(held.answers.on, once)}#{boxes.id_of(place)}"
    return url_for(
        "discussion_sections.show_section",
        case_id=held.case.id,
        key=held.audit.tool.section_at(place),
        _anchor=boxes.id_of(place),
    )


def findings_by_place(session: Session, person: Person, case_id: UUID) -> dict[str, FindingOnFile]:
    """The findings of a case, each by the place under which its sentence is gone through."""
    return {
        places.finding_place(one.finding.section, one.finding.number): one
        for one in findings_of_case(session, person.partnership, case_id)
    }
