"""The child first: what stands above every section, from what the agencies wrote of the child."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.db.discussions import DiscussionRead
from app.web.discussions.compared import Compared, label_of
from audit_tools.candidates import bands_in_words
from audit_tools.returns import lines
from audit_tools.tool import Question, SectionFor

VOICE = "voice"
MOST_LINES = 3


@dataclass(frozen=True)
class Said:
    """Something said of the child, and by which agency."""

    agency: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Fact:
    """A case detail that the lead agency entered once for all."""

    label: str
    value: str = field(repr=False)


@dataclass(frozen=True)
class ChildShown:
    """The child in a few lines; ``whom`` answers questions in words, such as whom they trust."""

    bands: str = field(repr=False)
    lines: tuple[Said, ...] = ()
    whom: tuple[tuple[str, tuple[Said, ...]], ...] = ()
    facts: tuple[Fact, ...] = ()


def show_child(held: DiscussionRead, compared: Compared) -> ChildShown:
    """The child of a discussion, as the section on voice and the case details tell it."""
    return ChildShown(
        bands_in_words(held.case.case.characteristics),
        tuple(_lines(held, compared))[:MOST_LINES],
        tuple(_whom(held, compared)),
        tuple(_facts(held)),
    )


def _lines(held: DiscussionRead, compared: Compared) -> Iterator[Said]:
    """One line of each agency, so that no single one speaks for the child."""
    for one in compared.by_name():
        for line in lines(one.entries, VOICE)[:1]:
            yield Said(held.agencies[one.agency].name, line.text)


def _whom(held: DiscussionRead, compared: Compared) -> Iterator[tuple[str, tuple[Said, ...]]]:
    section = next((s for s in held.audit.tool.sections if s.key == VOICE), None)
    for question in section.questions if section else ():
        if question.type.is_text_box:
            said = tuple(_said(held, compared, question))
            if said:
                yield question.text, said


def _said(held: DiscussionRead, compared: Compared, question: Question) -> Iterator[Said]:
    for one in compared.by_name():
        if question.key in one.entries:
            yield Said(held.agencies[one.agency].name, one.entries[question.key])


def _facts(held: DiscussionRead) -> Iterator[Fact]:
    lead = next((r for r in held.returns if r.agency == held.case.case.lead), None)
    for section in held.audit.tool.sections:
        if lead and section.asked is SectionFor.LEAD:
            for question in section.questions:
                if question.key in lead.entries:
                    yield Fact(question.text, label_of(question, lead.entries[question.key]))
