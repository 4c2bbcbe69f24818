"""What agencies wrote and said beneath a finding: what it was taken from, and all else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.discussions import find_discussion
from app.db.findings import FindingOnFile
from app.db.records import read_entries, read_entries_of
from app.db.returns import returns_of
from audit_tools.entries import values
from audit_tools.findings import Finding, Source, statements_in
from audit_tools.places import said_place
from audit_tools.returns import lines


@dataclass(frozen=True)
class LineShown:
    """A line of a return, or a statement in the discussion; ``is_source`` is said of what the
    finding was taken from."""

    agency: str
    text: str = field(repr=False)
    is_source: bool
    is_said: bool


def lines_behind(session: Session, partnership: UUID, held: FindingOnFile) -> tuple[LineShown, ...]:
    """The lines on the finding's side of its section and what was said there, what it was taken
    from first.

    Whoever may read a finding may read the returns of its case: the discussion is open.
    """
    names = {agency.key: agency.name for agency in list_agencies(session, partnership)}
    written = _written(session, partnership, held.case_id, held.finding)
    said = _said(session, partnership, held.case_id, held.finding.section, names)
    found = [
        LineShown(
            names.get(source.agency, source.agency),
            text,
            source in held.finding.sources,
            source.is_said,
        )
        for source, text in (*written, *said)
    ]
    return tuple(sorted(found, key=lambda line: not line.is_source))


def _written(
    session: Session, partnership: UUID, case_id: UUID, finding: Finding
) -> Iterator[tuple[Source, str]]:
    returns = returns_of(session, partnership, [case_id])[case_id]
    entries = read_entries_of(session, partnership, [one.id for one in returns])
    for one in returns:
        for line in lines(values(entries.get(one.id, {})), finding.section):
            if line.kind is finding.kind:
                yield Source(one.agency, line.place), line.text


def _said(
    session: Session, partnership: UUID, case_id: UUID, section: str, agencies: Iterable[str]
) -> Iterator[tuple[Source, str]]:
    record = find_discussion(session, partnership, case_id)
    entries = values(read_entries(session, partnership, record)) if record else {}
    for agency in agencies:
        place = said_place(section, agency)
        for statement in statements_in(entries.get(place, "")):
            yield Source(agency, place), statement
