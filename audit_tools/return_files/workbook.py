"""A return as an Excel workbook: written to be filled in by keyboard, and read again.

All but the boxes is locked, so that Tab leads from one to the next. Every cell is a text, whatever
it looks like: what begins with an equals sign is no formula, and 1.10 no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from audit_tools.csv_files import Row
from audit_tools.errors import Invalid
from audit_tools.return_files.form import FormBox, FormRow, ReturnForm, Side
from audit_tools.return_files.reading import Filled, FilledForm, parts_of
from audit_tools.workbook_files import read_workbook_sheets

RETURN, WORDS, IDENTITY = "Return", "What can be chosen", "Do not change"
HEADINGS = ("No.", "Question", "Answer", "Reason or comment", "Where it was seen", "Box")
_WIDTHS = (7, 60, 34, 34, 26, 24)
_COLUMNS = {Side.ANSWER: 2, Side.BESIDE: 3, Side.SEEN: 4}
_KEY = 5
_LETTERS = "ABCDEF"
_EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001, a file has no time zone
_HOW = (
    "Fill in the white boxes and save. Tab leads from one to the next; Alt and the down arrow open "
    "a list. Leave empty what you do not want to answer: it stays as it is. No names of children, "
    "families or workers. Send the file back by secure mail only."
)


def write_form(form: ReturnForm) -> bytes:
    """The workbook of a return, for people to fill in."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": _EARLIEST, "title": form.title})
        _Writing(book, form).write()
    return file.getvalue()


def read_form(data: bytes) -> FilledForm:
    """What stands in a workbook that was filled in.

    Raises ``Invalid`` for what ``workbook_files`` refuses, and for a workbook that was not made
    here.
    """
    sheets = read_workbook_sheets(data)
    if RETURN not in sheets or IDENTITY not in sheets:
        raise Invalid("This is no return that was downloaded here. Choose the file that was.")
    said, bases = parts_of((_cell(row, 0), _cell(row, 1)) for row in sheets[IDENTITY])
    return FilledForm(said, bases, tuple(_filled(sheets[RETURN])))


def _filled(rows: tuple[Row, ...]) -> Iterator[Filled]:
    for row in rows:
        keys = dict(one.split("=", 1) for one in _cell(row, _KEY).split() if "=" in one)
        for letter, key in keys.items():
            column = _LETTERS.find(letter)
            if column > 0:
                yield Filled(key, _cell(row, column), f"row {row.number}, column {letter}")


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


@dataclass(frozen=True)
class _Formats:
    """How cells look; only a box is not locked."""

    title: Any
    section: Any
    text: Any
    part: Any
    notes: Any
    head: Any
    key: Any
    box: Any

    @classmethod
    def of(cls, book: Workbook) -> _Formats:
        wrapped = {"num_format": "@", "text_wrap": True, "valign": "top"}
        grey = {**wrapped, "bg_color": "#F3F2F1"}
        return cls(
            title=book.add_format({"bold": True, "font_size": 16}),
            section=book.add_format({"bold": True, "font_size": 13, "top": 2}),
            text=book.add_format(wrapped),
            part=book.add_format({**wrapped, "indent": 2}),
            notes=book.add_format({**wrapped, "font_color": "#505A5F"}),
            head=book.add_format({**grey, "bold": True, "bottom": 1}),
            key=book.add_format({"font_color": "#505A5F", "font_size": 8, "valign": "top"}),
            box=book.add_format({**wrapped, "border": 1, "locked": False}),
        )


class _Writing:
    """Writes one form into a workbook."""

    def __init__(self, book: Workbook, form: ReturnForm) -> None:
        self._form, self._formats = form, _Formats.of(book)
        self._sheet = book.add_worksheet(RETURN)
        self._words = book.add_worksheet(WORDS)
        self._identity = book.add_worksheet(IDENTITY)
        self._row = self._words_row = 0
        self._lists: dict[tuple[str, ...], str] = {}

    def write(self) -> None:
        self._set_up()
        self._head()
        self._guide()
        for section in self._form.sections:
            self._say(section.title, self._formats.section)
            for text in section.lead:
                self._say(text, self._formats.notes, merged=True)
            for row in section.rows:
                self._ask(row)
        self._identify()

    def _set_up(self) -> None:
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)
        self._words.set_column(0, 1, 60)
        self._identity.set_column(0, 1, 40)
        for sheet in (self._sheet, self._words, self._identity):
            sheet.protect("", {"format_columns": True, "format_rows": True})
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            if self._form.marking:
                sheet.set_footer(f"&C{self._form.marking.replace('&', '&&')}")

    def _head(self) -> None:
        for column, heading in enumerate(HEADINGS):
            self._sheet.write_string(self._row, column, heading, self._formats.head)
        self._row += 1
        self._sheet.freeze_panes(self._row, 0)
        self._sheet.repeat_rows(0)
        if self._form.marking:
            self._say(self._form.marking, self._formats.notes)
        self._say(self._form.title, self._formats.title)
        for name, text in self._form.about:
            self._sheet.write_string(self._row, 1, f"{name}: {text}", self._formats.text)
            self._row += 1
        self._say(_HOW, self._formats.notes, merged=True)

    def _say(self, text: str, look: Any, *, merged: bool = False) -> None:
        self._sheet.write_string(self._row, 1, text, look)
        if merged:
            width = sum(_WIDTHS[1:5])
            lines = sum(1 + len(line) // width for line in text.split("\n"))
            self._sheet.merge_range(self._row, 1, self._row, 4, "", look)
            self._sheet.write_string(self._row, 1, text, look)
            self._sheet.set_row(self._row, 15 * lines)
        self._row += 1

    def _ask(self, row: FormRow) -> None:
        look = self._formats.part if row.is_part else self._formats.text
        self._sheet.write_string(self._row, 0, row.number, self._formats.text)
        self._sheet.write_string(self._row, 1, "\n".join((row.text, *row.notes)), look)
        keys = []
        for box in row.boxes:
            column = _COLUMNS[box.side]
            self._sheet.write_string(self._row, column, box.text, self._formats.box)
            self._limit(column, box)
            keys.append(f"{_LETTERS[column]}={box.key}")
        self._sheet.write_string(self._row, _KEY, " ".join(keys), self._formats.key)
        self._row += 1

    def _limit(self, column: int, box: FormBox) -> None:
        """A list to choose from, and the name of the box for whoever comes to it by keyboard."""
        asked: dict[str, Any] = {"validate": "any", "input_title": box.label[:32]}
        if box.words:
            asked |= {
                "validate": "list",
                "source": self._list_of(box.words),
                "error_title": "Not in the list",
                "error_message": "Choose one of the list, or leave the box empty.",
            }
        else:
            asked["input_message"] = "In your own words."
        self._sheet.data_validation(self._row, column, self._row, column, asked)

    def _list_of(self, words: tuple[str, ...]) -> str:
        """The cells that hold these words, written once however often they are chosen from."""
        if words not in self._lists:
            first = self._words_row
            for number, word in enumerate(words):
                self._words.write_string(first + number, 0, word, self._formats.text)
            last = first + len(words) - 1
            self._lists[words] = f"='{WORDS}'!{xl_range_abs(first, 0, last, 0)}"
            self._words_row = last + 2
        return self._lists[words]

    def _guide(self) -> None:
        """What each grade means, before the lists that nobody has to read."""
        for title, meanings in self._form.guide:
            self._words.write_string(self._words_row, 0, title, self._formats.head)
            for number, (word, meaning) in enumerate(meanings, self._words_row + 1):
                self._words.write_string(number, 0, word, self._formats.text)
                self._words.write_string(number, 1, meaning, self._formats.text)
            self._words_row += len(meanings) + 2

    def _identify(self) -> None:
        """Which return it is of, and from what each box began."""
        said: Mapping[str, object] = asdict(self._form.identity)
        pairs = [*said.items(), *self._form.bases.items()]
        for row, (name, text) in enumerate(pairs):
            self._identity.write_string(row, 0, name, self._formats.key)
            self._identity.write_string(row, 1, str(text), self._formats.key)
