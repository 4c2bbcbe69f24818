"""Who came, the write-up, the signing off, and how much the pages ask of the database."""

import re
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.discussions import read_case
from app.db.engine import Database
from app.db.models.cases import InvolvementRow
from app.db.models.schedule import InvitedRow
from app.operations import discussions, findings
from app.operations.appointments import declare_conflict
from app.operations.corrections import correct_record
from app.operations.findings import FindingText
from audit_tools.cases import CaseState, Known
from audit_tools.entries import Edit
from audit_tools.invitations import Invited, Reply
from audit_tools.places import FindingKind
from tests.app.discussions.cases import (
    GIVEN,
    agree_everything,
    confirm_and_sign_off,
    confirm_everything,
    make_case,
    note_everybody,
)
from tests.app.discussions.conftest import SignInAs
from tests.app.page_forms import seen_on
from tests.app.visitors import send
from tests.world import TOOL, World


def state_of(database: Database, world: World, case: UUID) -> CaseState:
    with database.reading() as session:
        return read_case(session, world.people["chair"], case).case.case.state


def note(client: FlaskClient, page: str, **came: str) -> TestResponse:
    """Send who came from the page as it is loaded now."""
    return send(client, page, page, seen=seen_on(client.get(page).text), **came)


def test_who_came_is_noted_and_shown_to_the_people_of_the_case(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    client, page = sign_in_as("note-taker"), f"/discussions/{opened}/attendance"
    came = {"came:police": "yes", "came:school": "apologies"}
    assert note(client, page, **came).status_code == 303
    assert "Police came." in client.get(f"/discussions/{opened}").text
    read = sign_in_as("core group").get(page).text
    assert "sent apologies" in read
    assert "<form" not in read.split("<main")[1]


def test_who_came_is_not_written_over_by_somebody_who_has_not_seen_it(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    page = f"/discussions/{opened}/attendance"
    chair, note_taker = sign_in_as("chair"), sign_in_as("note-taker")
    began = seen_on(chair.get(page).text)
    note(note_taker, page, **{"came:police": "yes", "came:school": "no"})

    late = {"came:police": "yes", "came:school": "yes"}
    answer = send(chair, page, page, seen=began, **late)

    assert answer.status_code == 409
    assert "Somebody else has changed this" in answer.text
    assert answer.text.count("Stands now: did not come.") == 1
    assert 'value="yes" checked' in answer.text.split('id="came-school-yes"')[1][:60]
    assert "Police came." in chair.get(f"/discussions/{opened}").text
    # Sent again from the page that shows both, it is a choice between them.
    again = send(chair, page, page, seen=seen_on(answer.text), **late)
    assert again.status_code == 303
    assert "Police and School came." in chair.get(f"/discussions/{opened}").text


def test_the_record_says_that_the_chairs_own_service_is_asked_too(
    sign_in_as: SignInAs, world: World, database: Database
) -> None:
    case = world.cases[CaseState.OPEN]
    said = "own service is asked about this case too: Social care."
    assert said in sign_in_as("police lead").get(f"/discussions/{case}").text
    declare_conflict(database, by=world.people["chair who leads social care"], case_id=case)
    assert "own service" not in sign_in_as("chair").get(f"/discussions/{case}").text


def expect(database: Database, world: World, case: UUID, agency: str, invited: Invited) -> None:
    """Somebody of an agency is expected, and has replied."""
    with database.writing() as session:
        session.info["history_recorded"] = True
        session.add(
            InvitedRow(
                partnership_id=world.partnership,
                case_id=case,
                agency=agency,
                name=invited.name,
                reply=invited.reply.value,
                stand_in=invited.stand_in,
                number=1,
            )
        )
        session.commit()


def chosen(page: str) -> list[str]:
    """What is chosen of each agency: ``came-police-yes``."""
    return re.findall(r'id="(came-[\w-]+)"[^>]* checked', page)


def test_who_replied_is_suggested_and_came_only_once_somebody_saves_it(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    expect(database, world, opened, "police", Invited("Ann Green", Reply.COMING))
    expect(database, world, opened, "school", Invited("Sue Head", Reply.APOLOGIES))
    expect(database, world, opened, "social-care", Invited("Ben Hall"))
    taker, page = sign_in_as("note-taker"), f"/discussions/{opened}/attendance"
    shown = taker.get(page).text
    assert chosen(shown) == ["came-police-yes", "came-school-apologies"]
    assert "Ann Green, coming" in shown
    assert "Nothing is saved before" in shown
    # who only reads finds nothing but what is noted
    read = sign_in_as("core group").get(page).text
    assert "Ann Green" not in read
    assert read.count("not noted") == 3
    assert "came." not in taker.get(f"/discussions/{opened}").text
    note(taker, page, **{"came:police": "no", "came:school": "yes"})
    shown = taker.get(page).text
    assert chosen(shown) == ["came-police-no", "came-school-yes"]
    assert "Nothing is saved before" not in shown


def test_an_agency_that_does_not_know_the_child_stands_there_only_if_it_is_expected_or_came(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    with database.writing() as session:
        session.info["history_recorded"] = True
        of = {"partnership_id": world.partnership, "case_id": opened}
        session.add(InvolvementRow(**of, agency="housing", known=Known.NOT_KNOWN.value))
        session.commit()
    chair, page = sign_in_as("chair"), f"/discussions/{opened}/attendance"
    assert "came:housing" not in chair.get(page).text
    expect(database, world, opened, "housing", Invited("Hal Home"))
    assert "came:housing" in chair.get(page).text
    assert "Housing" not in sign_in_as("core group").get(page).text
    note(chair, page, **{"came:housing": "yes"})
    assert "Housing" in sign_in_as("core group").get(page).text


def test_an_unknown_word_for_who_came_is_refused(sign_in_as: SignInAs, opened: UUID) -> None:
    page = f"/discussions/{opened}/attendance"
    answer = send(sign_in_as("chair"), page, page, **{"came:police": "perhaps"})
    assert answer.status_code == 422
    assert "Choose Yes, No or Apologies." in answer.text


def test_the_last_page_asks_what_changed_for_the_child(sign_in_as: SignInAs, opened: UUID) -> None:
    text = sign_in_as("chair").get(f"/discussions/{opened}/sections/overall").text
    for question in TOOL.panel_section.questions if TOOL.panel_section else ():
        assert question.text.replace("'", "&#39;") in text
    assert "Agreed grade" in text


def test_what_is_left_to_agree_is_said_with_the_way_to_it(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    text = sign_in_as("chair").get(f"/discussions/{opened}").text
    assert "11 of 11 sections still to be agreed." in text
    assert f"/discussions/{opened}/sections/identification" in text
    assert "You can sign off once every section is agreed." in text


def test_the_chair_signs_off_on_the_page_and_others_are_not_offered_to(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    agree_everything(database, world, opened)
    note_everybody(database, world, opened)
    taker, chair, page = sign_in_as("note-taker"), sign_in_as("chair"), f"/discussions/{opened}"
    assert "Sign off" not in taker.get(page).text
    assert send(taker, f"{page}/write-up", page).status_code == 303
    assert "The chair signs it off." in taker.get(page).text
    assert send(taker, f"{page}/sign-off", page).status_code == 403
    confirm_everything(database, world.people["chair"], opened)
    assert f"{page}/sign-off" in chair.get(page).text
    assert "cannot be undone" in chair.get(f"{page}/sign-off").text
    assert state_of(database, world, opened) is CaseState.WRITTEN_UP
    assert send(chair, f"{page}/sign-off", page, reason="All read it.").status_code == 303
    assert state_of(database, world, opened) is CaseState.AGREED
    assert "Signed off and locked on" in chair.get(page).text


def test_signing_off_too_early_says_what_is_left(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    page = f"/discussions/{opened}"
    answer = send(sign_in_as("chair"), f"{page}/sign-off", page)
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
    assert send(chair, f"{page}/sign-off", page, reason="All read it.").status_code == 303


# --- What the pages ask of the database ---


def count(client: FlaskClient, statements: list[str], path: str) -> int:
    client.get(path)
    statements.clear()
    assert client.get(path).status_code == 200
    return len(statements)


def test_the_list_asks_the_same_however_many_cases_there_are(
    sign_in_as: SignInAs, database: Database, world: World, statements: list[str]
) -> None:
    client = sign_in_as("chair")
    before = count(client, statements, "/discussions")
    for number in range(5):
        make_case(database, world, CaseState.WAITING, reference=f"SYV25-5{number}")
    assert count(client, statements, "/discussions") == before


@pytest.mark.parametrize("path", ["", "/sections/voice", "/findings", "/attendance"])
def test_a_discussion_asks_the_same_however_much_was_written(
    path: str, sign_in_as: SignInAs, database: Database, world: World, statements: list[str]
) -> None:
    client = sign_in_as("chair")
    few = make_case(database, world, given={"police": {}}, reference="SYV25-60")
    many = make_case(database, world, given=GIVEN, reference="SYV25-61")
    counts = []
    for case in (few, many):
        discussions.open_discussion(database, by=world.people["chair"], case_id=case)
        counts.append(count(client, statements, f"/discussions/{case}{path}"))
    assert counts[0] == counts[1]


def test_following_asks_little(sign_in_as: SignInAs, opened: UUID, statements: list[str]) -> None:
    client = sign_in_as("chair")
    address = f"/discussions/{opened}/changes?section=voice&seen=0"
    client.get(address)
    statements.clear()
    assert client.get(address).status_code == 204
    assert len(statements) <= 12, statements
    assert not any("FROM entry" in statement for statement in statements)


# --- Who said something where ---


def test_each_silence_is_marked_with_its_reason(sign_in_as: SignInAs, opened: UUID) -> None:
    text = sign_in_as("chair").get(f"/discussions/{opened}").text
    table = text[text.index("gt-map") :]
    row = table[table.index(TOOL.section("identification").title) :].split("</tr>")[0]
    for words in ("Good", "Inadequate", "not our part"):
        assert f'<span class="govuk-visually-hidden">{words}</span>' in row


def test_who_is_silent_throughout_is_named(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    given = {"police": GIVEN["police"], "school": GIVEN["school"]}
    case = make_case(
        database, world, CaseState.WAITING, given, out=("school",), reference="SYV25-7"
    )
    chair = world.people["chair"]
    discussions.close_returns(database, by=chair, case_id=case, reason="Half-term")
    discussions.open_discussion(database, by=chair, case_id=case)
    client = sign_in_as("chair")
    assert "School said nothing anywhere." in client.get(f"/discussions/{case}").text
    edit = Edit("voice/said/school", "He walks home alone.", 0, "said")
    discussions.save_record(database, by=chair, case_id=case, edits=(edit,))
    assert "said nothing anywhere" not in client.get(f"/discussions/{case}").text


def test_a_record_is_written_up_once_all_is_agreed_and_it_is_noted_who_came_to_read_it(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    notes, page = sign_in_as("note-taker"), f"/discussions/{opened}"
    early = send(notes, f"{page}/write-up", page)
    assert early.status_code == 403
    assert "still to be agreed. First:" in early.text
    agree_everything(database, world, opened)
    assert "Note who came</a> first." in notes.get(page).text
    assert f"{page}/write-up" not in notes.get(page).text
    refused = send(notes, f"{page}/write-up", page)
    assert refused.status_code == 403
    assert "Note who came first. Not noted yet:" in refused.text
    note_everybody(database, world, opened)
    assert send(notes, f"{page}/write-up", page).status_code == 303
    assert "Note who came</a> first." not in notes.get(page).text


def test_who_came_is_noted_and_sections_are_left_so_the_page_says_what_is_waited_for(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    note_everybody(database, world, opened)
    text = sign_in_as("note-taker").get(f"/discussions/{opened}").text
    assert "You can say that it is written up once every section is agreed." in text


# --- Accuracy, and corrections ---


def write_up(database: Database, world: World, case: UUID) -> None:
    note_everybody(database, world, case)
    agree_everything(database, world, case)
    discussions.write_up(database, by=world.people["chair"], case_id=case)


def test_who_was_there_says_whether_the_record_is_accurate(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write_up(database, world, opened)
    police, page = sign_in_as("police lead"), f"/discussions/{opened}/accuracy"
    assert "To read for accuracy; then the chair signs it off" in police.get("/discussions").text
    assert "Not yet heard from Police, School and Social care." in police.get(page).text
    refused = send(police, page, page, agency="police", word="correct", text="")
    assert refused.status_code == 422
    assert 'href="#text"' in refused.text
    sent = send(police, page, page, agency="police", word="correct", text="It was two visits.")
    assert sent.status_code == 303
    chair = sign_in_as("chair")
    assert "It was two visits." in chair.get(page).text
    assert "Not yet heard from School and Social care." in chair.get(page).text
    overview = chair.get(f"/discussions/{opened}").text
    assert "1 replied; 1 asked for a correction; 1 of them still open; waits for" in overview


def test_who_asked_for_a_correction_reads_what_became_of_it_and_signing_off_waits_for_it(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write_up(database, world, opened)
    confirm_everything(database, world.people["chair"], opened)
    police, page = sign_in_as("police lead"), f"/discussions/{opened}/accuracy"
    send(police, page, page, agency="police", word="correct", text="It was two visits.")
    assert "Nobody has said yet what became of it." in police.get(page).text
    assert "police-settled" not in police.get(page).text
    chair, sign_off = sign_in_as("chair"), f"/discussions/{opened}/sign-off"
    for asked in (chair.get(sign_off), send(chair, sign_off)):
        main = asked.text.split("<main")[1]
        assert "One correction that was asked for is still open." in main
        assert f'href="{page}"' in main
        assert "<form" not in main
    notes = sign_in_as("note-taker")
    answer = {"agency": "police", "police-seen": settling_on(notes.get(page).text)}
    for wrong, place in (({}, "police-settled"), ({"police-settled": "not-made"}, "police-reason")):
        refused = send(notes, f"{page}/settled", page, **answer, **wrong)
        assert refused.status_code == 422
        assert f'href="#{place}"' in refused.text
    settled = {"police-settled": "not-made", "police-reason": "The second was a call."}
    assert send(notes, f"{page}/settled", page, **answer, **settled).status_code == 303
    text = " ".join(police.get(page).text.split())
    assert "<strong>Not made</strong>, because:" in text
    assert "The second was a call." in text
    assert "still open" not in chair.get(f"/discussions/{opened}").text
    assert "Sign off and lock" in chair.get(sign_off).text


def test_what_became_of_a_correction_is_not_said_of_a_text_that_was_not_read(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write_up(database, world, opened)
    police, page = sign_in_as("police lead"), f"/discussions/{opened}/accuracy"
    ask = {"agency": "police", "word": "correct"}
    send(police, page, page, **ask, text="It was two visits.")
    chair = sign_in_as("chair")
    answer = {"agency": "police", "police-settled": "made"}
    began = settling_on(chair.get(page).text)
    send(police, page, page, **ask, text="It was three visits.")
    late = send(chair, f"{page}/settled", page, **answer, **{"police-seen": began})
    assert late.status_code == 409
    assert "has replied again" in late.text
    assert "It was three visits." in late.text
    again = {"police-seen": settling_on(late.text)}
    assert send(chair, f"{page}/settled", page, **answer, **again).status_code == 303


def test_the_chair_says_why_a_record_is_signed_off_before_all_who_came_were_heard(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write_up(database, world, opened)
    confirm_everything(database, world.people["chair"], opened)
    chair, page = sign_in_as("chair"), f"/discussions/{opened}/sign-off"
    assert "Police, School and Social care came and may say until" in chair.get(page).text
    refused = send(chair, page, page)
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    assert state_of(database, world, opened) is CaseState.WRITTEN_UP
    assert send(chair, page, page, reason="The inspectors need it.").status_code == 303
    reader = sign_in_as("police lead")
    assert "The inspectors need it." in reader.get(f"/discussions/{opened}").text
    assert "The inspectors need it." in reader.get(f"/discussions/{opened}/record").text


def settling_on(page: str) -> str:
    return page.split('name="police-seen" value="')[1].split('"')[0]


def test_the_chair_corrects_a_place_after_signing_off(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write_up(database, world, opened)
    confirm_and_sign_off(database, world.people["chair"], opened)
    chair, section = sign_in_as("chair"), f"/discussions/{opened}/sections/voice"
    overview = chair.get(f"/discussions/{opened}").text
    assert "Nobody replied" in overview
    assert "waits for" not in overview
    page = f"{section}/correct"
    assert f"{page}?place=voice/agreed" in chair.get(page).text
    fields = {"place": "voice/agreed", "seen": "good", "chosen": "inadequate"}
    refused = send(chair, page, page, **fields, reason="")
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    assert send(chair, page, page, **fields, reason="Heard too late").status_code == 303
    read = sign_in_as("police lead").get(section).text
    assert "Corrected after it was signed off" in read
    assert 'Agreed grade said: <span class="gt-as-typed">Good</span>' in read
    assert "Heard too late" in read
    assert "Correct something here" not in read


def sign_off(database: Database, world: World, case: UUID) -> None:
    write_up(database, world, case)
    confirm_and_sign_off(database, world.people["chair"], case)


def test_what_was_corrected_meanwhile_is_shown_and_the_next_press_replaces_it(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    sign_off(database, world, opened)
    chair, page = sign_in_as("chair"), f"/discussions/{opened}/sections/voice/correct"
    began = {"place": "voice/why", "seen": "Seen."}
    send(chair, page, page, **began, after="Heard twice.", reason="Read again")
    mine = {"after": "Heard three times.", "reason": "Counted again"}
    late = send(chair, page, page, **began, **mine)
    assert late.status_code == 409
    assert "Somebody else has corrected this" in late.text
    main = late.text.split("<main")[1]
    stands = main.split("Stands there now</dt>")[1].split("</dd>")[0]
    assert "Heard twice." in stands
    assert "Heard three times.</textarea>" in main
    assert 'value="Counted again"' in main
    again = send(chair, page, page, place="voice/why", seen=seen_on(main), **mine)
    assert again.status_code == 303


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
