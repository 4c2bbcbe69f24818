"""A board member with four minutes, and the L&D group with an afternoon, in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import OFFICE, PHONE, Live, broken_words, check_axe, check_no_sideways
from tests.loaded import (
    FINISHED,
    LETTERS,
    UNDER_WAY,
    audit_named,
    inspection_of,
    somebody,
)

pytestmark = pytest.mark.browser
DIP_SAMPLE = "notifications-2025-02"
TITLE = "Serious youth violence audit, Quarter 3 2024/25"
AUDIENCE = "Social workers who assess, about 300, and their supervisors"


@pytest.fixture(scope="session")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


@pytest.fixture
def finished(live: Live) -> UUID:
    return audit_named(live.database, FINISHED)


def pages(live: Live) -> Iterator[str]:
    """Every page of a summary, of its needs, of two audits, and of the inspection."""
    for key in (FINISHED, LETTERS):
        audit = audit_named(live.database, key)
        yield f"/audits/{audit}/summary"
        yield f"/audits/{audit}/training-needs"
        yield f"/audits/{audit}/training-needs/identity"
        yield f"/audits/{audit}/training-needs/identity/write"
    yield f"/audits/{audit_named(live.database, DIP_SAMPLE)}/comparison"
    yield "/training-needs"
    yield f"/inspections/{inspection_of(live.database)}"


def test_a_board_member_reads_what_is_asked_the_picture_and_a_theme(
    live: Live, page: Page, finished: UUID
) -> None:
    live.sign_in(page, somebody(live.database, "Hassan"))
    page.goto(live.url(f"/audits/{finished}/summary"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What we learned from 6 children")
    expect(page.get_by_text("You are asked to: decide how urgent")).to_be_visible()
    for name in ("themes", "grades"):
        assert_drawn(page, name)
    theme = page.locator("#theme-information-sharing")
    expect(theme).to_contain_text("could be better 6 of 6")
    expect(theme.get_by_text("Why it happened")).to_be_hidden()
    theme.locator("summary").click()
    expect(theme.get_by_text("Why it happened")).to_be_visible()
    page.get_by_role("link", name="Training needs that follow").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Training needs")
    expect(page.get_by_role("link", name="Write about the need")).to_have_count(0)


def assert_drawn(page: Page, name: str) -> None:
    """The picture has arrived and says in words what it shows."""
    picture = page.locator(f'img[src$="/{name}.svg"]')
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert picture.get_attribute("alt")


def test_everything_can_be_read_with_the_keyboard(live: Live, page: Page, finished: UUID) -> None:
    live.sign_in(page, somebody(live.database, "Hassan"))
    page.goto(live.url(f"/audits/{finished}/summary"))
    theme = page.locator("#theme-recording")
    theme.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(theme.get_by_text("Why it happened")).to_be_visible()


def test_a_board_member_who_is_early_is_told_so(live: Live, page: Page) -> None:
    live.sign_in(page, somebody(live.database, "Hassan"))
    page.goto(live.url(f"/audits/{audit_named(live.database, UNDER_WAY)}/summary"))
    expect(page.get_by_text("This audit is not closed yet.")).to_be_visible()
    check_axe(page)


def test_the_business_unit_reads_an_interim_summary_that_says_so(live: Live, page: Page) -> None:
    live.sign_in(page, somebody(live.database, "Beth"))
    page.goto(live.url(f"/audits/{audit_named(live.database, UNDER_WAY)}/summary"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Interim: what we learned from 4 children"
    )
    check_axe(page)


def test_the_group_goes_from_a_need_to_its_findings_and_writes_who_needs_to_learn(
    live: Live, page: Page
) -> None:
    live.sign_in(page, somebody(live.database, "Imogen"))
    page.goto(live.url("/"))
    expect(page).to_have_url(live.url("/training-needs"))
    page.get_by_role("link", name=TITLE, exact=True).click()
    need = page.get_by_role("navigation", name="On this page").get_by_role("link").first
    title = need.inner_text()
    page.get_by_role("link", name=f"areas for development on {title}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_text("have wording agreed for sharing")).to_be_visible()
    page.get_by_role("link", name="Training needs", exact=True).last.click()
    page.get_by_role("link", name=f"Write about the need on {title}").click()
    page.get_by_label("Who needs to learn").fill(AUDIENCE)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What you wrote about the need is saved.")).to_be_visible()
    expect(page.get_by_text(AUDIENCE)).to_be_visible()


def test_all_of_it_works_without_scripts(live: Live, browser: Browser, finished: UUID) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        live.sign_in(page, somebody(live.database, "Imogen"))
        page.goto(live.url(f"/audits/{finished}/training-needs"))
        fold = page.locator("details").first
        fold.locator("summary").click()
        expect(fold.locator("dd").first).to_be_visible()
        page.get_by_role("link", name="Write about the need").first.click()
        page.get_by_label("Who needs to learn").fill(AUDIENCE)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text(AUDIENCE)).to_be_visible()


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(live: Live, page: Page) -> None:
    live.sign_in(page, somebody(live.database, "Imogen"))
    for path in pages(live):
        page.set_viewport_size(PHONE)
        page.goto(live.url(path))
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        check_axe(page)
        check_no_sideways(page)
        assert broken_words(page, "main th, main td") == []
        page.set_viewport_size(OFFICE)
        check_no_sideways(page)
