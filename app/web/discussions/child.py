"""The child first: what stands above every section, from what was written and said of the child."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from app.db.discussions import DiscussionRead
from app.web.discussions.compared import Compared
from audit_tools.answers import beside, in_full, rows_in_words
from audit_tools.candidates import bands_in_words
from audit_tools.discussed import discussed_sections
from audit_tools.places import said_place
from audit_tools.returns import lines
from audit_tools.tool import VOICE, Question, SectionFor

MOST_LINES = 3
IN_DISCUSSION = "in the discussion"


@dataclass(frozen=True)
class Said:
    """Something said of the child, and by which agency or where."""

    who: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Fact:
    """A case detail: entered once for all by the lead agency or the Business Unit, or by each
    agency at the head of its return, a line to an agency."""

    label: str
    value: str = field(repr=False)


@dataclass(frozen=True)
class ChildShown:
    """The child in a few lines; ``answers`` are those to what the tool asks of the child itself.
    ``companions`` are the questionnaires that go with the case, by whose words they are and title.

    ``is_awaited`` where nothing is told of the child yet and the record has a place for it.
    """

    bands: str = field(repr=False)
    lines: tuple[Said, ...] = ()
    answers: tuple[tuple[str, tuple[Said, ...]], ...] = ()
    facts: tuple[Fact, ...] = ()
    companions: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    is_awaited: bool = False


def show_child(held: DiscussionRead, compared: Compared) -> ChildShown:
    """The child of a discussion, as returns and record tell it."""
    own, companions = islice(_own_words(held), MOST_LINES), tuple(_companions(held))
    told = (*own, *islice(_lines(held, compared), MOST_LINES), *_said_in_room(held))
    answers = tuple(_answers(held, compared))
    has_place = any(section.key == VOICE for section in held.audit.tool.sections)
    return ChildShown(
        bands_in_words(held.case.case.characteristics),
        told,
        answers,
        tuple(_facts(held, compared)),
        companions,
        has_place and held.case.case.state.takes_entries and not told and not answers,
    )


def _lines(held: DiscussionRead, compared: Compared) -> Iterator[Said]:
    """One line of each agency, so that no single one speaks for the child."""
    for one in compared.by_name():
        for line in lines(one.entries, VOICE)[:1]:
            yield Said(held.agencies[one.agency].name, line.text)


def _said_in_room(held: DiscussionRead) -> Iterator[Said]:
    """What agencies said of the child's voice; where the discussion comes first, all there is."""
    for agency in held.agencies.values():
        if said := held.values.get(said_place(VOICE, agency.key)):
            yield Said(f"{agency.name}, {IN_DISCUSSION}", said)


def _answers(held: DiscussionRead, compared: Compared) -> Iterator[tuple[str, tuple[Said, ...]]]:
    for question in held.audit.tool.voice_questions:
        if said := tuple(_said(held, compared, question)):
            yield question.text, said


def _said(held: DiscussionRead, compared: Compared, question: Question) -> Iterator[Said]:
    for answer in compared.answers_to(question):
        yield Said(answer.agency, answer.in_full)
    if question.is_answered(held.values):
        yield Said(IN_DISCUSSION, in_full(question, held.values))


def _facts(held: DiscussionRead, compared: Compared) -> Iterator[Fact]:
    """What the lead agency entered once for all, what stands at the heads of the returns, and what
    was answered once for the case."""
    lead = next((r for r in held.returns if r.agency == held.case.case.lead), None)
    for section in held.audit.tool.sections:
        if lead and section.asked is SectionFor.LEAD:
            for question in section.questions:
                if question.is_answered(lead.entries):
                    yield Fact(question.text, in_full(question, lead.entries))
    yield from _heads(held, compared)
    for told_in in held.answers.told:
        if not told_in.section.asked.is_companion:
            yield from (Fact(told.question, told.text) for told in told_in.answers)


def _heads(held: DiscussionRead, compared: Compared) -> Iterator[Fact]:
    """What agencies answered at the heads of their returns, which has no page in the discussion."""
    tool = held.audit.tool
    spoken_of = discussed_sections(tool)
    for section in tool.sections:
        if section.asked is SectionFor.AGENCIES and section not in spoken_of:
            for question in section.questions:
                if told := "\n".join(_of_each(held, compared, question)):
                    yield Fact(question.text, told)


def _of_each(held: DiscussionRead, compared: Compared, question: Question) -> Iterator[str]:
    for one in compared.by_name():
        if question.is_answered(one.entries):
            # The rows of a group are in the answer in full already.
            rows = rows_in_words(question, one.entries)
            others = beside(question, one.entries)[len(rows) :]
            words = "".join(f" ({label}: {text})" for label, text in others)
            yield f"{held.agencies[one.agency].name}: {in_full(question, one.entries)}{words}"


def _companions(held: DiscussionRead) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """What the child, parents and practitioners said who were asked, or why they were not."""
    for told_in in held.answers.told:
        if told_in.section.asked.is_companion and told_in.all_told:
            facts = (Fact(told.question, told.text) for told in told_in.all_told)
            yield told_in.heading, tuple(facts)


def _own_words(held: DiscussionRead) -> Iterator[Said]:
    """What the child said who was asked."""
    for told_in in held.answers.told:
        if told_in.section.asked is SectionFor.CHILD:
            yield from (Said(f"the child: {told.question}", told.text) for told in told_in.answers)
