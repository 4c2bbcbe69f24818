"""Plans as documents: what goes out is what came in, in every form."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

import reports
from audit_tools.action_plans.follow_up import CAUTION
from audit_tools.action_plans.papers import StatementOfAction
from audit_tools.action_plans.plan import COLUMN_LABELS, PlanTable
from audit_tools.action_plans.reading import read_plan
from audit_tools.action_plans.statements import Statement, Update
from audit_tools.action_plans.tracking import Effect, Status
from audit_tools.errors import Invalid
from audit_tools.words.shipped import shipped_words
from reports.provenance import PlanFacts
from tests.plans import AT, TODAY, followed, invented_paper, paper_of, plans, tracked, year
from tests.reports.files import (
    headings,
    is_marked_and_says_ua,
    pdf,
    pdf_text,
    tags,
    word,
    word_text,
)

HEAD = Statement("The council", "Deputy director", "", date(2024, 8, 23))
SENT = Update(1, (), HEAD, "The inspectorates", "the chair", date(2024, 8, 20), date(2024, 8, 22))


@pytest.mark.parametrize("file", plans(), ids=lambda file: file.stem)
@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_every_value_of_every_cell_goes_out_as_it_came_in(file: Path, form: str) -> None:
    read = read_plan(file.read_bytes())
    assert len(read.rows) >= 8
    made = reports.build("action-plan", paper_of(read), form, words=shipped_words())
    assert read_plan(made.data) == read


@pytest.mark.parametrize("file", plans(), ids=lambda file: file.stem)
def test_a_statement_of_action_holds_every_value_of_every_cell(file: Path) -> None:
    read = read_plan(file.read_bytes())
    statement = StatementOfAction(paper_of(read))
    made = reports.build("statement-of-action", statement, "docx", words=shipped_words())
    assert read_plan(made.data) == read
    said = pdf_text(pdf(reports.build("statement-of-action", statement, "pdf").data))
    for _, cells in read.rows:
        for text in cells.texts:
            assert " ".join(text.split())[:20] in said


@pytest.mark.parametrize("file", plans(), ids=lambda file: file.stem)
def test_data_and_page_hold_every_value_too(file: Path) -> None:
    read = read_plan(file.read_bytes())
    made = json.loads(reports.build("action-plan", paper_of(read), "json").data)
    assert [tuple(one["cells"].values()) for one in made["actions"]] == [
        c.texts for _, c in read.rows
    ]
    assert [one["table"] for one in made["actions"]] == [table.label for table, _ in read.rows]
    page = reports.build("action-plan", paper_of(read), "html").data.decode()
    for _, cells in read.rows:
        for line in cells.governance.split("\n"):
            assert line.replace("&", "&amp;").replace("'", "&#x27;") in page


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("action-plan", invented_paper()),
        ("statement-of-action", StatementOfAction(invented_paper())),
        ("audit-plan", year()),
    ],
)
def test_each_comes_in_all_forms_with_the_same_bytes_for_the_same_facts(
    kind: str, facts: PlanFacts
) -> None:
    for form in ("html", "docx", "pdf", "xlsx", "csv", "json"):
        made = reports.build(kind, facts, form)
        assert made == reports.build(kind, facts, form)
        assert made.name.endswith(f".{form}")
    for other, form in (("case-record", "docx"), (kind, "odt")):
        with pytest.raises(Invalid, match="no such plan"):
            reports.build(other, facts, form)


def test_a_word_file_lies_on_its_long_side_with_its_heads_on_every_page_and_its_marking() -> None:
    made = word(reports.build("action-plan", invented_paper(invented=True), "docx").data)
    (section,) = made.sections
    assert section.orientation is WD_ORIENT.LANDSCAPE
    assert (section.page_width or 0) > (section.page_height or 0)
    for table in made.tables:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        width = sum(cell.width or 0 for cell in table.rows[0].cells)
        assert width <= (section.page_width or 0) - 2 * (section.left_margin or 0)
    head = section.header.paragraphs[0].text
    assert "OFFICIAL" in head
    assert "Invented data" in head
    assert [text for level, text in headings(made) if level == 2][:2] == [
        t.label for t in PlanTable
    ]
    assert [cell.text for cell in made.tables[0].rows[0].cells] == [
        "Response to findings", *list(COLUMN_LABELS.values())[1:]
    ]  # fmt: skip
    assert made.tables[1].rows[0].cells[0].text == "Inspectors' findings"
    # A finding is a text to read and not the name of its row.
    assert not made.tables[0].rows[1].cells[0].paragraphs[0].runs[0].bold


def test_a_pdf_is_tagged_and_lies_on_its_long_side() -> None:
    made = pdf(
        reports.build("statement-of-action", StatementOfAction(invented_paper()), "pdf").data
    )
    assert is_marked_and_says_ua(made)
    assert made.pages[0].mediabox.width > made.pages[0].mediabox.height
    assert tags(made).count("Table") >= 2


def test_no_cell_of_a_workbook_is_a_formula_and_every_column_has_its_meaning() -> None:
    paper = invented_paper()
    first = paper.actions[0]
    cells = replace(first.action.cells, lead_agency="=1+1", governance="@SUM(A1)")
    wrong = replace(first, action=replace(first.action, cells=cells))
    made = reports.build("action-plan", replace(paper, actions=(wrong, *paper.actions[1:])), "xlsx")
    book = openpyxl.load_workbook(BytesIO(made.data))
    assert book.sheetnames == ["Action plan", "Where each action stands", "Data dictionary"]
    for sheet in book:
        assert all(cell.data_type in ("s", "n") for row in sheet for cell in row)
        assert not [cell for row in sheet for cell in row if cell.data_type == "n" and cell.value]
    assert book["Action plan"]["D2"].value == "=1+1"
    explained = {
        (sheet, column)
        for sheet, column, meaning in book["Data dictionary"].iter_rows(values_only=True)
        if meaning
    }
    for sheet in book.worksheets[:2]:
        assert {(sheet.title, cell.value) for cell in sheet[1]} <= explained


def test_where_each_stands_is_said_beside_the_plan_and_never_inside() -> None:
    made = word(reports.build("action-plan", tracked(), "docx").data)
    said = word_text(made)
    assert "8 actions: 1 closed, 1 delayed and 6 not started. 5 are overdue." in said
    assert "Executive, 12 March 2025: Closed; to be asked again" in said
    assert "3 March 2025, police lead: The prompt is in use" in said
    assert "Q1 2025/26 (Apr-Jun 2025)" in said
    assert "To be reviewed by 30 June 2025" in said
    for word_ in (*Status, *Effect):
        assert word_.means in said
    for table in made.tables[:2]:
        inside = "\n".join(cell.text for row in table.rows for cell in row.cells)
        assert "Closed" not in inside
        assert "Overdue" not in inside


def test_a_draft_says_what_each_agency_agreed_and_what_is_sent_does_not() -> None:
    plan = tracked()
    draft = word_text(
        word(reports.build("statement-of-action", StatementOfAction(plan), "docx").data)
    )
    assert "This is a draft" in draft
    assert "Police, its lead, 1 July 2024: as it stands" in draft
    assert "Health, its lead, 1 July 2024: an earlier version; changed since: governance" in draft
    sent = StatementOfAction(plan, replace(SENT, rows=plan.as_sent))
    made = reports.build("statement-of-action", sent, "docx")
    said = word_text(word(made.data))
    assert made.name == "statement-of-action-1.docx"
    assert "as it stands" not in said
    assert "draft" not in said
    for expected in ("The council", "Deputy director", "23 August 2024", "22 August 2024",
                     "the chair, 20 August 2024", "An inspection"):  # fmt: skip
        assert expected in said
    # Where each action stands is for the boards.
    assert "Delayed" not in said


def test_an_update_says_what_has_changed_since_the_one_before() -> None:
    plan = tracked()
    first = replace(SENT, rows=plan.as_sent)
    now = replace(plan.as_sent[0], cells=replace(plan.as_sent[0].cells, proposed_timescale="2026"))
    second = replace(SENT, number=2, rows=(now, *plan.as_sent[1:]), sent_on=TODAY)
    made = StatementOfAction(plan, second, first)
    said = word_text(word(reports.build("statement-of-action", made, "docx").data))
    assert "Written statement of action: update 1" in said
    assert "What has changed since 22 August 2024 (statement of action)" in said
    assert "Proposed timescale changed" in said
    assert "2026" in said
    same = replace(made, update=replace(second, rows=first.rows))
    assert "Nothing has changed since 22 August 2024" in word_text(
        word(reports.build("statement-of-action", same, "docx").data)
    )


def test_a_year_shows_how_often_there_was_an_audit_quarter_by_quarter() -> None:
    made = word(reports.build("audit-plan", year(), "docx").data)
    said = word_text(made)
    assert "2 audits in 2 of 4 quarters: 1 held and 1 dropped." in said
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert ["Q2 2024/25 (Jul-Sep 2024)", "No audit", *[""] * 6] in rows
    assert "Dropped: No chair" in said
    assert reports.build("audit-plan", year(), "csv").name == "audit-plan-2024-25.csv"


def test_a_plan_without_rows_says_so() -> None:
    empty = replace(invented_paper(), actions=())
    for form in ("html", "docx", "pdf", "xlsx", "csv", "json"):
        assert reports.build("action-plan", empty, form).data
    assert "No action is in this plan yet." in word_text(
        word(reports.build("action-plan", empty, "docx").data)
    )


def test_ids_of_people_are_in_no_form() -> None:
    for form in ("html", "csv", "json"):
        assert str(UUID(int=1)).encode() not in reports.build("action-plan", tracked(), form).data


def test_what_became_of_a_finding_sets_each_audit_beside_it_and_then_its_actions() -> None:
    facts = followed()
    action = facts.findings[0].actions[0]
    made = word(reports.build("what-became-of-the-findings", facts, "docx").data)

    seen_of, done_of = ([[cell.text for cell in row.cells] for row in t.rows] for t in made.tables)
    assert seen_of[1] == ["The audit, interim", "Voice", "3 of 6 children", "2 of 6 children"]
    assert done_of[1][0] == str(action.number)
    assert done_of[1][2:] == ["Closed", action.when(AT.date()), "Seen in part"]
    said = word_text(made)
    assert "Themes: Voice" not in said
    for sentence in (
        CAUTION,
        "Themes: none yet.",
        "No audit that you can read answers it yet.",
        "No action of a plan answers it yet.",
        "Crown copyright",
    ):
        assert sentence in said
    assert "Facts: " in said
