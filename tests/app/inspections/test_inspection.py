"""The inspection's letter, and the audits that answer its findings."""

from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from app.db.engine import Database
from audit_tools.permissions import Role
from tests import factories
from tests.app.visitors import sign_in_client
from tests.loaded import (
    FINISHED,
    UNDER_WAY,
    audit_named,
    inspection_of,
    somebody,
)


@pytest.fixture(scope="session")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


def read(app: Flask, database: Database, who: str) -> str:
    client = sign_in_client(app, database, somebody(database, who))
    response = client.get(f"/inspections/{inspection_of(database)}")
    assert response.status_code == 200
    return response.get_data(as_text=True)


@pytest.mark.parametrize("who", ["Hassan", "Imogen", "Jerome", "Beth", "Dilys"])
def test_whoever_reads_summaries_reads_the_three_findings_and_whose_words_they_are(
    who: str, app: Flask, database: Database
) -> None:
    body = read(app, database, who)
    assert "Joint targeted area inspection of serious youth violence in Leeds" in body
    assert "3 things need to improve" in body
    assert "police protection notifications" in body
    assert "Waiting times for children to receive CAMHS assessments" in body
    assert "The frequency of multi-agency partnership auditing" in body
    assert "© Crown copyright, Open Government Licence v3.0" in body
    assert "16 May 2024" in body


def test_each_finding_leads_to_the_audits_that_answer_it_as_far_as_one_may_read_them(
    app: Flask, database: Database
) -> None:
    finished = f"/audits/{audit_named(database, FINISHED)}/summary"
    under_way = f"/audits/{audit_named(database, UNDER_WAY)}/summary"
    board = read(app, database, "Hassan")
    assert board.count(finished) == 3
    assert under_way not in board
    unit = read(app, database, "Beth")
    assert unit.count(under_way) == 3
    assert unit.count(", interim") == 3


@pytest.mark.parametrize("who", ["Asha", "Ade", "Kofi"])
def test_it_is_not_for_those_who_read_no_summaries(
    who: str, app: Flask, database: Database
) -> None:
    client = sign_in_client(app, database, somebody(database, who))
    assert client.get(f"/inspections/{inspection_of(database)}").status_code == 403


def test_another_partnership_s_inspection_and_one_that_is_not_are_not_there(
    app: Flask, database: Database
) -> None:
    elsewhere = factories.make_partnership(database, "Elsewhere")
    stranger = factories.make_person(database, elsewhere, Role.BOARD_MEMBER)
    client = sign_in_client(app, database, stranger)
    assert client.get(f"/inspections/{inspection_of(database)}").status_code == 404
    assert client.get(f"/inspections/{uuid4()}").status_code == 404


def test_summary_and_list_of_needs_lead_to_it(app: Flask, database: Database) -> None:
    client = sign_in_client(app, database, somebody(database, "Imogen"))
    address = f"/inspections/{inspection_of(database)}"
    summary = f"/audits/{audit_named(database, FINISHED)}/summary"
    for page in (summary, "/training-needs"):
        assert address in client.get(page).get_data(as_text=True)
