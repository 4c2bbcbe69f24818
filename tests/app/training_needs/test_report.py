"""The needs report as its readers meet it: with what is done and what practitioners said."""

from uuid import UUID

import pytest
from flask import Flask

from app.db.engine import Database
from app.operations.learning_ties import add_evidence
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from tests.app.visitors import sign_in_client
from tests.changes import change_audit
from tests.stored_strategies import add_strategy
from tests.world import World, make_another_audit, make_world


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    world = make_world(database, partnership)
    change_audit(database, world, phase="closed")
    return world


def test_it_has_the_activities_on_its_needs_and_what_practitioners_said_on_their_themes(
    app: Flask, database: Database, world: World
) -> None:
    by = world.people["learning member"]
    agreed = [CaseState.AGREED]
    other = make_another_audit(database, world, agreed, key="other", phase=Phase.CLOSED)
    add_strategy(database, by, world.audit)
    for kind, themes, said in (
        (EvidenceKind.PRACTITIONERS, ("voice",), "Short is better."),
        (EvidenceKind.PRACTITIONERS, ("missing",), "About something else."),
        (EvidenceKind.REVIEW, ("voice",), "From a review."),
    ):
        evidence = LearningEvidence(kind, "Group", said, themes=themes)
        add_evidence(database, by=by, evidence=evidence)
    client = sign_in_client(app, database, by)
    assert (
        f"/audits/{world.audit}/needs-report"
        in client.get(f"/audits/{world.audit}/training-needs").text
    )
    page = client.get(f"/audits/{world.audit}/needs-report").text
    assert "1.1 Listening to teenagers" in page
    assert "Short is better." in page
    assert "About something else." not in page
    assert "From a review." not in page
    assert "1.1 Listening" not in client.get(f"/audits/{other.audit}/needs-report").text
