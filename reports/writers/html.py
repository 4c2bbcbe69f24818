"""An outline as a fragment of a page, in the markup of the GOV.UK Design System.

Everything that is written is escaped here, once. Pictures are images with addresses given by the
caller: an SVG carries styles of its own, which the page's security policy refuses inline. What
has no address is left out; its numbers are not.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, TypeGuard

from reports.outline import (
    Chart,
    Heading,
    Link,
    Node,
    Note,
    Outline,
    Paragraph,
    Squares,
    Table,
    Term,
    Terms,
)

Links = Mapping[str, str]

FEWEST_CHAPTERS = 3


def write_html(outline: Outline, links: Links) -> bytes:
    """The fragment, in UTF-8. ``links`` gives addresses by reference: ``chart:themes``."""
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
        f'<li><a class="govuk-link" href="#{escape(node.anchor)}">{escape(node.text)}</a></li>'
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
    rows = "".join(_row(row) for row in node.rows)
    caption = escape(node.caption)
    # A wide table scrolls in its own box; with the keyboard, only what can have the focus scrolls.
    return (
        f'<div class="gt-table" role="region" aria-label="{caption}" tabindex="0">'
        f'<table class="govuk-table"><caption class="govuk-table__caption">{caption}</caption>'
        f'<thead class="govuk-table__head"><tr class="govuk-table__row">{columns}</tr></thead>'
        f'<tbody class="govuk-table__body">{rows}</tbody></table></div>'
    )


def _row(row: tuple[str, ...]) -> str:
    first, *rest = row
    cells = "".join(f'<td class="govuk-table__cell">{escape(cell)}</td>' for cell in rest)
    return (
        f'<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">'
        f"{escape(first)}</th>{cells}</tr>"
    )


def _chart(node: Chart, links: Links) -> str:
    address = links.get(f"chart:{node.name}")
    if address is None:
        return _table(node.numbers, links)
    return (
        f'<figure class="gt-figure"><img class="gt-figure__image" src="{escape(address)}" '
        f'alt="{escape(node.alternative)}">'
        f'<figcaption class="govuk-body-s">{escape(node.caption)}</figcaption></figure>'
        f'<details class="govuk-details"><summary class="govuk-details__summary">'
        f'<span class="govuk-details__summary-text">Show the numbers'
        f'<span class="govuk-visually-hidden">: {escape(node.numbers.caption)}</span></span>'
        f'</summary><div class="govuk-details__text">{_table(node.numbers, links)}</div></details>'
    )


def _terms(node: Terms, links: Links) -> str:
    rows = "".join(_term(row) for row in node.rows)
    return f'<dl class="govuk-summary-list">{rows}</dl>'


def _term(term: Term) -> str:
    details = "".join(f'<p class="govuk-body">{_detail(detail)}</p>' for detail in term.details)
    return (
        f'<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">'
        f'{escape(term.label)}</dt><dd class="govuk-summary-list__value">{details}</dd></div>'
    )


def _detail(detail: str | Squares) -> str:
    if isinstance(detail, str):
        return escape(detail)
    return (
        f'<span class="gt-squares" role="img" aria-label="{escape(detail.sentence)}">'
        f"{escape(detail.text)}</span> {escape(detail.beside)}"
    )


def _link(node: Link, links: Links) -> str:
    address = links.get(node.to)
    if address is None:
        return ""
    whole = escape(f"{address}#{node.anchor}" if node.anchor else address)
    link = f'<a class="govuk-link" href="{whole}">{escape(node.text)}</a>'
    return f'<p class="govuk-body">{link}</p>'


_WRITERS: dict[type[Node], Callable[[Any, Links], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Table: _table,
    Chart: _chart,
    Terms: _terms,
    Link: _link,
}
