"""The Business Unit sorts and words findings in the browser; the chair agrees the wording."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.config import Settings
from app.operations import discussions, findings
from audit_tools.findings import Source
from tests.app.discussions.stage import Stage, make_stage
from tests.journeys.conftest import PHONE, Live, check_axe, check_no_sideways

FOR_SHARING = re.compile(r"Word finding \d+ for sharing")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def stage(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return make_stage(empty_database, tmp_path_factory.mktemp("stage"))


@pytest.fixture
def settings(stage: Stage, tmp_path: Path) -> Settings:
    return stage.settings(tmp_path)


def take_two_lines(live: Live, stage: Stage) -> None:
    chair = stage.world.people["chair"]
    discussions.open_discussion(live.database, by=chair, case_id=stage.case)
    for number in (1, 2):
        line = Source("school", f"identification/development/{number}")
        findings.take_line(live.database, by=chair, case_id=stage.case, line=line)


def test_findings_are_sorted_worded_and_agreed(
    live: Live, page: Page, browser: Browser, stage: Stage
) -> None:
    take_two_lines(live, stage)
    live.sign_in(page, stage.world.people["coordinator"])
    page.goto(live.url(f"/audits/{stage.world.audit}/findings"))
    expect(page.get_by_text("3 of 5 sorted into themes.")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Sort the next one").click()
    expect(page.get_by_text("3 of 5 sorted")).to_be_visible()
    check_axe(page)
    page.get_by_role("checkbox", name="Quality of referrals and notifications").check()
    page.get_by_role("button", name="Save and sort the next").click()
    expect(page.get_by_text("4 of 5 sorted")).to_be_visible()
    page.get_by_text("All other themes").click()
    page.get_by_role("checkbox", name="Supervision").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("5 of 5 sorted into themes.")).to_be_visible()

    page.get_by_role("link", name=FOR_SHARING).last.click()
    expect(page.get_by_label("Wording for sharing")).to_be_visible()
    check_axe(page)
    page.get_by_label("Wording for sharing").fill("A school heard of an arrest from a parent.")
    page.get_by_role("button", name="Save the wording").click()
    expect(page.get_by_text("wording waits for somebody to agree it")).to_be_visible()

    chair = browser.new_context().new_page()
    live.sign_in(chair, stage.world.people["chair"])
    chair.goto(live.url("/discussions"))
    chair.get_by_role("link", name="1 wording waits for you to agree").click()
    expect(chair.get_by_text("1 wording waits for you.")).to_be_visible()
    check_axe(chair)
    chair.get_by_role("button", name="Agree the wording of finding").click()
    expect(chair.get_by_text("No wording waits for you.")).to_be_visible()
    chair.context.close()


def test_sorting_fits_a_phone(live: Live, page: Page, stage: Stage) -> None:
    take_two_lines(live, stage)
    live.sign_in(page, stage.world.people["coordinator"])
    page.set_viewport_size(PHONE)
    page.goto(live.url(f"/audits/{stage.world.audit}/findings"))
    check_no_sideways(page)
    page.get_by_role("button", name="Sort the next one").click()
    expect(page.get_by_text("3 of 5 sorted")).to_be_visible()
    check_no_sideways(page)
