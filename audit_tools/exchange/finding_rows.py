"""Findings in a CSV file: one row a finding, taken whole or refused whole.

``case_reference, agency, section, kind, statement, themes, cause`` have to be there; ``remedy``,
``remedy_reason``, ``consequence`` and ``note`` may be. Several agencies or themes are joined with
``|``. A note is for people who read the file and is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from audit_tools.codebook import Codebook
from audit_tools.consequences import Consequence
from audit_tools.csv_files import Row, read_rows
from audit_tools.errors import AuditError, Invalid, Problem
from audit_tools.findings import Sorting, check_sorting, check_statement
from audit_tools.places import FindingKind
from audit_tools.tool import AuditTool
from audit_tools.training_needs import Cause, Remedy

NEEDED = ("case_reference", "agency", "section", "kind", "statement", "themes", "cause")
OPTIONAL = ("remedy", "remedy_reason", "consequence", "note")
JOINED_BY = "|"

_Cells = Mapping[str, str]
_TOO_MANY = "This row has more cells than there are headings. Put a text that has commas in quotes."
_WORDS: Mapping[str, list[str]] = {
    "cause": [*Cause],
    "remedy": [*Remedy],
    "consequence": [*Consequence],
}
_KINDS = {kind.value: kind for kind in FindingKind} | {kind.label: kind for kind in FindingKind}


@dataclass(frozen=True)
class FindingRead:
    """One finding of the file, checked."""

    case_reference: str
    section: str
    kind: FindingKind
    statement: str = field(repr=False)
    agencies: tuple[str, ...]
    sorting: Sorting = field(repr=False)

    @property
    def same(self) -> tuple[str, FindingKind, str]:
        """What makes two findings one: the same words, on the same side, of the same case."""
        return self.case_reference, self.kind, self.statement


@dataclass(frozen=True)
class Expected:
    """What the rows may speak of. ``cases`` maps a reference to why it takes no findings."""

    cases: Mapping[str, str | None] = field(repr=False)
    agencies: Set[str]
    tool: AuditTool = field(repr=False)
    codebook: Codebook = field(repr=False)
    there: Set[tuple[str, FindingKind, str]] = field(default=frozenset(), repr=False)


def read_findings(data: bytes, expected: Expected) -> tuple[FindingRead, ...]:
    """The findings of a CSV file in UTF-8.

    Raises ``Invalid`` with a problem for every row that is wrong, placed by the number that a
    spreadsheet shows ("row 3, themes"); the headings are row 1. ``csv_files`` says how large a
    file may be.
    """
    headings, *rows = read_rows(data)
    columns = _read_headings(headings)
    if not rows:
        raise Invalid("The file has no finding under its headings.")
    problems: list[Problem] = []
    findings = [found for row in rows if (found := _read(row, columns, expected, problems))]
    problems += _given_twice(rows, columns, expected)
    if problems:
        raise Invalid.because_of(sorted(problems, key=_row_number))
    return tuple(findings)


def _read_headings(row: Row) -> tuple[str, ...]:
    columns = tuple("_".join(cell.casefold().split()) for cell in row.cells)
    problems = [
        Problem("row 1", f"There is no column headed {column}. Add it.")
        for column in NEEDED
        if column not in columns
    ]
    for number, column in enumerate(columns, 1):
        if column not in (*NEEDED, *OPTIONAL):
            problems.append(Problem(f"column {number}", "This column is not known. Take it out."))
        elif column in columns[: number - 1]:
            problems.append(Problem(f"column {number}", f"{column} is there twice. Keep one."))
    if problems:
        raise Invalid.because_of(problems)
    return columns


def _read(
    row: Row, columns: tuple[str, ...], expected: Expected, problems: list[Problem]
) -> FindingRead | None:
    if len(row.cells) > len(columns):
        # A comma has moved every cell after it: nothing else in the row can be trusted.
        problems.append(Problem(f"row {row.number}, column {len(columns) + 1}", _TOO_MANY))
        return None
    cells = _named(row, columns)
    found = list(_problems(cells, expected))
    kind = _KINDS.get(cells["kind"].casefold())
    if kind is None:
        found.append(Problem("kind", "Write strength or development."))
    sorting = _sorting(cells, kind, expected, found) if kind else None
    problems += [Problem(f"row {row.number}, {p.place}", p.message) for p in found]
    if found or kind is None or sorting is None:
        return None
    return FindingRead(
        cells["case_reference"],
        cells["section"],
        kind,
        check_statement(cells["statement"]),
        _split(cells["agency"]),
        sorting,
    )


def _problems(cells: _Cells, expected: Expected) -> Iterator[Problem]:
    if cells["case_reference"] not in expected.cases:
        yield Problem("case_reference", "This audit has no such case.")
    elif refusal := expected.cases[cells["case_reference"]]:
        yield Problem("case_reference", refusal)
    if not set(_split(cells["agency"])) <= expected.agencies:
        yield Problem("agency", "There is no such agency. Use the keys of the agencies.")
    if cells["section"] and cells["section"] not in {s.key for s in expected.tool.sections}:
        yield Problem("section", "The audit tool has no such section.")
    try:
        check_statement(cells["statement"])
    except AuditError as error:
        yield Problem("statement", error.message)


def _sorting(
    cells: _Cells, kind: FindingKind, expected: Expected, problems: list[Problem]
) -> Sorting | None:
    """What the row is sorted into; each word that is not known is a problem of its own."""
    unknown = [
        Problem(column, f"Write one of: {', '.join(words)}.")
        for column, words in _WORDS.items()
        if cells[column] and cells[column] not in words
    ]
    problems += unknown
    if unknown:
        return None
    try:
        return check_sorting(
            kind,
            _split(cells["themes"]),
            frozenset(theme.key for theme in expected.codebook.themes),
            Cause(cells["cause"]) if cells["cause"] else None,
            Remedy(cells["remedy"]) if cells["remedy"] else None,
            cells["remedy_reason"],
            Consequence(cells["consequence"]) if cells["consequence"] else None,
        )
    except AuditError as error:
        problems.append(Problem(error.place, error.message))
        return None


def _given_twice(
    rows: list[Row], columns: tuple[str, ...], expected: Expected
) -> Iterator[Problem]:
    """A file that is brought in a second time changes nothing, and says so."""
    seen = set(expected.there)
    for row in rows:
        cells = _named(row, columns)
        kind = _KINDS.get(cells["kind"].casefold())
        if kind is None:
            continue
        same = (cells["case_reference"], kind, cells["statement"])
        if same in seen:
            yield Problem(f"row {row.number}, statement", "The case has this finding already.")
        seen.add(same)


def _named(row: Row, columns: tuple[str, ...]) -> dict[str, str]:
    """The cells by their column; what a row leaves out is empty."""
    return dict.fromkeys((*NEEDED, *OPTIONAL), "") | dict(zip(columns, row.cells, strict=False))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(JOINED_BY) if part.strip())


def _row_number(problem: Problem) -> int:
    return int(problem.place.removeprefix("row ").split(",")[0])
