"""The Business Unit sets up an audit in a browser, from nothing to the board."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from app.db.audits import list_audits
from app.db.board import read_board
from app.db.engine import Database
from audit_tools.cycles import Phase
from audit_tools.permissions import Role
from tests.journeys.conftest import PHONE, Live, check_axe, check_no_sideways
from tests.preparations import AT_RANDOM, Preparation, make_preparation

pytestmark = pytest.mark.browser

TITLE = "Serious youth violence, Quarter 2 2025/26"
DAYS = {
    "First day of the period": date(2025, 4, 1),
    "Last day of the period": date(2025, 6, 30),
    "Returns due": date(2025, 8, 15),
    "First day of discussions": date(2025, 8, 26),
    "Last day of discussions": date(2025, 8, 28),
}
HEADINGS = "reference\tage band\tsex\tethnicity group\tplan type\tlocality\n"
ROWS = "".join(
    f"SYV25-{number}\t13-15\tmale\tAsian\tchild in need\t{('East', 'West')[number % 2]}\n"
    for number in range(20, 40)
)


@pytest.fixture
def prepared(database: Database) -> Preparation:
    """A partnership with agencies, people and a published tool."""
    prepared = make_preparation(database)
    prepared.person(Role.CHAIR)
    prepared.person(Role.NOTE_TAKER)
    return prepared


def look(page: Page) -> None:
    """Check the page as it is, and on a phone."""
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_axe(page)
    desk = page.viewport_size
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    check_no_sideways(page)
    if desk:
        page.set_viewport_size(desk)


def test_an_audit_is_set_up_from_nothing_to_the_board(
    live: Live, prepared: Preparation, page: Page
) -> None:
    live.sign_in(page, prepared.unit)
    page.goto(live.url("/audits"))
    look(page)
    page.get_by_role("button", name="Set up an audit").click()
    write_details(page)
    look(page)
    page.get_by_role("link", name="The children", exact=True).click()
    bring_in_and_draw(page)
    page.get_by_role("button", name="Next: which agencies know them").click()
    look(page)
    say_who_knows(page)
    appoint(page)
    page.get_by_role("button", name="Continue").click()
    look(page)
    page.get_by_role("button", name="Start the audit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Eight returns to come, due 15 August 2025.")).to_be_visible()
    look(page)
    check_stored(prepared)


def write_details(page: Page) -> None:
    look(page)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a title")
    look(page)
    page.get_by_label("Title").fill(TITLE)
    for label, day in DAYS.items():
        page.get_by_label(label).fill(day.isoformat())
    page.get_by_label("Strong, Mostly secure, Needs strengthening, Urgent").check()
    page.get_by_role("button", name="Save and continue").click()


def bring_in_and_draw(page: Page) -> None:
    look(page)
    page.get_by_label("Or paste the rows").fill(HEADINGS + ROWS.replace("SYV25-21", "Sam Smith"))
    page.get_by_role("button", name="Bring in the list").click()
    expect(page.get_by_role("alert")).to_contain_text("Row 3, reference: This looks like a name")
    look(page)
    page.get_by_label("Or paste the rows").fill(HEADINGS + ROWS)
    page.get_by_role("button", name="Bring in the list").click()
    expect(page.get_by_text("20 children in scope.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Draw the cases").click()
    page.get_by_label("How many cases").fill("4")
    page.get_by_label("Locality").check()
    page.get_by_label("Seed").fill("28 May 2025")
    page.get_by_role("button", name="Show the draw").click()
    expect(page.get_by_role("button", name="Confirm this draw")).to_be_visible()
    expect(page.get_by_text("shown for this audit")).to_have_count(0)
    page.get_by_label("Seed").fill("29 May 2025")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is the second draw shown for this audit.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Confirm this draw").click()
    expect(page.get_by_text("4 of 20 children in scope")).to_be_visible()
    expect(page.get_by_text("Draws shown before it was confirmed: 2.")).to_be_visible()
    look(page)


def say_who_knows(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Say which")).first.click()
    look(page)
    page.get_by_label("Police: Known", exact=True).check()
    page.get_by_label("School: Known", exact=True).check()
    page.get_by_label("Social care: Not known", exact=True).check()
    page.get_by_label("School leads").check()
    page.get_by_label("Use the same for every case").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved, and used for 3 more.")).to_be_visible()


def appoint(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Choose for ")).first.click()
    look(page)
    page.get_by_label("Chair", exact=True).select_option(index=1)
    page.get_by_label("Note-taker").select_option(index=1)
    page.get_by_label("Use the same for every case").check()
    page.get_by_role("button", name="Save").click()


def check_stored(prepared: Preparation) -> None:
    with prepared.database.reading() as session:
        audits = list_audits(session, prepared.partnership)
        (started,) = (a for a in audits if a.cycle.phase is Phase.COLLECTING)
        board = read_board(session, prepared.unit, started.id)
    assert started.scale is not None
    assert started.scale.key == "plain"
    assert len(board.rows) == 4
    assert all(set(row.returns) == {"police", "school", "social-care"} for row in board.rows)
    assert all(row.case.case.lead == "school" for row in board.rows)


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


def test_a_case_is_run_from_its_page_without_scripts(
    live: Live, prepared: Preparation, browser: Browser
) -> None:
    """Replacing, asking another agency, withdrawing: each a page, a reason and a button."""
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
    page.get_by_label("Why this case is replaced").fill("Moved away before the period")
    page.get_by_label("Reference").fill("SYV25-09")
    page.get_by_label("Age band").select_option("16-17")
    page.get_by_role("button", name="Replace the case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which agencies know this child?")
    page.goto(f"/audits/{prepared.audit}")
    expect(page.get_by_role("row").filter(has_text="SYV25-01")).to_contain_text("withdrawn")
    context.close()


def test_the_pages_of_a_case_are_accessible_and_fit_a_phone(
    live: Live, prepared: Preparation, page: Page
) -> None:
    case = prepared.started_case()
    audit = prepared.audit
    live.sign_in(page, prepared.unit)
    for path in (
        f"/cases/{case}",
        f"/cases/{case}/withdraw",
        f"/cases/{case}/replace",
        f"/cases/{case}/conflict",
        f"/audits/{audit}/close",
        f"/audits/{audit}/dates",
        f"/audits/{audit}/core-group",
        f"/audits/{audit}/cases/new",
        "/tools",
        f"/tools/{prepared.tool}",
    ):
        page.goto(live.url(path))
        look(page)
