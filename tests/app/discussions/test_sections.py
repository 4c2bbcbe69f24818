"""One section of a discussion: all agencies side by side, and the record."""

from typing import Any
from uuid import UUID

import pytest

from app.db.discussions import DiscussionRead, read_discussion
from app.db.engine import Database
from app.db.findings import findings_of_case
from app.operations import discussions
from app.web.saving import base_of
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.entries import Entry
from tests.app.discussions.cases import GIVEN, make_case
from tests.app.discussions.conftest import SignInAs
from tests.app.discussions.sending import save, section
from tests.changes import change_audit
from tests.world import TOOL, World


def read(database: Database, world: World, case: UUID) -> DiscussionRead:
    with database.reading() as session:
        return read_discussion(session, world.people["chair"], case)


def order_of(text: str, *titles: str) -> list[str]:
    return sorted(titles, key=text.index)


# --- What is shown ---


def test_all_agencies_stand_side_by_side_as_they_wrote(sign_in_as: SignInAs, opened: UUID) -> None:
    text = sign_in_as("note-taker").get(section(opened)).text
    for agency in ("police", "school"):
        for place, value in GIVEN[agency].items():
            if place.startswith("identification/") and not place.endswith(("grade", "cause")):
                assert value in text
    assert "Police said good; School said inadequate." in text
    assert "Not our part" in text
    assert "why: tool or process" in text


def test_questions_answered_yes_by_one_and_partly_by_another_stand_apart(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    text = sign_in_as("chair").get(section(opened, "information")).text
    apart = text.split("Answered differently")[1].split("What each said")[0]
    assert TOOL.question("information.given").text in apart
    assert "Log of the neighbourhood team" in apart


def test_an_agency_that_was_asked_in_other_words_is_shown_with_them(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    text = sign_in_as("chair").get(section(opened, "information")).text
    school = text.split('gt-given__agency">School<')[1].split("</dd>")[0]
    police = text.split('gt-given__agency">Police<')[1].split("</dd>")[0]
    question = TOOL.question("information.given")
    assert f"was asked: {question.text_for(AgencyKind.POLICE)}" in police
    assert "was asked:" not in school


def test_what_all_said_is_counted_in_words(sign_in_as: SignInAs, opened: UUID) -> None:
    client = sign_in_as("chair")
    assert "All three said good." in client.get(section(opened, "voice")).text
    text = client.get(section(opened, "information")).text
    assert "Both that gave a grade said good." in text


def test_words_beside_a_line_stand_apart_from_each_other(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    client = sign_in_as("note-taker")
    save(client, section(opened), {}, then="take:school identification/development/1")
    text = " ".join(client.get(section(opened)).text.split())
    assert 'why: tool or process</span> <span class="gt-quiet gt-points__deed">in finding' in text


def test_the_child_stands_above_every_section(sign_in_as: SignInAs, opened: UUID) -> None:
    client = sign_in_as("chair")
    for key in ("identification", "equity", "overall"):
        text = client.get(section(opened, key)).text
        child = child_of(text)
        assert "16-17, male" in child
        assert GIVEN["school"]["voice.trusted-person"] in child
        assert "Both" in child


def child_of(text: str) -> str:
    """What stands in the box on the child, before the title of the section."""
    return text.split('aria-label="The child"')[1].split("<h1")[0]


def test_daily_life_and_what_the_child_and_the_parents_say_stand_with_the_child(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    told = {"voice.daily-life": "partly", "voice.daily-life/seen": "Mr March's register"}
    given = {**GIVEN, "school": {**GIVEN["school"], **told}}
    case = make_case(database, world, given=given, reference="SYV25-45")
    discussions.open_discussion(database, by=world.people["chair"], case_id=case)
    notes, views = sign_in_as("note-taker"), "family.their-views"
    assert TOOL.question(views).text not in child_of(notes.get(section(case)).text)
    save(notes, section(case, "family"), {views: "His mother was asked for the first time."})
    for path in (section(case), section(case, "overall"), f"/discussions/{case}/room"):
        child = child_of(notes.get(path).text)
        lives = child.split(TOOL.question("voice.daily-life").text)[1].split("</p>")[0]
        assert "Partly" in lives
        assert "School" in lives
        # On which record it was seen may name somebody, and stands on the wall as well.
        assert "register" not in child
        said = child.split(TOOL.question(views).text)[1].split("</p>")[0]
        assert "His mother was asked for the first time." in said


def test_without_returns_the_child_is_told_from_the_one_record(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    case = make_case(database, world, CaseState.WAITING, out=tuple(GIVEN), reference="SYV25-46")
    chair, notes = world.people["chair"], sign_in_as("note-taker")
    discussions.close_returns(database, by=chair, case_id=case, reason="The discussion is first")
    discussions.open_discussion(database, by=chair, case_id=case)
    assert "Begin with the child" in child_of(notes.get(section(case)).text)
    change_audit(database, world, counts_one="place", counts_many="places")
    assert "Begin with those whom it is about" in notes.get(section(case)).text
    change_audit(database, world, counts_one="child", counts_many="children")
    said = {"voice/said/school": "He opens the gym each morning.", "voice/said/police": "Alone."}
    save(notes, section(case, "voice"), said)
    for path in (section(case), f"/discussions/{case}/room"):
        child = " ".join(child_of(notes.get(path).text).split())
        for text, agency in (("He opens the gym each morning.", "School"), ("Alone.", "Police")):
            assert f'{text} <span class="gt-quiet">{agency}, in the discussion</span>' in child
        assert "Begin with the child" not in child


def test_the_widest_difference_comes_first_unless_the_tools_order_is_asked_for(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    client = sign_in_as("chair")
    titles = "Identification and first response", "Voice and lived experience", "Overall"
    nav = client.get(section(opened)).text.split('aria-labelledby="order-heading"')[1]
    assert order_of(nav, *titles) == [titles[0], titles[1], titles[2]]
    nav = client.get(section(opened) + "?order=tool").text.split('aria-labelledby="order-heading"')[
        1
    ]
    assert order_of(nav, *titles) == [titles[1], titles[0], titles[2]]


def test_where_all_gave_the_same_grade_one_click_accepts_it(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    client = sign_in_as("note-taker")
    assert 'value="accept:good"' in client.get(section(opened, "voice")).text
    assert 'value="accept:' not in client.get(section(opened)).text
    entries = {"voice/agreed": "", "voice/why": ""}
    answer = save(client, section(opened, "voice"), entries, then="accept:good")
    assert answer.status_code == 303
    assert read(database, world, opened).values == {"voice/agreed": "good"}


@pytest.mark.parametrize("key", ["details", "no-such"])
def test_what_is_no_section_of_the_discussion_is_not_found(
    key: str, sign_in_as: SignInAs, opened: UUID
) -> None:
    assert sign_in_as("chair").get(section(opened, key)).status_code == 404


@pytest.mark.parametrize("who", ["police lead", "core group", "school practitioner"])
def test_readers_see_the_record_and_nothing_to_write_with(
    who: str, sign_in_as: SignInAs, world: World
) -> None:
    case = world.cases[CaseState.OPEN]
    text = sign_in_as(who).get(section(case, "voice")).text
    assert "markdiscussionopen why" in text
    assert "School: a different view" in text
    assert "<textarea" not in text
    assert "+ finding" not in text


def test_a_discussion_signed_off_is_read_only_for_everybody(
    sign_in_as: SignInAs, world: World
) -> None:
    case = world.cases[CaseState.AGREED]
    for who in ("chair", "note-taker", "coordinator", "police lead"):
        client = sign_in_as(who)
        text = client.get(section(case, "voice")).text
        assert "markdiscussionagreed why" in text
        assert "<textarea" not in text
        assert save(client, section(case, "voice"), {"voice/why": "x"}).status_code == 403


# --- Saving ---


def test_without_a_script_one_button_saves_everything_and_leads_on(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    entries = {
        "identification/agreed": "requires-improvement",
        "identification/why": "The school was told too late.",
        "identification/check": "",
        "identification/check-by": "School, by half-term",
        "identification/action": "One form for all notifications",
        "identification/action-by": "Police",
        "identification/view/police/grade": "good",
        "identification/view/police/reason": "We rang twice.",
    }
    answer = save(sign_in_as("note-taker"), section(opened), entries, then="next")
    assert answer.location == section(opened, "information")
    shown = sign_in_as("chair").get(section(opened)).text
    for place in ("check-by", "action-by"):
        assert f'name="identification/{place}"' in shown
        assert entries[f"identification/{place}"] in shown
    kept = {place: value for place, value in entries.items() if value}
    assert read(database, world, opened).values == kept


def test_a_script_is_told_what_is_stored(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    why = {"identification/why": "He was seen on 14/03/2008."}
    answer = save(sign_in_as("chair"), section(opened), why, script=True)
    told = answer.get_json()
    assert told["versions"] == {"identification/why": base_of(Entry(why["identification/why"], 1))}
    assert "This looks like a date of birth." in told["marks"]["identification/why"]
    assert (told["changes"], told["clashes"]) == (1, [])


def test_the_day_of_an_action_is_not_taken_for_a_date_of_birth(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    when = {"identification/action-when": "30 June 2025"}
    answer = save(sign_in_as("chair"), section(opened), when, script=True)
    assert answer.get_json()["marks"] == {"identification/action-when": ""}


def test_what_somebody_else_wrote_meanwhile_is_kept_beside_and_settled(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    chair, taker = sign_in_as("chair"), sign_in_as("note-taker")
    place = "identification/why"
    save(chair, section(opened), {place: "Told too late."}, key="one")
    clash = save(taker, section(opened), {place: "Told too little."}, key="two")
    assert clash.status_code == 409
    assert "Told too late." in clash.text
    assert "Told too little." in clash.text
    replace = clash.text.split('value="replace:')[1].split('"')[0]
    save(taker, section(opened), {}, key="three", then=f"replace:{replace}")
    held = read(database, world, opened)
    assert (held.values[place], held.clashes) == ("Told too little.", ())


def test_a_box_that_nobody_touched_overwrites_nothing(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    save(sign_in_as("chair"), section(opened), {"identification/why": "Told too late."})
    later = save(
        sign_in_as("note-taker"),
        section(opened),
        {"identification/why": "", "identification/action": "Write to the school."},
        key="later",
    )
    assert later.status_code == 303
    assert read(database, world, opened).values["identification/why"] == "Told too late."


def test_what_cannot_be_stored_is_shown_again_beside_its_box(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    entries = {"identification/agreed": "splendid", "identification/why": "As typed."}
    answer = save(sign_in_as("chair"), section(opened), entries)
    assert answer.status_code == 422
    assert 'href="#identification_agreed"' in answer.text
    assert "As typed." in answer.text
    assert read(database, world, opened).values == {}


@pytest.mark.parametrize(
    ("place", "status"),
    [("voice/why", 422), ("identification/no-such", 422), ("identification/strength/1", 422)],
)
def test_a_place_that_is_not_on_the_page_is_refused(
    place: str, status: int, sign_in_as: SignInAs, opened: UUID
) -> None:
    answer = save(sign_in_as("chair"), section(opened), {place: "x"}, script=True)
    assert answer.status_code == status
    assert answer.get_json()["problems"][0]["place"] == place


@pytest.mark.parametrize("then", ["explode", "sort:no-id", "keep:no-id"])
def test_a_button_that_is_not_on_the_page_is_refused(
    then: str, sign_in_as: SignInAs, opened: UUID
) -> None:
    assert save(sign_in_as("chair"), section(opened), {}, then=then).status_code == 422


def test_an_answer_chosen_by_mistake_is_taken_back(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    client, place = sign_in_as("chair"), "overall.safer"
    save(client, section(opened, "overall"), {place: "safer"})
    base = {place: base_of(Entry("safer", 1))}
    save(client, section(opened, "overall"), {place: "safer"}, base, then=f"clear:{place}")
    assert read(database, world, opened).values == {}


# --- Findings from the page ---


def test_one_click_takes_a_line_and_keeps_what_was_typed(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    client = sign_in_as("note-taker")
    answer = save(
        client,
        section(opened),
        {"identification/why": "Typed before the click."},
        then="take:school identification/development/1",
    )
    assert answer.status_code == 303
    with database.reading() as session:
        (finding,) = findings_of_case(session, world.partnership, opened)
    back = answer.location.partition("#")[2]
    assert f'<li id="{back}"' in client.get(section(opened)).text
    assert read(database, world, opened).values["identification/why"] == "Typed before the click."
    text = client.get(section(opened)).text
    assert f"in finding {finding.finding.number}" in text
    offered = text.split(f'name="themes:{finding.id}" value="')[1:]
    assert [part.split('"')[0] for part in offered[:3]] == list(
        TOOL.section("identification").themes
    )


def test_themes_are_chosen_beside_the_finding(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    client = sign_in_as("note-taker")
    save(client, section(opened), {}, then="take:school identification/development/1")
    with database.reading() as session:
        (finding,) = findings_of_case(session, world.partnership, opened)
    chosen: Any = {f"themes:{finding.id}": ["notifications", "recording"]}
    save(client, section(opened), {}, then=f"sort:{finding.id}", **chosen)
    with database.reading() as session:
        (sorted_one,) = findings_of_case(session, world.partnership, opened)
    assert sorted_one.finding.themes == ("notifications", "recording")


def test_using_themes_with_none_ticked_is_refused_and_keeps_what_was_typed(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    client = sign_in_as("note-taker")
    save(client, section(opened), {}, then="take:school identification/development/1")
    finding = client.get(section(opened)).text.split('value="sort:')[1].split('"')[0]
    typed = {"identification/why": "Typed before the click."}
    answer = save(client, section(opened), typed, then=f"sort:{finding}")
    assert answer.status_code == 422
    assert "Choose at least one theme." in answer.text
    assert f'href="#themes:{finding}"' in answer.text
    assert "Typed before the click." in answer.text


# --- Following ---


def test_a_follower_hears_nothing_until_something_is_new(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    reader, writer = sign_in_as("core group"), sign_in_as("chair")
    address = f"/discussions/{opened}/changes?section=identification&seen="
    assert reader.get(f"{address}0").status_code == 204
    save(writer, section(opened), {"identification/why": "Told too late."})
    news = reader.get(f"{address}0").get_json()
    assert news["changes"] == 1
    assert news["entries"]["identification/why"]["value"] == "Told too late."
    assert reader.get(f"{address}1").status_code == 204


def test_a_follower_of_one_section_is_given_no_other(sign_in_as: SignInAs, opened: UUID) -> None:
    client = sign_in_as("chair")
    save(client, section(opened, "voice"), {"voice/why": "Heard."})
    news = client.get(f"/discussions/{opened}/changes?section=identification&seen=0")
    assert news.get_json()["entries"] == {}


def test_following_needs_an_open_discussion(sign_in_as: SignInAs, world: World) -> None:
    address = f"/discussions/{world.cases[CaseState.PREPARED]}/changes?seen=0"
    assert sign_in_as("chair").get(address).status_code == 403
    assert sign_in_as("housing lead").get(address).status_code == 404


# --- What is said in the room ---


def test_what_an_agency_adds_stands_beside_its_return_and_says_when(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    path = section(opened, "voice")
    save(sign_in_as("note-taker"), path, {"voice/said/school": "He walks home alone."})
    text = sign_in_as("police lead").get(path).text
    assert "What he hopes for stands at the top of the plan." in text
    said = text.index("Said in the discussion, after the others could be read:")
    assert "He walks home alone." in text[said:]


def test_an_agency_without_a_return_has_a_box_for_what_it_says(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    case = make_case(database, world, CaseState.WAITING, out=("school",), reference="SYV25-44")
    chair = world.people["chair"]
    discussions.close_returns(database, by=chair, case_id=case, reason="Half-term")
    discussions.open_discussion(database, by=chair, case_id=case)
    notes = sign_in_as("note-taker")
    before = notes.get(section(case, "voice")).text
    assert before.count('name="voice/said/school"') == 1
    assert "No return</th>" in before
    save(notes, section(case, "voice"), {"voice/said/school": "He walks home alone."})
    assert "Given in the discussion</th>" in notes.get(section(case, "voice")).text
