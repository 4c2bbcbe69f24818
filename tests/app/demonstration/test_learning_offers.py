"""The demonstration's learning offers: of every kind, and needs that are answered in every way."""

from pathlib import Path

import pytest
from flask import Flask

from app.config import DEMONSTRATION_DATE
from app.db.audits import find_audit_by_key
from app.db.consultations import list_consultations
from app.db.engine import Database
from app.db.facts import read_facts
from app.db.learning_offers import list_offers
from audit_tools.audience import Audience
from audit_tools.disclosure import for_audience
from audit_tools.learning.coverage import Cover
from audit_tools.learning.offers import OfferKind
from tests.app.visitors import sign_in_client
from tests.loaded import partnership_of, somebody


@pytest.fixture(scope="session")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


def test_there_is_an_offer_of_every_kind_and_a_need_for_every_word(database: Database) -> None:
    here, covers = partnership_of(database), set[Cover]()
    database.clock = lambda: DEMONSTRATION_DATE
    with database.reading() as session:
        offers = list_offers(session, here)
        for key in ("syv-2024-q3", "syv-2025-q1", "notifications-2025-02"):
            audit = find_audit_by_key(session, here, key)
            assert audit is not None
            facts = for_audience(
                read_facts(session, here, audit.id), Audience.LEARNING, interim=True
            )
            covers |= {row.cover for need in facts.needs for row in need.offered}
    assert {one.offer.kind for one in offers} == set(OfferKind)
    assert all(one.invented for one in offers)
    assert covers == set(Cover)


def test_the_pages_of_learning_say_that_they_are_invented(app: Flask, database: Database) -> None:
    client = sign_in_client(app, database, somebody(database, "Imogen"))
    with database.reading() as session:
        here = partnership_of(database)
        offer, consultation = list_offers(session, here)[0], list_consultations(session, here)[0]
    for address in (
        "/learning",
        f"/learning/{offer.id}",
        "/learning/evidence",
        "/training-returns/2024",
        "/training-returns/2024/police",
        "/consultations",
        f"/consultations/{consultation.id}",
    ):
        assert "Invented data" in client.get(address).text, address
