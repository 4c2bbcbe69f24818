"""Every paper that is given out as PDF, held against what of PDF/UA-1 a program can check."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, StreamObject

import reports
from reports.documents import Format, Kind
from tests.reports.accessible import kids, role, wrong_with
from tests.reports.every_kind import FACTS
from tests.reports.files import pdf, tags
from tests.reports.papers import HEAD, record
from tests.reports.summaries import six_children


@pytest.mark.parametrize("kind", Kind)
def test_a_paper_meets_what_a_program_can_check(kind: Kind) -> None:
    assert wrong_with(pdf(reports.build(kind, FACTS[kind], Format.PDF).data)) == []


def test_a_watermark_is_decoration_and_no_content() -> None:
    rehearsed = replace(record(), head=replace(HEAD, rehearsal=True))
    assert wrong_with(pdf(reports.build(Kind.CASE_RECORD, rehearsed, Format.PDF).data)) == []


def test_a_picture_and_a_table_are_among_what_was_checked() -> None:
    """The checks would pass on a file without either."""
    roles = [role(one) for one in found_in(pdf(summary()))]
    assert roles.count("Figure") == 3
    assert roles.count("Table") > 3


def test_the_marking_and_that_data_are_invented_are_read_out_once() -> None:
    """What stands in the head of a page is decoration: on the first page it is text."""
    facts = replace(six_children(), marking="OFFICIAL-SENSITIVE", invented=True)
    marked = pdf(reports.build(Kind.THEME_SUMMARY, facts, Format.PDF).data)
    plain = replace(facts, marking="", invented=False)
    unmarked = pdf(reports.build(Kind.THEME_SUMMARY, plain, Format.PDF).data)
    assert len(before_title(marked)) > len(before_title(unmarked))
    # To the eye it stands on top and at the foot of each page.
    assert {page.extract_text().count("OFFICIAL-SENSITIVE") for page in marked.pages} == {2}


def before_title(file: PdfReader) -> list[str]:
    found = tags(file)
    return found[: found.index("H1")]


def summary() -> bytes:
    return reports.build(Kind.THEME_SUMMARY, six_children(), Format.PDF).data


def found_in(file: PdfReader | PdfWriter) -> list[Any]:
    """All elements of a file."""
    waiting = kids(file.root_object["/StructTreeRoot"].get_object())
    found = []
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += kids(one)
    return found


def first(file: PdfWriter, wanted: str) -> Any:
    return next(one for one in found_in(file) if role(one) == wanted)


def _unmarked(file: PdfWriter) -> None:
    mark: Any = file.root_object["/MarkInfo"]
    mark[NameObject("/Marked")] = BooleanObject(False)


def _suspect(file: PdfWriter) -> None:
    mark: Any = file.root_object["/MarkInfo"]
    mark[NameObject("/Suspects")] = BooleanObject(True)


def _without_tree(file: PdfWriter) -> None:
    del file.root_object["/StructTreeRoot"]


def _without_parents(file: PdfWriter) -> None:
    tree: Any = file.root_object["/StructTreeRoot"].get_object()
    del tree["/ParentTree"]


def _without_language(file: PdfWriter) -> None:
    del file.root_object["/Lang"]


def _named_by_file(file: PdfWriter) -> None:
    shown: Any = file.root_object["/ViewerPreferences"]
    shown[NameObject("/DisplayDocTitle")] = BooleanObject(False)


def _acting(file: PdfWriter) -> None:
    file.root_object[NameObject("/OpenAction")] = DictionaryObject()


def _metadata(file: PdfWriter, old: bytes, new: bytes) -> None:
    stored = StreamObject()
    held: Any = file.root_object["/Metadata"].get_object()
    stored.set_data(held.get_data().replace(old, new))
    file.root_object[NameObject("/Metadata")] = file._add_object(stored)


def _claiming_nothing(file: PdfWriter) -> None:
    _metadata(file, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def _untitled(file: PdfWriter) -> None:
    _metadata(file, b"What we learned from 6 children", b" ")


def _unmarked_text(file: PdfWriter) -> None:
    page: Any = file.pages[0]
    content = StreamObject()
    content.set_data(page["/Contents"].get_object().get_data() + b"\nBT (x) Tj ET")
    page[NameObject("/Contents")] = file._add_object(content)


def _fonts(file: PdfWriter) -> Any:
    page: Any = file.pages[0]
    return next(iter(page["/Resources"]["/Font"].values())).get_object()


def _without_font(file: PdfWriter) -> None:
    described = _fonts(file)["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    for name in [name for name in described if "FontFile" in name]:
        del described[name]


def _without_characters(file: PdfWriter) -> None:
    del _fonts(file)["/ToUnicode"]


def _of_no_role(file: PdfWriter) -> None:
    first(file, "P")[NameObject("/S")] = NameObject("/Thing")


def _begun_below(file: PdfWriter) -> None:
    first(file, "H1")[NameObject("/S")] = NameObject("/P")


def _skipping(file: PdfWriter) -> None:
    for one in found_in(file):
        if role(one) == "H2":
            one[NameObject("/S")] = NameObject("/H3")


def _unseen(file: PdfWriter) -> None:
    del first(file, "Figure")["/Alt"]


def _with_a_stranger(file: PdfWriter) -> None:
    first(file, "THead")[NameObject("/S")] = NameObject("/P")


def _ragged(file: PdfWriter) -> None:
    row = first(file, "TR")
    row["/K"].get_object().pop()


def _headless(file: PdfWriter) -> None:
    for one in found_in(file):
        if role(one) == "TH":
            one[NameObject("/S")] = NameObject("/TD")


def _unscoped(file: PdfWriter) -> None:
    del first(file, "TH")["/A"]


def _locked(file: PdfWriter) -> None:
    file.encrypt("", "only the owner knows", algorithm="RC4-128")


def _saying_nothing(file: PdfWriter) -> None:
    del file.root_object["/Metadata"]


def _led_nowhere(file: PdfWriter) -> None:
    del file.pages[0]["/StructParents"]


def _with_a_note(file: PdfWriter) -> None:
    page: Any = file.pages[0]
    page.pop("/Tabs", None)
    page[NameObject("/Annots")] = ArrayObject([DictionaryObject()])


BROKEN: dict[str, Callable[[PdfWriter], None]] = {
    "06-001": _unmarked,
    "06-002": _suspect,
    "01-006: it has no tree": _without_tree,
    "01-006: content is not led": _without_parents,
    "11-006": _without_language,
    "07-002": _named_by_file,
    "29-001": _acting,
    "05-001": _claiming_nothing,
    "06-003: it has no title": _untitled,
    "01-005": _unmarked_text,
    "31-009": _without_font,
    "10-001": _without_characters,
    "02-001": _of_no_role,
    "14-002": _begun_below,
    "14-003": _skipping,
    "13-004": _unseen,
    "09-004": _with_a_stranger,
    "15-005": _ragged,
    "15-001": _headless,
    "15-003": _unscoped,
    "26-002": _locked,
    "06-003: it says nothing of itself": _saying_nothing,
    "01-006: nothing on page 1": _led_nowhere,
    "28-008": _with_a_note,
}


@pytest.mark.parametrize("condition", BROKEN)
def test_each_check_finds_what_it_looks_for(condition: str) -> None:
    broken = PdfWriter(clone_from=BytesIO(summary()))
    BROKEN[condition](broken)
    written = BytesIO()
    broken.write(written)
    found = wrong_with(pdf(written.getvalue()))
    assert [wrong for wrong in found if wrong.startswith(condition)], found
