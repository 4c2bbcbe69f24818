"""The case sheet: what a chair needs of one child's returns on one side of paper.

The differences come first, then the lines that weigh most. What weighs most is our own choice and
stands in ``strongest_lines``; a sheet replaces no reading of the returns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audit_tools import places
from audit_tools.answered_once import SectionTold
from audit_tools.answers import in_words
from audit_tools.case_records import CaseHead, CaseReturns
from audit_tools.discussions import (
    ReturnRead,
    SectionCompared,
    by_difference,
    compare_all,
)
from audit_tools.places import FindingKind
from audit_tools.returns import Line, lines
from audit_tools.tool import VOICE, Question, Section, SectionFor

MOST_DIFFERENCES = 3
MOST_LINES = 5
TRUSTED = "voice.trusted-person"


@dataclass(frozen=True)
class CaseSheet:
    """The returns of a case that is prepared or open, and what was answered once for it."""

    head: CaseHead
    given: CaseReturns
    told: tuple[SectionTold, ...] = ()


@dataclass(frozen=True)
class Side:
    """One side of a difference: who, what they said in a word, and a line of theirs."""

    agencies: tuple[str, ...]
    word: str
    speaker: str
    line: str = field(repr=False)


@dataclass(frozen=True)
class Apart:
    """A difference. ``question`` is set where the grades agree and an answer does not."""

    section: Section
    question: Question | None
    high: Side
    low: Side


@dataclass(frozen=True)
class Weighty:
    """A line that weighs much, and whose it is."""

    agency: str
    section: str
    line: Line


def widest(given: CaseReturns) -> tuple[Apart, ...]:
    """At most three differences, the widest first."""
    compared = by_difference(compare_all(given.tool, given.scale, given.returns))
    return tuple(_apart(given, one) for one in compared if one.differs)[:MOST_DIFFERENCES]


def _apart(given: CaseReturns, compared: SectionCompared) -> Apart:
    section = given.tool.section(compared.section)
    if compared.apart and given.scale:
        by_rank = sorted(set(compared.grades.values()), key=given.scale.score)
        low, high = (
            _side(given, section, given.scale.grade(grade).label,
                  frozenset(a for a, g in compared.grades.items() if g == grade), kind)
            for grade, kind in ((by_rank[0], FindingKind.DEVELOPMENT),
                                (by_rank[-1], FindingKind.STRENGTH))
        )  # fmt: skip
        return Apart(section, None, high, low)
    question = given.tool.question(compared.questions[0])
    answers = {r.agency: r.entries.get(question.key, "") for r in given.returns}
    if question.scale is not None:
        return _apart_on_scale(given, section, question, answers)
    yes = frozenset(a for a, value in answers.items() if value == places.YES)
    less = frozenset(a for a, value in answers.items() if value in ("partly", "no"))
    word = ", ".join(sorted({in_words(question, answers[a]) for a in less}, reverse=True))
    return Apart(
        section,
        question,
        _side(given, section, "Yes", yes, FindingKind.STRENGTH),
        _side(given, section, word.replace(", ", " or "), less, FindingKind.DEVELOPMENT),
    )


def _apart_on_scale(
    given: CaseReturns, section: Section, question: Question, answers: Mapping[str, str]
) -> Apart:
    """The best and the worst grade of a scale that agencies answered a question with."""
    scale = question.scale
    graded = {a: grade for a, grade in answers.items() if scale is not None and grade in scale}
    order = [choice.key for choice in question.own_options]
    high, low = (
        _side(given, section, in_words(question, grade),
              frozenset(a for a, one in graded.items() if one == grade), kind)
        for grade, kind in ((min(graded.values(), key=order.index), FindingKind.STRENGTH),
                            (max(graded.values(), key=order.index), FindingKind.DEVELOPMENT))
    )  # fmt: skip
    return Apart(section, question, high, low)


def _side(
    given: CaseReturns, section: Section, word: str, who: frozenset[str], kind: FindingKind
) -> Side:
    speaking = ((one.agency, _line(one, section, kind)) for one in given.by_name()
                if one.agency in who)  # fmt: skip
    speaker, line = next(((a, text) for a, text in speaking if text), ("", ""))
    return Side(given.names(who), word, given.name(speaker) if speaker else "", line)


def _line(one: ReturnRead, section: Section, kind: FindingKind) -> str:
    """The line that says why: of the kind that fits the grade, the reason, or any line."""
    written = lines(one.entries, section.key)
    fitting = (line.text for line in written if line.kind is kind)
    reason = one.entries.get(places.reason_place(section.key), "")
    candidates = (*fitting, reason, *(line.text for line in written))
    return next((text for text in candidates if text), "")


def strongest_lines(given: CaseReturns) -> tuple[Weighty, ...]:
    """The five lines that weigh most and do not stand among the differences.

    First those whose agency gave its section the best or the lowest grade of the scale, then those
    whose agency says on which records it saw it, then in the tool's order. Nobody speaks twice
    until everybody who wrote has spoken once.
    """
    shown = {side.line for apart in widest(given) for side in (apart.high, apart.low)}
    weighed = sorted(
        (one for one in _all_lines(given) if one.line.text not in shown),
        key=lambda one: _weight(given, one),
    )
    turns: dict[str, int] = {}
    ranked = []
    for one in weighed:
        turns[one.agency] = turns.get(one.agency, 0) + 1
        ranked.append((turns[one.agency], one))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(one for _, one in ranked[:MOST_LINES])


def _all_lines(given: CaseReturns) -> Iterator[Weighty]:
    for section in given.tool.sections:
        if section.asked is SectionFor.AGENCIES:
            for one in given.by_name():
                for line in lines(one.entries, section.key):
                    yield Weighty(one.agency, section.key, line)


def _weight(given: CaseReturns, one: Weighty) -> tuple[bool, int]:
    entries = next(r.entries for r in given.returns if r.agency == one.agency)
    grades = given.scale.grades if given.scale else ()
    ends = {grades[0].key, grades[-1].key} if grades else set()
    section = given.tool.section(one.section)
    seen = sum(places.seen_place(question.key) in entries for question in section.questions)
    return entries.get(places.grade_place(one.section)) not in ends, -seen


def the_child(sheet: CaseSheet) -> tuple[tuple[str, str], ...]:
    """The child in the agencies' words: how the child lives, and whom the child trusts."""
    found = (("Lives", _lives(sheet.given)), ("Trusts", _trusts(sheet.given)))
    return tuple((label, text) for label, text in found if text)


def answered_once(sheet: CaseSheet) -> tuple[tuple[str, str], ...]:
    """What was answered once for the case, a line to a section that says something: whose words
    they are, or the title of what the Business Unit filled in."""
    return tuple(
        (one.speaker, " · ".join(told.in_line for told in one.answers) or one.not_asked)
        for one in sheet.told
        if one.all_told
    )


def _lives(given: CaseReturns) -> str:
    for one in given.by_name():
        for line in lines(one.entries, VOICE):
            return f"{line.text} ({given.name(one.agency)})"
    return ""


def _trusts(given: CaseReturns) -> str:
    said = ((one.entries.get(TRUSTED, ""), given.name(one.agency)) for one in given.by_name())
    return "; ".join(f"{text} ({name})" for text, name in said if text)
