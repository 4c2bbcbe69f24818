"""One agency's return, filled in from its storyline: every place that the agency would fill."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from app.demonstration.invented.answers import draw_answers
from app.demonstration.invented.storylines import (
    ReturnStory,
    SectionStory,
    Steady,
    Storyline,
    read_steady,
)
from audit_tools import places
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import Characteristics
from audit_tools.conditions.terms import Situation
from audit_tools.tool import AnswerType, AuditTool, Question, Section

Entries = dict[str, str]

SECTIONS_IN_A_DRAFT = 4
"""How far somebody has come who is in the middle of a return."""

NOTES_OF_RECORDS = 3
"""At how many questions of a return it says on which record the answer was seen."""


@dataclass(frozen=True)
class Writer:
    """One agency writing about one child; ``draw`` is its own seeded source of chance."""

    tool: AuditTool
    storyline: Storyline
    agency: str
    kind: AgencyKind
    draw: Random

    @property
    def is_lead(self) -> bool:
        return self.storyline.lead == self.agency

    @property
    def story(self) -> ReturnStory:
        return self.storyline.returns[self.agency]

    @property
    def steady(self) -> Steady:
        return read_steady()

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.tool.return_sections(self.kind, self.is_lead)

    def shows(self, question: Question, entries: Entries) -> bool:
        """Whether the answers so far leave the question on the agency's page."""
        case = Characteristics(**self.storyline.characteristics)
        return self.tool.shown(question, entries, Situation(self.kind, self.is_lead, case))


def write_entries(writer: Writer) -> Entries:
    """Every place of a return that is ready to be sent."""
    return _write_sections(writer, writer.sections)


def write_draft(writer: Writer) -> Entries:
    """A return in the middle: its first sections are done, and of the next one only the answers."""
    done = writer.sections[:SECTIONS_IN_A_DRAFT]
    begun = writer.sections[SECTIONS_IN_A_DRAFT]
    answered = _write_section(writer, begun)
    return _write_sections(writer, done) | {k: v for k, v in answered.items() if "." in k}


def _write_sections(writer: Writer, sections: tuple[Section, ...]) -> Entries:
    entries: Entries = {}
    for section in sections:
        entries |= _write_section(writer, section)
    return entries | dict(_note_records(writer, entries))


def _write_section(writer: Writer, section: Section) -> Entries:
    story = writer.story.sections.get(section.key) or _part_without_lines(writer, section)
    entries = _given(writer, section)
    _answer_rest(writer, section, story.grade, entries)
    if section.graded:
        entries |= _write_part(section.key, story)
    return entries


def _part_without_lines(writer: Writer, section: Section) -> SectionStory:
    """The agency did well and says why, or has no part where no question applies to it."""
    given = _given(writer, section)
    applies = any(given.get(q.key) != "not-applicable" for q in _assessments(writer, section))
    if section.key in writer.story.not_our_part or not applies:
        return SectionStory(places.NOT_OUR_PART)
    reasons = writer.steady.reasons_of(writer.kind, section.key)
    return SectionStory("good", reason=writer.draw.choice(reasons))


def _assessments(writer: Writer, section: Section) -> list[Question]:
    asked = section.questions_for(writer.kind, writer.is_lead)
    return [question for question in asked if question.type is AnswerType.ASSESSMENT]


def _given(writer: Writer, section: Section) -> Entries:
    """What the storyline itself answers: the agency's own words, the details, the facts."""
    storyline = writer.storyline
    known = {
        "justice.arrested": storyline.arrested,
        "justice.risk-panel": "no",
        **dict.fromkeys(storyline.not_applicable, "not-applicable"),
        **storyline.details,
        **writer.story.answers,
    }
    asked = section.questions_for(writer.kind, writer.is_lead)
    return {place: known[place] for q in asked for place in q.places if place in known}


def _answer_rest(writer: Writer, section: Section, grade: str, entries: Entries) -> None:
    questions = _assessments(writer, section)
    for question in questions:
        if not writer.shows(question, entries):
            entries.pop(question.key, None)
    open_ones = [q for q in questions if q.key not in entries and writer.shows(q, entries)]
    fixed = [entries[q.key] for q in questions if q.key in entries]
    # A drawn reason says that all is well, so nothing beside it may say otherwise.
    is_steady = section.key not in writer.story.sections and grade == "good"
    drawn = draw_answers("outstanding" if is_steady else grade, fixed, len(open_ones), writer.draw)
    entries.update(zip((q.key for q in open_ones), drawn, strict=True))


def _write_part(section: str, story: SectionStory) -> Entries:
    entries = {places.grade_place(section): story.grade}
    if not story.lines:
        entries[places.nothing_place(section)] = places.YES
    if story.reason:
        entries[places.reason_place(section)] = story.reason
    for kind in places.FindingKind:
        of_kind = (line for line in story.lines if line.kind is kind)
        for number, line in enumerate(of_kind, start=1):
            place = places.line_place(section, kind, number)
            entries[place] = line.text
            if line.cause:
                entries[places.cause_place(place)] = line.cause
    return entries


def _note_records(writer: Writer, entries: Entries) -> Iterator[tuple[str, str]]:
    answered = sorted(key for key, value in entries.items() if value in ("yes", "partly", "no"))
    questions = [key for key in answered if "." in key]
    count = min(NOTES_OF_RECORDS, len(questions))
    records = writer.draw.sample(writer.steady.seen[writer.kind], count)
    for question, record in zip(writer.draw.sample(questions, count), records, strict=True):
        yield places.seen_place(question), record
