"""Outlines as PDF/UA-1: tagged, with a title and a language, and the same bytes every time.

What people wrote reaches the typesetter as data and never as its language. It is set in a font that
comes with a library of ours, so that a paper looks the same on every machine; a character that the
font lacks would stop the whole paper, and is shown as � instead. Loaded with the first paper: see
``reports.build``.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from audit_tools.dates import local
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
from reports.writers.fonts import CM_A_POINT, characters, font_folder
from reports.writers.paper_text import detail_text, printable
from reports.writers.widths import LONGEST_WORD, Room, fitting

Pictures = Mapping[str, bytes]
Written = dict[str, Any]

TEMPLATE = Path(__file__).with_name("paper.typ")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
MANY_COLUMNS = 5
# What paper.typ makes of a table: points, shares of the size of the letters, centimetres.
LETTERS, SMALL, SMALLER = 9.2, 0.9, 0.92
INSET, NARROW_INSET = 0.35, 0.15
UPRIGHT, WIDER, LYING = 17.4, 18.4, 26.1
_BREAK = "\N{ZERO WIDTH SPACE}"


def write_pdf(title: str, outlines: Sequence[Outline], pictures: Pictures | None = None) -> bytes:
    """One file of all the outlines, each from a page of its own.

    ``pictures`` are SVG by the name of their chart; without one its numbers stand alone.
    """
    given = dict(pictures or {})
    data = {
        "title": _text(title),
        "at": _instant(outlines[0].at),
        "documents": [_document(outline, given) for outline in outlines],
    }
    files = {
        "main.typ": TEMPLATE.read_bytes(),
        "paper.json": json.dumps(data).encode(),
        **{f"{name}.svg": picture for name, picture in given.items()},
    }
    made = typst.compile(files, format="pdf", pdf_standards=["ua-1"], font_paths=_fonts())
    return bytes(made)


def _document(outline: Outline, pictures: Pictures) -> Written:
    return {
        "title": _text(outline.title),
        "caption": _text(outline.caption),
        "marking": _text(outline.marking),
        "draft": outline.draft,
        "warnings": list(outline.warnings),
        "watermark": outline.watermark,
        "one-side": outline.one_side,
        "landscape": outline.landscape,
        "large": outline.large,
        "nodes": _kept(list(_grouped(outline, pictures))),
    }


def _grouped(outline: Outline, pictures: Pictures) -> Iterator[Written]:
    """The nodes, what stands in two columns together."""
    for close, nodes in groupby(outline.printed, in_columns):
        written = [_fitted(one, outline) for node in nodes for one in _node(node, pictures)]
        if close:
            yield {"kind": "columns", "nodes": _kept(written)}
        else:
            yield from written


def _kept(nodes: list[Written]) -> list[Written]:
    """The nodes, those marked that stay with the next: what introduces a table."""
    return [
        {**node, "keep": next_ is not None and next_["kind"] == "table"}
        for node, next_ in zip(nodes, [*nodes[1:], None], strict=True)
    ]


def _fitted(node: Written, outline: Outline) -> Written:
    """A table with columns that its words fit in; anything else as it is."""
    if node["kind"] != "table":
        return node
    letters = LETTERS * (SMALLER if outline.one_side else SMALL)
    room = Room(
        LYING if outline.landscape else (WIDER if outline.one_side else UPRIGHT),
        2 * (NARROW_INSET if _is_strip(node) else INSET) * letters * CM_A_POINT,
        letters * node["head"],
        letters,
    )
    rows = [["\n".join(lines) for lines in row] for row in node["rows"]]
    named = not node["of-texts"]
    widths = fitting(node["columns"], rows, node["widths"], room, is_named=named)
    return {**node, "widths": [round(width, 3) for width in widths]}


def _is_strip(node: Written) -> bool:
    """Whether so many columns stand beside each other that they are close."""
    return len(node["columns"]) > MANY_COLUMNS and not node["of-texts"]


def _head(columns: int) -> float:
    """The size of the heads as a share of that of the cells: the more, the smaller."""
    return 1.0 if columns <= MANY_COLUMNS else 0.8 * max(0.75, min(1.0, 10 / columns))


def _instant(at: datetime | None) -> dict[str, int] | None:
    if at is None:
        return None
    here = local(at)
    return {name: getattr(here, name)
            for name in ("year", "month", "day", "hour", "minute", "second")}  # fmt: skip


def _node(node: Node, pictures: Pictures) -> list[Written]:
    return _WRITERS[type(node)](node, pictures)


def _heading(node: Heading, _: Pictures) -> list[Written]:
    return [{"kind": "heading", "level": node.level, "text": _text(node.text)}]


def _paragraph(node: Paragraph, _: Pictures) -> list[Written]:
    return [{"kind": "paragraph", "leads": node.leads, "lines": _lines(node.text)}]


def _note(node: Note, _: Pictures) -> list[Written]:
    return [{"kind": "note", "lines": _lines(node.text)}]


def _table(node: Table, _: Pictures) -> list[Written]:
    return [
        {
            "kind": "table",
            "caption": "" if node.is_headed else _text(node.caption),
            "columns": [_text(column) for column in node.columns],
            "rows": [[_lines(cell) for cell in row] for row in node.rows],
            "widths": node.widths or [1] * len(node.columns),
            "head": _head(len(node.columns)),
            "whole": node.is_short,
            "of-texts": node.of_texts,
        }
    ]


def _chart(node: Chart, pictures: Pictures) -> list[Written]:
    if node.name not in pictures:
        return _table(node.numbers, pictures)
    picture = {
        "kind": "picture",
        "file": f"{node.name}.svg",
        "caption": _text(node.caption),
        "alternative": _text(node.alternative),
    }
    return [picture, *_table(node.numbers, pictures)]


def _terms(node: Terms, _: Pictures) -> list[Written]:
    return [{"kind": "terms", "rows": [_term(row) for row in node.rows]}]


def _term(row: Term) -> Written:
    texts = (detail_text(detail) for detail in row.details)
    details = [line for text in texts if text for line in _lines(text)]
    return {"label": _text(row.label), "details": details}


def _fold(node: Fold, pictures: Pictures) -> list[Written]:
    inside = [written for inner in node.nodes for written in _node(inner, pictures)]
    label = [{"kind": "label", "text": _text(node.paper_label)}] if node.paper_label else []
    return [*label, *inside]


def _link(_node: Link, _: Pictures) -> list[Written]:
    """On paper a reference leads nowhere."""
    return []


def _box(node: Box, _: Pictures) -> list[Written]:
    return [{"kind": "box", "label": _text(node.label), "height": node.height}]


def _lines(text: str) -> list[str]:
    return [_text(line) for line in text.split("\n")]


def _text(text: str) -> str:
    """What the font can show, with places to break in words that would run off the paper."""
    known = characters()
    shown = "".join(c if ord(c) in known else UNKNOWN for c in printable(text))
    return " ".join(_breakable(word) for word in shown.split(" "))


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return _BREAK.join(
        word[at : at + LONGEST_WORD // 2] for at in range(0, len(word), LONGEST_WORD // 2)
    )


@cache
def _fonts() -> Any:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_folder())],
    )


_WRITERS: dict[type[Node], Callable[[Any, Pictures], list[Written]]] = {
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
