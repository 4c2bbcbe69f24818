"""What is answered once: for a case, or for the whole audit.

These are the header fields of a case and of an audit, which the Business Unit fills in, and the
companion questionnaires: what the child, a parent or carer and a practitioner said who were asked.
They tell of nobody's practice, so they are in no return, in no discussion's record and in no count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from audit_tools import places
from audit_tools.answers import beside, check_length, check_told, said
from audit_tools.cases import Case, CaseState, Characteristics
from audit_tools.conditions.terms import Situation
from audit_tools.cycles import Phase
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.needed import needs_answer
from audit_tools.numbers import plural
from audit_tools.tool import AuditTool, Question, Section, SectionFor
from audit_tools.visibility import Standing, fills_companions_in, reads_answers, reads_companions

COMPANIONS = tuple(asked for asked in SectionFor if asked.is_companion)
"""Who is asked in companion questionnaires."""
OF_CASE = (SectionFor.UNIT, *COMPANIONS)
"""Whose sections are answered once for each case."""
OF_AUDIT = (SectionFor.AUDIT,)
"""Whose sections are answered once for the audit."""

NOT_ASKED = "Not asked, and why"
NO_BANDS = Characteristics()


@dataclass(frozen=True)
class Told:
    """A question with its answer in words, and what was written beside it by what that is."""

    question: str
    answer: str = field(repr=False)
    beside: tuple[tuple[str, str], ...] = field(repr=False, default=())

    @property
    def text(self) -> str:
        """The answer with all that stands beside it, a line to each."""
        beside = (f"{label}: {text}" for label, text in self.beside)
        return "\n".join(part for part in (self.answer, *beside) if part)

    @property
    def in_line(self) -> str:
        """The question with its answer and all that stands beside it."""
        mark = " " if self.question.endswith("?") else ": "
        return f"{self.question}{mark}{'; '.join(self.text.splitlines())}"


@dataclass(frozen=True)
class SectionTold:
    """What was answered in one section; where nothing was, ``answers`` is empty.

    ``not_asked`` is why whoever answers a companion questionnaire was not asked.
    """

    section: Section
    answers: tuple[Told, ...]
    not_asked: str = field(repr=False, default="")

    @property
    def speaker(self) -> str:
        """Whose words these are, or the title of what the Business Unit answers."""
        who = said_by(self.section)
        if not who:
            return self.section.title
        return f"{who} said" if self.answers else f"{who} was not asked"

    @property
    def heading(self) -> str:
        """The title of the section and, of a companion questionnaire, whose words these are."""
        title = self.section.title
        says = said_by(self.section) and self.all_told
        return f"{self.speaker}: {title}" if says else title

    @property
    def all_told(self) -> tuple[Told, ...]:
        """The answers, and that nobody was asked."""
        why = (Told(NOT_ASKED, self.not_asked),) if self.not_asked else ()
        return (*self.answers, *why)


def name_section(section: Section) -> str:
    """The title of the section and, of a companion questionnaire, who is asked."""
    who = said_by(section)
    return f"{who}: {section.title}" if who else section.title


def said_by(section: Section) -> str:
    """Whose words a companion questionnaire takes down; empty for every other section."""
    return _SAID_BY.get(section.asked, "")


_SAID_BY = {
    SectionFor.CHILD: "The child",
    SectionFor.PARENT: "A parent or carer",
    SectionFor.PRACTITIONER: "A practitioner",
}


def sections_of_case(tool: AuditTool) -> tuple[Section, ...]:
    """The sections that are answered once for each case, in the tool's order."""
    return tuple(section for section in tool.sections if section.asked in OF_CASE)


def sections_of_audit(tool: AuditTool) -> tuple[Section, ...]:
    """The sections that are answered once for the audit, in the tool's order."""
    return tuple(section for section in tool.sections if section.asked in OF_AUDIT)


def sections_read(tool: AuditTool, standing: Standing, case: Case) -> tuple[Section, ...]:
    """The sections of a case that the person may read."""
    return tuple(
        section
        for section in sections_of_case(tool)
        if (
            reads_companions(standing, case)
            if section.asked.is_companion
            else reads_answers(standing, case)
        )
    )


def sections_filled_in(tool: AuditTool, standing: Standing, case: Case) -> tuple[Section, ...]:
    """The sections of a case that are the person's to fill in."""
    return tuple(
        section
        for section in sections_of_case(tool)
        if (
            fills_companions_in(standing, case)
            if section.asked.is_companion
            else standing.coordinates
        )
    )


def find_section(sections: Iterable[Section], key: str) -> Section:
    """One of these sections by its key. Raises ``Hidden`` where it is none of them."""
    for section in sections:
        if section.key == key:
            return section
    raise Hidden("There is no such section.")


def asked_in(
    tool: AuditTool,
    section: Section,
    entries: Mapping[str, str],
    case: Characteristics = NO_BANDS,
) -> tuple[Question, ...]:
    """The questions of such a section that no condition hides."""
    who = Situation(case=case)
    return tuple(one for one in section.questions if tool.shown(one, entries, who))


def check_value(sections: Collection[Section], place: str, value: str) -> str:
    """The value to store at a place of such sections; an empty one takes an answer back.

    Raises ``Invalid`` for a place that they have not, or a value outside its choices, no number, no
    date, or too long.
    """
    if any(place == places.not_asked_place(one.key) for one in sections if one.asked.is_companion):
        return check_length(place, value)
    asked = (question for section in sections for question in section.questions)
    question = next((one for one in asked if one.key == places.read_place(place).part), None)
    if question is None:
        raise Invalid("There is no such question here.", place=place)
    return check_told(question, place, value)


def told_in(
    tool: AuditTool,
    sections: Iterable[Section],
    entries: Mapping[str, str],
    case: Characteristics = NO_BANDS,
) -> tuple[SectionTold, ...]:
    """What was answered in these sections and counts: what conditions hide again tells nothing."""
    return tuple(
        SectionTold(
            section,
            tuple(_told(asked_in(tool, section, entries, case), entries)),
            entries.get(places.not_asked_place(section.key), ""),
        )
        for section in sections
    )


def _told(questions: Iterable[Question], entries: Mapping[str, str]) -> Iterator[Told]:
    for question in questions:
        if question.is_answered(entries):
            yield Told(question.text, said(question, entries), beside(question, entries))


def is_begun(section: Section, entries: Mapping[str, str]) -> bool:
    """Whether anything was answered in the section."""
    return any(question.is_answered(entries) for question in section.questions)


def say_left(
    tool: AuditTool,
    section: Section,
    entries: Mapping[str, str],
    case: Characteristics = NO_BANDS,
) -> str:
    """What the section still lacks, as a number of things, or that nothing of it is needed."""
    if left := left_in(tool, section, entries, case):
        return f"{plural(len(left), 'thing')} left in this section"
    if places.not_asked_place(section.key) in entries:
        return "Nothing left here"
    if not is_begun(section, entries):
        return "Not filled in. Nothing here is needed"
    asked = asked_in(tool, section, entries, case)
    is_full = all(question.is_answered(entries) for question in asked)
    return "Nothing left here" if is_full else "Nothing left that is needed"


def left_in(
    tool: AuditTool,
    section: Section,
    entries: Mapping[str, str],
    case: Characteristics = NO_BANDS,
) -> tuple[str, ...]:
    """The places in which something is still to be answered: nobody waits for it.

    Nothing is, once it is said why somebody was not asked.
    """
    if places.not_asked_place(section.key) in entries:
        return ()
    asked = asked_in(tool, section, entries, case)
    empty = [
        one.key
        for one in asked
        if not one.is_answered(entries) and needs_answer(tool, one, entries, Situation(case=case))
    ]
    return (*empty, *(place for one in asked for place, _ in one.lacks(entries)))


def check_case_takes(state: CaseState) -> None:
    """Raise ``Refused`` once nothing about the case is filled in any more."""
    if state is CaseState.WITHDRAWN:
        raise Refused("This case was withdrawn, so nothing about it is filled in any more.")
    if state is CaseState.AGREED:
        raise Refused("The discussion of this case is signed off, so this is filled in no more.")


def check_audit_takes(phase: Phase) -> None:
    """Raise ``Refused`` once the audit is closed."""
    if phase is Phase.CLOSED:
        raise Refused("This audit is closed, so this is filled in no more.")
