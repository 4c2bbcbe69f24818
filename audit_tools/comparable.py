"""What two audits asked alike, so that their counts may stand beside each other.

Keys are permanent and answers are stored under them, so a question is the same where its key is,
where the same answers can be given, and where its author did not say that other words ask another
thing. A section or a theme is compared where all that is judged in it
is the same: with one question more, a lower grade need not mean worse practice.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from audit_tools.facts import CycleFacts
from audit_tools.tool import AskedOf, Question

Asked = frozenset[tuple[str, tuple[str, ...]]]
Meaning = tuple[Asked, frozenset[str], frozenset[str]]
Told = TypeVar("Told", Asked, Meaning)


class Why(StrEnum):
    """Why answers to a question do not stand beside each other."""

    NEW = "Only this audit asked it"
    DROPPED = "Only the audit before asked it"
    ON_THE_WAY = "It changed while one of the audits was under way"
    OTHER_ANSWERS = "It takes other answers now"
    OTHER_QUESTION = "By the author of the audit tool its words ask something else now"


@dataclass(frozen=True)
class LeftOut:
    """A question by which an audit judges and that was not asked alike. ``said`` is what the author
    of the tool gave as a reason, and is empty where nobody had to say one."""

    number: str
    text: str
    why: Why
    said: str = ""


@dataclass(frozen=True)
class Alike:
    """The keys of the sections, of the themes and of the discussion's questions that are the same
    in both audits, and the questions that are not."""

    sections: frozenset[str]
    themes: frozenset[str]
    questions: frozenset[str]
    left_out: tuple[LeftOut, ...] = ()


def find_alike(then: CycleFacts, now: CycleFacts) -> Alike:
    """What both audits asked alike. Sections are compared only where one scale grades both."""
    return Alike(
        _same(_steady(then, _sections), _steady(now, _sections))
        if _scale(then) == _scale(now)
        else frozenset(),
        _same(_steady(then, _themes), _steady(now, _themes)),
        _same(_steady(then, _panel), _steady(now, _panel)),
        tuple(_left_out(then, now)),
    )


def _left_out(then: CycleFacts, now: CycleFacts) -> Iterator[LeftOut]:
    """The questions that are compared in none of these, in the order of the later tool; those that
    it asks no more come last."""
    before, after = _steady(then, _compared), _steady(now, _compared)
    was = {question.key: question for question in _to_compare(then)}
    found = {question.key: question for question in _to_compare(now)}
    for key, question in {**found, **{k: q for k, q in was.items() if k not in found}}.items():
        if key not in was or key not in found:
            why = Why.DROPPED if key in was else Why.NEW
            yield LeftOut(question.number, question.text, why)
        elif key not in before or key not in after:
            yield LeftOut(question.number, question.text, Why.ON_THE_WAY)
        elif before[key] != after[key]:
            yield _asked_otherwise(was[key], question)


def _asked_otherwise(was: Question, now: Question) -> LeftOut:
    """Other answers need nobody's word; what its author says is said of the words."""
    if _asked(replace(was, comparable_from=now.comparable_from)) != _asked(now):
        return LeftOut(now.number, now.text, Why.OTHER_ANSWERS)
    return LeftOut(now.number, now.text, Why.OTHER_QUESTION, now.comparable_why)


def _to_compare(facts: CycleFacts) -> tuple[Question, ...]:
    """What is judged by, and what the discussion answers for the whole case."""
    return tuple(q for q in facts.tool.questions if q.judges or q.asked is AskedOf.PANEL)


def _compared(facts: CycleFacts) -> dict[str, Asked]:
    return {question.key: frozenset({_asked(question)}) for question in _to_compare(facts)}


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
