"""Written up, and signed off: what has to be there before, and what nobody can do after it."""

from uuid import UUID

import pytest

from app.db.engine import Database
from app.operations import findings
from app.operations.findings import FindingText
from audit_tools.cases import CaseState
from audit_tools.places import FindingKind
from tests.app.discussions.cases import (
    agree_everything,
    confirm_and_sign_off,
    confirm_everything,
    note_everybody,
    state_of,
    write_up,
)
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import send
from tests.world import World


def test_a_record_is_written_up_once_all_is_agreed_and_it_is_noted_who_came_to_read_it(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    notes, page = sign_in_as("note-taker"), f"/discussions/{opened}"
    early = send(notes, f"{page}/write-up")
    assert early.status_code == 403
    assert "still to be agreed. First:" in early.text
    agree_everything(database, world, opened)
    assert "Note who came</a> first." in notes.get(page).text
    assert f"{page}/write-up" not in notes.get(page).text
    refused = send(notes, f"{page}/write-up")
    assert refused.status_code == 403
    assert "Note who came first. Not noted yet:" in refused.text
    note_everybody(database, world, opened)
    assert send(notes, f"{page}/write-up").status_code == 303
    assert "Note who came</a> first." not in notes.get(page).text


def test_the_chair_signs_off_on_the_page_and_others_are_not_offered_to(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    agree_everything(database, world, opened)
    note_everybody(database, world, opened)
    taker, chair, page = sign_in_as("note-taker"), sign_in_as("chair"), f"/discussions/{opened}"
    assert "Sign off" not in taker.get(page).text
    assert send(taker, f"{page}/write-up").status_code == 303
    assert "then the chair signs it off." in taker.get(page).text
    assert send(taker, f"{page}/sign-off").status_code == 403
    confirm_everything(database, world.people["chair"], opened)
    assert f"{page}/sign-off" in chair.get(page).text
    assert "cannot be undone" in chair.get(f"{page}/sign-off").text
    assert state_of(database, world, opened) is CaseState.WRITTEN_UP
    assert send(chair, f"{page}/sign-off", reason="All read it.").status_code == 303
    assert state_of(database, world, opened) is CaseState.AGREED
    assert "Signed off and locked on" in chair.get(page).text


def test_signing_off_too_early_says_what_is_left(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    page = f"/discussions/{opened}"
    answer = send(sign_in_as("chair"), f"{page}/sign-off")
    assert answer.status_code == 403
    assert "11 things are still to be agreed" in answer.text
    assert state_of(database, world, opened) is CaseState.OPEN


def test_signing_off_waits_until_it_is_noted_who_came_and_leads_there(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    agree_everything(database, world, opened)
    chair, page = sign_in_as("chair"), f"/discussions/{opened}"
    for answer in (chair.get(f"{page}/sign-off"), send(chair, f"{page}/sign-off")):
        main = answer.text.split("<main")[1]
        assert "Note who came first. Not noted yet:" in main
        assert f'href="{page}/attendance"' in main
        assert "<form" not in main
    assert state_of(database, world, opened) is CaseState.OPEN


def test_findings_that_are_not_sorted_are_named_and_do_not_stop_the_signing_off(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    agree_everything(database, world, opened)
    note_everybody(database, world, opened)
    chair, page = sign_in_as("chair"), f"/discussions/{opened}"
    confirm_everything(database, world.people["chair"], opened)
    assert "Still missing" not in chair.get(f"{page}/sign-off").text
    for kind in FindingKind:
        text = FindingText("voice", kind, "He was asked.")
        findings.add_finding(database, by=world.people["chair"], case_id=opened, text=text)
    asked = chair.get(f"{page}/sign-off").text
    assert "2 findings without a theme" in asked
    assert "1 finding without why it happened" in asked
    assert send(chair, f"{page}/sign-off", reason="All read it.").status_code == 303


def test_the_chair_says_why_a_record_is_signed_off_before_all_who_came_were_heard(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write_up(database, world, opened)
    confirm_everything(database, world.people["chair"], opened)
    chair, page = sign_in_as("chair"), f"/discussions/{opened}/sign-off"
    assert "Police, School and Social care came and may say until" in chair.get(page).text
    refused = send(chair, page)
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    assert state_of(database, world, opened) is CaseState.WRITTEN_UP
    assert send(chair, page, reason="The inspectors need it.").status_code == 303
    reader = sign_in_as("police lead")
    assert "The inspectors need it." in reader.get(f"/discussions/{opened}").text
    assert "The inspectors need it." in reader.get(f"/discussions/{opened}/record").text


@pytest.mark.parametrize("path", ["", "/sections/voice", "/room", "/room?section=voice"])
def test_a_signed_off_record_is_not_followed(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID, path: str
) -> None:
    write_up(database, world, opened)
    reader, page = sign_in_as("police lead"), f"/discussions/{opened}{path}"
    follow = f"/discussions/{opened}/changes?seen=0"
    if path:
        assert "reading.js" in reader.get(page).text
    assert reader.get(follow).get_json()["goes_on"] is True
    confirm_and_sign_off(database, world.people["chair"], opened)
    read = reader.get(page).text
    assert "reading.js" not in read
    assert 'http-equiv="refresh"' not in read
    assert reader.get(follow).get_json()["goes_on"] is False


def test_whoever_follows_hears_of_the_signing_off(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write_up(database, world, opened)
    reader, follow = sign_in_as("police lead"), f"/discussions/{opened}/changes?seen="
    seen = reader.get(f"{follow}0").get_json()["changes"]
    assert reader.get(f"{follow}{seen}").status_code == 204
    confirm_and_sign_off(database, world.people["chair"], opened)
    assert reader.get(f"{follow}{seen}").get_json()["goes_on"] is False
