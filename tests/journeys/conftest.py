"""A served application, people signed in to it in a real Chromium, and the accessibility check.

def test_x(live: Live, page: Page, scene: Scene) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url("/returns"))
    check_axe(page)
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, ViewportSize, expect

from app.db.engine import Database
from app.operations import accounts
from audit_tools.permissions import Person
from tests.app.conftest import (
    app,
    applications,
    database,
    empty_database,
    settings,
    with_templates_compiled_once,
    without_waiting_for_the_disk,
)
from tests.scenes import Scene, make_scene
from tests.served import serving

__all__ = [
    "app",
    "applications",
    "database",
    "empty_database",
    "settings",
    "with_templates_compiled_once",
    "without_waiting_for_the_disk",
]

# To describe all that is as it should be takes axe as long again as to look.
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PHONE: ViewportSize = {"width": 375, "height": 740}
OFFICE: ViewportSize = {"width": 1280, "height": 900}
BROKEN_WORDS = """(selector) => {
    const broken = [];
    for (const one of document.querySelectorAll(selector)) {
        const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            if (text.parentElement.closest(".govuk-visually-hidden")) continue;
            for (const word of text.data.matchAll(/[A-Za-z]+/g)) {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const lines = new Set([...range.getClientRects()].map((box) => box.top));
                if (lines.size > 1) broken.push(word[0]);
            }
        }
    }
    return broken;
}"""


@dataclass(frozen=True)
class Live:
    """The address of a served application, and who is signed in where."""

    app: Flask
    database: Database
    address: str

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def sign_in(self, page: Page, person: Person) -> None:
        """Make the browser carry a session of this person, as after signing in."""
        token = accounts.begin_session(
            self.database, person_id=person.id, partnership=person.partnership, device="Test"
        )
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        name = self.app.config["SESSION_COOKIE_NAME"]
        page.context.add_cookies(
            [{"name": name, "value": serializer.dumps({"token": token}), "url": self.address}]
        )


@pytest.fixture
def live(app: Flask, database: Database) -> Iterator[Live]:
    """The application on a port of its own, served as long as the test runs."""
    with serving(app) as address:
        yield Live(app, database, address)


@pytest.fixture
def scene(database: Database) -> Scene:
    """An audit under way with two agencies and two children."""
    return make_scene(database)


def check_axe(page: Page) -> None:
    """Fail with every violation of WCAG 2.2 AA that the page has, and where."""
    results = Axe().run(page, options=AXE_RULES)
    assert results.violations_count == 0, results.generate_report()


def check_no_sideways(page: Page) -> None:
    """Fail when the page scrolls sideways."""
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], f"{widths[0]} wide in a window of {widths[1]}"


def look(page: Page) -> None:
    """Find no barrier on the page that is open, and nothing beside it on a phone."""
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_axe(page)
    desk = page.viewport_size
    page.set_viewport_size(PHONE)
    check_no_sideways(page)
    page.set_viewport_size(desk or OFFICE)


def broken_words(page: Page, selector: str) -> list[str]:
    """The words in these elements that go over the end of a line."""
    found: list[str] = page.evaluate(BROKEN_WORDS, selector)
    return found
