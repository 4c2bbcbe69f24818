"""Themes are renamed, merged and split on their pages, and closed audits stay as they were."""

from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.audits import load_audit
from app.db.engine import Database
from app.db.findings import load_finding
from app.db.models.history import HistoryEvent
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from tests.app.visitors import send, sign_in_client, text_of
from tests.world import THEMES, World, make_another_audit, make_world

LIST = f"/theme-lists/{THEMES.key}"
WHY = {"why": "Two people sorted the same findings into either.", "seen": "1"}


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    return make_world(database, partnership)


@pytest.fixture
def unit(app: Flask, database: Database, world: World) -> FlaskClient:
    client: FlaskClient = sign_in_client(app, database, world.people["coordinator"])
    return client


def themes_of(database: Database, world: World) -> tuple[str, ...]:
    with database.reading() as session:
        id = world.findings[CaseState.AGREED]
        return load_finding(session, world.partnership, id).finding.themes


def version_of(database: Database, world: World) -> int:
    with database.reading() as session:
        return load_audit(session, world.partnership, world.audit).codebook.version


def test_a_merged_theme_moves_its_findings_in_audits_under_way_and_in_no_closed_one(
    unit: FlaskClient, database: Database, world: World
) -> None:
    closed = make_another_audit(
        database, world, [CaseState.AGREED], key="closed", phase=Phase.CLOSED
    )
    made = send(unit, f"{LIST}/voice/merge", into="family", **WHY)
    assert made.status_code == 303
    assert (themes_of(database, world), version_of(database, world)) == (("family",), 2)
    assert (themes_of(database, closed), version_of(database, closed)) == (("voice",), 1)
    summary = unescape(unit.get(f"/audits/{closed.audit}/summary").text)
    assert THEMES.theme("voice").title in summary
    page = unescape(unit.get(LIST).text)
    assert f"“{THEMES.theme('voice').title}” is merged into" in page
    assert WHY["why"] in page
    with database.reading() as session:
        told = session.scalars(select(HistoryEvent.what)).all()
    for what, times in (
        ("theme-list.changed", 1),
        ("audit.theme-list-changed", 1),
        ("finding.theme-merged", len(world.findings)),
    ):
        assert told.count(what) == times


def test_a_theme_is_renamed_and_split(unit: FlaskClient, database: Database, world: World) -> None:
    words = {"title": "Hearing the child", "definition": "Whether the child is heard."}
    assert send(unit, f"{LIST}/voice/rename", **words, **WHY).status_code == 303
    new = {"title": "Hearing siblings", "definition": "Whether siblings are heard."}
    assert send(unit, f"{LIST}/voice/split", **new, **WHY | {"seen": "2"}).status_code == 303
    page = text_of(unit.get(LIST))
    assert "Version 3" in page
    assert "“Hearing siblings” is split from “Hearing the child”." in page
    assert themes_of(database, world) == ("voice",)
    sorting = unit.get(f"/findings/{world.findings[CaseState.AGREED]}/sorting").text
    assert "Hearing siblings" in sorting.split("All other themes")[0]


def test_what_somebody_changed_meanwhile_and_what_is_missing_are_said(unit: FlaskClient) -> None:
    assert 'href="#into"' in send(unit, f"{LIST}/voice/merge", **WHY).text
    assert send(unit, f"{LIST}/voice/merge", into="family", **WHY).status_code == 303
    late = send(unit, f"{LIST}/education/merge", into="send", **WHY)
    assert late.status_code == 409
    assert unit.get(f"{LIST}/voice/rename").status_code == 404
