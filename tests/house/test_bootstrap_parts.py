"""The tests stand on a real database server and a real browser, and say so when one is missing."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import URL, create_engine, text

from tests import postgres


def _ask(address: str, question: str) -> object:
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            return connection.scalar(text(question))
    finally:
        engine.dispose()


@pytest.mark.postgres
def test_each_test_has_an_empty_postgresql_database_of_its_own(postgres_database: str) -> None:
    tables = "select count(*) from information_schema.tables where table_schema = 'public'"
    assert _ask(postgres_database, tables) == 0
    assert _ask(postgres_database, "show server_encoding") == "UTF8"
    assert _ask(postgres_database, "show listen_addresses") == ""


@pytest.mark.postgres
def test_where_debian_has_no_server_the_wheels_own_is_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(postgres.ADDRESS_SETTING, raising=False)
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    with postgres.run_server() as server, postgres.create_database(server) as address:
        assert str(_ask(address.render_as_string(), "show server_version")).startswith("16.")


@pytest.mark.postgres
def test_a_database_is_gone_once_its_test_is_done(postgres_server: URL) -> None:
    with postgres.create_database(postgres_server) as address:
        name = address.database
    known = f"select count(*) from pg_database where datname = '{name}'"  # noqa: S608 (our own)
    assert _ask(postgres_server.render_as_string(), known) == 0


def test_without_any_postgresql_the_tests_say_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(postgres.ADDRESS_SETTING, raising=False)
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    monkeypatch.setattr(postgres, "WHEEL", "no_such_wheel")
    with (
        pytest.raises(postgres.NoServerError, match=r"Run \.ci/bootstrap test"),
        postgres.run_server(),
    ):
        pass


def test_a_server_that_does_not_start_says_what_it_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(postgres.ADDRESS_SETTING, raising=False)
    monkeypatch.setattr(postgres, "SETTINGS", {"no_such_setting": "on"})
    with pytest.raises(postgres.NoServerError, match="no_such_setting"), postgres.run_server():
        pass


@pytest.mark.browser
def test_pages_are_walked_in_a_real_chromium_in_the_united_kingdom(page: Page) -> None:
    page.set_content("<title>Here</title>")
    assert page.title() == "Here"
    assert "Chrome" in str(page.evaluate("navigator.userAgent"))
    assert page.evaluate("navigator.language") == "en-GB"
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Europe/London"
