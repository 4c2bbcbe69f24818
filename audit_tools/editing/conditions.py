"""Building a condition by choosing: what it can speak of, in which ways, and where it stands.

The conditions of a question are a list, all of which must hold. A place in it is written as a path:
``0``, or ``0.any_of.1``; the list itself is the empty one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from audit_tools.cases import CaseField
from audit_tools.conditions.as_data import FORMS, GROUPS, TICKS
from audit_tools.conditions.in_words import OF_DATES, OF_NUMBERS
from audit_tools.conditions.terms import Comparison
from audit_tools.definition.condition_checks import ALLOWED_BANDS, section_asked, section_askers
from audit_tools.definition.fields import condition_field
from audit_tools.definition.sketch import QuestionSketch, sketch_questions
from audit_tools.editing.labels import word_of
from audit_tools.editing.offers import Offer, answers_of, name_of
from audit_tools.editing.places import QUESTIONS, SECTIONS, Document, Part, find, listed
from audit_tools.editing.saying import grades_of
from audit_tools.errors import Invalid
from audit_tools.questions import AnswerType

Conditions = list[dict[str, Any]]
Steps = tuple[str | int, ...]
CHOOSE_ANSWER = "Choose at least one."


@dataclass(frozen=True)
class Subject:
    """What a condition can speak of: ``name`` is a part of its form and what that holds."""

    name: str
    label: str
    group: str


@dataclass(frozen=True)
class Way:
    """One way of asking about a subject: by ticking (``offers``), by a number, by a day, or by
    nothing more."""

    name: str
    label: str
    holds: str = ""
    offers: tuple[Offer, ...] = ()


# --- What it can speak of -------------------------------------------------------------------


def subjects(document: Document, part: Part) -> tuple[Subject, ...]:
    """All that the conditions of a question or a section can speak of."""
    return (*_questions(document, part), *_grades(document, part), *_situations())


def _questions(document: Document, part: Part) -> Iterator[Subject]:
    """The questions above, of those who are asked this too."""
    askers = _askers(document, part)
    for question in _above(document, part):
        is_read = question.type != AnswerType.GROUP
        if is_read and (not askers or askers & question.askers):
            name = name_of(document, question.key)
            yield Subject(f"question:{question.key}", name, "An earlier question")


def _above(document: Document, part: Part) -> Iterator[QuestionSketch]:
    for question in sketch_questions(document):
        if part.key in (question.key, question.section) and part.list_name in (
            QUESTIONS if part.key == question.key else SECTIONS,
        ):
            return
        yield question


def _askers(document: Document, part: Part) -> frozenset[str]:
    if part.list_name == QUESTIONS:
        own = (q.askers for q in sketch_questions(document) if q.key == part.key)
        return frozenset[str]().union(*own)
    within = [q for q in sketch_questions(document) if q.section == part.key]
    return section_askers(within, section_asked(find(document, part) or {}, within))


def _grades(document: Document, part: Part) -> Iterator[Subject]:
    for section in listed(document, SECTIONS):
        keys = {section.get("key"), *(q.get("key") for q in listed(section, QUESTIONS))}
        if part.key in keys:
            return
        if section.get("graded", True) is True:
            title = str(section.get("title", ""))
            yield Subject(f"grade:{section.get('key')}", title, "The agency's grade of its part in")


def _situations() -> Iterator[Subject]:
    """What is known of the agency and of the case before anything is answered."""
    yield from (
        Subject(f"case:{band.value}", f"The case's {band.label}", "The case and the agency")
        for band in CaseField
    )
    for form in FORMS:
        if len(form) == 1 and form[0] not in GROUPS:
            label = _ALONE.get(form[0], condition_field(form[0]).says)
            yield Subject(form[0], label, "The case and the agency")


_ALONE = {
    "kinds": "Kind of agency that is asked",
    "leads": "Whether the agency leads the case",
    "audits": "Kind of audit",
}


# --- In which ways --------------------------------------------------------------------------


def ways(document: Document, subject: str) -> tuple[Way, ...]:
    """How a condition can ask about a subject; none where there is no such subject."""
    name, _, key = subject.partition(":")
    if name == "question":
        asked = next((q for q in sketch_questions(document) if q.key == key), None)
        return tuple(_of_question(document, asked)) if asked else ()
    if name == "grade":
        return (Way("one_of", "is one of these", "keys", tuple(grades_of(document))),)
    if name == "case" and key in list(CaseField):
        return (_of_case(CaseField(key)),)
    return _alone(name) if (name,) in FORMS else ()


def _of_question(document: Document, asked: QuestionSketch) -> Iterator[Way]:
    if asked.options:
        yield Way("one_of", "is answered with one of these", "keys",
                  tuple(answers_of(document, asked)))  # fmt: skip
    if asked.type == AnswerType.MULTIPLE:
        yield Way(TICKS, "has at least so many ticks", "number")
    words, holds = {
        AnswerType.NUMBER: (OF_NUMBERS, "number"),
        AnswerType.DATE: (OF_DATES, "date"),
    }.get(AnswerType(asked.type) if asked.type in list(AnswerType) else AnswerType.TEXT, ({}, ""))
    yield from (Way(one.value, f"is {words[one]}", holds) for one in Comparison if one in words)
    yield Way("answered", "is answered")
    yield Way("not-answered", "is not answered")


def _of_case(band: CaseField) -> Way:
    known = ALLOWED_BANDS.get(band, ())
    offers = tuple((one, one) for one in known)
    return Way("one_of", "is one of these", "keys" if offers else "text", offers)


def _alone(name: str) -> tuple[Way, ...]:
    field = condition_field(name)
    if field.words is not None:
        offers = tuple((word.value, word_of(field, word.value)) for word in field.words)
        return (Way("is", "is one of these", "keys", offers),)
    return (Way("true", "Yes"), Way("false", "No"))


def make_term(document: Document, subject: str, way: str, given: Sequence[str]) -> dict[str, Any]:
    """The term that was chosen. Raises ``Invalid``, its place ``subject``, ``way`` or ``given``."""
    offered = ways(document, subject)
    if not offered:
        raise Invalid("Choose what it hangs on.", "subject")
    chosen = next((one for one in offered if one.name == way), None)
    if chosen is None:
        raise Invalid("Choose how.", "way")
    name, _, key = subject.partition(":")
    value = _read(chosen, given)
    if not key:
        return {name: value}
    if way == "not-answered":
        return {name: key, "answered": False}
    return {name: key, way: value}


def _read(way: Way, given: Sequence[str]) -> Any:
    if not way.holds:
        return way.name in ("answered", "true")
    if way.holds == "keys":
        wanted = [key for key, _ in way.offers if key in given]
        if not wanted:
            raise Invalid(CHOOSE_ANSWER, "given")
        return wanted
    [text, *_] = [one.strip() for one in given if one.strip()] or [""]
    return _TYPED[way.holds](text)


# As many digits as the text of a tool can hold.
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")


def _number(text: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(text):
        raise Invalid("Enter a number, such as 6.", "given")
    return int(text)


def _day(text: str) -> str:
    if not text:
        raise Invalid("Choose a day.", "given")
    return text


def _bands(text: str) -> list[str]:
    if not text:
        raise Invalid("Write which, as it stands in the audit.", "given")
    # A band may have a comma: “Black, Black British, Caribbean or African”.
    return [part.strip() for part in text.splitlines() if part.strip()]


_TYPED: Mapping[str, Callable[[str], Any]] = {"number": _number, "date": _day, "text": _bands}


# --- Where it stands ------------------------------------------------------------------------


def read_steps(text: str) -> Steps:
    """A place within conditions, as it is written: ``0.any_of.1``."""
    return tuple(int(one) if one.isdecimal() else one for one in text.split(".") if one)


def write_steps(steps: Steps) -> str:
    return ".".join(str(step) for step in steps)


def at(conditions: Conditions, steps: Steps) -> Any:
    """What stands at a place; None where nothing does."""
    held: Any = conditions
    for step in steps:
        in_list = isinstance(held, list) and isinstance(step, int) and step < len(held)
        if not in_list and not (isinstance(held, dict) and step in held):
            return None
        held = held[step]
    return held


def put_term(conditions: Conditions, steps: Steps, term: dict[str, Any]) -> Conditions:
    """With a term in the place of another one, or as the last of a group."""
    changed = deepcopy(conditions)
    held = at(changed, steps)
    group = group_of(held)
    if isinstance(held, list):
        held.append(term)
    elif group in ("all_of", "any_of"):
        held[group].append(term)
    elif held is None:
        raise Invalid(MOVED)
    else:
        held.clear()
        held.update(term)
    return changed


MOVED = "These conditions changed meanwhile. Look at them, then try again."


def group_of(condition: object) -> str:
    """Which group this is; empty for none."""
    if not isinstance(condition, dict):
        return ""
    return next((name for name in GROUPS if name in condition), "")


def take_out(conditions: Conditions, steps: Steps) -> Conditions:
    """Without what stands there, and without the groups that are then empty."""
    changed = deepcopy(conditions)
    while steps:
        if at(changed, steps) is None:
            raise Invalid(MOVED)
        holder = at(changed, steps[:-1])
        del holder[steps[-1]]
        if holder or not steps[:-1]:
            break
        steps = steps[:-1]
    return changed


def join(conditions: Conditions, steps: Steps, group: str) -> Conditions:
    """With what stands there as a group of this kind: a term becomes the first of one."""
    if group not in ("all_of", "any_of"):
        raise Invalid("Choose all or any.")
    if not steps:
        return _join_all(conditions, group)
    changed = deepcopy(conditions)
    held = at(changed, steps)
    if not isinstance(held, dict):
        raise Invalid(MOVED)
    inner = held.copy()
    own = group_of(inner)
    parts = inner[own] if own in ("all_of", "any_of") else [inner]
    held.clear()
    held[group] = parts
    return changed


def _join_all(conditions: Conditions, group: str) -> Conditions:
    """All of a list hold; that any of it does is one group."""
    if group == "any_of":
        return [{"any_of": deepcopy(conditions)}]
    [only] = conditions if len(conditions) == 1 else [None]
    return deepcopy(only["any_of"]) if only and "any_of" in only else deepcopy(conditions)


def turn(conditions: Conditions, steps: Steps) -> Conditions:
    """With the opposite of what stands there."""
    changed = deepcopy(conditions)
    held = at(changed, steps)
    if not isinstance(held, dict):
        raise Invalid(MOVED)
    inner = held.copy()
    held.clear()
    held.update(inner.get("not", {"not": inner}))
    return changed
