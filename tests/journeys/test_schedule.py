"""Arranging discussions by the keyboard alone, on an office screen and looked at on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Live, check_axe, check_no_sideways
from tests.scenes import Scene

pytestmark = pytest.mark.browser


def look(page: Page) -> None:
    """Find no barrier on the page that is open, and nothing beside it on a phone."""
    check_axe(page)
    office = page.viewport_size
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    check_no_sideways(page)
    assert office
    page.set_viewport_size(office)


def test_two_dates_and_who_comes_take_the_keyboard_alone(
    live: Live, page: Page, scene: Scene
) -> None:
    assert scene.coordinator
    live.sign_in(page, scene.coordinator)
    page.goto(live.url(f"/audits/{scene.audit}/schedule"))
    look(page)
    for reference, starts in (("SYV30-01", "930"), ("SYV30-02", "10")):
        # A browser's calendar takes the parts of a day one after the other, in its own order.
        page.get_by_label(f"Day ({reference})").fill("2030-06-11")
        page.get_by_label(f"Starts ({reference})").focus()
        page.keyboard.type(starts)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("Room 3")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The dates are saved.")).to_be_visible()
    expect(page.get_by_text("Chris Chair is in case 2 of 2 at the same time.")).to_be_visible()
    expect(page.get_by_label("Starts (SYV30-01)")).to_have_value("09:30")
    look(page)

    page.get_by_role("link", name="who comes to SYV30-01").press("Enter")
    look(page)
    page.get_by_label("Who is expected (Police, one more)").focus()
    page.keyboard.type("Ann Green")
    page.keyboard.press("Tab")
    page.keyboard.type("Com")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Reply (Police, Ann Green)")).to_have_value("coming")
    look(page)
