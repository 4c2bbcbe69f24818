"""What was passed on, as those who record it and those who used it meet it."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from app.db.engine import Database
from app.operations import passing_on
from audit_tools.errors import Invalid
from audit_tools.passing_on import TeamUse
from tests.app.visitors import send, sign_in_client
from tests.passings import PASSED
from tests.world import AT, World, make_world


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    database.clock = lambda: AT
    return make_world(database, partnership)


def test_it_is_recorded_and_changed_and_two_who_change_it_see_each_other(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["learning member"])
    row = {"kind": "briefing", "what": "A briefing", "passed_by": "police lead",
           "network": "Sergeants", "on": "2025-05-01"}  # fmt: skip
    wrong = send(client, "/passed-on/new", **row | {"reached": "many"})
    assert 'href="#reached"' in wrong.text
    elsewhere = send(client, "/passed-on/new", **row | {"audit": str(world.audit)})
    assert 'href="#audit"' in elsewhere.text
    address = send(client, "/passed-on/new", **row).location
    assert "Nobody has said how many it reached" in client.get(address).text
    seen = client.get(f"{address}/change").text.split('name="seen" value="')[1].split('"')[0]
    new = row | {"reached": "38", "seen": seen}
    assert send(client, f"{address}/change", **new).status_code == 303
    assert "Reached 38 people" in client.get("/passed-on").text
    assert send(client, f"{address}/change", **new).status_code == 409


def test_a_lead_answers_for_their_own_teams_and_reads_no_other_agency_s(
    app: Flask, database: Database, world: World
) -> None:
    unit, lead = world.people["coordinator"], world.people["police lead"]
    id = passing_on.record(database, by=unit, passed=PASSED)
    of_school = TeamUse("school", "Pastoral", "We read it aloud.", date(2025, 5, 1))
    passing_on.say_used(database, by=unit, passing_id=id, use=of_school)
    with pytest.raises(Invalid):
        passing_on.say_used(database, by=lead, passing_id=id, use=of_school)
    client = sign_in_client(app, database, lead)
    for path in ("", f"/{id}"):
        assert "None of your teams has said yet" in client.get(f"/passed-on{path}").text
    used = {"agency": "police", "team": "East", "said": "We asked first.", "on": "2025-05-02"}
    assert send(client, f"/passed-on/{id}/use", **used).status_code == 303
    page = client.get(f"/passed-on/{id}").text
    assert "We asked first." in page
    assert "We read it aloud." not in page
    assert "Change it" not in page
    both = sign_in_client(app, database, world.people["board member"]).get(f"/passed-on/{id}").text
    assert "We asked first." in both
    assert "We read it aloud." in both
