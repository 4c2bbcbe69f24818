"""Case sheets: for who holds the discussion, recorded before the opening, one file an audit."""

from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.db.case_sheets import read_case_sheets
from app.db.discussions import RETURNS_READ
from app.db.engine import Database
from app.db.models.history import HistoryEvent
from audit_tools.cases import CaseState
from tests.app.discussions.cases import GIVEN, make_case
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import send, text_of
from tests.world import World, add_cases, return_mark

HOLDERS = ("chair", "note-taker", "coordinator")
NOT_THEIRS = ("administrator", "board member", "learning member", "scrutineer", "core group",
              "police lead", "police practitioner", "school practitioner", "police colleague",
              "housing lead")  # fmt: skip
IN_TIME = (CaseState.PREPARED, CaseState.OPEN)


def readings(database: Database, case: UUID) -> int:
    """How often it was recorded that somebody read the closed returns of a case."""
    with database.reading() as session:
        return session.scalar(
            select(func.count()).where(
                HistoryEvent.subject_id == case, HistoryEvent.what == RETURNS_READ
            )
        ) or 0  # fmt: skip


def take(sign_in_as: SignInAs, who: str, address: str) -> TestResponse:
    return send(sign_in_as(who), address)


@pytest.mark.parametrize("who", HOLDERS)
def test_the_sheet_of_a_case_has_what_the_returns_differ_in(
    who: str, sign_in_as: SignInAs, case: UUID
) -> None:
    answer = take(sign_in_as, who, f"/discussions/{case}/sheet")
    text = " ".join(text_of(answer).split())
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "SYV25-40" in text
    assert GIVEN["police"]["identification/strength/1"] in text
    assert GIVEN["school"]["identification/development/1"] in text
    assert len(PdfReader(BytesIO(answer.data)).pages) == 1


def test_a_sheet_says_what_an_acronym_stands_for(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    line = {"police": {"voice/strength/1": "The NRM was told at once, and the NRM answered."}}
    case = make_case(database, world, given=GIVEN | line, reference="SYV25-47")
    for address in (f"/discussions/{case}/sheet", f"/audits/{world.audit}/case-sheets"):
        text = " ".join(text_of(take(sign_in_as, "chair", address)).split())
        assert (
            "The NRM (national referral mechanism) was told at once, and the NRM answered" in text
        )


@pytest.mark.parametrize("state", list(CaseState))
def test_there_is_a_sheet_from_the_closing_of_the_returns_to_the_end_of_the_discussion(
    state: CaseState, sign_in_as: SignInAs, database: Database, world: World
) -> None:
    address = f"/discussions/{world.cases[state]}/sheet"
    for who in HOLDERS:
        answer = take(sign_in_as, who, address)
        assert answer.status_code == (200 if state in IN_TIME else 403)
    assert (readings(database, world.cases[state]) > 0) is (state is CaseState.PREPARED)


@pytest.mark.parametrize("state", list(CaseState))
def test_nobody_else_has_a_sheet_in_any_state_and_nothing_is_recorded(
    state: CaseState, sign_in_as: SignInAs, database: Database, world: World
) -> None:
    case = world.cases[state]
    for address in (f"/discussions/{case}/sheet", f"/audits/{world.audit}/case-sheets"):
        for who in NOT_THEIRS:
            answer = take(sign_in_as, who, address)
            assert answer.status_code == 403, who
            assert return_mark(state, "police") not in answer.text
        for who in ("other chair", "conflicted chair"):
            assert take(sign_in_as, who, address).status_code == 404
    assert readings(database, case) == 0


def test_who_answers_for_an_agency_of_the_case_waits_for_the_opening(
    sign_in_as: SignInAs, world: World
) -> None:
    who = "chair who leads social care"
    prepared, open_ = (f"/discussions/{world.cases[state]}/sheet" for state in IN_TIME)
    assert take(sign_in_as, who, prepared).status_code == 403
    assert take(sign_in_as, who, open_).status_code == 200
    text = text_of(take(sign_in_as, who, f"/audits/{world.audit}/case-sheets"))
    assert return_mark(CaseState.PREPARED, "police") not in text
    assert return_mark(CaseState.OPEN, "police") in text


def test_each_taking_before_the_opening_is_recorded_as_a_reading(
    sign_in_as: SignInAs, database: Database, case: UUID
) -> None:
    for count in (1, 2):
        take(sign_in_as, "note-taker", f"/discussions/{case}/sheet")
        assert readings(database, case) == count


def test_all_sheets_of_an_audit_are_one_file_and_each_reading_is_recorded(
    sign_in_as: SignInAs, database: Database, world: World, case: UUID
) -> None:
    answer = take(sign_in_as, "chair", f"/audits/{world.audit}/case-sheets")
    assert len(PdfReader(BytesIO(answer.data)).pages) == 3
    assert answer.headers["Content-Disposition"] == "attachment; filename=case-sheets.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    text = text_of(answer)
    assert return_mark(CaseState.PREPARED, "police") in text
    assert return_mark(CaseState.WAITING, "police") not in text
    assert readings(database, case) == 1
    assert readings(database, world.cases[CaseState.PREPARED]) == 1
    assert readings(database, world.cases[CaseState.OPEN]) == 0


def test_the_sheets_are_offered_where_the_day_is_prepared(
    sign_in_as: SignInAs, world: World, case: UUID
) -> None:
    of_audit = f'action="/audits/{world.audit}/case-sheets"'
    assert of_audit in sign_in_as("coordinator").get(f"/audits/{world.audit}").text
    for who in HOLDERS:
        assert of_audit in sign_in_as(who).get("/discussions").text
        assert (
            f'action="/discussions/{case}/sheet"'
            in sign_in_as(who).get(f"/discussions/{case}").text
        )
    for who in ("police lead", "core group"):
        assert "case-sheets" not in sign_in_as(who).get("/discussions").text


def test_sheets_are_read_in_as_many_statements_however_many_there_are(
    database: Database, world: World, statements: list[str]
) -> None:
    def count() -> int:
        statements.clear()
        with database.reading() as session:
            read_case_sheets(session, world.people["chair"], world.audit)
        return len(statements)

    before = count()
    add_cases(database, world, [CaseState.OPEN, CaseState.WAITING, CaseState.PREPARED])
    assert count() == before
