"""One number is the same number on the page, in its downloads and with the training needs."""

import csv
import json
from collections.abc import Callable
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from tests.app.visitors import sign_in_client
from tests.loaded import (
    FINISHED,
    LETTERS,
    UNDER_WAY,
    audit_named,
    somebody,
)


@pytest.fixture(scope="session")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


@pytest.fixture
def client(app: Flask, database: Database) -> FlaskClient:
    """Somebody who may read the finished, the unfinished and the letters alike."""
    return sign_in_client(app, database, somebody(database, "Beth"))


@pytest.fixture(params=[FINISHED, UNDER_WAY, LETTERS])
def audit(request: pytest.FixtureRequest, database: Database) -> UUID:
    return audit_named(database, request.param)


Read = Callable[[str], str]


@pytest.fixture
def read(client: FlaskClient, audit: UUID) -> Read:
    """The text of one of the audit's pages, as somebody would see it."""

    def run(page: str) -> str:
        response = client.get(f"/audits/{audit}/{page}")
        assert response.status_code == 200
        return unescape(response.get_data(as_text=True))

    return run


@pytest.fixture
def data(read: Read) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(read("summary.json"))
    return document


def of(count: dict[str, Any]) -> str:
    return f"{count['count']} of {count['of']}"


def both_counts(data: dict[str, Any], need: dict[str, Any]) -> str:
    seen = f"{of(need['could_be_better'])} {data['counted']['many']}"
    return f"ould be better in {seen}; in {need['rests_on']['count']} of them learning would help"


def test_every_theme_has_the_numbers_of_the_data(read: Read, data: dict[str, Any]) -> None:
    page = read("summary")
    assert data["themes"]
    for row in data["themes"]:
        well, better = of(row["strengths"]), of(row["developments"])
        assert f"went well {well}, could be better {better}" in page
        label = f'id="theme-{row["key"]}"'
        assert f"{row['title']}</span>" in page.split(label)[1][:200]


def test_every_need_has_the_numbers_of_the_data(read: Read, data: dict[str, Any]) -> None:
    page = read("training-needs")
    assert data["needs"]
    for need in data["needs"]:
        card = page.split(f'id="need-{need["key"]}"')[1].split("<h2")[0]
        assert of(need["rests_on"]) in card
        assert both_counts(data, need) in card
        assert f"the {need['rests_on']['findings']} area" in card


def test_the_findings_behind_a_need_account_for_every_one_that_it_counts(
    read: Read, data: dict[str, Any]
) -> None:
    for need in data["needs"][:4]:
        page, side = read(f"training-needs/{need['key']}"), need["rests_on"]
        assert both_counts(data, need) in page
        assert f"It rests on {side['findings']} area" in page
        quoted = page.split("In wording agreed for sharing")[1].split("<h2")[0].count("<li>")
        assert quoted == len(side["wordings"])
        written = page.split("In wording agreed for sharing")[0].split("As it was written")[1]
        assert written.count("<li>") == side["findings"]


def test_grades_and_outcomes_are_the_data_s(read: Read, data: dict[str, Any]) -> None:
    page = read("summary")
    for section in data["sections"]:
        cells = "".join(_cell(str(count["count"])) for count in section["counts"])
        assert cells in page
    if data["outcomes"] and data["outcomes"]["unanswered"] < data["agreed"]["count"]:
        said = [c for c in data["outcomes"]["counts"] if c["count"]]
        assert all(f"{c['label'].lower()} {c['count']}" in page for c in said)


def _cell(text: str) -> str:
    return f'<td class="govuk-table__cell">{text}</td>'


def test_the_table_for_a_spreadsheet_has_the_numbers_of_the_data(
    read: Read, data: dict[str, Any]
) -> None:
    rows = list(csv.DictReader(StringIO(read("summary.csv").removeprefix("\ufeff"))))
    themes = [r for r in rows if r["part"] == "themes" and r["measure"] == "could be better"]
    assert [(r["key"], r["count"], r["of"]) for r in themes] == [
        (t["key"], str(t["developments"]["count"]), str(t["developments"]["of"]))
        for t in data["themes"]
    ]


def test_downloads_are_named_after_the_audit(client: FlaskClient, database: Database) -> None:
    audit = audit_named(database, FINISHED)
    for format, media_type in (("json", "application/json"), ("csv", "text/csv; charset=utf-8")):
        response = client.get(f"/audits/{audit}/summary.{format}")
        assert response.content_type == media_type
        assert (
            f"filename=syv-2024-q3-theme-summary.{format}"
            in response.headers["Content-Disposition"]
        )


def test_invented_data_are_called_so_on_every_page_and_published_ones_are_not(
    client: FlaskClient, database: Database
) -> None:
    for page in ("summary", "training-needs", "training-needs/identity"):
        invented = client.get(f"/audits/{audit_named(database, FINISHED)}/{page}")
        assert "Invented data." in invented.get_data(as_text=True)
        published = client.get(f"/audits/{audit_named(database, LETTERS)}/{page}")
        assert "Invented data." not in published.get_data(as_text=True)


def test_the_letters_are_counted_in_areas_and_ask_for_no_returns(
    client: FlaskClient, database: Database
) -> None:
    body = client.get(f"/audits/{audit_named(database, LETTERS)}/summary").get_data(as_text=True)
    assert "What we learned from 6 areas</h1>" in body
    assert "This audit holds findings alone: no returns were asked for." in body
    assert "Contains public sector information licensed under the Open Government Licence" in body
    assert "0 of 0" not in body
    assert "6 children" not in body
