"""Points given of points possible, where a tool has them.

Off unless a tool says how many points an answer or a grade is worth, and never in a tool about
children: few children, each other, tell nothing in points. Points are added up and shown, and
nothing is made of them: no grade, no rank, no mark that is passed. What does not apply, is not
known or was not answered leaves both the points given and those possible, and is counted beside
them (item 16 of "Every field that some real tool uses": what is not applicable stands in no
denominator, and n is always shown).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from audit_tools.cases import Characteristics
from audit_tools.choices import Absence
from audit_tools.conditions.terms import Situation
from audit_tools.discussions import ReturnRead
from audit_tools.numbers import plural
from audit_tools.places import NOT_OUR_PART, agreed_place, grade_place
from audit_tools.questions import AskedOf, Question
from audit_tools.scales import Scale
from audit_tools.tool import AuditTool, Section

NOT_ANSWERED = "not answered"
NOTE = (
    "Points are added up and nothing more: no grade is made of them. What does not apply, is not "
    "known or was not answered leaves both the points given and the points possible."
)


@dataclass(frozen=True)
class Points:
    """So many ``given`` of so many ``possible``; ``left_out`` counts what stands in neither."""

    given: int = 0
    possible: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Points) -> Points:
        left_out = Counter(self.left_out) + Counter(other.left_out)
        return Points(self.given + other.given, self.possible + other.possible, left_out)

    def __str__(self) -> str:
        """``14 of 20 points; 2 not applicable``; empty where nothing has points."""
        beside = [f"{number} {why}" for why, number in sorted(self.left_out.items())]
        counted = f"{self.given} of {plural(self.possible, 'point')}"
        return "; ".join([counted, *beside]) if self.possible or beside else ""


def has_points(tool: AuditTool) -> bool:
    """Whether anything in a tool is worth points."""
    grades = (grade.points for scale in tool.scales for grade in scale.grades)
    return any(map(_worth, tool.questions)) or any(points is not None for points in grades)


@dataclass(frozen=True)
class SidedPoints:
    """Own and moderated points side by side: of each agency by its key, and of the discussion."""

    own: Mapping[str, Points]
    moderated: Points

    def __add__(self, other: SidedPoints) -> SidedPoints:
        agencies = dict.fromkeys([*self.own, *other.own])
        return SidedPoints(
            {a: self.own.get(a, Points()) + other.own.get(a, Points()) for a in agencies},
            self.moderated + other.moderated,
        )


def of_return(
    tool: AuditTool,
    scale: Scale | None,
    section: Section,
    situation: Situation,
    entries: Mapping[str, str],
) -> Points:
    """What an agency's own answers in a section, and its own grade of it, come to."""
    # Nobody asks an agency for a grade of what the discussion alone answers.
    if situation.kind is None or not section.in_return(situation.leads):
        return Points()
    asked = section.questions_for(situation.kind, situation.leads)
    shown = (question for question in asked if tool.shown(question, entries, situation))
    grade = entries.get(grade_place(section.key), "")
    return _of_answers(shown, entries) + _of_grade(section, scale, grade)


def in_section(
    tool: AuditTool,
    scale: Scale | None,
    section: Section,
    returns: Iterable[ReturnRead],
    situation: Callable[[str], Situation],
    record: Mapping[str, str],
    case: Characteristics,
) -> SidedPoints:
    """The points of a section: of those who answered, and what the discussion made of it.

    ``situation`` is that of an agency, ``record`` what the discussion wrote, by place.
    """
    of_panel = (
        one
        for one in section.questions
        if one.asked is AskedOf.PANEL and tool.shown(one, record, Situation(case=case))
    )
    agreed = record.get(agreed_place(section.key), "")
    return SidedPoints(
        {
            one.agency: of_return(tool, scale, section, situation(one.agency), one.entries)
            for one in returns
            if one.entries
        },
        _of_answers(of_panel, record) + _of_grade(section, scale, agreed),
    )


def _of_answers(questions: Iterable[Question], entries: Mapping[str, str]) -> Points:
    pointed = ((question.key, worth) for question in questions if (worth := _worth(question)))
    return sum((_of_answer(worth, entries.get(key, "")) for key, worth in pointed), Points())


def _worth(question: Question) -> dict[str, int]:
    """The points of each answer, by its key."""
    return {one.key: one.points for one in question.own_options if one.points is not None}


def _of_grade(section: Section, scale: Scale | None, grade: str) -> Points:
    worth = {one.key: one.points for one in scale.grades} if scale and section.graded else {}
    known = {key: points for key, points in worth.items() if points is not None}
    return Points() if not known or grade == NOT_OUR_PART else _of_answer(known, grade)


def _of_answer(worth: Mapping[str, int], answer: str) -> Points:
    if answer in worth:
        return Points(worth[answer], max(worth.values()))
    absent = {one.value: one.label.lower() for one in Absence}
    return Points(left_out={absent.get(answer, NOT_ANSWERED): 1})
