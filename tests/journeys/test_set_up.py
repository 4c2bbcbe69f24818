"""Drawing cases and running one, in a browser without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.db.engine import Database
from audit_tools.agency_kinds import AgencyKind
from tests import factories
from tests.journeys.conftest import PHONE, Live, broken_words, check_no_sideways
from tests.preparations import AT_RANDOM, make_preparation

pytestmark = pytest.mark.browser


def test_a_draw_is_shown_and_confirmed_by_keyboard_without_scripts(
    live: Live, database: Database, browser: Browser
) -> None:
    drawn = make_preparation(database, AT_RANDOM)
    drawn.bring_in()
    context = browser.new_context(java_script_enabled=False, base_url=live.address)
    page = context.new_page()
    live.sign_in(page, drawn.unit)
    page.goto(f"/audits/{drawn.audit}/draw")
    page.get_by_label("How many cases").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Confirm this draw")).to_be_visible()
    page.get_by_label("Seed").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("another")
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_text("This is the second draw shown for this audit.")).to_be_visible()
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_text("Draws shown before it was confirmed: 2.")).to_be_visible()
    assert [len(drawn.cases()), len(drawn.candidates())] == [2, 3]
    context.close()


def test_no_name_of_an_agency_is_broken_on_a_phone(
    live: Live, database: Database, page: Page
) -> None:
    prepared = make_preparation(database)
    for kind in (AgencyKind.COMMUNITY_HEALTH, AgencyKind.PROBATION):
        factories.make_agency(database, prepared.partnership, kind.value, kind=kind)
    live.sign_in(page, prepared.unit)
    page.set_viewport_size(PHONE)
    page.goto(live.url(f"/cases/{prepared.add_case('SYV25-01')}/agencies"))
    expect(page.get_by_role("rowheader", name="Community health")).to_be_visible()
    assert broken_words(page, "main th") == []
    check_no_sideways(page)


def test_a_case_is_run_from_its_page_without_scripts(
    live: Live, database: Database, browser: Browser
) -> None:
    """Replacing, asking another agency, withdrawing: each a page, a reason and a button."""
    prepared = make_preparation(database)
    case = prepared.started_case()
    context = browser.new_context(java_script_enabled=False, base_url=live.address)
    page = context.new_page()
    live.sign_in(page, prepared.unit)
    page.goto(f"/cases/{case}")
    page.get_by_role("link", name="Change who is asked").click()
    page.get_by_label("Social care: Known", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("listitem").filter(has_text="Social care")).to_contain_text(
        "not opened"
    )
    page.get_by_role("link", name="Replace this case with another").click()
    page.get_by_label("Moved out of the area").check()
    page.get_by_label("Reference").fill("SYV25-09")
    page.get_by_label("Age band").select_option("16-17")
    page.get_by_role("button", name="Replace the case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which agencies know this child?")
    page.goto(f"/audits/{prepared.audit}")
    left = "withdrawn, out of every count: moved out of the area; SYV25-09 took its place"
    expect(page.get_by_role("row").filter(has_text="SYV25-01")).to_contain_text(left)
    context.close()
