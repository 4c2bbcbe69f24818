"""A part of a draft as one kind of agency will be asked it, beside where it is changed."""

from dataclasses import dataclass

from app.db.tool_drafts import DraftOnFile
from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import AskedQuestion, BlankReturn, asked_once, blank_return
from audit_tools.editing.places import QUESTIONS, SECTIONS, Part, find, holder_of
from audit_tools.tool import Section

USUAL = AgencyKind.POLICE


@dataclass(frozen=True)
class Preview:
    """What a kind of agency would see of one section, or whoever answers it where that is no
    agency. ``section`` is None where there is nothing to be seen yet; ``left_out`` says how many
    parts are not shown because they are not finished."""

    kind: AgencyKind
    section: Section | None
    only: str
    questions: tuple[AskedQuestion, ...]
    besides: tuple[AskedQuestion, ...]
    prompts: tuple[str, ...]
    left_out: int


def preview_of(draft: DraftOnFile, part: Part, kind: str) -> Preview | None:
    """The section in which a part stands as one kind of agency is asked it; None for what stands in
    none."""
    chosen = AgencyKind(kind) if kind in list(AgencyKind) else _first_asked(draft, part)
    key = _section_of(draft, part)
    if not key:
        return None
    shown = draft.shown
    section = _find(shown.tool.sections, key) if shown.tool else None
    if shown.tool is None or section is None:
        return Preview(chosen, None, "", (), (), (), shown.left_out)
    if section.asked.is_once:
        return Preview(chosen, section, "", asked_once(shown.tool, section), (), (), shown.left_out)
    page = blank_return(shown.tool, chosen)
    asked = next((one for one in page.sections if one.section.key == key), None)
    return Preview(
        chosen,
        section,
        asked.only if asked else "",
        asked.questions if asked else (),
        _besides(page, section),
        asked.prompts if asked else (),
        shown.left_out,
    )


def _first_asked(draft: DraftOnFile, part: Part) -> AgencyKind:
    """A kind of agency that is asked a question, so that its author sees it at once."""
    asked = (find(draft.document, part) or {}).get("kinds", ())
    return next((kind for kind in AgencyKind if kind in asked), USUAL)


def _section_of(draft: DraftOnFile, part: Part) -> str:
    if part.list_name == QUESTIONS:
        return holder_of(draft.document, part).key
    return part.key if part.list_name == SECTIONS else ""


def _find(sections: tuple[Section, ...], key: str) -> Section | None:
    return next((section for section in sections if section.key == key), None)


def _besides(page: BlankReturn, section: Section) -> tuple[AskedQuestion, ...]:
    """What of a section the agency is asked too where it leads the case."""
    own = {question.key for question in section.questions}
    return tuple(one for one in page.besides if one.question.key in own)
