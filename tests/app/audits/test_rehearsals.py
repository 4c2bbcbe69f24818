"""A rehearsal works like an audit, says on everything what it is, and is in no figure."""

from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import MailServer, Security
from app.db.audits import load_audit
from app.db.earlier_cases import earlier_audits
from app.db.engine import Database
from app.operations import audits, closing, summaries
from audit_tools.audience import Audience
from audit_tools.cases import CaseState
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.errors import Hidden, Refused
from tests import factories
from tests.app.messages.conftest import set_server
from tests.app.visitors import send, sign_in_client
from tests.changes import change_audit
from tests.preparations import DATES, DETAILS, Preparation, make_preparation
from tests.world import World, make_another_audit, make_world

BANNER = "<strong>Rehearsal.</strong>"
REHEARSED = replace(DETAILS, rehearsal=True)


@pytest.fixture
def rehearsed(database: Database) -> Preparation:
    return make_preparation(database, REHEARSED)


@pytest.fixture
def world(database: Database) -> World:
    """The world, whose audit under way is a rehearsal."""
    world = make_world(database, factories.make_partnership(database))
    change_audit(database, world, rehearsal=True)
    return world


def cycle(prepared: Preparation) -> AuditCycle:
    with prepared.database.reading() as session:
        return load_audit(session, prepared.partnership, prepared.audit).cycle


def change(prepared: Preparation, rehearsal: bool) -> None:
    with prepared.database.reading() as session:
        audit = audits.to_run(session, prepared.unit, prepared.audit)
    audits.change_details(
        prepared.database,
        by=prepared.unit,
        audit_id=prepared.audit,
        details=replace(audits.details_of(audit), rehearsal=rehearsal),
        seen=audits.version_of_details(audit),
    )


def test_the_title_of_a_rehearsal_says_what_it_is(rehearsed: Preparation) -> None:
    assert cycle(rehearsed).title == f"Rehearsal: {DETAILS.title}"
    change(rehearsed, True)
    assert cycle(rehearsed).title == f"Rehearsal: {DETAILS.title}"
    change(rehearsed, False)
    assert cycle(rehearsed).title == DETAILS.title
    assert not cycle(rehearsed).rehearsal


def test_what_an_audit_is_stays_once_it_has_started(rehearsed: Preparation) -> None:
    rehearsed.started_case()
    with pytest.raises(Refused):
        change(rehearsed, False)
    assert cycle(rehearsed).rehearsal


def test_it_is_ticked_on_the_page_of_setting_up(app: Flask, database: Database) -> None:
    prepared = make_preparation(database)
    unit = sign_in_client(app, database, prepared.unit)
    page = f"/audits/{prepared.audit}/edit"
    with database.reading() as session:
        audit = audits.to_run(session, prepared.unit, prepared.audit)
    fields = {
        "title": "Quarter 2",
        "counts_one": "child",
        "counts_many": "children",
        "selection": DETAILS.selection.value,
        "working": DETAILS.working.value,
        "scale": "ofsted",
        "seen": audits.version_of_details(audit),
        "rehearsal": "y",
        "purpose": "What helped Jayden Smith",
    }
    assert send(unit, page, **fields).status_code == 303
    assert "may be somebody&#39;s name" in unit.get(f"/audits/{prepared.audit}").text
    # Cases that are chosen by hand come from the list of invented children too.
    assert "invented-candidates.csv" in unit.get(f"/audits/{prepared.audit}/candidates").text
    assert cycle(prepared).rehearsal
    shown = unit.get(page).text
    assert 'type="checkbox" value="y" checked' in shown
    assert BANNER in shown


def pages(world: World) -> list[tuple[str, str]]:
    """A page of each noun, and somebody who may read it."""
    case, waiting = world.cases[CaseState.OPEN], world.returns[CaseState.WAITING, "police"]
    return [
        ("coordinator", f"/audits/{world.audit}"),
        ("coordinator", f"/audits/{world.audit}/messages"),
        ("coordinator", f"/audits/{world.audit}/summary"),
        ("chair", f"/discussions/{case}"),
        ("chair", f"/discussions/{case}/sections/voice"),
        ("police lead", f"/returns/{waiting}/sections/voice"),
        ("police lead", f"/returns/{waiting}/check"),
        ("chair", f"/findings/{world.findings[CaseState.OPEN]}"),
        ("chair", f"/concerns/{world.concerns[CaseState.OPEN, 'police']}"),
    ]


def test_every_page_of_a_rehearsal_says_so_and_no_other_page_does(
    app: Flask, database: Database, world: World
) -> None:
    other = make_another_audit(
        database,
        world,
        [CaseState.WAITING, CaseState.OPEN],
        key="real",
        phase=Phase.COLLECTING,
        concerns=True,
    )
    clients = {who: sign_in_client(app, database, world.people[who]) for who, _ in pages(world)}
    for each, expected in ((world, True), (other, False)):
        for who, path in pages(each):
            answer = clients[who].get(path)
            assert answer.status_code == 200, path
            assert (BANNER in answer.text) is expected, path


def test_who_may_not_see_a_page_does_not_learn_that_it_is_a_rehearsal(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["housing lead"])
    theirs = world.returns[CaseState.WAITING, "police"]
    for path in (f"/returns/{theirs}", f"/audits/{world.audit}"):
        answer = client.get(path)
        assert answer.status_code in (403, 404)
        assert BANNER not in answer.text


def test_boards_and_the_learning_group_find_no_rehearsal(
    app: Flask, database: Database, world: World
) -> None:
    closed = make_another_audit(database, world, [CaseState.AGREED], key="c", phase=Phase.CLOSED)
    change_audit(database, closed, rehearsal=True)
    for who in ("board member", "learning member", "scrutineer"):
        by = world.people[who]
        with database.reading() as session:
            assert summaries.list_summaries(session, by=by) == ()
            with pytest.raises(Hidden):
                summaries.check_reads_summary(session, by=by, audit_id=closed.audit)
        client = sign_in_client(app, database, by)
        for path in ("/audits", "/training-needs"):
            assert "An audit for tests: c" not in client.get(path).text
        assert client.get(f"/audits/{closed.audit}/summary").status_code == 404
    with database.reading() as session:
        assert len(summaries.list_summaries(session, by=world.people["coordinator"])) == 2


def test_no_interim_summary_of_a_rehearsal_is_issued(database: Database, world: World) -> None:
    with pytest.raises(Refused, match="rehearsal"):
        closing.issue_interim_summary(
            database, by=world.people["coordinator"], audit_id=world.audit
        )


def test_no_case_of_a_rehearsal_is_an_earlier_or_a_later_one_of_another_audit(
    database: Database,
) -> None:
    present = make_preparation(database)

    def add(title: str, year: int, rehearsal: bool) -> UUID:
        first = DATES.period_from
        assert first is not None
        details = replace(
            DETAILS,
            title=title,
            rehearsal=rehearsal,
            dates=replace(DATES, period_from=first.replace(year=year)),
        )
        audit = audits.create_audit(
            database, by=present.unit, tool_version=present.tool, details=details
        )
        replace(present, audit=audit).started_case(f"SYV{year}-01")
        return audit

    real, rehearsal = add("Real", 2022, False), add("Tried out", 2023, True)
    with database.reading() as session:
        found = earlier_audits(session, present.partnership, present.audit)
        assert [one.id for one in found] == [real]
        assert earlier_audits(session, present.partnership, rehearsal) == ()


def test_the_summary_of_a_rehearsal_says_so_in_data_too(database: Database, world: World) -> None:
    by = world.people["coordinator"]
    with database.reading() as session:
        facts = summaries.read_summary(
            session, by=by, audit_id=world.audit, audience=Audience.GOVERNANCE
        )
    assert facts.rehearsal


def test_the_messages_of_a_rehearsal_wait_to_be_copied_until_mail_is_turned_on(
    app: Flask, rehearsed: Preparation
) -> None:
    rehearsed.started_case()
    set_server(app, MailServer("127.0.0.1", 25, Security.NONE, "audits@example.org"))
    client: FlaskClient = sign_in_client(app, rehearsed.database, rehearsed.unit)
    page = f"/audits/{rehearsed.audit}/messages"
    assert "Mark as sent" in client.get(page).text
    for on, is_to_copy in (("yes", False), ("no", True)):
        assert send(client, f"{page}/mail", on=on).status_code == 303
        assert ("Mark as sent" in client.get(page).text) is is_to_copy
