"""Returns as forms, and what comes back of them."""

from collections.abc import Mapping
from dataclasses import replace

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.entries import Entry
from audit_tools.places import MOST_LINES
from audit_tools.return_files.form import (
    Identity,
    ReturnForm,
    bases_of,
    guide_of,
    sections_of_form,
)
from audit_tools.return_files.reading import Filled, FilledForm, Reading, read_filled
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AuditTool

POLICE = AgencyReturn(
    "police", AgencyKind.POLICE, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)
ID = Identity("audit-1", "SYV30-01", "police", "wide", 1, "return-1", "file-1")


def entries_of(texts: Mapping[str, str]) -> dict[str, Entry]:
    return {place: Entry(text, 2) for place, text in texts.items()}


def form_of(
    tool: AuditTool, texts: Mapping[str, str], agency_return: AgencyReturn = POLICE
) -> ReturnForm:
    """The form of a return in which these texts stand."""
    scale, entries = tool.grading_scales[0], entries_of(texts)
    sections = sections_of_form(tool, scale, agency_return, entries)
    return ReturnForm(
        ID,
        "return-case-1-of-2",
        "SYV30-01 · Police",
        (("Audit", "An audit"),),
        sections,
        bases_of(sections, entries),
        guide_of(tool, scale, agency_return),
        "OFFICIAL-SENSITIVE",
    )


def filled(form: ReturnForm, texts: Mapping[str, str]) -> FilledForm:
    """A file in whose boxes stands what stands in the form, and ``texts`` by their boxes."""
    said = {box.key: box.text for box in form.boxes} | dict(texts)
    bases = {place: str(base) for place, base in form.bases.items()}
    boxes = tuple(Filled(box, text, f"box {box}") for box, text in said.items())
    return FilledForm({}, bases, boxes)


def read(
    tool: AuditTool,
    file: FilledForm,
    known: Mapping[str, str] | None = None,
    agency_return: AgencyReturn = POLICE,
) -> Reading:
    """What a file comes to for a reader who knows these texts of the return."""
    reader = replace(agency_return, entries=dict(known or {}))
    scale = tool.grading_scales[0]
    sections = sections_of_form(tool, scale, reader, {}, MOST_LINES)
    return read_filled(tool, scale, reader, sections, file)


def values(reading: Reading) -> dict[str, str]:
    return {one.place: one.value for one in reading.brought}
