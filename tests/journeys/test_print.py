"""Pages on paper, and tables on a phone: nothing is cut or folded away, no word is broken, and no
address is printed."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from sqlalchemy import select

from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.models.returns import ReturnRow
from tests.changes import change_audit
from tests.journeys.conftest import PHONE, Live, broken_words, check_no_sideways
from tests.loaded import FINISHED, audit_named, somebody

pytestmark = pytest.mark.browser

# A4 with the margins of a printer, in the pixels of a style sheet.
PAPER = {"width": 718, "height": 1046}
WITH_ADDRESS = """() => [...document.querySelectorAll("main a")]
    .map((link) => getComputedStyle(link, "::after").content)
    .filter((content) => content.includes("/"))"""
BEYOND_THE_EDGE = """() => [...document.querySelectorAll("main *")]
    .filter((one) => one.checkVisibility() && !one.closest(".govuk-visually-hidden"))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
        || (getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1))
    .map((one) => `${one.tagName} ${one.className}`)"""
UNDER_THE_PAGE = (
    "getComputedStyle(document.querySelector('.gt-banner--rehearsal'), '::after').content"
)
SHUT = """() => [...document.querySelectorAll("main details:not(.gt-record details) > *")]
    .filter((one) => !one.checkVisibility())
    .map((one) => one.textContent.trim().slice(0, 40))"""


@dataclass(frozen=True)
class Audited:
    """An audit of the demonstration, to be changed."""

    partnership: UUID
    audit: UUID


@pytest.fixture(scope="module")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


@pytest.fixture
def audit(live: Live) -> UUID:
    return audit_named(live.database, FINISHED)


def case_of(live: Live, audit: UUID) -> UUID:
    with live.database.reading() as session:
        return session.scalars(
            select(CaseRow.id).where(CaseRow.audit_id == audit).order_by(CaseRow.number)
        ).first()  # type: ignore[return-value]


def return_of(live: Live, audit: UUID, agency: str) -> UUID:
    with live.database.reading() as session:
        return session.scalars(
            select(ReturnRow.id).where(
                ReturnRow.case_id == case_of(live, audit), ReturnRow.agency == agency
            )
        ).one()


def print_page(live: Live, page: Page, who: str, path: str) -> None:
    """Show a page as it comes out of a printer."""
    live.sign_in(page, somebody(live.database, who))
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    page.emulate_media(media="print")
    page.goto(live.url(path))


def check_paper(page: Page) -> None:
    assert page.evaluate(WITH_ADDRESS) == []
    assert page.evaluate(BEYOND_THE_EDGE) == []
    assert page.evaluate(SHUT) == []
    assert broken_words(page, "main th, main dt, main h1, main h2, main h3") == []


def test_the_board_is_printed_with_every_agency(live: Live, page: Page, audit: UUID) -> None:
    print_page(live, page, "Beth", f"/audits/{audit}")
    assert page.locator(".gt-board__table thead th").count() == 10
    check_paper(page)


def test_a_copy_of_a_return_is_printed_whole(live: Live, page: Page, audit: UUID) -> None:
    print_page(live, page, "Kofi", f"/returns/{return_of(live, audit, 'police')}/copy")
    assert page.locator(".gt-copy__section").count() > 5
    check_paper(page)


def test_a_discussion_is_printed_with_what_is_folded(live: Live, page: Page, audit: UUID) -> None:
    case = case_of(live, audit)
    for path, folded in (("", 1), ("/sections/identification", 2)):
        print_page(live, page, "Beth", f"/discussions/{case}{path}")
        assert page.locator("main details:not(.gt-record details)").count() >= folded
        check_paper(page)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("Beth", "/discussions/{case}/room"),
        ("Beth", "/tools/{tool}"),
        ("Farah", "/audits/{audit}/afterwards"),
    ],
)
def test_no_word_of_a_table_is_broken_on_a_phone(
    who: str, path: str, live: Live, page: Page, audit: UUID
) -> None:
    live.sign_in(page, somebody(live.database, who))
    with live.database.reading() as session:
        tool = session.scalars(select(AuditRow.tool_version_id).where(AuditRow.id == audit)).one()
    page.set_viewport_size(PHONE)
    page.goto(live.url(path.format(case=case_of(live, audit), tool=tool, audit=audit)))
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert page.locator("main th").count() > 3
    assert broken_words(page, "main th, main td") == []
    check_no_sideways(page)


def test_a_summary_is_printed_with_what_is_folded(live: Live, page: Page, audit: UUID) -> None:
    print_page(live, page, "Beth", f"/audits/{audit}/summary")
    assert page.locator("main details").count() > 5
    check_paper(page)


def test_a_page_of_a_rehearsal_is_printed_on_a_watermark(
    live: Live, page: Page, audit: UUID
) -> None:
    sheets = sheets_of(live, page, f"/audits/{audit}/summary")
    assert len(sheets) > 1
    assert not any("REHEARSAL" in sheet for sheet in sheets)
    beth = somebody(live.database, "Beth")
    change_audit(live.database, Audited(beth.partnership, audit), rehearsal=True)
    assert all("REHEARSAL" in sheet for sheet in sheets_of(live, page, f"/audits/{audit}/summary"))
    page.emulate_media(media="screen")
    assert page.evaluate(UNDER_THE_PAGE) == "none"


def sheets_of(live: Live, page: Page, path: str) -> list[str]:
    """What stands on each sheet of a page that is printed."""
    print_page(live, page, "Beth", path)
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages]
