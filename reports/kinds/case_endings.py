"""What follows from a discussion: findings, actions, and things to check."""

from collections.abc import Iterable

from audit_tools import case_records, places
from audit_tools.answers import words_at
from audit_tools.case_records import CaseRecord, Task
from audit_tools.corrections import Correction
from audit_tools.dates import format_instant
from audit_tools.findings import Finding
from audit_tools.numbers import joined
from audit_tools.places import FindingKind
from reports.kinds.papers import without_empty_columns
from reports.outline import Heading, Node, Paragraph, Table


def findings(record: CaseRecord) -> list[Node]:
    """Strengths and areas for development, each in a table of its own: they are never netted."""
    tables = [
        _table(record, caption, [one for one in record.findings if one.kind is kind])
        for caption, kind in (
            ("Strengths", FindingKind.STRENGTH),
            ("Areas for development", FindingKind.DEVELOPMENT),
        )
    ]
    shown = [table for table in tables if table.rows]
    none = [] if shown else [Paragraph("No finding was written.")]
    return [Heading("Findings", anchor="findings"), *shown, *none]


def _table(record: CaseRecord, caption: str, found: Iterable[Finding]) -> Table:
    columns = ("Number", "Finding", "Section and agencies", "Themes", "Why it happened")
    rows = tuple(_finding(record, one) for one in found)
    return without_empty_columns(Table(caption, columns, rows, (2, 8, 5, 5, 4)))


def _finding(record: CaseRecord, one: Finding) -> tuple[str, ...]:
    titles = {section.key: section.title for section in record.sections}
    where = (titles.get(one.section, ""), joined(record.given.names(one.agencies)))
    themes = (t for t in one.themes if t in record.codebook)
    return (
        str(one.number),
        one.statement,
        "\n".join(part for part in where if part),
        "\n".join(record.codebook.theme(theme).title for theme in themes),
        _why(one),
    )


def _why(one: Finding) -> str:
    """Why it happened and what would help, where both are said."""
    helps = f"Would help: {one.remedy.in_a_sentence}" if one.remedy else ""
    return "\n".join(part for part in (one.cause.label if one.cause else "", helps) if part)


def tasks(record: CaseRecord) -> list[Node]:
    """Actions, and what is to be checked, each with who and when."""
    nodes: list[Node] = [Heading("Actions and things to check", anchor="actions")]
    nodes += _tasks(record, "Actions", "Action", case_records.actions(record), "No action")
    return nodes + _tasks(
        record, "Things to check", "To check", case_records.checks(record), "Nothing to check"
    )


def _tasks(
    record: CaseRecord, caption: str, column: str, listed: tuple[Task, ...], none: str
) -> list[Node]:
    if not listed:
        return [Paragraph(f"{none} was noted.")]
    titles = {section.key: section.title for section in record.sections}
    rows = tuple((titles[task.section], task.text, task.by, task.when) for task in listed)
    table = Table(caption, ("Section", column, "By whom", "By when"), rows, (5, 9, 4, 3))
    return [without_empty_columns(table)]


def corrections(record: CaseRecord) -> list[Node]:
    """What was changed after the signing off: what stood there, what stands there, and why."""
    rows = tuple(_correction(record, one) for one in record.corrections)
    if not rows:
        return []
    columns = ("When", "Where", "What stood there", "What stands there now", "Why it was changed")
    heading = Heading("Corrected after it was signed off", anchor="corrections")
    return [heading, Table("Corrections", columns, rows, (4, 5, 7, 7, 6))]


def _correction(record: CaseRecord, one: Correction) -> tuple[str, ...]:
    texts = (one.before, one.after)
    said = (
        ("", "")
        if one.is_taken_out
        else tuple(_value(record, one.place, text) or "Nothing" for text in texts)
    )
    return (format_instant(one.at), _where(record, one.place), *said, one.reason)


_PARTS = {
    "agreed": "agreed grade",
    "why": "why",
    "check": "to check",
    "check-by": "who checks",
    "action": "action",
    "action-by": "who acts",
    "action-when": "by when",
}


def _where(record: CaseRecord, place: str) -> str:
    """``Family: agreed grade``."""
    where = places.read_place(place)
    title = next((s.title for s in record.sections if s.key == where.section), "")
    if where.of_question:
        asked = record.given.tool.question(where.part)
        return f"{asked.text} {asked.beside_label(place)}".strip()
    if where.part == "view":
        return f"{title}: different view of {record.given.name(where.rest[0])}"
    if not where.part:
        return title or "Beside the sections"
    if where.part == "finding":
        return f"{title}: finding {where.rest[0]}"
    if where.part == "said":
        return f"{title}: said by {record.given.name(where.rest[0])}"
    return f"{title}: {_PARTS.get(where.part, where.part)}"


def _value(record: CaseRecord, place: str, value: str) -> str:
    """A grade or an answer in words; any other text as it is."""
    where, scale = places.read_place(place), record.given.scale
    if where.of_question:
        return words_at(record.given.tool.question(where.part), place, value)
    return scale.grade(value).label if scale and value in scale else value
