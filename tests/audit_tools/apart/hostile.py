"""Files that mean no good, each with what has to be said of it.

A hostile workbook or Word file is a sound one spoilt, whatever it is for: ``WORKBOOKS`` and
``WORD`` say how. So every reader of files meets all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

from docx import Document
from xlsxwriter import Workbook

SHEET, BOOK, BODY = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "word/document.xml"
CALC = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROW = ("type", "name", "label")


def workbook(*rows: tuple[str, ...]) -> bytes:
    """A sound workbook with a survey."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("survey")
        for number, row in enumerate((ROW, *rows)):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def word() -> bytes:
    """A sound Word file with a table."""
    file = BytesIO()
    document = Document()
    document.add_table(1, 2).rows[0].cells[0].text = "Finding"
    document.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, text: str | bytes, compression: int = ZIP_DEFLATED) -> bytes:
    """The package with one part replaced or added."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one, old.read(one))
        new.writestr(name, text, compression)
    return out.getvalue()


Spoil = Callable[[bytes], bytes]


def part(name: str, text: str | bytes, compression: int = ZIP_DEFLATED) -> Spoil:
    """Replaces or adds a part."""
    return partial(with_part, name=name, text=text, compression=compression)


def sheet(rows: str) -> Spoil:
    """Puts these rows of XML into the first sheet."""
    return part(SHEET, f'<worksheet xmlns="{CALC}"><sheetData>{rows}</sheetData></worksheet>')


def hidden(data: bytes) -> bytes:
    """The workbook with its first sheet hidden."""
    with ZipFile(BytesIO(data)) as package:
        book = package.read(BOOK).decode()
    return with_part(data, BOOK, book.replace("<sheet ", '<sheet state="hidden" ', 1))


def many_parts(_data: bytes) -> bytes:
    """A package of more parts than any workbook has."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as new:
        for number in range(5_000):
            new.writestr(f"a{number}.xml", "")
        new.writestr(BODY, "")
    return out.getvalue()


def no_file(data: bytes) -> Spoil:
    """Something else in its place."""
    return lambda _sound: data


def twice(data: bytes, name: str) -> bytes:
    """The package with a part that is there twice, in capitals the second time."""
    return with_part(data, name.upper(), "<other/>")


def encrypted(data: bytes) -> bytes:
    """The package with its parts marked as encrypted, in both places."""
    marked = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(sign)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(sign, at + 4)
    return bytes(marked)


def rels(kind: str, target: str = "http://example.org/x") -> str:
    """Relationships to one thing outside."""
    return (
        f'<Relationships xmlns="{RELS}"><Relationship Id="r9" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )


BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + f"]><worksheet xmlns='{CALC}'><sheetData><row><c t='inlineStr'><is><t>&i;</t></is></c></row>"
    "</sheetData></worksheet>"
)
FROM_A_FILE = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f'<worksheet xmlns="{CALC}"><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData>'
    "</worksheet>"
)
CELLS = "".join(f'<c r="A{n}" t="str"><v>x</v></c>' for n in range(1, 50))
FORMULA = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
MACRO_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
    "</Types>"
)
LINKS = "xl/_rels/workbook.xml.rels"
TOO_LARGE, CANNOT, MACROS, ELSEWHERE = "too large", "cannot be read", "macros", "from elsewhere"
SWELLS = "could make it swell up"

WORKBOOKS: Mapping[str, tuple[Spoil, str]] = {
    "nothing but a beginning": (no_file(b"PK\x03\x04"), CANNOT),
    "no zip": (no_file(b"PK\x03\x04" + b"x" * 5000), CANNOT),
    "cut off": (lambda sound: sound[:-400], CANNOT),
    "cut off in the middle": (lambda sound: sound[:1500], CANNOT),
    "an old file": (no_file(b"\xd0\xcf\x11\xe0" + b"x" * 500), "old Excel file"),
    "larger than a megabyte": (no_file(b"PK\x03\x04" + b"x" * 1_000_001), "larger than 1 MB"),
    "a zip bomb": (part("xl/bomb.xml", b" " * 60_000_000), TOO_LARGE),
    "a bomb beside": (part("xl/media/a.png", b"0" * 60_000_000), TOO_LARGE),
    "packed in another way": (part("xl/a.xml", "<a/>", ZIP_BZIP2), CANNOT),
    "a part twice": (partial(twice, name=SHEET), CANNOT),
    "thousands of parts": (many_parts, TOO_LARGE),
    "encrypted parts": (encrypted, CANNOT),
    "a part that is no XML": (part(SHEET, "<worksheet>"), CANNOT),
    "entities that swell": (part(SHEET, BILLION_LAUGHS), SWELLS),
    "an entity from a file": (part(SHEET, FROM_A_FILE), SWELLS),
    "entities in a part with another ending": (
        part("xl/worksheets/sheet2.txt", BILLION_LAUGHS), SWELLS),
    "entities in another encoding": (
        part(SHEET, BILLION_LAUGHS.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")),
        SWELLS),
    "deep nesting": (sheet("<a>" * 100_000 + "</a>" * 100_000), TOO_LARGE),
    "millions of elements": (sheet("<a/>" * 1_100_000), TOO_LARGE),
    "too many rows": (sheet('<row><c t="str"><v>x</v></c></row>' * 10_001), "more than 8,000 rows"),
    "a row far below": (sheet('<row r="1048576"><c t="str"><v>x</v></c></row>'), "8,000 rows"),
    "too many columns": (sheet(f"<row>{CELLS * 3}</row>".replace("r=", "q=")), "100 columns"),
    "a formula": (sheet(FORMULA), "formulas"),
    "thousands of formulas": (sheet("<row><c><f>1</f></c></row>" * 5_000), "formulas"),
    "a shared formula": (
        sheet('<row><c r="A1"><f t="shared" ref="A1:A9" si="0">1+1</f></c></row>'), "formulas"),
    "macros": (part("xl/vbaProject.bin", "x"), MACROS),
    "macros under another name": (part("xl/VBAProject2.BIN", "x"), MACROS),
    "macros by its kind": (part("[Content_Types].xml", MACRO_TYPES), MACROS),
    "a sheet of macros": (part("xl/macrosheets/s.xml", "<a/>"), MACROS),
    "a link to another workbook": (part("xl/externalLinks/externalLink1.xml", "<a/>"), ELSEWHERE),
    "a link by its relationship": (part(LINKS, rels("externalLink")), ELSEWHERE),
    "a picture from the web": (part(LINKS, rels("image")), ELSEWHERE),
    "a database": (part("xl/connections.xml", "<a/>"), ELSEWHERE),
    "a hidden sheet": (hidden, "hidden sheet"),
    "a sheet that is another part": (part(LINKS, rels("hyperlink")), CANNOT),
}  # fmt: skip


def table(row: str, times: int = 1) -> Spoil:
    """Puts a table with this row, so many times, into a Word file instead of all it has."""
    rows = f"<w:tr>{row}</w:tr>" * times
    return part(
        BODY, f'<w:document xmlns:w="{WORDS}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'
    )


WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CELL = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
WIDE = f'<w:tc><w:tcPr><w:gridSpan w:val="900000000"/></w:tcPr>{CELL[6:]}'
RELS_OF_WORD = "word/_rels/document.xml.rels"
WORD: Mapping[str, tuple[Spoil, str]] = {
    "an old file": (no_file(b"\xd0\xcf\x11\xe0" + b"x" * 500), "old"),
    "a zip bomb": (part("word/bomb.xml", b" " * 60_000_000), TOO_LARGE),
    "packed in another way": (part("word/a.xml", "<a/>", ZIP_BZIP2), CANNOT),
    "a part twice": (partial(twice, name=BODY), CANNOT),
    "thousands of parts": (many_parts, TOO_LARGE),
    "encrypted parts": (encrypted, CANNOT),
    "a part that is no XML": (part(BODY, "<w:document>"), CANNOT),
    "entities that swell": (part(BODY, BILLION_LAUGHS), SWELLS),
    "an entity from a file": (part(BODY, FROM_A_FILE), SWELLS),
    "deep nesting": (part(BODY, "<a>" * 50_000 + "</a>" * 50_000), TOO_LARGE),
    "millions of elements": (part(BODY, f"<a>{'<b/>' * 1_100_000}</a>"), TOO_LARGE),
    "too many rows": (table(CELL, 10_001), "more than 2,000 rows"),
    "a cell over millions of columns": (table(WIDE), CANNOT),
    "a cell over no columns": (table(WIDE.replace("900000000", "-3")), CANNOT),
    "macros": (part("word/vbaProject.bin", "x"), MACROS),
    "macros by its kind": (part("[Content_Types].xml", MACRO_TYPES), MACROS),
    "a picture from the web": (part(RELS_OF_WORD, rels("image")), ELSEWHERE),
    "another document within": (part(RELS_OF_WORD, rels("aFChunk")), ELSEWHERE),
    "another file linked into it": (part(RELS_OF_WORD, rels("oleObject")), ELSEWHERE),
}  # fmt: skip

ALIASES = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefgh"))
YAML: Mapping[str, tuple[str, str]] = {
    "aliases that swell": (ALIASES, "shorthand *name is not read"),
    "an alias to itself": ("a: &a [*a]\n", "shorthand *name is not read"),
    "a type that is made": ("!!python/object/apply:os.system ['true']", "exclamation mark"),
    "deep nesting": ("[" * 10_000, "nested too deeply"),
    "deep mappings": ("".join(f"{' ' * n}a:\n" for n in range(200)), "nested too deeply"),
    "a merge of itself": ("a: &a\n  <<: *a\n", "shorthand"),
    "too many values": ("[" + "1," * 60_000 + "]", "more than a definition can"),
    "too large": ("a: " + "x" * 1_000_001, "larger than 1 MB"),
    "several documents": ("a: 1\n---\nb: 2\n", "one definition in a file"),
    "control characters": ("a: \x07", "not a YAML text"),
}
