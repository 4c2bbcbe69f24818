"""The published offer as somebody takes it to the partnership's website."""

from dataclasses import replace
from uuid import UUID

from flask import Flask

from app.db.engine import Database
from app.operations.learning_offers import add_offer
from tests.app.visitors import sign_in_client
from tests.learning import BRIEFING
from tests.world import AT, make_world


def test_it_is_shown_and_taken_without_an_agency_s_own(
    app: Flask, database: Database, partnership: UUID
) -> None:
    database.clock = lambda: AT
    world = make_world(database, partnership)
    by = world.people["learning member"]
    add_offer(database, by=by, offer=BRIEFING)
    add_offer(database, by=by, offer=replace(BRIEFING, title="Own", own_agency="police"))
    client = sign_in_client(app, database, by)
    for path in ("", "/site-page"):
        page = client.get(f"/learning/published{path}").text
        assert "Words that help" in page
        assert "Own" not in page
    assert client.get("/learning/published/offer.pdf").data.startswith(b"%PDF")
