"""Acronyms on paper: expanded where they are first read, and what stands elsewhere at the end.

Titles, headings and pictures stay as they are. A page on screen explains them at its end.
"""

from dataclasses import replace

from audit_tools.words.acronyms import FirstUses, acronyms_in, unexplained_in
from audit_tools.words.word_list import Words
from reports.outline import Heading, Outline, Term, Terms
from reports.outline_texts import texts_of, with_texts


def with_acronyms(outline: Outline, words: Words | None) -> Outline:
    """The outline with each acronym of the glossary expanded at its first use, if it has one."""
    if words is None:
        return outline
    uses = FirstUses(words)
    nodes = with_texts(outline.nodes, uses.expand)
    left = [word for word in acronyms_in(texts_of(outline), words) if word.text not in uses.met]
    if left:
        terms = Terms(tuple(Term(word.text, (word.says,)) for word in left))
        nodes = (*nodes, Heading("Acronyms", anchor="acronyms"), terms)
    return replace(outline, nodes=nodes)


def unexplained(outline: Outline, words: Words) -> tuple[str, ...]:
    """The acronyms of a paper that nobody explains."""
    return unexplained_in(texts_of(outline), words)
