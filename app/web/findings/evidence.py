"""The returns' own lines beneath a finding: what it was taken from, and what else was written."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.findings import FindingOnFile
from app.db.records import read_entries_of
from app.db.returns import returns_of
from audit_tools.entries import values
from audit_tools.findings import Source
from audit_tools.returns import lines


@dataclass(frozen=True)
class LineShown:
    """A line of a return; ``is_source`` is said of one that the finding was taken from."""

    agency: str
    text: str = field(repr=False)
    is_source: bool


def lines_behind(session: Session, partnership: UUID, held: FindingOnFile) -> tuple[LineShown, ...]:
    """The lines on the finding's side of its section, those it was taken from first.

    Whoever may read a finding may read the returns of its case: the discussion is open.
    """
    returns = returns_of(session, partnership, [held.case_id])[held.case_id]
    entries = read_entries_of(session, partnership, [one.id for one in returns])
    names = {agency.key: agency.name for agency in list_agencies(session, partnership)}
    finding = held.finding
    found = [
        LineShown(
            names.get(one.agency, one.agency),
            line.text,
            Source(one.agency, line.place) in finding.sources,
        )
        for one in returns
        for line in lines(values(entries.get(one.id, {})), finding.section)
        if line.kind is finding.kind
    ]
    return tuple(sorted(found, key=lambda line: not line.is_source))
