"""An outline as a Word file: real headings, real tables, nothing of the machine it was made on.

The same outline gives the same bytes: the date in the file is the outline's, and the times within
the archive are the earliest that there are. Loaded with the first paper: see ``reports.build``.
"""

import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC
from io import BytesIO
from itertools import groupby
from typing import Any

from docx.document import Document as Word

from reports.archives import EARLIEST, zipped
from reports.outline import (
    Box,
    Chart,
    Fold,
    Heading,
    Link,
    Node,
    Note,
    Outline,
    Paragraph,
    Table,
    Term,
    Terms,
    in_columns,
)
from reports.writers import docx_parts as parts
from reports.writers.docx_watermark import lay_under
from reports.writers.paper_text import detail_text, printable

FEW_TERMS, FEW_LETTERS = 3, 450
Pictures = Mapping[str, bytes]


def write_docx(title: str, outline: Outline, pictures: Pictures | None = None) -> bytes:
    """The Word file; ``title`` stands in its properties.

    ``pictures`` are PNG by the name of their chart; without one its numbers stand alone.
    """
    word = parts.new_document(
        landscape=outline.landscape, close=outline.one_side, large=outline.large
    )
    _describe(word, title, outline)
    parts.write_head_and_foot(
        word, _head_lines(outline), _clean(outline.marking), _clean(outline.caption)
    )
    if outline.watermark:
        lay_under(word, outline.watermark)
    parts.paragraph(word, _clean(outline.caption), quiet=True)
    word.add_heading(_clean(outline.title), 1)
    for close, nodes in groupby(outline.printed, in_columns):
        if close:
            parts.begin_columns(word, 2)
        for node in nodes:
            _node(word, node, pictures or {})
        if close:
            parts.begin_columns(word, 1)
    buffer = BytesIO()
    word.save(buffer)
    return _without_times(buffer.getvalue())


def _head_lines(outline: Outline) -> list[str]:
    marks = (outline.marking, outline.draft)
    lines = [" · ".join(mark for mark in marks if mark), *outline.warnings]
    return [_clean(line) for line in lines if line]


def _describe(word: Word, title: str, outline: Outline) -> None:
    about = word.core_properties
    at = (outline.at or EARLIEST).replace(microsecond=0)
    about.title, about.language = _clean(title)[:255], "en-GB"
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None)
    about.revision = 1


def _without_times(data: bytes) -> bytes:
    """The archive with the earliest time at each of its parts."""
    with zipfile.ZipFile(BytesIO(data)) as made:
        return zipped((name, made.read(name)) for name in made.namelist())


def _clean(text: str) -> str:
    return printable(text)


def _node(word: Word, node: Node, pictures: Pictures) -> None:
    _WRITERS[type(node)](word, node, pictures)


def _heading(word: Word, node: Heading, _: Pictures) -> None:
    word.add_heading(_clean(node.text), node.level)


def _paragraph(word: Word, node: Paragraph, _: Pictures) -> None:
    parts.paragraph(word, _clean(node.text), bold=node.leads)


def _note(word: Word, node: Note, _: Pictures) -> None:
    parts.note(word, _clean(node.text))


def _table(word: Word, node: Table, _: Pictures) -> None:
    parts.keep_last_with_next(word)
    _write_table(word, node)


def _write_table(word: Word, node: Table) -> None:
    if not node.is_headed:
        parts.label(word, _clean(node.caption))
    rows = [[_clean(cell) for cell in row] for row in node.rows]
    columns = [_clean(column) for column in node.columns]
    shares = node.widths or (1,) * len(node.columns)
    parts.table(
        word,
        columns,
        rows,
        shares,
        _clean(node.caption),
        whole=node.is_short,
        of_texts=node.of_texts,
    )


def _chart(word: Word, node: Chart, pictures: Pictures) -> None:
    if node.name in pictures:
        parts.picture(word, pictures[node.name], _clean(node.alternative))
        parts.paragraph(word, _clean(node.caption), quiet=True)
    # A picture that had to stay with its table would leave the page before it half empty.
    _write_table(word, node.numbers)


def _terms(word: Word, node: Terms, _: Pictures) -> None:
    """A few stay together; of many each does, so that no page ends half empty."""
    said = sum(len(text) for row in node.rows for text in _details(row))
    close = parts.are_columns(word)
    together = not close and (len(node.rows) <= FEW_TERMS or said <= FEW_LETTERS)
    for row in node.rows:
        if together and row is not node.rows[0]:
            parts.keep_last_with_next(word)
        parts.term(word, _clean(row.label), [_clean(text) for text in _details(row)], close=close)
    if node.rows and not close:
        parts.leave_room(word)


def _details(row: Term) -> list[str]:
    return [text for detail in row.details if (text := detail_text(detail))]


def _link(word: Word, node: Link, pictures: Pictures) -> None:
    """On paper a reference leads nowhere."""


def _fold(word: Word, node: Fold, pictures: Pictures) -> None:
    if node.paper_label:
        parts.label(word, _clean(node.paper_label))
    for inner in node.nodes:
        _node(word, inner, pictures)


def _box(word: Word, node: Box, _: Pictures) -> None:
    parts.label(word, _clean(node.label))
    parts.empty_box(word, node.height)


_WRITERS: dict[type[Node], Callable[[Word, Any, Pictures], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Table: _table,
    Chart: _chart,
    Terms: _terms,
    Link: _link,
    Fold: _fold,
    Box: _box,
}
