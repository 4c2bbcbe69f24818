"""Key sheets carry references and bands, nothing that anybody wrote, and are recorded as sent."""

from datetime import date
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.models.knowing import SentKeySheetRow
from app.operations import audits, cases, key_sheets, word_styles
from app.operations import knowing as operations
from audit_tools.cases import Involvement, Known
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.key_sheets import COLUMNS, EMPTY_COLUMNS, SEND_SAFELY
from audit_tools.permissions import Role
from tests.app.audits.conftest import read
from tests.app.visitors import send, sign_in_client, text_of
from tests.preparations import ASKED, NOW, Preparation
from tests.reports.files import own_styles, title_font

TODAY = NOW.date()


@pytest.fixture
def two(prepared: Preparation) -> list[UUID]:
    """Two cases: police knows the first, and the school is asked about both."""
    made = [prepared.add_case(f"SYV25-0{number}") for number in (1, 2)]
    prepared.ask(made[0], ASKED[0])
    operations.ask_agencies(
        prepared.database,
        by=prepared.unit,
        audit_id=prepared.audit,
        agencies=frozenset({"school"}),
    )
    return made


def at(prepared: Preparation, rest: str = "") -> str:
    return f"/audits/{prepared.audit}/key-sheets{rest}"


def record(
    prepared: Preparation,
    agency: str = "school",
    day: date | None = TODAY,
    to: str = "safeguarding lead",
) -> None:
    key_sheets.record_sent(
        prepared.database,
        by=prepared.unit,
        audit_id=prepared.audit,
        agency=agency,
        sent_on=day,
        to=to,
    )


def test_each_agency_has_a_sheet_of_the_cases_it_answers_for(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    page = read(unit, at(prepared))
    assert "Police</strong> · 1 child" in page
    assert "School</strong> · 2 children" in page
    assert "Social care" not in page
    assert "Not sent yet" in page
    assert unit.get(at(prepared, "/social-care.docx")).status_code == 404


def test_the_word_sheets_are_in_the_partnerships_own_styles(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    word_styles.replace_styles(prepared.database, by=prepared.unit, data=own_styles())

    with ZipFile(BytesIO(unit.get(at(prepared, ".zip")).data)) as folder:
        packed = {title_font(folder.read(n)) for n in folder.namelist() if n.endswith("docx")}
    assert packed == {title_font(unit.get(at(prepared, "/school.docx")).data)} == {"Georgia"}


def test_the_word_sheet_has_what_it_needs_and_empty_columns(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    answer = unit.get(at(prepared, "/school.docx"))
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=key-sheet-school-serious-youth-violence-quarter-1-2025-26.docx"
    )
    document = docx.Document(BytesIO(answer.get_data()))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    section = document.sections[0]
    head = section.header.paragraphs[0].text
    assert head.splitlines() == ["OFFICIAL-SENSITIVE", SEND_SAFELY]
    assert section.footer.paragraphs[0].text.startswith("OFFICIAL-SENSITIVE · Key sheet: School · ")
    for words in (
        "Key sheet: School",
        "Serious youth violence, Quarter 1 2025/26",
        "1 January 2025 to 31 March 2025",
        "Leeds (test)",
        "Made 1 May 2025",
    ):
        assert words in written
    (table,) = document.tables
    wide = {
        cell.text: column.width
        for column, cell in zip(table.columns, table.rows[0].cells, strict=True)
    }
    assert wide["Name"] == max(wide.values())
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows == [
        (*COLUMNS, *EMPTY_COLUMNS),
        ("Case 1 of 2", "SYV25-01", "13-15", "male", "child in need", "", "", ""),
        ("Case 2 of 2", "SYV25-02", "13-15", "male", "child in need", "", "", ""),
    ]


def test_the_excel_sheet_says_the_same_and_takes_everything_as_text(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    answer = unit.get(at(prepared, "/police.xlsx"))
    sheet = openpyxl.load_workbook(BytesIO(answer.get_data())).active
    assert sheet is not None
    assert "OFFICIAL-SENSITIVE" in str(sheet.oddHeader)
    assert "Key sheet: Police" in str(sheet.oddFooter)
    rows = [tuple(cell for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert [row[0] for row in rows[:2]] == ["OFFICIAL-SENSITIVE", SEND_SAFELY]
    assert (*COLUMNS, *EMPTY_COLUMNS) in rows
    assert rows[-1] == ("Case 1 of 2", "SYV25-01", "13-15", "male", "child in need", None, None,
                        None)  # fmt: skip
    assert all(cell.number_format == "@" for cell in sheet[sheet.max_row])


def test_a_sheet_holds_no_other_band_no_text_and_no_other_agency(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    """The ethnicity group, the locality and why the case was nominated stay here."""
    for suffix in ("docx", "xlsx"):
        answer = unit.get(at(prepared, f"/school.{suffix}"))
        shown = text_of(answer) + str(answer.headers)
        for word in ("Asian", ">East<", "Nominated", "Police", "police"):
            assert word not in shown, f"{word} stands in the {suffix}"


def test_an_agencys_sheet_is_the_same_whatever_others_are_asked_or_say(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    before = [text_of(unit.get(at(prepared, f"/school.{s}"))) for s in ("docx", "xlsx")]
    prepared.ask(two[1], Involvement("social-care", Known.NOT_KNOWN), ASKED[0])
    after = [text_of(unit.get(at(prepared, f"/school.{s}"))) for s in ("docx", "xlsx")]
    assert after == before


def test_all_sheets_come_in_one_folder_whose_names_carry_no_child(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    with ZipFile(BytesIO(unit.get(at(prepared, ".zip")).get_data())) as folder:
        names = folder.namelist()
    audit = "serious-youth-violence-quarter-1-2025-26"
    assert names == [
        f"key-sheet-{agency}-{audit}.{suffix}"
        for agency in ("police", "school")
        for suffix in ("docx", "xlsx")
    ]
    assert not any("SYV25" in name for name in names)


def test_nothing_is_packed_where_there_is_no_sheet(
    unit: FlaskClient, prepared: Preparation
) -> None:
    assert unit.get(at(prepared, ".zip")).status_code == 404
    assert "There is no sheet yet" in read(unit, at(prepared))


def test_who_said_that_it_does_not_know_the_child_needs_no_name(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    prepared.ask(two[0], ASKED[0], Involvement("school", Known.NOT_KNOWN))
    assert "SYV25-01" not in text_of(unit.get(at(prepared, "/school.xlsx")))


def test_that_it_was_sent_is_recorded_with_day_role_and_history(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    assert 'value="2025-05-01"' in read(unit, at(prepared, "/school/sent"))
    answer = send(
        unit,
        at(prepared, "/school/sent"),
        sent_on="30 April 2025",
        to="Designated Nurse",
    )
    assert answer.status_code == 303
    page = read(unit, at(prepared))
    assert "Sent 30 April 2025 to Designated Nurse, recorded by Bea Unit" in page
    assert "2025-04-30" in prepared.told("audit.key-sheet-sent")[0]


def test_a_case_that_came_after_the_sheet_was_sent_is_named(
    unit: FlaskClient, prepared: Preparation, two: list[UUID]
) -> None:
    record(prepared)
    assert "Not on a sheet that was sent" not in read(unit, at(prepared))
    new = prepared.add_case("SYV25-09")
    prepared.ask(new, Involvement("school", Known.KNOWN))
    assert "Not on a sheet that was sent: SYV25-09" in read(unit, at(prepared))
    record(prepared)
    assert "Not on a sheet that was sent" not in read(unit, at(prepared))


@pytest.mark.parametrize(
    ("day", "to", "sentence"),
    [
        ("", "lead", "Say on which day"),
        ("2025-05-02", "lead", "still to come"),
        ("soon", "lead", "Enter a date"),
        ("2025-05-01", "", "Say to whom"),
        ("2025-05-01", "Jayden Smith", "looks like a name"),
        ("2025-05-01", "lead for the child born 12/04/2010", "date of birth"),
    ],
)
def test_what_cannot_be_recorded_says_why(
    unit: FlaskClient, prepared: Preparation, two: list[UUID], day: str, to: str, sentence: str
) -> None:
    answer = send(unit, at(prepared, "/school/sent"), sent_on=day, to=to)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert prepared.told("audit.key-sheet-sent") == []


def test_nothing_is_recorded_for_an_agency_without_a_sheet(
    prepared: Preparation, two: list[UUID]
) -> None:
    with pytest.raises(Hidden):
        record(prepared, "social-care")


def test_only_the_business_unit_makes_sheets(
    app: Flask, prepared: Preparation, two: list[UUID]
) -> None:
    chair = prepared.person(Role.CHAIR)
    with pytest.raises(Refused, match="Business Unit"):
        key_sheets.record_sent(
            prepared.database,
            by=chair,
            audit_id=prepared.audit,
            agency="school",
            sent_on=NOW.date(),
            to="lead",
        )
    client = sign_in_client(app, prepared.database, chair)
    for rest in ("", ".zip", "/school.docx", "/school/sent"):
        assert client.get(at(prepared, rest)).status_code == 403


def test_the_day_is_needed(prepared: Preparation, two: list[UUID]) -> None:
    with pytest.raises(Invalid) as refused:
        record(prepared, day=None)
    assert refused.value.place == "sent_on"


def test_an_audit_is_deleted_with_its_record_of_sheets(
    prepared: Preparation, two: list[UUID]
) -> None:
    record(prepared)
    cases.remove_case(prepared.database, by=prepared.unit, case_id=two[1])
    sent = select(SentKeySheetRow.sent_to)
    with prepared.database.reading() as session:
        assert list(session.scalars(sent)) == ["safeguarding lead"]
    audits.delete_audit(prepared.database, by=prepared.unit, audit_id=prepared.audit)
    with prepared.database.reading() as session:
        assert list(session.scalars(sent)) == []
        with pytest.raises(Hidden):
            audits.to_run(session, prepared.unit, prepared.audit)
