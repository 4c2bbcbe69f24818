"""What every test may ask for: a real PostgreSQL server and a real Chromium.

A part that is missing fails the tests that need it, with a sentence; it never skips them.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import URL

from tests import postgres
from tests.dealing import deal
from tests.once import made_once
from tests.originals import Originals

# The same examples on every machine and in every run, and no failure for a slow one.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("house")

# A browser under test asks nobody for anything and starts no first-run pages.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests of the application run on either database."""
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="The database that the tests of the application run on.",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: who drives a browser waits for it most of the time."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the long ones where tests are run side by side: a walk of a minute that is begun
    last keeps one process busy while all others wait. Whoever runs them alone gets them in order.
    """
    workers = getattr(config, "workerinput", {}).get("workercount")
    if workers:
        long = [item for item in items if item.get_closest_marker("long")]
        others = [item for item in items if not item.get_closest_marker("long")]
        filled = [item for item in long if "demonstration_file" in item.fixturenames]  # type: ignore[attr-defined]
        empty = [item for item in long if item not in filled]
        items[:] = deal(empty, others, workers, filled)


def pytest_collection_finish() -> None:
    """Do not look through all that was imported again and again: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """The address of a PostgreSQL server that runs as long as the tests do."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(postgres.run_server())
        except postgres.NoServerError as missing:
            pytest.fail(str(missing), pytrace=False)
        yield address


@pytest.fixture
def postgres_database(postgres_server: URL) -> Iterator[str]:
    """The SQLAlchemy address of an empty PostgreSQL database that is this test's own."""
    with postgres.create_database(postgres_server) as address:
        yield address.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def originals(postgres_server: URL) -> Iterator[Originals]:
    """PostgreSQL databases with what embedded ones hold, made when they are asked for."""
    with ExitStack() as stack:
        yield Originals(postgres_server, stack)


@pytest.fixture(scope="session")
def demonstration_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the demonstration, for whoever copies it: to fill one takes long."""
    # The application is imported for those who ask for it; the rules are tested without.
    from tests.loaded import load_demonstration  # noqa: PLC0415

    return made_once(tmp_path_factory, "demonstration.sqlite", load_demonstration)


def find_chromium() -> str | None:
    """Debian's Chromium without what only a window needs, or else a whole one."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is."""
    found = find_chromium()
    if not found:
        pytest.fail(
            "The tests need Chromium and found none. Run .ci/bootstrap test.", pytrace=False
        )
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], chromium: str
) -> dict[str, Any]:
    """Debian's Chromium instead of a downloaded one. Its sandbox refuses root, and only root."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*QUIET, *sandbox]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A person in the United Kingdom at an office screen."""
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}
