"""A plan is read from CSV, Excel and Word alike, every value of every cell, or refused whole."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import docx
import pytest
from docx.oxml import OxmlElement
from xlsxwriter import Workbook

from audit_tools.action_plans.plan import COLUMN_LABELS, Cells, FindingHeading, PlanTable
from audit_tools.action_plans.reading import PlanRead, read_plan
from audit_tools.csv_files import MAX_BYTES
from audit_tools.errors import Invalid

HEADINGS = ("Table", *COLUMN_LABELS.values())
FIRST = ("What needs to improve", "A finding", "Police\nHealth", "• One\n• Two", "Police",
         "October 2024", "Executive")  # fmt: skip
SECOND = ("Additional findings", "Another", "Health", "1. Ring\n2. Write", "", "ongoing", "")
AS_READ = (
    (PlanTable.IMPROVE, Cells(*FIRST[1:])),
    (PlanTable.ADDITIONAL, Cells(*SECOND[1:])),
)
Texts = Sequence[str]
# As a word processor writes them.
OPEN, CLOSE = "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"


def as_csv(*rows: Texts) -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(*rows: Texts) -> bytes:
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def as_word(*tables: tuple[str, Sequence[Texts]]) -> bytes:
    """A Word file of tables, each under a paragraph."""
    word = docx.Document()
    for above, rows in tables:
        word.add_paragraph(above)
        made = word.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
    return saved(word)


def saved(word: object) -> bytes:
    out = BytesIO()
    word.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


INSPECTORS = f"Inspectors{CLOSE} findings"
HEADED = (
    (f"Response to findings under the heading {OPEN}what needs to improve.{CLOSE}",
     (("Response to findings", *HEADINGS[2:]), FIRST[1:])),
    ("Additional findings from the report", ((INSPECTORS, *HEADINGS[2:]), SECOND[1:])),
)  # fmt: skip


def refusal_of(data: bytes) -> Invalid:
    with pytest.raises(Invalid) as refused:
        read_plan(data)
    return refused.value


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_list_says_of_each_row_in_which_table_it_stands(write: object) -> None:
    read = read_plan(write(HEADINGS, FIRST, SECOND))  # type: ignore[operator]
    assert read.rows == AS_READ


def test_a_word_file_says_it_above_its_tables_and_keeps_the_names_of_their_first_columns() -> None:
    read = read_plan(as_word(*HEADED))
    assert read == PlanRead(
        AS_READ,
        {
            PlanTable.IMPROVE: FindingHeading.RESPONSE,
            PlanTable.ADDITIONAL: FindingHeading.INSPECTORS,
        },
    )


@pytest.mark.parametrize(
    "headings",
    [
        ("row", "table", "finding", "lead_agency", "proposed_actions", "responsible_agency",
         "proposed_timescale", "governance"),
        ("No.", "TABLE", f"Inspectors{CLOSE} findings", "Lead Agencies", "Proposed action",
         "Responsible agencies", "Proposed  timescale", "Governance"),
    ],
)  # fmt: skip
def test_headings_may_be_spelt_as_people_spell_them(headings: Texts) -> None:
    read = read_plan(as_csv(headings, ("1", *FIRST), ("2", *SECOND)))
    assert read.rows == AS_READ


def test_columns_may_stand_in_any_order_and_empty_rows_are_left_out() -> None:
    backwards = [tuple(reversed(row)) for row in (HEADINGS, FIRST, SECOND)]
    assert read_plan(as_csv(backwards[0], (), *backwards[1:])).rows == AS_READ


def test_line_breaks_and_bullets_stay_and_only_what_is_empty_around_a_text_goes() -> None:
    cells = ("A\r\n\r\n  • b ", " C\n")
    read = read_plan(as_csv(HEADINGS, (FIRST[0], cells[0], "", cells[1])))
    assert read.rows[0][1].finding == "A\n\n  • b"
    assert read.rows[0][1].proposed_actions == "C"


def test_a_text_that_was_kept_from_being_a_formula_comes_back_as_it_was() -> None:
    read = read_plan(as_csv(HEADINGS, (FIRST[0], "'- one", "'quoted'", "x")))
    assert read.rows[0][1] == Cells("- one", "'quoted'", "x")


def test_points_that_word_makes_itself_are_read_with_their_signs() -> None:
    word = docx.Document()
    word.add_paragraph("What needs to improve")
    made = word.add_table(rows=2, cols=6)
    for cell, text in zip(made.rows[0].cells, HEADINGS[1:], strict=True):
        cell.text = text
    made.rows[1].cells[0].text = "A finding"
    actions = made.rows[1].cells[2]
    actions.text = "Two points:"
    for text in ("first", "second"):
        actions.add_paragraph(text, style="List Bullet")
    for text in ("ring", "write"):
        actions.add_paragraph(text, style="List Number")
    ((_, cells),) = read_plan(saved(word)).rows
    assert cells.proposed_actions == "Two points:\n• first\n• second\n1. ring\n2. write"


def test_what_is_merged_stands_in_every_row_that_it_covers() -> None:
    word = docx.Document()
    word.add_paragraph("What needs to improve")
    made = word.add_table(rows=3, cols=6)
    for row, texts in zip(made.rows, (HEADINGS[1:], FIRST[1:], FIRST[1:]), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.cell(2, 0).text = ""
    made.cell(1, 0).merge(made.cell(2, 0))
    made.cell(2, 2).text = "Something else"
    rows = read_plan(saved(word)).rows
    assert [cells.finding for _, cells in rows] == ["A finding", "A finding"]
    assert rows[1][1].proposed_actions == "Something else"


def test_a_table_that_goes_on_after_a_page_belongs_to_the_one_before() -> None:
    again = ("", HEADED[0][1])
    assert [table for table, _ in read_plan(as_word(HEADED[0], again, HEADED[1])).rows] == [
        PlanTable.IMPROVE,
        PlanTable.IMPROVE,
        PlanTable.ADDITIONAL,
    ]


def test_rows_of_a_word_table_may_be_numbered() -> None:
    numbered = [
        (above, [("No.", *rows[0]), *((str(n), *row) for n, row in enumerate(rows[1:], 1))])
        for above, rows in HEADED
    ]
    assert read_plan(as_word(*numbered)) == read_plan(as_word(*HEADED))


def test_tables_of_something_else_are_left_alone() -> None:
    about = ("About this plan", (("Principal authority", "The council"),))
    assert read_plan(as_word(about, *HEADED)).rows == AS_READ


def test_a_date_that_a_spreadsheet_made_is_written_as_people_write_it() -> None:
    read = read_plan(as_csv(HEADINGS, (*FIRST[:5], "2024-10-01", "")))
    assert read.rows[0][1].proposed_timescale == "1 October 2024"


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ((HEADINGS, FIRST, ("", *SECOND[1:])), "row 3, table", "What needs to improve"),
        ((HEADINGS, (FIRST[0], "", *FIRST[2:])), "row 2, finding", "Say what was found"),
        ((HEADINGS, (*FIRST[:3], " ", *FIRST[4:])), "row 2, proposed actions", "to be done"),
        ((HEADINGS, (*FIRST, "more")), "row 2", "more cells than"),
        ((HEADINGS, (FIRST[0], "x" * 20_001, "", "x")), "row 2, finding", "Shorten it"),
        ((HEADINGS[:-1], FIRST[:-1]), "headings", "no column headed Governance"),
        (((*HEADINGS, "Finding"), FIRST), "column 8", "Finding is there twice"),
        (((*HEADINGS, "Cost"), FIRST), "column 8", "none of the columns"),
        ((HEADINGS[1:], FIRST[1:]), "headings", "no column headed Table"),
    ],
)
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_what_is_wrong_with_a_list_is_said_with_its_place(
    write: object, rows: Sequence[Texts], place: str, words: str
) -> None:
    problems = refusal_of(write(*rows)).problems  # type: ignore[operator]
    assert [p.place for p in problems] == [place]
    assert words in problems[0].message


def test_every_row_that_is_wrong_is_named_at_once() -> None:
    wrong = (FIRST[0], "", "", "")
    assert [p.place for p in refusal_of(as_csv(HEADINGS, wrong, FIRST, wrong)).problems] == [
        "row 2, finding",
        "row 2, proposed actions",
        "row 4, finding",
        "row 4, proposed actions",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("Finding,Café".encode("latin-1"), "not in UTF-8"),
        (b"x" * (MAX_BYTES + 1), "larger than 1 MB"),
        (b"PK\x03\x04" + b"x" * MAX_BYTES, "larger than 1 MB"),
        (b"", "empty"),
        (as_csv(HEADINGS), "no finding under them"),
        (b"\xd0\xcf\x11\xe0 an old one", "old"),
        (as_word(("Minutes", (("Who", "What"), ("a", "b")))), "No table of the file"),
        (as_word(("", HEADED[0][1])), "write above it which it is"),
        (as_word((HEADED[0][0], ((*HEADED[0][1][0][:-1], "Cost"), FIRST[1:]))), "Table 1"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    assert words in refusal_of(data).message


def test_a_row_of_a_word_table_is_named_by_its_table_and_number() -> None:
    empty = (HEADED[1][0], (HEADED[1][1][0], ("", *SECOND[2:])))
    assert [p.place for p in refusal_of(as_word(HEADED[0], empty)).problems] == [
        "table 2, row 2, finding"
    ]


def test_tracked_changes_say_two_things_and_are_refused() -> None:
    word = docx.Document(BytesIO(as_word(*HEADED)))
    run = word.tables[0].rows[1].cells[0].paragraphs[0].runs[0]._r
    inserted = OxmlElement("w:ins")
    run.addprevious(inserted)
    inserted.append(run)
    assert "tracked changes" in refusal_of(saved(word)).message
