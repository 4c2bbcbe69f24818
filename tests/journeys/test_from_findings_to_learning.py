"""After the discussions: the Business Unit, Silver MACE and the L&D group take the thread on.

Each does in Chromium what they come for, in the demonstration, and is told no more than is theirs.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.config import Mode, Settings
from tests.journeys.conftest import Live, check_axe
from tests.loaded import somebody

pytestmark = pytest.mark.browser

UNDER_WAY = "Serious youth violence audit, Quarter 1 2025/26"
FINISHED = "Serious youth violence audit, Quarter 3 2024/25"


@pytest.fixture(scope="module")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """On the demonstration's own day."""
    return replace(settings, mode=Mode.DEMONSTRATION)


def become(live: Live, page: Page, name: str) -> None:
    live.sign_in(page, somebody(live.database, name))
    page.goto(live.url("/"))


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def test_the_business_unit_sorts_with_one_key_and_fills_in_a_meeting(
    live: Live, page: Page
) -> None:
    become(live, page, "Beth")
    follow(page, UNDER_WAY)
    follow(page, "Sort findings into themes")
    expect(page.get_by_text("44 of 46 sorted")).to_be_visible()
    page.get_by_role("main").get_by_text("Sort the next one").click()
    check_axe(page)
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^45 of 46 sorted"))

    page.get_by_role("link", name="Meetings", exact=True).click()
    follow(page, "Executive, 11 June 2025")
    page.get_by_text("Decisions page, to project").click()
    page.get_by_label("What was decided").fill("The Executive is assured, and reads the re-audit.")
    page.get_by_label("Who takes it on, in which role").fill("Chair of Silver MACE")
    page.get_by_label("By when").fill("2025-09-30")
    page.get_by_role("button", name="Save item 1").click()
    expect(page.get_by_text("The Executive is assured").first).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Leave this view").click()
    expect(page.get_by_text("30 September 2025").first).to_be_visible()


def test_silver_mace_reads_what_it_is_asked_and_how_the_numbers_are_made(
    live: Live, page: Page
) -> None:
    become(live, page, "Hassan")
    follow(page, FINISHED)
    expect(page.get_by_text("You are asked to:")).to_be_visible()
    expect(
        page.get_by_text("6 of 6 children: Sharing information could be better.")
    ).to_be_visible()
    expect(page.get_by_text("they graded 3 of 6 children that we had agreed")).to_be_visible()
    follow(page, "How the numbers are made")
    check_axe(page)
    expect(page.get_by_role("main")).not_to_contain_text("SYV24-")


def test_the_learning_group_goes_from_a_need_to_the_offer_and_the_strategy(
    live: Live, page: Page
) -> None:
    become(live, page, "Imogen")
    follow(page, FINISHED)
    follow(page, "Needs against the offer: Identity and unequal treatment")
    expect(page.get_by_text("The group says partly covered").first).to_be_visible()
    page.goto(live.url("/training-needs"))
    follow(page, "The learning strategy")
    follow(page, "Learning and development strategy 2024 to 2026")
    expect(page.get_by_text("4 are overdue.")).to_be_visible()
    follow(page, "2.1, 6 to 8 weeks later, with the manager")
    follow(page, "Say what was measured : 6 to 8 weeks later, with the manager")
    check_axe(page)
    page.get_by_label("How much was done").fill("12 of 22 managers were asked.")
    page.get_by_label("On which day it was measured").fill("2025-05-20")
    page.get_by_role("button", name="Save").first.click()
    page.goto(live.url("/strategies"))
    expect(page.get_by_text("3 evaluation points overdue")).to_be_visible()
