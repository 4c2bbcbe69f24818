"""No write without its event; the event outlives its content and proves it unchanged."""

import json
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import history
from app.db.base import Base
from app.db.engine import Database
from app.db.history import Subject
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.models.people import PartnershipRow
from app.db.models.records import EntryRow, RecordRow
from app.operations.transaction import operation
from audit_tools.errors import Refused
from audit_tools.permissions import Person, Role
from tests import factories


@pytest.fixture
def person(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.CHAIR)


def test_a_row_that_bears_a_case_is_not_stored_without_an_event(
    database: Database, partnership: UUID
) -> None:
    with database.writing() as session:
        session.add(RecordRow(partnership_id=partnership))
        with pytest.raises(RuntimeError, match="without a history event: RecordRow"):
            session.commit()


@pytest.mark.parametrize("change", ["edit", "delete"])
def test_changing_and_deleting_need_an_event_as_well(
    database: Database, person: Person, change: str
) -> None:
    record = _store_record(database, person)
    with database.writing() as session:
        row = session.get_one(RecordRow, (person.partnership, record))
        if change == "edit":
            row.changes += 1
        else:
            session.delete(row)
        with pytest.raises(RuntimeError, match="without a history event"):
            session.commit()


def test_every_row_that_can_name_a_case_is_guarded() -> None:
    """A column of case data in a table that is not guarded would be a way round."""
    for mapper in Base.registry.mappers:
        classes = {column.info["data"] for column in mapper.columns}
        if classes & {"case", "case text"} and mapper.class_ is not HistoryContent:
            assert mapper.class_.bears_case, mapper.class_.__name__


def test_every_column_says_what_class_of_data_it_holds() -> None:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            assert "data" in column.info, f"{table.name}.{column.name}"


def test_an_event_says_who_when_what_and_on_what(database: Database, person: Person) -> None:
    record = _store_record(database, person)
    with database.reading() as session:
        event = session.scalars(select(HistoryEvent)).one()
    assert (event.by, event.what, event.subject) == (person.id, "record.made", "record")
    assert (event.subject_id, event.partnership_id) == (record, person.partnership)


def test_the_digests_prove_the_content_unchanged(database: Database, person: Person) -> None:
    _store_record(database, person)
    with database.reading() as session:
        event = session.scalars(select(HistoryEvent)).one()
        content = session.scalars(select(HistoryContent)).one()
    assert json.loads(content.after) == {"text": "the school was told"}
    assert event.digest_after == history.digest(event.salt, content.after)
    assert event.digest_after != history.digest(event.salt, content.after + " ")
    assert event.digest_before == history.digest(event.salt, "{}")


def test_the_same_content_has_another_digest_each_time(database: Database, person: Person) -> None:
    """Otherwise short content could be guessed from its digest after it was erased."""
    for _ in range(2):
        _store_record(database, person)
    with database.reading() as session:
        first, second = session.scalars(select(HistoryEvent.digest_after)).all()
    assert first != second


def test_a_refused_operation_stores_neither_row_nor_event(
    database: Database, person: Person
) -> None:
    @operation
    def do_and_refuse(session: Session) -> None:
        _add_record(session, person)
        raise Refused("No.")

    with pytest.raises(Refused):
        do_and_refuse(database)
    with database.reading() as session:
        assert session.scalars(select(HistoryEvent)).all() == []
        assert session.scalars(select(RecordRow)).all() == []


def test_an_operation_inside_another_shares_its_transaction(
    database: Database, person: Person
) -> None:
    @operation
    def inner(session: Session) -> UUID:
        return _add_record(session, person)

    @operation
    def outer(session: Session) -> None:
        inner(session)
        raise Refused("No.")

    with pytest.raises(Refused):
        outer(database)
    with database.reading() as session:
        assert session.scalars(select(RecordRow)).all() == []


def test_an_event_of_one_transaction_does_not_allow_the_next(
    database: Database, person: Person
) -> None:
    record = _store_record(database, person)
    with database.writing() as session:
        session.add(
            EntryRow(
                partnership_id=person.partnership,
                record_id=record,
                place="voice/reason",
                value="unrecorded",
                version=1,
                changed_at=database.clock(),
            )
        )
        with pytest.raises(RuntimeError, match="EntryRow"):
            session.commit()


def test_a_session_for_reading_never_writes(database: Database) -> None:
    with database.reading() as session:
        session.add(PartnershipRow(id=uuid4(), name="New"))
        with pytest.raises(RuntimeError, match="asked to write"):
            session.flush()


def test_the_system_may_act_without_a_person(database: Database, partnership: UUID) -> None:
    with database.writing() as session:
        history.record(
            session,
            by=None,
            partnership=partnership,
            what="partnership.founded",
            on=Subject("partnership", partnership),
            at=database.clock(),
        )
        session.commit()
    with database.reading() as session:
        assert session.scalars(select(HistoryEvent)).one().by is None


def _store_record(database: Database, person: Person) -> UUID:
    with database.writing() as session:
        record = _add_record(session, person)
        session.commit()
    return record


def _add_record(session: Session, person: Person) -> UUID:
    record = uuid4()
    session.add(RecordRow(partnership_id=person.partnership, id=record))
    after = {"text": "the school was told"}
    history.tell(session, person, "record.made", Subject("record", record), after=after)
    session.flush()
    return record
