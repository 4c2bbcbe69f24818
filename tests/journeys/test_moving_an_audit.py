"""The tool of an audit under way is amended in the browser, and the audit moved: nothing is lost.

Whoever amends it rewords, drops and adds a question while agencies answer, says what stays
comparable, looks at what would move, and moves it; the agency finds all that it answered.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from app.operations import tools
from tests.journeys.conftest import Live, look
from tests.journeys.saving import say_saved
from tests.scenes import TOOL, Scene

pytestmark = pytest.mark.browser

DAILY = "Can you describe, from your record, what daily life is like for this child?"
SHORTER = "Does your record say what daily life is like for this child?"
TRUSTED = "voice.trusted-person"
TOLD = "What did the child tell you?"


def test_an_audit_is_amended_in_its_midst_and_its_agency_finds_all_that_it_answered(
    live: Live, page: Page, scene: Scene
) -> None:
    scene.answer("SYV30-01", "school", {"voice.daily-life": "yes", "voice.daily-life/seen": "Log"})
    scene.answer("SYV30-01", "school", {TRUSTED: "Her form tutor."})
    scene.send("SYV30-02", "police")
    assert scene.coordinator
    tools.publish_shipped(live.database, by=scene.coordinator)

    live.sign_in(page, scene.coordinator)
    page.goto(live.url("/tools"))
    page.locator("main").get_by_role("link", name=TOOL.title).click()
    page.get_by_role("button", name="Make the next version").click()
    page.get_by_role("link", name=DAILY).click()
    page.get_by_label("Question", exact=True).fill(SHORTER)
    say_saved(page)
    page.get_by_role("link", name=TOOL.title).first.click()
    page.get_by_role("link", name=TOOL.question(TRUSTED).text).click()
    page.get_by_role("button", name="Take this out of the tool").click()
    page.get_by_role("link", name=TOOL.title).first.click()
    voice = page.locator("#sections_voice")
    voice.get_by_label("New question in this section").fill(TOLD)
    voice.get_by_role("button", name="Add").click()
    page.get_by_label("How it is answered").select_option(label="A long text")
    page.get_by_label("Education", exact=True).first.check()
    say_saved(page)
    page.get_by_role("link", name="Look at what changes, and publish").click()
    page.get_by_label("Yes, it asks the same").check()
    page.get_by_label("Why", exact=True).fill("Shorter words for the same thing.")
    look(page)
    page.get_by_role("button", name="Publish version 2").click()
    page.get_by_role("link", name=re.compile("with version 1$")).click()
    expect(page.get_by_text("1 case would move")).to_be_visible()
    expect(page.get_by_text("1 of 2 returns is sent.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Move 1 case to version 2").click()
    expect(page.get_by_text("Nothing that was answered is lost.")).to_be_visible()

    # What was reworded and declared the same keeps its answer; what was dropped is in the copy.
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))
    expect(page.get_by_text(TOLD, exact=True)).to_be_visible()
    reworded = page.get_by_role("group", name=SHORTER)
    expect(reworded.get_by_label("Yes", exact=True)).to_be_checked()
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/copy"))
    expect(page.get_by_role("heading", name="Answered to an earlier version")).to_be_visible()
    expect(page.get_by_text("Her form tutor.")).to_be_visible()
    look(page)
