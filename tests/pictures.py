"""The pictures of the documentation, taken from the demonstration: ``python -m tests.pictures``,
with names only those.

They show a demonstration of their own, filled afresh, on its own day at a fixed time, so that two
runs on one machine give the same pictures. Their letters are those of the machine: take them where
the letters of the system are Arial or Liberation Sans, as on an office computer.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import click
from PIL import Image
from playwright.sync_api import (
    Browser,
    FloatRect,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from tests.conftest import QUIET, find_chromium
from tests.served import serving
from tests.still import demonstrate

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
LARGEST = 250_000
COLOURS = 128
OFFICE = 1200
PHONE = 390
HEIGHT = 900
EDGE = 24


@dataclass(frozen=True)
class Cut:
    """From the top of one thing to the bottom of another, over the whole width of the page."""

    first: Locator
    last: Locator
    above: int = 0
    """How much of what stands before it belongs to the picture."""


@dataclass(frozen=True)
class Picture:
    """A file, who is signed in, and the way to what it shows."""

    name: str
    person: str
    go: Callable[[Page], Cut]
    width: int = OFFICE


def show_section(page: Page) -> Cut:
    """A section of a return, with what went well and what could be better."""
    _write_section(page)
    return Cut(page.locator("body"), page.get_by_role("button", name="Nothing to add"))


def show_section_on_phone(page: Page) -> Cut:
    _write_section(page)
    return Cut(page.locator("body"), page.get_by_text("You may also have seen"))


def show_board(page: Page) -> Cut:
    _follow(page, "Quarter 1 2025/26")
    return Cut(page.locator("main"), page.locator("main .gt-legend"))


def show_summary(page: Page) -> Cut:
    """The top of a summary, with the picture of its themes."""
    _follow(page, "Quarter 3 2024/25")
    return Cut(page.locator("main"), page.locator("main img").first)


def show_waits(page: Page) -> Cut:
    """The waits beside their standards, and the map of the standing meetings."""
    _follow(page, "Quarter 3 2024/25")
    last = page.get_by_role("region", name="Meetings to which").first
    return Cut(page.locator("#waits"), last, above=EDGE)


def show_returns_of_agency(page: Page) -> Cut:
    """The returns of an agency, and who has each."""
    return Cut(page.locator("main"), page.locator("main").get_by_text("SYV25-03").last)


def show_people(page: Page) -> Cut:
    """The first people of a partnership and what each may do."""
    return Cut(page.locator("main"), page.locator("main").get_by_text("Core group").last)


def show_training_needs(page: Page) -> Cut:
    """The first two needs."""
    _follow(page, "Quarter 3 2024/25")
    return Cut(
        page.locator("main h2:has(+ dl)").first, page.locator("main h2 + dl").nth(1), above=EDGE
    )


def show_people_of_the_demonstration(page: Page) -> Cut:
    """As whom one can look round."""
    page.locator("header").get_by_role("link", name="change").click()
    return Cut(page.locator("main"), page.locator("main ul").nth(1))


def show_action_plan(page: Page) -> Cut:
    """The rows of a plan, and how far each is."""
    _go_to(page, "Action plans")
    _follow(page, "Action plan after the inspection")
    return Cut(page.locator("main"), page.locator("main .gt-rows").first)


def show_meeting(page: Page) -> Cut:
    """A meeting that has been: its paper, and what was decided."""
    _go_to(page, "Meetings")
    _follow(page, "Silver MACE, 10 December 2024")
    return Cut(page.locator("main"), page.locator("main section").first)


def show_tool_editor(page: Page) -> Cut:
    """A question of the next version of a tool, and beside it how it will be asked."""
    _go_to(page, "Audit tools")
    _follow(page, "Serious youth violence")
    _press(page, "Make the next version")
    _follow(page, "Can you describe, from your record")
    page.get_by_label("As which kind of agency").select_option(label="As Education")
    _press(page, "Show")
    asked = page.get_by_role("group", name="Which kinds of agency are asked")
    return Cut(page.locator("body"), asked)


def show_sitting(page: Page) -> Cut:
    """Notifications that were agreed in one sitting, and where their readers differed."""
    _go_to(page, "Discussions")
    _follow(page, "Discussions signed off")
    _follow(page, "30 notifications")
    return Cut(page.locator("main"), page.locator("main .gt-sat__agreed").nth(1))


def show_discussion(page: Page) -> Cut:
    """The discussion that is ready, opened, and the section in which agencies differ most."""
    _follow(page, "SYV25-05")
    _press(page, "Open the discussion")
    _press(page, "Open the discussion")
    _press(page, "Go on with")
    page.get_by_role("radio", name="Requires improvement").check()
    for label, number, text in RECORD:
        page.get_by_role("textbox", name=label).nth(number).fill(text)
    page.get_by_role("heading", level=1).click()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    title = page.get_by_role("heading", level=1)
    return Cut(title, page.get_by_text("Wrote nothing here"), above=EDGE)


RECORD = (
    (
        "Why, in a sentence",
        0,
        "The hospital saw the risk at once. The front door closed the contact because another "
        "service was already helping.",
    ),
    ("To check afterwards", 0, "Contacts closed like this since May"),
    ("By whom", 0, "Social care"),
    ("Action, if there is one", 0, "Discuss every injury the same day"),
    ("By whom", 1, "Front door"),
    ("By when", 0, "End of June"),
)

# In this order, since the last one changes what others would show.
PICTURES = (
    Picture("section", "Wren", show_section),
    Picture("section-phone", "Wren", show_section_on_phone, PHONE),
    Picture("board", "Beth", show_board),
    Picture("summary", "Hassan", show_summary),
    Picture("waits", "Hassan", show_waits),
    Picture("returns-of-agency", "Mina", show_returns_of_agency),
    Picture("people", "Asha", show_people),
    Picture("training-needs", "Imogen", show_training_needs),
    Picture("demonstration", "Beth", show_people_of_the_demonstration),
    Picture("action-plan", "Beth", show_action_plan),
    Picture("meeting", "Beth", show_meeting),
    Picture("audit-tool", "Beth", show_tool_editor),
    Picture("dip-sample", "Dilys", show_sitting),
    Picture("discussion", "Dilys", show_discussion),
)


def _write_section(page: Page) -> None:
    _press(page, "Continue")
    page.goto(f"{page.url.rpartition('/')[0]}/voice")
    line = "What could be better, line 1"
    page.get_by_role("textbox", name=line).fill("Nobody outside the library was told.")
    page.get_by_label("Why it happened").first.select_option(label="Tool or process")
    expect(page.locator("[data-saved]")).to_have_text("Saved 11:10")


def _go_to(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name).click()


def _follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def _press(page: Page, name: str) -> None:
    """Press what looks like a button, be it one that sends something or one that leads on."""
    page.locator("main .govuk-button").get_by_text(name).last.click()


@contextlib.contextmanager
def start_browser() -> Iterator[Browser]:
    """The Chromium that the tests use."""
    found = find_chromium()
    if not found:
        raise click.ClickException("Pictures need Chromium. Run .ci/bootstrap test.")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Write one picture. Raises ``AssertionError`` where it would be too large for a page."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": HEIGHT}, locale="en-GB"
    )
    page = context.new_page()
    page.goto(f"{address}/demonstration")
    page.get_by_role("button", name=picture.person).click()
    cut = picture.go(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    file = FOLDER / f"{picture.name}.png"
    taken = page.screenshot(full_page=True, clip=_measure(cut, picture.width))
    context.close()
    # Pages have few colours: a palette of them makes a file a third as large, and looks the same.
    Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS).save(file, optimize=True)
    size = file.stat().st_size
    assert size <= LARGEST, f"{file.name} has {size} bytes, more than {LARGEST}"
    click.echo(f"{file.name}: {size // 1000} kB")


def _measure(cut: Cut, width: int) -> FloatRect:
    first, last = _box(cut.first), _box(cut.last)
    top = first["y"] - cut.above
    return {"x": 0, "y": top, "width": width, "height": last["y"] + last["height"] + EDGE - top}


def _box(locator: Locator) -> FloatRect:
    box = locator.bounding_box()
    assert box, f"{locator} is not on the page"
    return box


@click.command()
@click.argument("names", nargs=-1, type=click.Choice([one.name for one in PICTURES]))
def main(names: tuple[str, ...]) -> None:
    """Take the pictures of these NAMES, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demonstrate() as app, serving(app) as address, start_browser() as browser:
        for picture in PICTURES:
            if not names or picture.name in names:
                take(browser, address, picture)


if __name__ == "__main__":
    main()
