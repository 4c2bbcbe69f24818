"""No agency learns anything of another from its own pages.

With clock, nonce and token fixed, bodies, headers and the number of statements for one agency are
equal whatever another agency entered, and whoever else was asked.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from app.db.engine import Database
from app.operations import concerns
from app.operations import returns as operations
from app.web import saving, security
from audit_tools.returns import ReturnStatus
from tests.app.returns.conftest import Visit, Visitor
from tests.scenes import Scene, make_scene

NOW = datetime(2030, 5, 28, 13, 2, tzinfo=UTC)
PAGES = ("", "/sections/voice", "/sections/justice", "/check", "/copy", "/concern", "/sent")


def nothing(scene: Scene) -> None:
    """The other agency has not opened its return."""


def started(scene: Scene) -> None:
    scene.answer("SYV30-01", "police", {"voice/strength/1": "POLICE TEXT", "voice/grade": "good"})


def sent(scene: Scene) -> None:
    scene.send("SYV30-01", "police")


def not_known(scene: Scene) -> None:
    operations.answer_not_known(
        scene.database,
        by=scene.practitioners["police"],
        return_id=scene.returns["SYV30-01", "police"],
    )


def missing(scene: Scene) -> None:
    scene.change_return("SYV30-01", "police", ReturnStatus.MISSING, "No answer to two reminders")


def worried(scene: Scene) -> None:
    concerns.raise_concern(
        scene.database,
        by=scene.practitioners["police"],
        return_id=scene.returns["SYV30-01", "police"],
        concern="POLICE TEXT",
    )


STATES = (started, sent, not_known, missing, worried)


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    """What differs from one request to the next for reasons of its own stands still."""
    monkeypatch.setattr(database, "clock", lambda: NOW)
    words = SimpleNamespace(token_urlsafe=lambda _size: "nonce")
    monkeypatch.setattr(security, "secrets", words)
    monkeypatch.setattr(saving, "new_key", lambda: "key")


def seen_by(visitor: Visitor, statements: list[str]) -> list[tuple[Any, ...]]:
    """All that one agency's pages answer with, and what they cost."""
    seen: list[tuple[Any, ...]] = []
    for path in ("/returns", *(visitor.address(rest) for rest in PAGES)):
        statements.clear()
        answer = visitor.client.get(path)
        headers = sorted((k, v) for k, v in answer.headers if k != "Set-Cookie")
        body = re.sub(r'csrf_token" value="[^"]+"', "csrf", answer.get_data(as_text=True))
        seen.append((path, answer.status_code, headers, body, len(statements)))
    return seen


@pytest.mark.parametrize("role", ["practitioner", "lead"])
@pytest.mark.parametrize("change", STATES)
def test_pages_are_equal_whatever_another_agency_entered(
    visit: Visit,
    scene: Scene,
    statements: list[str],
    change: Callable[[Scene], None],
    role: str,
) -> None:
    people = scene.leads if role == "lead" else scene.practitioners
    before = seen_by(visit(people["school"]), statements)

    change(scene)

    after = seen_by(visit(people["school"]), statements)
    assert after == before
    assert not any("POLICE TEXT" in page[3] for page in after)


@pytest.mark.parametrize("role", ["practitioner", "lead"])
def test_an_agency_does_not_learn_which_others_were_asked(
    database: Database, visit: Visit, scene: Scene, statements: list[str], role: str
) -> None:
    """Two audits alike but for the others who are asked: the pages differ in their ids alone."""
    busy = make_scene(database, agencies=("police", "school", "social-care", "youth-justice"))
    pages = []
    for one in (scene, busy):
        person = (one.leads if role == "lead" else one.practitioners)["school"]
        visitor = visit(person)
        visitor.return_id = one.returns["SYV30-01", "school"]
        pages.append([_without_ids(page) for page in seen_by(visitor, statements)])
    assert pages[0] == pages[1]


def _without_ids(page: tuple[Any, ...]) -> tuple[Any, ...]:
    path, status, headers, body, count = page
    plain = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
    kept = [(name, plain.sub("id", value)) for name, value in headers]
    return plain.sub("id", path), status, kept, plain.sub("id", body), count


def test_the_list_costs_the_same_however_many_returns_are_on_it(
    visit: Visit, scene: Scene, statements: list[str]
) -> None:
    visitor, counts = visit(scene.leads["school"]), []
    for more in (10, 30):
        statements.clear()
        assert visitor.client.get("/returns").status_code == 200
        counts.append(len(statements))
        scene.add_cases(*(f"SYV30-{number:02}" for number in range(more, more + 12)))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
