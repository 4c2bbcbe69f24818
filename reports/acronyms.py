"""Acronyms on paper: expanded where they are first read, and what stands elsewhere at the end.

Titles, headings and pictures stay as they are. A page on screen explains them at its end; what has
to stay word for word explains them before its first heading, since nobody looks at the end of a
plan for what its first row means.
"""

from collections.abc import Iterable
from dataclasses import replace

from audit_tools.words.acronyms import FirstUses, acronyms_in, unexplained_in
from audit_tools.words.word_list import ListedWord, Words
from reports.outline import Heading, Outline, Paragraph, Term, Terms
from reports.outline_texts import texts_of, with_texts


def with_acronyms(outline: Outline, words: Words | None) -> Outline:
    """The outline with each acronym of the glossary expanded at its first use, if it has one."""
    if words is None:
        return outline
    uses = FirstUses(words)
    expanded = replace(outline, nodes=with_texts(outline.nodes, uses.expand))
    left = (word for word in acronyms_in(texts_of(outline), words) if word.text not in uses.met)
    return _explained(expanded, left)


def with_legend(outline: Outline, words: Words | None) -> Outline:
    """The outline with what each acronym stands for before its first heading, and each text as it
    was written: for what was agreed word for word, and for data."""
    said = [f"{word.text}: {word.says}" for word in _listed(outline, words)]
    if not said:
        return outline
    nodes = outline.nodes
    first = next((n for n, node in enumerate(nodes) if isinstance(node, Heading)), len(nodes))
    legend = Paragraph(f"In this paper: {'; '.join(said)}.")
    return replace(outline, nodes=(*nodes[:first], legend, *nodes[first:]))


def _listed(outline: Outline, words: Words | None) -> tuple[ListedWord, ...]:
    return tuple(acronyms_in(texts_of(outline), words)) if words else ()


def _explained(outline: Outline, acronyms: Iterable[ListedWord]) -> Outline:
    terms = tuple(Term(word.text, (word.says,)) for word in acronyms)
    if not terms:
        return outline
    legend = (Heading("Acronyms", anchor="acronyms"), Terms(terms))
    return replace(outline, nodes=(*outline.nodes, *legend))


def unexplained(outline: Outline, words: Words) -> tuple[str, ...]:
    """The acronyms of a paper that nobody explains."""
    return unexplained_in(texts_of(outline), words)
