"""Commands say what went wrong in sentences, and write what they say they write."""

import csv
import json
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import Result
from flask import Flask
from openpyxl import Workbook, load_workbook

from app.cli.audits import audits
from app.cli.tools import tools
from app.db import level
from app.db.engine import Database
from audit_tools import exchange, library
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Role
from audit_tools.workbook import write_workbook
from tests import factories
from tests.exchange_documents import small_audit

EMAIL = "beth@example.org"
BY = ("--by", EMAIL)
SHIPPED = Path(library.__file__).parent


@pytest.fixture(autouse=True)
def beth(database: Database, partnership: UUID) -> None:
    """The Business Unit, for whom the commands act."""
    factories.make_person(database, partnership, Role.COORDINATOR, email=EMAIL)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The small audit as a file."""
    written = tmp_path / "audit.json"
    written.write_text(exchange.write_exchange(small_audit()), encoding="utf-8")
    return written


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(audits, [str(word) for word in words])


def refusal(result: Result) -> str:
    """The sentence of a command that failed as it should: exit code 1, no traceback."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.stderr


def test_what_was_brought_in_is_given_out(app: Flask, file: Path, tmp_path: Path) -> None:
    brought_in = run(app, "import", file, *BY)
    assert brought_in.exit_code == 0, brought_in.output
    assert "syv-small is here now" in brought_in.stdout
    assert "Storing 2 cases" in brought_in.stderr
    out = tmp_path / "out.json"
    given_out = run(app, "export", "syv-small", "-o", out)
    assert given_out.exit_code == 0
    assert given_out.stderr == "Reading the audit syv-small ...\nWriting 2 cases ...\n"
    assert out.read_text(encoding="utf-8") == file.read_text(encoding="utf-8")


def test_an_export_goes_to_the_screen_where_no_file_is_named(app: Flask, file: Path) -> None:
    run(app, "import", file, *BY)
    given_out = run(app, "export", "syv-small", *BY)
    assert json.loads(given_out.stdout)["audit"]["key"] == "syv-small"


def test_a_summary_is_given_as_json_and_as_csv(app: Flask, file: Path) -> None:
    run(app, "import", file, *BY)
    asked = ("summary", "syv-small", "--audience", "governance", "--interim", "--format")
    as_json = json.loads(run(app, *asked, "json").stdout)
    assert (as_json["key"], as_json["interim"]) == ("syv-small", True)
    as_csv = run(app, *asked, "csv").stdout.removeprefix("\ufeff")
    assert any(row["key"] == "syv-small" for row in csv.DictReader(StringIO(as_csv)))


def test_the_summary_of_a_rehearsal_says_what_it_is(app: Flask, tmp_path: Path) -> None:
    document = small_audit()
    document["audit"]["rehearsal"] = True
    file = tmp_path / "rehearsal.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    run(app, "import", file, *BY)
    given = run(app, "summary", "syv-small", "--interim")
    assert "This is a rehearsal. It belongs into no figure." in given.stderr
    assert json.loads(given.stdout)["rehearsal"] is True
    assert json.loads(run(app, "export", "syv-small").stdout)["audit"]["rehearsal"] is True


def test_a_summary_of_an_audit_under_way_is_interim_or_refused(app: Flask, file: Path) -> None:
    run(app, "import", file, *BY)
    assert "not closed yet" in refusal(run(app, "summary", "syv-small"))


def test_a_summary_for_somebody_is_as_much_as_they_may_read(
    app: Flask, file: Path, database: Database, partnership: UUID
) -> None:
    run(app, "import", file, *BY)
    factories.make_person(database, partnership, Role.BOARD_MEMBER, email="hassan@example.org")
    asked = ("summary", "syv-small", "--interim", "--by")
    assert "not closed yet" in refusal(run(app, *asked, "hassan@example.org"))
    assert run(app, *asked, EMAIL).exit_code == 0


def test_findings_come_in_from_a_file(app: Flask, tmp_path: Path) -> None:
    document = small_audit()
    document["cases"] = [{"reference": "SYV24-01", "state": "agreed"}]
    whole = tmp_path / "audit.json"
    whole.write_text(json.dumps(document), encoding="utf-8")
    run(app, "import", whole, *BY)
    findings = tmp_path / "findings.csv"
    findings.write_text(
        "case_reference,agency,section,kind,statement,themes,cause\n"
        "SYV24-01,police,voice,strength,Somebody asked.,voice,\n",
        encoding="utf-8",
    )
    said = run(app, "findings", "syv-small", findings, *BY)
    assert "1 finding is in the audit" in said.stdout
    assert said.stderr == "Reading findings.csv and storing its findings ...\n"
    assert "row 2, statement" in refusal(run(app, "findings", "syv-small", findings, *BY))


def test_the_schema_is_written(app: Flask) -> None:
    assert json.loads(run(app, "schema").stdout) == exchange.json_schema()


def test_everything_wrong_with_a_file_is_listed(app: Flask, tmp_path: Path) -> None:
    document = small_audit()
    document["needs"][0]["theme"] = "weather"
    document["cases"][0]["chair"] = 99
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(document), encoding="utf-8")
    sentences = refusal(run(app, "import", bad, *BY))
    assert "needs.1.theme: The theme list has no such theme." in sentences
    assert "cases.1.chair: " in sentences


def test_an_audit_that_is_here_is_not_brought_in_again(app: Flask, file: Path) -> None:
    run(app, "import", file, *BY)
    assert "already" in refusal(run(app, "import", file, *BY))


@pytest.mark.parametrize(
    "words",
    [
        ("export", "nothing"),
        ("summary", "nothing"),
        ("findings", "nothing", __file__, *BY),
    ],
)
def test_an_unknown_audit_is_named(words: tuple[str, ...], app: Flask) -> None:
    assert "There is no audit with the key nothing" in refusal(run(app, *words))


def test_an_unknown_address_is_named(app: Flask, file: Path) -> None:
    said = refusal(run(app, "import", file, "--by", "nobody@example.org"))
    assert "Nobody here has the address nobody@example.org" in said


def test_an_import_needs_somebody_who_makes_it(app: Flask, file: Path) -> None:
    said = run(app, "import", file)
    assert said.exit_code == 2
    assert "--by" in said.stderr


def test_somebody_who_runs_no_audits_is_refused(
    app: Flask, file: Path, database: Database, partnership: UUID
) -> None:
    factories.make_person(database, partnership, Role.ADMINISTRATOR, email="asha@example.org")
    assert "another role" in refusal(run(app, "import", file, "--by", "asha@example.org"))


def test_an_empty_database_is_named_with_what_mends_it(app: Flask, database: Database) -> None:
    level.lower_level(database.engine, down_to="base")
    assert "flask database upgrade" in refusal(run(app, "export", "syv-small"))


def run_tools(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(tools, [str(word) for word in words])


@pytest.mark.parametrize("name", ["serious-youth-violence", "child-safeguarding-29"])
def test_what_is_shipped_is_checked_and_found_sound(name: str, app: Flask) -> None:
    said = run_tools(app, "check", SHIPPED / f"{name}.yaml")
    assert said.exit_code == 0, said.output
    assert "Nothing is wrong with it." in said.output


def test_everything_wrong_with_a_tool_is_listed(app: Flask, tmp_path: Path) -> None:
    text = (SHIPPED / "serious-youth-violence.yaml").read_text(encoding="utf-8")
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace("graded: true", "graded: perhaps"), encoding="utf-8")
    sentences = refusal(run_tools(app, "check", bad))
    assert sentences.count("Write true or false.") > 1


def test_a_tool_in_another_encoding_is_refused(app: Flask, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_bytes("title: é".encode("latin-1"))
    assert "not in UTF-8" in refusal(run_tools(app, "check", bad))


def test_a_tool_is_published_after_its_theme_list(app: Flask) -> None:
    tool, themes = (
        SHIPPED / f"{name}.yaml" for name in ("serious-youth-violence", "child-safeguarding-29")
    )
    assert "Publish it first" in refusal(run_tools(app, "publish", tool, *BY))
    assert run_tools(app, "publish", themes, *BY).exit_code == 0
    assert "It is published." in run_tools(app, "publish", tool, *BY).output


def test_what_is_shipped_is_published_at_once(app: Flask) -> None:
    said = run_tools(app, "publish-shipped", *BY)
    assert said.exit_code == 0, said.output
    assert said.output.count("It is published.") == len(shipped_tools()) + len(
        shipped_theme_lists()
    )


def test_a_workbook_is_checked_as_a_text_is(app: Flask, tmp_path: Path) -> None:
    book = tmp_path / "tool.xlsx"
    book.write_bytes(write_workbook(shipped_tools()[0]))
    said = run_tools(app, "check", book)
    assert said.exit_code == 0
    assert "Nothing is wrong with it." in said.output
    wrong = load_workbook(book)
    wrong["survey"]["A3"] = "of no kind"
    wrong.save(book)
    assert "survey" in refusal(run_tools(app, "check", book))


def test_what_a_form_of_another_program_loses_is_said(app: Flask, tmp_path: Path) -> None:
    form = Workbook()
    survey = form.active
    assert survey is not None
    survey.title = "survey"
    for row in (["type", "name", "label"], ["text", "why", "Why?"], ["image", "seen", "A picture"]):
        survey.append(row)
    form.save(tmp_path / "form.xlsx")
    said = run_tools(app, "check", tmp_path / "form.xlsx")
    assert said.exit_code == 0
    assert "Not carried: survey, row 3" in said.output
