"""Conditions as JSON and YAML hold them, in a tool's document as on a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseField
from audit_tools.conditions.terms import (
    AllOf,
    Answered,
    AnswerTerm,
    AnyOf,
    Compared,
    Comparison,
    Condition,
    GradeOneOf,
    Leads,
    Not,
    OfAudit,
    OfCase,
    OfKind,
    OneOf,
    SituationTerm,
    Term,
    Ticks,
)
from audit_tools.cycles import AuditKind

TICKS = "ticks_at_least"
GROUPS = ("all_of", "any_of", "not")
FORMS = (
    ("question", "one_of"),
    *(("question", comparison.value) for comparison in Comparison),
    ("question", TICKS),
    ("question", "answered"),
    ("grade", "one_of"),
    ("case", "one_of"),
    ("kinds",),
    ("leads",),
    ("audits",),
    *((group,) for group in GROUPS),
)
"""What a condition can be: which keys stand in it together."""


def to_data(condition: Condition) -> dict[str, Any]:
    """The condition as plain data; ``from_data`` gives the same again."""
    if isinstance(condition, AllOf):
        return {"all_of": [to_data(part) for part in condition.parts]}
    if isinstance(condition, AnyOf):
        return {"any_of": [to_data(part) for part in condition.parts]}
    if isinstance(condition, Not):
        return {"not": to_data(condition.part)}
    return _term_data(condition)


def as_json(left: Condition | bool) -> str:
    """What is left of a condition, for the script of a page; empty where nothing is."""
    return "" if isinstance(left, bool) else json.dumps(to_data(left))


def _term_data(term: Term) -> dict[str, Any]:
    if not isinstance(term, AnswerTerm):
        return _situation_data(term)
    if isinstance(term, GradeOneOf):
        return {"grade": term.grade, "one_of": list(term.one_of)}
    if isinstance(term, OneOf):
        said: tuple[str, Any] = ("one_of", list(term.one_of))
    elif isinstance(term, Ticks):
        said = (TICKS, term.at_least)
    elif isinstance(term, Answered):
        said = ("answered", term.answered)
    else:
        is_date = isinstance(term.bound, date)
        said = (term.comparison.value, str(term.bound) if is_date else term.bound)
    return dict([("question", term.question), said])


def _situation_data(term: SituationTerm) -> dict[str, Any]:
    if isinstance(term, OfKind):
        return {"kinds": [kind.value for kind in term.kinds]}
    if isinstance(term, Leads):
        return {"leads": term.leads}
    if isinstance(term, OfAudit):
        return {"audits": [kind.value for kind in term.audits]}
    return {"case": term.case.value, "one_of": list(term.one_of)}


def from_data(data: Mapping[str, Any]) -> Condition:
    """The condition that sound data say."""
    if "all_of" in data:
        return AllOf(tuple(from_data(part) for part in data["all_of"]))
    if "any_of" in data:
        return AnyOf(tuple(from_data(part) for part in data["any_of"]))
    if "not" in data:
        return Not(from_data(data["not"]))
    if "question" in data:
        return _question_term(data)
    return _other_term(data)


def _other_term(data: Mapping[str, Any]) -> Term:
    if "kinds" in data:
        return OfKind(tuple(AgencyKind(kind) for kind in data["kinds"]))
    if "leads" in data:
        return Leads(data["leads"])
    if "audits" in data:
        return OfAudit(tuple(AuditKind(kind) for kind in data["audits"]))
    if "case" in data:
        return OfCase(CaseField(data["case"]), tuple(data["one_of"]))
    return GradeOneOf(data["grade"], tuple(data["one_of"]))


def _question_term(data: Mapping[str, Any]) -> Term:
    key = data["question"]
    if "one_of" in data:
        return OneOf(key, tuple(data["one_of"]))
    if TICKS in data:
        return Ticks(key, data[TICKS])
    if "answered" in data:
        return Answered(key, data["answered"])
    [comparison] = (one for one in Comparison if one in data)
    bound = data[comparison]
    is_number = isinstance(bound, int)
    return Compared(key, comparison, bound if is_number else date.fromisoformat(bound))
