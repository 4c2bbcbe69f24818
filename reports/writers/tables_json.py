"""The tables of an outline as data for another program.

One object. ``format`` is ``golden-thread-tables`` and ``format_version`` is 1. ``tables`` has one
object for each table: its ``name``, its ``columns`` with what each means, and its ``rows``, one
object each, from column to text. A key may be added within a version; none is renamed, removed or
given another meaning without raising it.
"""

from typing import Any

from reports.outline import Outline, Table
from reports.writers.json import as_bytes

FORMAT, FORMAT_VERSION = "golden-thread-tables", 1


def write_tables_json(outline: Outline) -> bytes:
    """The object in UTF-8, indented."""
    return as_bytes(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "title": outline.title,
            "of": outline.caption,
            "marking": outline.marking,
            "draft": outline.draft,
            "invented": outline.invented,
            "rehearsal": outline.rehearsal,
            "at": outline.at.isoformat() if outline.at else None,
            "tables": [_table(node) for node in outline.nodes if isinstance(node, Table)],
        }
    )


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.caption,
        "columns": dict(zip(table.columns, table.meanings, strict=True)),
        "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
    }
