"""Acronyms on paper: expanded where they are first read, and what stands elsewhere at the end.

Titles, headings and pictures stay as they are. A page on screen explains them at its end.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from audit_tools.words.acronyms import FirstUses, acronyms_in, unexplained_in
from audit_tools.words.word_list import Words
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


def with_acronyms(outline: Outline, words: Words) -> Outline:
    """The outline with each acronym of the glossary expanded at its first use."""
    uses = FirstUses(words)
    nodes = [_changed(node, uses.expand) for node in outline.nodes]
    left = [word for word in acronyms_in(texts_of(outline), words) if word.text not in uses.met]
    if left:
        terms = (Term(word.text, (word.says,)) for word in left)
        nodes += [Heading("Acronyms", anchor="acronyms"), Terms(tuple(terms))]
    return replace(outline, nodes=tuple(nodes))


def unexplained(outline: Outline, words: Words) -> tuple[str, ...]:
    """The acronyms of a paper that nobody explains."""
    return unexplained_in(texts_of(outline), words)


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
            return replace(node, nodes=tuple(_changed(one, change) for one in node.nodes))
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
