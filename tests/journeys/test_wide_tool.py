"""A tool that says much, in a browser: by keyboard, without scripts, on a phone."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from app.db import records
from app.db.engine import Database
from app.operations import discussions
from audit_tools.entries import Edit
from audit_tools.returns import ReturnStatus
from tests.journeys.conftest import PHONE, Live, look
from tests.scenes import Scene, make_scene
from tests.wide_tool import wide_tool

pytestmark = pytest.mark.browser

CASE = "SYV30-01"
# A key press an answer, Tab to the next; what is written, and what is stored.
TYPED = [
    ("n", "voice.asked", "no"),
    ("Nobody was on duty.", "voice.asked/reason", "Nobody was on duty."),
    ("s", "voice.whom", "another"),
    ("The coach who wins", "voice.whom/says/another", "The coach who wins"),
    ("The log says so.", "voice.whom/reason", "The log says so."),
    ("3", "voice.days", "3"),
    ("", "voice.days/reason", ""),
    (" ", "voice.ways", "alone"),
    ("Twice.", "voice.ways/says/alone", "Twice."),
    ("r", "voice.plan", "red"),
    ("It ended in May.", "voice.plan/reason", "It ended in May."),
    ("1", "voice.safe", "n1"),
    ("g", "voice.heard-home", "green"),
    ("r", "voice.heard-school", "red"),
    ("m", "voice.more", "much"),
    ("U", "voice.siblings/row/1/age", "younger"),
    ("With an aunt", "voice.siblings/row/1/lives", "With an aunt"),
    ("", "voice.siblings/row/1/thought", ""),
    ("2", "voice.siblings/row/1/times", "2"),
    ("05282025", "voice.siblings/row/1/last", "2025-05-28"),
    ("", "voice.siblings", ""),
]
STOPS_OF_ONE = {"voice.ways", "voice.siblings/row/1/last"}


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database, tool=wide_tool(), cases=[CASE])


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A phone without scripts."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB", viewport=PHONE)
    yield context.new_page()
    context.close()


def section(live: Live, scene: Scene, key: str = "voice") -> str:
    return live.url(f"/returns/{scene.returns[CASE, 'school']}/sections/{key}")


def stored(scene: Scene) -> dict[str, str]:
    with scene.database.reading() as session:
        entries = records.read_entries(session, scene.partnership, scene.returns[CASE, "school"])
    return {place: entry.value for place, entry in entries.items() if entry.value}


def name_of_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name ?? ''"))


def test_a_section_is_answered_by_keys_and_tab_alone(live: Live, page: Page, scene: Scene) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(section(live, scene))
    page.wait_for_load_state()
    done = set[str]()
    for keys, place, _ in TYPED:
        assert name_of_focus(page) == place, f"Tab did not lead to {place}"
        page.keyboard.type(keys)
        page.keyboard.press("Tab")
        done.add(place)
        # Of several answers and of a date each part is a stop; links and buttons are no answers.
        while name_of_focus(page) in done & STOPS_OF_ONE | {"", "then"}:
            page.keyboard.press("Tab")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check everything")
    assert stored(scene) == {place: value for _, place, value in TYPED if value}
    page.goto(section(live, scene))
    # Whoever comes back goes on where nothing stands yet; one row is enough.
    assert name_of_focus(page) == "voice/grade"
    # So is the word that nothing can be said of any.
    row = {p: "" for _, p, value in TYPED if value and p.startswith("voice.siblings/")}
    scene.answer(CASE, "school", row | {"voice.siblings": "not-known"})
    page.goto(section(live, scene))
    assert name_of_focus(page) == "voice/grade"
    # From the top: scrolled, any button may stand halfway behind the bar that stays in view.
    page.evaluate("scrollTo(0, 0)")
    look(page)


def test_a_reason_goes_with_the_answer_that_asks_for_it(
    live: Live, page: Page, scene: Scene
) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(section(live, scene))
    reason = page.get_by_label("What stood in the way?")
    expect(reason).to_be_hidden()
    page.keyboard.press("p")
    expect(reason).to_be_visible()
    page.keyboard.press("y")
    expect(reason).to_be_hidden()


def test_the_rows_of_a_matrix_stand_under_what_is_asked_over_them(
    live: Live, page: Page, scene: Scene
) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(section(live, scene))
    expect(page.get_by_role("heading", name="How well was the child heard?")).to_have_count(1)
    expect(page.get_by_text("There is no plan.")).to_have_count(2)
    # Who hears the page hears each row as the question that it is.
    row = page.get_by_role("group", name="How well was the child heard at school?")
    expect(row.get_by_text("At school", exact=True)).to_be_visible()
    expect(row.get_by_role("radio")).to_have_count(3)


def test_what_stands_on_lines_of_its_own_in_a_tool_does_on_the_page(
    live: Live, page: Page, scene: Scene
) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(section(live, scene))
    guidance = page.get_by_text("Half-brothers")
    assert guidance.inner_text().splitlines() == [
        "No names.",
        "Half-brothers and half-sisters too.",
    ]
    page.get_by_text("What good looks like").click()
    good = page.get_by_text("by somebody they know")
    assert good.inner_text().splitlines() == [
        "The child was asked:",
        "- by somebody they know",
        "- alone",
    ]


def test_rows_are_added_where_one_is_and_named_by_the_tool(
    live: Live, page: Page, scene: Scene
) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(section(live, scene))
    rows = page.locator("[data-rows]")
    add = rows.get_by_role("button", name="Add another")
    # The empty row comes first: a second one is added only once something stands in it.
    add.click()
    assert name_of_focus(page) == "voice.siblings/row/1/age"
    homes = ["At home", "With an aunt", "In care"]
    for row, home in enumerate(homes, 1):
        rows.locator(f'[name="voice.siblings/row/{row}/lives"]').fill(home)
        add.click()
    expect(rows.get_by_role("group", name="Sibling 3")).to_be_visible()
    expect(rows.get_by_text("There is no room for more.")).to_be_visible()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    kept = stored(scene)
    assert [kept[f"voice.siblings/row/{row}/lives"] for row in (1, 2, 3)] == homes
    page.evaluate("scrollTo(0, 0)")
    look(page)


def test_what_is_recommended_is_typed_line_by_line(live: Live, page: Page, scene: Scene) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(section(live, scene))
    page.locator('[name="voice/recommendation/1"]').focus()
    told = ["Ask every child alone", "Write it down", "Read it out"]
    for number, text in enumerate(told, 1):
        assert name_of_focus(page) == f"voice/recommendation/{number}"
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.get_by_label("What we recommend, line 4")).to_be_focused()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    # Who says what should be done need not say in other words why the grade is what it is.
    expect(page.get_by_label("Why this grade?")).to_be_hidden()
    kept = stored(scene)
    assert [kept[f"voice/recommendation/{number}"] for number in (1, 2, 3)] == told
    page.evaluate("scrollTo(0, 0)")
    look(page)


def test_a_letter_typed_beside_a_choice_is_no_key(live: Live, page: Page, scene: Scene) -> None:
    scene.answer(CASE, "school", {"voice.whom": "another", "voice.whom/seen": "Log"})
    live.sign_in(page, scene.practitioners["school"])
    page.goto(section(live, scene))
    which = page.get_by_label("Say which (Somebody else)")
    which.press_sequentially("who wins")
    expect(which).to_have_value("who wins")


def test_without_scripts_on_a_phone_all_of_it_is_answered(
    live: Live, plain: Page, scene: Scene
) -> None:
    live.sign_in(plain, scene.practitioners["school"])
    plain.goto(section(live, scene))
    fill(plain)
    plain.get_by_role("button", name="Save and continue").click()
    # The reason that the answer asks for is asked before the next section.
    expect(plain.get_by_role("heading", level=1)).to_have_text("Voice")
    fill(plain)
    plain.get_by_role("button", name="Save and continue").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Check everything")
    assert stored(scene) == {place: value for _, place, value in TYPED if value}


def fill(page: Page) -> None:
    """Enter what the keys would, as far as the page shows it."""
    for _, place, value in TYPED:
        if not value:
            continue
        chosen = page.locator(f'[name="{place}"][value="{value}"]')
        if (listed := page.locator(f'select[name="{place}"]')).count():
            listed.select_option(value)
        elif chosen.count() and chosen.get_attribute("type") in ("radio", "checkbox"):
            chosen.check()
        elif (box := page.locator(f'[name="{place}"]')).is_visible():
            box.fill(value)


def test_the_discussion_answers_all_of_it(live: Live, page: Page, scene: Scene) -> None:
    case, chair = scene.cases[CASE], scene.chair
    assert chair is not None
    scene.answer(CASE, "school", {place: value for _, place, value in TYPED if value})
    open_discussion(scene, case)
    live.sign_in(page, chair)
    page.goto(live.url(f"/discussions/{case}/sections/voice"))
    page.get_by_text("Answers to the other questions").click()
    expect(page.get_by_text("Nobody was on duty.")).to_be_visible()
    look(page)
    page.goto(live.url(f"/discussions/{case}/sections/overall"))
    page.get_by_label("Safer", exact=True).check()
    page.get_by_label("Why? (Is the child safer?)").fill("He sleeps again.")
    expect(page.get_by_label("Amber")).to_be_hidden()
    page.get_by_label("Another", exact=True).check()
    expect(page.get_by_role("group", name="How does the plan go for all? (needed)")).to_be_visible()
    page.get_by_label("Another: say which").fill("The coach")
    page.get_by_label("Amber").check()
    page.get_by_role("group", name="Peer A").get_by_label("What for").fill("A mentor")
    look(page)
    # A row that somebody else adds is on no box of this page, so the page says that there is news.
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    added = (Edit("overall.friends/row/2/what", "A club", 0, str(uuid4())),)
    discussions.save_record(scene.database, by=chair, case_id=case, edits=added)
    expect(page.get_by_text("Somebody has added something.")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.goto(live.url(f"/discussions/{case}/sections/overall"))
    expect(page.get_by_label("Why? (Is the child safer?)")).to_have_value("He sleeps again.")
    expect(page.get_by_label("Amber")).to_be_checked()
    expect(page.get_by_label("Another: say which")).to_have_value("The coach")
    expect(page.get_by_role("group", name="Peer B").get_by_label("What for")).to_have_value(
        "A club"
    )


def open_discussion(scene: Scene, case: UUID) -> None:
    """Close the returns as they stand, and open the discussion."""
    chair = scene.chair
    assert chair is not None
    scene.change_return(CASE, "school", ReturnStatus.SUBMITTED)
    discussions.close_returns(scene.database, by=chair, case_id=case, reason="Enough.")
    discussions.read_to_prepare(scene.database, by=chair, case_id=case)
    discussions.open_discussion(scene.database, by=chair, case_id=case)


def test_what_the_business_unit_knows_of_a_case_is_filled_in_by_keys_and_saved_at_once(
    live: Live, page: Page, scene: Scene
) -> None:
    assert scene.coordinator
    live.sign_in(page, scene.coordinator)
    page.goto(live.url(f"/cases/{scene.cases[CASE]}"))
    look(page)
    page.get_by_role("link", name="Known to the Business Unit").click()
    page.wait_for_load_state()
    day = page.get_by_label("When was it?")
    expect(day).to_be_hidden()
    page.keyboard.press("1")
    expect(day).to_be_visible()
    day.fill("2030-05-01")
    page.keyboard.press("Tab")
    expect(page.get_by_role("status")).to_contain_text("Saved")
    expect(page.locator("[data-left]")).to_have_text("Nothing left here")
    look(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(CASE)
    expect(page.get_by_text("Filled in", exact=True)).to_be_visible()


def test_whoever_looks_at_a_tool_tries_what_an_answer_asks_for(
    live: Live, page: Page, scene: Scene
) -> None:
    assert scene.coordinator
    live.sign_in(page, scene.coordinator)
    page.goto(live.url("/tools"))
    page.locator("main").get_by_role("link", name=wide_tool().title).click()
    page.get_by_role("link", name="See it as each kind of agency is asked").click()
    asked = page.locator('[data-question="voice.asked"]')
    why = asked.get_by_label("What stood in the way?")
    expect(why).to_be_hidden()
    asked.get_by_label("No", exact=True).check()
    expect(why).to_be_visible()
    look(page)
