"""What members who sign in read of their meetings, and of audits that are under way."""

from uuid import UUID

import pytest
from flask import Flask

from app.db.engine import Database
from app.operations import bodies, meetings
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.governance import Asked, Decision, Front
from audit_tools.permissions import Role
from tests.app.visitors import sign_in_client
from tests.changes import change_audit
from tests.world import AT, World, make_another_audit, make_world

DECIDED = {"Silver MACE": "Ask the police first.", "Learning group": "Begin with supervision."}
ROLES = {"Silver MACE": Role.BOARD_MEMBER, "Learning group": Role.LEARNING_MEMBER}


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    database.clock = lambda: AT
    world = make_world(database, partnership)
    by = world.people["coordinator"]
    for name, said in DECIDED.items():
        body = bodies.add_body(database, by=by, name=name, role=ROLES[name])
        meeting = meetings.add_meeting(database, by=by, body_id=body, held_on=AT.date())
        front = Front(Asked.DECIDE, "What comes next.")
        for title in ("The plan", "What waits"):
            item = meetings.add_item(
                database, by=by, meeting_id=meeting, title=title, front=front, is_exempt=False
            )
            if title == "The plan":
                seen, decision = version_of(Decision("")), Decision(said, "its chair")
                meetings.record_decision(
                    database, by=by, item_id=item, decision=decision, seen=seen
                )
    return world


@pytest.mark.parametrize(
    ("who", "first_page", "reads"),
    [
        ("board member", "/audits", ["Silver MACE"]),
        ("learning member", "/training-needs", ["Learning group"]),
        # The scrutineer is a member of no board here.
        ("scrutineer", "/audits", []),
    ],
)
def test_members_read_on_their_first_page_what_their_own_meetings_decided(
    app: Flask, database: Database, world: World, who: str, first_page: str, reads: list[str]
) -> None:
    client = sign_in_client(app, database, world.people[who])
    for path in (first_page, "/meetings/decisions"):
        page = client.get(path).text
        assert [body for body, said in DECIDED.items() if said in page] == reads
        # What nobody has decided yet is on no page of theirs, and no page of a meeting either.
        assert "What waits" not in page
        assert 'href="/meetings/' not in page.replace('href="/meetings/decisions"', "")


def test_the_business_unit_finds_them_with_its_meetings(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["coordinator"])
    assert DECIDED["Silver MACE"] not in client.get("/audits").text
    page = client.get("/meetings/decisions").text
    assert all(said in page for said in DECIDED.values())


@pytest.mark.parametrize(
    ("rehearsal", "phase", "says_so"),
    [
        (False, Phase.COLLECTING, True),
        (False, Phase.PREPARING, False),
        (True, Phase.COLLECTING, False),
    ],
)
def test_members_read_that_an_audit_is_under_way_and_nothing_more_of_it(
    app: Flask, database: Database, world: World, rehearsal: bool, phase: Phase, says_so: bool
) -> None:
    states = [CaseState.AGREED] if phase is not Phase.PREPARING else []
    another = make_another_audit(database, world, states, key="next", phase=phase)
    change_audit(database, another, title="The next audit", rehearsal=rehearsal)
    for who, path in (("board member", "/audits"), ("scrutineer", "/audits")):
        page = sign_in_client(app, database, world.people[who]).get(path).text
        assert ("The next audit" in page) is says_so
        assert str(another.audit) not in page
