"""The year's audit plan, quarter by quarter, with what became of each audit."""

from audit_tools.audit_years import AuditYear, PlannedAudit
from audit_tools.dates import format_instant
from audit_tools.quarters import Quarter
from reports.kinds.sentences import opening
from reports.outline import Heading, Node, Outline, Paragraph, Table

COLUMNS = (
    "Quarter",
    "Theme",
    "Why",
    "Owned by",
    "Done with",
    "Audit tool",
    "Cases",
    "What became of it",
)
MEANINGS = (
    "The quarter of the financial year, with its months",
    "What is audited",
    "Why this theme and why now",
    "The group that owns the audit",
    "With whom it is done",
    "The audit tool that is used",
    "How many children or cases",
    "Planned, under way, held, late or dropped, with the reason",
)
WIDTHS = (4, 4, 5, 4, 4, 4, 2, 5)


def audit_year(year: AuditYear) -> Outline:
    """How often there are audits, said first, then all four quarters."""
    nodes: list[Node] = [
        Paragraph(year.how_often, leads=True),
        Paragraph(f"As recorded on {format_instant(year.at)}."),
        Heading("Quarter by quarter", anchor="quarters"),
        _table(year),
    ]
    title = f"Audit plan {year.label}"
    return Outline(
        title,
        year.partnership,
        tuple(nodes),
        year.invented,
        year.marking,
        at=year.at,
        landscape=True,
    )


def audit_year_as_data(year: AuditYear) -> Outline:
    """The same as one table for a spreadsheet."""
    return Outline(
        f"Audit plan {year.label}",
        year.partnership,
        (_table(year),),
        year.invented,
        year.marking,
        at=year.at,
    )


def _table(year: AuditYear) -> Table:
    rows = tuple(row for quarter, audits in year.quarters for row in _rows_of(quarter, audits))
    return Table(f"Audits of {year.label}", COLUMNS, rows, WIDTHS, True, MEANINGS)


def _rows_of(quarter: Quarter, audits: tuple[PlannedAudit, ...]) -> list[tuple[str, ...]]:
    if not audits:
        return [(quarter.with_months, "No audit", *("" for _ in COLUMNS[2:]))]
    return [_row(audit) for audit in audits]


def _row(audit: PlannedAudit) -> tuple[str, ...]:
    became = audit.became
    return (
        audit.quarter.with_months,
        audit.theme,
        audit.why,
        opening(audit.owner),
        opening(audit.done_with),
        audit.tool,
        str(audit.children or ""),
        f"{became}: {audit.reason}" if audit.reason else became,
    )
