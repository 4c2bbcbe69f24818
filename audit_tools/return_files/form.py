"""What a return asks, box by box, for a file that is filled in without a connection.

Whatever can be typed on the pages of a return has a box, with the same place. Of a multiple choice
each choice has one of its own, ``voice.asked#school``, since a cell takes one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from audit_tools import places, returns
from audit_tools.conditions.holding import left_to_know
from audit_tools.conditions.in_words import say_all
from audit_tools.conditions.terms import AnswerTerm, Condition, Term
from audit_tools.entries import Base, Entry
from audit_tools.fit import Fit
from audit_tools.needed import say_needed, say_reason
from audit_tools.numbers import joined
from audit_tools.places import FindingKind
from audit_tools.return_files import in_words
from audit_tools.returns import AgencyReturn
from audit_tools.tool import AnswerType, AuditTool, Question, Scale, Section, ToolNames
from audit_tools.training_needs import Cause

FIT = "fit"
"""The box that says whether this is the child on the agency's key sheet; no place of a return."""
MORE_ROWS = "If you need more rows than there are here, add them on the page of the return."
LEAST_LINES, SPARE_LINES = 6, 3
"""How many lines a section offers: at least, and beside those that are written."""


class Side(Enum):
    """Where on its row a box is."""

    ANSWER = auto()
    BESIDE = auto()
    SEEN = auto()


@dataclass(frozen=True)
class FormBox:
    """What is filled in: ``text`` is what stands in it, ``words`` are what it is chosen from, and
    empty where it is written in one's own words."""

    key: str
    side: Side
    label: str
    words: tuple[str, ...] = ()
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class FormRow:
    """Something that is asked. ``notes`` say how it is meant, and when it is asked at all."""

    number: str
    text: str
    boxes: tuple[FormBox, ...]
    notes: tuple[str, ...] = ()
    is_part: bool = False


@dataclass(frozen=True)
class FormSection:
    """A section of the return, with what is said above it."""

    title: str
    lead: tuple[str, ...]
    rows: tuple[FormRow, ...]


@dataclass(frozen=True)
class Identity:
    """Which return a file is of; ``key`` is the file's own, by which it is known again.

    The case by its reference, and nothing of a child.
    """

    audit: str
    case: str
    agency: str
    tool: str
    version: int
    return_id: str
    key: str


@dataclass(frozen=True)
class ReturnForm:
    """A return to be filled in. ``name`` is what its file is called, which gives away neither the
    case nor the agency; ``about`` is said at the top, ``bases`` from what each place
    began; ``guide`` are the words that can be chosen, with what each means."""

    identity: Identity
    name: str
    title: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[FormSection, ...]
    bases: Mapping[str, Base]
    guide: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    marking: str = ""

    @property
    def boxes(self) -> tuple[FormBox, ...]:
        """All of its boxes in their order."""
        return boxes_of(self.sections)


def sections_of_form(
    tool: AuditTool,
    scale: Scale | None,
    agency_return: AgencyReturn,
    entries: Mapping[str, Entry],
    lines: int = LEAST_LINES,
) -> tuple[FormSection, ...]:
    """What the reader of a return is asked, with what stands there already.

    What only answers decide is there with its condition in words; what the case or the kind of
    agency decides is there or not. Each section offers at least so many ``lines`` of each kind.
    """
    making = _Making(tool, scale, agency_return, entries, lines)
    return tuple(making.sections())


def boxes_of(sections: Iterable[FormSection]) -> tuple[FormBox, ...]:
    """The boxes of the sections of a form in their order."""
    return tuple(b for s in sections for row in s.rows for b in row.boxes)


def bases_of(sections: tuple[FormSection, ...], entries: Mapping[str, Entry]) -> dict[str, Base]:
    """From what each place of a form began at which something was entered; the digest is that of
    the text as a file holds it."""
    places_of_form = dict.fromkeys(in_words.place_of(box.key) for box in boxes_of(sections))
    return {
        place: Base.of(Entry(in_words.as_in_file(entries[place].value), entries[place].version))
        for place in places_of_form
        if place in entries
    }


def guide_of(
    tool: AuditTool, scale: Scale | None, agency_return: AgencyReturn
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What each grade of the audit, and of each scale that a question is answered on, means."""
    asked = tool.questions_for(agency_return.kind, agency_return.lead)
    scales = dict.fromkeys([*([scale] if scale else []), *(q.scale for q in asked if q.scale)])
    return tuple(
        (one.title, tuple((grade.label, grade.descriptor) for grade in one.grades))
        for one in scales
    )


class _Making:
    """Makes the sections of one form."""

    def __init__(
        self,
        tool: AuditTool,
        scale: Scale | None,
        agency_return: AgencyReturn,
        entries: Mapping[str, Entry],
        lines: int,
    ) -> None:
        self._tool, self._scale, self._return = tool, scale, agency_return
        self._least = lines
        self._texts = {place: entry.value for place, entry in entries.items()}
        self._named = ToolNames(tool, agency_return.kind)

    def sections(self) -> Iterator[FormSection]:
        if self._return.fit is Fit.NOT_SAID:
            yield _ask_fit()
        for section in returns.sections_given(self._tool, self._return):
            only = self._only(section.show_when)
            if only is not None:
                yield self._section(section, only)

    def _section(self, section: Section, only: str) -> FormSection:
        rows = [
            row
            for question in section.questions_for(self._return.kind, self._return.lead)
            if (when := self._only(question.show_when)) is not None
            for row in self._question(question, when)
        ]
        if section.graded:
            rows += self._closing(section)
        lead = (_when(only, "This section is"), section.why, section.good_looks_like)
        title = f"{section.number} {section.title}".strip()
        return FormSection(title, tuple(text for text in lead if text), tuple(rows))

    def _only(self, conditions: tuple[Condition, ...]) -> str | None:
        """What must be answered for something to be asked, in words; None where it never is."""

        def tell(term: Term) -> bool | None:
            if isinstance(term, AnswerTerm):
                return None
            return term.is_fulfilled(self._return.situation)

        left = left_to_know(conditions, tell)
        return None if left is None else say_all(left, self._named)

    def _question(self, question: Question, only: str) -> Iterator[FormRow]:
        kind = self._return.kind
        text = question.text_for(kind)
        if question.matrix and question.row:
            text = f"{question.matrix}: {question.row}"
        notes = (
            _when(only, "This is"),
            question.guidance_for(kind),
            f"Reason: {say_reason(question)}" if question.has_reason else "",
            f"{note[:1].upper()}{note[1:]}." if (note := say_needed(question, self._named)) else "",
            MORE_ROWS if question.parts and self._rows_offered(question) < question.most else "",
        )
        is_below = question.type is AnswerType.MULTIPLE or (question.parts and not question.options)
        boxes = [] if is_below else [self._answer(question)]
        if question.has_reason:
            boxes.append(self._written(places.reason_place(question.key), Side.BESIDE, "Reason"))
        boxes.append(self._written(places.seen_place(question.key), Side.SEEN, "Where it was seen"))
        yield FormRow(question.number, text, tuple(boxes), tuple(note for note in notes if note))
        if question.type is AnswerType.MULTIPLE:
            yield from self._ticks(question)
        elif question.parts:
            yield from self._rows(question)
        else:
            yield from self._says(question)

    def _answer(self, question: Question) -> FormBox:
        stored = self._texts.get(question.key, "")
        return FormBox(
            question.key,
            Side.ANSWER,
            "Answer",
            tuple(in_words.labels_of(question)),
            in_words.as_words(question, stored),
        )

    def _rows(self, question: Question) -> Iterator[FormRow]:
        """The rows of a group, a line of the file to each part; some are empty, as of the lines of
        a section."""
        for row in range(1, self._rows_offered(question) + 1):
            for cell in question.cells_of(row):
                text = f"{question.row_name(row)}: {cell.text}"
                notes = ("Needed where anything is said here.",) if cell.must_be_answered else ()
                yield FormRow("", text, (self._answer(cell),), notes, is_part=True)

    def _rows_offered(self, question: Question) -> int:
        last = max(question.rows_in(self._texts), default=0)
        return min(max(self._least - SPARE_LINES, last + SPARE_LINES), question.most)

    def _ticks(self, question: Question) -> Iterator[FormRow]:
        ticked = in_words.ticked(self._texts.get(question.key, ""))
        for label, key in in_words.labels_of(question).items():
            choice = next(one for one in question.options if one.key == key)
            box = in_words.box_of(question.key, key)
            text = in_words.YES if key in ticked else ""
            boxes = [FormBox(box, Side.ANSWER, "Yes or No", in_words.YES_OR_NO, text)]
            if choice in question.with_words:
                boxes.append(self._beside_choice(question, key, choice.say_which))
            hint = (choice.hint,) if choice.hint else ()
            yield FormRow("", label, tuple(boxes), hint, is_part=True)

    def _says(self, question: Question) -> Iterator[FormRow]:
        for choice in question.with_words:
            box = self._beside_choice(question, choice.key, choice.say_which)
            text = f"If “{choice.label}”: {'say which' if choice.say_which else 'a comment'}"
            yield FormRow("", text, (box,), is_part=True)

    def _beside_choice(self, question: Question, choice: str, say_which: bool) -> FormBox:
        label = "Say which" if say_which else "Comment"
        return self._written(places.says_place(question.key, choice), Side.BESIDE, label)

    def _written(self, place: str, side: Side, label: str) -> FormBox:
        return FormBox(place, side, label, (), in_words.as_in_file(self._texts.get(place, "")))

    def _closing(self, section: Section) -> Iterator[FormRow]:
        """What follows the questions: lines, the grade of one's own part, nothing to add."""
        prompts = self._tool.prompts_for(section, self._return.kind, self._return.lead)
        also = f"You may also have seen: {joined(prompts, 'or')}" if prompts else ""
        yield from self._lines(section, FindingKind.STRENGTH, "What went well", also)
        yield from self._lines(section, FindingKind.DEVELOPMENT, "What could be better", "")
        if section.recommendations:
            yield from self._lines(section, places.RECOMMENDATION, "What we recommend", "")
        if self._scale:
            place, why = places.grade_place(section.key), places.reason_place(section.key)
            words = in_words.grade_words(self._scale)
            text = next((w for w, key in words.items() if key == self._texts.get(place)), "")
            grade = FormBox(place, Side.ANSWER, "Grade", tuple(words), text)
            boxes = (grade, self._written(why, Side.BESIDE, "Why this grade"))
            note = "A reason is only needed where there is no line above."
            yield FormRow("", "Our own part in this section", boxes, (note,))
        if not (section.mandatory and is_asked(section, self._return)):
            place = places.nothing_place(section.key)
            text = in_words.YES if self._texts.get(place) else ""
            box = FormBox(place, Side.ANSWER, "Nothing to add", (in_words.YES,), text)
            yield FormRow("", "Nothing to add in this section", (box,))

    def _lines(self, section: Section, kind: str, title: str, also: str) -> Iterator[FormRow]:
        at = [places.line_place(section.key, kind, n) for n in range(1, places.MOST_LINES + 1)]
        written = [n for n, place in enumerate(at, 1) if self._texts.get(place)]
        count = min(max(self._least, max(written, default=0) + SPARE_LINES), places.MOST_LINES)
        for number, place in enumerate(at[:count], 1):
            boxes = [self._written(place, Side.ANSWER, "One line, no names")]
            if kind == FindingKind.DEVELOPMENT:
                boxes.append(self._cause(places.cause_place(place)))
            notes = (also,) if also and number == 1 else ()
            yield FormRow("", f"{title}, line {number}", tuple(boxes), notes)

    def _cause(self, place: str) -> FormBox:
        stored = self._texts.get(place, "")
        text = Cause(stored).label if stored else ""
        return FormBox(place, Side.BESIDE, "Why it happened", tuple(in_words.CAUSES), text)


def is_asked(section: Section, agency_return: AgencyReturn) -> bool:
    """Whether the agency is asked any question of the section."""
    return bool(section.questions_for(agency_return.kind, agency_return.lead))


def _when(only: str, what: str) -> str:
    return f"{what} only asked where {only}." if only else ""


def _ask_fit() -> FormSection:
    box = FormBox(FIT, Side.ANSWER, "Yes or No", in_words.YES_OR_NO)
    text = "Do the case details above fit your key sheet?"
    lead = (
        "Compare the case details with your key sheet before you answer anything. If they do not "
        "fit, stop here and tell the Business Unit.",
    )
    return FormSection("Is this the right case?", lead, (FormRow("", text, (box,)),))
