"""The pages that no work leads to: signing in, one's account, settings, and what went wrong."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from flask import Flask
from playwright.sync_api import Dialog, Page, expect
from sqlalchemy import event

from app import create_app
from app.config import Mode, Settings
from app.operations import people
from audit_tools.permissions import Permission, Role
from tests import factories
from tests.app.visitors import database_of
from tests.journeys.conftest import OFFICE, PHONE, Live, check_axe, check_no_sideways
from tests.loaded import partnership_of, somebody

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """In demonstration mode, which alone has a page of its people, and with a page that fails."""
    app = create_app(replace(settings, mode=Mode.DEMONSTRATION))
    app.add_url_rule("/fails", endpoint="fails", view_func=_fail)
    app.extensions["golden_thread_needs"]["fails"] = Permission.BE_SIGNED_IN
    yield app
    database_of(app).engine.dispose()


def _fail() -> str:
    raise ValueError


def check(page: Page, heading: str) -> None:
    """Find no barrier on the page that is open, and nothing beside it on a phone."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    check_axe(page)
    page.set_viewport_size(PHONE)
    check_no_sideways(page)
    page.set_viewport_size(OFFICE)


def look(live: Live, page: Page, path: str, heading: str, status: int = 200) -> None:
    answer = page.goto(live.url(path))
    assert answer is not None
    assert answer.status == status, path
    check(page, heading)


def test_one_click_signs_in_as_somebody_and_another_as_somebody_else(
    live: Live, page: Page
) -> None:
    page.goto(live.url("/"))
    for name in ("Beth", "Hassan"):
        page.goto(live.url("/demonstration"))
        who = somebody(live.database, name).name
        page.get_by_role("button", name=who).click()
        expect(page.get_by_role("banner")).to_contain_text(who)
        page.goto(live.url("/account"))
        expect(page.get_by_role("main")).to_contain_text(who)


def test_the_pages_before_signing_in_have_no_barrier(live: Live, page: Page) -> None:
    look(live, page, "/demonstration", "Who are you today?")
    look(live, page, "/sign-in", "Sign in")
    page.get_by_role("button", name="Sign in").click()
    check(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    link = people.make_password_link(
        live.database,
        by=somebody(live.database, "Asha"),
        person_id=somebody(live.database, "Hassan").id,
    )
    look(live, page, f"/set-password/{link}", "Set your password")
    look(live, page, "/set-password/unknown", "You cannot do this", 403)


def test_the_choice_of_a_first_page_and_a_bright_accent_have_no_barrier(
    live: Live, page: Page
) -> None:
    both = factories.make_person(
        live.database, partnership_of(live.database), Role.ADMINISTRATOR, Role.COORDINATOR
    )
    live.sign_in(page, both)
    look(live, page, "/", "Where to?")
    look(live, page, "/partnership", "Partnership settings")
    page.get_by_label("Accent colour").fill("#ffdd00")
    page.get_by_role("button", name="Save").click()
    check(page, "Partnership settings")


def test_no_error_page_has_a_barrier_and_what_was_typed_stays(live: Live, page: Page) -> None:
    live.sign_in(page, somebody(live.database, "Asha"))
    look(live, page, "/nowhere", "Page not found", 404)
    look(live, page, "/audits", "You cannot do this", 403)
    look(live, page, "/fails", "Something went wrong", 500)
    for broken, heading in (
        ("document.querySelectorAll('[name=csrf_token]').forEach((one) => one.remove())",
         "could not be read"),
        ("document.querySelector('[name=front_door]').value = 'x'.repeat(9_000_000)", "too large"),
    ):  # fmt: skip
        send_settings(live, page, broken)
        check(page, heading)
    page.goto(live.url("/partnership"))
    page.context.clear_cookies()
    send_settings(live, page, "0", reload=False)
    check(page, "You are signed out")
    expect(page.get_by_label("Text 2")).to_have_value("Ring the front door at any time.")


def send_settings(live: Live, page: Page, broken: str, reload: bool = True) -> None:
    """Send the form of the settings after something has been done to it."""
    if reload:
        page.goto(live.url("/partnership"))
    page.get_by_label("Whom to tell").fill("Ring the front door at any time.")
    page.evaluate(broken)
    page.get_by_role("button", name="Save").click()


def test_the_page_about_an_absent_database_has_no_barrier(live: Live, page: Page) -> None:
    away = live.database.engine.dialect.loaded_dbapi.OperationalError("away")
    event.listen(live.database.engine, "do_connect", Mock(side_effect=away))
    live.database.engine.dispose()
    look(live, page, "/sign-in", "Not available just now", 503)


def test_text_that_a_button_saves_is_not_left_behind_without_a_word(live: Live, page: Page) -> None:
    live.sign_in(page, somebody(live.database, "Dilys"))
    page.goto(live.url("/afterwards"))
    page.get_by_role("main").get_by_role("link").first.click()
    page.wait_for_load_state()
    thanks, asked = page.url, list[str]()

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    helped = page.get_by_label("What helped")
    helped.fill("The sheet that came before.")
    # With a dialog the browser stays, so that nothing is there to wait for.
    page.get_by_role("link", name="Afterwards", exact=True).first.click(no_wait_after=True)
    expect(page).to_have_url(thanks)
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved. You can change it at any time.")).to_be_visible()
    helped.fill("The sheet that came before.")
    page.get_by_role("link", name="Afterwards", exact=True).first.click()
    expect(page).to_have_url(live.url("/afterwards"))
    assert len(asked) == 1
