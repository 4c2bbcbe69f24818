"""What people of a journey do at a browser: go to pages, press buttons, give a return.

Each person sits at a desk of their own, with scripts or without; what they do is the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cycles import AuditKind
from audit_tools.kinds_of_audit import asked_in
from audit_tools.permissions import Person
from audit_tools.tool import AnswerType, Question, Section
from tests.journeys.conftest import Live, check_axe
from tests.scenes import TOOL

# A page may wait for other work of the machine; a wait ends as soon as it has what it waits for.
PATIENCE = 20_000
MOST_TABS = 60
NOT_OUR_PART = "not-our-part"
ASKED = asked_in(TOOL, AuditKind.FULL)
# What differs in the addresses of pages that are built alike: ids, tokens, keys of sections.
VARIES = re.compile(r"[0-9a-f-]{36}|(?<=/set-password/).+|(?<=/sections/).+")


@dataclass(frozen=True)
class Said:
    """What an agency says of its own part in a section, one line at most of each kind."""

    grade: str = NOT_OUR_PART
    strength: str = ""
    development: str = ""
    cause: str = "Knowledge and skill"


@dataclass
class Desk:
    """One person at a browser. ``looked`` holds which kinds of page were checked already."""

    live: Live
    page: Page
    scripts: bool
    looked: set[str] = field(repr=False)

    def open(self, path: str, heading: str) -> None:
        self.page.goto(self.live.url(path))
        self.arrive(heading)

    def arrive(self, heading: str) -> None:
        """Wait for a page by its heading, and check it the first time that one like it is seen."""
        title = self.page.get_by_role("heading", level=1)
        expect(title).to_contain_text(heading, timeout=PATIENCE)
        # Before it is painted, a browser lets a click fall.
        self.page.wait_for_load_state()
        kind = VARIES.sub("*", urlsplit(self.page.url).path)
        if kind not in self.looked:
            self.looked.add(kind)
            self.look()

    def look(self) -> None:
        """Check the page for barriers, which takes scripts."""
        if self.scripts:
            self.page.wait_for_load_state()
            check_axe(self.page)

    def press(self, button: str, heading: str) -> None:
        """Press a button that leads to the page with this heading."""
        with self.page.expect_navigation(timeout=PATIENCE):
            self.button(button).click()
        self.arrive(heading)

    def follow(self, link: str, heading: str) -> None:
        """Follow a link to the page with this heading."""
        with self.page.expect_navigation(timeout=PATIENCE):
            self.page.get_by_role("link", name=link).first.click()
        self.arrive(heading)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def check(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def take(self, name: str | re.Pattern[str]) -> bytes:
        """The file that a link or a button gives."""
        link, button = (self.page.get_by_role(role, name=name) for role in ("link", "button"))
        with self.page.expect_download(timeout=PATIENCE) as taken:
            link.or_(button).first.click()
        return Path(taken.value.path()).read_bytes()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE)

    def reads_nothing_of(self, text: str) -> None:
        assert text not in self.page.content()

    def is_turned_away(self, path: str, text: str, status: int = 404) -> None:
        """Whoever asks for this page gets this status instead, and reads nothing of ``text``."""
        answer = self.page.goto(self.live.url(path))
        assert answer is not None
        assert answer.status == status
        assert text not in answer.text()


@dataclass
class House:
    """Everybody's desks."""

    live: Live
    browser: Browser
    scripts: bool
    looked: set[str] = field(default_factory=set)
    contexts: list[BrowserContext] = field(default_factory=list)

    def sit(self, person: Person | None = None) -> Desk:
        """A desk of one's own, signed in as the person, or as nobody."""
        context = self.browser.new_context(java_script_enabled=self.scripts, locale="en-GB")
        self.contexts.append(context)
        page = context.new_page()
        if person:
            self.live.sign_in(page, person)
        return Desk(self.live, page, self.scripts, self.looked)

    def close(self) -> None:
        for context in self.contexts:
            context.close()


# --- A whole return ---


def give_return(
    desk: Desk, kind: AgencyKind, lead: bool, said: Mapping[str, Said], *, in_brief: bool = False
) -> None:
    """Answer every question of a return that is open at its first section, and send it.

    In brief, there is nothing to add in a section on which nothing is said.
    """
    for section in ASKED.return_sections(kind, lead):
        desk.arrive(section.title)
        if in_brief and section.graded and section.key not in said:
            desk.button("Nothing to add").click()
            continue
        asked = [q for q in section.questions_for(kind, lead) if q.options and not q.show_when]
        _answer(desk, section, asked, said.get(section.key, Said()))
    desk.arrive("Check everything")
    desk.page.get_by_label("I have checked this return").check()
    desk.press("Send", "Sent")


def _answer(desk: Desk, section: Section, asked: list[Question], said: Said) -> None:
    page = desk.page
    for question in asked:
        number = 1 if question.type is AnswerType.SINGLE else 0
        page.locator(f'[name="{question.key}"]').nth(number).check()
    if section.graded:
        for kind, text in (("strength", said.strength), ("development", said.development)):
            if text:
                page.locator(f'[name="{section.key}/{kind}/1"]').fill(text)
        if said.development:
            cause = page.locator(f'[name="{section.key}/development/1/cause"]')
            cause.select_option(label=said.cause)
        page.locator(f'[name="{section.key}/grade"][value="{said.grade}"]').check()
    desk.button("Save and continue").click()


def tab_to(wanted: Locator) -> None:
    """Press Tab until this has the focus, or one of these."""
    for _ in range(MOST_TABS):
        if wanted.evaluate_all("(all) => all.includes(document.activeElement)"):
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def named(page: Page, name: str) -> Locator:
    """The box or the buttons with this name in a form."""
    return page.locator(f'[name="{name}"]')
