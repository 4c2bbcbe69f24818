"""What two audits asked alike, so that their counts may stand beside each other.

Keys are permanent and answers are stored under them, so a question is the same where its key is,
where the same answers can be given, and where its author did not say that other words ask another
thing. A section or a theme is compared where all that is judged in it
is the same: with one question more, a lower grade need not mean worse practice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from audit_tools.facts import CycleFacts
from audit_tools.tool import Question

Asked = frozenset[tuple[str, tuple[str, ...]]]
Meaning = tuple[Asked, frozenset[str], frozenset[str]]
Told = TypeVar("Told", Asked, Meaning)


@dataclass(frozen=True)
class Alike:
    """The keys of the sections, of the themes and of the discussion's questions that are the same
    in both audits."""

    sections: frozenset[str]
    themes: frozenset[str]
    questions: frozenset[str]


def find_alike(then: CycleFacts, now: CycleFacts) -> Alike:
    """What both audits asked alike. Sections are compared only where one scale grades both."""
    return Alike(
        _same(_steady(then, _sections), _steady(now, _sections))
        if _scale(then) == _scale(now)
        else frozenset(),
        _same(_steady(then, _themes), _steady(now, _themes)),
        _same(_steady(then, _panel), _steady(now, _panel)),
    )


def _steady(facts: CycleFacts, told: Callable[[CycleFacts], dict[str, Told]]) -> dict[str, Told]:
    """What an audit asked alike in all versions of its tool that its cases are answered with."""
    newest, *earlier = (
        told(replace(facts, tool=tool)) for tool in (facts.tool, *(e.tool for e in facts.earlier))
    )
    return {
        key: one for key, one in newest.items() if all(other.get(key) == one for other in earlier)
    }


def _same(then: dict[str, Told], now: dict[str, Told]) -> frozenset[str]:
    return frozenset(key for key in then.keys() & now.keys() if then[key] == now[key])


def _sections(facts: CycleFacts) -> dict[str, Asked]:
    return {s.key: _judged(s.questions) for s in facts.tool.sections if s.graded}


def _themes(facts: CycleFacts) -> dict[str, Meaning]:
    """What is judged of each theme, and what it took in and gave away: a theme that was merged or
    split means something else."""
    questions, book = facts.tool.questions, facts.codebook
    return {
        theme.key: (
            _judged(q for q in questions if theme.key in book.meant_by(q.themes)),
            frozenset(theme.stands_for),
            frozenset(other.key for other in book.themes if theme.key in other.stands_for),
        )
        for theme in book.themes
    }


def _panel(facts: CycleFacts) -> dict[str, Asked]:
    return {q.key: frozenset({_asked(q)}) for q in facts.tool.panel_questions}


def _judged(questions: Iterable[Question]) -> Asked:
    return frozenset(_asked(question) for question in questions if question.judges)


def _asked(question: Question) -> tuple[str, tuple[str, ...]]:
    since = str(question.comparable_from)
    return question.key, (question.type, since, *(choice.key for choice in question.own_options))


def _scale(facts: CycleFacts) -> tuple[tuple[str, bool], ...]:
    key = facts.cycle.scale
    grades = facts.tool.scale(key).grades if key else ()
    return tuple((grade.key, bool(grade.meets_standard)) for grade in grades)
