"""The next version of a tool is made from the last one in a browser, by two people at once."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.db.tools import newest_tools
from app.operations import tools
from audit_tools.permissions import Role
from tests import factories
from tests.journeys.conftest import OFFICE, Live, look
from tests.journeys.saving import say_saved
from tests.scenes import TOOL, Scene

pytestmark = pytest.mark.browser

DAILY = "Can you describe, from your record, what daily life is like for this child?"
HEARD = "Was the child heard?"
NEW = "Who listened to the child?"
IN_ROWS = "In rows, such as one to each brother and sister"
MEETING = "Was there a meeting before the birthday?"


def add_answer(page: Page, answer: str) -> None:
    """Add one, and wait until the page has gone to it: what is typed before might go there too."""
    page.get_by_label("New answer").fill(answer)
    page.get_by_role("button", name="Add the answer").click()
    added = page.get_by_label("Answer", exact=True).last
    expect(added).to_have_value(answer)
    expect(added).to_be_focused()


def add_condition(page: Page, subject: str, answer: str) -> None:
    page.get_by_label("What it depends on").select_option(label=subject)
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Save this condition").click()


def test_next_quarters_tool_is_made_from_last_quarters_looked_at_and_published(
    live: Live, page: Page, browser: Browser, scene: Scene
) -> None:
    assert scene.coordinator is not None
    tools.publish_shipped(live.database, by=scene.coordinator)
    live.sign_in(page, scene.coordinator)
    page.goto(live.url("/tools"))
    page.locator("main").get_by_role("link", name=TOOL.title).click()
    page.get_by_role("button", name="Make the next version").click()
    look(page)

    # A key carries a question on, the focus goes with it, and undoing carries it back.
    questions = page.locator("#sections_voice .gt-outline__questions a")
    questions.first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(questions.nth(1)).to_contain_text(DAILY)
    expect(questions.nth(1)).to_be_focused()
    top, bar = page.evaluate("""[document.activeElement, document.querySelector(".gt-where")].map(
        (one) => one.getBoundingClientRect()).map(({ top, bottom }, at) => at ? bottom : top)""")
    assert top > bar
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name=TOOL.title).first.click()
    expect(questions.first).to_contain_text(DAILY)

    # A question is reworded, and stands in its new words in what a school will be asked.
    page.get_by_role("link", name=DAILY).click()
    page.get_by_label("As which kind of agency").select_option(label="As Education")
    page.get_by_role("button", name="Show", exact=True).click()
    asked = page.get_by_role("region", name="As Education will be asked")
    expect(asked).to_contain_text(DAILY)
    page.get_by_label("Question", exact=True).fill(HEARD)
    say_saved(page)
    expect(asked).to_contain_text(HEARD)
    look(page)
    somebody_else_writes_in_the_same_place(live, page, browser, scene)

    # A new one, asked of schools only where the other is answered No.
    page.get_by_role("link", name=TOOL.title).first.click()
    voice = page.locator("#sections_voice")
    voice.get_by_label("New question in this section").fill(NEW)
    voice.get_by_role("button", name="Add").click()
    expect(page.get_by_text("1 to finish")).to_be_visible()
    # Its answers are added without another look at the page.
    page.get_by_label("How it is answered").select_option(label="One of several answers")
    for answer in ("Somebody in school", "Nobody"):
        add_answer(page, answer)
    for kind in ("Housing", "Education"):
        page.get_by_label(kind, exact=True).first.check()
    expect(page.get_by_text("1 to finish")).to_have_count(0)
    expect(page.get_by_label("As which kind of agency")).to_have_value("education")
    page.get_by_role("link", name="Ask it only when").click()
    add_condition(page, f"1.1 {HEARD}", "No")
    expect(page.locator(".gt-lacking")).to_contain_text("Housing is asked this but not")
    look(page)
    page.get_by_role("link", name=f"Back to {NEW}").click()
    page.get_by_label("Housing", exact=True).first.uncheck()
    say_saved(page)
    expect(page.get_by_text("to finish", exact=False)).to_have_count(0)

    for kind, what in (("Education", NEW), ("Police", "You may also have seen")):
        page.get_by_label("As which kind of agency").select_option(label=f"As {kind}")
        page.get_by_role("button", name="Show", exact=True).click()
        shown = page.get_by_role("region", name=f"As {kind} will be asked")
        expect(shown).to_contain_text(what)
    expect(shown).not_to_contain_text(NEW)

    page.get_by_role("link", name="Look at what changes, and publish").click()
    page.get_by_label("Yes, it asks the same").check()
    page.get_by_label("Why", exact=True).fill("Shorter words for the same thing.")
    look(page)
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.get_by_text("Version 2 is published.")).to_be_visible()
    with live.database.reading() as session:
        tool = newest_tools(session, scene.coordinator.partnership)[TOOL.key]
    assert tool.question("voice.daily-life").text == HEARD
    assert tool.question("voice.listened-child").show_when != ()


def somebody_else_writes_in_the_same_place(
    live: Live, page: Page, browser: Browser, scene: Scene
) -> None:
    """Both contents are there to choose from, and what is undone is one's own."""
    assert scene.coordinator is not None
    person = factories.make_person(live.database, scene.coordinator.partnership, Role.COORDINATOR)
    with browser.new_context(viewport=OFFICE) as context:
        other = context.new_page()
        live.sign_in(other, person)
        other.goto(page.url)
        page.get_by_label("Guidance", exact=True).fill("In any way.")
        say_saved(page)
        expect(page.locator("[data-fresh=undo]")).to_contain_text("Guidance")
        box = other.get_by_label("Guidance", exact=True)
        box.fill("By anybody.")
        expect(other.get_by_text("Somebody else changed this at the same time.")).to_be_visible()
        expect(other.locator("[data-clash]")).to_contain_text("In any way.")
        expect(box).to_have_value("By anybody.")
        expect(other.locator("[data-saved]")).to_contain_text("Not saved: 1 change.")
        look(other)
        other.get_by_role("button", name="Put mine there").click()
        say_saved(other)
        other.get_by_role("button", name="Undo").click()
        expect(other.get_by_label("Guidance", exact=True)).to_have_value("In any way.")
    page.reload()
    expect(page.get_by_label("Guidance", exact=True)).to_have_value("In any way.")


def test_a_tool_is_made_from_nothing_and_an_audit_set_up_with_it(
    live: Live, page: Page, scene: Scene
) -> None:
    assert scene.coordinator is not None
    live.sign_in(page, scene.coordinator)
    page.goto(live.url("/tools"))
    page.get_by_role("link", name="Make a new tool from nothing").click()
    page.get_by_label("Name of the new audit tool").fill("Turning 18: did anybody hand over?")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Add the first section.")).to_be_visible()
    page.get_by_label("New section").fill("Handing over")
    page.get_by_role("button", name="Add the section").click()
    page.get_by_role("link", name="Turning 18").first.click()
    page.locator("summary", has_text="Scales").click()
    page.get_by_label("New scale").fill("How it was handed over")
    page.get_by_role("button", name="Add the scale").click()
    for grade, meaning, enough in (("Well", "They met.", "Yes"), ("Not yet", "Nobody met.", "No")):
        page.get_by_label("New grade").fill(grade)
        page.get_by_role("button", name="Add the grade").click()
        expect(page.get_by_label("Grade", exact=True).last).to_be_focused()
        page.get_by_label("What it means").last.fill(meaning)
        page.get_by_label("Is practice of this grade good enough?").last.select_option(label=enough)
        say_saved(page)
    page.get_by_role("link", name="Turning 18").first.click()
    page.get_by_label("New question in this section").fill(MEETING)
    page.locator("#sections_handing-over").get_by_role("button", name="Add").click()
    for kind in ("Police", "Education"):
        page.get_by_label(kind, exact=True).first.check()
    page.locator("summary", has_text="Themes, criteria and links").click()
    page.get_by_label("Stepping down, closing and moving on").check()
    page.get_by_label("Inspection criteria").fill("Planning together")
    expect(page.get_by_text("to finish", exact=False)).to_have_count(0)
    say_saved(page)
    page.get_by_role("link", name="Look at what changes, and publish").click()
    look(page)
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()
    expect(page.get_by_role("listitem").get_by_text(MEETING)).to_be_visible()
    page.get_by_role("button", name="Set up an audit with it").click()
    page.get_by_label("Title", exact=True).fill("Leaving at 18, spring")
    page.get_by_label("Well, Not yet").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Leaving at 18, spring")


def test_what_each_row_asks_is_added_without_another_look_at_the_page(
    live: Live, page: Page, scene: Scene
) -> None:
    assert scene.coordinator is not None
    tools.publish_shipped(live.database, by=scene.coordinator)
    live.sign_in(page, scene.coordinator)
    page.goto(live.url("/tools"))
    page.locator("main").get_by_role("link", name=TOOL.title).click()
    page.get_by_role("button", name="Make the next version").click()
    page.get_by_role("link", name=DAILY).click()
    page.get_by_label("How it is answered").select_option(label=IN_ROWS)
    page.get_by_label("What one row is called").fill("Friend")
    page.get_by_label("New part of a row").fill("How the friend is")
    page.get_by_role("button", name="Add the part of a row").click()
    page.locator("[data-movable]").get_by_label("How it is answered").select_option(
        label="One of several answers"
    )
    # Whoever still stands in the list of kinds is shown at once where answers are added.
    for answer in ("Safe", "Not safe"):
        add_answer(page, answer)
    asked = page.locator("[data-rows]")
    expect(asked.get_by_role("group", name="Friend 1")).to_be_visible()
    expect(asked.get_by_label("How the friend is")).to_be_visible()
    expect(page.locator(".gt-lacking")).to_have_count(0)
    look(page)
