"""Before a discussion is open: the list, closing the returns, reading to prepare, the opening."""

from uuid import UUID

import pytest

from app.db.engine import Database
from app.operations import knowing
from audit_tools.cases import CaseState
from tests.app.discussions.cases import GIVEN, make_case, state_of
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import send
from tests.world import World, return_mark

IN_THE_OTHERS = return_mark(CaseState.PREPARED, "police")


def main_of(text: str) -> str:
    """A page without what stands on top of every page, such as an immediate concern."""
    return text.split("<main")[1]


@pytest.mark.parametrize(
    ("who", "numbers"),
    [
        # Withdrawn and signed-off cases are not among those under way.
        ("chair", {1, 2, 3, 4}),
        ("note-taker", {1, 2, 3, 4}),
        ("coordinator", {1, 2, 3, 4}),
        ("chair who leads social care", {1, 2, 3, 4}),
        # Before the opening there is no discussion for these.
        ("core group", {3, 4}),
        ("police lead", {3, 4}),
        ("police practitioner", {3, 4}),
        ("other chair", set()),
        ("conflicted chair", set()),
        ("police colleague", set()),
        ("housing lead", set()),
    ],
)
def test_the_list_holds_what_is_the_persons_and_no_more(
    who: str, numbers: set[int], sign_in_as: SignInAs
) -> None:
    text = main_of(sign_in_as(who).get("/discussions").text)
    assert {n for n in range(1, 7) if f"SYV25-0{n}" in text} == numbers


def test_discussions_signed_off_have_a_list_of_their_own(sign_in_as: SignInAs) -> None:
    text = main_of(sign_in_as("police lead").get("/discussions/signed-off").text)
    assert "SYV25-05" in text
    assert "SYV25-03" not in text


def test_a_case_is_spoken_of_by_its_number_in_the_title(sign_in_as: SignInAs, world: World) -> None:
    case = world.cases[CaseState.PREPARED]
    text = sign_in_as("chair").get(f"/discussions/{case}").text
    title = text.split("<title>")[1].split("</title>")[0]
    assert "Case 2 of" in title
    assert "SYV25" not in title


def test_returns_that_are_out_are_closed_with_a_reason(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    out = make_case(database, world, CaseState.WAITING, out=("school",), reference="SYV25-41")
    client, page = sign_in_as("chair"), f"/discussions/{out}"
    assert "1 of 3 returns is still to come." in client.get(page).text
    refused = send(client, f"{page}/close-returns", reason="")
    assert refused.status_code == 422
    assert "Give a reason for closing without." in refused.text
    assert state_of(database, world, out) is CaseState.WAITING
    closed = send(client, f"{page}/close-returns", reason="The school has moved.")
    assert closed.status_code == 303
    assert state_of(database, world, out) is CaseState.PREPARED
    assert "The returns were closed with " in client.get(page).text


def test_who_closes_the_returns_reads_who_has_not_said_whether_the_child_is_known(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    case = world.cases[CaseState.WAITING]
    client, page = sign_in_as("chair"), f"/discussions/{case}"
    assert "not said yet" not in client.get(page).text
    knowing.ask_agencies(
        database,
        by=world.people["coordinator"],
        audit_id=world.audit,
        agencies=frozenset({"housing"}),
    )
    text = " ".join(client.get(page).text.split())
    assert "Housing has not said yet whether the child is known to them." in text


def test_the_note_taker_is_not_offered_to_close_returns(sign_in_as: SignInAs, world: World) -> None:
    page = sign_in_as("note-taker").get(f"/discussions/{world.cases[CaseState.WAITING]}")
    assert "close-returns" not in page.text
    assert "The chair or the Business Unit closes them." in page.text


def test_the_returns_are_read_only_once_the_reading_is_recorded(
    sign_in_as: SignInAs, case: UUID
) -> None:
    client, page = sign_in_as("note-taker"), f"/discussions/{case}"
    before = client.get(f"{page}/returns")
    assert (before.status_code, before.location) == (303, page)
    assert send(client, f"{page}/reading").location == f"{page}/returns"
    shown = client.get(f"{page}/returns?section=identification").text
    assert GIVEN["school"]["identification/development/1"] in shown
    assert GIVEN["police"]["identification/strength/1"] in shown


def test_what_only_the_lead_is_asked_is_nobody_elses_silence(
    sign_in_as: SignInAs, case: UUID
) -> None:
    client, page = sign_in_as("chair"), f"/discussions/{case}"
    send(client, f"{page}/reading")
    text = main_of(client.get(f"{page}/returns?section=details").text)
    assert "Wrote nothing here" not in text
    assert "o grade given" not in text


def test_a_new_sign_in_records_its_own_reading(sign_in_as: SignInAs, case: UUID) -> None:
    first = sign_in_as("note-taker")
    send(first, f"/discussions/{case}/reading")
    second = sign_in_as("note-taker")
    assert second.get(f"/discussions/{case}/returns").status_code == 303


def test_who_answers_for_an_agency_is_told_why_they_wait(
    sign_in_as: SignInAs, world: World
) -> None:
    client = sign_in_as("chair who leads social care")
    page = f"/discussions/{world.cases[CaseState.PREPARED]}"
    text = client.get(page).text
    assert "You answer for Social care about this child" in text
    assert "Read the returns" not in text
    assert send(client, f"{page}/reading").status_code == 403
    assert client.get(f"{page}/returns").status_code == 403


@pytest.mark.parametrize("state", [CaseState.WAITING, CaseState.PREPARED])
@pytest.mark.parametrize("who", ["police lead", "police practitioner", "school practitioner"])
def test_an_agency_reads_one_sentence_before_the_opening_in_every_state(
    who: str, state: CaseState, sign_in_as: SignInAs, world: World
) -> None:
    """Neither the state of others nor whether the returns are closed shows in it."""
    page = sign_in_as(who).get(f"/discussions/{world.cases[state]}")
    assert page.status_code == 403
    assert "Until it is, each agency answers separately." in page.text


def test_the_opening_says_in_one_sentence_what_cannot_be_undone(
    sign_in_as: SignInAs, database: Database, world: World, case: UUID
) -> None:
    client, page = sign_in_as("chair"), f"/discussions/{case}/open"
    asked = client.get(page)
    assert "This cannot be undone" in asked.text
    assert state_of(database, world, case) is CaseState.PREPARED
    assert send(client, page).status_code == 303
    assert state_of(database, world, case) is CaseState.OPEN
    assert client.get(page).status_code == 303
    assert send(client, page).status_code == 403


def test_no_page_before_the_opening_holds_a_return(sign_in_as: SignInAs, world: World) -> None:
    page = f"/discussions/{world.cases[CaseState.PREPARED]}"
    for who in ("chair", "coordinator", "chair who leads social care"):
        for path in (page, f"{page}/open", f"{page}/sections/voice", f"{page}/findings"):
            assert IN_THE_OTHERS not in sign_in_as(who).get(path).text
