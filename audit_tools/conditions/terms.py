"""What a condition may say. Terms speak of one thing each; groups join them.

An answer that was not given fulfils no term that asks for one, and `Not` turns exactly that round:
"not answered Yes" holds too where nothing was answered (see docs/decisions/0050).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import eq, ge, gt, le, lt
from typing import Any

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import NOT_RECORDED, CaseField, Characteristics
from audit_tools.cycles import AuditKind
from audit_tools.places import grade_place

DEEPEST = 5
"""How deep groups may stand in each other; a term alone is 1 deep."""

MOST_TERMS = 30
"""The most terms of one question's conditions together."""

Chosen = tuple[str, ...]
"""An answer as it is stored, the keys of several ticks apart; empty where none was given."""


class Comparison(StrEnum):
    """How an answer stands to a number or a date."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EQUALS = "equals"

    def holds(self, answer: int | date, bound: int | date) -> bool:
        """Whether an answer stands so to a bound of the same kind."""
        return _OPERATORS[self](answer, bound)


_OPERATORS: dict[Comparison, Callable[[Any, Any], bool]] = {
    Comparison.AT_LEAST: ge,
    Comparison.AT_MOST: le,
    Comparison.MORE_THAN: gt,
    Comparison.LESS_THAN: lt,
    Comparison.EQUALS: eq,
}


@dataclass(frozen=True)
class _OfQuestion:
    question: str

    @property
    def place(self) -> str:
        """Where the answer stands."""
        return self.question


@dataclass(frozen=True)
class OneOf(_OfQuestion):
    """An earlier question has one of these answers; of several ticks one is enough."""

    one_of: tuple[str, ...]

    def is_fulfilled(self, chosen: Chosen) -> bool:
        return any(key in self.one_of for key in chosen)


@dataclass(frozen=True)
class Compared(_OfQuestion):
    """The number or the date that answers an earlier question stands so to a bound."""

    comparison: Comparison
    bound: int | date

    def is_fulfilled(self, chosen: Chosen) -> bool:
        if not chosen:
            return False
        [text] = chosen
        answer = int(text) if isinstance(self.bound, int) else date.fromisoformat(text)
        return self.comparison.holds(answer, self.bound)


@dataclass(frozen=True)
class Ticks(_OfQuestion):
    """An earlier multiple choice has at least so many ticks."""

    at_least: int

    def is_fulfilled(self, chosen: Chosen) -> bool:
        return len(chosen) >= self.at_least


@dataclass(frozen=True)
class Answered(_OfQuestion):
    """An earlier question is answered, or where not ``answered`` has no answer."""

    answered: bool

    def is_fulfilled(self, chosen: Chosen) -> bool:
        return bool(chosen) is self.answered


@dataclass(frozen=True)
class GradeOneOf:
    """The agency gave its own part in an earlier section one of these grades."""

    grade: str
    one_of: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where the grade stands."""
        return grade_place(self.grade)

    def is_fulfilled(self, chosen: Chosen) -> bool:
        return any(key in self.one_of for key in chosen)


@dataclass(frozen=True)
class Situation:
    """What conditions may know beside the answers: who is asked, about which case, in what audit.

    There is no ``kind`` where the panel answers.
    """

    kind: AgencyKind | None = None
    leads: bool = False
    case: Characteristics = field(default_factory=Characteristics, repr=False)
    audit: AuditKind = AuditKind.FULL


@dataclass(frozen=True)
class OfKind:
    """The agency that is asked is of one of these kinds."""

    kinds: tuple[AgencyKind, ...]

    def is_fulfilled(self, situation: Situation) -> bool:
        return situation.kind in self.kinds


@dataclass(frozen=True)
class Leads:
    """The agency that is asked leads the case, or where not ``leads`` does not."""

    leads: bool

    def is_fulfilled(self, situation: Situation) -> bool:
        return situation.leads is self.leads


@dataclass(frozen=True)
class OfCase:
    """The case is of one of these bands, whatever the capitals and spaces; an empty one is "not
    recorded"."""

    case: CaseField
    one_of: tuple[str, ...]

    def is_fulfilled(self, situation: Situation) -> bool:
        band = _plain(situation.case.of(self.case)) or NOT_RECORDED
        return any(band == _plain(one) for one in self.one_of)


@dataclass(frozen=True)
class OfAudit:
    """The audit is of one of these kinds."""

    audits: tuple[AuditKind, ...]

    def is_fulfilled(self, situation: Situation) -> bool:
        return situation.audit in self.audits


def _plain(band: str) -> str:
    return " ".join(band.split()).casefold()


@dataclass(frozen=True)
class AllOf:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition


AnswerTerm = OneOf | Compared | Ticks | Answered | GradeOneOf
SituationTerm = OfKind | Leads | OfCase | OfAudit
Term = AnswerTerm | SituationTerm
Condition = Term | AllOf | AnyOf | Not


def terms_of(condition: Condition) -> Iterator[Term]:
    """The terms of a condition, in the order in which they are written."""
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from terms_of(part)
    elif isinstance(condition, Not):
        yield from terms_of(condition.part)
    else:
        yield condition


def places_of(conditions: Iterable[Condition]) -> Iterator[str]:
    """Where the answers stand of which several conditions speak."""
    for condition in conditions:
        yield from (term.place for term in terms_of(condition) if isinstance(term, AnswerTerm))
