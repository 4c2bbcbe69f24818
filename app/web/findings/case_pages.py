"""What the pages about the findings of one case show."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.discussions import DiscussionRead, read_discussion
from app.db.findings import findings_of_case, load_finding
from app.operations.versions import version_of
from app.web.findings.pages import FindingShown, ThemeOffered, show_finding
from app.web.paging import part_of
from audit_tools.codebook import Codebook
from audit_tools.facts import Agency
from audit_tools.findings import Finding, Source, propose_themes
from audit_tools.permissions import Person
from audit_tools.tool import AuditTool
from audit_tools.visibility import check_writes_discussion, corrects_record, writes_discussion


@dataclass(frozen=True)
class SectionFindings:
    """The findings of one section."""

    title: str
    findings: tuple[FindingShown, ...]


@dataclass(frozen=True)
class FindingsPage:
    """All findings of a case, by section."""

    id: UUID
    spoken: str
    reference: str
    invented: bool
    sections: tuple[SectionFindings, ...]
    can_write: bool
    can_correct: bool
    number: int
    pages: int


@dataclass(frozen=True)
class NewPage:
    """What a new finding can be made of."""

    case_id: UUID
    spoken: str
    reference: str
    invented: bool
    tool: AuditTool
    codebook: Codebook
    agencies: dict[str, Agency]
    proposed: tuple[ThemeOffered, ...]
    others: tuple[ThemeOffered, ...]


@dataclass(frozen=True)
class ChangePage:
    """A finding that is being changed; ``seen`` says in which state it was shown."""

    id: UUID
    case_id: UUID
    spoken: str
    reference: str
    invented: bool
    finding: Finding = field(repr=False)
    seen: str
    proposed: tuple[ThemeOffered, ...]
    others: tuple[ThemeOffered, ...]


def describe_findings(session: Session, person: Person, case_id: UUID) -> FindingsPage:
    """The findings of an open discussion. Raises ``Hidden`` or ``Refused``."""
    held = read_discussion(session, person, case_id)
    order = [section.key for section in held.audit.tool.sections]
    found = findings_of_case(session, person.partnership, case_id)
    part = part_of([one for key in order for one in found if one.finding.section == key])
    shown = [show_finding(one, held.audit.codebook, held.agencies) for one in part.items]
    by_section = (
        SectionFindings(section.title, tuple(f for f in shown if f.section == section.key))
        for section in held.audit.tool.sections
    )
    return FindingsPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.invented,
        tuple(one for one in by_section if one.findings),
        writes_discussion(held.standing, held.case.case),
        corrects_record(held.standing, held.case.case),
        part.number,
        part.pages,
    )


def describe_new(session: Session, person: Person, case_id: UUID, section: str) -> NewPage:
    """The form of a new finding. Raises ``Hidden`` or ``Refused`` unless they may write it."""
    held = _to_write(session, person, case_id)
    proposed, others = offer_themes(held.audit.tool, held.audit.codebook, section)
    return NewPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.invented,
        held.audit.tool,
        held.audit.codebook,
        held.agencies,
        proposed,
        others,
    )


def describe_change(session: Session, person: Person, finding_id: UUID) -> ChangePage:
    """The form of a finding that stands. Raises ``Hidden`` or ``Refused``."""
    found = load_finding(session, person.partnership, finding_id)
    held = _to_write(session, person, found.case_id)
    proposed, others = offer_themes(
        held.audit.tool, held.audit.codebook, found.finding.section, found.finding.themes
    )
    return ChangePage(
        found.id,
        found.case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.invented,
        found.finding,
        version_of(found.finding),
        proposed,
        others,
    )


def offer_themes(
    tool: AuditTool,
    codebook: Codebook,
    section: str,
    chosen: tuple[str, ...] = (),
    sources: tuple[Source, ...] = (),
) -> tuple[tuple[ThemeOffered, ...], tuple[ThemeOffered, ...]]:
    """The themes to offer first, those that are chosen among them, and all the others."""
    first = dict.fromkeys((*chosen, *propose_themes(tool, codebook, section, sources)))
    proposed = tuple(ThemeOffered.of(codebook.theme(key)) for key in first if key in codebook)
    others = tuple(ThemeOffered.of(t) for t in codebook.themes if t.key not in first)
    return proposed, others


def _to_write(session: Session, person: Person, case_id: UUID) -> DiscussionRead:
    held = read_discussion(session, person, case_id)
    check_writes_discussion(held.standing, held.case.case)
    return held
