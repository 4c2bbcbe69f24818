"""A discussion in the browser, and two people in it at once."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from app.config import Settings
from app.db.discussions import DiscussionRead, read_discussion
from app.db.models.agencies import AgencyRow
from app.operations import discussions
from audit_tools.cases import CaseState
from audit_tools.places import said_place, view_place
from tests.app.discussions.cases import (
    GIVEN,
    agree_everything,
    confirm_and_sign_off,
    note_everybody,
)
from tests.app.discussions.stage import Stage, make_stage
from tests.changes import changing
from tests.journeys.conftest import (
    PHONE,
    Live,
    broken_words,
    check_axe,
    check_no_sideways,
    check_tab_leads_through,
)

pytestmark = pytest.mark.browser

NOON = datetime(2025, 6, 10, 12, tzinfo=UTC)
RING = "Ring the front door."
MEETING = "Was the child taken to the exploitation meeting"
TAKEN = re.compile(r"in finding \d+")


@pytest.fixture(scope="module")
def stage(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return make_stage(empty_database, tmp_path_factory.mktemp("stage"))


@pytest.fixture
def settings(stage: Stage, tmp_path: Path) -> Settings:
    return stage.settings(tmp_path)


def read(live: Live, stage: Stage) -> DiscussionRead:
    with live.database.reading() as session:
        return read_discussion(session, stage.world.people["chair"], stage.case)


def open_it(live: Live, stage: Stage) -> None:
    discussions.open_discussion(live.database, by=stage.world.people["chair"], case_id=stage.case)


def section(live: Live, stage: Stage, key: str) -> str:
    return live.url(f"/discussions/{stage.case}/sections/{key}")


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


# --- In the room ---


@pytest.mark.parametrize("width", [375, 768, 1024, 1280, 1920])
def test_no_word_of_a_grade_is_broken_where_it_is_agreed(
    width: int, live: Live, page: Page, stage: Stage
) -> None:
    open_it(live, stage)
    live.sign_in(page, stage.world.people["note-taker"])
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(section(live, stage, "identification"))
    expect(page.get_by_role("radio", name="Requires improvement")).to_be_visible()
    assert broken_words(page, ".gt-agree label") == []


def test_where_all_gave_the_same_grade_one_click_asks_for_the_sentence(
    live: Live, page: Page, stage: Stage
) -> None:
    open_it(live, stage)
    live.sign_in(page, stage.world.people["note-taker"])
    page.goto(section(live, stage, "voice"))
    page.get_by_role("button", name="Accept good").click()
    expect(page.get_by_label("Why, in a sentence")).to_be_focused()
    page.keyboard.type("He was heard throughout.")
    saved(page)
    page.get_by_role("button", name="Next:").click()
    heading(page, "Assessing risk and need")
    assert read(live, stage).values["voice/agreed"] == "good"
    assert read(live, stage).values["voice/why"] == "He was heard throughout."


def test_a_line_becomes_a_finding_with_one_click_and_gets_its_themes(
    live: Live, page: Page, stage: Stage
) -> None:
    open_it(live, stage)
    live.sign_in(page, stage.world.people["note-taker"])
    page.goto(section(live, stage, "identification"))
    page.get_by_label("Action, if there is one").fill("Write to the school.")
    page.get_by_role("button", name="Take this line of School into a finding").first.click()
    expect(page.get_by_text(TAKEN)).to_be_visible()
    check_axe(page)
    check_tab_leads_through(page)
    expect(page.get_by_label("Action, if there is one")).to_have_value("Write to the school.")
    page.get_by_role("checkbox", name="Quality of referrals and notifications").check()
    page.get_by_role("button", name="Use these themes").click()
    expect(page.get_by_text(" · School")).to_contain_text("Quality of referrals")
    page.get_by_role("link", name="Change finding").click()
    heading(page, "Finding")
    check_axe(page)
    page.get_by_label("The finding, in one sentence").fill("The school heard of it too late.")
    page.get_by_role("button", name="Save the finding").click()
    expect(page.get_by_text("The school heard of it too late.")).to_be_visible()
    expect(page.get_by_text(GIVEN["school"]["identification/development/1"])).to_be_visible()


def test_what_is_said_becomes_a_finding_with_one_click_and_the_box_goes_on(
    live: Live, page: Page, stage: Stage
) -> None:
    open_it(live, stage)
    live.sign_in(page, stage.world.people["note-taker"])
    page.goto(section(live, stage, "voice"))
    page.get_by_text("Something that an agency adds to its return").click()
    box = page.get_by_label("What School adds")
    box.fill("The tutor knew his week.")
    page.get_by_role("button", name="New lines of School into a finding: something that w").click()
    expect(box).to_be_focused()
    expect(page.get_by_text(TAKEN)).to_be_visible()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nNobody rang back.")
    page.get_by_role("button", name="New lines of School into a finding: something that c").click()
    expect(page.get_by_text(TAKEN)).to_have_count(2)
    said = read(live, stage).values[said_place("voice", "school")]
    assert said.splitlines() == ["The tutor knew his week.", "Nobody rang back."]


def test_a_different_view_is_written_beside_what_is_agreed(
    live: Live, page: Page, stage: Stage
) -> None:
    open_it(live, stage)
    live.sign_in(page, stage.world.people["chair"])
    page.goto(section(live, stage, "identification"))
    page.get_by_text("A different view", exact=True).click()
    school = page.get_by_role("group", name="School")
    school.get_by_label("Its grade").select_option("Inadequate")
    school.get_by_label("Its reason").fill("Nobody told us.")
    page.get_by_label("Why, in a sentence").click()
    saved(page)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_role("group", name="School: a different view")).to_be_visible()
    assert read(live, stage).values[view_place("identification", "school", "grade")] == "inadequate"


def test_what_others_write_appears_and_a_box_in_use_is_never_replaced(
    live: Live, page: Page, browser: Browser, stage: Stage
) -> None:
    open_it(live, stage)
    live.sign_in(page, stage.world.people["note-taker"])
    page.goto(section(live, stage, "identification"))
    chair = browser.new_context().new_page()
    live.sign_in(chair, stage.world.people["chair"])
    chair.goto(section(live, stage, "identification"))

    why, action = page.get_by_label("Why, in a sentence"), page.get_by_label("Action, if there")
    why.click()
    chair.get_by_label("Action, if there").fill("Ring the front door.")
    chair.get_by_label("Why, in a sentence").fill("Told too late.")
    chair.get_by_label("Action, if there").click()
    saved(chair)
    expect(action).to_have_value("Ring the front door.", timeout=15000)
    expect(why).to_have_value("")
    expect(page.get_by_text("Somebody has added something.")).to_be_visible()

    why.fill("Told too little.")
    action.click()
    page.get_by_role("link", name="Choose which one stays").click()
    for text in ("Told too late.", "Told too little."):
        expect(page.locator(".gt-clash").get_by_text(text)).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Take the one that waits").click()
    expect(page.get_by_label("Why, in a sentence")).to_have_value("Told too little.")
    chair.context.close()


def test_a_tick_that_one_sets_another_sees(
    live: Live, page: Page, browser: Browser, stage: Stage
) -> None:
    open_it(live, stage)
    chair = browser.new_context().new_page()
    ticks = []
    for who, theirs in (("note-taker", page), ("chair", chair)):
        live.sign_in(theirs, stage.world.people[who])
        theirs.goto(section(live, stage, "planning"))
        theirs.get_by_text(MEETING).first.click()
        ticks.append(theirs.get_by_role("group", name=MEETING).get_by_label("Police"))
    ticks[0].check()
    saved(page)
    expect(ticks[1]).to_be_checked(timeout=15000)
    check_axe(page)
    chair.context.close()


def test_what_another_writes_is_shown_within_three_seconds_of_the_clock_of_each_device(
    live: Live, page: Page, browser: Browser, stage: Stage
) -> None:
    open_it(live, stage)
    writing, desks = browser.new_context().new_page(), (page, browser.new_context().new_page())
    asked = list[str]()
    for desk, who in zip(desks, ("note-taker", "police lead"), strict=True):
        live.sign_in(desk, stage.world.people[who])
        desk.clock.install(time=NOON)
        desk.goto(section(live, stage, "identification"))
        desk.clock.pause_at(NOON + timedelta(hours=1))
        desk.wait_for_load_state("networkidle")
        desk.on("request", lambda request: asked.append(request.url))
    live.sign_in(writing, stage.world.people["chair"])
    writing.goto(section(live, stage, "identification"))
    writing.get_by_label("Action, if there").fill(RING)
    writing.get_by_label("Why, in a sentence").click()
    saved(writing)

    notes, reader = desks
    expect(notes.get_by_label("Action, if there")).to_have_value("")
    expect(reader.get_by_text(RING)).to_have_count(0)
    assert asked == []
    for desk in desks:
        desk.clock.run_for(3000)
    expect(notes.get_by_label("Action, if there")).to_have_value(RING)
    expect(reader.get_by_text(RING)).to_be_visible()
    for other in (writing, reader):
        other.context.close()


def test_a_page_without_a_connection_says_that_nothing_is_saved(
    live: Live, page: Page, stage: Stage
) -> None:
    open_it(live, stage)
    live.sign_in(page, stage.world.people["note-taker"])
    page.goto(section(live, stage, "identification"))
    page.context.set_offline(True)
    page.get_by_label("Why, in a sentence").fill("Told too late.")
    page.get_by_label("Action, if there").click()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: 1 change.")
    page.context.set_offline(False)
    saved(page)
    assert read(live, stage).values["identification/why"] == "Told too late."


# --- Without a script, on a phone, and for those who only read ---


def test_a_section_is_agreed_without_a_script(live: Live, browser: Browser, stage: Stage) -> None:
    open_it(live, stage)
    page = browser.new_context(java_script_enabled=False).new_page()
    live.sign_in(page, stage.world.people["note-taker"])
    page.goto(section(live, stage, "voice"))
    page.get_by_label("Why, in a sentence").fill("He was heard throughout.")
    page.get_by_role("button", name="Accept good").click()
    expect(page.get_by_role("radio", name="Good")).to_be_checked()
    expect(page.get_by_label("Why, in a sentence")).to_have_value("He was heard throughout.")
    page.get_by_role("button", name="Take this line of Police").click()
    expect(page.get_by_text(TAKEN)).to_be_visible()
    page.get_by_role("button", name="Next:").click()
    heading(page, "Assessing risk and need")
    page.get_by_label("To check afterwards").fill("Was the tutor told?")
    page.keyboard.press("Enter")
    expect(page.get_by_label("To check afterwards")).to_have_value("Was the tutor told?")
    assert read(live, stage).values["assessment/check"] == "Was the tutor told?"
    page.context.close()


@pytest.mark.parametrize("width", [PHONE["width"], 320])
@pytest.mark.parametrize(
    "path", ["", "/sections/identification", "/sections/overall", "/attendance", "/findings"]
)
def test_nothing_scrolls_sideways_on_a_phone(
    path: str, width: int, live: Live, page: Page, stage: Stage
) -> None:
    open_it(live, stage)
    with changing(live.database, stage.world) as session:
        session.execute(update(AgencyRow).values(name="Community health"))
    live.sign_in(page, stage.world.people["note-taker"])
    page.set_viewport_size({"width": width, "height": PHONE["height"]})
    page.goto(live.url(f"/discussions/{stage.case}{path}"))
    check_no_sideways(page)
    assert broken_words(page, "main th, main td") == []
    check_axe(page)


def test_the_state_of_a_case_is_read_in_one_line_on_a_phone(
    live: Live, page: Page, stage: Stage
) -> None:
    live.sign_in(page, stage.world.people["chair"])
    page.set_viewport_size(PHONE)
    page.goto(live.url("/discussions"))
    states = page.locator(".gt-state")
    for said in ("Waiting for returns", "Ready to open"):
        expect(states.filter(has_text=said).first).to_be_visible()
    heights = states.evaluate_all("(tags) => tags.map((tag) => tag.offsetHeight)")
    assert len(set(heights)) == 1


def test_the_chair_confirms_by_keyboard_and_hears_of_what_is_changed_afterwards(
    live: Live, page: Page, browser: Browser, stage: Stage
) -> None:
    open_it(live, stage)
    live.sign_in(page, stage.world.people["chair"])
    page.goto(section(live, stage, "voice"))
    page.locator('textarea[name="voice/why"]').fill("Everybody saw the same.")
    page.keyboard.press("Control+Shift+Enter")
    page.wait_for_url(lambda address: "/sections/voice" not in address)
    page.goto(section(live, stage, "voice"))
    confirmed = page.locator("[data-confirmed]")
    expect(confirmed).to_contain_text("Confirmed by the chair")
    check_axe(page)

    taker = browser.new_context().new_page()
    live.sign_in(taker, stage.world.people["note-taker"])
    taker.goto(section(live, stage, "voice"))
    expect(taker.get_by_role("button", name="Confirm as typed")).to_have_count(0)
    taker.locator('textarea[name="voice/why"]').fill("Nearly everybody saw the same.")
    changed = "Changed since the chair confirmed it"
    expect(taker.locator("[data-confirmed]")).to_have_text(changed, timeout=15000)
    expect(confirmed).to_have_text(changed, timeout=15000)
    taker.context.close()


def test_an_agency_reads_all_of_it_after_the_opening(live: Live, page: Page, stage: Stage) -> None:
    live.sign_in(page, stage.world.people["police lead"])
    case = stage.world.cases[CaseState.AGREED]
    page.goto(live.url(f"/discussions/{case}"))
    check_axe(page)
    page.get_by_role("link", name="Voice and lived experience").click()
    expect(page.get_by_text("markdiscussionagreed why")).to_be_visible()
    check_axe(page)
    expect(page.get_by_role("textbox")).to_have_count(0)


def test_an_open_page_asks_no_longer_once_the_record_is_signed_off(
    live: Live, page: Page, stage: Stage
) -> None:
    open_it(live, stage)
    people, asked = stage.world.people, list[str]()
    live.sign_in(page, people["police lead"])
    page.goto(section(live, stage, "voice"))
    note_everybody(live.database, stage.world, stage.case)
    agree_everything(live.database, stage.world, stage.case)
    confirm_and_sign_off(live.database, people["chair"], stage.case)
    expect(page.get_by_text("Seen.")).to_be_visible(timeout=15000)
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(5000)
    assert not [address for address in asked if "/changes" in address]
