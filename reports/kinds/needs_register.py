"""The needs report as a workbook: one row a need, each thing that is said of it in a column.

What is read as sentences is one sheet and the last, since a workbook is opened to be filtered.
"""

from dataclasses import replace

from audit_tools.audience import NeedRow
from audit_tools.dates import format_date
from audit_tools.needs_reports import NeedsReport
from reports.kinds.needs_report import NEEDS, cover, why_it_fell_short
from reports.outline import Outline, Table

COLUMNS = {
    "Theme": "The theme that the training need is about",
    "Could be better": "In how many it could be better: the count by which its priority goes",
    "Learning would help": "In how many of these learning would help",
    "Of": "How many were audited and agreed: both counts are out of them",
    "Priority": "How urgent the theme is, in one of three words",
    "Decided by": "Which group decided the priority, or that a rule suggests it",
    "Decided on": "On which day it was decided",
    "Who needs to learn": "As the learning and development group wrote it",
    "What would help": "Training, supervision, or both",
    "Agreed wording": "What was found, in wording agreed for sharing",
    "Cover by the offer": "For whom, how far it is answered, and what the group says",
    "Why training has not worked so far": "One of seven reasons, and what the group wrote of it",
    "Activities": "Those of a learning strategy that answer it, each with how far it is",
}
COUNTS = ("Could be better", "Learning would help", "Of")
WIDTHS = (4, 1, 1, 1, 2, 3, 2, 4, 2, 6, 5, 5, 5)
SUGGESTED = "Nobody yet: a rule suggests it"


def as_workbook(report: NeedsReport, tables: Outline) -> Outline:
    """The tables of the report for a workbook, of which the first is all that it says."""
    said, *others = tables.nodes
    sheets = (_register(report) if _is_needs(node) else node for node in others)
    return replace(tables, nodes=(*sheets, said))


def _is_needs(node: object) -> bool:
    return isinstance(node, Table) and node.caption == NEEDS


def _register(report: NeedsReport) -> Table:
    rows = tuple(_row(report, need) for need in report.facts.needs)
    meanings = tuple(COLUMNS.values())
    return Table(NEEDS, tuple(COLUMNS), rows, WIDTHS, True, meanings, counts=COUNTS)


def _row(report: NeedsReport, need: NeedRow) -> tuple[str, ...]:
    better = need.could_be_better
    return (
        need.title,
        str(better.count),
        str(need.rests_on.count),
        str(better.of),
        *_priority(need),
        need.audience,
        "\n".join(need.remedies),
        "\n".join(need.rests_on.wordings),
        "\n".join(f"{row.audience}: {cover(row)}" for row in need.offered),
        why_it_fell_short(need),
        "\n".join(
            f"{one.name} {one.activity.details.what}: {one.activity.details.status.label.lower()}"
            for one in report.answering(need)
        ),
    )


def _priority(need: NeedRow) -> tuple[str, str, str]:
    """The word, who decided it, and when."""
    if need.priority is None:
        return "", "", ""
    word, decided = need.priority.standing.label, need.priority.decided
    if decided is None:
        return word, SUGGESTED, ""
    return word, decided.group, format_date(decided.on)
