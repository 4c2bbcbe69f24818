"""The Business Unit writes the reminders, copies them into mails, and the board says so."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, Live, check_axe, check_no_sideways
from tests.scenes import DUE, Scene

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def two_days_before(live: Live) -> None:
    """It is two days before the returns are due."""
    noon = datetime(DUE.year, DUE.month, DUE.day, 12, tzinfo=UTC) - timedelta(days=2)
    live.database.clock = lambda: noon


def open_board(live: Live, page: Page, scene: Scene) -> None:
    assert scene.coordinator is not None
    live.sign_in(page, scene.coordinator)
    page.goto(live.url(f"/audits/{scene.audit}"))


def test_reminders_are_written_copied_and_marked(live: Live, page: Page, scene: Scene) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_board(live, page, scene)
    page.get_by_role("button", name="Write the reminders").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Messages")
    check_axe(page)
    message = page.get_by_role("region").filter(has_text="Police Worker")
    message.get_by_role("button", name="Copy all of this message").click()
    expect(message.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == message.get_by_label("Text", exact=True).input_value()
    message.get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_text("One message waits to be sent.")).to_be_visible()
    page.get_by_text("Read it").last.click()
    check_axe(page)
    page.get_by_role("link", name="Serious youth violence").click()
    expect(page.get_by_role("table").get_by_text("invited 4 June").first).to_be_visible()
    check_axe(page)


def test_on_a_page_without_a_clipboard_the_text_is_selected(
    live: Live, page: Page, scene: Scene
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined});"
                         "document.execCommand = () => false;")  # fmt: skip
    open_board(live, page, scene)
    page.get_by_role("button", name="Write the reminders").click()
    page.get_by_role("button", name="Copy all of this message").first.click()
    expect(page.get_by_text("Selected: copy it with Ctrl+C").first).to_be_visible()
    assert "Dear" in page.evaluate(
        "(box => box.value.slice(box.selectionStart, box.selectionEnd))(document.activeElement)"
    )


def test_without_scripts_the_text_stands_there_to_be_selected(
    live: Live, browser: Browser, scene: Scene
) -> None:
    page = browser.new_page(java_script_enabled=False, viewport=PHONE)
    open_board(live, page, scene)
    page.get_by_role("button", name="Write the reminders").click()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.get_by_label("Text").first).to_have_value(
        re.compile(r"Dear .*\n\nYou are asked for two returns")
    )
    page.get_by_role("button", name="Mark as sent").first.click()
    expect(page.get_by_text("One message waits to be sent.")).to_be_visible()
    page.close()


def test_the_pages_fit_on_a_phone(live: Live, page: Page, scene: Scene) -> None:
    page.set_viewport_size(PHONE)
    open_board(live, page, scene)
    check_no_sideways(page)
    page.get_by_role("button", name="Write the reminders").click()
    check_no_sideways(page)
    check_axe(page)
    case, one = scene.cases["SYV30-01"], scene.returns["SYV30-01", "school"]
    page.goto(live.url(f"/cases/{case}/returns/{one}/date"))
    page.get_by_label("Later date").fill("2030-06-16")
    page.get_by_label("Why it may come later").fill("The worker is away")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Sunday 16 June 2030 is at the weekend.")).to_be_visible()
    page.goto(live.url(f"/cases/{case}/returns/{one}/date"))
    check_axe(page)
    check_no_sideways(page)
