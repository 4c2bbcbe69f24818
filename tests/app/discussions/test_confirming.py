"""The pages on which the chair confirms what was typed."""

from uuid import UUID

from app.db.discussions import read_discussion
from app.db.engine import Database
from app.operations import discussions
from app.web.saving import base_of
from audit_tools.entries import Edit, Entry
from tests.app.discussions.cases import agree_everything, confirm_everything, note_everybody
from tests.app.discussions.conftest import SignInAs
from tests.app.discussions.sending import SCRIPT, save, section
from tests.app.page_forms import read_form
from tests.app.visitors import send
from tests.world import World


def write(database: Database, world: World, case: UUID, text: str, base: int = 0) -> None:
    edit = Edit("voice/why", text, base, text)
    discussions.save_record(database, by=world.people["note-taker"], case_id=case, edits=(edit,))


def confirmed(database: Database, world: World, case: UUID) -> set[str]:
    with database.reading() as session:
        held = read_discussion(session, world.people["chair"], case)
    return set(held.on_file.confirmed) - set(held.unconfirmed)


def test_one_press_on_the_section_saves_and_confirms_it_and_goes_on(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    chair, page = sign_in_as("chair"), section(opened, "voice")
    assert "Confirm as typed" in chair.get(page).text
    typed = {"voice/agreed": "good", "voice/why": "Seen by all."}
    answer = save(chair, page, typed, then="confirm")
    assert answer.status_code == 303
    assert not answer.headers["Location"].endswith("/voice")
    assert confirmed(database, world, opened) == {"voice"}
    assert "Confirmed by the chair, " in chair.get(page).text


def test_a_change_says_at_once_that_it_is_no_longer_confirmed(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write(database, world, opened, "Seen.")
    confirm_everything(database, world.people["chair"], opened)
    taker, page = sign_in_as("note-taker"), section(opened, "voice")
    assert "Confirmed by the chair, " in taker.get(page).text
    assert "Confirm as typed" not in taker.get(page).text
    bases = {"voice/why": base_of(Entry("Seen.", 1))}
    answer = save(taker, page, {"voice/why": "Heard."}, bases, script=True)
    assert answer.get_json()["confirmed"] == "Changed since the chair confirmed it"
    assert "Changed since the chair confirmed it" in taker.get(page).text
    follow = f"/discussions/{opened}/changes?seen=0&section=voice"
    heard = sign_in_as("chair").get(follow, headers=SCRIPT).get_json()
    assert heard["confirmed"] == "Changed since the chair confirmed it"
    overview = sign_in_as("police lead").get(f"/discussions/{opened}").text
    assert "changed since the chair confirmed it" in overview


def test_what_a_colleague_changed_meanwhile_is_shown_and_not_confirmed(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write(database, world, opened, "Seen.")
    bases = {"voice/why": base_of(Entry("Seen.", 1)), "voice/action": base_of(None)}
    write(database, world, opened, "Heard.", 1)
    chair = sign_in_as("chair")
    typed = {"voice/why": "Seen.", "voice/action": "Ask."}
    answer = save(chair, section(opened, "voice"), typed, bases, then="confirm")
    assert answer.status_code == 409
    assert "Read it again, then confirm it." in answer.text
    assert "Heard.</textarea>" in answer.text
    assert confirmed(database, world, opened) == set()


def test_the_chair_reads_all_that_is_left_and_confirms_it_with_one_press(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    agree_everything(database, world, opened)
    note_everybody(database, world, opened)
    chair, page = sign_in_as("chair"), f"/discussions/{opened}/confirm"
    overview = chair.get(f"/discussions/{opened}").text
    assert "You have still to confirm what was typed" in overview
    assert "sign-off" not in overview
    signing_off = chair.get(f"/discussions/{opened}/sign-off").text
    assert "Confirm what was typed before you sign off: Voice" in signing_off
    assert page in signing_off

    shown = chair.get(page).text
    assert shown.count(">Seen.<") == len(agreed_sections(database, world, opened))
    form = {name: values[0] for name, values in read_form(shown).items()}
    answer = send(chair, page, **form)

    assert answer.status_code == 303
    assert "Everything that is written is confirmed." in chair.get(page).text
    assert f"/discussions/{opened}/sign-off" in chair.get(f"/discussions/{opened}").text


def agreed_sections(database: Database, world: World, case: UUID) -> tuple[str, ...]:
    with database.reading() as session:
        return read_discussion(session, world.people["chair"], case).unconfirmed


def test_what_was_written_after_the_page_was_opened_is_shown_before_it_is_confirmed(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write(database, world, opened, "Seen.")
    chair, page = sign_in_as("chair"), f"/discussions/{opened}/confirm"
    form = {name: values[0] for name, values in read_form(chair.get(page).text).items()}
    write(database, world, opened, "Heard.", 1)
    answer = send(chair, page, **form)
    assert answer.status_code == 409
    assert "Heard." in answer.text
    assert confirmed(database, world, opened) == set()
    again = {name: values[0] for name, values in read_form(answer.text).items()}
    assert send(chair, page, **again).status_code == 303


def test_two_texts_in_one_place_are_settled_before_the_rest_is_confirmed(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write(database, world, opened, "Seen.")
    write(database, world, opened, "Heard.")
    chair, page = sign_in_as("chair"), f"/discussions/{opened}/confirm"
    shown = chair.get(page).text
    assert "First choose which text stays" in shown
    assert "Confirm all that is left</button>" not in shown
    answer = save(chair, section(opened, "voice"), {"voice/action": "Ask."}, then="confirm")
    assert answer.status_code == 409
    assert confirmed(database, world, opened) == set()


def test_who_only_reads_is_told_what_is_not_confirmed_and_has_no_page_for_it(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write(database, world, opened, "Seen.")
    taker = sign_in_as("note-taker")
    overview = taker.get(f"/discussions/{opened}").text
    assert "The chair has still to confirm what was typed: Voice" in overview
    assert "/confirm" not in overview
    assert taker.get(f"/discussions/{opened}/confirm").status_code == 403
    reading = sign_in_as("police lead").get(section(opened, "voice")).text
    assert "Not confirmed yet" in reading
