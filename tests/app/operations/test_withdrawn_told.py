"""Who answers about a case that leaves the audit is told that its return is needed no more."""

import pytest
from sqlalchemy import select

from app.db.engine import Database
from app.db.models.messages import MessageRow
from app.operations import cases, discussions
from audit_tools.messages import MessageKind
from audit_tools.withdrawals import WithdrawnFor
from tests.scenes import Scene, make_scene

CASE, OTHER = "SYV30-01", "SYV30-02"
WHY = "Moved to Bradford with an aunt."


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database)


def withdraw(scene: Scene) -> None:
    assert scene.coordinator
    cases.withdraw_case(
        scene.database,
        by=scene.coordinator,
        case_id=scene.cases[CASE],
        why=WithdrawnFor.OTHER,
        reason=WHY,
    )


def told(scene: Scene) -> dict[object, MessageRow]:
    with scene.database.reading() as session:
        rows = session.scalars(select(MessageRow).where(MessageRow.kind == MessageKind.WITHDRAWN))
        return {row.person_id: row for row in rows}


def test_each_agency_whose_return_is_open_is_told_and_nothing_of_why(scene: Scene) -> None:
    scene.send(CASE, "school")
    withdraw(scene)
    [(person, message)] = told(scene).items()
    assert person == scene.practitioners["police"].id
    assert message.subject == "A return for case 1 of 2 is needed no more"
    assert "The Business Unit has withdrawn case 1 of 2" in message.body
    for hidden in (WHY, CASE, "school", "School"):
        assert hidden not in message.body


def test_every_agency_reads_the_same(scene: Scene) -> None:
    withdraw(scene)
    messages = told(scene)
    assert messages.keys() == {one.id for one in scene.practitioners.values()}
    assert len({message.subject for message in messages.values()}) == 1


def test_once_the_returns_are_closed_nobody_has_to_be_told(scene: Scene) -> None:
    assert scene.chair
    case = scene.cases[CASE]
    discussions.close_returns(scene.database, by=scene.chair, case_id=case, reason="Enough.")
    withdraw(scene)
    assert told(scene) == {}
