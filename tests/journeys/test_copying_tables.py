"""A table that is copied out of a page is a table for Word: rows, cells and heads, and no more."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Live
from tests.loaded import FINISHED, UNDER_WAY, audit_named, somebody

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


def copied(page: Page, table: str) -> tuple[str, int]:
    """What lies in the clipboard as HTML after a table was copied, and how many rows it has."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = page.locator(f"{table}:visible").first
    shown.evaluate(
        """table => {
            const range = document.createRange();
            range.selectNode(table);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.keyboard.press("Control+C")
    html = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            return (await item.getType("text/html")).text();
        }"""
    )
    return str(html), shown.locator("tr").count()


def check_table(html: str, rows: int) -> None:
    assert "<table" in html
    assert len(re.findall(r"<tr\b", html)) >= rows > 1
    assert not re.search(r"display:\s*(?:grid|flex)", html)


def test_the_board_is_copied_as_a_table(live: Live, page: Page) -> None:
    live.sign_in(page, somebody(live.database, "Beth"))
    page.goto(live.url(f"/audits/{audit_named(live.database, UNDER_WAY)}"))
    check_table(*copied(page, ".gt-board__table"))


def test_the_summary_is_copied_as_tables(live: Live, page: Page) -> None:
    live.sign_in(page, somebody(live.database, "Hassan"))
    page.goto(live.url(f"/audits/{audit_named(live.database, FINISHED)}/summary"))
    check_table(*copied(page, "article table"))


def test_the_ladder_is_copied_as_a_table_that_names_agencies_apart(live: Live, page: Page) -> None:
    live.sign_in(page, somebody(live.database, "Gwen"))
    page.goto(live.url("/discussions/signed-off"))
    page.get_by_role("link", name="SYV24-06").click()
    page.get_by_role("button", name="Start reading:").or_(
        page.locator("a[href*='/sections/identification']")
    ).first.click()
    html, rows = copied(page, ".gt-ladder")
    check_table(html, rows)
    cells = re.findall(r"(?s)<td\b.*?</td>", html)
    assert any(cell.count("<div") > 1 for cell in cells), cells
