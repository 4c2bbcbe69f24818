"""What people do with findings: add, change, take back, sort into themes, word for sharing."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.audits import load_audit
from app.db.cases import load_case, standing_of
from app.db.discussions import (
    DiscussionRead,
    find_discussion,
    raise_changes,
    read_to_write,
)
from app.db.findings import FindingOnFile, finding_of, findings_of_case, load_finding, next_number
from app.db.history import Subject, tell
from app.db.models.findings import FindingRow
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.codebook import Codebook
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.findings import (
    Sorting,
    Source,
    check_can_agree_wording,
    check_sorting,
    check_statement,
    check_wording,
)
from audit_tools.permissions import Permission, Person, can, check_can
from audit_tools.places import FindingKind, read_place
from audit_tools.returns import lines
from audit_tools.training_needs import Cause, Remedy
from audit_tools.visibility import check_writes_discussion, reads_others


@dataclass(frozen=True)
class FindingText:
    """What is entered of a finding in the discussion or in the write-up."""

    section: str
    kind: FindingKind
    statement: str = field(repr=False)
    themes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    cause: Cause | None = None
    remedy: Remedy | None = None
    remedy_reason: str = field(default="", repr=False)


@operation
def add_finding(
    session: Session,
    *,
    by: Person,
    case_id: UUID,
    text: FindingText,
    sources: tuple[Source, ...] = (),
) -> UUID:
    """Add a finding to an open discussion; the lines it was taken from stay linked.

    Raises ``Hidden``, ``Refused`` or ``Invalid``.
    """
    held = read_to_write(session, by, case_id)
    _check_sources(held, sources)
    row = FindingRow(
        partnership_id=by.partnership,
        id=uuid4(),
        audit_id=held.audit.id,
        case_id=case_id,
        number=next_number(session, by.partnership, held.audit.id),
        sources=[{"agency": s.agency, "place": s.place} for s in sources],
    )
    _fill(row, text, held)
    session.add(row)
    raise_changes(session, by.partnership, held.on_file.id)
    tell(
        session, by, "finding.added", Subject("finding", row.id), after={"statement": row.statement}
    )
    return row.id


@operation
def take_line(session: Session, *, by: Person, case_id: UUID, line: Source) -> UUID:
    """Take a line of a return into a finding as it stands: its text, kind, cause and agency.

    A line that was taken already gives the finding that it became. Raises ``Invalid`` where the
    return has no such line, or where it is longer than a finding may be.
    """
    held = read_to_write(session, by, case_id)
    for one in findings_of_case(session, by.partnership, case_id):
        if line in one.finding.sources:
            return one.id
    text = _line_text(held, line)
    return add_finding(session, by=by, case_id=case_id, text=text, sources=(line,))


@operation
def change_finding(
    session: Session, *, by: Person, finding_id: UUID, text: FindingText, seen: str
) -> None:
    """Change a finding while its discussion is still open. Wording agreed for it lapses.

    ``seen`` is the version of the finding as the person saw it; ``Conflict`` is raised where
    somebody else has changed it since.
    """
    row = _row(session, by, finding_id)
    held = read_to_write(session, by, row.case_id)
    check_unchanged(seen, finding_of(row, held.case.case.reference))
    before = row.statement
    _fill(row, text, held)
    if row.statement != before:
        row.wording_agreed_by = None
    raise_changes(session, by.partnership, held.on_file.id)
    tell(
        session,
        by,
        "finding.changed",
        Subject("finding", row.id),
        before={"statement": before},
        after={"statement": row.statement},
    )


@operation
def take_back_finding(session: Session, *, by: Person, finding_id: UUID) -> None:
    """Take a finding back while its discussion is still open."""
    row = _row(session, by, finding_id)
    held = read_to_write(session, by, row.case_id)
    session.delete(row)
    raise_changes(session, by.partnership, held.on_file.id)
    tell(
        session,
        by,
        "finding.taken-back",
        Subject("finding", row.id),
        before={"statement": row.statement},
    )


@operation
def sort_finding(
    session: Session,
    *,
    by: Person,
    finding_id: UUID,
    themes: tuple[str, ...],
    cause: Cause | None,
    remedy: Remedy | None = None,
    remedy_reason: str = "",
    seen: str | None = None,
) -> None:
    """Sort a finding into themes: whoever holds the open discussion, the Business Unit after it.

    Raises ``Conflict`` where the finding is not in the version ``seen`` any more.
    """
    row = _readable(session, by, finding_id)
    _check_sorts(session, by, row)
    if seen is not None:
        held = load_finding(session, by.partnership, finding_id)
        check_unchanged(seen, held.finding)
    audit = load_audit(session, by.partnership, row.audit_id)
    sorting = check_sorting(
        FindingKind(row.kind),
        themes,
        _known_themes(audit.codebook),
        cause,
        remedy,
        remedy_reason,
    )
    before = {"themes": row.themes, "cause": row.cause, "remedy": row.remedy}
    _sort(row, sorting)
    tell(
        session,
        by,
        "finding.sorted",
        Subject("finding", row.id),
        before=before,
        after={"themes": row.themes, "cause": row.cause, "remedy": row.remedy},
    )
    discussion = find_discussion(session, by.partnership, row.case_id)
    if discussion:
        raise_changes(session, by.partnership, discussion)


@operation
def choose_themes(
    session: Session, *, by: Person, finding_id: UUID, themes: tuple[str, ...]
) -> None:
    """Choose the themes of a finding and leave why it happened as it is."""
    row = _readable(session, by, finding_id)
    sort_finding(
        session,
        by=by,
        finding_id=finding_id,
        themes=themes,
        cause=Cause(row.cause) if row.cause else None,
        remedy=Remedy(row.remedy) if row.remedy else None,
        remedy_reason=row.remedy_reason,
    )


@operation
def write_wording(
    session: Session, *, by: Person, finding_id: UUID, wording: str, seen: str | None = None
) -> None:
    """Write the wording for sharing; agreement to an earlier one lapses.

    Empty wording takes it back. Raises ``Conflict`` where the finding is not in the version
    ``seen`` any more, and ``Invalid`` where the wording is longer than a finding may be.
    """
    check_can(by, Permission.RUN_AUDITS)
    row = _readable(session, by, finding_id)
    if seen is not None:
        check_unchanged(seen, load_finding(session, by.partnership, finding_id).finding)
    text = check_wording(wording)
    if text == row.wording:
        return
    before = row.wording
    row.wording, row.wording_by, row.wording_agreed_by = text, by.id, None
    tell(
        session,
        by,
        "wording.written",
        Subject("finding", row.id),
        {"wording": before},
        {"wording": text},
    )


@operation
def agree_wording(
    session: Session, *, by: Person, finding_id: UUID, wording: str, marks_kept: bool = False
) -> None:
    """Agree wording that somebody else wrote; ``wording`` is the text that was read.

    Raises ``Refused`` for its own writer and for marked text that is not knowingly kept,
    ``Conflict`` where it was changed in the meantime.
    """
    check_can(by, Permission.AGREE_WORDING)
    row = _readable(session, by, finding_id)
    held = load_finding(session, by.partnership, finding_id)
    agreed = check_can_agree_wording(held.finding.wording, str(by.id), marks_kept)
    if agreed.text != wording:
        raise Conflict("The wording was changed while you read it. Read it again, then agree.")
    row.wording_agreed_by = by.id
    tell(session, by, "wording.agreed", Subject("finding", row.id), after={"wording": agreed.text})


def may_read_finding(session: Session, person: Person, held: FindingOnFile) -> bool:
    """Whether the person may read the finding as it was written."""
    case = load_case(session, person.partnership, held.case_id)
    return reads_others(standing_of(session, person, case), case.case)


def _row(session: Session, by: Person, finding_id: UUID) -> FindingRow:
    row = session.get(FindingRow, (by.partnership, finding_id))
    if row is None:
        raise Hidden("There is no such finding.")
    return row


def _readable(session: Session, by: Person, finding_id: UUID) -> FindingRow:
    row = _row(session, by, finding_id)
    if not may_read_finding(session, by, load_finding(session, by.partnership, finding_id)):
        raise Hidden("There is no such finding.")
    return row


def _check_sorts(session: Session, by: Person, row: FindingRow) -> None:
    if not can(by, Permission.RUN_AUDITS):
        case = load_case(session, by.partnership, row.case_id)
        check_writes_discussion(standing_of(session, by, case), case.case)


def _check_sources(held: DiscussionRead, sources: tuple[Source, ...]) -> None:
    lines = {(r.agency, place) for r in held.returns for place in r.entries}
    if any((source.agency, source.place) not in lines for source in sources):
        raise Invalid("The line that this finding came from is not there.", place="sources")


def _line_text(held: DiscussionRead, source: Source) -> FindingText:
    """A line of a return as the finding it becomes; its themes are still to be chosen."""
    section = read_place(source.place).section
    entries = next((r.entries for r in held.returns if r.agency == source.agency), {})
    for line in lines(entries, section):
        if line.place == source.place:
            cause = Cause(line.cause) if line.cause else None
            return FindingText(
                section, line.kind, line.text, agencies=(source.agency,), cause=cause
            )
    raise Invalid("The line that this finding came from is not there.", place="sources")


def _fill(row: FindingRow, text: FindingText, held: DiscussionRead) -> None:
    if text.section not in {section.key for section in held.audit.tool.sections}:
        raise Invalid("Choose a section of the audit tool.", place="section")
    if not set(text.agencies) <= set(held.agencies):
        raise Invalid("Choose from the agencies of this case.", place="agencies")
    row.section, row.kind = text.section, text.kind.value
    row.statement = check_statement(text.statement)
    row.agencies = list(dict.fromkeys(text.agencies))
    _sort(
        row,
        check_sorting(
            text.kind,
            text.themes,
            _known_themes(held.audit.codebook),
            text.cause,
            text.remedy,
            text.remedy_reason,
        ),
    )


def _sort(row: FindingRow, sorting: Sorting) -> None:
    row.themes = list(sorting.themes)
    row.cause = sorting.cause.value if sorting.cause else None
    row.remedy = sorting.remedy.value if sorting.remedy else None
    row.remedy_reason = sorting.remedy_reason


def _known_themes(codebook: Codebook) -> frozenset[str]:
    return frozenset(theme.key for theme in codebook.themes)
