"""What a paper says, as tables: the one way from any outline to a workbook, CSV and JSON.

It is the outline that is read, taken apart, so no number takes another path. A kind whose readers
want other tables makes them itself, and is given out with those instead.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reports.outline import (
    Box,
    Chart,
    Detail,
    Fold,
    Heading,
    Link,
    Node,
    Note,
    Outline,
    Paragraph,
    Squares,
    Table,
    Terms,
)

WHOLE = "What it says"
COLUMNS = {
    "Part": "The headings under which it stands, the outer one first",
    "About": "What it is said of: its label, or the first cell of its row in a table",
    "Column": "The heading of its column in a table",
    "Says": "What is written there",
}
WIDTHS = (4, 4, 3, 9)
BETWEEN = " / "
FIRST_LEVEL = 2


def as_tables(outline: Outline) -> Outline:
    """All that the outline says in one table, a row a text and its marks first, and then each of
    its tables that says what its columns mean."""
    nodes = list(_unfolded(outline.nodes, ()))
    marks = (("", "", "", mark) for mark in outline.marks)
    rows = (*marks, *(row for part, node in nodes for row in _said(part, node)))
    tables = (node for _, node in nodes if isinstance(node, Table) and node.meanings)
    whole = Table(WHOLE, tuple(COLUMNS), rows, WIDTHS, True, tuple(COLUMNS.values()))
    return replace(outline, nodes=(whole, *tables))


def _unfolded(
    nodes: Iterable[Node], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Node]]:
    """The nodes as they stand on paper, each with the headings above it; a picture is its table."""
    part = above
    for node in nodes:
        match node:
            case Heading():
                part = (*above, *part[len(above) :][: node.level - FIRST_LEVEL], node.text)
            case Fold():
                yield from _unfolded(node.nodes, (*part, *filter(None, (node.paper_label,))))
            case Chart():
                yield part, node.numbers
            case Link() | Box():
                continue
            case _:
                yield part, node


def _said(part: tuple[str, ...], node: Node) -> Iterator[tuple[str, ...]]:
    where = BETWEEN.join(part)
    match node:
        case Paragraph() | Note():
            yield where, "", "", node.text
        case Terms():
            for term in node.rows:
                for detail in term.details:
                    if text := _text(detail):
                        yield where, term.label, "", text
        case Table():
            yield from _cells(
                where if node.is_headed else BETWEEN.join((*part, node.caption)), node
            )


def _cells(where: str, table: Table) -> Iterator[tuple[str, ...]]:
    for name, *cells in table.rows:
        if not cells:
            yield where, "", table.columns[0], name
        for column, cell in zip(table.columns[1:], cells, strict=True):
            yield where, name, column, cell


def _text(detail: Detail) -> str:
    """A detail in words: of squares, which they are and what stands beside them."""
    match detail:
        case Squares():
            return f"{detail.beside} {detail.sentence}.".strip()
        case Link():
            return ""
    return detail
