"""Conditions in every form that one can have, each of which the checks allow where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from audit_tools.agency_kinds import AgencyKind
from audit_tools.candidates import AGE_BANDS, SEXES
from audit_tools.cases import NOT_RECORDED, CaseField
from audit_tools.conditions.as_data import GROUPS, TICKS
from audit_tools.conditions.terms import Comparison
from audit_tools.cycles import AuditKind
from audit_tools.places import NOT_OUR_PART
from audit_tools.questions import AnswerType, AskedOf
from tests.audit_tools.definition.tape import Tape

Data = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """An earlier question: who answers it, and with which answers."""

    key: str
    type: AnswerType
    askers: frozenset[str]
    options: tuple[str, ...]


@dataclass(frozen=True)
class Graded:
    """An earlier section that is graded, and all grades of the tool."""

    key: str
    grades: tuple[str, ...]


@dataclass(frozen=True)
class Hanging:
    """What is to hang on conditions, and what those can speak of."""

    askers: frozenset[str]
    questions: Sequence[Asked]
    graded: Sequence[Graded]
    asked: AskedOf

    @property
    def by_agency(self) -> bool:
        return self.asked in (AskedOf.EACH, AskedOf.LEAD)


def any_conditions(tape: Tape, hanging: Hanging) -> list[Data]:
    """One condition or two; none where there is nothing to speak of."""
    found = (_condition(tape, hanging, 1, alone=True) for _ in range(1 + tape.below(2)))
    return [one for one in found if one]


def _condition(tape: Tape, hanging: Hanging, deep: int, *, alone: bool) -> Data | None:
    """``alone`` it has to hold, so that all who are asked are asked what it is about."""
    form = tape.below(8) if deep < 4 else 0
    if form < 5:
        return _term(tape, hanging, alone=alone)
    group = GROUPS[form - 5]
    if group == "not":
        part = _condition(tape, hanging, deep + 1, alone=False)
        return {group: part} if part else None
    count = 1 + tape.below(3)
    must = alone and (group == "all_of" or count == 1)
    parts = [_condition(tape, hanging, deep + 1, alone=must) for _ in range(count)]
    kept = [part for part in parts if part]
    return {group: kept} if len(kept) == count else None


def _term(tape: Tape, hanging: Hanging, *, alone: bool) -> Data | None:
    earlier = [one for one in hanging.questions if _is_asked_too(one, hanging, alone=alone)]
    if earlier and tape.below(4):
        return _of_question(tape, tape.pick(earlier))
    others = tuple(_of_situation(tape, hanging))
    return tape.pick(others) if others else None


def _is_asked_too(one: Asked, hanging: Hanging, *, alone: bool) -> bool:
    if one.type is AnswerType.GROUP:
        return False
    return hanging.askers <= one.askers if alone else bool(hanging.askers & one.askers)


def _of_question(tape: Tape, asked: Asked) -> Data:
    said: list[Data] = [{"answered": True}, {"answered": False}]
    if asked.options:
        said = [*said, *2 * [{"one_of": list(tape.several(asked.options, 1))}]]
    if asked.type is AnswerType.MULTIPLE:
        said += 3 * [{TICKS: 1 + tape.below(3)}]
    if asked.type is AnswerType.NUMBER:
        said += [{one.value: tape.pick((3, 0, 999_999_999, -1))} for one in Comparison]
    if asked.type is AnswerType.DATE:
        said += [{one.value: tape.pick(("2025-05-28", "0001-01-01"))} for one in Comparison]
    return {"question": asked.key, **tape.pick(said)}


def _of_situation(tape: Tape, hanging: Hanging) -> Iterator[Data]:
    """What is known before anything is answered."""
    yield {"audits": [one.value for one in tape.several(tuple(AuditKind), 1)]}
    if hanging.asked is not AskedOf.AUDIT:
        field = tape.pick(tuple(CaseField))
        known = {CaseField.AGE_BAND: (*AGE_BANDS, NOT_RECORDED), CaseField.SEX: SEXES}
        bands = known.get(field, ("Looked after", "White, British", "a|b", "1", NOT_RECORDED))
        yield {"case": field.value, "one_of": list(tape.several(bands, 1))}
    if hanging.by_agency:
        yield {"kinds": [one.value for one in tape.several(tuple(AgencyKind), 1)]}
        yield {"leads": tape.some()}
        if hanging.graded:
            section = tape.pick(hanging.graded)
            grades = (*section.grades, NOT_OUR_PART)
            yield from 3 * [{"grade": section.key, "one_of": list(tape.several(grades, 1))}]
