"""The pages around a return: without scripts, on a phone, and without a barrier on any of them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.operations import concerns
from app.operations import returns as operations
from audit_tools.agency_kinds import AgencyKind
from audit_tools.discussions import graded_sections
from audit_tools.tool import AnswerType
from tests.journeys.conftest import (
    PHONE,
    Live,
    broken_words,
    check_axe,
    check_no_sideways,
    look,
)
from tests.scenes import TOOL, Scene

pytestmark = pytest.mark.browser
CASE = "SYV30-01"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without scripts."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone, 375 pixels wide."""
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_whole_return_is_given_without_scripts(live: Live, plain: Page, scene: Scene) -> None:
    live.sign_in(plain, scene.practitioners["police"])
    plain.goto(live.url("/returns"))
    plain.get_by_role("button", name="Start SYV30-01").click()
    for section in TOOL.return_sections(AgencyKind.POLICE, lead=True):
        expect(plain.get_by_role("heading", level=1)).to_have_text(section.title)
        _answer_all(plain)
        plain.get_by_role("button", name="Save and continue").click()
        if section.key == "justice":
            # The question that an answer opened is asked before the next section.
            expect(plain.get_by_role("heading", level=1)).to_have_text(section.title)
            _answer_all(plain)
            plain.get_by_role("button", name="Save and continue").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Check everything")
    plain.get_by_label("It can stay").check()
    plain.get_by_label("I have checked this return").check()
    plain.get_by_role("button", name="Send").click()

    expect(plain.get_by_role("heading", level=1)).to_have_text("Sent")
    plain.get_by_role("link", name="Your copy").click()
    expect(plain.get_by_text("Told the school at LS1 4AP the same night.").first).to_be_visible()


def _answer_all(page: Page) -> None:
    """Answer what is shown: yes, or the first choice; a good grade, and a line for it."""
    for question in TOOL.questions:
        choice = page.locator(f'[name="{question.key}"]').first
        if question.type in (AnswerType.ASSESSMENT, AnswerType.SINGLE) and choice.is_visible():
            choice.check()
    grade = page.get_by_role("radio", name="Good")
    if grade.count():
        grade.check()
        line = page.get_by_role("textbox", name="What went well, line 1")
        is_first = page.get_by_role("heading", level=1).text_content() == TOOL.sections[1].title
        line.fill("Told the school at LS1 4AP the same night." if is_first else "A good line.")


def test_nothing_to_add_closes_a_section_in_one_click(live: Live, page: Page, scene: Scene) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))

    page.get_by_role("button", name="Nothing to add").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Identification and first response")
    page.goto(live.url("/returns"))
    expect(page.get_by_text("9 of 10 sections left")).to_be_visible()


def test_not_known_to_us_is_one_click(live: Live, page: Page, scene: Scene) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url("/returns"))

    page.get_by_role("button", name="This child was not known to us (SYV30-02)").click()

    expect(page.get_by_role("button", name="Undo: this child is known to us")).to_be_visible()
    page.goto(live.url("/returns"))
    expect(page.get_by_text("This child was not known to you", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Start SYV30-02")).to_have_count(0)


def test_a_lead_gives_a_return_to_a_colleague(live: Live, page: Page, scene: Scene) -> None:
    live.sign_in(page, scene.leads["school"])
    page.goto(live.url("/returns"))
    page.get_by_role("link", name="change (SYV30-01)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who completes this return?")
    check_axe(page)
    page.get_by_label("School Lead").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("With School Lead, School Worker ·")).to_be_visible()


def test_a_concern_stays_on_top_until_somebody_has_seen_to_it(
    live: Live, page: Page, scene: Scene
) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))
    page.get_by_role("link", name="Worried about this child now?").click()
    expect(page.get_by_text("This audit is no referral.")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your concern is recorded")).to_be_visible()
    expect(page.get_by_role("region", name="Immediate concerns")).to_have_count(0)

    live.sign_in(page, scene.leads["school"])
    page.goto(live.url("/returns"))
    check_axe(page)
    page.get_by_role("region", name="Immediate concerns").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("An immediate concern")
    check_axe(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what was done and by whom")
    page.get_by_label("What was done, and by whom?").fill("The front door was told at 14:30.")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("The front door was told at 14:30.")).to_be_visible()
    expect(page.get_by_role("region", name="Immediate concerns")).to_have_count(0)


def test_on_a_phone_the_longest_state_breaks_no_title(
    live: Live, phone: Page, scene: Scene
) -> None:
    said = {"nothing": "yes", "grade": "not-our-part"}
    sections = [section.key for section in graded_sections(TOOL)]
    entries = {f"{key}/{part}": text for key in sections for part, text in said.items()}
    scene.answer(CASE, "school", entries)
    live.sign_in(phone, scene.practitioners["school"])
    phone.goto(live.url(f"/returns/{scene.returns[CASE, 'school']}/check"))
    expect(phone.get_by_text("Nothing to add · Not our part").first).to_be_visible()
    assert broken_words(phone, ".gt-check__section a") == []


def paths(scene: Scene) -> list[str]:
    """Every page of a practitioner and of a lead, in each of a return's states."""
    first, second = (scene.returns[r, "school"] for r in ("SYV30-01", "SYV30-02"))
    return [
        "/returns",
        f"/returns/{first}/sections/voice",
        f"/returns/{first}/sections/justice",
        f"/returns/{first}/check",
        f"/returns/{first}/copy",
        f"/returns/{first}/concern",
        f"/returns/{first}/people",
        f"/returns/{second}/copy",
        f"/returns/{second}/sent",
    ]


@pytest.fixture
def busy(scene: Scene) -> Scene:
    """One return reopened and half written, with a mark; one sent; a concern."""
    scene.send("SYV30-01", "school")
    assert scene.coordinator
    operations.reopen_return(
        scene.database,
        by=scene.coordinator,
        return_id=scene.returns["SYV30-01", "school"],
        reason="Please say more about school.",
    )
    scene.answer("SYV30-01", "school", {
        "voice/grade": "",
        "voice/strength/1": "The tutor listened. " * 12,
        "voice/development/1": "Nobody rang back on 03/04/2025 from tutor@example.org.",
        "voice.daily-life/seen": "Pastoral log",
    })  # fmt: skip
    scene.send("SYV30-02", "school")
    concerns.raise_concern(
        scene.database,
        by=scene.practitioners["school"],
        return_id=scene.returns["SYV30-02", "school"],
    )
    return scene


def test_no_page_has_a_barrier_or_is_wider_than_a_phone(
    live: Live, page: Page, busy: Scene
) -> None:
    live.sign_in(page, busy.leads["school"])
    for path in paths(busy):
        page.goto(live.url(path))
        look(page)


def test_a_word_without_an_end_widens_no_page(live: Live, phone: Page, scene: Scene) -> None:
    phone.set_viewport_size({"width": 320, "height": 740})
    scene.answer("SYV30-01", "school", {
        "voice/strength/1": "x" * 20_000,
        "voice/development/1": "https://example.org/" + "a" * 500 + "/03/04/2025",
    })  # fmt: skip
    live.sign_in(phone, scene.practitioners["school"])
    for rest in ("sections/voice", "check", "copy"):
        phone.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/{rest}"))
        check_no_sideways(phone)
