"""The tables of a Word file as rows of texts, each with what stands above it, or refused whole.

Every value of every cell comes out: paragraphs and line breaks as lines, the points of a list with
their bullet or number, what is merged in each of the cells that it covers. What cannot be told for
certain is refused with a sentence: tracked changes say two things at once.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from defusedxml import ElementTree

from audit_tools.csv_files import MAX_BYTES, MAX_ROWS
from audit_tools.errors import Invalid
from audit_tools.office_files import OLD_OFFICE, check_package

BULLET = "• "
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAVE_AGAIN = "In Word choose Save as, then Word document (.docx)."
_SPANS = frozenset(str(columns) for columns in range(1, 64))
"""As many columns as a table can have in Word."""
_SPOKEN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# A picture of text for older programs, and what is deleted, is not what the file says.
_LEFT_OUT = ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",)
_TRACKED = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True)
class WordTable:
    """A table: ``above`` are the paragraphs between the table before and this one."""

    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)


def is_word(data: bytes) -> bool:
    """Whether a file is a Word file by what it holds, whatever its name says."""
    try:
        with ZipFile(BytesIO(data)) as package:
            return _BODY in package.namelist()
    except BadZipFile:
        return False


def read_tables(data: bytes) -> tuple[WordTable, ...]:
    """The tables of a Word file in their order.

    Raises ``Invalid`` for a file of more than ``MAX_BYTES`` or ``MAX_ROWS`` rows, for what
    ``office_files`` refuses, for one that is locked by a password, and for tracked changes.
    """
    if len(data) > MAX_BYTES:
        raise Invalid("The file is larger than 1 MB. Take out pictures, or split it.")
    if data.startswith(OLD_OFFICE):
        raise Invalid(f"This is an old Word file, or one with a password. {SAVE_AGAIN}")
    check_package(data, "Word file", SAVE_AGAIN)
    with ZipFile(BytesIO(data)) as package:
        body = ElementTree.fromstring(package.read(_BODY))
        lists = _Lists(*(_part(package, name) for name in ("numbering", "styles")))
    if any(next(body.iter(tag), None) is not None for tag in _TRACKED):
        raise Invalid(
            "The file has tracked changes. Accept or reject all of them in Word, and save it again."
        )
    tables = tuple(_tables(body, lists))
    if sum(len(table.rows) for table in tables) > MAX_ROWS:
        raise Invalid(f"The file has more than {MAX_ROWS:,} rows. Split it.")
    return tables


def _part(package: ZipFile, name: str) -> Any:
    path = f"word/{name}.xml"
    return ElementTree.fromstring(package.read(path)) if path in package.namelist() else None


class _Lists:
    """Which paragraphs are points of a list, and with which sign; numbers are counted as met."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._formats = dict(_formats(numbering)) if numbering is not None else {}
        self._styles = dict(_styled(styles)) if styles is not None else {}
        self._met: Counter[tuple[str, str]] = Counter()

    def sign(self, paragraph: Any) -> str:
        """``• ``, ``3. `` or nothing."""
        properties = paragraph.find(f"{_W}pPr")
        place = _numbered(properties)
        style = _value(properties, "pStyle")
        while not place and style in self._styles:
            place, style = self._styles[style]
        if not place or place[0] == "0":
            return ""
        self._met[place] += 1
        if self._formats.get(place, "decimal") == "bullet":
            return BULLET
        return f"{self._met[place]}. "


_Place = tuple[str, str] | None


def _formats(numbering: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """The sign of each level of each list of the file."""
    levels = {
        one.get(f"{_W}abstractNumId"): {
            level.get(f"{_W}ilvl"): _value(level, "numFmt") for level in one.iter(f"{_W}lvl")
        }
        for one in numbering.iter(f"{_W}abstractNum")
    }
    for number in numbering.iter(f"{_W}num"):
        for level, sign in levels.get(_value(number, "abstractNumId"), {}).items():
            yield (number.get(f"{_W}numId"), level), sign


def _styled(styles: Any) -> Iterator[tuple[str, tuple[_Place, str]]]:
    """The list that each style makes a paragraph a point of, and the style it is based on."""
    for style in styles.iter(f"{_W}style"):
        place = _numbered(style.find(f"{_W}pPr"))
        yield style.get(f"{_W}styleId"), (place, _value(style, "basedOn"))


def _numbered(properties: Any) -> _Place:
    found = properties.find(f"{_W}numPr") if properties is not None else None
    if found is None or not _value(found, "numId"):
        return None
    return _value(found, "numId"), _value(found, "ilvl") or "0"


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}{name}") if element is not None else None
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _tables(body: Any, lists: _Lists) -> Iterator[WordTable]:
    """The tables that are in no other, each with what stands above it."""
    above: list[str] = []
    for block in _within(body, "p", "tbl"):
        if block.tag == f"{_W}tbl":
            yield WordTable(tuple(above), tuple(_rows(block, lists)))
            above = []
        else:
            above.append(_text(block, lists))


def _rows(table: Any, lists: _Lists) -> Iterator[tuple[str, ...]]:
    """The rows; what is merged downwards stands in each row that it covers."""
    held: dict[int, str] = {}
    for row in _within(table, "tr"):
        texts: list[str] = []
        for cell in _within(row, "tc"):
            about, place = cell.find(f"{_W}tcPr"), len(texts)
            text = _cell(cell, lists)
            if _goes_on(about):
                text = held.get(place, "")
            held[place] = text
            texts += [text] * _span(about)
        yield tuple(texts)


def _span(about: Any) -> int:
    """Over how many columns a cell stands. Raises ``Invalid`` for what Word itself cannot make."""
    said = _value(about, "gridSpan") or "1"
    if said not in _SPANS:
        raise Invalid(f"The Word file cannot be read. {SAVE_AGAIN}")
    return int(said)


def _goes_on(about: Any) -> bool:
    """Whether a cell is the continuation of the one above it."""
    merged = about.find(f"{_W}vMerge") if about is not None else None
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _cell(cell: Any, lists: _Lists) -> str:
    return "\n".join(_text(one, lists) for one in cell.iter(f"{_W}p"))


def _text(paragraph: Any, lists: _Lists) -> str:
    text = "".join(_spoken(paragraph))
    return f"{lists.sign(paragraph)}{text}" if text.strip() else text


def _spoken(element: Any) -> Iterator[str]:
    """What is said within a paragraph, but in what it holds of other paragraphs."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SPOKEN:
            yield _SPOKEN[child.tag]
        elif child.tag == f"{_W}sdt" and _is_empty(child):
            continue
        elif child.tag not in (*_LEFT_OUT, f"{_W}p", f"{_W}pPr", f"{_W}rPr"):
            yield from _spoken(child)


def _is_empty(control: Any) -> bool:
    """Whether a content control shows what to do with it, and nothing that somebody entered."""
    return control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _within(element: Any, *names: str) -> Iterator[Any]:
    """The nearest elements of these names below one, through whatever holds them."""
    for child in element:
        if child.tag in {f"{_W}{name}" for name in names}:
            yield child
        else:
            yield from _within(child, *names)
