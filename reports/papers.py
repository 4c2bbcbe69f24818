"""Papers that are not for an audience: on one case, and for one reader.

A file's name says which case of how many and never its reference: "case-3-of-6-record.docx".
"""

from dataclasses import dataclass, replace

from audit_tools.afterwards import CpdNote
from audit_tools.blank_returns import BlankDiscussion, BlankReturn, Questionnaire
from audit_tools.case_records import CaseHead, CaseRecord
from audit_tools.case_sheets import CaseSheet
from audit_tools.errors import Invalid
from audit_tools.good_practice import GoodPractice
from audit_tools.governance import MeetingPaper
from audit_tools.learning.published import PublishedOffers
from audit_tools.method_statements import MethodStatement
from audit_tools.return_copies import ReturnCopy
from audit_tools.strengths import StrengthsBank
from audit_tools.words.word_list import Words
from reports.acronyms import with_acronyms, with_legend
from reports.documents import MEDIA_TYPES, Document, Format, Kind
from reports.forms import DATA, WRITERS
from reports.kinds.agenda import agenda
from reports.kinds.blank_discussion import blank_record
from reports.kinds.blank_return import blank
from reports.kinds.case_record import case_record
from reports.kinds.case_sheet import case_sheet
from reports.kinds.cpd_note import cpd_note
from reports.kinds.good_practice import good_practice
from reports.kinds.method_statement import method_statement
from reports.kinds.published_offer import offer_as_data, published_offer
from reports.kinds.questionnaire import blank_questionnaire
from reports.kinds.return_copy import return_copy
from reports.kinds.strengths import strengths
from reports.outline import Outline
from reports.provenance import with_origin
from reports.tables import as_tables

CasePaper = CaseRecord | ReturnCopy | tuple[CaseSheet, ...]
Blank = BlankReturn | BlankDiscussion | Questionnaire
OfNoCase = StrengthsBank | MeetingPaper | PublishedOffers | Blank
Paper = CasePaper | CpdNote | GoodPractice | MethodStatement | OfNoCase
_PAGE_AND_PAPER = (Format.HTML, Format.DOCX, Format.PDF)
# What is on one child, or for one reader, is never given out as data: docs/decisions/0047.
_FORMATS: dict[Kind, tuple[str, ...]] = {
    Kind.CASE_RECORD: _PAGE_AND_PAPER,
    Kind.RETURN_COPY: (Format.DOCX, Format.PDF),
    Kind.CASE_SHEET: (Format.PDF,),
    Kind.CPD_NOTE: (Format.DOCX, Format.PDF),
    Kind.GOOD_PRACTICE: _PAGE_AND_PAPER,
    Kind.METHOD_STATEMENT: (*_PAGE_AND_PAPER, *DATA),
    Kind.STRENGTHS: (Format.DOCX, Format.PDF),
    Kind.PUBLISHED_OFFER: (*_PAGE_AND_PAPER, *DATA),
    Kind.AGENDA: (Format.DOCX, Format.PDF),
    Kind.BLANK_RETURN: (Format.DOCX, Format.PDF),
    Kind.BLANK_DISCUSSION: (Format.DOCX, Format.PDF),
    Kind.QUESTIONNAIRE: (Format.DOCX, Format.PDF),
}


@dataclass(frozen=True)
class _Made:
    """A paper before it is written. ``title`` stands in the file's properties, which show in tabs
    and lists, and ``stem`` in its name: neither says a reference. ``tables`` are those of a kind
    whose readers want others than ``reports.tables`` makes."""

    kind: Kind
    title: str
    stem: str
    outlines: tuple[Outline, ...]
    tables: Outline | None = None


def make_paper(kind: str, facts: Paper, format: str, words: Words | None = None) -> Document:
    """``method-statement`` and ``learning-offer`` in all forms; ``case-record`` and
    ``good-practice`` as ``html``, ``docx`` or ``pdf``; ``return-copy``, ``cpd-note``, ``agenda``,
    ``blank-return``, ``blank-discussion``, ``questionnaire`` and ``what-went-well`` as ``docx`` or
    ``pdf``; the ``case-sheet`` of one case or several as one ``pdf``.

    With ``words`` a file says what each acronym stands for; a page does so at
    its foot. Raises ``Invalid`` for anything else.
    """
    if not facts:
        raise Invalid(_NONE)
    made = _make(facts)
    if kind != made.kind or format not in _FORMATS[made.kind]:
        raise Invalid(_NONE)
    data = _written(made, facts, format, words)
    return Document(f"{made.stem}.{format}", MEDIA_TYPES[Format(format)], data)


def _written(made: _Made, facts: Paper, format: str, words: Words | None) -> bytes:
    if format == Format.HTML:
        return WRITERS[format](made.title, made.outlines)
    if format in DATA:
        (read,) = _with_origins((with_legend(made.outlines[0], words),), facts)
        return DATA[format](made.tables or as_tables(read))
    worded = tuple(with_acronyms(one, words) for one in made.outlines)
    return WRITERS[format](made.title, _with_origins(worded, facts))


_NONE = "There is no such paper."


def _with_origins(outlines: tuple[Outline, ...], facts: Paper) -> tuple[Outline, ...]:
    """The same, each saying from which facts it was made."""
    if isinstance(facts, CaseRecord | CpdNote | GoodPractice | MethodStatement):
        return (with_origin(outlines[0], facts),)
    if isinstance(facts, tuple):
        return tuple(map(with_origin, outlines, facts))
    return outlines


def _make(facts: Paper) -> _Made:
    match facts:
        case CaseRecord():
            return _of_case(Kind.CASE_RECORD, facts.head, "Case record", case_record(facts))
        case ReturnCopy():
            return _of_case(Kind.RETURN_COPY, facts.head, "Return", return_copy(facts))
        case CpdNote():
            return _Made(Kind.CPD_NOTE, "CPD note", "cpd-note", (cpd_note(facts),))
        case GoodPractice():
            title, outline = "Good practice worth passing on", good_practice(facts)
            return _Made(Kind.GOOD_PRACTICE, title, "good-practice", (outline,))
        case MethodStatement():
            return _titled(Kind.METHOD_STATEMENT, method_statement(facts))
        case tuple():
            return _of_sheets(facts)
        case _:
            return _of_no_case(facts)


def _of_no_case(facts: OfNoCase) -> _Made:
    if isinstance(facts, StrengthsBank):
        return _titled(Kind.STRENGTHS, strengths(facts))
    if isinstance(facts, PublishedOffers):
        made = _titled(Kind.PUBLISHED_OFFER, published_offer(facts))
        return replace(made, tables=offer_as_data(facts))
    if isinstance(facts, Blank):
        return _of_blank(facts)
    return _titled(Kind.AGENDA, agenda(facts))


def _of_blank(facts: Blank) -> _Made:
    match facts:
        case BlankReturn():
            made = _titled(Kind.BLANK_RETURN, blank(facts))
            return replace(made, stem=f"blank-return-{facts.tool.key}-{facts.kind}")
        case BlankDiscussion():
            made = _titled(Kind.BLANK_DISCUSSION, blank_record(facts))
            return replace(made, stem=f"blank-discussion-{facts.tool.key}")
        case Questionnaire():
            made = _titled(Kind.QUESTIONNAIRE, blank_questionnaire(facts))
            return replace(made, stem=f"questions-{facts.section.key}")


def _titled(kind: Kind, outline: Outline) -> _Made:
    """A paper that is called as its outline is."""
    return _Made(kind, outline.title, kind.value, (outline,))


def _of_sheets(sheets: tuple[CaseSheet, ...]) -> _Made:
    outlines = tuple(case_sheet(sheet) for sheet in sheets)
    if len(sheets) == 1:
        return _of_case(Kind.CASE_SHEET, sheets[0].head, "Case sheet", outlines[0])
    return _Made(Kind.CASE_SHEET, "Case sheets", "case-sheets", outlines)


def _of_case(kind: Kind, head: CaseHead, title: str, outline: Outline) -> _Made:
    """``Case record: Case 3 of 6`` in ``case-3-of-6-record``."""
    stem = f"{head.spoken.lower().replace(' ', '-')}-{title.split()[-1].lower()}"
    return _Made(kind, f"{title}: {head.spoken}", stem, (outline,))
