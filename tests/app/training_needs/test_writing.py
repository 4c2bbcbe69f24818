"""What is written of a need: by whom, and how two writers lose nothing."""

import re
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.models.history import HistoryContent, HistoryEvent
from app.operations.training_needs import LONGEST
from app.operations.training_needs import write as write_need
from app.operations.versions import version_of
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.training_needs import Gap, SaidOfNeed
from tests.app.visitors import send, sign_in_client
from tests.changes import change_audit
from tests.world import World, make_world

TEXT = "Response officers, about 900"
WRITTEN = "need.written"
NOTHING = SaidOfNeed()


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    world = make_world(database, partnership)
    change_audit(database, world, phase="closed")
    return world


def write(
    database: Database,
    world: World,
    who: str,
    text: str = TEXT,
    seen: SaidOfNeed = NOTHING,
    theme: str = "voice",
    gap: Gap | None = None,
    gap_note: str = "",
) -> None:
    write_need(
        database,
        by=world.people[who],
        audit_id=world.audit,
        theme=theme,
        said=SaidOfNeed(text, gap, gap_note),
        seen=version_of(seen),
    )


def said(text: str = TEXT) -> str:
    """What history keeps of a text alone."""
    return f'{{"audience": "{text}", "gap": null, "gap_note": ""}}'


def events(database: Database) -> list[str]:
    """What was written, by every event of it."""
    with database.reading() as session:
        found = session.scalars(
            select(HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.what == WRITTEN)
        )
        return list(found)


@pytest.mark.parametrize("who", ["learning member", "coordinator"])
def test_the_group_and_the_business_unit_write_who_needs_to_learn(
    who: str, app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people[who])
    response = post(client, world, audience=f"  {TEXT}\n")
    assert response.status_code == 303
    assert response.location == f"/audits/{world.audit}/training-needs#need-voice"
    page = client.get(response.location).get_data(as_text=True)
    assert TEXT in page
    assert "What you wrote about the need is saved." in page
    assert events(database) == [said()]


def post(client: FlaskClient, world: World, **fields: str) -> TestResponse:
    path = f"/audits/{world.audit}/training-needs/voice/write"
    return send(client, path, **{"seen": version_of(NOTHING), **fields})


@pytest.mark.parametrize("who", ["board member", "scrutineer", "chair", "police practitioner"])
def test_nobody_else_writes_it(who: str, app: Flask, database: Database, world: World) -> None:
    client = sign_in_client(app, database, world.people[who])
    assert post(client, world, audience=TEXT).status_code == 403
    with pytest.raises(Refused):
        write(database, world, who)
    assert events(database) == []


def test_only_who_may_write_it_is_led_there(app: Flask, database: Database, world: World) -> None:
    for who, led in (("learning member", True), ("board member", False)):
        client = sign_in_client(app, database, world.people[who])
        page = client.get(f"/audits/{world.audit}/training-needs").get_data(as_text=True)
        assert ("Write about the need" in page) is led


def test_it_is_not_written_before_the_audit_may_be_read(database: Database, world: World) -> None:
    change_audit(database, world, phase="collecting")
    with pytest.raises(Refused, match="not closed yet"):
        write(database, world, "learning member")


def test_nothing_is_written_of_a_need_that_there_is_not(database: Database, world: World) -> None:
    with pytest.raises(Hidden):
        write(database, world, "coordinator", theme="places-and-peers")
    world.audit = uuid4()
    with pytest.raises(Hidden):
        write(database, world, "coordinator")


def test_a_second_writer_is_shown_both_texts_and_overwrites_nothing(
    app: Flask, database: Database, world: World
) -> None:
    write(database, world, "coordinator")
    client = sign_in_client(app, database, world.people["learning member"])
    response = post(client, world, audience="Nurses")
    body = response.get_data(as_text=True)
    assert response.status_code == 409
    assert "Somebody else has written this since you opened the page." in body
    assert TEXT in body
    assert "Nurses</textarea>" in body
    assert events(database) == [said()]


def test_having_read_the_other_text_a_writer_may_save_their_own(
    app: Flask, database: Database, world: World
) -> None:
    write(database, world, "coordinator")
    client = sign_in_client(app, database, world.people["learning member"])
    assert (
        post(client, world, audience="Nurses", seen=version_of(SaidOfNeed(TEXT))).status_code == 303
    )
    assert events(database)[-1] == said("Nurses")


def test_the_form_begins_with_what_is_written(app: Flask, database: Database, world: World) -> None:
    write(database, world, "coordinator")
    client = sign_in_client(app, database, world.people["learning member"])
    path = f"/audits/{world.audit}/training-needs/voice/write"
    body = client.get(path).get_data(as_text=True)
    assert f"{TEXT}</textarea>" in body
    assert f'name="seen" type="hidden" value="{version_of(SaidOfNeed(TEXT))}"' in body


def test_an_unchanged_text_is_no_event(database: Database, world: World) -> None:
    write(database, world, "coordinator")
    write(database, world, "coordinator", seen=SaidOfNeed(TEXT))
    write(database, world, "learning member")
    assert len(events(database)) == 1


def test_a_text_can_be_taken_away(database: Database, world: World) -> None:
    write(database, world, "coordinator")
    write(database, world, "coordinator", text=" ", seen=SaidOfNeed(TEXT))
    assert events(database)[-1] == said("")


def test_a_text_that_is_too_long_stays_in_its_box(
    app: Flask, database: Database, world: World
) -> None:
    text = "a" * (LONGEST + 1)
    client = sign_in_client(app, database, world.people["learning member"])
    response = post(client, world, audience=text)
    assert response.status_code == 422
    body = response.get_data(as_text=True)
    assert "Who needs to learn has 1,001 characters. Shorten it to 1,000." in body
    assert f"{text}</textarea>" in body
    with pytest.raises(Invalid):
        write(database, world, "coordinator", text=text)
    assert events(database) == []


def test_a_form_without_its_secret_is_refused(app: Flask, database: Database, world: World) -> None:
    client = sign_in_client(app, database, world.people["learning member"])
    path = f"/audits/{world.audit}/training-needs/voice/write"
    assert client.post(path, data={"audience": TEXT}).status_code == 400
    assert events(database) == []


def test_two_first_writers_meet_in_a_conflict(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a database that lets two write at once, the second finds no row and still may not win."""
    write(database, world, "coordinator")
    monkeypatch.setattr("app.operations.training_needs.row_of_need", lambda *_: None)
    with pytest.raises(Conflict):
        write(database, world, "learning member", text="Nurses")
    assert events(database) == [said()]


def test_why_training_fell_short_stands_with_what_it_calls_for(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["learning member"])
    needs = f"/audits/{world.audit}/training-needs"
    assert "Not said yet." in client.get(needs).get_data(as_text=True)
    note = "4 of 9 agencies sent nobody."
    assert post(client, world, gap="not-taken-up", gap_note=note).status_code == 303
    for who in ("learning member", "board member"):
        body = sign_in_client(app, database, world.people[who]).get(needs).get_data(as_text=True)
        for text in (Gap.NOT_TAKEN_UP.label, Gap.NOT_TAKEN_UP.response, note):
            assert text in body
    assert events(database) == [f'{{"audience": "", "gap": "not-taken-up", "gap_note": "{note}"}}']


def test_the_form_begins_with_the_reason_that_is_chosen(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["learning member"])
    path = f"/audits/{world.audit}/training-needs/voice/write"
    chosen = re.compile(r'value="([\w-]*)" checked')
    assert chosen.findall(client.get(path).get_data(as_text=True)) == ["not-said"]
    write(database, world, "coordinator", gap=Gap.TOO_BASIC)
    assert chosen.findall(client.get(path).get_data(as_text=True)) == ["too-basic"]


def test_how_one_knows_stands_with_a_reason_only(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["learning member"])
    response = post(client, world, gap_note="Few came.")
    body = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "Choose why training has not worked so far, or take away how we know." in body
    assert "Few came.</textarea>" in body
    assert events(database) == []


def test_a_reason_that_there_is_not_is_refused(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["learning member"])
    assert post(client, world, gap="lazy").status_code == 422
    assert events(database) == []
