"""No message, mail, subject or file name carries anything of a case: every text is marked, and all
that is written and sent is searched for the marks."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import MailServer
from app.db.cases import load_case
from app.db.discussions import read_discussion
from app.db.engine import Database
from app.db.history import Subject, tell
from app.db.messages import MessageOnFile, list_messages
from app.db.models.returns import ReturnRow
from app.operations import concerns, deed_messages, fit, knowing
from app.operations.mailing import send_waiting
from app.operations.messages import mark_as_sent, write_due
from audit_tools.cases import CaseState
from audit_tools.messages import MessageKind
from tests import factories
from tests.app.marked_texts import CANARY, mark_every_text
from tests.app.messages.conftest import Mailbox
from tests.app.visitors import sign_in_client
from tests.changes import change_row
from tests.world import World, add_cases, make_world, send_returns

# 20 May 2025 is the day on which the returns of the world are due.
DAYS = [datetime(2025, 5, day, 9, tzinfo=UTC) for day in (1, 13, 18, 21, 23)]


@pytest.fixture
def world(database: Database) -> World:
    world = make_world(database, factories.make_partnership(database))
    sent = add_cases(database, world, [CaseState.WAITING])
    send_returns(database, sent)
    mark_every_text(database)
    return world


def all_messages(database: Database, world: World) -> tuple[MessageOnFile, ...]:
    with database.reading() as session:
        return list_messages(session, world.people["coordinator"], world.audit)


def test_no_message_carries_anything_of_a_case(
    app: Flask, database: Database, world: World, server: MailServer, mailbox: Mailbox
) -> None:
    seen = set[MessageKind]()
    do_what_is_told(database, world)
    for day in DAYS:
        database.clock = lambda day=day: day  # type: ignore[misc]
        write_due(database, by=None, partnership=world.partnership, audit_id=world.audit)
        send_waiting(database, server=server, base_address="https://audit.example.org")
    for one in all_messages(database, world):
        seen.add(one.kind)
        assert_says_nothing(f"{one.subject}\n{one.body}", one.name)
    for mail in mailbox.mails:
        headers = "\n".join(f"{name}: {value}" for name, value in mail.items())
        assert_says_nothing(f"{headers}\n{mail.get_content()}", str(mail["To"]))
        assert list(mail.iter_attachments()) == []
    assert seen == set(MessageKind)
    assert len(mailbox.mails) == len(all_messages(database, world))


def do_what_is_told(database: Database, world: World) -> None:
    """The deeds that are told at once, on a day before the first; the texts are marked."""
    database.clock = lambda: DAYS[0]
    people, written = world.people, world.cases[CaseState.WRITTEN_UP]
    knowing.ask_agencies(
        database, by=people["coordinator"], audit_id=world.audit, agencies=frozenset({"housing"})
    )
    concerns.raise_concern(
        database,
        by=people["police lead"],
        return_id=world.returns[CaseState.WAITING, "police"],
        concern=CANARY,
    )
    unopened = world.returns[CaseState.WAITING, "school"]
    change_row(database, world, ReturnRow, unopened, started_at=None)
    fit.say_fit(database, by=people["school practitioner"], return_id=unopened, fits=False)
    with database.writing() as session:
        held = read_discussion(session, people["note-taker"], written)
        tell(session, people["note-taker"], "test.told", Subject("case", written))
        deed_messages.tell_to_read(session, people["note-taker"], written)
        lead = people["police lead"].id
        moved = set(world.returns.values())
        waiting = load_case(session, world.partnership, world.cases[CaseState.WAITING])
        deed_messages.tell_withdrawn(session, people["coordinator"], waiting)
        deed_messages.tell_asked_anew(session, people["coordinator"], world.audit, moved)
        deed_messages.tell_answered(session, people["note-taker"], held, lead)
        session.commit()


def assert_says_nothing(text: str, to: str) -> None:
    """No mark, no reference, and no other agency than, at most, the reader's own."""
    lowered = text.lower()
    marks = ("markreturn", "markdiscussion", "markfinding", "markinvited")
    for forbidden in (CANARY, *marks, "syv25"):
        assert forbidden not in lowered, (to, text)
    for agency in ("police", "school", "social care", "housing"):
        assert agency not in lowered, (to, text)


def test_the_page_of_messages_carries_nothing_of_a_case_either(
    app: Flask, database: Database, world: World
) -> None:
    database.clock = lambda: DAYS[1]
    write_due(database, by=None, partnership=world.partnership, audit_id=world.audit)
    unit = world.people["coordinator"]
    first = all_messages(database, world)[0].id
    mark_as_sent(database, by=unit, audit_id=world.audit, message_id=first)
    client = sign_in_client(app, database, unit)
    text = main_of(client, f"/audits/{world.audit}/messages")
    written = all_messages(database, world)
    assert text.count(written[0].subject) > 0
    assert len(written) > 1
    assert CANARY not in text
    assert "SYV25" not in text
    # Where a case is shown to the same person the marks are met.
    assert "SYV25" in main_of(client, f"/audits/{world.audit}")
    assert CANARY in main_of(client, f"/cases/{world.cases[CaseState.WAITING]}")


def main_of(client: FlaskClient, address: str) -> str:
    """What a page says below its top, where a concern that was raised stands on every page."""
    page = client.get(address)
    assert page.status_code == 200
    return page.get_data(as_text=True).split("<main")[1]
