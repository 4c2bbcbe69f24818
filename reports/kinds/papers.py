"""What the papers on one case share: their heads, names in a row, and lines with their causes."""

from collections.abc import Iterable
from dataclasses import replace

from audit_tools.case_records import CaseHead
from audit_tools.dates import format_date
from audit_tools.places import FindingKind
from audit_tools.returns import Line
from audit_tools.training_needs import Cause
from reports.outline import Detail, Table, Term

LEADS = "leads the case"


def period_of(head: CaseHead) -> str:
    """``1 January 2025 to 31 March 2025``; empty where no period is set."""
    if not (head.period_from and head.period_to):
        return ""
    return f"{format_date(head.period_from)} to {format_date(head.period_to)}"


def term(label: str, *details: Detail) -> tuple[Term, ...]:
    """One term, or none where nothing stands beside its label."""
    given = tuple(detail for detail in details if detail)
    return (Term(label, given),) if given else ()


def line_text(line: Line) -> str:
    """A line, with why it happened where it is an area for development."""
    if not line.cause:
        return line.text
    return f"{line.text} Why: {Cause(line.cause).label.lower()}."


def texts(lines: Iterable[Line], kind: FindingKind) -> str:
    """The lines of one kind, each on its own line of a cell."""
    return "\n".join(line_text(line) for line in lines if line.kind is kind)


def without_empty_columns(table: Table) -> Table:
    """The table without the columns in which no row holds anything."""
    kept = [n for n, _ in enumerate(table.columns) if not n or any(row[n] for row in table.rows)]
    return replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
        widths=tuple(table.widths[n] for n in kept) if table.widths else (),
        meanings=tuple(table.meanings[n] for n in kept) if table.meanings else (),
    )
