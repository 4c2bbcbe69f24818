"""Whoever a deed concerns is told of it in the same transaction, and nobody else."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.engine import Database
from app.db.messages import list_messages
from app.db.models.messages import MessageRow
from app.db.models.returns import ReturnRow
from app.operations import appointments, concerns, corrections, discussions, fit, knowing
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.corrections import Accuracy, Settled
from audit_tools.messages import MessageKind
from tests.app.discussions.cases import confirm_and_sign_off, write_up
from tests.app.discussions.stage import Stage
from tests.changes import change_row
from tests.world import World


@pytest.fixture
def written(database: Database, world: World, stage: Stage) -> UUID:
    discussions.open_discussion(database, by=world.people["chair"], case_id=stage.case)
    write_up(database, world, stage.case)
    return stage.case


def told(database: Database, world: World, kind: MessageKind) -> set[str]:
    """Who has a message of this kind, by what they are."""
    names = {person.id: name for name, person in world.people.items()}
    with database.reading() as session:
        rows = session.scalars(select(MessageRow).where(MessageRow.kind == kind.value))
        return {names[row.person_id] if row.person_id else str(row.agency) for row in rows}


def test_a_written_up_record_is_sent_to_read_until_it_is_signed_off(
    database: Database, world: World, written: UUID
) -> None:
    leads = {"police lead", "police deputy", "chair who leads social care"}
    readers = told(database, world, MessageKind.TO_READ)
    assert leads <= readers
    assert not readers & {"housing lead", "note-taker", "core group", "police helper"}

    confirm_and_sign_off(database, world.people["chair"], written)

    assert told(database, world, MessageKind.TO_READ) == set()


def test_who_asked_for_a_correction_is_told_that_it_is_answered(
    database: Database, world: World, written: UUID
) -> None:
    corrections.reply_to_record(
        database, by=world.people["police lead"], case_id=written, agency="police",
        word=Accuracy.CORRECT, text="It was two visits.",
    )  # fmt: skip
    corrections.settle_reply(
        database, by=world.people["note-taker"], case_id=written, agency="police",
        seen=version_of("It was two visits."), settled=Settled.MADE, reason="It is.",
    )  # fmt: skip
    assert told(database, world, MessageKind.ANSWERED) == {"police lead"}


def test_a_concern_is_told_at_once_and_not_to_who_raised_it_nor_to_who_has_a_conflict(
    database: Database, world: World, stage: Stage
) -> None:
    with database.reading() as session:
        of_police = ReturnRow.case_id == stage.case, ReturnRow.agency == "police"
        return_id = session.scalars(select(ReturnRow.id).where(*of_police)).one()
    by = world.people["police lead"]
    concerns.raise_concern(database, by=by, return_id=return_id, concern="Seen with a knife")
    readers = told(database, world, MessageKind.CONCERN)
    assert {"coordinator", "chair", "police deputy"} <= readers
    assert not readers & {"police lead", "police practitioner", "chair who leads social care"}
    with database.reading() as session:
        found = list_messages(session, world.people["coordinator"], world.audit)
    texts = [one.subject + one.body for one in found if one.kind is MessageKind.CONCERN]
    assert texts
    assert not any("knife" in text or "olice" in text for text in texts)
    # Who declares a conflict reads nothing of the case any more, and no message about it.
    appointments.declare_conflict(database, by=world.people["coordinator"], case_id=stage.case)
    with database.reading() as session:
        found = list_messages(session, world.people["coordinator"], world.audit)
    assert MessageKind.CONCERN not in {one.kind for one in found}


def test_the_unit_is_told_of_a_stop_until_no_return_of_the_case_is_stopped(
    database: Database, world: World
) -> None:
    case, unit = world.cases[CaseState.WAITING], world.people["coordinator"]
    returns = {a: world.returns[CaseState.WAITING, a] for a in ("police", "social-care", "school")}
    for id in returns.values():
        change_row(database, world, ReturnRow, id, started_at=None)

    def say(by: str, agency: str, *, fits: bool) -> None:
        fit.say_fit(database, by=world.people[by], return_id=returns[agency], fits=fits)

    def settle(agency: str) -> None:
        note = "A corrected sheet is sent."
        fit.settle_fit(database, by=unit, case_id=case, return_id=returns[agency], note=note)

    say("chair who leads social care", "social-care", fits=True)
    assert told(database, world, MessageKind.DOES_NOT_FIT) == set()

    say("police practitioner", "police", fits=False)
    assert told(database, world, MessageKind.DOES_NOT_FIT) == {"coordinator"}
    with database.reading() as session:
        found = list_messages(session, unit, world.audit)
    (message,) = (one for one in found if one.kind is MessageKind.DOES_NOT_FIT)
    assert "case 1 of" in message.subject
    assert "olice" not in message.subject + message.body

    say("school practitioner", "school", fits=False)
    settle("police")
    assert told(database, world, MessageKind.DOES_NOT_FIT) == {"coordinator"}
    settle("school")
    assert told(database, world, MessageKind.DOES_NOT_FIT) == set()


def test_an_asked_agency_is_told_of_how_many_and_no_more_once_the_question_is_taken_back(
    database: Database, world: World, stage: Stage
) -> None:
    unit = world.people["coordinator"]
    knowing.ask_agencies(database, by=unit, audit_id=world.audit, agencies=frozenset({"housing"}))
    assert told(database, world, MessageKind.CHILDREN_ASKED) == {"housing lead"}
    knowing.take_back(database, by=unit, audit_id=world.audit, agency="housing")
    assert told(database, world, MessageKind.CHILDREN_ASKED) == set()
