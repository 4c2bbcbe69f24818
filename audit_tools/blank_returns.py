"""What one kind of agency is asked: for whoever makes a tool, and for paper."""

from __future__ import annotations

from dataclasses import dataclass

from audit_tools.agency_kinds import AgencyKind
from audit_tools.conditions.holding import resolve
from audit_tools.conditions.in_words import say_all
from audit_tools.conditions.terms import AllOf, Condition, Leads, OfKind, Situation, Term
from audit_tools.tool import AuditTool, Question, Section, ToolNames


@dataclass(frozen=True)
class AskedQuestion:
    """A question as the kind of agency reads it; ``only`` says when it is asked, and is empty for
    always."""

    question: Question
    text: str
    guidance: str
    only: str


@dataclass(frozen=True)
class AskedSection:
    """A section of the return; ``prompts`` are what others are asked."""

    section: Section
    questions: tuple[AskedQuestion, ...]
    prompts: tuple[str, ...]


@dataclass(frozen=True)
class BlankReturn:
    """The return of one kind of agency with nothing in it.

    ``besides`` is what it is asked too where it leads the case; ``marking`` the protective marking
    of the partnership's papers.
    """

    tool: AuditTool
    kind: AgencyKind
    sections: tuple[AskedSection, ...]
    besides: tuple[AskedQuestion, ...]
    marking: str = ""

    @property
    def count(self) -> int:
        """How many questions it is asked where it does not lead."""
        return sum(len(section.questions) for section in self.sections)


def blank_return(tool: AuditTool, kind: AgencyKind, marking: str = "") -> BlankReturn:
    """What an agency of a kind is asked."""
    sections = tuple(
        AskedSection(
            section,
            _asked(tool, section.questions_for(kind, lead=False), kind, leads=False),
            tool.prompts_for(section, kind, lead=False),
        )
        for section in tool.return_sections(kind, lead=False)
    )
    own = {asked.question for section in sections for asked in section.questions}
    besides = tuple(q for q in tool.questions_for(kind, lead=True) if q not in own)
    return BlankReturn(tool, kind, sections, _asked(tool, besides, kind, leads=True), marking)


def _asked(
    tool: AuditTool, questions: tuple[Question, ...], kind: AgencyKind, leads: bool
) -> tuple[AskedQuestion, ...]:
    """The questions that such an agency may be asked, with what of their conditions is left."""
    named = ToolNames(tool, kind)
    whens = [(question, _when(question, Situation(kind, leads))) for question in questions]
    return tuple(
        AskedQuestion(
            question,
            question.text_for(kind),
            question.guidance_for(kind),
            "" if when is True else say_all(when, named),
        )
        for question, when in whens
        if when is not False
    )


def _when(question: Question, who: Situation) -> tuple[Condition, ...] | bool:
    """Whether it is asked of such an agency, or what must hold beside: the case is not known."""

    def tell(term: Term) -> bool | None:
        return term.is_fulfilled(who) if isinstance(term, OfKind | Leads) else None

    when = resolve(AllOf(question.show_when), tell)
    if isinstance(when, bool):
        return when
    return when.parts if isinstance(when, AllOf) else (when,)
