"""Calendar files: for whoever may know the date, with nothing of a case in them or their names."""

from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from werkzeug.test import TestResponse

from app.db.engine import Database
from audit_tools.cases import CaseState
from audit_tools.schedule import Slot
from tests import factories
from tests.app.marked_texts import CANARY, mark_every_text
from tests.app.schedule.conftest import JUNE_11, NOW, arrange
from tests.app.visitors import sign_in_client
from tests.scenes import Scene
from tests.schedules import PLACE
from tests.world import World, make_world


def event_of(answer: TestResponse) -> dict[str, str]:
    """The only event of a file, as it is written."""
    (event,) = Calendar.from_ical(answer.get_data(as_text=True)).walk("VEVENT")
    return {name.lower(): value.to_ical().decode() for name, value in event.items()}


def summaries(answer: TestResponse) -> list[str]:
    calendar = Calendar.from_ical(answer.get_data(as_text=True))
    return [str(event["summary"]) for event in calendar.walk("VEVENT")]


def test_one_file_for_a_discussion_and_one_for_the_audit(app: Flask, scene: Scene) -> None:
    arrange(scene, case_01=Slot(JUNE_11), case_03=Slot(JUNE_11.replace(hour=12)))
    lead = sign_in_client(app, scene.database, scene.leads["school"])
    one = lead.get(f"/schedule/{scene.cases['SYV30-01']}/calendar")
    assert summaries(one) == ["Case discussion 1 of 3"]
    assert "case-discussion-1-of-3.ics" in one.headers["Content-Disposition"]
    every = lead.get(f"/audits/{scene.audit}/calendar")
    assert summaries(every) == ["Case discussion 1 of 3", "Case discussion 3 of 3"]
    assert "case-discussions.ics" in every.headers["Content-Disposition"]
    # a case that has no date has no file
    assert lead.get(f"/schedule/{scene.cases['SYV30-02']}/calendar").status_code == 404


def test_a_withdrawn_case_is_taken_off_the_calendars(app: Flask, scene: Scene) -> None:
    arrange(scene, case_01=Slot(JUNE_11), case_02=Slot(JUNE_11.replace(hour=12)))
    scene.change_case("SYV30-01", CaseState.WITHDRAWN)
    lead = sign_in_client(app, scene.database, scene.leads["school"])
    text = lead.get(f"/audits/{scene.audit}/calendar").get_data(as_text=True)
    assert text.count("STATUS:CANCELLED") == 1
    assert summaries(lead.get(f"/audits/{scene.audit}/calendar")) == [
        "Case discussion",
        "Case discussion 1 of 2",
    ]


def test_the_withdrawal_of_another_case_changes_the_title_in_the_next_file_alone(
    app: Flask, scene: Scene
) -> None:
    arrange(scene, case_02=Slot(JUNE_11))
    lead = sign_in_client(app, scene.database, scene.leads["school"])
    address = f"/schedule/{scene.cases['SYV30-02']}/calendar"
    before = event_of(lead.get(address))
    scene.change_case("SYV30-01", CaseState.WITHDRAWN)
    scene.database.clock = lambda: NOW + timedelta(minutes=5)
    after = event_of(lead.get(address))
    assert (before["summary"], after["summary"]) == (
        "Case discussion 2 of 3",
        "Case discussion 1 of 2",
    )
    assert after["sequence"] == before["sequence"]
    assert after["dtstamp"] > before["dtstamp"]


WHO = ("coordinator", "chair", "note-taker", "core group", "police lead", "school practitioner")


@pytest.mark.parametrize("who", WHO)
def test_no_calendar_file_carries_anything_of_a_case(
    who: str, app: Flask, database: Database
) -> None:
    world = make_world(database, factories.make_partnership(database))
    mark_every_text(database)
    client = sign_in_client(app, database, world.people[who])
    addresses = [f"/schedule/{case}/calendar" for case in world.cases.values()]
    for address in (f"/audits/{world.audit}/calendar", *addresses):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert_says_nothing(f"{answer.headers}\n{answer.get_data(as_text=True)}", world)


def assert_says_nothing(text: str, world: World) -> None:
    """No mark, no reference, no band, no agency and nobody's name."""
    unfolded = text.replace("\r\n ", "")
    assert PLACE in unfolded or "CANCELLED" in unfolded
    lowered = unfolded.lower()
    forbidden = (CANARY, "markinvited", "markreturn", "markband", "syv25", "withdrawn", "audit for")
    agencies = ("police", "school", "social care", "housing")
    names = [person.name.lower() for person in world.people.values()]
    for word in (*forbidden, *agencies, *names):
        assert word not in lowered, (word, text)


def test_who_has_no_seat_gets_no_file(app: Flask, database: Database) -> None:
    world = make_world(database, factories.make_partnership(database))
    for who in ("housing lead", "police colleague", "other chair", "conflicted chair"):
        client = sign_in_client(app, database, world.people[who])
        case = world.cases[CaseState.WAITING]
        assert client.get(f"/schedule/{case}/calendar").status_code == 404, who
        assert client.get(f"/audits/{world.audit}/calendar").status_code == 404, who
