"""The pages of setting up: what is typed stays, and mistakes stand where they are."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse
from xlsxwriter import Workbook

from app.db.appointments import Appointed, appointments_to, core_group_of
from app.db.audits import list_audits
from app.db.candidates import list_candidates
from app.operations import audits
from app.operations.candidates import DrawWanted
from audit_tools.candidates import Candidate
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.cycles import Phase
from audit_tools.permissions import Role
from tests import factories
from tests.app.audits.conftest import read
from tests.app.visitors import csrf_of, send
from tests.preparations import ASKED, AT_RANDOM, LIST, Preparation

DETAILS = {
    "title": "Serious youth violence, Quarter 2",
    "counts_one": "child",
    "counts_many": "children",
    "selection": "random",
    "scale": "ofsted",
}


def text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def change_to_random(prepared: Preparation) -> None:
    with prepared.database.reading() as session:
        seen = audits.version_of_details(audits.to_run(session, prepared.unit, prepared.audit))
    audits.change_details(
        prepared.database,
        by=prepared.unit,
        audit_id=prepared.audit,
        details=AT_RANDOM,
        seen=seen,
    )


def listed(prepared: Preparation) -> tuple[Candidate, ...]:
    with prepared.database.reading() as session:
        return list_candidates(session, prepared.partnership, prepared.audit)


# --- Purpose, dates and grades ---


def test_an_audit_is_set_up_from_the_only_published_tool(
    unit: FlaskClient, prepared: Preparation
) -> None:
    page = read(unit, "/audits/new")
    assert "Outstanding, Good, Requires improvement" in page
    assert "What each grade means" in page
    answer = send(unit, "/audits/new", **DETAILS, returns_due="6 June 2025")
    assert answer.status_code == 303
    with prepared.database.reading() as session:
        made = [a for a in list_audits(session, prepared.partnership) if a.id != prepared.audit]
    assert str(made[0].cycle.returns_due) == "2025-06-06"
    assert made[0].scale is not None


def test_an_audit_may_be_set_up_without_grades(unit: FlaskClient, prepared: Preparation) -> None:
    send(unit, "/audits/new", **{**DETAILS, "scale": "none"})
    with prepared.database.reading() as session:
        made = [a for a in list_audits(session, prepared.partnership) if a.id != prepared.audit]
    assert made[0].scale is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Enter a title"),
        ({"returns_due": "next Friday"}, "Enter a date such as 6 June 2025."),
        ({"returns_due": "9999-12-31"}, "The year is between 2000 and 2099."),
        ({"period_from": "2025-06-01", "period_to": "2025-05-01"}, "has to end after it begins"),
        ({"counts_many": ""}, "Enter a word, such as children."),
    ],
)
def test_a_mistake_stands_beside_its_field_and_the_rest_stays(
    unit: FlaskClient, prepared: Preparation, typed: dict[str, str], sentence: str
) -> None:
    answer = send(unit, "/audits/new", **{**DETAILS, "purpose": "What I had typed", **typed})
    page = text(answer)
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert page.count(sentence) >= 2  # in the list at the top and beside the field
    assert "What I had typed" in page
    for value in typed.values():
        assert value in page


def test_a_tool_that_is_not_published_is_not_there(
    unit: FlaskClient, prepared: Preparation
) -> None:
    answer = send(unit, f"/audits/new?tool={prepared.audit}", **DETAILS)
    assert answer.status_code == 404


def test_two_who_change_the_same_audit_see_each_others_change(
    unit: FlaskClient, prepared: Preparation
) -> None:
    path = f"/audits/{prepared.audit}/edit"
    page = read(unit, path)
    old = page.split('name="seen" value="')[1].split('"')[0]
    mine = {**DETAILS, "selection": "nominated", "seen": old, "title": "Mine"}
    assert send(unit, path, **{**mine, "title": "Theirs"}).status_code == 303
    answer = send(unit, path, **mine)
    page = text(answer)
    assert answer.status_code == 409
    assert "What stands now" in page
    assert "<dt>Title</dt><dd>Theirs</dd>" in page
    assert 'value="Mine"' in page
    again = page.split('name="seen" value="')[1].split('"')[0]
    assert send(unit, path, **{**mine, "seen": again}).status_code == 303


def test_a_started_audit_has_no_form_but_for_its_dates(
    unit: FlaskClient, prepared: Preparation
) -> None:
    dates = f"/audits/{prepared.audit}/dates"
    read(unit, dates, 403)
    prepared.started_case()
    for path in ("edit", "delete"):
        assert "has started" in read(unit, f"/audits/{prepared.audit}/{path}", 403)
    page = read(unit, dates)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    moved = {
        "period_from": "2025-01-01", "period_to": "2025-03-31", "returns_due": "2025-05-20",
        "discussions_from": "2025-05-26", "discussions_to": "2025-05-28", "seen": seen,
    }  # fmt: skip
    answer = send(unit, dates, **moved)
    assert answer.status_code == 422
    assert "Give a reason." in text(answer)
    assert send(unit, dates, **moved, reason="Half term").status_code == 303
    assert "due 20 May 2025" in read(unit, f"/audits/{prepared.audit}")


def test_an_audit_in_preparation_is_deleted_after_a_question(
    unit: FlaskClient, prepared: Preparation
) -> None:
    path = f"/audits/{prepared.audit}/delete"
    assert "deleted for good" in read(unit, path)
    assert send(unit, path).status_code == 303
    read(unit, f"/audits/{prepared.audit}", 404)


# --- Children in scope and the draw ---


def bring_in(unit: FlaskClient, prepared: Preparation, data: bytes) -> TestResponse:
    return unit.post(
        f"/audits/{prepared.audit}/candidates",
        data={"csrf_token": csrf_of(unit), "file": (BytesIO(data), "list.csv")},
        content_type="multipart/form-data",
    )


def test_a_list_is_brought_in_from_a_file(unit: FlaskClient, prepared: Preparation) -> None:
    change_to_random(prepared)
    assert bring_in(unit, prepared, LIST).status_code == 303
    page = read(unit, f"/audits/{prepared.audit}/candidates")
    assert "6 children in scope." in page
    assert "SYV25-01, SYV25-02" in page


def test_rows_copied_out_of_a_spreadsheet_can_be_pasted(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    pasted = LIST.decode().replace(",", "\t")
    answer = send(unit, f"/audits/{prepared.audit}/candidates", pasted=pasted)
    assert answer.status_code == 303
    assert len(listed(prepared)) == 6


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (LIST.replace(b"SYV25-06,16-17", b"SYV25-06,19"), "Row 7, age band: This has to be"),
        (LIST.replace(b"SYV25-06", b"Sam Smith"), "Row 7, reference: This looks like a name"),
        (LIST.replace(b"locality", b"postcode"), "Column 6: This is headed as a postcode."),
        (LIST.decode().encode("utf-16"), "not in UTF-8"),
        (b"", "Choose a file, or paste the rows"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_whole(
    unit: FlaskClient, prepared: Preparation, data: bytes, sentence: str
) -> None:
    change_to_random(prepared)
    bring_in(unit, prepared, LIST)
    answer = bring_in(unit, prepared, data)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert len(listed(prepared)) == 6
    assert "Sam Smith" not in text(answer)


def test_a_list_that_is_too_large_is_refused_with_a_sentence(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    path = f"/audits/{prepared.audit}/candidates"
    answer = send(unit, path, pasted="x" * 1_000_001)
    assert answer.status_code == 422
    assert "larger than 1 MB" in text(answer)
    answer = send(unit, path, pasted="x" * 9_000_000)
    assert answer.status_code == 413
    assert "too large" in text(answer)


def test_what_was_pasted_stays_when_it_is_wrong(unit: FlaskClient, prepared: Preparation) -> None:
    change_to_random(prepared)
    pasted = LIST.decode().replace("16-17,male,White,none", "99,male,White,none")
    answer = send(unit, f"/audits/{prepared.audit}/candidates", pasted=pasted)
    assert answer.status_code == 422
    assert "99,male,White,none" in text(answer)
    assert listed(prepared) == ()


def test_a_hundred_bad_rows_are_not_all_listed(unit: FlaskClient, prepared: Preparation) -> None:
    change_to_random(prepared)
    rows = "".join(f"SYV25-{n},99,male,White,none,East\n" for n in range(100, 200))
    answer = bring_in(unit, prepared, LIST.splitlines(True)[0] + rows.encode())
    assert text(answer).count("age band: This has to be") == 30
    assert "And 70 more." in text(answer)


DRAW = {"size": "2", "reserves": "1", "strata": "locality", "seed": "28 May 2025"}


def test_a_list_of_invented_children_is_offered_and_can_be_brought_in(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    path = f"/audits/{prepared.audit}/candidates"
    offered = re.search(r'href="(/static/[^"]+\.csv[^"]*)" download', read(unit, path))
    assert offered
    with unit.get(offered[1]) as invented:
        assert bring_in(unit, prepared, invented.data).status_code == 303
    assert len(listed(prepared)) == 24


def show_draw(unit: FlaskClient, prepared: Preparation, **changed: str) -> str:
    """Press "Show the draw" and read where it leads."""
    answer = send(unit, f"/audits/{prepared.audit}/draw", **{**DRAW, **changed})
    assert answer.status_code == 303
    return read(unit, answer.location)


def test_a_draw_is_shown_and_confirming_it_makes_the_cases(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    bring_in(unit, prepared, LIST)
    path = f"/audits/{prepared.audit}/draw"
    assert "Show the draw" in read(unit, path)
    page = show_draw(unit, prepared)
    assert "Confirm this draw" in page
    assert 'value="28 May 2025"' in page
    assert "shown for this audit" not in page
    assert prepared.cases() == ()
    fingerprint = page.split('name="list_hash" value="')[1].split('"')[0]
    chosen: dict[str, Any] = {**DRAW, "list_hash": fingerprint}
    confirm = f"{path}/confirm"
    assert send(unit, confirm, **{**chosen, "list_hash": "another"}).status_code == 409
    never_shown = send(unit, confirm, **{**chosen, "seed": "another"})
    assert never_shown.status_code == 422
    assert "has not been shown yet" in text(never_shown)
    assert prepared.cases() == ()
    assert send(unit, confirm, **chosen).status_code == 303
    assert len(prepared.cases()) == 2
    assert "There is nothing to draw" in read(unit, f"{path}?shown=1")
    page = read(unit, f"/audits/{prepared.audit}/candidates")
    assert "2 of 6 children in scope, with the seed" in page
    assert "Reserves left" in page
    assert "Draws shown before it was confirmed: 1.</p>" in page
    assert chosen["list_hash"] in page


def test_no_draw_is_seen_that_was_not_recorded(unit: FlaskClient, prepared: Preparation) -> None:
    change_to_random(prepared)
    bring_in(unit, prepared, LIST)
    show_draw(unit, prepared)
    path = f"/audits/{prepared.audit}/draw"
    how = "size=2&reserves=1&strata=locality&seed=another"
    for query in ("", how, f"shown=2&{how}", "shown=0", "shown=-1", "shown=x", "shown=9" * 30):
        page = read(unit, f"{path}?{query}")
        assert "Show the draw" in page
        assert "Confirm this draw" not in page
        assert "SYV25-" not in page
    assert "Confirm this draw" in read(unit, f"{path}?shown=1")


def test_the_page_says_how_many_draws_were_shown(unit: FlaskClient, prepared: Preparation) -> None:
    change_to_random(prepared)
    bring_in(unit, prepared, LIST)
    pages = [show_draw(unit, prepared, seed=seed) for seed in ("1", "2", "3")]
    assert "This is the third draw shown for this audit. The record keeps that." in pages[2]
    # The same draw again is no other, but one goes back to it.
    assert "This is the second of 3 draws shown" in show_draw(unit, prepared, seed=" 2 ")
    prepared.confirm(DrawWanted(2, 1, ("locality",), "3"))
    page = read(unit, f"/audits/{prepared.audit}/candidates")
    assert "Draws shown before it was confirmed: 3. It is the third draw that was shown." in page


def test_a_draw_from_a_list_that_has_changed_is_not_shown_again(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    bring_in(unit, prepared, LIST)
    show_draw(unit, prepared)
    bring_in(unit, prepared, LIST.replace(b"SYV25-06", b"SYV25-07"))
    page = read(unit, f"/audits/{prepared.audit}/draw?shown=1")
    assert "has changed since this draw was shown" in page
    assert 'value="28 May 2025"' in page
    assert "Confirm this draw" not in page
    assert "This is the second draw" in show_draw(unit, prepared)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"size": "six"}, "Enter a number, such as 6."),
        ({"reserves": ""}, "Enter a number, such as 6."),
        ({"size": "6"}, "more than the 6 candidates"),
        ({"seed": ""}, "Give a seed"),
    ],
)
def test_a_draw_that_cannot_be_made_says_why(
    unit: FlaskClient, prepared: Preparation, changed: dict[str, str], sentence: str
) -> None:
    change_to_random(prepared)
    bring_in(unit, prepared, LIST)
    answer = send(unit, f"/audits/{prepared.audit}/draw", **{**DRAW, **changed})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Confirm this draw" not in text(answer)
    assert "draw was shown" not in read(unit, f"/audits/{prepared.audit}/draw?shown=1")


# --- Cases, agencies and people ---


def test_a_nominated_case_is_added_and_removed(unit: FlaskClient, prepared: Preparation) -> None:
    path = f"/audits/{prepared.audit}/cases/new"
    typed = {"reference": "SYV25-01", "age_band": "13-15", "reason": "By the core group"}
    answer = send(unit, path, **{**typed, "reference": "Sam Smith"})
    assert answer.status_code == 422
    assert "By the core group" in text(answer)
    answer = send(unit, path, **typed, locality="LS8 1AB")
    assert answer.status_code == 422
    assert 'id="locality-error"' in text(answer)
    assert send(unit, path, **typed).status_code == 303
    (case,) = prepared.cases()
    assert send(unit, f"/cases/{case.id}/remove").status_code == 303
    assert prepared.cases() == ()


def chosen(known: dict[str, str], lead: str = "") -> dict[str, str]:
    return {f"known:{agency}": word for agency, word in known.items()} | {"lead": lead}


def test_who_is_asked_is_saved_and_used_for_the_other_cases(
    unit: FlaskClient, prepared: Preparation
) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    path = f"/cases/{first}/agencies"
    page = read(unit, path)
    assert page.count("Not asked") > 3
    fields = chosen({"police": "known", "school": "known", "social-care": "not-asked"}, "police")
    answer = send(unit, path, **fields, seen=prepared.seen(first), others="y")
    assert answer.status_code == 303
    for case in (first, second):
        assert prepared.case(case).case.involvements == ASKED


def test_a_reference_is_made_for_a_case_that_is_nominated(
    unit: FlaskClient, prepared: Preparation
) -> None:
    """From the audit and nothing of the child; it goes on from what is there."""
    path = f"/audits/{prepared.audit}/cases/new"
    assert 'value="SYV25-01"' in read(unit, path)
    prepared.add_case("MACE/07")
    assert 'value="MACE/08"' in read(unit, path)
    case = prepared.add_case("SYV25-03")
    assert 'value="SYV25-04"' in read(unit, f"/cases/{case}/replace")


def test_an_excel_workbook_is_brought_in_like_the_same_list_in_csv(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    page = f"/audits/{prepared.audit}/candidates"
    rows = [tuple(line.split(",")) for line in LIST.decode().splitlines()]
    answer = send(unit, page, file=(BytesIO(workbook(*rows)), "children.xlsx"))
    assert answer.status_code == 303
    assert len(listed(prepared)) == 6


def test_a_formula_in_a_workbook_keeps_the_whole_list_out(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    rows = [tuple(line.split(",")) for line in LIST.decode().splitlines()]
    data = workbook(*rows, ("=1+1", "13-15", "male"))
    answer = send(unit, f"/audits/{prepared.audit}/candidates", file=(BytesIO(data), "a.xlsx"))
    assert answer.status_code == 422
    assert "Row 8, column 1: This is a formula." in text(answer)
    assert listed(prepared) == ()


def workbook(*rows: tuple[str, ...]) -> bytes:
    """A workbook with these rows; a text that begins with = is a formula."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def test_an_agency_that_is_asked_no_more_stays_only_where_it_was_part(
    unit: FlaskClient, prepared: Preparation
) -> None:
    before, after = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    prepared.ask(before, *ASKED)
    prepared.ask_no_more("school")
    assert "known:school" in read(unit, f"/cases/{before}/agencies")
    assert "known:school" not in read(unit, f"/cases/{after}/agencies")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (chosen({"police": "not-known"}, "police"), "has to know the child"),
        (chosen({"police": "maybe"}), "Choose known, not known, not in this period or not asked."),
        (chosen({"fire": "known"}), "Choose from the agencies"),
    ],
)
def test_who_cannot_be_asked_is_said_so(
    unit: FlaskClient, prepared: Preparation, fields: dict[str, str], sentence: str
) -> None:
    case = prepared.add_case("SYV25-01")
    answer = send(unit, f"/cases/{case}/agencies", **fields, seen=prepared.seen(case))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert prepared.case(case).case.involvements == ()


def test_a_refusal_stands_beside_its_agency_and_the_choices_stay(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    prepared.ask(case, *ASKED, Involvement("social-care", Known.NOT_KNOWN))
    fields = chosen({"police": "known", "school": "not-known", "social-care": "known"}, "police")
    answer = send(unit, f"/cases/{case}/agencies", **fields, seen=prepared.seen(case))
    page = text(answer)
    assert answer.status_code == 422
    assert 'href="#known-social-care"' in page
    assert 'id="school-not-known" name="known:school" value="not-known" checked' in page


def test_two_who_say_who_is_asked_see_each_others_choice(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.add_case("SYV25-01")
    seen = prepared.seen(case)
    prepared.ask(case, *ASKED)
    fields = chosen({"police": "known", "school": "not-asked"}, "police")
    answer = send(unit, f"/cases/{case}/agencies", **fields, seen=seen)
    assert answer.status_code == 409
    assert "Somebody else chose: known." in text(answer)


def test_people_are_appointed_and_a_conflict_shows_both_choices(
    unit: FlaskClient, prepared: Preparation
) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    chair, other = prepared.person(Role.CHAIR), prepared.person(Role.CHAIR)
    path = f"/cases/{first}/people"
    page = read(unit, path)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    sent = send(unit, path, chair=str(chair.id), seen=seen, others="y")
    assert sent.status_code == 303
    for case in (first, second):
        assert holder(prepared, case) == Appointed(chair=chair.id)
    answer = send(unit, path, chair=str(other.id), seen=seen)
    assert answer.status_code == 409
    assert f"<dt>Chair</dt><dd>{chair.name}</dd>" in text(answer)


def holder(prepared: Preparation, case: UUID) -> Appointed:
    with prepared.database.reading() as session:
        return appointments_to(session, prepared.partnership, case).appointed


def test_the_core_group_is_ticked(unit: FlaskClient, prepared: Preparation) -> None:
    path = f"/audits/{prepared.audit}/core-group"
    assert "Nobody has the role" in read(unit, path)
    member = prepared.person(Role.CORE_GROUP)
    page = read(unit, path)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert send(unit, path, people=str(member.id), seen=seen).status_code == 303
    with prepared.database.reading() as session:
        assert core_group_of(session, prepared.partnership, prepared.audit) == {member.id}
    assert send(unit, path, seen=seen).status_code == 409


# --- Start, and what is done with a reason ---


def test_the_page_of_setting_up_names_everything_that_is_missing(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.add_case("SYV25-01")
    path = f"/audits/{prepared.audit}"
    page = read(unit, path)
    assert f'href="/cases/{case}/agencies">SYV25-01: Choose the agency that leads.' in page
    assert "Start the audit" not in page
    assert send(unit, f"{path}/start").status_code == 303
    factories.make_agency(prepared.database, prepared.partnership, "probation", name="Probation")
    prepared.ask(case, *ASKED, Involvement("probation", Known.KNOWN))
    assert 'href="/people">Probation has no lead yet' in read(unit, path)
    prepared.ask(case, *ASKED)
    page = read(unit, path)
    assert "Start the audit" in page
    assert "2 returns to 2 agencies, due 16 May 2025" in page
    assert "2 messages to those who answer, none by mail" in page
    asked = read(unit, f"{path}/start")
    assert "Start this audit?" in asked
    assert "2 returns to 2 agencies, due 16 May 2025" in asked
    assert send(unit, f"{path}/start").status_code == 303
    with prepared.database.reading() as session:
        audit = audits.to_run(session, prepared.unit, prepared.audit)
    assert audit.cycle.phase is Phase.COLLECTING


def test_optional_steps_say_how_far_they_are_and_what_is_open_before_the_start(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case, path = prepared.add_case("SYV25-01"), f"/audits/{prepared.audit}"
    member = prepared.person(Role.CORE_GROUP)
    group = f"{path}/core-group"
    seen = read(unit, group).split('name="seen" value="')[1].split('"')[0]
    send(unit, group, people=str(member.id), seen=seen)
    prepared.ask(case, *ASKED)
    factories.make_agency(prepared.database, prepared.partnership, "probation", name="Probation")
    assert "Probation has not said yet" not in read(unit, path)
    send(unit, f"{path}/known", agencies=["probation"])
    for page in (read(unit, path), read(unit, f"{path}/start")):
        assert "Probation has not said yet which children they know." in page
        assert "3 of 3 key sheets are not recorded as sent." in page
    page = read(unit, path)
    assert "1 still to answer" in page
    assert ">Done<" in re.sub(r"\s", "", page.split("Core group</a>")[1])[:99]


def test_withdrawing_replacing_and_reopening_ask_for_a_reason(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    for deed in ("withdraw", "replace"):
        path = f"/cases/{case}/{deed}"
        assert "cannot be taken back" in read(unit, path)
        answer = send(unit, path, reference="SYV25-09", reason="")
        assert answer.status_code == 422, deed
    answer = send(
        unit,
        f"/cases/{case}/replace",
        reference="SYV25-09",
        age_band="13-15",
        reason="Moved away",
    )
    assert answer.status_code == 303
    assert prepared.case(case).case.state is CaseState.WITHDRAWN
    assert "Reason: Moved away" in read(unit, f"/cases/{case}")


def test_a_reserve_that_is_gone_is_said_on_the_page_and_the_reason_stays(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    answer = send(unit, f"/cases/{case}/replace", reserve="SYV25-30", reason="Moved away")
    assert answer.status_code == 409
    page = text(answer)
    assert "SYV25-30 has been used since you opened this page" in page
    assert "Moved away</textarea>" in page
    assert 'id="reference"' in page


def test_a_conflict_is_declared_after_a_question(unit: FlaskClient, prepared: Preparation) -> None:
    case = prepared.started_case()
    path = f"/cases/{case}/conflict"
    assert "You need not say how" in read(unit, path)
    assert send(unit, path).status_code == 303
    read(unit, f"/cases/{case}", 404)


def test_closing_names_what_is_unfinished_and_then_closes(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    path = f"/audits/{prepared.audit}/close"
    assert "SYV25-01</a>: waiting for returns" in read(unit, path)
    prepared.change_case(case, CaseState.AGREED)
    assert "This audit counts 1 child. So few can be recognised" in read(unit, path)
    assert "It cannot be opened again" in read(unit, path)
    chair = prepared.person(Role.CHAIR)
    typed = {"cases_sentence": "One boy of 13 to 15.", "reason": "All is agreed"}
    answer = send(unit, path, **typed)
    assert answer.status_code == 422
    assert "Choose the chair" in text(answer)
    assert "One boy of 13 to 15." in text(answer)
    assert send(unit, path, **typed, approved_by=str(chair.id)).status_code == 303
    assert "This audit is closed." in read(unit, f"/audits/{prepared.audit}")
    read(unit, path, 403)


def test_an_interim_summary_is_issued_from_the_board(
    unit: FlaskClient, prepared: Preparation
) -> None:
    agreed = prepared.agreed_cases(3)
    address = f"/audits/{prepared.audit}/interim"
    assert f'href="{address}"' in read(unit, f"/audits/{prepared.audit}")
    assert "a summary of the 3 children agreed so far" in read(unit, address)
    prepared.change_case(agreed[0], CaseState.WRITTEN_UP)
    assert "of 2 children are agreed" in send(unit, address).text
    prepared.change_case(agreed[0], CaseState.AGREED)
    assert send(unit, address).status_code == 303
    assert "has been issued" in read(unit, f"/audits/{prepared.audit}")


# --- Audit tools ---


def test_a_published_tool_can_be_read_whole(unit: FlaskClient, prepared: Preparation) -> None:
    assert "Version 1" in read(unit, "/tools")
    page = read(unit, f"/tools/{prepared.tool}")
    for said in ("What each grade means", "Asked of every agency", "How much each agency is asked"):
        assert said in page
    read(unit, f"/tools/{prepared.audit}", 404)


# --- What can no longer be done ---


def test_a_page_whose_time_is_over_says_so_instead_of_offering_a_form(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    prepared.change_case(case, CaseState.PREPARED)
    for path in (f"/cases/{case}/agencies", f"/cases/{case}/replace"):
        page = read(unit, path)
        assert "are closed, so" in page
        assert 'method="post" novalidate' not in page
    prepared.change_case(case, CaseState.AGREED)
    assert "cannot be withdrawn any more" in read(unit, f"/cases/{case}/withdraw")
    assert "stays as it is" in read(unit, f"/cases/{case}/people")
    assert "There is nothing to draw" in read(unit, f"/audits/{prepared.audit}/draw")


def test_a_random_sample_offers_no_form_for_a_case_by_hand(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    assert "none is added by hand" in read(unit, f"/audits/{prepared.audit}/cases/new")
