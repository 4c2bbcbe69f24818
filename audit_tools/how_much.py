"""How much one agency is asked about one case, and how much it may be.

The limits are those of who answers beside their other work on one evening. Above the most questions
a tool is published where its author says why; above what is advised of text boxes and case details
its author is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import blank_return
from audit_tools.cycles import CHILDREN
from audit_tools.numbers import plural
from audit_tools.returns import SECONDS_FOR_A_CHOICE, SECONDS_FOR_A_GRADE
from audit_tools.tool import AuditTool, SectionFor

SECONDS_FOR_A_TEXT_BOX = 5 * SECONDS_FOR_A_CHOICE
"""A text box takes as long as five clicks."""
MOST_TEXT_BOXES = 6
MOST_CASE_DETAILS = 5
"""The facts of a case are entered by the agency that leads, besides what it is asked."""


@dataclass(frozen=True)
class Amount:
    """Of something, how much there is and how much there should be at most; ``most`` is None where
    nothing limits it."""

    count: int
    most: int | None

    @property
    def is_above(self) -> bool:
        return self.most is not None and self.count > self.most

    @property
    def text(self) -> str:
        """``20 of 30``, and what is above says so in words."""
        if self.most is None:
            return str(self.count)
        return f"{self.count} of {self.most}{', more than advised' if self.is_above else ''}"


@dataclass(frozen=True)
class HowMuch:
    """What an agency of a kind is asked; of one that leads, too.

    ``details`` are the case details that only who leads enters; ``minutes`` about how long it takes
    whoever answers all of it and writes in every text box.
    """

    kind: AgencyKind
    lead: bool
    questions: Amount
    details: Amount
    text_boxes: Amount
    minutes: int

    @property
    def sentence(self) -> str:
        """``12 questions of at most 18, 3 text boxes of the 6 that are advised, 9 minutes``"""
        most, advised = self.questions.most, self.text_boxes.most
        questions = plural(self.questions.count, "question")
        boxes = plural(self.text_boxes.count, "text box", "text boxes")
        parts = (
            questions if most is None else f"{questions} of at most {most}",
            boxes if advised is None else f"{boxes} of the {advised} that are advised",
            f"about {plural(self.minutes, 'minute')}",
        )
        return f"{', '.join(parts)}."


def how_much(tool: AuditTool, kind: AgencyKind, *, lead: bool) -> HowMuch:
    """How much an agency of this kind is asked about one case. What an organisation, a place or
    anything else than a child is asked about has no limit: it is not asked again for each child."""
    blank = blank_return(tool, kind)
    asked = [one.question for section in blank.sections for one in section.questions]
    asked += [one.question for one in blank.besides] if lead else []
    facts = {q.key for s in tool.sections if s.asked is SectionFor.LEAD for q in s.questions}
    details = sum(question.key in facts for question in asked)
    boxes = sum(question.type.is_text_box for question in asked)
    is_limited = tool.counts == CHILDREN
    return HowMuch(
        kind,
        lead,
        Amount(len(asked) - details, kind.question_limit if is_limited else None),
        Amount(details, MOST_CASE_DETAILS if is_limited else None),
        Amount(boxes, MOST_TEXT_BOXES if is_limited else None),
        _minutes(len(asked), boxes, sum(one.section.graded for one in blank.sections), tool),
    )


def _minutes(asked: int, boxes: int, graded: int, tool: AuditTool) -> int:
    """By the estimate that is made of what is left of a return."""
    grades = graded if tool.grading_scales else 0
    seconds = (
        boxes * SECONDS_FOR_A_TEXT_BOX
        + (asked - boxes) * SECONDS_FOR_A_CHOICE
        + grades * SECONDS_FOR_A_GRADE
    )
    return -(-seconds // 60)
