"""The chair corrects a record that is signed off, one place at a time and with a reason."""

import re
from uuid import UUID

from app.db.engine import Database
from app.operations import discussions, findings, kept_texts
from app.operations.corrections import correct_record
from app.operations.findings import FindingText
from app.operations.versions import version_of
from audit_tools.entries import Edit
from audit_tools.places import FindingKind
from tests.app.discussions.cases import confirm_and_sign_off, write_up
from tests.app.discussions.conftest import SignInAs
from tests.app.page_forms import seen_on
from tests.app.visitors import send
from tests.world import World


def sign_off(database: Database, world: World, case: UUID) -> None:
    write_up(database, world, case)
    confirm_and_sign_off(database, world.people["chair"], case)


def test_the_chair_corrects_a_place_after_signing_off(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    sign_off(database, world, opened)
    chair, section = sign_in_as("chair"), f"/discussions/{opened}/sections/voice"
    overview = chair.get(f"/discussions/{opened}").text
    assert "Nobody replied" in overview
    assert "waits for" not in overview
    page = f"{section}/correct"
    assert f"{page}?place=voice/agreed" in chair.get(page).text
    fields = {"place": "voice/agreed", "seen": "good", "chosen": "inadequate"}
    refused = send(chair, page, **fields, reason="")
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    assert send(chair, page, **fields, reason="Heard too late").status_code == 303
    read = sign_in_as("police lead").get(section).text
    assert "Corrected after it was signed off" in read
    assert 'Agreed grade said: <span class="gt-as-typed">Good</span>' in read
    assert "Heard too late" in read
    assert "Correct something here" not in read


def test_what_was_corrected_meanwhile_is_shown_and_the_next_press_replaces_it(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    sign_off(database, world, opened)
    chair, page = sign_in_as("chair"), f"/discussions/{opened}/sections/voice/correct"
    began = {"place": "voice/why", "seen": "Seen."}
    send(chair, page, **began, after="Heard twice.", reason="Read again")
    mine = {"after": "Heard three times.", "reason": "Counted again"}
    late = send(chair, page, **began, **mine)
    assert late.status_code == 409
    assert "Somebody else has corrected this" in late.text
    main = late.text.split("<main")[1]
    stands = main.split("Stands there now</dt>")[1].split("</dd>")[0]
    assert "Heard twice." in stands
    assert "Heard three times.</textarea>" in main
    assert 'value="Counted again"' in main
    again = send(chair, page, place="voice/why", seen=seen_on(main), **mine)
    assert again.status_code == 303


def test_a_correction_says_what_stood_there_in_the_words_of_its_place(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    answers = {"overall.safer": "less-safe", "overall.improvement": "good"}
    edits = tuple(Edit(place, text, 0, place) for place, text in answers.items())
    discussions.save_record(database, by=world.people["chair"], case_id=opened, edits=edits)
    sign_off(database, world, opened)
    for place, after in (("overall.safer", "safer"), ("overall.improvement", "Listen earlier.")):
        correct_record(
            database,
            by=world.people["chair"],
            case_id=opened,
            place=place,
            seen=answers[place],
            after=after,
            reason="Read again",
        )
    text = sign_in_as("chair").get(f"/discussions/{opened}/sections/overall").text
    assert 'start of the period? said: <span class="gt-as-typed">Less safe</span>' in text
    assert 'important improvement? said: <span class="gt-as-typed">good</span>' in text


def test_corrections_are_asked_for_only_after_the_signing_off(
    sign_in_as: SignInAs, statements: list[str], opened: UUID
) -> None:
    sign_in_as("chair").get(f"/discussions/{opened}/sections/voice")
    assert not [one for one in statements if "FROM correction" in one]


def test_what_identifies_somebody_is_found_then_taken_out_and_only_that_is_said(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write_up(database, world, opened)
    edit = Edit("voice/why", "Jayden was asked.", 1, "named")
    taker, page = world.people["note-taker"], f"/discussions/{opened}/take-out"
    discussions.save_record(database, by=taker, case_id=opened, edits=(edit,))
    seen = {"voice/why": version_of("Jayden was asked.")}
    kept_texts.keep_texts(database, by=taker, case_id=opened, seen=seen)
    confirm_and_sign_off(database, world.people["chair"], opened)
    unit = sign_in_as("coordinator")
    assert page in unit.get(f"/discussions/{opened}").text
    assert "stand nowhere" in send(unit, page, passage="Kai", instead="the child").text
    found = send(unit, page, passage="Jayden", instead="the child")
    assert "<mark>Jayden</mark> was asked." in found.text
    assert send(unit, page, passage="Jayden", instead="the child", found="y").status_code == 303
    shown = unit.get(f"/discussions/{opened}/sections/voice").text
    assert "Something that could identify somebody was taken out on " in shown
    assert "The child was asked." in shown
    record = unit.get(f"/discussions/{opened}/record").text
    assert "Something that could identify somebody was taken out" in record
    assert "Jayden" not in shown + record


def test_a_finding_is_corrected_as_other_texts_are_and_nothing_is_offered_that_is_not_there(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    text = FindingText("voice", FindingKind.STRENGTH, "He was heard.", agencies=("police",))
    by = world.people["note-taker"]
    findings.add_finding(database, by=by, case_id=opened, text=text)
    sign_off(database, world, opened)
    chair, of_case = sign_in_as("chair"), f"/discussions/{opened}/findings"
    [link] = re.findall(r'href="([^"]+/sections/voice/correct[?][^"]+)"', chair.get(of_case).text)
    assert "He was heard." in chair.get(link).text
    page, place = link.split("?place=")
    fields = {"place": place, "seen": "He was heard.", "after": "He was heard twice."}
    assert send(chair, page, **fields, reason="Counted again").status_code == 303
    read = chair.get(f"/discussions/{opened}/sections/voice").text
    assert f"Finding {place[-1]} said: " in read
    assert "He was heard twice." in read
    offered = chair.get(page).text.split("<main")[1]
    labels = re.findall(r'place=[^"]+">([^<]+)</a>', offered)
    assert len(labels) == len(set(labels))
    assert "nothing" not in offered
    overall = chair.get(f"/discussions/{opened}/sections/overall/correct").text
    assert "a different view" not in overall
