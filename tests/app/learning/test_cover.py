"""The needs of an audit against the offer: read by who reads the needs, judged by the group."""

from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.operations import learning_cover, learning_offers
from app.operations.versions import version_of
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.learning.coverage import Asked, Cover, Judged
from tests.app.page_forms import read_forms
from tests.app.visitors import send, sign_in_client, text_of
from tests.changes import change_audit, events
from tests.learning import BRIEFING
from tests.world import World, make_world

NOTHING = Judged()


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    world = make_world(database, partnership)
    change_audit(database, world, phase="closed")
    by = world.people["learning member"]
    learning_offers.add_offer(database, by=by, offer=replace(BRIEFING, ends_on=None))
    return world


def fields_of(client: FlaskClient, address: str) -> dict[str, str]:
    """What the form of this page sends."""
    form = read_forms(client.get(address).text)[""]
    return {name: values[0] for name, values in form.items() if name != "csrf_token"}


def test_the_group_says_otherwise_beside_the_rule_and_the_needs_tell_both(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["learning member"])
    table, needs = f"/audits/{world.audit}/needs-and-offer", f"/audits/{world.audit}/training-needs"
    page = text_of(client.get(table))
    assert "“Words that help” is for them." in page
    fields = fields_of(client, f"{table}/voice?staff=police")
    without = send(client, f"{table}/voice", **fields | {"cover": "partly"})
    assert 'href="#why"' in without.text
    judged = fields | {"cover": "partly", "why": "Few have heard of it."}
    assert send(client, f"{table}/voice", **judged).status_code == 303
    again = send(client, f"{table}/voice", **judged | {"why": "Many have."})
    assert again.status_code == 409
    assert "Few have heard of it." in again.text
    other = fields_of(client, f"{table}/voice?staff=police") | {"level": "local-levels/2"}
    assert send(client, f"{table}/voice", **other).status_code == 303
    assert "Local levels, 2: Skill" in text_of(client.get(table))
    board = sign_in_client(app, database, world.people["board member"])
    assert "The group says partly covered: Few have heard of it." in text_of(board.get(needs))
    assert "Say what the group thinks" not in text_of(board.get(table))
    assert events(database).count("need.set-against-offer") == 2


def test_only_what_is_there_is_asked_about(database: Database, world: World) -> None:
    def judge(asked: Asked, seen: Judged = NOTHING) -> None:
        learning_cover.judge(
            database,
            by=world.people["coordinator"],
            audit_id=world.audit,
            asked=asked,
            cover=Cover.COVERED,
            reason="We know it.",
            seen=version_of(seen),
        )

    for wrong in (Asked("voice", "nobody"), Asked("voice", "", "local-levels/2")):
        with pytest.raises(Invalid):
            judge(wrong)
    with pytest.raises(Hidden):
        judge(Asked("missing"))
    with pytest.raises(Conflict):
        judge(Asked("voice"), Judged(Cover.PARTLY))
