"""What is marked is replaced with one click, and what is pasted from Word keeps its points."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, Live, check_axe, check_no_sideways
from tests.journeys.saving import LINE, open_voice, say_saved, stored
from tests.scenes import Scene

pytestmark = pytest.mark.browser

TEXT = "voice.trusted-person"
NAMED = "Jayden was heard. Jayden's tutor too."
REPLACED = "The child was heard. The child's tutor too."
# What Word gives: points as paragraphs, their bullets in a span of their own.
WORD = """<html><body><p class="MsoNormal">Two things:</p>{points}</body></html>"""
POINT = (
    '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·'
    "<span>&nbsp;&nbsp;&nbsp; </span></span>{text}</p>"
)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without scripts."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def box(page: Page, place: str = LINE) -> str:
    return page.locator(f'[name="{place}"]').input_value()


def paste(page: Page, place: str, text: str, html: str = "") -> None:
    """Paste as the browser does it: an event with the clipboard's texts in both forms."""
    page.locator(f'[name="{place}"]').focus()
    page.evaluate(
        """([place, text, html]) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            if (html) data.setData("text/html", html);
            const box = document.querySelector(`[name="${place}"]`);
            const options = { clipboardData: data, bubbles: true, cancelable: true };
            box.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        [place, text, html],
    )


def lines_of(page: Page) -> list[str]:
    boxes = page.locator('textarea[name^="voice/strength/"]').all()
    return [value for value in (one.input_value() for one in boxes) if value]


def test_a_click_replaces_what_is_marked_and_saves_it(live: Live, page: Page, scene: Scene) -> None:
    open_voice(live, page, scene)
    page.locator(f'[name="{LINE}"]').fill(NAMED)
    page.locator(f'[name="{LINE}"]').blur()
    below = page.locator(f'[data-marks="{LINE}"]')
    expect(below).to_contain_text("This may be somebody's name.")
    check_axe(page)

    below.get_by_role("button", name="the child instead of Jayden").click()

    expect(page.locator(f'[name="{LINE}"]')).to_have_value(REPLACED)
    expect(below).to_be_hidden()
    say_saved(page)
    assert stored(live, scene)[LINE] == REPLACED


def test_a_new_line_has_marks_of_its_own(live: Live, page: Page, scene: Scene) -> None:
    open_voice(live, page, scene)
    page.locator(f'[name="{LINE}"]').fill(NAMED)
    page.locator(f'[name="{LINE}"]').press("Enter")
    page.keyboard.press("Enter")
    page.locator('[name="voice/strength/2"]').fill("Seen by Aisha.")
    page.locator('[name="voice/strength/2"]').press("Enter")
    third = page.locator('[name="voice/strength/3"]')
    expect(third).to_be_focused()
    expect(page.locator('[data-marks="voice/strength/3"]')).to_be_hidden()
    third.fill("With Zofia.")
    third.blur()

    below = page.locator('[data-marks="voice/strength/3"]')
    below.get_by_role("button", name="Peer A instead of Zofia").click()

    expect(third).to_have_value("With Peer A.")
    assert box(page) == NAMED


def test_marks_are_replaced_without_scripts_below_the_box_and_in_check_everything(
    live: Live, plain: Page, scene: Scene
) -> None:
    scene.complete("SYV30-01", "school", {LINE: NAMED, "voice/strength/2": "With Zofia."})
    open_voice(live, plain, scene)
    plain.get_by_role("button", name="the child instead of Jayden").click()
    expect(plain.locator(f'[name="{LINE}"]')).to_have_value(REPLACED)

    plain.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/check"))
    expect(plain.locator("mark")).to_have_text(["Zofia"])
    plain.get_by_role("button", name="Peer A instead of Zofia").click()

    expect(plain.get_by_text("Replaced, and saved.")).to_be_visible()
    expect(plain.locator("mark")).to_have_count(0)
    assert stored(live, scene)["voice/strength/2"] == "With Peer A."


def test_points_from_word_become_a_line_each(live: Live, page: Page, scene: Scene) -> None:
    open_voice(live, page, scene)
    texts = ["Seen alone", "Heard", "Asked\n again", "Told"]
    html = WORD.format(points="".join(POINT.format(text=text) for text in texts))

    paste(page, LINE, "\n".join(f"·\t{text}" for text in texts), html)

    expect(page.locator('[name="voice/strength/4"]')).to_have_value("Asked again")
    assert lines_of(page) == ["Two things:", "Seen alone", "Heard", "Asked again", "Told"]
    say_saved(page)
    assert [stored(live, scene)[f"voice/strength/{n}"] for n in (2, 5)] == ["Seen alone", "Told"]


@pytest.mark.parametrize("bullet", ["•\t", "\u2013 ", "o\t", "·  "])
def test_plain_bullets_become_a_line_each(
    live: Live, page: Page, scene: Scene, bullet: str
) -> None:
    open_voice(live, page, scene)
    paste(page, LINE, f"{bullet}Seen alone\r\n{bullet}Heard\r\n")
    expect(page.locator('[name="voice/strength/2"]')).to_have_value("Heard")
    assert lines_of(page) == ["Seen alone", "Heard"]


def test_a_list_of_a_page_becomes_a_line_each(live: Live, page: Page, scene: Scene) -> None:
    open_voice(live, page, scene)
    html = "<ul><li>Seen alone</li><li><p>Heard</p><ul><li>At home</li></ul></li></ul>"
    paste(page, LINE, "Seen alone\nHeard\nAt home", html)
    expect(page.locator('[name="voice/strength/3"]')).to_have_value("At home")
    assert lines_of(page) == ["Seen alone", "Heard", "At home"]


def test_points_beyond_the_last_line_are_kept_in_it_and_a_note_says_so(
    live: Live, page: Page, scene: Scene
) -> None:
    open_voice(live, page, scene)
    paste(page, LINE, "\n".join(f"• Point {number}" for number in range(1, 33)))

    last = page.locator('[name="voice/strength/30"]')
    expect(last).to_have_value("Point 30; Point 31; Point 32")
    expect(page.get_by_text("There is no room for more lines.")).to_be_visible()
    assert len(lines_of(page)) == 30
    say_saved(page)
    assert stored(live, scene)["voice/strength/30"] == "Point 30; Point 31; Point 32"


def test_a_text_box_keeps_points_as_lines(live: Live, page: Page, scene: Scene) -> None:
    open_voice(live, page, scene)
    paste(page, TEXT, "Whom:\r\n•\tA tutor\r\n•\tAn aunt")
    expect(page.locator(f'[name="{TEXT}"]')).to_have_value("Whom:\n- A tutor\n- An aunt")


def test_what_has_no_points_is_pasted_by_the_browser(live: Live, page: Page, scene: Scene) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_voice(live, page, scene)
    page.evaluate("navigator.clipboard.writeText('The tutor listened.')")
    page.locator(f'[name="{LINE}"]').focus()
    page.keyboard.press("Control+V")
    expect(page.locator(f'[name="{LINE}"]')).to_have_value("The tutor listened.")
    page.evaluate("navigator.clipboard.writeText('• Seen\\n• Heard')")
    page.locator('[name="voice/development/1"]').focus()
    page.keyboard.press("Control+V")
    expect(page.locator('[name="voice/development/2"]')).to_have_value("Heard")


def test_the_lists_of_words_are_kept_by_keyboard_and_on_a_phone(
    live: Live, page: Page, scene: Scene
) -> None:
    assert scene.coordinator
    live.sign_in(page, scene.coordinator)
    page.goto(live.url("/partnership"))
    page.get_by_role("link", name="Names, words that blame a child, and acronyms").click()
    check_axe(page)
    page.get_by_role("link", name="Acronyms").click()
    check_axe(page)
    page.get_by_text("Add an entry or change one").click()
    page.get_by_label("Acronym").fill("BU")
    page.get_by_label("What it stands for").fill("Business Unit")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The list is changed.")).to_be_visible()
    page.get_by_role("button", name="Take off BU").click()
    expect(page.get_by_role("button", name="Put back BU")).to_be_visible()
    page.set_viewport_size(PHONE)
    for kind in ("", "/acronym", "/blaming", "/always-marked", "/not-a-name"):
        page.goto(live.url(f"/partnership/words{kind}"))
        check_no_sideways(page)
        check_axe(page)


def test_acronyms_stand_at_the_end_of_the_copy(live: Live, page: Page, scene: Scene) -> None:
    scene.answer("SYV30-01", "school", {LINE: "The DSL wrote to the MASH."})
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/copy"))
    listed = page.get_by_role("region", name="Acronyms on this page")
    expect(listed).to_contain_text("designated safeguarding lead")
    check_axe(page)
