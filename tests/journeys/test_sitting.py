"""Two people take a dip sample from its returns to a closed audit, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from audit_tools.cases import CaseState
from tests.journeys.conftest import PHONE, Live, check_axe
from tests.sittings import DipSample, make_dip_sample

pytestmark = pytest.mark.browser


def test_a_dip_sample_is_opened_agreed_and_closed_in_a_few_minutes(live: Live, page: Page) -> None:
    sample = make_dip_sample(live.database, state=CaseState.WAITING)
    live.sign_in(page, sample.people["chair"])
    open_all(live, page, sample)
    agree_all(page)
    live.sign_in(page, sample.people["coordinator"])
    make_findings(live, page, sample)
    live.sign_in(page, sample.people["chair"])
    sign_off(live, page, sample)
    live.sign_in(page, sample.people["coordinator"])
    close(live, page, sample)


def test_a_sitting_fits_on_a_phone(live: Live, page: Page) -> None:
    sample = make_dip_sample(live.database)
    page.set_viewport_size(PHONE)
    live.sign_in(page, sample.people["chair"])
    page.goto(live.url(f"/audits/{sample.audit}/sitting/open"))
    page.get_by_role("button", name="Open 4 notifications").click()
    for path in ("sitting", "sitting/findings", "sitting/sign-off"):
        page.goto(live.url(f"/audits/{sample.audit}/{path}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        check_axe(page)


def open_all(live: Live, page: Page, sample: DipSample) -> None:
    page.goto(live.url("/discussions"))
    page.get_by_role("link", name="4 notifications in one sitting").click()
    check_axe(page)
    page.get_by_role("button", name="Close all returns").click()
    page.get_by_role("button", name="Open 4 notifications").click()
    check_axe(page)
    page.get_by_role("button", name="Open 4 notifications").click()
    expect(page.get_by_text("The readers came to the same in 2 of 4")).to_be_visible()


def agree_all(page: Page) -> None:
    check_axe(page)
    page.get_by_role("button", name="Accept 2 notifications").click()
    for reference, grade in (("PN25-03", "Gaps"), ("PN25-04", "Enough")):
        case = page.get_by_role("region", name=reference)
        case.get_by_label(grade, exact=True).check()
        case.get_by_label("Why").fill("We read it again together.")
    page.get_by_role("button", name="Save what is agreed").click()
    expect(page.get_by_text("Everything is agreed.")).to_be_visible()


def make_findings(live: Live, page: Page, sample: DipSample) -> None:
    page.goto(live.url(f"/audits/{sample.audit}/sitting"))
    page.get_by_role("link", name="Make findings from the answers").click()
    check_axe(page)
    page.get_by_role("button", name="Make findings of all that went well").click()
    question = page.get_by_role("region", name="1.5")
    question.get_by_label("Why it happened").select_option(label="Knowledge and skill")
    question.get_by_role("button", name="Make 2 findings").click()
    expect(page.get_by_text("2 findings made.")).to_be_visible()


def sign_off(live: Live, page: Page, sample: DipSample) -> None:
    page.goto(live.url(f"/audits/{sample.audit}/sitting"))
    page.get_by_role("link", name="Sign off").click()
    check_axe(page)
    for agency in ("Police", "Social care"):
        page.get_by_role("group", name=agency).get_by_label("Came", exact=True).check()
    page.get_by_role("button", name="Sign off and lock 4 notifications").click()
    expect(page.get_by_text("Everything is signed off.")).to_be_visible()


def close(live: Live, page: Page, sample: DipSample) -> None:
    page.goto(live.url(f"/audits/{sample.audit}/close"))
    page.get_by_label("Why it is closed now").fill("The sample is read.")
    page.get_by_role("button", name="Close the audit").click()
    page.goto(live.url(f"/audits/{sample.audit}/summary"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What we learned from 4 notifications"
    )
