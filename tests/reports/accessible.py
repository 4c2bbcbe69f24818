"""What of PDF/UA-1 (ISO 14289-1) a program can check of a file that is tagged by what wrote it.

The numbers are the failure conditions of the Matterhorn Protocol 1.02. It is no validator: whether
the tags say what the page means, whether colours can be told apart and whether an alternative text
is a good one takes people.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

STANDARD = {
    "Document", "Part", "Sect", "Div", "Caption", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L",
    "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Link",
    "Figure", "Formula", "Note", "Reference", "Code", "BlockQuote", "Quote",
}  # fmt: skip
SHOWS_TEXT = {b"Tj", b"TJ", b"'", b'"'}
PAINTS = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"INLINE IMAGE"}
DC, RDF, UA = (
    "{http://purl.org/dc/elements/1.1/}",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://www.aiim.org/pdfua/ns/id/}",
)


def wrong_with(file: PdfReader) -> list[str]:
    """Each failure condition that the file meets, in a sentence; none is none."""
    elements = list(_elements(file.root_object.get("/StructTreeRoot")))
    return [
        *_of_catalog(file),
        *_of_metadata(file),
        *_of_pages(file),
        *_of_content(file),
        *_of_fonts(file),
        *_of_roles(file, elements),
        *_of_headings(elements),
        *_of_figures(elements),
        *(wrong for one in elements if role(one) == "Table" for wrong in _of_table(one)),
    ]


def is_true(value: Any) -> bool:
    """Whether a value of a PDF is true: one that is false is an object too."""
    return getattr(value, "value", False) is True


def role(element: Any) -> str:
    """``TH``"""
    return str(element["/S"]).lstrip("/")


def kids(element: Any) -> list[Any]:
    """The elements within an element, without the content that they mark."""
    held = element.get("/K", [])
    held = held.get_object() if hasattr(held, "get_object") else held
    listed = held if isinstance(held, list) else [held]
    found = [one.get_object() for one in listed if hasattr(one, "get_object")]
    return [one for one in found if isinstance(one, DictionaryObject) and "/S" in one]


def _elements(root: Any) -> Iterator[Any]:
    """All elements in reading order."""
    waiting = kids(root.get_object()) if root is not None else []
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting = kids(one) + waiting


def _of_catalog(file: PdfReader) -> list[str]:
    root: Any = file.root_object
    mark, tree = root.get("/MarkInfo", {}), root.get("/StructTreeRoot")
    acts = "/JavaScript" in root.get("/Names", {}) or "/OpenAction" in root or "/AA" in root
    conditions = {
        "06-001: it is not marked as tagged.": not is_true(mark.get("/Marked")),
        "06-002: its tags are suspect.": is_true(mark.get("/Suspects")),
        "01-006: it has no tree of elements.": tree is None,
        "01-006: content is not led back to its element.": tree is not None
        and "/ParentTree" not in tree.get_object(),
        "11-006: it says no language.": not str(root.get("/Lang", "")).startswith("en"),
        "07-002: a window would show the name of its file.": not is_true(
            root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
        ),
        "26-002: it is locked.": file.is_encrypted,
        "29-001: it does something by itself.": acts,
    }
    return [wrong for wrong, holds in conditions.items() if holds]


def _of_metadata(file: PdfReader) -> Iterator[str]:
    stored = file.root_object.get("/Metadata")
    if stored is None:
        yield "06-003: it says nothing of itself."
        return
    about: Element = fromstring(stored.get_object().get_data())
    if about.findtext(f".//{UA}part") != "1":
        yield "05-001: it does not say that it holds to PDF/UA-1."
    title = about.findtext(f".//{DC}title/{RDF}Alt/{RDF}li") or ""
    if not title.strip():
        yield "06-003: it has no title."


def _of_pages(file: PdfReader) -> Iterator[str]:
    tree: Any = file.root_object.get("/StructTreeRoot")
    numbers = _numbers(tree.get_object().get("/ParentTree")) if tree is not None else set()
    for number, page in enumerate(file.pages, start=1):
        if page.get("/StructParents") not in numbers:
            yield f"01-006: nothing on page {number} is led back to its element."
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"28-008: on page {number} the tab key goes another way than the text."


def _numbers(tree: Any) -> set[int]:
    """The keys of a tree of numbers."""
    if tree is None:
        return set()
    node = tree.get_object()
    found = {int(key) for key in node.get("/Nums", [])[::2]}
    return found.union(*(_numbers(kid) for kid in node.get("/Kids", [])))


def _of_content(file: PdfReader) -> Iterator[str]:
    """Everything that is painted is marked: as content of an element, or as decoration."""
    for number, page in enumerate(file.pages, start=1):
        depth: list[bool] = []
        for operands, operator in ContentStream(page.get_contents(), file).operations:
            if operator in (b"BDC", b"BMC"):
                tells = operator == b"BDC" and "/MCID" in (operands[1] if operands[1:] else {})
                depth.append(tells or operands[0] == "/Artifact")
            elif operator == b"EMC":
                depth.pop()
            elif operator in SHOWS_TEXT | PAINTS and not any(depth):
                yield f"01-005: something on page {number} is neither content nor decoration."
                break


def _of_fonts(file: PdfReader) -> Iterator[str]:
    for page in file.pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            font_, name = font.get_object(), font.get_object()["/BaseFont"]
            inner = (
                font_["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font_ else font_
            )
            described = inner.get("/FontDescriptor", {}).get_object()
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described):
                yield f"31-009: the font {name} is not in the file."
            if "/ToUnicode" not in font_:
                yield f"10-001: which characters the font {name} shows is not said."


def _of_roles(file: PdfReader, elements: list[Any]) -> Iterator[str]:
    tree: Any = file.root_object.get("/StructTreeRoot")
    mapped = tree.get_object().get("/RoleMap", {}) if tree is not None else {}
    for one in elements:
        meant = str(mapped.get(one["/S"], one["/S"])).lstrip("/")
        if meant not in STANDARD:
            yield f"02-001: no program knows what {role(one)} is."


def _of_headings(elements: list[Any]) -> Iterator[str]:
    levels = [int(role(one)[1]) for one in elements if role(one) in {f"H{n}" for n in range(1, 7)}]
    if not levels or levels[0] != 1:
        yield "14-002: the first heading is not of the first level."
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"14-003: a heading of level {level} follows one of level {before}."


def _of_figures(elements: list[Any]) -> Iterator[str]:
    for one in elements:
        if role(one) == "Figure" and not str(one.get("/Alt", "")).strip():
            yield "13-004: a picture has no text that stands for it."


def _of_table(table: Any) -> Iterator[str]:
    rows = []
    for part in kids(table):
        if role(part) not in {"THead", "TBody", "TFoot", "TR", "Caption"}:
            yield f"09-004: {role(part)} stands in a table."
        rows += [part] if role(part) == "TR" else [r for r in kids(part) if role(r) == "TR"]
    cells = [[one for one in kids(row) if role(one) in {"TH", "TD"}] for row in rows]
    if len({len(row) for row in cells}) > 1:
        yield "15-005: the rows of a table are of different lengths."
    heads = [one for row in cells for one in row if role(one) == "TH"]
    if not heads:
        yield "15-001: a table has no heads."
    if any(_scope(one) not in {"/Column", "/Row", "/Both"} for one in heads):
        yield "15-003: what a head of a table stands for is not said."


def _scope(head: Any) -> str:
    given = head.get("/A", [])
    given = given.get_object() if hasattr(given, "get_object") else given
    listed = given if isinstance(given, list) else [given]
    return next((str(one.get_object()["/Scope"]) for one in listed if "/Scope" in one), "")
