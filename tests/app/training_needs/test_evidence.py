"""The findings behind a need, as far as the reader may see."""

from uuid import UUID

import pytest
from flask import Flask

from app.db.engine import Database
from app.operations.exchange import import_audit
from app.operations.training_needs import NeedEvidence
from app.web.training_needs.pages import describe_evidence
from audit_tools.cases import CaseState
from audit_tools.permissions import Role
from tests import exchange_documents, factories
from tests.app.conftest import SignIn
from tests.app.summaries.worlds import AGREED_WORDING, closed_audit, word_finding
from tests.app.visitors import sign_in_client
from tests.changes import change_audit
from tests.reports.summaries import six_children
from tests.strategies import answering
from tests.world import World, finding_mark, make_world

WORDING = {"text": AGREED_WORDING, "written_by": "coordinator", "agreed_by": "chair"}
STATEMENT = f"{finding_mark(CaseState.AGREED)} statement"


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    world = make_world(database, partnership)
    change_audit(database, world, phase="closed")
    return world


def read(app: Flask, database: Database, world: World, who: str) -> str:
    client = sign_in_client(app, database, world.people[who])
    response = client.get(f"/audits/{world.audit}/training-needs/voice")
    assert response.status_code == 200
    return " ".join(response.get_data(as_text=True).split())


@pytest.mark.parametrize("who", ["coordinator", "chair", "note-taker"])
def test_the_people_of_the_case_read_it_as_it_was_written(
    who: str, app: Flask, database: Database, world: World
) -> None:
    body = read(app, database, world, who)
    assert STATEMENT in body
    assert "You see this because you are one of the people of the case." in body


@pytest.mark.parametrize("who", ["board member", "learning member", "scrutineer"])
def test_everybody_else_reads_agreed_wording_alone(
    who: str, app: Flask, database: Database, world: World
) -> None:
    word_finding(database, world, AGREED_WORDING, by="coordinator", agreed_by="chair")
    body = read(app, database, world, who)
    assert AGREED_WORDING in body
    assert STATEMENT not in body
    assert "As it was written" not in body


def test_findings_of_cases_that_are_not_agreed_stand_behind_nothing(
    app: Flask, database: Database, world: World
) -> None:
    body = read(app, database, world, "coordinator")
    seen = "Could be better in 1 of 1 child; in 1 of them learning would help."
    assert f"{seen} It rests on 1 area for development." in body
    for state in (CaseState.OPEN, CaseState.WRITTEN_UP):
        assert finding_mark(state) not in body


def test_it_says_how_many_are_counted_and_not_quoted(
    app: Flask, database: Database, world: World
) -> None:
    not_yet = "It has no wording agreed for sharing yet. It is counted and not quoted."
    assert not_yet in read(app, database, world, "board member")
    word_finding(database, world, AGREED_WORDING, by="coordinator", agreed_by="chair")
    assert "It has wording agreed for sharing." in read(app, database, world, "board member")


@pytest.mark.parametrize(
    ("worded", "sentence"),
    [
        (0, "None of the 3 has wording agreed for sharing yet. They are counted and not quoted."),
        (1, "1 of 3 has wording agreed for sharing. The rest is counted and not quoted."),
        (2, "2 of 3 have wording agreed for sharing. The rest is counted and not quoted."),
        (3, "All 3 have wording agreed for sharing."),
    ],
)
def test_every_finding_is_accounted_for(
    worded: int, sentence: str, database: Database, partnership: UUID, sign_in: SignIn
) -> None:
    document = closed_audit("three", 3)
    for case in document["cases"][:worded]:
        development = next(f for f in case["findings"] if f["kind"] == "development")
        development["wording"] = WORDING
    by = factories.make_person(database, partnership, Role.COORDINATOR)
    audit = import_audit(database, by=by, document=exchange_documents.read(document))
    page = sign_in(Role.BOARD_MEMBER).get(f"/audits/{audit}/training-needs/voice")
    assert sentence in page.get_data(as_text=True)


def test_a_chair_of_one_case_reads_that_case_and_how_many_are_of_others(
    database: Database, partnership: UUID, sign_in: SignIn
) -> None:
    document = closed_audit("two", 2)
    document["cases"][1]["chair"] = 2
    document["cases"][0]["co_chair"] = None
    by = factories.make_person(database, partnership, Role.COORDINATOR)
    chair = factories.make_person(database, partnership, Role.CHAIR)
    audit = import_audit(
        database, by=by, document=exchange_documents.read(document), people={1: chair.id}
    )
    page = sign_in(chair).get(f"/audits/{audit}/training-needs/voice").get_data(as_text=True)
    assert "SYV24-01" in page
    assert "SYV24-02" not in page
    assert "1 of the 2 is of cases you have no part in." in page


def test_activities_for_another_need_do_not_stand_beside_this_one() -> None:
    facts = six_children()
    (need,) = facts.needs
    here, elsewhere = answering(need.key), answering("another")
    page = describe_evidence(NeedEvidence(facts, need, ()), [here, elsewhere])
    assert page.activities == (here,)
