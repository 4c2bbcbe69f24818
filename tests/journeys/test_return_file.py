"""A return that is answered in a file, from the list of returns to the file being read in."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from audit_tools.return_files.files import read_file
from tests.filled_files import filled_word, filled_workbook
from tests.journeys.conftest import Live, look
from tests.scenes import Scene

pytestmark = pytest.mark.browser


def test_a_return_is_answered_in_a_file_by_the_school_and_for_it(
    live: Live, page: Page, scene: Scene, tmp_path: Path
) -> None:
    scene.answer("SYV30-01", "school", {"voice.daily-life": "no"})
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url("/returns"))
    page.get_by_role("link", name="Answer in a file").first.click()
    look(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word file").click()
    assert "no" in {one.text.lower() for one in read_file(taken.value.path().read_bytes()).boxes}
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel workbook").click()
    typed = {"voice.daily-life": "Partly", "voice/grade": "Superb", "voice/strength/1": "Heard."}
    file = tmp_path / "filled.xlsx"
    file.write_bytes(filled_workbook(taken.value.path().read_bytes(), typed))

    page.get_by_label("File that was filled in").set_input_files(file)
    page.get_by_role("button", name="See what it would change").click()
    expect(page.get_by_text("2 answers would be saved, and 1 left out")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Read the file in").click()
    expect(page.get_by_text("2 answers from the file saved. 1 left out")).to_be_visible()

    assert scene.coordinator
    live.sign_in(page, scene.coordinator)
    page.goto(live.url(f"/cases/{scene.cases['SYV30-01']}"))
    page.locator("#school").get_by_role("link", name="From a file").click()
    look(page)
    # The school sent a Word file back by secure mail.
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word file").click()
    sent = tmp_path / "sent.docx"
    more = {"voice/strength/2": "Heard twice.", "voice/grade": "Good"}
    sent.write_bytes(filled_word(taken.value.path().read_bytes(), more))
    page.get_by_label("File that was filled in").set_input_files(sent)
    page.get_by_role("button", name="See what it would change").click()
    expect(page.get_by_text("You see what is in the file")).to_be_visible()
    expect(page.get_by_text("Heard twice.", exact=True)).to_be_visible()
    look(page)
    page.get_by_role("button", name="Read the file in").click()
    expect(page.get_by_text("It checks its return and sends it.")).to_be_visible()
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))
    for number, text in ((1, "Heard."), (2, "Heard twice.")):
        expect(page.get_by_label(f"What went well, line {number}")).to_have_value(text)
