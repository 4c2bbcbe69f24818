"""Who holds no discussion and fills in no return: co-chair, core group and scrutineer, each doing
what the demonstration proposes to them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Live
from tests.loaded import somebody

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


@pytest.mark.parametrize("who", ["Ewan", "Gwen"])
def test_co_chair_and_core_group_read_a_discussion_that_was_signed_off(
    who: str, live: Live, page: Page
) -> None:
    live.sign_in(page, somebody(live.database, who))
    page.goto(live.url("/"))
    page.get_by_role("link", name="Discussions signed off").click()
    page.locator("main a[href^='/discussions/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("SYV25-01")
    expect(page.get_by_text("Signed off and locked on 23 May 2025")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name="Identification and first response").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Identification")
    expect(page.get_by_text("Agreed", exact=False).first).to_be_visible()


def test_a_scrutineer_follows_a_theme_to_its_findings(live: Live, page: Page) -> None:
    live.sign_in(page, somebody(live.database, "Jerome"))
    page.goto(live.url("/"))
    page.get_by_role("link", name="Serious youth violence audit, Quarter 3 2024/25").click()
    theme = page.locator("#theme-information-sharing")
    expect(theme).to_contain_text("could be better 6 of 6")
    theme.locator("summary").click()
    expect(theme.get_by_text("A safety plan did not reach a clinic")).to_be_visible()
    expect(theme.get_by_text("Why it happened")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
