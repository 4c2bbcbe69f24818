"""The texts of an outline: all that it says, and the same with what was read in it changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reports.outline import (
    Detail,
    Fold,
    Heading,
    Node,
    Note,
    Outline,
    Paragraph,
    Squares,
    Table,
    Term,
    Terms,
)

Change = Callable[[str], str]


def with_texts(nodes: Iterable[Node], change: Change) -> tuple[Node, ...]:
    """The nodes with each text changed, in the order in which they are read.

    Headings, labels, captions and pictures stay as they are.
    """
    return tuple(_changed(node, change) for node in nodes)


def texts_of(outline: Outline) -> tuple[str, ...]:
    """Everything that a paper says, but for its marking and its pictures, which have a legend."""
    read = (text for node in outline.nodes for text in _texts(node))
    return (outline.title, outline.caption, *read)


def _changed(node: Node, change: Change) -> Node:
    match node:
        case Paragraph() | Note():
            return replace(node, text=change(node.text))
        case Terms():
            return Terms(tuple(_changed_term(term, change) for term in node.rows))
        case Table():
            rows = tuple(tuple(change(cell) for cell in row) for row in node.rows)
            return replace(node, rows=rows)
        case Fold():
            return replace(node, nodes=with_texts(node.nodes, change))
    return node


def _changed_term(term: Term, change: Change) -> Term:
    return replace(term, details=tuple(_changed_detail(one, change) for one in term.details))


def _changed_detail(detail: Detail, change: Change) -> Detail:
    match detail:
        case str():
            return change(detail)
        case Squares():
            return replace(detail, beside=change(detail.beside))
    return detail


def _texts(node: Node) -> Iterator[str]:
    match node:
        case Heading():
            yield from (node.text, node.beside)
        case Paragraph() | Note():
            yield node.text
        case Terms():
            yield from (text for term in node.rows for text in _texts_of_term(term))
        case Table():
            yield from (node.caption, *node.columns, *(c for row in node.rows for c in row))
        case Fold():
            yield node.paper_label
            yield from (text for one in node.nodes for text in _texts(one))


def _texts_of_term(term: Term) -> Iterator[str]:
    yield term.label
    for detail in term.details:
        match detail:
            case str():
                yield detail
            case Squares():
                yield detail.beside
