"""What the pages of published audit tools show."""

from dataclasses import dataclass

from audit_tools.agency_kinds import AgencyKind
from audit_tools.conditions.in_words import Named, say_all
from audit_tools.editing.labels import how_answered
from audit_tools.how_much import HowMuch, how_much
from audit_tools.needed import say_needed
from audit_tools.numbers import plural
from audit_tools.questions import say_asked
from audit_tools.tool import AuditTool, Choice, Question, Section, ToolNames


@dataclass(frozen=True)
class QuestionLine:
    """One question as everybody reads it, who is asked, and what is asked for a reason.

    ``only`` says where it is asked; empty for always. ``how`` says what its answer looks like.
    """

    number: str
    text: str
    guidance: str
    look_for: str
    options: tuple[str, ...]
    asked: str
    reason: str
    note: str
    cross_references: tuple[str, ...]
    only: str
    how: str
    not_computed: str
    rows: str


@dataclass(frozen=True)
class SectionPart:
    """One section with its questions."""

    key: str
    number: str
    title: str
    why: str
    good_looks_like: str
    graded: bool
    is_once: bool
    only: str
    not_computed: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class ToolPage:
    """A published audit tool, to be read; how much each kind of agency is asked, and besides where
    it leads, if that is more."""

    tool: AuditTool
    sections: tuple[SectionPart, ...]
    asked: tuple[HowMuch, ...]
    leading: tuple[HowMuch, ...]


def describe_tool(tool: AuditTool) -> ToolPage:
    """Everything that a published tool asks, and of whom."""
    asked, leading = (
        tuple(how_much(tool, kind, lead=lead) for kind in AgencyKind) for lead in (False, True)
    )
    is_more = any(own.questions != as_lead.questions or as_lead.details.count
                  for own, as_lead in zip(asked, leading, strict=True))  # fmt: skip
    return ToolPage(
        tool,
        tuple(_section(section, ToolNames(tool)) for section in tool.sections),
        asked,
        leading if is_more else (),
    )


def _section(section: Section, named: Named) -> SectionPart:
    return SectionPart(
        section.key,
        section.number,
        section.title,
        section.why,
        section.good_looks_like,
        section.graded,
        section.asked.is_once,
        say_all(section.show_when, named),
        section.not_computed,
        tuple(question_line(question, named) for question in section.questions),
    )


def question_line(question: Question, named: Named) -> QuestionLine:
    """One question as everybody reads it."""
    return QuestionLine(
        question.number,
        question.text,
        question.guidance,
        question.look_for,
        tuple(_option(choice) for choice in question.options),
        say_asked(question),
        f"{question.reason_text} {question.reason_needed}" if question.has_reason else "",
        say_needed(question, named),
        question.cross_references,
        say_all(question.show_when, named),
        how_answered(question.type),
        question.not_computed,
        _rows(question),
    )


def _option(choice: Choice) -> str:
    """``Partly in place (1 point)``."""
    if choice.points is None:
        return choice.label
    return f"{choice.label} ({plural(choice.points, 'point')})"


def _rows(question: Question) -> str:
    """How a group is answered: ``In rows (Sibling 1 to Sibling 6): Age, Lives where``."""
    if not question.parts:
        return ""
    names = f"{question.row_name(1)} to {question.row_name(question.most)}"
    return f"In rows ({names}): {', '.join(part.label for part in question.parts)}"
