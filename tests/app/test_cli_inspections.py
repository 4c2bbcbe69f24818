"""An inspection is recorded from a file, whole or not at all."""

from pathlib import Path
from uuid import UUID

import pytest
from click.testing import Result
from flask import Flask

from app.cli.inspections import inspections
from app.db.engine import Database
from app.db.inspections import inspections_on_file
from app.demonstration.inspection_letters import LETTERS
from app.operations.tools import publish_theme_list
from audit_tools.library import shipped_theme_lists
from audit_tools.permissions import Role
from tests import factories

EMAIL = "beth@example.org"
EXAMPLE = LETTERS / "inspection.yaml"


@pytest.fixture(autouse=True)
def beth(database: Database, partnership: UUID) -> None:
    """The Business Unit, for whom the command acts, and the themes that findings name."""
    person = factories.make_person(database, partnership, Role.COORDINATOR, email=EMAIL)
    for codebook in shipped_theme_lists():
        publish_theme_list(database, by=person, codebook=codebook)


def record(app: Flask, file: Path, by: str = EMAIL) -> Result:
    return app.test_cli_runner().invoke(inspections, ["record", str(file), "--by", by])


def recorded(database: Database, partnership: UUID) -> list[str]:
    with database.reading() as session:
        return [one.inspection.key for one in inspections_on_file(session, partnership)]


def refusal(result: Result) -> str:
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.stderr


def changed(tmp_path: Path, *replacements: tuple[str, str]) -> Path:
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "letter.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_letter_of_the_demonstration_is_recorded(
    app: Flask, database: Database, partnership: UUID
) -> None:
    result = record(app, EXAMPLE)
    assert result.exit_code == 0, result.output
    assert result.stdout == "The inspection jtai-leeds-2024 is recorded now.\n"
    assert result.stderr == "Reading inspection.yaml ...\nStoring 3 findings ...\n"
    with database.reading() as session:
        (found,) = inspections_on_file(session, partnership)
    assert (str(found.letter_dated), str(found.plan_due)) == ("2024-05-16", "2024-08-23")
    assert [finding.number for finding in found.inspection.findings] == [1, 2, 3]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"2024-05-16"', "May 2024", "inspection.letter_date: Write a date here, such as"),
        ("key: jtai", "id: jtai", "“id” is not known here"),
        ("number: 2", "number: two", "Write a whole number"),
        ("[learning-loop, workforce]", "[weather]", "finding 3: Choose themes from a published"),
        ("number: 2", "number: 1", "Number 1 is given 2 times"),
        ("inspection:", "inspection: [", "This is not YAML"),
    ],
)
def test_a_wrong_letter_is_refused_with_its_place_and_nothing_is_stored(
    app: Flask,
    database: Database,
    partnership: UUID,
    tmp_path: Path,
    old: str,
    new: str,
    sentence: str,
) -> None:
    assert sentence in refusal(record(app, changed(tmp_path, (old, new))))
    assert recorded(database, partnership) == []


def test_everything_wrong_is_said_at_once(app: Flask, tmp_path: Path) -> None:
    file = changed(tmp_path, ("number: 1", "number: one"), ('"2024-08-23"', "soon"))
    said = refusal(record(app, file))
    assert "inspection.plan_due" in said
    assert "findings.1.number" in said


def test_an_inspection_is_recorded_once(app: Flask, database: Database, partnership: UUID) -> None:
    record(app, EXAMPLE)
    assert "recorded already" in refusal(record(app, EXAMPLE))
    assert recorded(database, partnership) == ["jtai-leeds-2024"]


def test_a_letter_in_another_encoding_is_refused(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "letter.yaml"
    file.write_bytes("title: é".encode("latin-1"))
    assert "not in UTF-8" in refusal(record(app, file))


def test_only_the_business_unit_records_an_inspection(
    app: Flask, database: Database, partnership: UUID
) -> None:
    factories.make_person(database, partnership, Role.BOARD_MEMBER, email="hassan@example.org")
    assert "another role" in refusal(record(app, EXAMPLE, by="hassan@example.org"))
