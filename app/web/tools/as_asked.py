"""A tool as one kind of agency is asked, so that its author sees what others will see."""

from dataclasses import dataclass

from app.web.boxes import Boxes
from app.web.returns.questions import QuestionBox
from audit_tools import places
from audit_tools.agency_kinds import AgencyKind
from audit_tools.errors import Hidden
from audit_tools.tool import AnswerType, AuditTool, Condition, Question, Section


@dataclass(frozen=True)
class AskedQuestion:
    """A question as the kind of agency reads it, and when it is asked; empty for always."""

    box: QuestionBox
    only: str


@dataclass(frozen=True)
class AskedSection:
    """A section of the return; ``prompts`` are what others are asked."""

    section: Section
    questions: tuple[AskedQuestion, ...]
    prompts: tuple[str, ...]


@dataclass(frozen=True)
class AskedPage:
    """The return of one kind of agency, and the other kinds to look at."""

    tool: AuditTool
    kind: AgencyKind
    kinds: tuple[AgencyKind, ...]
    sections: tuple[AskedSection, ...]
    lead_only: tuple[AskedQuestion, ...]
    """What it is asked besides where it leads the case."""

    @property
    def count(self) -> int:
        return sum(len(section.questions) for section in self.sections)


def describe_as_asked(tool: AuditTool, kind: str) -> AskedPage:
    """What an agency of a kind is asked. Raises ``Hidden`` where there is no such kind."""
    if kind not in list(AgencyKind):
        raise Hidden
    asked = AgencyKind(kind)
    own = {question.key for question in tool.questions_for(asked, lead=False)}
    return AskedPage(
        tool,
        asked,
        tuple(AgencyKind),
        tuple(_section(tool, section, asked) for section in tool.return_sections(asked, False)),
        tuple(
            _question(tool, question, asked)
            for question in tool.questions_for(asked, lead=True)
            if question.key not in own
        ),
    )


def _section(tool: AuditTool, section: Section, kind: AgencyKind) -> AskedSection:
    return AskedSection(
        section,
        tuple(_question(tool, q, kind) for q in section.questions_for(kind, lead=False)),
        tool.prompts_for(section, kind, False),
    )


def _question(tool: AuditTool, question: Question, kind: AgencyKind) -> AskedQuestion:
    boxes = Boxes({})
    box = QuestionBox(
        number=question.number,
        text=question.text_for(kind),
        guidance=question.guidance_for(kind),
        type=question.type,
        options=question.options,
        alone=question.alone,
        answer=boxes.box(question.key),
        seen=boxes.box(places.seen_place(question.key)),
        is_shown=True,
        asks_seen=question.type is AnswerType.ASSESSMENT,
    )
    only = "; ".join(_say(tool, condition, kind) for condition in question.show_when)
    return AskedQuestion(box, only)


def _say(tool: AuditTool, condition: Condition, kind: AgencyKind) -> str:
    """A condition as people say it: “Was the child asked?” is answered Yes or Partly."""
    earlier = tool.question(condition.question)
    labels = [choice.label for choice in earlier.options if choice.key in condition.one_of]
    return f"“{earlier.text_for(kind)}” is answered {' or '.join(labels)}"
