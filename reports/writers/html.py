"""An outline as a fragment of a page, in the markup of the GOV.UK Design System.

Everything that is written is escaped here, once. Pictures are images with addresses given by the
caller: an SVG carries styles of its own, which the page's security policy refuses inline. What
has no address is left out; its numbers are not.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, TypeGuard

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
    Table,
    Term,
    Terms,
)

Links = Mapping[str, str]

FEWEST_CHAPTERS = 3


def write_html(outline: Outline, links: Links) -> bytes:
    """The fragment, in UTF-8. ``links`` gives addresses by reference: ``chart:themes``.

    The page it becomes part of says whether the data are invented, as every page does.
    """
    first = next((p for p, node in enumerate(outline.nodes) if _is_chapter(node)), 0)
    parts = [
        f'<span class="govuk-caption-l">{escape(outline.caption)}</span>',
        f'<h1 class="govuk-heading-l">{escape(outline.title)}</h1>',
        *(_node(node, links) for node in outline.nodes[:first]),
        _contents(outline),
        *(_node(node, links) for node in outline.nodes[first:]),
    ]
    return "\n".join(part for part in parts if part).encode()


def _is_chapter(node: Node) -> TypeGuard[Heading]:
    return isinstance(node, Heading) and node.level == 2 and bool(node.anchor)


def _contents(outline: Outline) -> str:
    """Links to the chapters, after the sentences that come first; none for a short document."""
    chapters = [node for node in outline.nodes if _is_chapter(node)]
    if len(chapters) < FEWEST_CHAPTERS:
        return ""
    items = "".join(
        f'<li><a class="govuk-link" href="#{escape(node.anchor)}">{escape(node.text)}</a>'
        f"{_beside(node.beside)}</li>"
        for node in chapters
    )
    return (
        f'<nav class="gt-contents" aria-labelledby="on-this-page">'
        f'<h2 class="govuk-heading-s" id="on-this-page">On this page</h2>'
        f'<ul class="govuk-list">{items}</ul></nav>'
    )


def _node(node: Node, links: Links) -> str:
    return _WRITERS[type(node)](node, links)


def _heading(node: Heading, links: Links) -> str:
    size = "m" if node.level == 2 else "s"
    anchor = f' id="{escape(node.anchor)}"' if node.anchor else ""
    tag = f"h{node.level}"
    return f'<{tag} class="govuk-heading-{size}"{anchor}>{escape(node.text)}</{tag}>'


def _paragraph(node: Paragraph, links: Links) -> str:
    kind = "govuk-body-l" if node.leads else "govuk-body"
    return f'<p class="{kind}">{escape(node.text)}</p>'


def _note(node: Note, links: Links) -> str:
    return f'<div class="govuk-inset-text">{escape(node.text)}</div>'


def _table(node: Table, links: Links) -> str:
    columns = "".join(
        f'<th scope="col" class="govuk-table__header">{escape(column)}</th>'
        for column in node.columns
    )
    rows = "".join(_row(row, node.of_texts) for row in node.rows)
    caption, unseen = escape(node.caption), " govuk-visually-hidden" if node.is_headed else ""
    # A wide table scrolls in its own box; with the keyboard, only what can have the focus scrolls.
    return (
        f'<div class="gt-table" role="region" aria-label="{caption}" tabindex="0">'
        f'<table class="govuk-table"><caption class="govuk-table__caption{unseen}">{caption}'
        "</caption>"
        f'<thead class="govuk-table__head"><tr class="govuk-table__row">{columns}</tr></thead>'
        f'<tbody class="govuk-table__body">{rows}</tbody></table></div>'
    )


def _row(row: tuple[str, ...], of_texts: bool) -> str:
    first, *rest = row
    plain = " gt-plain" if of_texts else ""
    cells = "".join(f'<td class="govuk-table__cell">{_lines(cell)}</td>' for cell in rest)
    return (
        f'<tr class="govuk-table__row"><th scope="row" '
        f'class="govuk-table__header{plain}">'
        f"{_lines(first)}</th>{cells}</tr>"
    )


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _chart(node: Chart, links: Links) -> str:
    address = links.get(f"chart:{node.name}")
    if address is None:
        return _table(node.numbers, links)
    return (
        f'<figure class="gt-figure"><div class="gt-figure__frame" role="region" '
        f'aria-label="{escape(node.numbers.caption)}: picture" tabindex="0">'
        f"<picture>{_narrow(links.get(f'chart:{node.name}:narrow'))}"
        f'<img class="gt-figure__image" src="{escape(address)}" alt="{escape(node.alternative)}">'
        f'</picture></div><figcaption class="govuk-body-s">{escape(node.caption)}</figcaption>'
        "</figure>"
        f"{_folded('Show the numbers', node.numbers.caption, _table(node.numbers, links))}"
    )


def _narrow(address: str | None) -> str:
    """The picture as it is drawn for a phone, if it is."""
    if address is None:
        return ""
    return f'<source media="(max-width: 40em)" srcset="{escape(address)}">'


def _folded(label: str, of: str, inside: str) -> str:
    """Something behind a label; ``of`` tells labels apart for those who hear them one by one."""
    return (
        f'<details class="govuk-details"><summary class="govuk-details__summary">'
        f'<span class="govuk-details__summary-text">{escape(label)}'
        f'<span class="govuk-visually-hidden">: {escape(of)}</span></span>'
        f'</summary><div class="govuk-details__text">{inside}</div></details>'
    )


def _fold(node: Fold, links: Links) -> str:
    anchor = f' id="{escape(node.anchor)}"' if node.anchor else ""
    inside = "".join(_node(inner, links) for inner in node.nodes)
    return (
        f'<details class="govuk-details gt-fold"{anchor}><summary class="govuk-details__summary">'
        f'<span class="govuk-details__summary-text">{escape(node.label)}</span>'
        f'{_beside(node.beside)}</summary><div class="govuk-details__text">{inside}</div></details>'
    )


def _beside(text: str) -> str:
    return f' <span class="gt-beside">{escape(text)}</span>' if text else ""


def _terms(node: Terms, links: Links) -> str:
    rows = "".join(_term(row, links) for row in node.rows)
    return f'<dl class="govuk-summary-list">{rows}</dl>'


def _term(term: Term, links: Links) -> str:
    written = (_detail(detail, links) for detail in term.details)
    details = "".join(f'<p class="govuk-body">{detail}</p>' for detail in written if detail)
    return (
        f'<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">'
        f'{escape(term.label)}</dt><dd class="govuk-summary-list__value">{details}</dd></div>'
    )


def _detail(detail: Detail, links: Links) -> str:
    if isinstance(detail, str):
        return escape(detail)
    if isinstance(detail, Link):
        return _anchor(detail, links)
    return (
        f'<span class="gt-squares" role="img" aria-label="{escape(detail.sentence)}">'
        f"{escape(detail.text)}</span> {escape(detail.beside)}"
    )


def _link(node: Link, links: Links) -> str:
    link = _anchor(node, links)
    return f'<p class="govuk-body">{link}</p>' if link else ""


def _anchor(node: Link, links: Links) -> str:
    address = links.get(node.to)
    if address is None:
        return ""
    whole = escape(f"{address}#{node.anchor}" if node.anchor else address)
    return f'<a class="govuk-link" href="{whole}">{escape(node.text)}</a>'


def _box(node: Box, links: Links) -> str:
    return f'<div class="gt-write-here">{escape(node.label)}</div>'


_WRITERS: dict[type[Node], Callable[[Any, Links], str]] = {
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
