"""Conditions of a sound tool that can never hold, each with its place and what to do.

Of every answer that a condition speaks of, as many are tried as could make a difference: each
choice, the numbers and days on both sides of each bound, none at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, combinations, product

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import Characteristics
from audit_tools.conditions.possible import Alternative, Steps, may_hold
from audit_tools.conditions.terms import (
    AllOf,
    Answered,
    AnswerTerm,
    AnyOf,
    Chosen,
    Compared,
    Condition,
    GradeOneOf,
    Not,
    OfAudit,
    OfCase,
    OneOf,
    Situation,
    Term,
    Ticks,
    places_of,
    terms_of,
)
from audit_tools.cycles import AuditKind
from audit_tools.definition.sentences import Found
from audit_tools.places import NOT_OUR_PART, read_place
from audit_tools.tool import AnswerType, AskedOf, AuditTool, Question, Section

MOST_TICKED = 10
"""With more answers to tick that make a difference than these nothing is called impossible."""

MOST_STEPS = 10_000
"""Tried for one tool, about a second; the largest shipped tool takes some twenty."""

MOST_TERMS = 100
"""Of conditions that hang on more terms than these, all the way up, none is called impossible."""

_LARGEST_NUMBER = 999_999

_NEVER_NEEDED = "This can never hold where it is asked. Change it, or take it out."
_NEVER = "This can never hold, whatever is answered, so nobody would ever be asked. Change it."


def find_impossible(tool: AuditTool) -> Iterator[Found]:
    """Every section and every question of a sound tool that nobody can ever be asked."""
    steps = Steps(MOST_STEPS)
    for at, section in enumerate(tool.sections):
        of_section = _of_section(section)
        if section.show_when and not _can_hold(tool, section.show_when, of_section, steps):
            yield ("sections", at, "show_when"), _NEVER
            continue
        needed = (*section.show_when, *section.required_when)
        if section.required_when and not _can_hold(tool, needed, _of_section(section), steps):
            yield ("sections", at, "required_when"), _NEVER_NEEDED
        for number, question in enumerate(section.questions):
            path = ("sections", at, "questions", number)
            shown = tool.conditions_at(question.key)
            needed = (*shown, *question.required_when)
            if question.show_when and not _can_hold(tool, shown, _askers(question), steps):
                yield (*path, "show_when"), _NEVER
            elif question.required_when and not _can_hold(tool, needed, _askers(question), steps):
                yield (*path, "required_when"), _NEVER_NEEDED


def _askers(question: Question) -> Iterator[Situation]:
    """Everybody who may be asked a question, as far as conditions know it."""
    if question.asked is AskedOf.PANEL or question.asked.is_once:
        yield Situation()
    for kind, leads in product(AgencyKind, (False, True)):
        if question.is_asked_of(kind, leads):
            yield Situation(kind, leads)


def _of_section(section: Section) -> Iterator[Situation]:
    if section.is_only_of_panel or section.asked.is_once:
        yield Situation()
    else:
        for kind, leads in product(AgencyKind, (False, True)):
            if section.in_return(leads):
                yield Situation(kind, leads)


def _can_hold(
    tool: AuditTool,
    conditions: tuple[Condition, ...],
    askers: Iterable[Situation],
    steps: Steps,
) -> bool:
    parts, terms = [], set[Term]()
    for part in chain(conditions, _what_counts(tool, conditions)):
        parts.append(part)
        terms |= set(terms_of(part))
        if len(terms) > MOST_TERMS:
            return True
    whole = AllOf(tuple(parts))
    return any(_Asked(tool, who, whole).can_hold(steps) for who in askers)


def _what_counts(tool: AuditTool, conditions: Iterable[Condition]) -> Iterator[Condition]:
    """An answer is given only where its own question is asked, all the way up."""
    waiting, seen = list(places_of(conditions)), set[str]()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        needed = tool.conditions_at(place)
        if needed:
            yield AnyOf((Not(_is_given(tool, place)), AllOf(needed)))
            waiting += places_of(needed)


def _is_given(tool: AuditTool, place: str) -> Condition:
    where = read_place(place)
    if where.of_question:
        return Answered(place, True)
    return GradeOneOf(where.section, _grades(tool))


def _grades(tool: AuditTool) -> tuple[str, ...]:
    return (*(grade.key for scale in tool.scales for grade in scale.grades), NOT_OUR_PART)


class _Asked:
    """A condition as it comes before somebody, with all that they could answer."""

    def __init__(self, tool: AuditTool, who: Situation, condition: Condition) -> None:
        self._tool, self._who, self._condition = tool, who, condition
        self._terms = tuple(dict.fromkeys(terms_of(condition)))

    def can_hold(self, steps: Steps) -> bool:
        of_answers = [term for term in self._terms if isinstance(term, AnswerTerm)]
        places = {term.place for term in of_answers}
        if any(len(_to_tick(self._tool, place, of_answers)) > MOST_TICKED for place in places):
            return True
        return may_hold(self._condition, self._alternatives, steps)

    def _alternatives(self, term: Term) -> Sequence[Alternative]:
        """Every way in which the terms on the same thing can come out together, each once."""
        found: Iterable[Alternative]
        if isinstance(term, AnswerTerm):
            same = [t for t in self._terms if isinstance(t, AnswerTerm) and t.place == term.place]
            found = ({t: t.is_fulfilled(c) for t in same} for c in self._answers(term.place, same))
        elif isinstance(term, OfCase):
            held = [t for t in self._terms if isinstance(t, OfCase) and t.case is term.case]
            found = ({t: t.is_fulfilled(case) for t in held} for case in _cases(held))
        elif isinstance(term, OfAudit):
            told = [t for t in self._terms if isinstance(t, OfAudit)]
            audits = (Situation(audit=kind) for kind in AuditKind)
            found = ({t: t.is_fulfilled(audit) for t in told} for audit in audits)
        else:
            found = [{term: term.is_fulfilled(self._who)}]
        return list({tuple(one.items()): one for one in found}.values())

    def _answers(self, place: str, terms: Sequence[AnswerTerm]) -> Iterable[Chosen]:
        yield ()
        where = read_place(place)
        if not where.of_question:
            yield from ((grade,) for grade in _grades(self._tool))
        elif self._is_asked(question := self._tool.question(place)):
            bounds = [term.bound for term in terms if isinstance(term, Compared)]
            yield from _typed(question, bounds)
            yield from ((choice.key,) for choice in question.options)
            yield from _subsets(_to_tick(self._tool, place, terms))

    def _is_asked(self, question: Question) -> bool:
        if self._who.kind is None:
            # Whom conditions speak of is settled by now: those who are asked this too.
            return question.asked is AskedOf.PANEL or question.asked.is_once
        return question.is_asked_of(self._who.kind, self._who.leads)


def _cases(terms: Sequence[OfCase]) -> Iterator[Situation]:
    """Cases of every band that is spoken of, and of one that is not."""
    for band in ("", "\x00", *(band for term in terms for band in term.one_of)):
        yield Situation(case=Characteristics(**{terms[0].case.value: band}))


def _typed(question: Question, bounds: Iterable[int | date]) -> Iterator[Chosen]:
    """What can be typed: on both sides of each bound, and as far from all as there is."""
    if question.type is AnswerType.NUMBER:
        near = {b + step for b in bounds if isinstance(b, int) for step in (-1, 0, 1)}
        allowed = {n for n in near if 0 <= n <= _LARGEST_NUMBER}
        yield from ((str(number),) for number in {0, _LARGEST_NUMBER} | allowed)
    elif question.type is AnswerType.DATE:
        days = {b.toordinal() + step for b in bounds if isinstance(b, date) for step in (-1, 0, 1)}
        first, last = date.min.toordinal(), date.max.toordinal()
        near = {day for day in days if first <= day <= last}
        yield from ((date.fromordinal(day).isoformat(),) for day in {first, last} | near)
    elif question.type.is_text_box:
        yield ("some words",)


def _to_tick(tool: AuditTool, place: str, terms: Iterable[AnswerTerm]) -> tuple[str, ...]:
    """The answers of a multiple choice that make a difference: those that terms on it name, and
    as many others as ticks are counted."""
    if "/" in place or tool.question(place).type is not AnswerType.MULTIPLE:
        return ()
    question = tool.question(place)
    here = [term for term in terms if term.place == place]
    named = {key for term in here if isinstance(term, OneOf) for key in term.one_of}
    counted = max((term.at_least for term in here if isinstance(term, Ticks)), default=1)
    keys = [c.key for c in question.options if c.key not in question.standing_alone]
    others = [key for key in keys if key not in named]
    return (*(key for key in keys if key in named), *others[:counted])


def _subsets(keys: Sequence[str]) -> Iterator[Chosen]:
    for count in range(2, len(keys) + 1):
        yield from combinations(keys, count)
