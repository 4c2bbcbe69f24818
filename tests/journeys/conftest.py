"""A served application, people signed in to it in a real Chromium, and the accessibility check.

def test_x(live: Live, page: Page, scene: Scene) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url("/returns"))
    check_axe(page)
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe, AxeResults
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
from tests.journeys.colours import LOOK, RULES, colours_to_look_at, were_looked_at
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

# To describe all that is as it should be takes axe as long again as to look, and to fetch all style
# sheets once more a third: for its rule on turned phones, which tests/house says of the sheets.
AXE_RULES = {
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
AXE = Axe().axe_script
WITHOUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in RULES}}
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


# What is left out of the order of Tab on purpose: a return asks one key an answer and Tab, so what
# has a key of its own (to take an answer back, where it was seen) is no stop; the first button of a
# form is there for Enter alone, and the same button stands at its foot.
NO_STOP = "[data-clear], [data-seen], button.govuk-visually-hidden[aria-hidden=true]"
NO_WAY_BY_KEYBOARD = """(noStop) => {
    const operable = "a[href], button, input, select, textarea, summary";
    const wrong = [], kinds = new Set(), before = document.activeElement;
    const say = (one, what) => wrong.push(`${what}: ${one.cloneNode().outerHTML}`);
    const shown = (one) => one.checkVisibility({ visibilityProperty: true });
    const around = (one) => [one, one.closest("label"), one.labels?.[0]].filter(Boolean);
    const look = (one) => around(one).flatMap((each) => ["", "::before", "::after"].map((part) => {
        const style = getComputedStyle(each, part || null);
        return [style.outline, style.boxShadow, style.border, style.backgroundColor].join();
    })).join();
    for (const one of document.querySelectorAll("[tabindex]")) {
        if (one.tabIndex > 0) say(one, "comes before its turn");
    }
    for (const one of document.querySelectorAll(`${operable}, [tabindex="0"]`)) {
        if (!shown(one) || one.matches(`:disabled, ${noStop}`)) continue;
        if (one.tabIndex < 0) say(one, "Tab does not reach it");
        const kind = [one.localName, one.type, one.className].join();
        if (kinds.has(kind)) continue;
        kinds.add(kind);
        document.activeElement.blur();
        const unfocused = look(one);
        one.focus({ preventScroll: true });
        if (look(one) === unfocused) say(one, "nothing shows that it has the focus");
    }
    for (const one of document.body.querySelectorAll("*")) {
        const pressed = one.hasAttribute("onclick") || getComputedStyle(one).cursor === "pointer";
        if (pressed && !one.closest(`${operable}, label`)) say(one, "is pressed and has no key");
    }
    document.activeElement.blur();
    before.focus({ preventScroll: true });
    return wrong;
}"""
# Of the choices of one question Tab reaches one, and the arrows the others.
STOPS = """(noStop) => {
    const stop = (one) => one.type === "radio" ? `radio ${one.name}` : one;
    const operable = `:is(a[href], button, input, select, textarea, summary, [tabindex="0"])`;
    const all = [...document.querySelectorAll(`${operable}:not(:disabled, ${noStop})`)];
    window.stopsLeft = new Set(
        all.filter((one) => one.checkVisibility({ visibilityProperty: true })).map(stop),
    );
    document.addEventListener("focusin", ({ target }) => window.stopsLeft.delete(stop(target)));
    return window.stopsLeft.size;
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
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = [page.evaluate("(options) => axe.run(options)", AXE_RULES | WITHOUT_COLOURS)]
    kinds = colours_to_look_at(page)
    if kinds:
        found.append(page.evaluate(LOOK, [kinds, RULES, AXE_RULES]))
    wrong = [results for results in map(AxeResults, found) if results.violations_count]
    assert not wrong, "\n".join(results.generate_report() for results in wrong)
    were_looked_at(kinds)


def check_keyboard(page: Page) -> None:
    """Fail with all that is pressed, typed in or opened and that the keyboard does not reach in its
    turn, or that does not show that it is reached."""
    wrong: list[str] = page.evaluate(NO_WAY_BY_KEYBOARD, NO_STOP)
    assert not wrong, "\n".join(wrong)


def check_tab_leads_through(page: Page) -> None:
    """Press Tab through the whole page, and fail with where it does not come."""
    # A date is three stops and its calendar one more.
    for _ in range(4 * page.evaluate(STOPS, NO_STOP)):
        page.keyboard.press("Tab")
        if not page.evaluate("stopsLeft.size"):
            return
    raise AssertionError(page.evaluate("[...stopsLeft].map((one) => one.outerHTML ?? one)"))


def check_no_sideways(page: Page) -> None:
    """Fail when the page scrolls sideways."""
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], f"{widths[0]} wide in a window of {widths[1]}"


def look(page: Page) -> None:
    """Find no barrier on the page that is open, and nothing beside it on a phone."""
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_axe(page)
    check_keyboard(page)
    desk = page.viewport_size
    page.set_viewport_size(PHONE)
    check_no_sideways(page)
    page.set_viewport_size(desk or OFFICE)


def broken_words(page: Page, selector: str) -> list[str]:
    """The words in these elements that go over the end of a line."""
    found: list[str] = page.evaluate(BROKEN_WORDS, selector)
    return found
