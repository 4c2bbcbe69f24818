"""What the pages of published audit tools show."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from audit_tools.agency_kinds import AgencyKind
from audit_tools.conditions.in_words import Named, say_all
from audit_tools.criteria import by_criterion
from audit_tools.editing.labels import how_answered, what_for
from audit_tools.how_much import HowMuch, how_much
from audit_tools.needed import say_needed, say_reason
from audit_tools.numbers import plural
from audit_tools.questions import say_asked
from audit_tools.tool import AuditTool, Choice, Question, QuestionClass, Section, ToolNames

NO_TITLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class QuestionLine:
    """One question as everybody reads it, who is asked, and what is asked for a reason.

    ``only`` says where it is asked; empty for always. ``how`` says what its answer looks like, and
    ``tags`` what it is about and is called elsewhere.
    """

    number: str
    text: str
    guidance: str
    look_for: str
    options: tuple[str, ...]
    asked: str
    reason: str
    note: str
    tags: tuple[str, ...]
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
    themes: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class ToolPage:
    """A published audit tool, to be read; how much each kind of agency is asked, and besides where
    it leads, if that is more; and its questions by inspection criterion."""

    tool: AuditTool
    sections: tuple[SectionPart, ...]
    asked: tuple[HowMuch, ...]
    leading: tuple[HowMuch, ...]
    criteria: tuple[tuple[str, tuple[Question, ...]], ...]
    look_backs: tuple[tuple[str, str], ...]


def describe_tool(tool: AuditTool, titles: Mapping[str, str] = NO_TITLES) -> ToolPage:
    """All that a published tool asks, and of whom; ``titles`` of themes are by their keys."""
    asked, leading = (
        tuple(how_much(tool, kind, lead=lead) for kind in AgencyKind) for lead in (False, True)
    )
    is_more = any(own.questions != as_lead.questions or as_lead.details.count
                  for own, as_lead in zip(asked, leading, strict=True))  # fmt: skip
    return ToolPage(
        tool,
        tuple(_section(section, ToolNames(tool), titles) for section in tool.sections),
        asked,
        leading if is_more else (),
        by_criterion(tool),
        tuple((label, text) for label, text in _look_backs(tool) if text),
    )


def _look_backs(tool: AuditTool) -> Iterator[tuple[str, str]]:
    """Which time is looked back on, and in which kind of audit another."""
    yield "Look-back period", tool.look_back
    yield "In a rapid audit", tool.look_back_rapid
    yield "In a re-audit", tool.look_back_re_audit


def _section(section: Section, named: Named, titles: Mapping[str, str]) -> SectionPart:
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
        say_themes(section.themes, titles) if section.themes else "",
        tuple(question_line(question, named, titles) for question in section.questions),
    )


def question_line(
    question: Question, named: Named, titles: Mapping[str, str] = NO_TITLES
) -> QuestionLine:
    """One question as everybody reads it, with the titles of themes by their keys."""
    return QuestionLine(
        question.number,
        question.text,
        question.guidance,
        question.look_for,
        tuple(_option(choice) for choice in question.options),
        say_asked(question),
        say_reason(question) if question.has_reason else "",
        say_needed(question, named),
        tuple(_tags(question, titles)),
        say_all(question.show_when, named),
        how_answered(question.type),
        question.not_computed,
        _rows(question),
    )


def _tags(question: Question, titles: Mapping[str, str]) -> Iterator[str]:
    """Its themes, criteria, names in other frameworks, and its class where it judges nothing."""
    if question.themes:
        yield say_themes(question.themes, titles)
    if question.criteria:
        yield f"Inspection criteria: {', '.join(question.criteria)}"
    if question.cross_references:
        yield f"In other frameworks: {', '.join(question.cross_references)}"
    if question.question_class is not QuestionClass.SCORED:
        yield f"{what_for(question.question_class)}, not to judge practice"


def say_themes(themes: Iterable[str], titles: Mapping[str, str]) -> str:
    """``Themes: Voice of the child; Peers``."""
    return f"Themes: {'; '.join(titles.get(key, key) for key in themes)}"


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
