"""A question of an audit tool: how it reads, who answers it, and what an answer looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from audit_tools import places
from audit_tools.agency_kinds import AgencyKind
from audit_tools.choices import USUAL_ABSENCES, Absence, Choice
from audit_tools.conditions.terms import Condition
from audit_tools.numbers import joined
from audit_tools.parts import USUAL_ROWS, Numbered, Part
from audit_tools.scales import Scale

SEPARATOR = "|"
"""Joins the keys of a multiple choice into the one text that is stored for it."""


class AnswerType(StrEnum):
    """What an answer to a question looks like."""

    ASSESSMENT = "assessment"
    TEXT = "text"
    LONG_TEXT = "long-text"
    NUMBER = "number"
    DATE = "date"
    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    GROUP = "group"

    @property
    def is_text_box(self) -> bool:
        """Whether the answer is written in sentences, which costs far more than a click."""
        return self in (AnswerType.TEXT, AnswerType.LONG_TEXT)

    @property
    def has_own_choices(self) -> bool:
        """Whether the question itself lists what may be chosen."""
        return self in (AnswerType.SINGLE, AnswerType.MULTIPLE)


class AskedOf(StrEnum):
    """Who answers a question.

    `EACH` is every agency of the question's kinds; `LEAD` the agency leading the case, and
    besides it the question's kinds; `PANEL` the case discussion; `BESIDE_LINES` is answered
    beside each area for development and so is never shown as a question of its own. `UNIT` is the
    Business Unit, once for a case; `AUDIT` the Business Unit too, once for the whole audit.
    `CHILD`, `PARENT` and `PRACTITIONER` are asked by word of mouth, or on paper, in a questionnaire
    that goes with a case.
    """

    EACH = "each"
    LEAD = "lead"
    PANEL = "panel"
    BESIDE_LINES = "beside-lines"
    UNIT = "unit"
    AUDIT = "audit"
    CHILD = "child"
    PARENT = "parent"
    PRACTITIONER = "practitioner"

    @property
    def is_companion(self) -> bool:
        """Whether it is asked in a companion questionnaire."""
        return self in (AskedOf.CHILD, AskedOf.PARENT, AskedOf.PRACTITIONER)

    @property
    def is_once(self) -> bool:
        """Whether it is answered once for a case or an audit, about nobody's practice: in no
        return, in no discussion and in no count."""
        return self in (AskedOf.UNIT, AskedOf.AUDIT) or self.is_companion


class QuestionClass(StrEnum):
    """What an answer is for: a judgement on practice, a description, or opening other questions."""

    SCORED = "scored"
    DESCRIPTIVE = "descriptive"
    SCREENING = "screening"


class Needed(StrEnum):
    """Whether an answer, or the reason beside every answer, can be given or has to be."""

    OPTIONAL = "optional"
    REQUIRED = "required"


JUDGEMENTS = (Choice("yes", "Yes"), Choice("partly", "Partly"), Choice("no", "No"))


@dataclass(frozen=True)
class Link:
    """Where more is to be read: what it is called, and its address on the web."""

    text: str
    url: str


@dataclass(frozen=True)
class Variant:
    """How a question reads for one kind of agency; an empty part leaves the common wording."""

    text: str = ""
    guidance: str = ""


@dataclass(frozen=True)
class Question:
    """A question with its permanent key, such as `voice.daily-life`.

    `look_for` is what agencies that are not asked are offered as a prompt while they write their
    strengths and areas for development. `themes` are keys of the tool's theme list; `criteria`
    are codes of the inspection criteria. ``alone`` are keys of choices that cannot stand beside
    others, such as "None of these"; with ``comments`` each that is chosen can have one.
    ``cross_references`` say what it is called in other frameworks, ``links`` where more is to be
    read. ``answer`` says whether it has to be answered; None for what is usual for its type, or
    where there is a ``required_when``: then it has to be where all of that holds, and only there.
    ``absences`` are offered besides its own answers; None for those usual for its type.
    ``strength`` and ``development`` say what a Yes, and a Partly or No, would be as a finding.
    ``scale`` is what a question of that type is answered on. Where it is one of the rows of a
    ``matrix``, which is the question over them, ``row`` is what it is called there.
    A group is answered in up to ``most`` rows of ``parts``; one is ``called`` "Sibling" and
    ``numbered``. The number of a row is permanent: others may speak of "Sibling 2".
    ``reason`` says whether a reason
    stands beside every answer, and ``reason_when`` beside which answers one is required;
    ``reason_prompt`` is what is then asked. Answers given with a version before
    ``comparable_from`` answered what may be another question; ``comparable_why`` is the author's
    reason for saying so or not. ``not_computed`` is what a foreign tool made of the answer, such as
    a weight: it is carried and shown, and nothing is computed by it.
    """

    key: str
    number: str
    text: str
    type: AnswerType
    asked: AskedOf
    kinds: frozenset[AgencyKind] = frozenset()
    guidance: str = ""
    look_for: str = ""
    strength: str = ""
    development: str = ""
    choices: tuple[Choice, ...] = ()
    alone: tuple[str, ...] = ()
    comments: bool = False
    absences: tuple[Absence, ...] | None = None
    scale: Scale | None = None
    matrix: str = ""
    row: str = ""
    parts: tuple[Part, ...] = ()
    called: str = ""
    numbered: Numbered = Numbered.NUMBERS
    most: int = USUAL_ROWS
    variants: Mapping[AgencyKind, Variant] = field(default_factory=dict, hash=False)
    themes: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    show_when: tuple[Condition, ...] = ()
    required_when: tuple[Condition, ...] = ()
    cross_references: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    answer: Needed | None = None
    question_class: QuestionClass = QuestionClass.SCORED
    reason: Needed | None = None
    reason_when: tuple[str, ...] = ()
    reason_prompt: str = ""
    not_computed: str = ""
    comparable_from: int = 1
    comparable_why: str = ""

    @property
    def judges(self) -> bool:
        """Whether its answers judge somebody's practice, so that they can be compared."""
        return self.question_class is QuestionClass.SCORED and not self.asked.is_once

    @property
    def must_be_answered(self) -> bool:
        """Whether a return lacks something without an answer: what is chosen, unless it says so."""
        chosen = (AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.SCALE)
        if self.answer is None:
            return self.type in chosen and not self.required_when
        return self.answer is Needed.REQUIRED

    @property
    def says_needed(self) -> bool:
        """Whether the tool itself says that it has to be answered, always or in some cases."""
        return self.answer is Needed.REQUIRED or bool(self.required_when)

    @property
    def answer_note(self) -> str:
        """What is said of it where that is not usual for its type: ``optional`` or ``needed``."""
        usual = replace(self, answer=None, required_when=()).must_be_answered
        if self.must_be_answered == usual:
            return ""
        return "needed" if self.must_be_answered else "optional"

    @property
    def own_options(self) -> tuple[Choice, ...]:
        """What can be chosen and says something: Yes, Partly or No, a grade, or a choice."""
        if self.type is AnswerType.ASSESSMENT:
            return JUDGEMENTS
        if self.scale is not None:
            return tuple(
                Choice(g.key, g.label, g.descriptor, points=g.points) for g in self.scale.grades
            )
        return self.choices

    @property
    def offered_absences(self) -> tuple[Absence, ...]:
        """What can be chosen besides, and says why nothing can be said."""
        if self.absences is not None:
            return self.absences
        return USUAL_ABSENCES if self.type is AnswerType.ASSESSMENT else ()

    @property
    def options(self) -> tuple[Choice, ...]:
        """All that can be chosen: what says something, then why nothing can be said."""
        besides = (Choice(absence, absence.label) for absence in self.offered_absences)
        return (*self.own_options, *besides)

    @property
    def standing_alone(self) -> tuple[str, ...]:
        """The keys of the answers of a multiple choice that cannot stand beside others."""
        several = self.type is AnswerType.MULTIPLE
        return (*self.alone, *self.offered_absences) if several else ()

    @property
    def has_reason(self) -> bool:
        """Whether a reason can stand beside an answer to it at all."""
        return self.reason is not None or bool(self.reason_when)

    @property
    def reason_text(self) -> str:
        """What is asked for a reason."""
        return self.reason_prompt or "Why?"

    @property
    def reason_needed(self) -> str:
        """When a reason has to be given, in words; empty for never."""
        if self.reason is Needed.REQUIRED:
            return "Needed beside every answer."
        labels = (choice.label for choice in self.options if choice.key in self.reason_when)
        return f"Needed where the answer is {joined(labels, 'or')}." if self.reason_when else ""

    def needs_reason(self, answer: str) -> bool:
        """Whether this answer (empty for none) cannot stand without a reason."""
        if not answer:
            return False
        chosen = answer.split(SEPARATOR)
        return self.reason is Needed.REQUIRED or any(key in self.reason_when for key in chosen)

    @property
    def with_words(self) -> tuple[Choice, ...]:
        """The choices beside which something can be written."""
        return tuple(choice for choice in self.choices if choice.say_which or self.comments)

    @property
    def places(self) -> tuple[str, ...]:
        """Every place of an answer to it: itself, and what is written beside it."""
        why = (places.reason_place(self.key),) if self.has_reason else ()
        says = (places.says_place(self.key, choice.key) for choice in self.with_words)
        return (self.key, *why, *says, *self.cells, places.seen_place(self.key))

    @cached_property
    def _rows(self) -> tuple[tuple[Question, ...], ...]:
        return tuple(
            tuple(_cell(self, row, part) for part in self.parts)
            for row in range(1, self.most + 1)
            if self.parts
        )

    def cells_of(self, row: int) -> tuple[Question, ...]:
        """What is asked in a row of a group, by the row's number from 1: each as a question of its
        own, whose key is the place where its answer stands."""
        return self._rows[row - 1]

    @property
    def cells(self) -> Mapping[str, Question]:
        """What is asked in all rows of a group, by place."""
        return self._cells

    @cached_property
    def _cells(self) -> dict[str, Question]:
        return {cell.key: cell for row in self._rows for cell in row}

    def asked_at(self, place: str) -> Question | None:
        """What is answered at one of its places: itself, or what is asked in a row of a group; None
        for what is written beside."""
        return self if place == self.key else self.cells.get(place)

    def row_name(self, row: int) -> str:
        """What a row is called, by its number: ``Sibling 2``."""
        return f"{self.called} {self.numbered.sign(row)}"

    def rows_in(self, entries: Mapping[str, str]) -> tuple[int, ...]:
        """The numbers of the rows in which anything stands."""
        rows = enumerate(self._rows, 1)
        return tuple(row for row, cells in rows if any(entries.get(c.key) for c in cells))

    def is_answered(self, entries: Mapping[str, str]) -> bool:
        """Whether anything stands there that answers it: an answer, or a row of a group."""
        return bool(entries.get(self.key) or self.rows_in(entries))

    def beside_label(self, place: str) -> str:
        """What stands at a place beside its answer: ``Why``, a choice, or ``Sibling 2: Age``; empty
        for the answer."""
        labels = {places.says_place(self.key, c.key): c.label for c in self.with_words}
        labels |= {
            cell.key: f"{self.row_name(row)}: {cell.text}"
            for row, cells in enumerate(self._rows, 1)
            for cell in cells
        }
        return (labels | {places.reason_place(self.key): "Why"}).get(place, "")

    def opened(self, answer: str) -> tuple[str, ...]:
        """The places that are there to be written in only since this was answered."""
        chosen = answer.split(SEPARATOR)
        needs = self.reason is None and self.needs_reason(answer)
        why = (places.reason_place(self.key),) if needs else ()
        says = (places.says_place(self.key, c.key) for c in self.with_words if c.key in chosen)
        return (*why, *says)

    def lacks(self, entries: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """What an answer cannot stand without and has not: each place, and what to do there."""
        answer = entries.get(self.key, "")
        wanted = [(places.reason_place(self.key), "Say why")] if self.needs_reason(answer) else []
        wanted += [
            (places.says_place(self.key, choice.key), "Say which")
            for choice in self.choices
            if choice.say_which and choice.key in answer.split(SEPARATOR)
        ]
        wanted += [
            (cell.key, f"Fill in “{cell.text}” of {self.row_name(row)}")
            for row in self.rows_in(entries)
            for cell in self.cells_of(row)
            if cell.must_be_answered
        ]
        lacking = [(place, what) for place, what in wanted if not entries.get(place)]
        if answer and self.rows_in(entries):
            words = {choice.key: choice.label for choice in self.options}
            said = f"Take back “{words.get(answer, answer)}”, or empty what stands in the rows"
            lacking.append((self.key, said))
        return tuple(lacking)

    def text_for(self, kind: AgencyKind) -> str:
        """The question as an agency of this kind reads it."""
        return self.variants.get(kind, Variant()).text or self.text

    def guidance_for(self, kind: AgencyKind) -> str:
        """The guidance as an agency of this kind reads it; may be empty."""
        return self.variants.get(kind, Variant()).guidance or self.guidance

    def is_asked_of(self, kind: AgencyKind, lead: bool) -> bool:
        """Whether an agency of this kind is asked, given whether it leads the case."""
        if self.asked is AskedOf.EACH:
            return kind in self.kinds
        return self.asked is AskedOf.LEAD and (lead or kind in self.kinds)


def _cell(question: Question, row: int, part: Part) -> Question:
    return Question(
        key=places.cell_place(question.key, row, part.key),
        number="",
        text=part.label,
        type=AnswerType(part.type),
        asked=question.asked,
        kinds=question.kinds,
        choices=part.choices,
        answer=Needed.REQUIRED if part.required else Needed.OPTIONAL,
    )


def say_asked(question: Question) -> str:
    """Who answers a question, in words: ``Police, Youth justice``."""
    kinds = [kind.label for kind in AgencyKind if kind in question.kinds]
    if question.asked is AskedOf.PANEL:
        return "the case discussion"
    if question.asked is AskedOf.BESIDE_LINES:
        return "beside each area for development"
    if question.asked.is_once:
        return _ONCE[question.asked]
    if question.asked is AskedOf.LEAD:
        return ", ".join(["the agency that leads", *kinds])
    if len(kinds) == len(AgencyKind):
        return "every agency"
    return ", ".join(kinds)


_ONCE = {
    AskedOf.UNIT: "the Business Unit, once for each case",
    AskedOf.AUDIT: "the Business Unit, once for the audit",
    AskedOf.CHILD: "the child",
    AskedOf.PARENT: "a parent or carer",
    AskedOf.PRACTITIONER: "a practitioner who works with the child",
}
