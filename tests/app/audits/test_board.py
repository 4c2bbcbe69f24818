"""The board says in one word where each return stands, and costs the same however large it is."""

import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.appointments import Appointed
from app.db.board import read_board
from app.db.models.returns import ReturnRow
from app.operations import appointments, audits, cases, closing, returns
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.fit import Fit
from audit_tools.permissions import Grant, Role
from audit_tools.returns import ReturnStatus
from tests import factories
from tests.app.audits.conftest import read
from tests.app.heard import audits_loaded, searches
from tests.app.visitors import send, sign_in_client, text_of
from tests.changes import change_audit, change_row
from tests.preparations import ASKED, DETAILS, NOW, Preparation

AFTER_DUE = datetime(2025, 5, 17, 9, 0, tzinfo=UTC)


def board(client: FlaskClient, prepared: Preparation) -> str:
    return read(client, f"/audits/{prepared.audit}")


def words(page: str) -> list[str]:
    """The words in the cells, row by row."""
    notes = r'(?:<span class="gt-word__note">[^<]*</span>)*'
    cells = re.findall(rf'<td class="gt-word[^"]*"><a[^>]*>(.*?)</a>{notes}</td>', page)
    return [
        re.sub(r"<span.*?</span>", "", re.sub(r'<span class="gt-lead".*', "", c)) for c in cells
    ]


def test_each_return_has_one_word(unit: FlaskClient, prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED, Involvement("social-care", Known.NOT_KNOWN))
    other = prepared.add_case("SYV25-02")
    prepared.ask(other, *ASKED)
    prepared.start()
    page = board(unit, prepared)
    assert words(page) == [
        "not opened", "not known to them", "not opened", "not opened", "not asked", "not opened",
    ]  # fmt: skip
    assert "Four returns to come, due 16 May 2025." in page
    assert "Two of two discussions left to agree. Discussions are from 26 May 2025" in page


def test_the_day_after_the_due_date_they_are_overdue(app: Flask, prepared: Preparation) -> None:
    prepared.started_case()
    prepared.database.clock = lambda: AFTER_DUE
    unit = sign_in_client(app, prepared.database, prepared.unit)
    page = board(unit, prepared)
    assert words(page) == ["overdue", "overdue"]
    assert "Two returns to come, overdue since 16 May 2025." in page


def test_a_return_with_a_later_day_is_not_overdue_with_the_others(
    app: Flask, prepared: Preparation
) -> None:
    school = prepared.returns(prepared.started_case())["school"].id
    change_row(prepared.database, prepared, ReturnRow, school, due_later=AFTER_DUE.date())
    prepared.database.clock = lambda: AFTER_DUE
    page = board(sign_in_client(app, prepared.database, prepared.unit), prepared)
    assert words(page) == ["overdue", "not opened"]
    assert "Two returns to come, one of them overdue." in page


TWO, ONE, NONE = (
    "Two returns to come, due 16 May 2025.",
    "One return to come, due 16 May 2025.",
    "No returns to come.",
)
LEFT = "One discussion left to agree."
# What is done to the case and to the school's return; what the board says of it. The police have
# not opened theirs.
STANDS: list[tuple[CaseState, dict[str, object], str | None, str, str]] = [
    (CaseState.WAITING, {}, "not opened", TWO, LEFT),
    (CaseState.WAITING, {"started_at": NOW}, "started", TWO, LEFT),
    # it is still waited for, but has a later day of its own
    (CaseState.WAITING, {"due_later": date(2025, 5, 20)}, "not opened",
     "Two returns to come, due 16 May 2025 or later.", LEFT),
    # or had one, and the day of all was moved past it
    (CaseState.WAITING, {"due_later": date(2025, 4, 30)}, "not opened", TWO, LEFT),
    # stopped: once it is settled it is to be given
    (CaseState.WAITING, {"fit": Fit.DOES_NOT_FIT}, "does not fit", TWO, LEFT),
    (CaseState.WAITING, {"status": ReturnStatus.SUBMITTED, "started_at": NOW}, "submitted", ONE,
     LEFT),
    # sent, and given back: it is to come again
    (CaseState.WAITING, {"status": ReturnStatus.REOPENED, "started_at": NOW}, "started", TWO, LEFT),
    (CaseState.WAITING, {"status": ReturnStatus.NOT_KNOWN}, "not known to them", ONE, LEFT),
    # once the returns of a case are closed none of them is to come
    (CaseState.PREPARED, {"status": ReturnStatus.MISSING}, "no return", NONE,
     "One discussion left to agree, and it is ready to open."),
    (CaseState.OPEN, {"status": ReturnStatus.GIVEN_IN_DISCUSSION}, "given in the discussion", NONE,
     LEFT),
    (CaseState.WRITTEN_UP, {"status": ReturnStatus.SUBMITTED}, "submitted", NONE, LEFT),
    (CaseState.AGREED, {"status": ReturnStatus.SUBMITTED}, "submitted", NONE,
     "No discussion left to agree."),
    # out of every count
    (CaseState.WITHDRAWN, {}, None, NONE, "No children in it."),
]  # fmt: skip


@pytest.mark.parametrize(("state", "of_school", "word", "to_come", "left"), STANDS)
def test_the_counts_are_right_in_every_state_on_the_board_and_in_the_list(
    unit: FlaskClient,
    prepared: Preparation,
    state: CaseState,
    of_school: dict[str, object],
    word: str | None,
    to_come: str,
    left: str,
) -> None:
    case = prepared.started_case()
    change_row(
        prepared.database, prepared, ReturnRow, prepared.returns(case)["school"].id, **of_school
    )
    prepared.change_case(case, state)
    page = board(unit, prepared)
    assert words(page) == (["not opened", word] if word else [])
    for said in (page, read(unit, "/audits")):
        assert f"{to_come} {left}" in said


def test_the_table_above_has_every_state() -> None:
    assert {state for state, *_ in STANDS} == set(CaseState)
    statuses = {changed.get("status", ReturnStatus.DUE) for _, changed, _, _, _ in STANDS}
    assert statuses == set(ReturnStatus)


def test_the_board_leads_to_the_case_and_its_discussion(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    page = board(unit, prepared)
    assert f'href="/cases/{case}"' in page
    assert f'href="/cases/{case}#police"' in page
    assert f"/discussions/{case}" not in page
    prepared.change_case(case, CaseState.PREPARED)
    page = board(unit, prepared)
    assert f'href="/discussions/{case}">ready to open' in page
    assert "one discussion left to agree, and it is ready to open" in page.lower()


def test_the_board_leads_to_how_the_children_were_chosen_and_from_there_to_another_case(
    unit: FlaskClient, prepared: Preparation
) -> None:
    prepared.started_case()
    page = board(unit, prepared)
    assert f'href="/audits/{prepared.audit}/cases">Which agencies know them' in page
    scope = f"/audits/{prepared.audit}/candidates"
    assert f'href="{scope}">How the children were chosen' in page
    assert f'href="/audits/{prepared.audit}/cases/new"' in read(unit, scope)


def test_the_list_of_children_says_where_each_stands_once_the_audit_has_started(
    unit: FlaskClient, prepared: Preparation
) -> None:
    scope, waits = f"/audits/{prepared.audit}/candidates", CaseState.WAITING.label
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    assert waits not in read(unit, scope)
    prepared.start()
    assert waits in read(unit, scope)
    prepared.change_case(case, CaseState.AGREED)
    page = read(unit, scope)
    assert (waits in page, CaseState.AGREED.label in page) == (False, True)


def test_a_case_that_was_never_discussed_leads_to_no_discussion(
    unit: FlaskClient, prepared: Preparation
) -> None:
    """Such as the areas of an audit that holds findings alone."""
    case = prepared.started_case()
    prepared.change_case(case, CaseState.AGREED)
    for page in (board(unit, prepared), read(unit, f"/cases/{case}")):
        assert f"/discussions/{case}" not in page


def test_once_every_case_is_agreed_the_board_says_what_comes_next(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    assert "Next:" not in board(unit, prepared)
    prepared.change_case(case, CaseState.AGREED)
    page = board(unit, prepared)
    audit = f"/audits/{prepared.audit}"
    assert f'Next: <a class="govuk-link" href="{audit}/findings">' in page
    assert f'then <a class="govuk-link" href="{audit}/close">close the audit</a>' in page


def test_a_withdrawn_case_is_out_of_every_count(unit: FlaskClient, prepared: Preparation) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    for case in (first, second):
        prepared.ask(case, *ASKED)
    prepared.start()
    cases.withdraw_case(prepared.database, by=prepared.unit, case_id=first, reason="Moved away")
    page = board(unit, prepared)
    assert "withdrawn, out of every count: another reason" in page
    left = "1 of 2 children selected was withdrawn and not replaced: another reason (1)."
    assert left in page
    assert "Two returns to come" in page


def test_what_is_marked_in_a_reason_is_said_and_stops_nobody(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    send(unit, f"/cases/{case}/withdraw", why="moved", reason="Moved to LS8 1AB")
    assert prepared.case(case).case.state is CaseState.WITHDRAWN
    page = read(unit, f"/cases/{case}")
    assert "This looks like a postcode." in page
    assert "Reason: moved out of the area. Moved to LS8 1AB" in page
    # What was typed stays on the page of the case.
    assert "LS8" not in board(unit, prepared)


def test_the_board_says_what_took_the_place_of_a_case_and_the_method_statement_how_many(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    new = {"reference": "SYV25-78", "age_band": "13-15"}
    answer = send(unit, f"/cases/{case}/replace", **new, reason="It is long away.")
    assert answer.status_code == 422
    assert "Choose a reason." in text_of(answer)
    answer = send(unit, f"/cases/{case}/replace", **new, why="court", reason="It is long away.")
    court = "court proceedings or a criminal trial pending"
    chosen = read(unit, answer.location.removesuffix("/agencies"))
    replaced = prepared.case(case).case.reference
    assert f"In the place of {replaced}." in chosen
    assert court not in chosen
    assert "It is long away." not in chosen
    page = board(unit, prepared)
    assert f"withdrawn, out of every count: {court}; SYV25-78 took its place" in page
    left = f"1 of 1 child selected was replaced: {court} (1)."
    assert left in page
    method = read(unit, f"/audits/{prepared.audit}/method-statement")
    assert left in method
    for told in ("SYV25-78", "It is long away."):
        assert told not in method


def test_a_case_about_which_nobody_is_asked_yet_leads_to_who_knows_it(
    unit: FlaskClient, prepared: Preparation
) -> None:
    prepared.started_case()
    added = prepared.add_case("SYV25-02")
    page = board(unit, prepared)
    assert f'href="/cases/{added}/agencies">Say which agencies know this child' in page
    assert len(words(page)) == 2


def test_a_case_with_a_declared_conflict_shows_nothing_but_its_number(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    appointments.declare_conflict(prepared.database, by=prepared.unit, case_id=case)
    page = board(unit, prepared)
    assert "You declared a conflict about this case." in page
    assert "SYV25-01" not in page
    assert words(page) == []
    with prepared.database.reading() as session:
        (row,) = read_board(session, prepared.unit, prepared.audit).rows
    assert row.returns == {}


def test_what_an_agency_answered_is_one_word_on_board_and_case(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    lead = factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.AGENCY_LEAD, "school")
    )
    school = prepared.returns(case)["school"].id
    returns.answer_not_known(prepared.database, by=lead, return_id=school)
    for path in (f"/audits/{prepared.audit}", f"/cases/{case}"):
        assert "not known to them" in read(unit, path)


def test_the_board_costs_the_same_whatever_is_on_it(
    unit: FlaskClient, prepared: Preparation, statements: list[str]
) -> None:
    prepared.started_case()
    board(unit, prepared)
    statements.clear()
    board(unit, prepared)
    before = len(statements)
    for number in range(2, 5):
        case = prepared.add_case(f"SYV25-0{number}")
        prepared.ask(case, *ASKED, Involvement("social-care", Known.KNOWN))
    add_audits(prepared, 3)
    statements.clear()
    board(unit, prepared)
    assert len(statements) == before


def test_the_list_costs_the_same_however_many_audits_there_are(
    unit: FlaskClient, prepared: Preparation, statements: list[str]
) -> None:
    prepared.started_case()
    read(unit, "/audits")
    statements.clear()
    read(unit, "/audits")
    before = len(statements)
    add_audits(prepared, 4)
    statements.clear()
    read(unit, "/audits")
    assert len(statements) == before


def test_the_list_reads_the_tools_of_no_audit_that_is_on_another_page(
    unit: FlaskClient, prepared: Preparation
) -> None:
    add_audits(prepared, 60)
    with audits_loaded() as loaded:
        read(unit, "/audits?page=2")
    assert len(loaded) == 11


def test_the_list_finds_returns_by_the_cases_on_its_page(
    unit: FlaskClient, prepared: Preparation
) -> None:
    """A search by the partnership alone reads whatever was ever stored of it."""
    add_audits(prepared, 60)
    with searches(prepared.database.engine) as found:
        read(unit, "/audits")
    of_returns = [one for one in found if "SEARCH agency_return" in one]
    assert of_returns
    assert [one for one in of_returns if one.endswith("(partnership_id=?)")] == []


def test_the_list_says_how_each_audit_stands(unit: FlaskClient, prepared: Preparation) -> None:
    assert "No children chosen yet." in read(unit, "/audits")
    prepared.started_case()
    page = read(unit, "/audits")
    assert "Two returns to come, due 16 May 2025. One discussion left to agree." in page


def test_a_long_list_of_audits_is_paged(unit: FlaskClient, prepared: Preparation) -> None:
    add_audits(prepared, 51)
    first, second = read(unit, "/audits"), read(unit, "/audits?page=2")
    assert first.count("gt-rows__row") == 50
    assert second.count("gt-rows__row") == 2
    assert "Page 1 of 2" in first


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.LEARNING_MEMBER, Role.SCRUTINEER])
def test_governance_finds_the_audits_whose_summary_it_may_read(
    app: Flask, unit: FlaskClient, prepared: Preparation, role: Role
) -> None:
    reader = sign_in_client(app, prepared.database, prepared.person(role))
    prepared.agreed_cases(3)
    assert "There is no summary to read yet" in read(reader, "/audits")
    closing.issue_interim_summary(prepared.database, by=prepared.unit, audit_id=prepared.audit)
    page = read(reader, "/audits")
    assert f'href="/audits/{prepared.audit}/summary"' in page
    assert "Interim" in page
    assert "Set up an audit" not in page
    assert read(reader, f"/audits/{prepared.audit}", 403)


def test_a_chair_finds_the_audits_they_chair_in(app: Flask, prepared: Preparation) -> None:
    case = prepared.started_case()
    chair, other = prepared.person(Role.CHAIR), prepared.person(Role.CHAIR)
    prepared.appoint(case, Appointed(chair=chair.id))
    summary = f"/audits/{prepared.audit}/summary"
    assert summary in read(sign_in_client(app, prepared.database, chair), "/audits")
    assert summary not in read(sign_in_client(app, prepared.database, other), "/audits")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CORE_GROUP])
def test_the_list_of_audits_is_not_for_everybody(
    app: Flask, prepared: Preparation, role: Role
) -> None:
    somebody = sign_in_client(app, prepared.database, prepared.person(role))
    for path in ("/audits", f"/audits/{prepared.audit}", f"/audits/{prepared.audit}/candidates"):
        read(somebody, path, 403)


def test_an_audit_that_holds_findings_alone_says_so(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.change_case(case, CaseState.AGREED)
    change_audit(prepared.database, prepared, phase="closed")
    page = board(unit, prepared)
    assert "1 child, with findings alone: nobody was asked for a return." in page
    assert "returns are in" not in page


def test_a_case_page_says_who_is_asked_and_what_can_be_done(
    app: Flask, unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    chair = prepared.person(Role.CHAIR)
    prepared.appoint(case, Appointed(chair=chair.id))
    page = read(unit, f"/cases/{case}")
    for text in ("Case 1 of 1", "SYV25-01", "leads", "Replace this case", chair.name):
        assert text in page
    seen_by_chair = read(sign_in_client(app, prepared.database, chair), f"/cases/{case}")
    assert "not opened" in seen_by_chair
    assert "Replace this case" not in seen_by_chair


def test_a_case_page_is_hidden_from_chairs_of_other_cases(
    app: Flask, prepared: Preparation
) -> None:
    case = prepared.started_case()
    stranger = sign_in_client(app, prepared.database, prepared.person(Role.CHAIR))
    read(stranger, f"/cases/{case}", 404)


def test_an_agency_does_not_reach_the_case_page(app: Flask, prepared: Preparation) -> None:
    case = prepared.started_case()
    lead = factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.AGENCY_LEAD, "school")
    )
    read(sign_in_client(app, prepared.database, lead), f"/cases/{case}", 403)


def test_a_note_taker_who_answers_for_an_agency_of_another_case_sees_no_words(
    app: Flask, prepared: Preparation
) -> None:
    """Their own return makes the case exist for them, and shows them nothing of the others."""
    case = prepared.started_case()
    both = factories.make_person(
        prepared.database,
        prepared.partnership,
        Grant(Role.NOTE_TAKER),
        Grant(Role.AGENCY_LEAD, "school"),
    )
    read(sign_in_client(app, prepared.database, both), f"/cases/{case}", 404)


def test_every_word_of_the_legend_is_on_the_board(unit: FlaskClient, prepared: Preparation) -> None:
    case = prepared.started_case()
    set_status(prepared, case, "school", ReturnStatus.MISSING)
    page = board(unit, prepared)
    legend = re.findall(r'<dt class="gt-word[^"]*">(.*?)</dt>', page)
    assert set(legend) == set(words(page)) == {"not opened", "no return"}


def add_audits(prepared: Preparation, number: int) -> None:
    for _ in range(number):
        audits.create_audit(
            prepared.database, by=prepared.unit, tool_version=prepared.tool, details=DETAILS
        )


def set_status(prepared: Preparation, case: UUID, agency: str, status: ReturnStatus) -> None:
    held = prepared.returns(case)[agency].id
    change_row(prepared.database, prepared, ReturnRow, held, status=status.value)
