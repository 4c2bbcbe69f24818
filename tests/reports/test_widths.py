"""The columns of tables on paper: no word is broken, in whatever font a Word file is shown."""

import pytest

from reports.outline import Outline, Table
from reports.writers.docx import write_docx
from reports.writers.docx_parts import CELL_SIZE, SIDE
from reports.writers.fonts import CM_A_POINT, width_of
from reports.writers.pdf import INSET, LETTERS, SMALL, write_pdf
from reports.writers.widths import LONGEST_WORD, Room, fitting
from tests.reports.files import pdf, word

ROOM = Room(17.4, 2 * SIDE, CELL_SIZE, CELL_SIZE)
COLUMNS = ("Number", "Finding", "Section and agencies", "Themes", "Why it happened")
ROW = ("12", "A child waited for a neurodevelopmental assessment", "Help", "Education", "Capacity")
SHARES = (1, 9, 5, 5, 4)


def widths(
    columns: tuple[str, ...] = COLUMNS, rows: tuple[tuple[str, ...], ...] = (ROW,)
) -> list[float]:
    return fitting(columns, rows, SHARES[: len(columns)], ROOM, is_named=True)


def needs(text: str, *, bold: bool) -> float:
    return width_of(text, CELL_SIZE, bold=bold) + ROOM.sides


def test_a_column_is_as_wide_as_its_longest_word_and_the_others_give_way() -> None:
    found = widths()
    by_share = [share * ROOM.width / sum(SHARES) for share in SHARES]
    assert found[0] == pytest.approx(needs("Number", bold=True))
    assert found[0] > by_share[0]
    assert sum(found) == pytest.approx(ROOM.width)
    given = {round(found[n] / by_share[n], 6) for n in (1, 2, 3, 4)}
    assert len(given) == 1


def test_a_word_in_a_cell_is_not_broken_either() -> None:
    rows = (("1", "x", "neurodevelopmental", "safeguarding", "responsibilities"),)
    found = widths(rows=rows)
    assert found[2] >= needs("neurodevelopmental", bold=False) - 1e-9
    assert found[4] >= needs("responsibilities", bold=False) - 1e-9


def test_a_line_may_end_after_a_hyphen_and_what_is_no_word_may_be_broken() -> None:
    hyphened = needs("multi-", bold=False)
    address = "w" * (LONGEST_WORD + 1)
    for text in ("multi-agency", address):
        found = fitting(("A", "B"), ((text, "y"),), (1, 40), ROOM, is_named=False)
        assert found[0] < hyphened + 1


def test_where_not_all_words_fit_the_heads_do_and_where_not_even_they_the_shares_stand() -> None:
    long = "w" * LONGEST_WORD
    found = widths(rows=((long,) * 5,))
    assert found[0] == pytest.approx(needs("Number", bold=True))
    many = (long,) * 5
    assert widths(many) == pytest.approx([s * ROOM.width / sum(SHARES) for s in SHARES])


TABLE = Table("Findings", COLUMNS, (ROW,), SHARES)
OUTLINE = Outline("A paper", "For tests", (TABLE,))


def test_in_word_each_head_fits_its_column_in_the_widest_font() -> None:
    [table] = word(write_docx("A paper", OUTLINE)).tables
    for column, cell, head in zip(table.columns, table.rows[0].cells, COLUMNS, strict=True):
        assert column.width == cell.width
        for one in head.split():
            assert cell.width.cm + 0.01 >= needs(one, bold=True)


def test_in_a_pdf_no_head_runs_into_the_next() -> None:
    starts: list[tuple[float, str]] = []

    def note(text: str, at: list[float], *_: object) -> None:
        if text.strip() in {"Number", "Finding"}:
            starts.append((at[4], text.strip()))

    pdf(write_pdf("A paper", [OUTLINE])).pages[0].extract_text(visitor_text=note)
    (number, first), (finding, second) = starts
    assert (first, second) == ("Number", "Finding")
    letters = LETTERS * SMALL
    wide = width_of(first, letters, bold=True) / CM_A_POINT
    # Half of what both cells keep free is left between them at the least.
    assert finding - number > wide + letters * INSET
