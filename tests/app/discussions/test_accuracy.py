"""Those who were there say whether the record is accurate, and read what came of it."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.models.discussions import AttendanceRow
from app.operations import discussions
from audit_tools.discussions import Came
from audit_tools.entries import Edit
from tests.app.discussions.cases import confirm_everything, write_up
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import send
from tests.changes import changing
from tests.world import TOOL, World


@pytest.fixture
def written(database: Database, world: World, opened: UUID) -> UUID:
    write_up(database, world, opened)
    return opened


def page_of(case: UUID) -> str:
    return f"/discussions/{case}/accuracy"


def ask(police: FlaskClient, case: UUID, text: str) -> TestResponse:
    """Say that something of the record should be corrected."""
    page = page_of(case)
    return send(police, page, agency="police", word="correct", text=text)


def settling_on(page: str) -> str:
    return page.split('name="police-seen" value="')[1].split('"')[0]


def test_who_was_there_says_whether_the_record_is_accurate(
    sign_in_as: SignInAs, written: UUID
) -> None:
    police, page = sign_in_as("police lead"), page_of(written)
    assert "To read for accuracy; then the chair signs it off" in police.get("/discussions").text
    assert "Not yet heard from Police, School and Social care." in police.get(page).text
    refused = ask(police, written, "")
    assert refused.status_code == 422
    assert 'href="#text"' in refused.text
    assert ask(police, written, "It was two visits.").status_code == 303
    chair = sign_in_as("chair")
    assert "It was two visits." in chair.get(page).text
    assert "Not yet heard from School and Social care." in chair.get(page).text
    overview = chair.get(f"/discussions/{written}").text
    assert "1 replied; 1 asked for a correction; 1 of them still open; waits for" in overview


def test_who_answers_for_an_agency_that_came_is_asked_on_their_first_page_until_it_replied(
    sign_in_as: SignInAs, written: UUID
) -> None:
    lead, asked = sign_in_as("police lead"), f'href="{page_of(written)}"'
    for person in (lead, sign_in_as("police deputy")):
        assert asked in person.get("/returns").text
    for who in ("police colleague", "housing lead"):
        assert asked not in sign_in_as(who).get("/returns").text
    ask(lead, written, "It was two visits.")
    assert asked not in lead.get("/returns").text


def test_an_agency_that_did_not_come_is_asked_nothing(
    sign_in_as: SignInAs, database: Database, world: World, written: UUID
) -> None:
    with changing(database, world) as session:
        session.execute(update(AttendanceRow).values(came=Came.APOLOGIES.value))
    assert page_of(written) not in sign_in_as("police lead").get("/returns").text


def test_once_it_is_signed_off_nobody_is_asked_any_more(
    sign_in_as: SignInAs, database: Database, world: World, written: UUID
) -> None:
    confirm_everything(database, world.people["chair"], written)
    early = "All of them read it in the room."
    discussions.sign_off(database, by=world.people["chair"], case_id=written, reason=early)
    police = sign_in_as("police lead")
    assert page_of(written) not in police.get("/returns").text
    text = police.get(page_of(written)).text
    assert "The chair signed it off on" in text
    assert "Nobody replied." in text
    assert "Replies are asked for" not in text


def test_who_asked_for_a_correction_reads_what_became_of_it_and_signing_off_waits_for_it(
    sign_in_as: SignInAs, database: Database, world: World, written: UUID
) -> None:
    confirm_everything(database, world.people["chair"], written)
    police, page = sign_in_as("police lead"), page_of(written)
    ask(police, written, "It was two visits.")
    assert "Nobody has said yet what became of it." in police.get(page).text
    assert "police-settled" not in police.get(page).text
    chair, sign_off = sign_in_as("chair"), f"/discussions/{written}/sign-off"
    for asked in (chair.get(sign_off), send(chair, sign_off)):
        main = asked.text.split("<main")[1]
        assert "One correction that was asked for is still open." in main
        assert f'href="{page}"' in main
        assert "<form" not in main
    notes = sign_in_as("note-taker")
    answer = {"agency": "police", "police-seen": settling_on(notes.get(page).text)}
    for wrong, place in (({}, "police-settled"), ({"police-settled": "not-made"}, "police-reason")):
        refused = send(notes, f"{page}/settled", **answer, **wrong)
        assert refused.status_code == 422
        assert f'href="#{place}"' in refused.text
    settled = {"police-settled": "not-made", "police-reason": "The second was a call."}
    assert send(notes, f"{page}/settled", **answer, **settled).status_code == 303
    text = " ".join(police.get(page).text.split())
    assert "<strong>Not made</strong>, because:" in text
    assert "The second was a call." in text
    assert "still open" not in chair.get(f"/discussions/{written}").text
    assert "Sign off and lock" in chair.get(sign_off).text


def test_what_became_of_a_correction_is_not_said_of_a_text_that_was_not_read(
    sign_in_as: SignInAs, written: UUID
) -> None:
    police, page = sign_in_as("police lead"), page_of(written)
    ask(police, written, "It was two visits.")
    chair = sign_in_as("chair")
    answer = {"agency": "police", "police-settled": "made"}
    began = settling_on(chair.get(page).text)
    ask(police, written, "It was three visits.")
    late = send(chair, f"{page}/settled", **answer, **{"police-seen": began})
    assert late.status_code == 409
    assert "has replied again" in late.text
    assert "It was three visits." in late.text
    again = {"police-seen": settling_on(late.text), "police-reason": "It says three now."}
    assert send(chair, f"{page}/settled", **answer, **again).status_code == 303


def test_a_correction_counts_as_made_once_something_was_changed_or_it_is_said_how(
    sign_in_as: SignInAs, database: Database, world: World, written: UUID
) -> None:
    police, chair, page = sign_in_as("police lead"), sign_in_as("chair"), page_of(written)
    ask(police, written, f"{TOOL.section('voice').title}: tell the mother of Jayden.")
    shown = chair.get(page).text
    assert f'href="/discussions/{written}/sections/voice"' in shown
    assert "This may be somebody&#39;s name." in shown
    assert "Nothing in the record has changed since this was asked for." in shown
    answer = {"agency": "police", "police-settled": "made", "police-seen": settling_on(shown)}
    refused = send(chair, f"{page}/settled", **answer)
    assert refused.status_code == 422
    # Yes takes a word here too, so the box asks for both.
    for asking in (shown, refused.text):
        assert "How, or why not" in asking
        assert "If not, why" not in asking
    edit = Edit("voice/why", "Heard twice.", 1, "changed")
    by = world.people["note-taker"]
    discussions.save_record(database, by=by, case_id=written, edits=(edit,))
    changed = chair.get(page).text
    assert "Nothing in the record has changed" not in changed
    assert "If not, why" in changed
    assert send(chair, f"{page}/settled", **answer).status_code == 303


def test_how_a_correction_was_made_is_no_reason_for_it(sign_in_as: SignInAs, written: UUID) -> None:
    police, chair, page = sign_in_as("police lead"), sign_in_as("chair"), page_of(written)
    ask(police, written, "It was two visits.")
    answer = {"agency": "police", "police-settled": "made"}
    seen = {"police-seen": settling_on(chair.get(page).text), "police-reason": "It says so."}
    assert send(chair, f"{page}/settled", **answer, **seen).status_code == 303
    assert "<strong>Made</strong>: <span" in " ".join(police.get(page).text.split())
