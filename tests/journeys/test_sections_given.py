"""A lead gives one section to a colleague, who answers it, and takes it back when she is away."""

import pytest
from playwright.sync_api import Browser, Page, expect

from audit_tools.permissions import Grant, Role
from tests import factories
from tests.journeys.conftest import Live, check_axe, check_no_sideways
from tests.scenes import Scene

pytestmark = pytest.mark.browser


def test_a_section_goes_to_a_colleague_and_back_with_its_answers(
    live: Live, browser: Browser, page: Page, scene: Scene
) -> None:
    nurse = factories.make_person(
        scene.database, scene.partnership, Grant(Role.PRACTITIONER, "school"), name="Nora Nurse"
    )
    live.sign_in(page, scene.leads["school"])
    _choose(live, page, "Nora Nurse")
    expect(page.get_by_text("with Nora Nurse")).to_be_visible()

    theirs = browser.new_context(locale="en-GB").new_page()
    live.sign_in(theirs, nurse)
    theirs.goto(live.url("/returns"))
    expect(theirs.get_by_text("1 section given to you")).to_be_visible()
    check_axe(theirs)
    theirs.get_by_role("button", name="Start SYV30-01").click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Voice and lived experience")
    check_axe(theirs)
    check_no_sideways(theirs)
    theirs.get_by_role("textbox", name="What went well, line 1").fill("Heard on her own.")
    theirs.get_by_role("button", name="Save and continue").click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Your returns")

    _choose(live, page, "Nobody")
    expect(page.get_by_text("with Nora Nurse")).to_have_count(0)
    theirs.reload()
    expect(theirs.get_by_text("SYV30-01")).to_have_count(0)
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))
    expect(page.get_by_role("textbox", name="What went well, line 1")).to_have_value(
        "Heard on her own."
    )
    theirs.context.close()


def _choose(live: Live, page: Page, who: str) -> None:
    """As the lead, by keyboard alone: give the section of the child's voice to somebody."""
    page.goto(live.url("/returns"))
    page.get_by_role("link", name="give single sections (SYV30-01)").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Give single sections")
    check_axe(page)
    box = page.get_by_label("Voice and lived experience")
    box.focus()
    page.keyboard.type(who[:3])
    page.keyboard.press("Tab")
    expect(box.locator("option:checked")).to_have_text(who)
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your returns")
