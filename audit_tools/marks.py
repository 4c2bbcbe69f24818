"""Which texts of a return hold something that looks as if it could identify somebody.

They are gone through once before the return is sent: replaced, or kept knowingly.
"""

from collections.abc import Iterable

from audit_tools import places, returns
from audit_tools.errors import Refused
from audit_tools.returns import AgencyReturn
from audit_tools.tool import AuditTool, Section
from audit_tools.words.marking import marks_in
from audit_tools.words.word_list import Words


def is_free_text(tool: AuditTool, place: str) -> bool:
    """Whether somebody writes in their own words at a place of a return."""
    where = places.read_place(place)
    if "." in where.part and not where.rest:
        return tool.question(where.part).type.is_text_box
    return where.part not in ("grade", "nothing") and where.rest[-1:] != ("cause",)


def marked_places(tool: AuditTool, agency_return: AgencyReturn, words: Words) -> tuple[str, ...]:
    """The places of all shown texts that are marked, in the tool's order."""
    entries = agency_return.entries
    texts = text_places(tool, agency_return)
    return tuple(place for place in texts if marks_in(entries.get(place, ""), words))


def text_places(tool: AuditTool, agency_return: AgencyReturn) -> tuple[str, ...]:
    """The places of all shown texts, in the tool's order."""
    sections = tool.return_sections(agency_return.kind, agency_return.lead)
    return tuple(place for section in sections for place in _texts(tool, section, agency_return))


def check_gone_through(
    tool: AuditTool, agency_return: AgencyReturn, words: Words, kept: Iterable[str] = ()
) -> None:
    """Raise ``Refused`` unless every marked text is among those that are knowingly kept."""
    knowingly = set(kept)
    left = [place for place in marked_places(tool, agency_return, words) if place not in knowingly]
    if left:
        raise Refused(
            "Something in the text looks as if it could identify somebody. "
            "Change it, or confirm that it can stay.",
            place=left[0],
        )


def _texts(tool: AuditTool, section: Section, agency_return: AgencyReturn) -> list[str]:
    """The places of a section where the agency may have written."""
    asked = [
        place
        for question in returns.shown_questions(tool, section, agency_return)
        for place in (question.key, places.seen_place(question.key))
        if is_free_text(tool, place)
    ]
    lines = [line.place for line in returns.lines(agency_return.entries, section.key)]
    return [*asked, *lines, places.reason_place(section.key)]
