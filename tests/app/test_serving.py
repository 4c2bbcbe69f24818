"""The server that README names, with the process beside it that makes papers."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from app import serving
from app.config import read_settings
from app.db.engine import Database
from tests.app.environments import COMPLETE

ANSWERS = re.compile(r"Booting worker")
SOURCE = Path(__file__).parents[2]


def children_of(process: int) -> list[list[str]]:
    """The commands of the processes that a process started."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [Path(f"/proc/{one}/cmdline").read_text(encoding="utf-8").split("\0") for one in listed]


@pytest.fixture
def server(database: Database) -> Iterator[subprocess.Popen[str]]:
    """Serving, with one who answers browsers."""
    address = database.engine.url.render_as_string(hide_password=False)
    environment = os.environ | COMPLETE | {"GOLDEN_THREAD_DATABASE": address}
    command = [sys.executable, "-m", "gunicorn", "--config", "app/serving.py", "--workers", "1",
               "--bind", "127.0.0.1:0", "app:create_app()"]  # fmt: skip
    with subprocess.Popen(command, env=environment, cwd=SOURCE, stderr=subprocess.PIPE,
                          text=True) as process:  # fmt: skip
        assert process.stderr
        while not ANSWERS.search(line := process.stderr.readline()):
            assert line, "the server ended"
        yield process
        process.terminate()


def test_one_process_makes_papers_beside_those_that_answer_and_ends_with_them(
    server: subprocess.Popen[str],
) -> None:
    answers, worker = sorted(
        children_of(server.pid), key=lambda command: "reports.making" in command
    )
    assert ("reports.making" in answers, "reports.making" in worker) == (False, True)
    server.terminate()
    server.wait()
    folder = Path(next(part for part in worker if part.endswith("/worker"))).parent
    while folder.exists():
        sleep(0.01)


def test_those_that_answer_are_told_where_it_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GOLDEN_THREAD_WORKER", "before")
    serving.on_starting(None)
    told = read_settings(COMPLETE | {"GOLDEN_THREAD_WORKER": os.environ["GOLDEN_THREAD_WORKER"]})
    try:
        assert Path(told.worker).parent.exists()
    finally:
        serving._worker.pop().communicate()
