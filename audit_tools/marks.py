"""Which texts of a return or a discussion look as if they could identify somebody.

They are gone through once, before the return is sent and before the discussion is written up and
signed off: replaced, or kept knowingly.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from audit_tools import places, returns
from audit_tools.errors import Refused
from audit_tools.findings import Finding
from audit_tools.returns import AgencyReturn
from audit_tools.tool import AuditTool, Question, Section
from audit_tools.words.marking import marks_in
from audit_tools.words.word_list import Words


def is_free_text(tool: AuditTool, place: str) -> bool:
    """Whether somebody writes in their own words at a place of a return or a discussion.

    A date is what "by when" asks for, so it is not looked at.
    """
    where = places.read_place(place)
    if where.of_question:
        return _is_written(tool.question(where.part), place)
    return _is_own_words(place)


def _is_written(question: Question, place: str) -> bool:
    """Whether somebody writes in their own words at a place of a question."""
    asked = question.asked_at(place)
    return asked is None or asked.type.is_text_box


def _is_own_words(place: str) -> bool:
    """Whether a place that is no question's own holds no grade, cause or date."""
    where = places.read_place(place)
    if where.of_question:
        return True
    return where.part not in _CHOSEN and where.rest[-1:] not in (("cause",), ("grade",))


_CHOSEN = ("grade", "nothing", "agreed", "action-when")


def marked_places(tool: AuditTool, agency_return: AgencyReturn, words: Words) -> tuple[str, ...]:
    """The places of all shown texts that are marked, in the tool's order."""
    entries = agency_return.entries
    texts = text_places(tool, agency_return)
    return marked_in({place: entries.get(place, "") for place in texts}, words)


def marked_in(texts: Mapping[str, str], words: Words) -> tuple[str, ...]:
    """The places of the texts in which something is marked."""
    return tuple(place for place, text in texts.items() if marks_in(text, words))


def texts_of_discussion(
    tool: AuditTool, entries: Mapping[str, str], findings: Iterable[Finding]
) -> dict[str, str]:
    """Every text of a discussion by its place, in the tool's order: its record's, its findings'."""
    found = {places.finding_place(one.section, one.number): one.statement for one in findings}
    chosen = {
        place
        for question in tool.panel_questions
        for place in question.places
        if not _is_written(question, place)
    }
    written = {p: text for p, text in entries.items() if p not in chosen and _is_own_words(p)}
    order = {section.key: number for number, section in enumerate(tool.sections)}
    # An imported finding is of no section and comes last.
    last = len(order)
    texts = written | found
    return {p: texts[p] for p in sorted(texts, key=lambda p: order.get(tool.section_at(p), last))}


def with_names_hidden(text: str, words: Words) -> str:
    """The text as it may stand on a wall: what is marked is left out of it."""
    marks = marks_in(text, words)
    ends = [(0, 0), *((mark.start, mark.end) for mark in marks), (len(text), len(text))]
    return HIDDEN.join(text[one[1] : other[0]] for one, other in pairwise(ends))


HIDDEN = "[a name]"


def text_places(tool: AuditTool, agency_return: AgencyReturn) -> tuple[str, ...]:
    """The places of all shown texts, in the tool's order."""
    sections = tool.return_sections(agency_return.kind, agency_return.lead)
    return tuple(
        place
        for section in sections
        if returns.is_open(tool, section, agency_return)
        for place in _texts(tool, section, agency_return)
    )


def check_gone_through(marked: Iterable[str], kept: Collection[str] = ()) -> None:
    """Raise ``Refused`` unless every marked place is among those that are knowingly kept."""
    left = [place for place in marked if place not in kept]
    if left:
        raise Refused(NAMES_LEFT, place=left[0])


NAMES_LEFT = (
    "Something in the text looks as if it could identify somebody. "
    "Change it, or confirm that it can stay."
)


def _texts(tool: AuditTool, section: Section, agency_return: AgencyReturn) -> list[str]:
    """The places of a section where the agency may have written."""
    asked = [
        place
        for question in returns.shown_questions(tool, section, agency_return)
        for place in question.places
        if is_free_text(tool, place)
    ]
    entries, key = agency_return.entries, section.key
    lines = [line.place for line in returns.lines(entries, key)]
    lines += [one.place for one in returns.recommendations(entries, key)]
    return [*asked, *lines, places.reason_place(section.key)]


def row_called(tool: AuditTool, place: str) -> str:
    """What the row of a group is called in which a place stands, ``Peer A``; empty elsewhere."""
    where = places.read_place(place)
    if not where.of_question or where.rest[:1] != ("row",):
        return ""
    return tool.question(where.part).row_name(int(where.rest[1]))
