"""Whoever is expected at a discussion is written to about its date, in the same transaction."""

import json
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.config import MailServer
from app.db.appointments import Appointed, appointments_to
from app.db.cases import load_case
from app.db.engine import Database
from app.db.messages import MessageOnFile, list_messages
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.schedule import row_of_date
from app.operations import appointments, cases, invitations, schedule
from app.operations.invitations import Said
from app.operations.involvements import set_involvements, version_of_involvements
from app.operations.versions import version_of
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.errors import Invalid
from audit_tools.invitations import Invited, Reply
from audit_tools.messages import ABOUT_DATES, MessageKind
from audit_tools.permissions import Grant, Person, Role
from audit_tools.schedule import Slot
from tests import factories
from tests.app.messages.conftest import Mailbox, messages_of
from tests.app.messages.written import BASE, Desk, at, mark_all, send_mail, write
from tests.app.schedule.conftest import JUNE_11, arrange
from tests.app.visitors import sign_in_client
from tests.changes import change_audit, changing
from tests.preparations import ASKED, make_preparation
from tests.scenes import Scene

SLOT = Slot(JUNE_11, 90, "Room 3")
SECOND = Slot(JUNE_11 + timedelta(hours=2), 90, "Room 3")
MOVED = Slot(JUNE_11 + timedelta(days=1), 90, "Room 3")
# The returns are due five days before the discussions.
LONG_BEFORE, TWO_DAYS_BEFORE = 20, -3
EXPECTED = {"Chris Chair", "Police Lead", "School Lead"}


@pytest.fixture
def dated(scene: Scene) -> Scene:
    """Both discussions have got a date, and those expected have not been sent it yet; to the
    returns everybody was invited before."""
    at(scene.database, LONG_BEFORE + 1)
    write(scene)
    mark_all(scene)
    at(scene.database, LONG_BEFORE)
    arrange(scene, case_01=SLOT, case_02=SECOND)
    return scene


@pytest.fixture
def known(dated: Scene) -> Scene:
    """The same, and everybody has been sent it."""
    mark_all(dated)
    return dated


def waiting(scene: Scene) -> dict[str, MessageOnFile]:
    """What waits about dates, by whom it is for: never two for one person."""
    found = [one for one in messages_of(scene) if one.kind in ABOUT_DATES and one.sent_at is None]
    by_name = {one.name: one for one in found}
    assert len(by_name) == len(found)
    return by_name


def subjects(scene: Scene) -> set[str]:
    return {one.subject for one in waiting(scene).values()}


def say(scene: Scene, by: Person, reference: str = "SYV30-01", **said: Invited) -> None:
    """Say of agencies who comes; who is named already is replied for."""
    case = scene.cases[reference]
    with scene.database.reading() as session:
        _, agencies = invitations.to_answer(session, by, case)
    there = {of.key: one.id for of in agencies for one in of.invited}
    invitations.say_who_comes(
        scene.database,
        by=by,
        case_id=case,
        said=_keyed(said, there),
        seen=invitations.version_of_invited(agencies),
    )


def _keyed(said: Mapping[str, Invited], there: Mapping[str, UUID]) -> Said:
    return {there.get(agency, agency): one for agency, one in said.items()}


def unit_of(scene: Scene) -> Person:
    assert scene.coordinator is not None
    return scene.coordinator


def test_dates_that_are_set_at_once_are_one_message_a_person(dated: Scene) -> None:
    assert waiting(dated).keys() == EXPECTED
    assert subjects(dated) == {"Dates of two case discussions"}
    for one in waiting(dated).values():
        assert (
            "- Case discussion 1 of 2: Tuesday 11 June 2030, 09:30 to 11:00, Room 3\n" in one.body
        )
        assert (
            "- Case discussion 2 of 2: Tuesday 11 June 2030, 11:30 to 13:00, Room 3\n" in one.body
        )
        assert "\n/schedule\n" in one.body


def test_no_agency_learns_of_another_or_of_who_comes(dated: Scene) -> None:
    unit = unit_of(dated)
    say(dated, unit, police=Invited("Ann Green"), school=Invited("Sue Head"))
    arrange(dated, case_01=MOVED)
    told = waiting(dated)
    for own, other in (("Police", "School"), ("School", "Police")):
        text = f"{told[f'{own} Lead'].subject}\n{told[f'{own} Lead'].body}".lower()
        for forbidden in (other.lower(), "ann green", "sue head", "syv30", "chris"):
            assert forbidden not in text
    assert told["Police Lead"].body.replace("Police", "School") == told["School Lead"].body


def test_an_agency_is_told_of_the_children_that_it_knows_alone(dated: Scene) -> None:
    ask(dated, "SYV30-01", Involvement("police", Known.KNOWN, lead=True))
    assert waiting(dated)["School Lead"].subject.startswith("Case discussion 2 of 2 is on")
    ask(dated, "SYV30-02", Involvement("police", Known.KNOWN, lead=True))
    assert waiting(dated).keys() == EXPECTED - {"School Lead"}


def test_what_waits_is_written_anew_and_goes_when_nothing_is_left_to_say(scene: Scene) -> None:
    at(scene.database, LONG_BEFORE)
    arrange(scene, case_01=SLOT)
    before = {one.id for one in waiting(scene).values()}
    arrange(scene, case_01=MOVED, case_02=SECOND)
    assert {one.id for one in waiting(scene).values()} == before
    # Nobody has been told of the first time, so nothing has moved.
    assert subjects(scene) == {"Dates of two case discussions"}
    arrange(scene, case_01=None, case_02=None)
    assert waiting(scene) == {}


def test_a_date_that_moves_is_told_again_and_one_that_moves_back_is_not(known: Scene) -> None:
    arrange(known, case_01=MOVED)
    assert subjects(known) == {
        "Case discussion 1 of 2 is now on Wednesday 12 June 2030, 09:30 to 11:00"
    }
    arrange(known, case_01=SLOT)
    assert waiting(known) == {}


def test_another_room_is_told(known: Scene) -> None:
    arrange(known, case_02=Slot(SECOND.starts, 90, "https://meet.example.org/a"))
    assert subjects(known) == {"Case discussion 2 of 2 has another room or link"}
    assert "11:30 to 13:00, https://meet.example.org/a\n" in waiting(known)["Chris Chair"].body


def test_what_is_called_off_or_withdrawn_is_told_to_those_who_knew(known: Scene) -> None:
    late = factories.make_person(
        known.database, known.partnership, Grant(Role.AGENCY_LEAD, "school"), name="Late Lead"
    )
    arrange(known, case_01=None)
    told = waiting(known)
    assert {name for name, one in told.items() if "is called off" in one.subject} == EXPECTED
    assert told[late.name].subject.startswith("Case discussion 2 of 2 is on")
    at(known.database, LONG_BEFORE - 1)
    mark_all(known)
    cases.withdraw_case(
        known.database, by=unit_of(known), case_id=known.cases["SYV30-02"], reason="Moved"
    )
    assert waiting(known).keys() == {*EXPECTED, late.name}
    assert subjects(known) == {"A case discussion is called off"}


def test_a_room_that_names_a_case_is_told_to_nobody(scene: Scene) -> None:
    at(scene.database, LONG_BEFORE)
    with pytest.raises(Invalid):
        arrange(scene, case_01=Slot(JUNE_11, 90, "Room 3, about SYV30-02"))
    assert messages_of(scene) == ()


def test_nobody_is_told_while_an_audit_is_prepared_and_everybody_by_its_start(
    app: Flask, database: Database
) -> None:
    prepared = make_preparation(database)
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    chair = factories.make_person(database, prepared.partnership, Role.CHAIR, name="Chris Chair")
    prepared.appoint(case, Appointed(chair=chair.id))
    starts = database.clock() + timedelta(days=20)
    schedule.set_dates(
        database,
        by=prepared.unit,
        audit_id=prepared.audit,
        slots={case: Slot(starts)},
        seen=schedule.version_of_dates([], {}),
    )
    with database.reading() as session:
        assert list_messages(session, prepared.unit, prepared.audit) == ()
    page = sign_in_client(app, database, prepared.unit).get(f"/audits/{prepared.audit}").text
    assert "3 messages about dates to those who are expected at the discussions" in page
    prepared.start()
    with database.reading() as session:
        found = list_messages(session, prepared.unit, prepared.audit)
    dates = [one for one in found if one.kind is MessageKind.DATES]
    assert len(dates) == 3  # the chair, and two agencies' leads
    assert {one.kind for one in found} == {MessageKind.DATES, MessageKind.INVITATION}


def test_who_is_expected_later_is_told_then(known: Scene) -> None:
    here = known.database, known.partnership
    nina = factories.make_person(*here, Role.NOTE_TAKER, name="Nina Notes")
    gwen = factories.make_person(*here, Role.CORE_GROUP, name="Gwen Core")
    case = known.cases["SYV30-01"]
    assert known.chair is not None
    appoint(known, case, Appointed(chair=known.chair.id, note_taker=nina.id))
    assert waiting(known).keys() == {"Nina Notes"}
    appointments.appoint_to_others(known.database, by=unit_of(known), case_id=case)
    choose_core_group(known, gwen)
    assert waiting(known).keys() == {"Nina Notes", "Gwen Core"}


def test_who_declares_a_conflict_is_sent_nothing_that_waits(dated: Scene) -> None:
    gwen = factories.make_person(
        dated.database, dated.partnership, Role.CORE_GROUP, name="Gwen Core"
    )
    choose_core_group(dated, gwen)
    assert waiting(dated).keys() == {*EXPECTED, "Gwen Core"}
    assert dated.chair is not None
    # The core group sees a case, and so can say that it knows the child, once it is open.
    for reference in dated.cases:
        dated.change_case(reference, CaseState.OPEN)
    for person in (dated.chair, gwen):
        for case in dated.cases.values():
            appointments.declare_conflict(dated.database, by=person, case_id=case)
    assert waiting(dated).keys() == EXPECTED - {"Chris Chair"}


def test_the_unit_reads_no_message_about_a_case_it_has_a_conflict_with(dated: Scene) -> None:
    unit = unit_of(dated)
    appointments.declare_conflict(dated.database, by=unit, case_id=dated.cases["SYV30-01"])
    assert waiting(dated) == {}


def test_whom_a_lead_names_is_told_and_nobody_else_s_messages_are_touched(known: Scene) -> None:
    arrange(known, case_01=MOVED)
    # Nobody needs what waits any more; what others have is not a lead's to see to.
    change_date_silently(known, "SYV30-01", SLOT)
    say(known, known.leads["police"], police=Invited("Police Worker"))
    assert waiting(known).keys() == {"Chris Chair", "School Lead", "Police Worker"}
    assert last_written(known, known.leads["police"]) == {
        "new": 1,
        "changed": 0,
        "no longer needed": 1,
    }
    say(known, unit_of(known), school=Invited("School Worker"))
    assert waiting(known).keys() == {"Chris Chair", "Police Worker", "School Worker"}


def test_two_days_before_those_are_reminded_who_may_come(known: Scene) -> None:
    say(known, unit_of(known), police=Invited("Police Worker"), school=Invited("School Worker"))
    mark_all(known)
    say(known, known.practitioners["school"], school=Invited("", Reply.APOLOGIES))
    at(known.database, TWO_DAYS_BEFORE + 1)
    write(known)
    assert waiting(known) == {}
    at(known.database, TWO_DAYS_BEFORE)
    write(known)
    reminders = waiting(known)
    assert {one.kind for one in reminders.values()} == {MessageKind.DISCUSSION_SOON}
    # Of the second discussion nobody of the agencies is named, so their leads are reminded of it.
    assert reminders.keys() == {*EXPECTED, "Police Worker"}
    assert reminders["Chris Chair"].subject == "Reminder: dates of two case discussions"
    assert reminders["Police Worker"].subject.startswith("Reminder: case discussion 1 of 2 is on")
    assert reminders["School Lead"].subject.startswith("Reminder: case discussion 2 of 2 is on")
    write(known)
    assert len(waiting(known)) == 4
    arrange(known, case_01=None, case_02=None)
    assert {one.kind for one in waiting(known).values()} == {MessageKind.DATES}


def test_saving_the_same_dates_writes_nothing(known: Scene) -> None:
    events = count(known, HistoryEvent)
    arrange(known, case_01=SLOT, case_02=SECOND)
    assert (waiting(known), count(known, HistoryEvent)) == ({}, events)


def test_what_waits_as_it_should_is_no_event(dated: Scene) -> None:
    events = count(dated, HistoryEvent)
    write(dated)
    assert (set(waiting(dated)), count(dated, HistoryEvent)) == (EXPECTED, events)


def test_dates_are_mailed_with_links_and_nothing_else(
    dated: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    assert send_mail(dated, server) == (3, 0)
    assert sorted(mail["To"].addresses[0].display_name for mail in mailbox.mails) == sorted(
        EXPECTED
    )
    for mail in mailbox.mails:
        assert mail["Subject"] == "Dates of two case discussions"
        assert list(mail.iter_attachments()) == []
        text = mail.get_content().replace("\r\n", "\n")
        assert f"\n{BASE}/schedule\n" in text
        assert "SYV30" not in text
    # One that has been handed in is told otherwise by another mail.
    arrange(dated, case_01=MOVED)
    assert send_mail(dated, server) == (3, 0)
    assert "is now on" in mailbox.mails[-1]["Subject"]


@pytest.mark.parametrize("kept", ["rehearsal", "invented"])
def test_the_dates_of_what_is_no_audit_wait_to_be_copied(
    dated: Scene, server: MailServer, mailbox: Mailbox, kept: str
) -> None:
    change_audit(dated.database, dated, **{kept: True})
    assert send_mail(dated, server) == (0, 0)
    assert mailbox.mails == []
    assert waiting(dated).keys() == EXPECTED


def test_the_board_says_when_a_date_was_told_as_it_stands(app: Flask, dated: Scene) -> None:
    unit = Desk(app, dated, dated.coordinator)
    board = f"/audits/{dated.audit}"
    assert "told 17 May" not in unit.read(board)
    mark_all(dated)
    assert unit.read(board).count("told 17 May") == 4  # two dates, in the table and the list
    arrange(dated, case_01=MOVED)
    assert unit.read(board).count("told 17 May") == 2
    # While a discussion is to come there are reminders to write, whatever came of the returns.
    for reference in dated.cases:
        dated.change_case(reference, CaseState.PREPARED)
    assert "Write the reminders" in unit.read(board)


def test_each_message_about_dates_can_be_copied(app: Flask, dated: Scene) -> None:
    page = Desk(app, dated, dated.coordinator).read(f"/audits/{dated.audit}/messages")
    assert "Three messages wait to be sent." in page
    assert "\nhttp://localhost/schedule\n" in page
    assert page.count("data-copy=") == 3


def ask(scene: Scene, reference: str, *asked: Involvement) -> None:
    case = scene.cases[reference]
    with scene.database.reading() as session:
        seen = version_of_involvements(load_case(session, scene.partnership, case))
    set_involvements(scene.database, by=unit_of(scene), case_id=case, involvements=asked, seen=seen)


def appoint(scene: Scene, case: UUID, appointed: Appointed) -> None:
    with scene.database.reading() as session:
        seen = version_of(appointments_to(session, scene.partnership, case).appointed)
    appointments.appoint(
        scene.database, by=unit_of(scene), case_id=case, appointed=appointed, seen=seen
    )


def choose_core_group(scene: Scene, person: Person) -> None:
    appointments.choose_core_group(
        scene.database,
        by=unit_of(scene),
        audit_id=scene.audit,
        people=frozenset({person.id}),
        seen=version_of([]),
    )


def change_date_silently(scene: Scene, reference: str, slot: Slot) -> None:
    """Let a date be another without what follows from it."""
    with changing(scene.database, scene) as session:
        row = row_of_date(session, scene.partnership, scene.cases[reference])
        assert row is not None
        row.starts_at = slot.starts


def last_written(scene: Scene, by: Person) -> dict[str, int]:
    """What was told of the only time that somebody's deed wrote messages."""
    with scene.database.reading() as session:
        found = session.scalars(
            select(HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.what == "messages.written", HistoryEvent.by == by.id)
        ).one()
    return dict(json.loads(found))


def count(scene: Scene, table: type[HistoryEvent]) -> int:
    with scene.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
