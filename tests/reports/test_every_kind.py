"""Every kind of paper: how it is built up, in which forms it is had, the same in each of them."""

import csv
import json
import pickle
from dataclasses import replace
from io import BytesIO, StringIO

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

import reports
from audit_tools.errors import Invalid
from audit_tools.words.acronyms import acronyms_in
from audit_tools.words.word_list import ListedWord, WordKind, Words
from reports.documents import Format, Kind
from reports.kinds.needs_register import COUNTS
from reports.kinds.needs_report import NEEDS
from reports.outline import (
    INVENTED,
    NOT_AGREED,
    Chart,
    Note,
    Paragraph,
    Squares,
    Table,
    Term,
    Terms,
)
from reports.outline_texts import texts_of
from reports.tables import WHOLE, as_tables
from reports.worker.keeping import Work
from reports.writers.xlsx import DICTIONARY
from tests.app.visitors import text_in
from tests.reports.every_kind import FACTS, golden_of, outline_of, structure_of
from tests.reports.files import word
from tests.reports.outlines import unfolded
from tests.reports.summaries import six_children

DATA = (Format.XLSX, Format.CSV, Format.JSON)
# Words that stand in every example, as if they were acronyms.
WORDS = Words(
    tuple(
        ListedWord(WordKind.ACRONYM, text, f"meant by {text}")
        for text in ("The", "Police", "What", "Something", "Asked", "Voice", "An", "A")
    )
)
# docs/decisions/0047: a table of children is what nobody should carry away.
NO_DATA = {
    Kind.CASE_RECORD,
    Kind.CASE_SHEET,
    Kind.RETURN_COPY,
    Kind.CPD_NOTE,
    Kind.GOOD_PRACTICE,
    Kind.STRENGTHS,
    Kind.AGENDA,
    Kind.BLANK_RETURN,
    Kind.BLANK_DISCUSSION,
    Kind.QUESTIONNAIRE,
}
# Their readers want other tables than those of the paper: a row an action, an activity, an offer, a
# thing that two audits compare.
OWN_TABLES = {
    Kind.ACTION_PLAN,
    Kind.AUDIT_YEAR,
    Kind.LEARNING_STRATEGY,
    Kind.PUBLISHED_OFFER,
    Kind.COMPARISON,
    Kind.ACROSS,
}
COUNTED = {
    (Kind.NEEDS_REPORT, NEEDS): COUNTS,
    (Kind.COMPARISON, "Compared"): ("Before", "Before, of", "Now", "Now, of"),
    (Kind.COMPARISON, "Agreed grades"): ("Before", "Now"),
    (Kind.ACROSS, "Themes by area"): ("Went well", "Could be better"),
}
AS_DATA = tuple(kind for kind in Kind if kind not in NO_DATA)
TAKEN_APART = tuple(kind for kind in AS_DATA if kind not in OWN_TABLES)


def made(kind: Kind, form: str) -> bytes:
    return reports.build(kind, FACTS[kind], form).data


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", Kind)
def test_a_paper_is_built_up_as_it_was(kind: Kind) -> None:
    mend = "If that is meant, run: python -m tests.reports.every_kind"
    assert structure_of(outline_of(kind)) == golden_of(kind).read_text(encoding="utf-8"), mend


@pytest.mark.parametrize("kind", Kind)
def test_what_a_paper_is_made_from_reaches_the_worker_as_it_is(kind: Kind) -> None:
    work = Work("build", (kind, FACTS[kind], Format.PDF), {})
    arrived = pickle.loads(pickle.dumps(work))  # noqa: S301 - written one line before
    assert (arrived, arrived.key) == (work, work.key)


@pytest.mark.parametrize("kind", Kind)
def test_a_paper_is_had_as_data_or_by_decision_not(kind: Kind) -> None:
    for form in DATA:
        if kind in NO_DATA:
            with pytest.raises(Invalid):
                made(kind, form)
        else:
            document = reports.build(kind, FACTS[kind], form)
            assert document.name.endswith(f".{form}")
            assert document.data == made(kind, form)


@pytest.mark.parametrize("kind", AS_DATA)
def test_no_cell_is_a_formula_and_each_column_of_each_sheet_is_in_the_dictionary(
    kind: Kind,
) -> None:
    book = openpyxl.load_workbook(BytesIO(made(kind, Format.XLSX)))
    *sheets, dictionary = book.worksheets
    assert dictionary.title == DICTIONARY
    assert sheets
    explained = {
        (sheet, column)
        for sheet, column, meaning in dictionary.iter_rows(values_only=True, max_col=3)
        if meaning
    }
    for sheet in sheets:
        assert {(sheet.title, cell.value) for cell in sheet[1]} <= explained
    for sheet in book.worksheets:
        cells = [cell for row in sheet for cell in row if cell.value is not None]
        texts = [cell for cell in cells if not _is_a_count(kind, sheet, cell)]
        assert {cell.data_type for cell in texts} == {"s"}


def _is_a_count(kind: Kind, sheet: Worksheet, cell: Cell) -> bool:
    """What is named here is numbers, and nothing else in any workbook."""
    counted = COUNTED.get((kind, sheet.title), ())
    is_count = cell.row > 1 and sheet.cell(1, cell.column).value in counted
    assert not is_count or cell.data_type == "n"
    return is_count


def test_as_data_it_says_first_how_it_is_marked_and_that_it_is_a_draft_or_invented() -> None:
    facts = replace(six_children(), marking="OFFICIAL", draft=True, invented=True)
    said = [row["Says"] for row in rows(reports.build(Kind.BOARD_ASSURANCE, facts, "csv").data)]
    assert said[:3] == ["OFFICIAL", NOT_AGREED, INVENTED]


@pytest.mark.parametrize("kind", TAKEN_APART)
def test_as_data_it_says_every_text_of_the_paper(kind: Kind) -> None:
    listed = whole_of(kind)
    said, about = ({row[column] for row in listed} for column in ("Says", "About"))
    for node in unfolded(outline_of(kind).nodes):
        match node:
            case Paragraph() | Note():
                # When it was read is followed by what it was made from.
                assert any(text.startswith(node.text) for text in said)
            case Terms():
                assert {term.label for term in node.rows if _is_said(term)} <= about
            case Table() | Chart():
                table = node if isinstance(node, Table) else node.numbers
                assert {row[0] for row in table.rows} <= about
                assert {cell for row in table.rows for cell in row[1:]} <= said


def _is_said(term: Term) -> bool:
    return any(isinstance(detail, str | Squares) and detail for detail in term.details)


def whole_of(kind: Kind) -> list[dict[str, str]]:
    """All that a paper says, as its workbook has it; CSV and JSON have the same, but for the theme
    summary, of which they are all that its audience may be given."""
    sheets = openpyxl.load_workbook(BytesIO(made(kind, Format.XLSX))).worksheets
    # Those of the needs report are for filtering, so its sentences come after them.
    whole = sheets[-2 if kind is Kind.NEEDS_REPORT else 0]
    assert whole.title == WHOLE
    head, *cells = ([str(cell or "") for cell in row] for row in whole.iter_rows(values_only=True))
    listed = [dict(zip(head, row, strict=True)) for row in cells]
    if kind is not Kind.THEME_SUMMARY:
        assert rows(made(kind, Format.CSV)) == listed
        assert json.loads(made(kind, Format.JSON))["tables"][0]["rows"] == listed
    return listed


# What became of findings has the same two tables for each: the first sheet says which is whose.
@pytest.mark.parametrize("kind", [kind for kind in TAKEN_APART if kind is not Kind.FOLLOW_UP])
def test_each_table_of_a_paper_is_a_sheet_and_says_what_its_columns_mean(kind: Kind) -> None:
    nodes = unfolded(outline_of(kind).nodes)
    found = [node.numbers if isinstance(node, Chart) else node for node in nodes]
    tables = tuple(table for table in found if isinstance(table, Table))
    assert as_tables(outline_of(kind)).nodes[1:] == tables


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CASE_SHEET])
def test_what_is_handed_round_says_what_each_acronym_stands_for(kind: Kind) -> None:
    found = acronyms_in(texts_of(outline_of(kind)), WORDS)
    assert found
    said = text_in(reports.build(kind, FACTS[kind], Format.DOCX, words=WORDS).data)
    for one in found:
        assert one.says in said


def test_what_was_agreed_word_for_word_stays_so_and_its_acronyms_are_explained_first() -> None:
    for kind in (Kind.ACTION_PLAN, Kind.STATEMENT_OF_ACTION):
        plain, worded = (
            word(reports.build(kind, FACTS[kind], Format.DOCX, words=words).data)
            for words in (None, WORDS)
        )
        cells = [[c.text for row in t.rows for c in row.cells] for t in plain.tables]
        assert [[c.text for row in t.rows for c in row.cells] for t in worded.tables] == cells
        texts = [paragraph.text for paragraph in worded.paragraphs]
        [legend] = [place for place, text in enumerate(texts) if text.startswith("In this paper: ")]
        assert "Police: meant by Police" in texts[legend]
        levels = [str(p.style.name) if p.style else "" for p in worded.paragraphs]
        assert legend < levels.index("Heading 2")
