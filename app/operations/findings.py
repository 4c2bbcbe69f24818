"""What people do with findings in the discussion: add, take from a line, change, take back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.cases import load_case, standing_of
from app.db.discussions import (
    DiscussionRead,
    raise_changes,
    read_to_write,
)
from app.db.findings import FindingOnFile, finding_of, findings_of_case, load_finding, next_number
from app.db.history import Subject, tell
from app.db.models.findings import FindingRow
from app.db.rows import find_row
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.codebook import Codebook
from audit_tools.consequences import Consequence
from audit_tools.errors import Hidden, Invalid
from audit_tools.findings import (
    Sorting,
    Source,
    check_sorting,
    check_statement,
    statements_in,
)
from audit_tools.permissions import Person
from audit_tools.places import FindingKind, said_place
from audit_tools.returns import lines
from audit_tools.training_needs import Cause, Remedy
from audit_tools.visibility import reads_others


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
    consequence: Consequence | None = None


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
    tell(session, by, "finding.added", Subject("finding", row.id), after=value_of(row))
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
def take_said(
    session: Session,
    *,
    by: Person,
    case_id: UUID,
    section: str,
    agency: str,
    kind: FindingKind,
    statement: str = "",
) -> None:
    """Take what an agency said in the discussion into findings, under its name: one statement, or
    else each that is in none yet.

    What was taken already gives no other finding. Raises ``Invalid`` where it is not written down.
    """
    held = read_to_write(session, by, case_id)
    source = Source(agency, said_place(section, agency))
    said = statements_in(held.values.get(source.place, ""))
    if not said:
        raise Invalid("Write down first what was said.", place=source.place)
    if statement not in ("", *said):
        raise Invalid("This line was changed meanwhile. Read it again.", place=source.place)
    found = findings_of_case(session, by.partnership, case_id)
    taken = {one.finding.statement for one in found if source in one.finding.sources}
    for one in said if not statement else (statement,):
        if one not in taken:
            text = FindingText(section, kind, one, agencies=(agency,))
            add_finding(session, by=by, case_id=case_id, text=text, sources=(source,))
            session.flush()  # The next one's number counts it.


@operation
def change_finding(
    session: Session, *, by: Person, finding_id: UUID, text: FindingText, seen: str
) -> None:
    """Change a finding while its discussion is still open. Wording agreed for it lapses.

    ``seen`` is the version of the finding as the person saw it; ``Conflict`` is raised where
    somebody else has changed it since.
    """
    _change(session, by, finding_id, seen, lambda row, held: _fill(row, text, held))


@operation
def change_statement(
    session: Session, *, by: Person, finding_id: UUID, statement: str, seen: str
) -> None:
    """Write another sentence in the place of a finding's own, in the same way; all else stays."""

    def write(row: FindingRow, _held: DiscussionRead) -> None:
        row.statement = check_statement(statement)

    _change(session, by, finding_id, seen, write)


def _change(
    session: Session,
    by: Person,
    finding_id: UUID,
    seen: str,
    write: Callable[[FindingRow, DiscussionRead], None],
) -> None:
    row = _row(session, by, finding_id)
    held = read_to_write(session, by, row.case_id)
    check_unchanged(seen, finding_of(row, held.case.case.reference))
    before = value_of(row)
    write(row, held)
    if row.statement != before["statement"]:
        row.wording_agreed_by, row.wording_sent_back = None, ""
    raise_changes(session, by.partnership, held.on_file.id)
    tell(session, by, "finding.changed", Subject("finding", row.id), before, value_of(row))


@operation
def take_back_finding(session: Session, *, by: Person, finding_id: UUID) -> None:
    """Take a finding back while its discussion is still open."""
    row = _row(session, by, finding_id)
    held = read_to_write(session, by, row.case_id)
    before = value_of(row)
    session.delete(row)
    raise_changes(session, by.partnership, held.on_file.id)
    tell(session, by, "finding.taken-back", Subject("finding", row.id), before)


def may_read_finding(session: Session, person: Person, held: FindingOnFile) -> bool:
    """Whether the person may read the finding as it was written."""
    case = load_case(session, person.partnership, held.case_id)
    return reads_others(standing_of(session, person, case), case.case)


def _row(session: Session, by: Person, finding_id: UUID) -> FindingRow:
    return find_row(session, FindingRow, by.partnership, finding_id, "There is no such finding.")


def readable_row(session: Session, by: Person, finding_id: UUID) -> FindingRow:
    """The row of a finding that the person may read. Raises ``Hidden``."""
    row = _row(session, by, finding_id)
    if not may_read_finding(session, by, load_finding(session, by.partnership, finding_id)):
        raise Hidden("There is no such finding.")
    return row


def _check_sources(held: DiscussionRead, sources: tuple[Source, ...]) -> None:
    known = {Source(r.agency, place) for r in held.returns for place in r.entries}
    said = {source for source in sources if source.is_said and source.place in held.values}
    if not set(sources) <= known | said:
        raise Invalid("The line that this finding came from is not there.", place="sources")


def _line_text(held: DiscussionRead, source: Source) -> FindingText:
    """A line of a return as the finding it becomes; its themes are still to be chosen."""
    section = held.audit.tool.section_at(source.place)
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
    store_sorting(
        row,
        check_sorting(
            text.kind,
            text.themes,
            known_themes(held.audit.codebook),
            text.cause,
            text.remedy,
            text.remedy_reason,
            text.consequence,
        ),
    )


def store_sorting(row: FindingRow, sorting: Sorting) -> None:
    """What a finding was sorted into, written into its row."""
    row.themes = list(sorting.themes)
    row.cause = sorting.cause.value if sorting.cause else None
    row.remedy = sorting.remedy.value if sorting.remedy else None
    row.remedy_reason = sorting.remedy_reason
    row.consequence = sorting.consequence.value if sorting.consequence else None


def value_of(row: FindingRow) -> dict[str, Any]:
    """A finding whole, as history keeps it before and after every change."""
    return {
        "section": row.section,
        "kind": row.kind,
        "statement": row.statement,
        "themes": row.themes,
        "agencies": row.agencies,
        "cause": row.cause,
        "remedy": row.remedy,
        "remedy_reason": row.remedy_reason,
        "consequence": row.consequence,
        "sources": row.sources,
    } | ({"wording": row.wording} if row.wording else {})


def known_themes(codebook: Codebook) -> frozenset[str]:
    """The keys of the themes of a list."""
    return frozenset(theme.key for theme in codebook.themes)
