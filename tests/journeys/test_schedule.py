"""Arranging discussions by the keyboard alone, on an office screen and looked at on a phone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Live, check_tab_leads_through, look
from tests.journeys.steps import tab_to
from tests.scenes import Scene

pytestmark = pytest.mark.browser


def type_into(box: Locator, text: str) -> None:
    tab_to(box)
    box.page.keyboard.type(text)


def test_two_dates_and_who_comes_take_the_keyboard_alone(
    live: Live, page: Page, scene: Scene
) -> None:
    assert scene.coordinator
    live.sign_in(page, scene.coordinator)
    page.goto(live.url(f"/audits/{scene.audit}/schedule"))
    check_tab_leads_through(page)
    look(page)
    for reference, starts in (("SYV30-01", "930"), ("SYV30-02", "10")):
        # A browser takes the parts of a day in its own order: of this one day and month are equal.
        type_into(page.get_by_label(f"Day ({reference})"), "08082030")
        type_into(page.get_by_label(f"Starts ({reference})"), starts)
        type_into(page.get_by_label(f"Room or link ({reference})"), "Room 3")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The dates are saved.")).to_be_visible()
    expect(page.get_by_text("Chris Chair is in case 2 of 2 at the same time.")).to_be_visible()
    expect(page.get_by_label("Starts (SYV30-01)")).to_have_value("09:30")
    look(page)

    tab_to(page.get_by_role("link", name="who comes to SYV30-01"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who comes")
    look(page)
    type_into(page.get_by_label("Who is expected (Police, one more)"), "Ann Green")
    type_into(page.get_by_label("Reply (Police, one more)"), "Com")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Reply (Police, Ann Green)")).to_have_value("coming")
    look(page)
