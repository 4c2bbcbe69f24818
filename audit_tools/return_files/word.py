"""A return as a Word file: written to be filled in, and read again.

Each box is a row of a table, in which its key stands too, so that a file stays readable whatever
program it went through. The answer is a content control: a list to choose from, or room to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from audit_tools.errors import Invalid
from audit_tools.return_files.form import FormBox, FormRow, FormSection, ReturnForm, Side
from audit_tools.return_files.in_words import as_in_file
from audit_tools.return_files.reading import NO_KEY, Filled, FilledForm, parts_of
from audit_tools.word_files import WordTable, read_tables

HEADINGS = ("Question", "Answer", "Box")
IDENTITY = ("Do not change", "What it says")
EMPTY = "(leave empty)"
CHOOSE, WRITE = "[Choose]", "[Write here]"
_WIDTHS = (7.6, 6.9, 2.5)
_QUIET = RGBColor(0x50, 0x5A, 0x5F)
_EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001, a file has no time zone
_MOST_NAMED = 60
_OTHER_CELLS = (
    "cells were added to this row or taken out of it, so nobody can say what it answers. Download "
    "the file again and copy the answers over."
)
_HOW = (
    "Fill in the column “Answer” and save. Tab leads to the next row. Leave empty what you do not "
    "want to answer: it stays as it is. No names of children, families or workers. Send the file "
    "back by secure mail only."
)


def write_form(form: ReturnForm) -> bytes:
    """The Word file of a return, for people to fill in."""
    document = Document()
    _set_up(document, form)
    document.add_heading(form.title, 1)
    for name, text in form.about:
        document.add_paragraph(f"{name}: {as_in_file(text)}")
    document.add_paragraph(_HOW)
    for section in form.sections:
        _write_section(document, section)
    for title, meanings in form.guide:
        document.add_heading(f"What is meant: {title}", 2)
        _add_table(document, ("Word", "Meaning"), (_text_row(pair) for pair in meanings))
    document.add_heading("Which return this is", 2)
    said = {name: str(text) for name, text in asdict(form.identity).items()}
    bases = {place: str(base) for place, base in form.bases.items()}
    pairs = (said | bases).items()
    _add_table(document, IDENTITY, (_text_row(pair, is_quiet=True) for pair in pairs))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def read_form(data: bytes) -> FilledForm:
    """What stands in a Word file that was filled in.

    Raises ``Invalid`` for what ``word_files`` refuses, for a file that was not made here, and for
    rows that have lost cells or got others.
    """
    tables = read_tables(data)
    pairs = [row for table in tables if _is_headed(table, IDENTITY) for row in table.rows[1:]]
    if not pairs:
        raise Invalid("This is no return that was downloaded here. Choose the file that was.")
    if any(len(row) != len(IDENTITY) for row in pairs):
        raise Invalid(NO_KEY)
    said, bases = parts_of((row[0].strip(), row[1].strip()) for row in pairs)
    return FilledForm(said, bases, tuple(_filled(tables)))


def _is_headed(table: WordTable, headings: tuple[str, ...]) -> bool:
    return bool(table.rows) and tuple(cell.strip() for cell in table.rows[0]) == headings


def _filled(tables: Iterable[WordTable]) -> Iterator[Filled]:
    answers = (table for table in tables if _is_headed(table, HEADINGS))
    for count, table in enumerate(answers, 1):
        for number, row in enumerate(table.rows[1:], 1):
            if len(row) != len(HEADINGS):
                raise Invalid(f"Table {count}, row {number}: {_OTHER_CELLS}")
            _, answer, box = row
            text = answer.strip()
            said = "" if text in (EMPTY, CHOOSE, WRITE) else text
            yield Filled(box.strip(), said, f"table {count}, row {number}")


def _set_up(document: Any, form: ReturnForm) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = form.title, "", "en-GB"
    properties.created = properties.modified = _EARLIEST
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(11)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    page.header.paragraphs[0].text = as_in_file(form.marking)


def _write_section(document: Any, section: FormSection) -> None:
    document.add_heading(as_in_file(section.title), 2)
    for text in section.lead:
        document.add_paragraph(as_in_file(text))
    rows = (one for row in section.rows for one in _rows_of(row))
    _add_table(document, HEADINGS, rows)


def _rows_of(row: FormRow) -> Iterator[Any]:
    """A row of the table for each box: the question beside its answer, and the name of the box
    beside what goes with it. A question that is answered below, choice by choice, has a row of its
    own."""
    asked = f"{row.number} {row.text}".strip()
    said = _paragraphs(asked, row.notes, is_bold=not row.is_part)
    boxes = list(row.boxes)
    if row.is_part or boxes[0].side is Side.ANSWER:
        yield _box_row(said, boxes.pop(0), asked)
    else:
        empty = ([_element("p")] for _ in _WIDTHS[1:])
        yield _cells((said, *empty))
    for box in boxes:
        yield _box_row([_paragraph(_run(box.label))], box, asked)


def _box_row(said: Iterable[Any], box: FormBox, asked: str) -> Any:
    key = _paragraph(_run(box.key, is_quiet=True))
    return _cells((said, [_paragraph(_control(box, asked))], [key]))


def _cells(contents: Iterable[Iterable[Any]]) -> Any:
    """A row of three cells, each with its paragraphs."""
    return _row(*(_cell(one, width) for one, width in zip(contents, _WIDTHS, strict=True)))


def _paragraphs(text: str, notes: Iterable[str], *, is_bold: bool) -> list[Any]:
    return [
        _paragraph(_run(text, is_bold=is_bold)),
        *(_paragraph(_run(note, is_quiet=True)) for note in notes),
    ]


def _text_row(texts: Iterable[str], *, is_quiet: bool = False) -> Any:
    return _row(*(_cell([_paragraph(_run(text, is_quiet=is_quiet))], 8.5) for text in texts))


def _add_table(document: Any, headings: tuple[str, ...], rows: Iterable[Any]) -> None:
    """A table whose first row is repeated on each page, and named as headings to those who hear
    it."""
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for row in rows:
        table._tbl.append(row)


def _element(name: str, *children: Any, **attributes: str) -> Any:
    element = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    for child in children:
        element.append(child)
    return element


def _row(*cells: Any) -> Any:
    return _element("tr", _element("trPr", _element("cantSplit")), *cells)


def _cell(paragraphs: Iterable[Any], width: float) -> Any:
    twips = str(Cm(width).twips)
    return _element("tc", _element("tcPr", _element("tcW", w=twips, type="dxa")), *paragraphs)


def _paragraph(content: Any) -> Any:
    return _element("p", content)


def _run(text: str, *, is_bold: bool = False, is_quiet: bool = False) -> Any:
    """A piece of text; its lines and tabs are Word's own."""
    look = _element("rPr")
    if is_bold:
        look.append(_element("b"))
    if is_quiet:
        look.append(_element("color", val=str(_QUIET)))
        look.append(_element("sz", val="16"))
    run = _element("r", look)
    run.text = as_in_file(text)
    return run


def _control(box: FormBox, asked: str) -> Any:
    """The content control of an answer, called after what is asked."""
    name = f"{asked}, {box.label}" if len(asked) < _MOST_NAMED else box.label
    properties = _element(
        "sdtPr",
        _element("alias", val=as_in_file(name)[:_MOST_NAMED]),
        _element("lock", val="sdtLocked"),
    )
    if not box.text:
        properties.append(_element("showingPlcHdr"))
    if box.words:
        items = (_element("listItem", displayText=word, value=word) for word in (EMPTY, *box.words))
        properties.append(_element("dropDownList", *items))
    else:
        properties.append(_element("text", multiLine="1"))
    shown = box.text or (CHOOSE if box.words else WRITE)
    return _element("sdt", properties, _element("sdtContent", _run(shown, is_quiet=not box.text)))
