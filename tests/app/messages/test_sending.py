"""What waits is handed to a real mail server: one mail a person, once, without secrets."""

import smtplib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import NoReturn
from uuid import UUID

import pytest
from flask import Flask

from app.config import MailServer
from app.db.agencies import row_of_agency
from app.db.models.messages import SentHow
from app.db.models.people import PersonRow
from app.operations import mail
from app.operations.mail import Mail, MailError, Post
from app.operations.mailing import MOST_TRIES, PAUSES, send_waiting
from app.operations.messages import send_of_rehearsal
from audit_tools.errors import Refused
from tests.app.messages.conftest import (
    PASSWORD,
    USER,
    Mailbox,
    find_free_port,
    messages_of,
    set_server,
)
from tests.app.messages.written import BASE, at, change, send_mail, write
from tests.changes import change_audit
from tests.scenes import Scene


def test_each_person_gets_one_mail_of_their_own(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    assert write(scene) == 2
    assert send_mail(scene, server) == (2, 0)
    assert [len(to) for to in mailbox.recipients] == [1, 1]
    assert mailbox.connections == 1
    mail = next(mail for mail in mailbox.mails if "Police" in str(mail["To"]))
    assert mail["To"].addresses[0].display_name == "Police Worker"
    assert mail["From"] == "audits@partnership.example.org"
    assert mail["Subject"] == "You are asked for two returns, due on Thursday 6 June 2030"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Cc"] is None
    assert mail["Bcc"] is None
    assert parsedate_to_datetime(mail["Date"]) == scene.database.clock()
    assert mail["Message-ID"].endswith("@partnership.example.org>")
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    text = mail.get_content().replace("\r\n", "\n")
    assert "- Case 1 of 2\n- Case 2 of 2\n" in text
    assert f"\n{BASE}/returns\n" in text


def test_sending_again_sends_nothing_twice(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    write(scene)
    send_mail(scene, server)
    assert (write(scene), send_mail(scene, server)) == (0, (0, 0))
    assert len(mailbox.mails) == 2
    assert {(one.how, one.error) for one in messages_of(scene)} == {(SentHow.MAIL, "")}


def test_letters_of_other_languages_arrive_as_they_are(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    write(scene)
    for one in messages_of(scene):
        body = f"{'ł' * 900}\n.\nGruß\n/returns\n"
        change(scene, one.id, subject="Zażółć: three returns", body=body)
    send_mail(scene, server)
    assert mailbox.mails[0]["Subject"] == "Zażółć: three returns"
    text = mailbox.mails[0].get_content().replace("\r\n", "\n")
    assert text == f"{'ł' * 900}\n.\nGruß\n{BASE}/returns\n"


def test_an_address_that_is_refused_keeps_nobody_else_waiting(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    write(scene)
    first, second = messages_of(scene)
    mailbox.refused = {first.address}
    assert send_mail(scene, server) == (1, 1)
    left, done = messages_of(scene)
    assert (left.id, done.id) == (first.id, second.id)
    assert left.error == "The mail server did not accept the address of the recipient."
    assert first.address not in left.error
    mailbox.refused = set()
    assert send_mail(scene, server) == (1, 0)
    assert {one.error for one in messages_of(scene)} == {""}


def test_a_mail_that_is_refused_after_it_was_read_keeps_nobody_else_waiting(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    write(scene)
    first, _second = messages_of(scene)
    mailbox.unwanted = {first.address}
    pauses: list[float] = []
    assert send_mail(scene, server, pauses) == (1, 1)
    assert pauses == []
    left = next(one for one in messages_of(scene) if one.id == first.id)
    assert left.error == "The mail server did not take the message (code 554)."
    for _ in range(MOST_TRIES - 1):
        assert send_mail(scene, server) == (0, 1)
    assert send_mail(scene, server) == (0, 0)


@pytest.mark.parametrize(
    ("problem", "sentence", "is_of_server"),
    [
        (smtplib.SMTPDataError(552, b"too large"), "did not take the message (code 552).", False),
        (smtplib.SMTPDataError(421, b"closing"), "did not take the message (code 421).", True),
        (smtplib.SMTPException("odd"), "did not take the message.", False),
        (smtplib.SMTPServerDisconnected("gone"), "broke the connection.", True),
        (smtplib.SMTPSenderRefused(550, b"no", "us"), "that messages come from.", True),
        (ConnectionResetError(), "could not be reached.", True),
        (ValueError("no address"), "is no e-mail address.", False),
    ],
)
def test_what_the_server_answers_is_told_from_its_being_away(
    problem: Exception, sentence: str, is_of_server: bool
) -> None:
    class Connection(smtplib.SMTP):
        def send_message(self, *_args: object, **_options: object) -> NoReturn:
            raise problem

    one = Mail(UUID(int=1), "Ana Ray", "ana.ray@example.org", "Subject", "Body")
    with pytest.raises(MailError) as told:
        Post(Connection(), "audits@example.org").hand_in(one, datetime(2030, 6, 1, tzinfo=UTC))
    assert str(told.value).endswith(sentence)
    assert told.value.is_of_server is is_of_server


def test_after_some_runs_a_refused_message_is_left_to_be_copied(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    write(scene)
    mailbox.refused = {one.address for one in messages_of(scene)}
    for _ in range(MOST_TRIES):
        assert send_mail(scene, server) == (0, 2)
    assert send_mail(scene, server) == (0, 0)
    assert all(one.error for one in messages_of(scene))


def test_a_server_that_is_away_for_a_moment_is_tried_again(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    write(scene)
    mailbox.fails = 1
    pauses: list[float] = []
    assert send_mail(scene, server, pauses) == (2, 0)
    assert pauses == [PAUSES[0]]


def test_a_server_that_is_not_there_leaves_all_waiting(scene: Scene, server: MailServer) -> None:
    at(scene.database, 20)
    write(scene)
    pauses: list[float] = []
    assert send_mail(scene, replace(server, port=find_free_port()), pauses) == (0, 2)
    assert pauses == list(PAUSES)
    assert {one.error for one in messages_of(scene)} == {"The mail server could not be reached."}
    # That the server was away is not the message's fault: it is tried however often.
    assert send_mail(scene, server) == (2, 0)


def test_giving_up_takes_no_message_out_of_another_runs_hands(
    scene: Scene, server: MailServer
) -> None:
    at(scene.database, 20)
    write(scene)
    theirs = messages_of(scene)[1].id

    def claim_meanwhile(_seconds: float) -> None:
        change(scene, theirs, claimed_at=scene.database.clock())

    away = replace(server, port=find_free_port())
    send_waiting(scene.database, server=away, base_address=BASE, wait=claim_meanwhile)
    assert {one.error for one in messages_of(scene)} == {"The mail server could not be reached."}
    # A run that begins now leaves to the other what it has in hand.
    assert send_mail(scene, server) == (1, 0)


def test_a_wrong_password_is_said_without_being_shown(
    scene: Scene, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The test's server says nothing more after the second attempt, and is waited for.
    monkeypatch.setattr(mail, "PATIENCE", 1.0)
    at(scene.database, 20)
    write(scene)
    wrong = replace(server, password="not the password")
    assert send_mail(scene, wrong) == (0, 2)
    (error,) = {one.error for one in messages_of(scene)}
    assert error == "The mail server did not accept the user name and password in the settings."
    assert PASSWORD not in repr(server)
    assert USER not in repr(server)


def test_nothing_is_mailed_to_somebody_who_has_left(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    write(scene)
    with scene.database.writing() as session:
        session.get_one(PersonRow, scene.practitioners["police"].id).is_active = False
        session.commit()
    assert send_mail(scene, server) == (1, 0)
    assert mailbox.mails[0]["To"].addresses[0].display_name == "School Worker"
    # Their returns are the lead's again.
    assert write(scene) == 1
    assert messages_of(scene)[0].name == "Police Lead"


def test_a_message_that_was_in_hand_when_the_machine_stopped_is_sent_later(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    write(scene)
    for one in messages_of(scene):
        change(scene, one.id, claimed_at=scene.database.clock())
    assert send_mail(scene, server) == (0, 0)
    later = scene.database.clock() + timedelta(minutes=16)
    scene.database.clock = lambda: later
    assert send_mail(scene, server) == (2, 0)
    assert len(mailbox.mails) == 2


def test_the_mailbox_of_an_agency_is_mailed_the_chase(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    with scene.database.writing() as session:
        row = row_of_agency(session, scene.partnership, "police")
        assert row is not None
        row.mailbox = "safeguarding@police.example.org"
        session.commit()
    at(scene.database, -3)
    assert write(scene) == 3
    assert send_mail(scene, server) == (3, 0)
    to_mailbox = [m for m in mailbox.mails if "safeguarding@police" in str(m["To"])]
    assert [m["Subject"] for m in to_mailbox] == ["Two returns of your agency are overdue"]
    assert "Dear colleagues," in to_mailbox[0].get_content()
    others = {str(m["Subject"]) for m in mailbox.mails}
    assert others == {"Two returns of your agency are overdue"}


def test_the_commands_make_and_send(
    app: Flask, scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    run = app.test_cli_runner().invoke
    assert run(args=["messages", "make"]).output == "2 messages written.\n"
    assert run(args=["messages", "make"]).output == "0 messages written.\n"
    nothing = run(args=["messages", "send"])
    assert (nothing.exit_code, "No mail server is set" in nothing.output) == (0, True)
    set_server(app, server)
    sent = run(args=["messages", "send"])
    assert (sent.exit_code, sent.output) == (0, "2 messages sent.\n")
    assert len(mailbox.mails) == 2


def test_the_command_ends_with_a_code_where_something_was_not_sent(
    app: Flask, scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    at(scene.database, 20)
    write(scene)
    mailbox.refused = {messages_of(scene)[0].address}
    set_server(app, server)
    run = app.test_cli_runner().invoke(args=["messages", "send"])
    assert run.exit_code == 1
    assert "1 message sent." in run.output
    assert "1 message not sent. The mail server did not accept the address" in run.output
    assert PASSWORD not in run.output


def test_an_invented_audit_sends_no_mail(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    change_audit(scene.database, scene, invented=True)
    at(scene.database, 20)
    assert write(scene) == 2
    assert send_mail(scene, server) == (0, 0)
    assert mailbox.mails == []


def test_a_rehearsal_sends_mail_only_while_it_is_turned_on(
    scene: Scene, server: MailServer, mailbox: Mailbox
) -> None:
    change_audit(scene.database, scene, rehearsal=True)
    at(scene.database, 20)
    assert write(scene) == 2
    assert send_mail(scene, server) == (0, 0)
    assert scene.coordinator is not None
    turn = partial(send_of_rehearsal, scene.database, by=scene.coordinator, audit_id=scene.audit)
    turn(on=True)
    assert send_mail(scene, server) == (2, 0)
    turn(on=False)
    at(scene.database, 6)
    assert write(scene) == 2
    assert send_mail(scene, server) == (0, 0)
    assert len(mailbox.mails) == 2
    assert scene.told(scene.audit).count("rehearsal.mail") == 2


def test_of_an_audit_that_is_no_rehearsal_nothing_is_turned_on(scene: Scene) -> None:
    assert scene.coordinator is not None
    with pytest.raises(Refused):
        send_of_rehearsal(scene.database, by=scene.coordinator, audit_id=scene.audit, on=True)
    with pytest.raises(Refused):
        send_of_rehearsal(scene.database, by=scene.leads["police"], audit_id=scene.audit, on=True)
