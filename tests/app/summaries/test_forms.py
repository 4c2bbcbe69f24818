"""Where a paper is shown it can be taken in each form, by whoever may see the page alone."""

from uuid import UUID

import pytest
from flask import Flask

from app.db.engine import Database
from app.operations.learning_offers import add_offer
from app.operations.words import put_word
from audit_tools.words.word_list import ListedWord, WordKind
from tests.app.visitors import sign_in_client, text_of
from tests.changes import change_audit
from tests.learning import BRIEFING
from tests.world import World, make_world

FORMS = ("docx", "pdf", "xlsx", "csv", "json")


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    world = make_world(database, partnership)
    change_audit(database, world, phase="closed")
    add_offer(database, by=world.people["learning member"], offer=BRIEFING)
    return world


@pytest.mark.parametrize(
    ("who", "shown_at", "file", "says"),
    [
        ("board member", "/audits/{}/summary", "/audits/{}/summary", "An audit for tests"),
        ("learning member", "/audits/{}/needs-report", "/audits/{}/needs-report", "11. Method"),
        (
            "board member",
            "/audits/{}/papers/board-assurance",
            "/audits/{}/papers/board-assurance/paper",
            "How far this can be relied on",
        ),
        (
            "board member",
            "/audits/{}/papers/seven-minute-briefing",
            "/audits/{}/papers/seven-minute-briefing/paper",
            "Which of these do we know from our own work?",
        ),
        (
            "coordinator",
            "/audits/{}/method-statement",
            "/audits/{}/method-statement/paper",
            "Nothing is split by who they are.",
        ),
        (
            "learning member",
            "/learning/published",
            "/learning/published/offer",
            "Words that help",
        ),
        ("board member", "/audit-plan/2025", "/audit-plan/2025/plan", "No audit"),
    ],
)
def test_a_page_leads_to_each_form_and_each_says_what_the_page_says(
    who: str, shown_at: str, file: str, says: str, app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people[who])
    shown = client.get(shown_at.format(world.audit)).text
    other = sign_in_client(app, database, world.people["police practitioner"])
    for form in FORMS:
        path = f"{file.format(world.audit)}.{form}"
        assert f'href="{path}"' in shown
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].endswith(f".{form}")
        assert says in " ".join(text_of(answer).split())
        assert other.get(path).status_code == 403


@pytest.mark.parametrize("page", ["method-statement", "summary", "training-needs"])
def test_a_page_says_what_nobody_explains_on_its_paper_until_it_is_on_the_list(
    app: Flask, database: Database, world: World, page: str
) -> None:
    by = world.people["coordinator"]
    asks = "the ZQX works."
    change_audit(
        database, world, purpose=f"To learn how {asks}", selection_note=f"Chosen as {asks}"
    )
    client = sign_in_client(app, database, by)
    address = f"/audits/{world.audit}/{page}"
    warning = "Nobody explains what this stands for: ZQX."
    assert warning in client.get(address).text
    put_word(database, by=by, word=ListedWord(WordKind.ACRONYM, "ZQX", "zonal quality exchange"))
    assert warning not in client.get(address).text
    paper = f"{address}/paper" if page == "method-statement" else address
    assert "ZQX (zonal quality exchange)" in text_of(client.get(f"{paper}.docx"))
    if page == "method-statement":
        assert "zonal quality exchange" in text_of(client.get(f"{paper}.csv"))
