"""The import contracts of pyproject.toml refuse what they are there to refuse.

Each case adds one import to a small house of the same rooms and reads what the linter says.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "app/web",
    "app/cli",
    "app/demonstration",
    "app/operations",
    "app/db",
    "reports",
    "audit_tools",
    "audit_tools/library",
)
MODULES = ("app/config.py", "audit_tools/definition.py", "audit_tools/returns.py")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        (tmp_path / room).mkdir(parents=True)
    for package in ("app", *ROOMS):
        (tmp_path / package / "__init__.py").touch()
    for module in MODULES:
        (tmp_path / module).touch()
    return tmp_path


def _lint(house: Path) -> "subprocess.CompletedProcess[str]":
    linter = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [linter, "--no-cache"], cwd=house, capture_output=True, text=True, check=False
    )


def test_a_house_without_imports_keeps_every_contract(house: Path) -> None:
    outcome = _lint(house)
    assert "0 broken" in outcome.stdout
    assert outcome.returncode == 0


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        # 1. The audit stands on nothing of ours, the reports on the audit alone.
        ("audit_tools/returns.py", "import reports"),
        ("audit_tools/returns.py", "import app.db"),
        ("reports/charts.py", "import app.db"),
        # 2. The audit knows no web, no database and no data frames; its rules no libraries.
        ("audit_tools/returns.py", "import flask"),
        ("audit_tools/definition.py", "import sqlalchemy"),
        ("audit_tools/returns.py", "import pandas"),
        ("audit_tools/returns.py", "import pydantic"),
        ("audit_tools/returns.py", "from ruamel.yaml import YAML"),
        ("audit_tools/returns.py", "from audit_tools import definition"),
        # 3. The reports know no web and no database.
        ("reports/charts.py", "import sqlalchemy"),
        ("reports/charts.py", "from flask import url_for"),
        # 4. Inside the application imports go down only, and a new room names its floor.
        ("app/config.py", "import app.db"),
        ("app/db/returns.py", "import app.operations"),
        ("app/operations/returns.py", "import app.web"),
        ("app/web/returns.py", "import app.cli"),
        ("app/demonstration/letters.py", "import app.cli"),
        ("app/attic.py", "import app.config"),
        # 5. Operations and database work without Flask.
        ("app/operations/returns.py", "from flask import g"),
        ("app/db/returns.py", "import wtforms"),
        # Only create_app lives in the bare package.
        ("app/cli/demo.py", "from app import create_app"),
    ],
)
def test_an_import_against_the_layers_is_refused(house: Path, module: str, statement: str) -> None:
    (house / module).write_text(statement + "\n")
    outcome = _lint(house)
    assert outcome.returncode == 1
    assert "BROKEN" in outcome.stdout


@pytest.mark.parametrize("library", ["pydantic", "ruamel.yaml"])
def test_the_definition_of_a_tool_may_use_its_parser(house: Path, library: str) -> None:
    (house / "audit_tools/definition.py").write_text(f"import {library}\n")
    assert _lint(house).returncode == 0


def test_the_library_and_the_application_may_read_tool_files(house: Path) -> None:
    for module in ("audit_tools/library/__init__.py", "app/db/tools.py"):
        (house / module).write_text("import audit_tools.definition\n")
    assert _lint(house).returncode == 0


def test_two_neighbours_that_import_each_other_are_refused(house: Path) -> None:
    (house / "audit_tools/cases.py").write_text("import audit_tools.returns\n")
    (house / "audit_tools/returns.py").write_text("import audit_tools.cases\n")
    outcome = _lint(house)
    assert outcome.returncode == 1
    assert "No two neighbours import each other, however far round BROKEN" in " ".join(
        outcome.stdout.split()
    )
