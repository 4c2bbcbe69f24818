"""An audit tool: its sections, its questions, its scales, and who is asked what.

These are frozen values. They are read from YAML or JSON by `audit_tools.definition`, which finds
what is wrong with a definition; everything here may rely on a sound one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from audit_tools.agency_kinds import AgencyKind
from audit_tools.choices import USUAL_ABSENCES, Absence, Choice
from audit_tools.conditions.holding import all_hold, resolve
from audit_tools.conditions.terms import (
    AllOf,
    AnswerTerm,
    Chosen,
    Condition,
    Situation,
    Term,
    places_of,
)
from audit_tools.cycles import CHILDREN, Counted
from audit_tools.errors import Invalid
from audit_tools.parts import Numbered, Part, PartType
from audit_tools.places import grade_place, read_place
from audit_tools.questions import (
    JUDGEMENTS,
    SEPARATOR,
    AnswerType,
    AskedOf,
    Link,
    Needed,
    Question,
    QuestionClass,
    Variant,
)
from audit_tools.scales import Grade, Scale
from audit_tools.section_for import SectionFor
from audit_tools.waits_and_meetings import StandingMeeting, Wait

# A tool is read whole, so whoever reads one finds all of its parts here.
__all__ = [
    "JUDGEMENTS",
    "LEAD_QUESTION_LIMIT",
    "SEPARATOR",
    "USUAL_ABSENCES",
    "VOICE",
    "Absence",
    "AnswerType",
    "AskedOf",
    "AuditTool",
    "Choice",
    "Grade",
    "Link",
    "Needed",
    "Numbered",
    "Part",
    "PartType",
    "Question",
    "QuestionClass",
    "Scale",
    "Section",
    "SectionFor",
    "Variant",
]

VOICE = "voice"
"""The key of the section, and of the theme, of the child's own voice."""

LEAD_QUESTION_LIMIT = 30
"""The most that the agency leading a case is asked, its case details among it."""


@dataclass(frozen=True)
class Section:
    """A page of the tool: why it is asked, what good looks like, and its questions.

    Where not all of ``show_when`` hold the whole page is left out, and nothing of it counts. One
    that is ``mandatory``, or where all of ``required_when`` hold, is answered whoever has nothing
    to add; ``links`` say where more is to be read. Where ``recommendations`` is set each agency can
    write beside its lines what it recommends.
    """

    key: str
    number: str
    title: str
    why: str
    good_looks_like: str
    graded: bool
    asked: SectionFor
    themes: tuple[str, ...]
    questions: tuple[Question, ...]
    show_when: tuple[Condition, ...] = ()
    required_when: tuple[Condition, ...] = ()
    mandatory: bool = False
    recommendations: bool = False
    links: tuple[Link, ...] = ()
    not_computed: str = ""

    def questions_for(self, kind: AgencyKind, lead: bool) -> tuple[Question, ...]:
        """The questions an agency of this kind is asked, those a condition may hide among them."""
        return tuple(q for q in self.questions if q.is_asked_of(kind, lead))

    def conditions_of(self, question: Question) -> tuple[Condition, ...]:
        """What of the section's conditions its question hangs on: what an agency answers leaves
        out none of the panel's questions."""
        of_panel = question.asked is AskedOf.PANEL
        return () if of_panel and not self.is_only_of_panel else self.show_when

    @property
    def is_only_of_panel(self) -> bool:
        """Whether no agency has a part in it: it is the panel's page, or has questions of the panel
        alone and no grade. Its conditions then speak of what the panel answers."""
        asked = {question.asked for question in self.questions}
        return self.asked is SectionFor.PANEL or (asked == {AskedOf.PANEL} and not self.graded)

    def in_return(self, lead: bool) -> bool:
        """Whether an agency's return has this section."""
        return self.asked is SectionFor.AGENCIES or (lead and self.asked is SectionFor.LEAD)


@dataclass(frozen=True)
class AuditTool:
    """One version of an audit tool. `definition` says which children it is about, ``look_back``
    which time is read and judged, ``counts`` what is usually counted. ``waits`` are the services
    whose waits are told apart, with their own standards; ``meetings`` those that are mapped. Where
    ``second_person`` is set, whoever confirms a return does not send it. ``longer_why`` is why a
    kind of agency is asked more than its limit; empty where none is. Where ``in_one_sitting`` the
    cases are agreed together, as in a dip sample; otherwise each has a discussion of its own.
    """

    key: str
    version: int
    title: str
    about: str
    definition: str
    theme_list: str
    scales: tuple[Scale, ...]
    sections: tuple[Section, ...]
    counts: Counted = CHILDREN
    in_one_sitting: bool = False
    waits: tuple[Wait, ...] = ()
    meetings: tuple[StandingMeeting, ...] = ()
    look_back: str = ""
    look_back_rapid: str = ""
    look_back_re_audit: str = ""
    second_person: bool = False
    longer_why: str = ""
    not_computed: str = ""

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {q.key: q for section in self.sections for q in section.questions}

    @cached_property
    def _sections_of(self) -> dict[str, str]:
        return {q.key: section.key for section in self.sections for q in section.questions}

    @property
    def grading_scales(self) -> tuple[Scale, ...]:
        """The scales by which the sections can be graded; the others are for single questions."""
        return tuple(scale for scale in self.scales if scale.has_standard)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question of the tool, in its order."""
        return tuple(self._questions.values())

    @property
    def panel_section(self) -> Section | None:
        """The page that the discussion answers for the whole child, if there is one."""
        return next((s for s in self.sections if s.asked is SectionFor.PANEL), None)

    @property
    def panel_questions(self) -> tuple[Question, ...]:
        """What the case discussion answers, wherever in the tool it stands."""
        return tuple(q for q in self.questions if q.asked is AskedOf.PANEL)

    @property
    def voice_questions(self) -> tuple[Question, ...]:
        """What tells of the child: the texts on its voice, by section or theme, and the choices
        about nothing else."""
        return tuple(
            question
            for section in self.sections
            for question in section.questions
            if question.themes == (VOICE,)
            or (question.type.is_text_box and VOICE in (section.key, *question.themes))
        )

    def section(self, key: str) -> Section:
        """The section with this key. Raises Invalid when the tool has none."""
        for section in self.sections:
            if section.key == key:
                return section
        raise Invalid("This audit tool has no such section.", place=key)

    def question(self, key: str) -> Question:
        """The question with this key. Raises Invalid when the tool has none."""
        if key not in self._questions:
            raise Invalid("This audit tool has no such question.", place=key)
        return self._questions[key]

    def section_at(self, place: str) -> str:
        """The key of the section that a place stands in; empty for a question the tool has not."""
        where = read_place(place)
        return self._sections_of.get(where.part, "") if where.of_question else where.section

    def scale(self, key: str) -> Scale:
        """The scale with this key. Raises Invalid when the tool has none."""
        for scale in self.scales:
            if scale.key == key:
                return scale
        raise Invalid("This audit tool has no such scale.", place=key)

    def return_sections(self, kind: AgencyKind, lead: bool) -> tuple[Section, ...]:
        """The sections of one agency's return, in order.

        Every section for agencies is there, even one with no question for this kind: the agency
        may still have seen something worth a line.
        """
        return tuple(
            s
            for s in self.sections
            if s.in_return(lead) and (s.graded or s.questions_for(kind, lead))
        )

    def questions_for(self, kind: AgencyKind, lead: bool) -> tuple[Question, ...]:
        """Everything an agency of this kind is asked about a child, in order."""
        sections = self.return_sections(kind, lead)
        return tuple(q for section in sections for q in section.questions_for(kind, lead))

    def prompts_for(self, section: Section, kind: AgencyKind, lead: bool) -> tuple[str, ...]:
        """What to look for: the questions of a section that others are asked, as short prompts."""
        return tuple(
            q.look_for
            for q in section.questions
            if q.look_for
            and q.asked in (AskedOf.EACH, AskedOf.LEAD)
            and not q.is_asked_of(kind, lead)
        )

    def shown(self, question: Question, entries: Mapping[str, str], situation: Situation) -> bool:
        """Whether the answers so far (`entries`, place to value) leave the question on the page.

        An answer to a question that is itself hidden counts as not given.
        """
        return _Counting(self, entries, situation).counts(question.key)

    def is_open(self, section: Section, entries: Mapping[str, str], situation: Situation) -> bool:
        """Whether the answers so far leave the section in the return."""
        return _Counting(self, entries, situation).counts(grade_place(section.key))

    def counted(self, entries: Mapping[str, str], situation: Situation) -> dict[str, str]:
        """The entries of a return that count: what stands at a question that is hidden, or in a
        section that is left out, is kept and tells nobody anything."""
        counting = _Counting(self, entries, situation)
        hidden = {place for place in self._show_when if not counting.counts(place)}
        return {p: value for p, value in entries.items() if counts_with(p) not in hidden}

    def all_hold(
        self,
        conditions: tuple[Condition, ...],
        entries: Mapping[str, str],
        situation: Situation,
    ) -> bool:
        """Whether conditions of one of its questions hold by the answers so far that count."""
        return all_hold(conditions, _Counting(self, entries, situation).is_fulfilled)

    def shown_while(
        self,
        question: Question,
        entries: Mapping[str, str],
        situation: Situation,
        on_page: Collection[str],
    ) -> Condition | bool:
        """Whether the question is shown, or what the answers on the page of it still decide.

        `on_page` are the places whose answers may change while the page is open.
        """
        counting = _Counting(self, entries, situation)

        def tell(term: Term) -> bool | None:
            if isinstance(term, AnswerTerm) and term.place in on_page:
                return None
            return counting.is_fulfilled(term)

        return resolve(AllOf(self._show_when[question.key]), tell)

    def heads_of(self, sections: Collection[str]) -> frozenset[str]:
        """The keys with which the places of these sections begin: theirs, and their questions'."""
        return frozenset(sections) | {q for q, key in self._sections_of.items() if key in sections}

    def deciding(self, sections: Collection[str]) -> frozenset[str]:
        """The places whose answers decide what these sections ask, all the way."""
        asking = [s for s in self.sections if s.key in sections]
        wanted = [q.key for s in asking for q in s.questions]
        wanted += [grade_place(s.key) for s in asking]
        needed = [s.required_when for s in asking]
        needed += [q.required_when for s in asking for q in s.questions]
        found = set(places_of(chain.from_iterable(needed)))
        wanted += found
        while wanted:
            new = set(places_of(self._show_when[wanted.pop()])) - found
            found |= new
            wanted += new
        return frozenset(found)

    def conditions_at(self, place: str) -> tuple[Condition, ...]:
        """All that must hold for the answer or the grade at a place to count."""
        return self._show_when[place]

    @cached_property
    def _show_when(self) -> dict[str, tuple[Condition, ...]]:
        """What must hold for an answer or a grade to count, by its place."""
        of_grades = {grade_place(s.key): s.show_when for s in self.sections}
        return of_grades | {
            q.key: (*s.conditions_of(q), *q.show_when) for s in self.sections for q in s.questions
        }


class _Counting:
    """What of the answers to a tool counts. Each place is looked at once, however much hangs on it:
    a chain of questions, each with two terms on the one before, would else double at each."""

    def __init__(self, tool: AuditTool, entries: Mapping[str, str], situation: Situation) -> None:
        self._tool, self._entries, self._situation = tool, entries, situation
        self._known: dict[str, bool] = {}

    def counts(self, place: str) -> bool:
        """Whether all holds that must hold for an answer or a grade there to count."""
        if place not in self._known:
            self._known[place] = all_hold(self._tool.conditions_at(place), self.is_fulfilled)
        return self._known[place]

    def is_fulfilled(self, term: Term) -> bool:
        """Whether a term holds, by the answers that count."""
        if isinstance(term, AnswerTerm):
            return term.is_fulfilled(self._counted(term.place))
        return term.is_fulfilled(self._situation)

    def _counted(self, place: str) -> Chosen:
        value = self._entries.get(place, "")
        return tuple(value.split(SEPARATOR)) if value and self.counts(place) else ()


def counts_with(place: str) -> str:
    """The place of the answer or the grade with which something counts or does not."""
    where = read_place(place)
    return where.part if where.of_question else grade_place(where.section)


@dataclass(frozen=True)
class ToolNames:
    """How an agency of a kind reads the questions of a tool that conditions speak of; everybody
    reads the common wording where there is no kind."""

    tool: AuditTool
    kind: AgencyKind | None = None

    def question(self, key: str) -> str:
        question = self.tool.question(key)
        return question.text_for(self.kind) if self.kind else question.text

    def answer(self, question: str, key: str) -> str:
        options = self.tool.question(question).options
        return next((choice.label for choice in options if choice.key == key), key)

    def title(self, section: str) -> str:
        return self.tool.section(section).title

    def grade(self, key: str) -> str:
        grades = [grade for scale in self.tool.scales for grade in scale.grades]
        return next((grade.label for grade in grades if grade.key == key), "Not our part")
