"""Papers on one case: its record, its sheet, and an agency's own copy of its return.

A file's name says which case of how many and never its reference: "case-3-of-6-record.docx".
"""

from collections.abc import Callable
from typing import assert_never

from audit_tools.case_records import CaseHead, CaseRecord
from audit_tools.case_sheets import CaseSheet
from audit_tools.errors import Invalid
from audit_tools.return_copies import ReturnCopy
from reports.documents import MEDIA_TYPES, Document, Format, Kind
from reports.kinds.case_record import case_record
from reports.kinds.case_sheet import case_sheet
from reports.kinds.return_copy import return_copy
from reports.outline import Outline
from reports.writers.html import write_html

CasePaper = CaseRecord | ReturnCopy | tuple[CaseSheet, ...]
_FORMATS = {
    Kind.CASE_RECORD: (Format.HTML, Format.DOCX, Format.PDF),
    Kind.RETURN_COPY: (Format.DOCX, Format.PDF),
    Kind.CASE_SHEET: (Format.PDF,),
}


def make_paper(kind: str, facts: CasePaper, format: str) -> Document:
    """``case-record`` as ``html``, ``docx`` or ``pdf``; ``return-copy`` as ``docx`` or ``pdf``; the
    ``case-sheet`` of one case or several as one ``pdf``. Raises ``Invalid`` for anything else.
    """
    made_from = _kind_of(facts)
    if kind != made_from or format not in _FORMATS[made_from] or not facts:
        raise Invalid("There is no such paper.")
    data = _WRITERS[Format(format)](_title_of(facts), _outlines_of(facts))
    return Document(f"{_stem_of(facts)}.{format}", MEDIA_TYPES[Format(format)], data)


def _kind_of(facts: CasePaper) -> Kind:
    match facts:
        case CaseRecord():
            return Kind.CASE_RECORD
        case ReturnCopy():
            return Kind.RETURN_COPY
        case tuple():
            return Kind.CASE_SHEET
    assert_never(facts)


def _outlines_of(facts: CasePaper) -> tuple[Outline, ...]:
    match facts:
        case CaseRecord():
            return (case_record(facts),)
        case ReturnCopy():
            return (return_copy(facts),)
        case sheets:
            return tuple(case_sheet(sheet) for sheet in sheets)


def _title_of(facts: CasePaper) -> str:
    """The title in the file's properties, which shows in tabs and lists: no reference."""
    match facts:
        case CaseRecord():
            return f"Case record: {facts.head.spoken}"
        case ReturnCopy():
            return f"Return: {facts.head.spoken}"
        case (one,):
            return f"Case sheet: {one.head.spoken}"
    return "Case sheets"


def _stem_of(facts: CasePaper) -> str:
    match facts:
        case CaseRecord():
            return f"{_spoken(facts.head)}-record"
        case ReturnCopy():
            return f"{_spoken(facts.head)}-return"
        case (one,):
            return f"{_spoken(one.head)}-sheet"
    return "case-sheets"


def _spoken(head: CaseHead) -> str:
    return head.spoken.lower().replace(" ", "-")


# What writes Word and PDF is loaded with the first paper: every start would wait for it.


def _write_html(_title: str, outlines: tuple[Outline, ...]) -> bytes:
    return write_html(outlines[0], {})


def _write_docx(title: str, outlines: tuple[Outline, ...]) -> bytes:
    from reports.writers.docx import write_docx  # noqa: PLC0415, see above

    return write_docx(title, outlines[0])


def _write_pdf(title: str, outlines: tuple[Outline, ...]) -> bytes:
    from reports.writers.pdf import write_pdf  # noqa: PLC0415, see above

    return write_pdf(title, outlines)


_WRITERS: dict[Format, Callable[[str, tuple[Outline, ...]], bytes]] = {
    Format.HTML: _write_html,
    Format.DOCX: _write_docx,
    Format.PDF: _write_pdf,
}
