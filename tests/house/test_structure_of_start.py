"""What draws and counts is loaded by the first page that draws, and by no other.

pandas and matplotlib take over a second to load, which would be added to every command and to the
start of every worker. A process of its own shows what is loaded; in this one other tests load it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import compiled_templates, empty_database

__all__ = ["empty_database"]
ROOT = Path(__file__).parents[2]
HEAVY = ("matplotlib", "numpy", "pandas")
# Its documents are built by the reports, with its pictures. Papers are made in a process of theirs.
DRAWN = "summaries."
SAY_WHAT_IS_LOADED = f"print(*sorted(set({HEAVY}) & set(sys.modules)))"
START = f"import sys\nfrom app import create_app\ncreate_app\n{SAY_WHAT_IS_LOADED}"
COMMANDS = f"import sys\nfrom app import cli\ncli\n{SAY_WHAT_IS_LOADED}"
PAGES = f"""
import sys, tempfile
from pathlib import Path
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from tests.app.walk import Walk
from tests.spec.who_may_do_what import Expected, read_table

empty, templates = map(Path, sys.argv[1:])
cache = FileSystemBytecodeCache(str(templates))
Flask.jinja_options = {{**Flask.jinja_options, "bytecode_cache": cache}}
with tempfile.TemporaryDirectory() as name:
    walk = Walk(empty, Path(name), papers=False)
    walk.look_up_once()
    table, served = read_table(), set()
    for group in table.groups:
        for who in ("administrator", "coordinator", "police lead", "learning member"):
            for column, values in walk.world.subjects(group.about, who, table.own_agency.get(who)):
                if who not in group.who or group.expected(who, column) is not Expected.YES:
                    continue
                for endpoint in set(group.endpoints) - served:
                    for method, rule in walk.rules[endpoint]:
                        if method == "GET" and not endpoint.startswith("{DRAWN}"):
                            walk.ask(who, method, rule, values)
                            served.add(endpoint)
    walk.close()
sys.stdout = sys.__stdout__
print(len(served))
{SAY_WHAT_IS_LOADED}
"""


def run(code: str, folder: Path, *given: Path) -> list[str]:
    """The lines that the code says last, run in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code, *given],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("code", [START, COMMANDS], ids=["the application", "the commands"])
def test_nothing_that_draws_is_loaded_at_the_start(code: str, tmp_path: Path) -> None:
    assert run(code, tmp_path) == [""]


@pytest.mark.long
def test_nothing_that_draws_is_loaded_by_pages_without_pictures(
    empty_database: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    *_, served, loaded = run(PAGES, tmp_path, empty_database, compiled_templates(tmp_path_factory))
    assert int(served) > 100
    assert loaded == ""


def test_what_draws_is_found_when_it_is_loaded(tmp_path: Path) -> None:
    assert run(f"import pandas\n{START}", tmp_path) == ["numpy pandas"]
