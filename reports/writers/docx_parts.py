"""The parts of a Word file: what python-docx does not say by itself of tables and pictures."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reports.writers.widths import Room, fitting

FONT = "Arial"
SIZES = (
    ("Normal", 10.5), ("Heading 1", 17), ("Heading 2", 14), ("Heading 3", 12), ("Header", 9),
    ("Footer", 9),
)  # fmt: skip
SMALLER_SIZES = (
    ("Normal", 9.5), ("Heading 1", 15), ("Heading 2", 11.5), ("Heading 3", 10.5), ("Header", 8),
    ("Footer", 8),
)  # fmt: skip
"""Of a paper for one side of a sheet."""
WIDTH_IN_CM = 17.4
WIDTH_ACROSS_IN_CM = 26.1
HIGHEST_IN_CM = 21
MANY_COLUMNS, MOST_COLUMNS = 5, 8
CELL_SIZE = 9.0
SIDE, NARROW_SIDE = 0.19, 0.1
"""What a cell keeps free at each side, in centimetres; the first is what Word does by itself."""
COLUMN_GAP = "400"
"""Between two columns, in twentieths of a point."""
RULE, GREY = "4", "787878"
"""Lines of tables: so many eighths of a point, in the grey of a PDF."""
ABOVE_AND_BELOW = 0.05
"""What a cell keeps free above and below, in centimetres."""
_PROPERTIES = [
    qn(f"w:{name}")
    for name in (
        "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize",
        "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd",
        "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription",
    )
]  # fmt: skip
"""In which order what is said of a table stands (ISO/IEC 29500-1, 17.4.59)."""
KEPT_TOGETHER = 900
"""A row with fewer letters than this stays on one page."""
_POINT = re.compile(r"(?:[•-]|\d+\.)\s")
"""How a point of a list begins: what wraps of it stands under its text."""


LARGER = 1.4
"""By how much large letters are larger: 10.5 points become 14.7; large print begins at 14."""


def new_document(*, landscape: bool = False, close: bool = False, large: bool = False) -> Word:
    """An empty document on A4 in British English; ``close`` has smaller letters and less air,
    ``large`` letters that are read easily."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2)
    for name, size in SMALLER_SIZES if close else SIZES:
        style: Any = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(size * (LARGER if large else 1))
        style.font.color.rgb = RGBColor(0, 0, 0)
        _say_font(style)
    normal: Any = word.styles["Normal"]
    normal.paragraph_format.space_after = Pt(2 if close else 4)
    _rule_tables(word)
    _say_language(word)
    return word


def _rule_tables(word: Word) -> None:
    """Rows of tables are told by thin lines, as in a PDF, with room above and below what they say.

    It is said in the style, so that a partnership's own style says otherwise.
    """
    style: Any = word.styles["Table Grid"]
    about = style.element.find(qn("w:tblPr"))
    _insert(about, _borders({"top": RULE, "bottom": RULE, "insideH": RULE}))
    _insert(about, _margins(ABOVE_AND_BELOW, SIDE))


def _borders(lines: Mapping[str, str]) -> Any:
    """Lines of a table in so many eighths of a point; the other sides have none."""
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = {"val": "single", "sz": lines[side]} if side in lines else {"val": "nil"}
        borders.append(_element(f"w:{side}", **line, space="0", color=GREY))
    return borders


def _margins(above_and_below: float, beside: float) -> Any:
    """What the cells of a table keep free, in centimetres."""
    margins = _element("w:tblCellMar")
    sides = {"top": above_and_below, "left": beside, "bottom": above_and_below, "right": beside}
    for side, width in sides.items():
        margins.append(_element(f"w:{side}", w=str(Cm(width).twips), type="dxa"))
    return margins


def _insert(about: Any, part: Any) -> None:
    """Put it among the properties of a table at the place that the format has for it, instead of
    what stands there."""
    for there in about.findall(part.tag):
        about.remove(there)
    before = [one for one in about if _PROPERTIES.index(one.tag) < _PROPERTIES.index(part.tag)]
    about.insert(len(before), part)


def _say_font(style: Any) -> None:
    """The template names fonts of its theme besides, which would win."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if "Theme" in name]:
        del fonts.attrib[name]
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)


def _say_language(word: Word) -> None:
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def write_head_and_foot(word: Word, head: Sequence[str], marking: str, foot: str) -> None:
    """The lines on top of every page, and at its foot the ``marking``, the caption and the
    number."""
    section = word.sections[0]
    _fill_centred(section.header.paragraphs[0], "\n".join(head), bold=True)
    below = section.footer.paragraphs[0]
    _fill_centred(below, " · ".join(part for part in (marking, foot, "Page ") if part))
    for field, after in (("PAGE", " of "), ("NUMPAGES", "")):
        below._p.append(_element("w:fldSimple", instr=field))
        below.add_run(after)


def _fill_centred(where: Paragraph, text: str, *, bold: bool = False) -> None:
    where.alignment = WD_ALIGN_PARAGRAPH.CENTER
    where.add_run(text).bold = bold


def paragraph(word: Word, text: str, *, bold: bool = False, quiet: bool = False) -> None:
    """A paragraph of its own."""
    run = word.add_paragraph().add_run(text)
    run.bold = bold
    if quiet:
        run.font.size = Pt(9.5)


def note(word: Word, text: str) -> None:
    """A paragraph with a line at its left."""
    added = word.add_paragraph(text)
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="18", space="8", color="505050"))
    added._p.get_or_add_pPr().append(borders)


def label(word: Word, text: str) -> None:
    """A line in bold that stays with what follows it."""
    added = word.add_paragraph()
    added.add_run(text).bold = True
    added.paragraph_format.keep_with_next = True


def keep_last_with_next(word: Word) -> None:
    """What was written last, if it is no table, stays on the page of what is written next."""
    last = word.element.body.xpath("./*[not(self::w:sectPr)][last()][self::w:p]")
    if last:
        Paragraph(last[0], word._body).paragraph_format.keep_with_next = True


# The parts of a section have an order (ISO/IEC 29500-1, CT_SectPr): these follow its columns.
AFTER_COLUMNS = tuple(
    f"w:{name}" for name in ("formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
                             "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
)  # fmt: skip


def begin_columns(word: Word, columns: int) -> None:
    """Let what follows stand in so many columns, on the same page."""
    section = word.add_section(WD_SECTION.CONTINUOUS)
    for former in section._sectPr.xpath("./w:cols"):
        section._sectPr.remove(former)
    new = _element("w:cols", num=str(columns), space=COLUMN_GAP)
    section._sectPr.insert_element_before(new, *AFTER_COLUMNS)


def are_columns(word: Word) -> bool:
    """Whether what is written now stands in columns."""
    return bool(word.sections[-1]._sectPr.xpath("./w:cols[@w:num > 1]"))


def term(word: Word, name: str, details: Sequence[str], *, close: bool = False) -> None:
    """What a word stands for: the word in bold, and after it, each on its line, the details.

    ``close`` saves room, in a column.
    """
    hanging = 0.4 if close else 1.4
    lines = [line for detail in details for line in detail.split("\n")] or [""]
    for place, line in enumerate(lines):
        added = word.add_paragraph()
        if not place:
            added.add_run(_before_details(name)).bold = True
        added.add_run(line)
        for run in added.runs if close else ():
            run.font.size = Pt(CELL_SIZE)
        about = added.paragraph_format
        about.keep_with_next = line is not lines[-1] and not (close and place)
        about.space_after = Pt(4 if line is lines[-1] else 1 if close else 2)
        # A line that wraps is told from the one that follows it.
        about.left_indent = Cm(hanging)
        about.first_line_indent = Cm(-0.4) if place else Cm(-hanging)


def leave_room(word: Word) -> None:
    """Let what comes next be told from what was said last."""
    word.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _before_details(name: str) -> str:
    """``Why: ``; a question ends by itself."""
    return f"{name} " if name.endswith(("?", "!", ":")) else f"{name}: "


def table(
    word: Word,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[int],
    description: str,
    *,
    whole: bool,
    of_texts: bool = False,
) -> None:
    """A table whose heads stand again on every page, and on none alone.

    ``whole`` keeps all of it on one. The first cell of a row names it, unless it is ``of_texts``.
    """
    made = word.add_table(rows=0, cols=len(shares), style="Table Grid")
    made.autofit = False
    room = Room(
        _text_width(word),
        2 * (NARROW_SIDE if len(shares) > MANY_COLUMNS else SIDE),
        _head_size(len(columns)),
        CELL_SIZE,
    )
    fitted = fitting(columns, rows, shares, room, is_named=not of_texts)
    widths = [Cm(round(width, 2)) for width in fitted]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    many = len(shares) > MANY_COLUMNS
    if many:
        # Many columns stand beside each other.
        _insert(made._tbl.tblPr, _margins(ABOVE_AND_BELOW, NARROW_SIDE))
    _insert(made._tbl.tblPr, _element("w:tblCaption", val=description))
    blank = _blank_row(made, widths)
    _add_row(made, blank, columns, is_head=True, size=_head_size(len(columns)),
             keeps=bool(rows) or not whole)  # fmt: skip
    for number, row in enumerate(rows, start=1):
        _add_row(made, blank, row, is_named=not of_texts, keeps=whole and number < len(rows))
    word.add_paragraph().paragraph_format.space_after = 0


def _head_size(columns: int) -> float:
    """The more heads stand beside each other the smaller they are: none is to be broken."""
    if columns <= MANY_COLUMNS:
        return CELL_SIZE
    return 8 if columns < MOST_COLUMNS else 7


def _blank_row(made: Any, widths: Sequence[Cm]) -> Any:
    """A row with nothing in its cells, for each of the table to be a copy of: to make one anew
    takes many times as long."""
    row = made.add_row()
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
        cell._tc.remove(cell.paragraphs[0]._p)
    made._tbl.remove(row._tr)
    return row._tr


def _add_row(
    made: Any,
    blank: Any,
    texts: Sequence[str],
    *,
    keeps: bool,
    is_head: bool = False,
    is_named: bool = True,
    size: float = CELL_SIZE,
) -> None:
    """Add a row that says these texts; ``keeps`` says whether the next stays on its page."""
    row = deepcopy(blank)
    made._tbl.append(row)
    for place, (cell, text) in enumerate(zip(row.tc_lst, texts, strict=True)):
        _fill(cell, text, bold=is_head or (is_named and not place), size=size, keeps=keeps)
        if is_head:
            cell.tcPr.append(_element("w:shd", val="clear", color="auto", fill="EBEBEB"))
    _keep(_Row(row, made), is_head, sum(len(text) for text in texts))


def _keep(row: _Row, is_head: bool, letters: int) -> None:
    """Say of a row whether it is a head, and whether it may be divided between two pages."""
    about = row._tr.get_or_add_trPr()
    if is_head or letters < KEPT_TOGETHER:
        about.append(_element("w:cantSplit"))
    if is_head:
        about.append(_element("w:tblHeader"))


def _fill(cell: Any, text: str, *, bold: bool, size: float, keeps: bool) -> None:
    for line in text.split("\n"):
        added = deepcopy(_line(bold, size, keeps, bool(_POINT.match(line))))
        cell.append(added)
        if line.isprintable() and line:
            added.r_lst[0].add_t(line)
        else:
            Run(added.r_lst[0], cell).text = line


@lru_cache(maxsize=64)
def _line(bold: bool, size: float, keeps: bool, is_point: bool) -> Any:
    """A line of a cell before it says anything."""
    made: Any = OxmlElement("w:p")
    where = Paragraph(made, made)
    where.paragraph_format.space_after = Pt(1)
    if is_point:
        where.paragraph_format.left_indent = Cm(0.4)
        where.paragraph_format.first_line_indent = Cm(-0.4)
    if keeps:
        where.paragraph_format.keep_with_next = True
    run = where.add_run()
    run.bold, run.font.size = bold, Pt(size)
    return made


def _text_width(word: Word) -> float:
    """The width that the text of a page has, in centimetres."""
    upright = word.sections[0].orientation is WD_ORIENT.PORTRAIT
    return WIDTH_IN_CM if upright else WIDTH_ACROSS_IN_CM


def empty_box(word: Word, height: int) -> None:
    """A frame to write in by hand, so many centimetres high."""
    frame = word.add_table(rows=1, cols=1, style="Table Grid")
    frame.rows[0].height = Cm(height)
    _insert(frame._tbl.tblPr, _borders(dict.fromkeys(("top", "left", "bottom", "right"), RULE)))
    word.add_paragraph().paragraph_format.space_after = 0


def picture(word: Word, data: bytes, alternative: str) -> None:
    """A picture as wide as the text or as high as a page allows, with what it shows in words.

    It stays with its caption, which comes next.
    """
    shape = word.add_picture(BytesIO(data), width=Cm(WIDTH_IN_CM))
    shrink = min(1.0, Cm(HIGHEST_IN_CM) / shape.height)
    shape.width, shape.height = Emu(int(shape.width * shrink)), Emu(int(shape.height * shrink))
    keep_last_with_next(word)
    shape._inline.docPr.set("descr", alternative)
