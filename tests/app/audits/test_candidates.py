"""The children in scope, brought in whole or not at all, and the draw of the cases from them."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse
from xlsxwriter import Workbook

from app.db.candidates import list_candidates
from app.operations import audits
from app.operations.candidates import DrawWanted
from audit_tools.candidates import Candidate
from tests.app.audits.conftest import read
from tests.app.visitors import csrf_of, send, text_of
from tests.preparations import AT_RANDOM, LIST, Preparation


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
    assert sentence in text_of(answer)
    assert len(listed(prepared)) == 6
    assert "Sam Smith" not in text_of(answer)


def test_a_list_that_is_too_large_is_refused_with_a_sentence(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    path = f"/audits/{prepared.audit}/candidates"
    answer = send(unit, path, pasted="x" * 1_000_001)
    assert answer.status_code == 422
    assert "larger than 1 MB" in text_of(answer)
    answer = send(unit, path, pasted="x" * 9_000_000)
    assert answer.status_code == 413
    assert "too large" in text_of(answer)


def test_what_was_pasted_stays_when_it_is_wrong(unit: FlaskClient, prepared: Preparation) -> None:
    change_to_random(prepared)
    pasted = LIST.decode().replace("16-17,male,White,none", "99,male,White,none")
    answer = send(unit, f"/audits/{prepared.audit}/candidates", pasted=pasted)
    assert answer.status_code == 422
    assert "99,male,White,none" in text_of(answer)
    assert listed(prepared) == ()


def test_a_hundred_bad_rows_are_not_all_listed(unit: FlaskClient, prepared: Preparation) -> None:
    change_to_random(prepared)
    rows = "".join(f"SYV25-{n},99,male,White,none,East\n" for n in range(100, 200))
    answer = bring_in(unit, prepared, LIST.splitlines(True)[0] + rows.encode())
    assert text_of(answer).count("age band: This has to be") == 30
    assert "And 70 more." in text_of(answer)


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
    assert "Row 8, column A: This is a formula." in text_of(answer)
    assert listed(prepared) == ()


def workbook(*rows: tuple[str, ...]) -> bytes:
    """A workbook with these rows; a text that begins with = is a formula."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


# --- The draw ---

DRAW = {"size": "2", "reserves": "1", "strata": "locality", "seed": "28 May 2025"}


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
    assert "has not been shown yet" in text_of(never_shown)
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
    assert sentence in text_of(answer)
    assert "Confirm this draw" not in text_of(answer)
    assert "draw was shown" not in read(unit, f"/audits/{prepared.audit}/draw?shown=1")


def test_a_random_sample_offers_no_form_for_a_case_by_hand(
    unit: FlaskClient, prepared: Preparation
) -> None:
    change_to_random(prepared)
    assert "none is added by hand" in read(unit, f"/audits/{prepared.audit}/cases/new")
