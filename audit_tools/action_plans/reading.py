"""A plan out of a file: a CSV file, the first sheet of a workbook, or the tables of a Word file.

Taken whole or refused whole. A row of a list says itself in which of the two tables it stands; in
a Word file that is said by what stands above a table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit_tools.action_plans.plan import (
    COLUMN_LABELS,
    COLUMNS,
    USUAL_HEADINGS,
    Cells,
    FindingHeading,
    Headings,
    PlanTable,
    tidy,
    wrong_cells,
)
from audit_tools.csv_files import Row, read_rows, unsafe_cell
from audit_tools.dates import format_date, read_day
from audit_tools.errors import Invalid, Problem
from audit_tools.word_files import WordTable, is_word, read_tables
from audit_tools.workbook_files import is_workbook, read_workbook_rows

TABLE = "table"
# A number beside each row is for people who speak of it: the plan numbers its rows itself.
_NUMBERS = ("row", "number", "no", "ref")
_FINDING = ("finding", "findings", *(heading.label.casefold() for heading in FindingHeading))
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_WHICH = " or ".join(f"“{table.label}”" for table in PlanTable)


@dataclass(frozen=True)
class PlanRead:
    """What a file held: rows in their order, and what the first column of each table is called."""

    rows: tuple[tuple[PlanTable, Cells], ...]
    headings: Headings


@dataclass(frozen=True)
class _Line:
    """One row of the file, with where it stands there."""

    place: str
    table: PlanTable
    cells: Cells


def read_plan(data: bytes) -> PlanRead:
    """The plan in a file.

    Raises ``Invalid`` with a problem for every row that is wrong, placed by the number that a
    spreadsheet shows ("row 3, finding") or by its table and row in a Word file; for a heading that
    is missing, unknown or there twice; and for what the readers of each kind of file refuse.
    """
    if is_word(data):
        return _checked(*_of_tables(read_tables(data)))
    rows = read_workbook_rows(data, tidy) if is_workbook(data) else _of_csv(data)
    return _checked(*_of_list(rows))


def _of_csv(data: bytes) -> tuple[Row, ...]:
    return read_rows(data, lambda cell: tidy(unsafe_cell(cell)))


def _checked(lines: Sequence[_Line], headings: Headings) -> PlanRead:
    if not lines:
        raise Invalid("The file has headings and no finding under them.")
    problems = [
        Problem(f"{line.place}, {COLUMN_LABELS[wrong.place].lower()}", wrong.message)
        for line in lines
        for wrong in wrong_cells(line.cells)
    ]
    if problems:
        raise Invalid("Nothing was imported: some rows have to be put right.", problems=problems)
    return PlanRead(tuple((line.table, line.cells) for line in lines), headings)


def _of_list(rows: tuple[Row, ...]) -> tuple[list[_Line], Headings]:
    """The rows of a spreadsheet, whose first row has the headings."""
    columns = _columns(rows[0].cells)
    if problems := [*_wrong_headings(columns, (TABLE, *COLUMNS))]:
        raise Invalid(_wanted((TABLE, *COLUMNS)), problems=problems)
    lines, problems = list[_Line](), list[Problem]()
    for row in rows[1:]:
        place = f"row {row.number}"
        if len(row.cells) > len(columns):
            problems.append(Problem(place, _TOO_MANY))
            continue
        texts = dict(zip(columns, row.cells, strict=False))
        if table := _table_named(texts.get(TABLE, "")):
            lines.append(_Line(place, table, _cells(texts)))
        else:
            problems.append(Problem(f"{place}, {TABLE}", f"Write {_WHICH}."))
    if problems:
        raise Invalid("Nothing was imported: some rows have to be put right.", problems=problems)
    return lines, dict(USUAL_HEADINGS)


_TOO_MANY = "This row has more cells than there are headings. Put a text that has commas in quotes."


def _of_tables(tables: tuple[WordTable, ...]) -> tuple[list[_Line], Headings]:
    """The rows of all tables of a Word file that have the headings of a plan."""
    lines, headings = list[_Line](), dict(USUAL_HEADINGS)
    of_plan = [(n, table) for n, table in enumerate(tables, 1) if _is_of_plan(table)]
    if not of_plan:
        raise Invalid(
            f"No table of the file has the headings of an action plan. {_wanted(COLUMNS)}"
        )
    for number, table in of_plan:
        place = f"table {number}"
        # A table that is divided between pages goes on without a heading of its own.
        which = _named_above(table) or (lines[-1].table if lines else None)
        if which is None:
            raise Invalid(f"{place.capitalize()}: write above it which it is, {_WHICH}.")
        lines += _rows_of(table, place, which)
        headings[which] = _heading(table)
    return lines, headings


def _rows_of(table: WordTable, place: str, which: PlanTable) -> Iterator[_Line]:
    head = _head(table)
    columns = _columns(table.rows[head])
    if problems := list(_wrong_headings(columns, COLUMNS)):
        raise Invalid(f"{place.capitalize()}: {_wanted(COLUMNS)}", problems=problems)
    for number, texts in enumerate(table.rows[head + 1 :], head + 2):
        if not any(text.strip() for text in texts) or _columns(texts) == columns:
            continue
        if len(texts) != len(columns):
            raise Invalid(
                f"{place.capitalize()}, row {number}: it has {len(texts)} cells and not "
                f"{len(columns)}. Divide or join its cells so that each column has one."
            )
        # A row that is one cell from side to side is a heading within the table.
        if len(set(texts)) == 1 and (named := _table_named(texts[0])):
            which = named
            continue
        yield _Line(f"{place}, row {number}", which, _cells(dict(zip(columns, texts, strict=True))))


def _cells(texts: dict[str, str]) -> Cells:
    cells = Cells.tidied(texts.get(name, "") for name in COLUMNS)
    if _ISO.fullmatch(cells.proposed_timescale) and (day := read_day(cells.proposed_timescale)):
        # A spreadsheet has made a day of it, and nothing says how it was shown.
        texts = {**texts, "proposed_timescale": format_date(day)}
        return Cells.tidied(texts.get(name, "") for name in COLUMNS)
    return cells


def _columns(cells: Sequence[str]) -> tuple[str, ...]:
    """What each column is, whatever the capitals, spaces and underscores; as written if unknown."""
    return tuple(_column(cell) for cell in cells)


def _column(cell: str) -> str:
    words = (
        " ".join(re.sub(r"[_\s]+", " ", cell.replace(_APOSTROPHE, "'")).split())
        .casefold()
        .strip(" .:")
    )
    if words in _FINDING or words.startswith(_FINDING[2:]):
        return "finding"
    key = words.replace(" ", "_")
    plural = {f"{name}s": name for name in COLUMNS} | {"proposed_action": "proposed_actions"}
    plural |= {name.replace("_agency", "_agencies"): name for name in COLUMNS}
    return plural.get(key, key)


def _wrong_headings(columns: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[Problem]:
    for number, column in enumerate(columns, 1):
        if column not in (*wanted, *_NUMBERS):
            yield Problem(f"column {number}", "This is none of the columns of a plan. Take it out.")
        elif column in columns[: number - 1]:
            yield Problem(f"column {number}", f"{_label(column)} is there twice. Keep one.")
    for column in wanted:
        if column not in columns:
            yield Problem("headings", f"There is no column headed {_label(column)}. Add it.")


def _label(column: str) -> str:
    return COLUMN_LABELS.get(column, column.capitalize())


def _wanted(columns: tuple[str, ...]) -> str:
    return (
        f"Nothing was imported. The headings have to be: {', '.join(_label(c) for c in columns)}."
    )


def _table_named(text: str) -> PlanTable | None:
    """Which of the two a heading names, whatever stands around the words."""
    said = " ".join(text.casefold().split())
    return next((table for table in PlanTable if table.label.casefold() in said), None)


def _is_of_plan(table: WordTable) -> bool:
    return any(len(set(_columns(row)) & set(COLUMNS)) >= 3 for row in table.rows[:2])


def _head(table: WordTable) -> int:
    """In which row the headings stand: the first, or the second below a title."""
    return 0 if len(set(_columns(table.rows[0])) & set(COLUMNS)) >= 3 else 1


def _named_above(table: WordTable) -> PlanTable | None:
    """Which table it is by its title within, or by the last paragraph above that names one."""
    title = table.rows[0][:1] if _head(table) else ()
    named = (_table_named(text) for text in (*title, *reversed(table.above)))
    return next((one for one in named if one), None)


def _heading(table: WordTable) -> FindingHeading:
    said = " ".join(table.rows[_head(table)]).replace(_APOSTROPHE, "'").casefold()
    inspectors = FindingHeading.INSPECTORS
    return inspectors if inspectors.label.casefold() in said else FindingHeading.RESPONSE
