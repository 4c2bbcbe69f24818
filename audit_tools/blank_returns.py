"""What one kind of agency is asked, and what a case discussion writes down: for whoever makes a
tool, and for paper."""

from __future__ import annotations

from dataclasses import dataclass

from audit_tools.agency_kinds import AgencyKind
from audit_tools.conditions.holding import left_to_know
from audit_tools.conditions.in_words import say_all
from audit_tools.conditions.terms import Condition, Leads, OfKind, Situation, Term
from audit_tools.discussed import recorded_sections
from audit_tools.errors import Hidden
from audit_tools.needed import say_needed
from audit_tools.tool import AskedOf, AuditTool, Question, Section, ToolNames


@dataclass(frozen=True)
class AskedQuestion:
    """A question as the kind of agency reads it; ``only`` says when it is asked, and is empty for
    always; ``note`` whether it has to be answered, where that is not as usual."""

    question: Question
    text: str
    guidance: str
    only: str
    note: str


@dataclass(frozen=True)
class AskedSection:
    """A section of the return; ``prompts`` are what others are asked, ``only`` says when it is
    there, and is empty for always."""

    section: Section
    questions: tuple[AskedQuestion, ...]
    prompts: tuple[str, ...]
    only: str = ""


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


@dataclass(frozen=True)
class Questionnaire:
    """What is asked in one section that is answered once, with nothing in it: on paper, for whoever
    is asked or asks by word of mouth."""

    tool: AuditTool
    section: Section
    questions: tuple[AskedQuestion, ...]
    marking: str = ""


@dataclass(frozen=True)
class DiscussedSection:
    """A section as the discussion speaks of it, with what the panel is asked in it."""

    section: Section
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True)
class BlankDiscussion:
    """The record of a case discussion with nothing in it: for a meeting without computers."""

    tool: AuditTool
    sections: tuple[DiscussedSection, ...]
    marking: str = ""


def blank_discussion(tool: AuditTool, marking: str = "") -> BlankDiscussion:
    """What a case discussion writes down, section by section."""
    sections = tuple(
        DiscussedSection(
            section,
            tuple(
                _told(question, tool.conditions_at(question.key), ToolNames(tool))
                for question in section.questions
                if question.asked is AskedOf.PANEL
            ),
        )
        for section in recorded_sections(tool)
    )
    return BlankDiscussion(tool, sections, marking)


def questionnaire(tool: AuditTool, key: str, marking: str = "") -> Questionnaire:
    """What is asked in such a section. Raises ``Hidden`` where the tool has none of this key."""
    for section in tool.sections:
        if section.key == key and section.asked.is_once:
            return Questionnaire(tool, section, asked_once(tool, section), marking)
    raise Hidden("The audit tool has no such questionnaire.")


def blank_return(tool: AuditTool, kind: AgencyKind, marking: str = "") -> BlankReturn:
    """What an agency of a kind is asked."""
    who = Situation(kind)
    sections = tuple(
        AskedSection(
            section,
            tuple(
                _asked(tool, question, kind, only)
                for question in section.questions_for(kind, lead=False)
                if (only := _when(question.show_when, who)) is not None
            ),
            tool.prompts_for(section, kind, lead=False),
            say_all(when, ToolNames(tool, kind)),
        )
        for section in tool.return_sections(kind, lead=False)
        if (when := _when(section.show_when, who)) is not None
    )
    own = {asked.question for section in sections for asked in section.questions}
    leading = Situation(kind, leads=True)
    besides = tuple(
        _asked(tool, question, kind, only)
        for question in tool.questions_for(kind, lead=True)
        if question not in own
        and (only := _when(tool.conditions_at(question.key), leading)) is not None
    )
    return BlankReturn(tool, kind, sections, besides, marking)


def asked_once(tool: AuditTool, section: Section) -> tuple[AskedQuestion, ...]:
    """What is asked in a section that is answered once, and when."""
    return tuple(_told(one, one.show_when, ToolNames(tool)) for one in section.questions)


def _told(question: Question, only: tuple[Condition, ...], named: ToolNames) -> AskedQuestion:
    """A question of no agency, and when it is asked."""
    return AskedQuestion(
        question,
        question.text,
        question.guidance,
        say_all(only, named),
        say_needed(question, named),
    )


def _asked(
    tool: AuditTool, question: Question, kind: AgencyKind, only: tuple[Condition, ...]
) -> AskedQuestion:
    named = ToolNames(tool, kind)
    return AskedQuestion(
        question,
        question.text_for(kind),
        question.guidance_for(kind),
        say_all(only, named),
        say_needed(question, named),
    )


def _when(show_when: tuple[Condition, ...], who: Situation) -> tuple[Condition, ...] | None:
    """What must hold beside, as the case is not known; None where such an agency is never asked."""

    def tell(term: Term) -> bool | None:
        return term.is_fulfilled(who) if isinstance(term, OfKind | Leads) else None

    return left_to_know(show_when, tell)
