"""What stands in a document: its texts, its terms, its tables, as a reader would find them."""

from collections.abc import Iterable

from reports.outline import (
    Chart,
    Detail,
    Fold,
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
from reports.writers.html import write_html


def text(outline: Outline) -> str:
    return write_html(outline, {}).decode()


def paragraphs(outline: Outline) -> list[str]:
    return [node.text for node in outline.nodes if isinstance(node, Paragraph)]


def notes(outline: Outline) -> list[str]:
    return [node.text for node in outline.nodes if isinstance(node, Note)]


def unfolded(nodes: Iterable[Node]) -> list[Node]:
    """All nodes as they stand on paper."""
    found: list[Node] = []
    for node in nodes:
        found += [node, *unfolded(node.nodes)] if isinstance(node, Fold) else [node]
    return found


def folds(outline: Outline) -> list[Fold]:
    return [node for node in outline.nodes if isinstance(node, Fold)]


def terms(outline: Outline) -> list[Term]:
    nodes = unfolded(outline.nodes)
    return [term for node in nodes if isinstance(node, Terms) for term in node.rows]


def lines(term: Term) -> list[str]:
    """What a term says, without where it leads."""
    return [_said(detail) for detail in term.details if not isinstance(detail, Link)]


def _said(detail: Detail) -> str:
    return detail.beside if isinstance(detail, Squares) else str(detail)


def table(outline: Outline, caption: str) -> Table:
    tables = (node for node in unfolded(outline.nodes) if isinstance(node, Table))
    return next(node for node in tables if node.caption.startswith(caption))


def charts(outline: Outline) -> dict[str, Chart]:
    return {node.name: node for node in outline.nodes if isinstance(node, Chart)}


def term(found: Iterable[Term], label: str) -> Term:
    return next(term for term in found if term.label == label)
