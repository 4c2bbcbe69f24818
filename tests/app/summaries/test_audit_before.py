"""The summary of a second audit stands beside the last one, for who may read both."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.history import Subject, record
from app.db.models.cases import AppointmentRow
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.visitors import sign_in_client
from tests.changes import change_audit
from tests.world import AT, World, make_another_audit, make_world

SENTENCE = "Different children, and too few to say that anything changed."


@pytest.fixture
def first(database: Database, partnership: UUID) -> World:
    world = make_world(database, partnership)
    closed = make_another_audit(
        database, world, [CaseState.AGREED], key="first", phase=Phase.CLOSED
    )
    change_audit(database, closed, returns_due=date(2024, 11, 15))
    return closed


@pytest.fixture
def second(database: Database, first: World) -> World:
    another = make_another_audit(
        database, first, [CaseState.AGREED], key="second", phase=Phase.COLLECTING, interim=True
    )
    change_audit(database, another, returns_due=date(2025, 5, 16))
    return another


def text_for(app: Flask, database: Database, who: Person, audit: UUID) -> str:
    client: FlaskClient = sign_in_client(app, database, who)
    answer = client.get(f"/audits/{audit}/summary")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("who", ["coordinator", "board member", "scrutineer", "chair"])
def test_who_reads_both_summaries_reads_them_side_by_side(
    who: str, app: Flask, database: Database, first: World, second: World
) -> None:
    text = text_for(app, database, second.people[who], second.audit)
    assert SENTENCE in text
    assert "An audit for tests: first" in text
    assert "requires improvement 1" in text
    assert "1 of 1 before, 1 of 1 now" in text
    assert "What became of it is not recorded here" in text


def test_the_first_audit_stands_beside_none(
    app: Flask, database: Database, first: World, second: World
) -> None:
    assert SENTENCE not in text_for(app, database, first.people["board member"], first.audit)


@pytest.mark.parametrize("which", ["first", "second"])
def test_a_rehearsal_stands_beside_nothing(
    which: str, app: Flask, database: Database, first: World, second: World
) -> None:
    tried_out = first if which == "first" else second
    change_audit(database, tried_out, rehearsal=True)
    assert SENTENCE not in text_for(app, database, second.people["coordinator"], second.audit)


def test_a_chair_of_the_second_audit_alone_reads_nothing_of_the_first(
    app: Flask, database: Database, first: World, second: World
) -> None:
    chair = factories.make_person(database, second.partnership, Role.CHAIR)
    with database.writing() as session:
        _tell(session, second)
        session.add(
            AppointmentRow(
                partnership_id=second.partnership,
                case_id=second.cases[CaseState.AGREED],
                person_id=chair.id,
                role=Role.CHAIR.value,
            )
        )
        session.commit()
    text = text_for(app, database, chair, second.audit)
    assert SENTENCE not in text
    assert "An audit for tests: first" not in text


def _tell(session: Session, of: World) -> None:
    record(session, by=None, partnership=of.partnership, what="test.world",
           on=Subject("audit", of.audit), at=AT)  # fmt: skip
