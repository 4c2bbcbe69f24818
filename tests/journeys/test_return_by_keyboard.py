"""A whole return by keyboard alone: one key press an answer, and Tab."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from app.db import records
from app.db.models.returns import ReturnRow
from audit_tools.agency_kinds import AgencyKind
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AnswerType
from tests.journeys.conftest import Live, check_axe, check_tab_leads_through
from tests.scenes import TOOL, Scene

pytestmark = pytest.mark.browser

KIND = AgencyKind.EDUCATION


@dataclass
class Keyboard:
    """Presses keys and counts them."""

    page: Page
    presses: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def focus(self) -> str:
        """The name of the control that has the focus."""
        return str(self.page.evaluate("document.activeElement.name ?? ''"))

    def tab_to(self, name: str, most: int = 12) -> None:
        for _ in range(most):
            if self.focus() == name:
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {name} from {self.focus()}")


def test_a_whole_return_is_given_by_keyboard_alone(live: Live, page: Page, scene: Scene) -> None:
    scene.ask_fit("SYV30-01", "school")
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this the child on your sheet?")
    check_axe(page)
    # The button has the focus: one press, and never again.
    page.keyboard.press("Enter")
    for section in TOOL.return_sections(KIND, lead=False):
        expect(page.get_by_role("heading", level=1)).to_have_text(section.title)
        _complete(page, section.key)
        # From the top: scrolled, any button may stand halfway behind the bar that stays in view.
        page.evaluate("scrollTo(0, 0)")
        check_axe(page)
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check everything")
    check_axe(page)

    keyboard = Keyboard(page)
    keyboard.tab_to("declared", most=40)
    keyboard.press("Space", "Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Sent")
    check_axe(page)
    with live.database.reading() as session:
        row = session.get_one(ReturnRow, (scene.partnership, scene.returns["SYV30-01", "school"]))
        assert row.status == ReturnStatus.SUBMITTED


def _complete(page: Page, key: str) -> None:
    """Answer every question of the section and grade it; count what the answers cost."""
    page.wait_for_load_state()
    keyboard = Keyboard(page)
    questions = TOOL.section(key).questions_for(KIND, lead=False)
    choices = [q for q in questions if q.type is AnswerType.ASSESSMENT]
    for question in questions:
        assert keyboard.focus() == question.key, "Tab did not lead to the next question"
        if question in choices:
            keyboard.press("y")
            radio = page.locator(f'[name="{question.key}"][value="yes"]')
            expect(radio).to_be_checked()
        keyboard.press("Tab")
    # From the page's load on: one press an answer and one Tab a question, and nothing else.
    assert keyboard.presses == len(choices) + len(questions)
    keyboard.tab_to(f"{key}/grade", most=20)
    keyboard.press("0")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


def test_a_graded_section_with_a_line_and_its_cause_is_given_by_keyboard(
    live: Live, page: Page, scene: Scene
) -> None:
    """Beside the letters that are typed: Tab, one press a choice, and one to save."""
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/planning"))
    page.wait_for_load_state()
    keyboard, line = Keyboard(page), "planning/development/1"
    assert keyboard.focus() == "planning.know-plan"
    keyboard.press("p")
    keyboard.tab_to(line)
    page.keyboard.type("The plan was not reviewed")
    keyboard.press("Tab")
    assert keyboard.focus() == f"{line}/cause"
    keyboard.press("C")
    expect(page.locator(f'[name="{line}/cause"]')).to_have_value("capacity-or-waiting")
    keyboard.tab_to("planning/grade")
    keyboard.press("3")
    expect(page.locator('[name="planning/grade"][value="requires-improvement"]')).to_be_checked()
    expect(page.get_by_label("Why this grade?")).to_be_hidden()
    keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(TOOL.section("help").title)
    # An answer, a cause, a grade and the saving are one press each; the other seven are Tab.
    assert keyboard.presses == 4 + 7
    with live.database.reading() as session:
        stored = records.read_entries(
            session, scene.partnership, scene.returns["SYV30-01", "school"]
        )
    assert {place: one.value for place, one in stored.items()} == {
        "planning.know-plan": "partly",
        line: "The plan was not reviewed",
        f"{line}/cause": "capacity-or-waiting",
        "planning/grade": "requires-improvement",
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [("y", "yes"), ("p", "partly"), ("n", "no"), ("a", "not-applicable"), ("k", "not-known"),
     ("1", "yes"), ("5", "not-known")],
)  # fmt: skip
def test_each_answer_has_a_letter_and_a_number(
    live: Live, page: Page, scene: Scene, key: str, value: str
) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))
    page.locator('[name="voice.daily-life"]').first.focus()

    page.keyboard.press(key)

    expect(page.locator(f'[name="voice.daily-life"][value="{value}"]')).to_be_checked()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


@pytest.mark.parametrize(
    ("key", "value"), [("y", "yes"), ("n", "no"), ("k", "not-known"), ("2", "no")]
)
def test_a_question_with_choices_of_its_own_has_the_same_keys(
    live: Live, page: Page, scene: Scene, key: str, value: str
) -> None:
    live.sign_in(page, scene.practitioners["police"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'police']}/sections/justice"))
    page.locator('[name="justice.arrested"]').first.focus()

    page.keyboard.press(key)

    expect(page.locator(f'[name="justice.arrested"][value="{value}"]')).to_be_checked()


@pytest.mark.parametrize(("key", "value"), [("0", "yes"), ("1", "no"), ("3", None)])
def test_of_answers_that_are_numbers_each_has_its_own(
    live: Live, page: Page, scene: Scene, key: str, value: str | None
) -> None:
    live.sign_in(page, scene.practitioners["police"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'police']}/sections/justice"))
    answers = page.locator('[name="justice.arrested"]')
    answers.evaluate_all("(all) => all.forEach((one, at) => { one.dataset.key = at; })")
    answers.first.focus()

    page.keyboard.press(key)

    chosen = page.locator('[name="justice.arrested"]:checked')
    assert [one.get_attribute("value") for one in chosen.all()] == ([value] if value else [])


def test_the_first_question_without_an_answer_has_the_focus(
    live: Live, page: Page, scene: Scene
) -> None:
    scene.answer("SYV30-01", "school", {"voice.daily-life": "yes"})
    live.sign_in(page, scene.practitioners["school"])
    section = live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice")
    keyboard = Keyboard(page)

    page.goto(section)
    assert keyboard.focus() == "voice.trusted-person"
    page.goto(live.url("/returns"))
    page.goto(f"{section}#voice.daily-life")
    assert keyboard.focus() == "voice.daily-life"
    check_tab_leads_through(page)


def test_letters_typed_into_a_box_are_letters(live: Live, page: Page, scene: Scene) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))
    box = page.locator('[name="voice/strength/1"]')

    box.press_sequentially("yes and no")

    expect(box).to_have_value("yes and no")
    assert page.locator('[type="radio"]:checked').count() == 0


def test_enter_leads_to_a_new_line_and_delete_takes_an_answer_back(
    live: Live, page: Page, scene: Scene
) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))
    keyboard = Keyboard(page)
    page.locator('[name="voice/strength/1"]').focus()
    for number in range(1, 5):
        assert keyboard.focus() == f"voice/strength/{number}"
        page.keyboard.type(f"Line {number}")
        keyboard.press("Enter")
    page.locator('[name="voice.daily-life"]').first.focus()
    keyboard.press("y", "Delete")
    expect(page.locator('[name="voice.daily-life"]:checked')).to_have_count(0)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")

    page.reload()

    for number in range(1, 5):
        expect(page.locator(f'[name="voice/strength/{number}"]')).to_have_value(f"Line {number}")
    expect(page.locator('[name="voice.daily-life"]:checked')).to_have_count(0)
