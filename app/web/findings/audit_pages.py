"""What the pages show on which the findings of a whole audit are sorted and worded for sharing."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.audits import AuditOnFile, load_audit
from app.db.findings import FindingOnFile, load_finding, readable_findings
from app.operations.findings import may_read_finding
from app.operations.versions import version_of
from app.web import current
from app.web.findings.case_pages import offer_themes
from app.web.findings.evidence import LineShown, lines_behind
from app.web.findings.pages import FindingShown, ThemeOffered, show_finding
from app.web.pointed_out import NOTHING, PointedOut, point_out
from audit_tools.codebook import Theme
from audit_tools.errors import Hidden
from audit_tools.facts import Agency
from audit_tools.findings import Finding, said_alike
from audit_tools.permissions import Permission, Person, can

PER_PAGE = 50


class Show(StrEnum):
    """Which findings of an audit are listed."""

    UNSORTED = "unsorted"
    UNWORDED = "without-wording"
    ALL = "all"


@dataclass(frozen=True)
class WordedFinding:
    """A finding with its case and how far its wording is."""

    shown: FindingShown
    reference: str
    wording: str
    is_agreed: bool
    is_mine: bool
    sent_back: str = ""
    pointed: PointedOut = NOTHING
    alike: int = 0
    """For how many more findings it stands: the same answer, of other cases."""


@dataclass(frozen=True)
class Tally:
    """``61 of 84``: how many findings are sorted, and how many have agreed wording."""

    findings: int
    is_sorted: int
    is_worded: int

    @property
    def said(self) -> str:
        return f"{self.is_sorted} of {self.findings} sorted"

    @property
    def unsorted(self) -> int:
        return self.findings - self.is_sorted

    @property
    def unworded(self) -> int:
        return self.findings - self.is_worded


@dataclass(frozen=True)
class AuditFindingsPage:
    """The findings of an audit."""

    audit_id: UUID
    audit: str
    invented: bool
    tally: Tally
    show: Show
    findings: tuple[WordedFinding, ...]
    first_unsorted: UUID | None
    page: int
    pages: int
    themes: tuple[Theme, ...]
    theme: str
    """The theme to which the list is kept, if it is kept to one."""


@dataclass(frozen=True)
class SortingPage:
    """One finding that is being sorted or worded; ``seen`` is the version that is shown."""

    id: UUID
    audit_id: UUID
    audit: str
    invented: bool
    tally: Tally
    worded: WordedFinding
    section: str
    proposed: tuple[ThemeOffered, ...]
    others: tuple[ThemeOffered, ...]
    next: UUID | None
    lines: tuple[LineShown, ...]
    finding: Finding = field(repr=False)
    seen: str
    on_file: AuditOnFile = field(repr=False)


@dataclass(frozen=True)
class AgreeingPage:
    """The wording that waits for this person, and how much of their own waits for others.

    ``runs`` says whether they run the audit.
    """

    audit_id: UUID
    audit: str
    runs: bool
    invented: bool
    waiting: tuple[WordedFinding, ...]
    count: int
    own: int
    back: tuple[WordedFinding, ...]
    """What this person wrote and was asked to word anew."""
    page: int
    pages: int


def describe_findings(
    session: Session, person: Person, audit_id: UUID, show: str, theme: str, number: int
) -> AuditFindingsPage:
    """The findings of an audit as far as the person may read them, those of one theme or of all.

    Raises ``Hidden``.
    """
    audit = load_audit(session, person.partnership, audit_id)
    found = readable_findings(session, person, audit_id)
    chosen = Show(show) if show in list(Show) else Show.ALL
    listed = [one for one in found if _is_listed(one, chosen) and _is_of(one, theme)]
    page, pages, part = _page(listed, number)
    return AuditFindingsPage(
        audit_id,
        audit.cycle.title,
        audit.cycle.invented,
        tally_of(found),
        chosen,
        _worded(session, person, audit, part),
        next((one.id for one in found if not one.finding.is_sorted), None),
        page,
        pages,
        audit.codebook.themes,
        theme,
    )


def describe_sorting(session: Session, person: Person, finding_id: UUID) -> SortingPage:
    """One finding with what it could be sorted into. Raises ``Hidden``."""
    held = load_finding(session, person.partnership, finding_id)
    if not may_read_finding(session, person, held):
        raise Hidden("There is no such finding.")
    audit = load_audit(session, person.partnership, held.audit_id)
    found = readable_findings(session, person, held.audit_id)
    finding = held.finding
    proposed, others = offer_themes(
        audit.tool, audit.codebook, finding.section, finding.themes, finding.sources
    )
    return SortingPage(
        held.id,
        held.audit_id,
        audit.cycle.title,
        audit.cycle.invented,
        tally_of(found),
        _worded(session, person, audit, [held])[0],
        next((s.title for s in audit.tool.sections if s.key == finding.section), ""),
        proposed,
        others,
        next_unsorted(found, finding.number),
        lines_behind(session, person.partnership, held),
        finding,
        version_of(finding),
        audit,
    )


def describe_agreeing(
    session: Session, person: Person, audit_id: UUID, number: int
) -> AgreeingPage:
    """The wording that the person may agree: written by somebody else. Raises ``Hidden``."""
    audit = load_audit(session, person.partnership, audit_id)
    found = readable_findings(session, person, audit_id)
    if not found:
        raise Hidden("There is no such audit.")
    waiting = [one for one in found if _waits(one)]
    theirs, more = _once([one for one in waiting if not _wrote(person, one)])
    own, _ = _once([one for one in waiting if _wrote(person, one)])
    back, _ = _once([one for one in found if _was_sent_back(one) and _wrote(person, one)])
    page, pages, part = _page(theirs, number)
    return AgreeingPage(
        audit_id,
        audit.cycle.title,
        can(person, Permission.RUN_AUDITS),
        audit.cycle.invented,
        tuple(
            replace(shown, alike=more[one.id])
            for one, shown in zip(part, _worded(session, person, audit, part), strict=True)
        ),
        len(theirs),
        len(own),
        _worded(session, person, audit, back),
        page,
        pages,
    )


def tally_of(found: Iterable[FindingOnFile]) -> Tally:
    """How far the sorting and the wording are."""
    findings = [one.finding for one in found]
    worded = sum(f.wording is not None and f.wording.is_agreed for f in findings)
    return Tally(len(findings), sum(f.is_sorted for f in findings), worded)


def next_unsorted(found: tuple[FindingOnFile, ...], after: int) -> UUID | None:
    """The next finding to sort: after this number, or else from the start."""
    left = [one for one in found if not one.finding.is_sorted and one.finding.number != after]
    later = [one for one in left if one.finding.number > after]
    return next((one.id for one in (*later, *left)), None)


def _is_listed(one: FindingOnFile, show: Show) -> bool:
    match show:
        case Show.UNSORTED:
            return not one.finding.is_sorted
        case Show.UNWORDED:
            return one.finding.wording is None or not one.finding.wording.is_agreed
        case _:
            return True


def _is_of(one: FindingOnFile, theme: str) -> bool:
    return not theme or theme in one.finding.themes


def _once(found: list[FindingOnFile]) -> tuple[list[FindingOnFile], dict[UUID, int]]:
    """Findings that say the same of many cases once, and how many more each stands for."""
    groups: dict[object, list[FindingOnFile]] = {}
    for one in found:
        groups.setdefault((said_alike(one.finding) or one.id, one.finding.wording), []).append(one)
    firsts = [group[0] for group in groups.values()]
    return firsts, {group[0].id: len(group) - 1 for group in groups.values()}


def _waits(one: FindingOnFile) -> bool:
    return one.finding.wording is not None and one.finding.wording.waits


def _was_sent_back(one: FindingOnFile) -> bool:
    return one.finding.wording is not None and bool(one.finding.wording.sent_back)


def _wrote(person: Person, one: FindingOnFile) -> bool:
    return one.finding.wording is not None and one.finding.wording.written_by == str(person.id)


def _page(listed: list[FindingOnFile], number: int) -> tuple[int, int, list[FindingOnFile]]:
    pages = max(1, -(-len(listed) // PER_PAGE))
    page = min(max(number, 1), pages)
    return page, pages, listed[(page - 1) * PER_PAGE : page * PER_PAGE]


def _worded(
    session: Session, person: Person, audit: AuditOnFile, found: list[FindingOnFile]
) -> tuple[WordedFinding, ...]:
    agencies = {
        agency.key: Agency(agency.key, agency.name, agency.kind)
        for agency in list_agencies(session, person.partnership)
    }
    return tuple(
        WordedFinding(
            show_finding(one, audit.codebook, agencies),
            one.finding.case,
            one.finding.wording.text if one.finding.wording else "",
            one.finding.wording is not None and one.finding.wording.is_agreed,
            _wrote(person, one),
            one.finding.wording.sent_back if one.finding.wording else "",
            point_out(
                one.finding.wording.text if one.finding.wording else one.finding.statement,
                current.words(session),
            ),
        )
        for one in found
    )
