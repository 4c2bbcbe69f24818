"""What a reader of a summary is given: agreed wording, counts and nothing of a case."""

import json
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.db.engine import Database
from audit_tools.cases import CaseState
from tests.app.summaries.worlds import (
    AGREED_WORDING,
    pages_of,
    take_back_agreement,
    word_finding,
)
from tests.app.visitors import sign_in_client, text_of
from tests.changes import change_audit
from tests.world import AGENCIES, World, discussion_mark, finding_mark, make_world, return_mark

GOVERNANCE = ("board member", "learning member", "scrutineer")


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    world = make_world(database, partnership)
    change_audit(database, world, phase="closed")
    return world


def read_all(app: Flask, database: Database, world: World, who: str) -> str:
    client = sign_in_client(app, database, world.people[who])
    answers = [client.get(page) for page in pages_of(world.audit)]
    return "\n".join(f"{a.headers}\n{text_of(a)}" for a in answers)


@pytest.mark.parametrize("who", GOVERNANCE)
def test_no_text_of_a_case_and_no_reference_is_given(
    who: str, app: Flask, database: Database, world: World
) -> None:
    word_finding(database, world, "Unagreed wording.", by="coordinator")
    said = read_all(app, database, world, who)
    assert "SYV25-" not in said
    assert "Unagreed wording." not in said
    for state in CaseState:
        marks = [return_mark(state, agency) for agency in AGENCIES]
        for mark in (discussion_mark(state), finding_mark(state), *marks):
            assert mark not in said


@pytest.mark.parametrize("who", GOVERNANCE)
def test_wording_is_given_once_somebody_who_did_not_write_it_has_agreed_it(
    who: str, app: Flask, database: Database, world: World
) -> None:
    word_finding(database, world, AGREED_WORDING, by="coordinator", agreed_by="coordinator")
    assert AGREED_WORDING not in read_all(app, database, world, who)
    word_finding(database, world, AGREED_WORDING, by="coordinator", agreed_by="chair")
    assert AGREED_WORDING in read_all(app, database, world, who)


def test_an_agency_s_own_grades_are_in_no_count(
    app: Flask, database: Database, world: World
) -> None:
    """Every agency graded itself good; every discussion agreed on requires improvement."""
    data = summary(app, database, world)
    for section in data["sections"]:
        counts = {count["grade"]["key"]: count["count"] for count in section["counts"]}
        assert counts == {
            "outstanding": 0,
            "good": 0,
            "requires-improvement": 1,
            "inadequate": 0,
        }


def test_only_agreed_cases_are_counted(app: Flask, database: Database, world: World) -> None:
    data = summary(app, database, world)
    assert data["agreed"] == {"count": 1, "of": 5}
    assert [len(row["strengths"]["cases"]) for row in data["themes"]] == [1]


def test_an_interim_summary_says_so_before_anything_else(
    app: Flask, database: Database, world: World
) -> None:
    change_audit(database, world, phase="collecting")
    client = sign_in_client(app, database, world.people["coordinator"])
    summary = client.get(f"/audits/{world.audit}/summary").get_data(as_text=True)
    assert "Interim: what we learned from 1 child</h1>" in summary
    assert "it counts the 1 of 5 children whose discussion is agreed" in summary
    needs = client.get(f"/audits/{world.audit}/training-needs").get_data(as_text=True)
    assert "Interim training needs</h1>" in needs
    assert summary_of(client.get(f"/audits/{world.audit}/summary.json").data)["interim"] is True


def test_an_audit_in_which_nothing_is_agreed_yet_has_a_page_and_nothing_to_take_away(
    app: Flask, database: Database, world: World
) -> None:
    change_audit(database, world, phase="collecting")
    take_back_agreement(database, world)
    client = sign_in_client(app, database, world.people["coordinator"])
    body = client.get(f"/audits/{world.audit}/summary").get_data(as_text=True)
    assert "No discussion has been agreed yet, so there is nothing to summarise." in body
    assert "summary.json" not in body
    assert "summary.docx" not in body
    needs = client.get(f"/audits/{world.audit}/training-needs").get_data(as_text=True)
    assert "No training need follows" in needs
    assert "training-needs.docx" not in needs


@pytest.mark.parametrize("paper", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("page", "name", "sentences"),
    [
        ("summary", "theme-summary", ("1 of 1 child: The child's voice could be better.",)),
        (
            "training-needs",
            "training-needs",
            ("1 training need follows from 1 child.", "Questions 1.1, 1.2 and 1.4 would show"),
        ),
    ],
)
def test_a_board_takes_away_the_paper_of_what_its_page_says(
    app: Flask,
    database: Database,
    world: World,
    page: str,
    name: str,
    sentences: tuple[str, ...],
    paper: str,
) -> None:
    client = sign_in_client(app, database, world.people["board member"])
    address = f"/audits/{world.audit}/{page}"
    shown, file = unescape(client.get(address).text), client.get(f"{address}.{paper}")
    assert f'href="{address}.{paper}"' in shown
    assert file.status_code == 200
    assert f"{name}.{paper}" in file.headers["Content-Disposition"]
    written = " ".join(text_of(file).split())
    for sentence in ("It counts the 1 of 5 children", *sentences):
        assert sentence in shown
        assert sentence in written
    assert "OFFICIAL-SENSITIVE" in written
    assert "As recorded on" in written


def summary(app: Flask, database: Database, world: World) -> dict[str, Any]:
    client = sign_in_client(app, database, world.people["board member"])
    return summary_of(client.get(f"/audits/{world.audit}/summary.json").data)


def summary_of(data: bytes) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(data)
    return document


@pytest.mark.parametrize("paper", ["docx", "pdf"])
def test_a_draft_quotes_what_nobody_has_agreed_and_says_so(
    paper: str, app: Flask, database: Database, world: World
) -> None:
    word_finding(database, world, "Unagreed wording.", by="coordinator")
    draft = f"/audits/{world.audit}/summary/draft.{paper}"
    for who in ("coordinator", "chair"):
        client = sign_in_client(app, database, world.people[who])
        assert draft in client.get(f"/audits/{world.audit}/summary").text
        said = " ".join(text_of(client.get(draft)).split())
        assert "Unagreed wording." in said
        assert "DRAFT: wording not agreed for sharing" in said
    other = sign_in_client(app, database, world.people["board member"])
    assert draft not in other.get(f"/audits/{world.audit}/summary").text
    assert other.get(draft).status_code == 403
