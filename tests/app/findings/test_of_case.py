"""The findings of a case on their own pages."""

from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.findings import FindingOnFile, findings_of_case
from app.operations import findings
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.findings import Source
from audit_tools.training_needs import Cause, Remedy
from tests.app.discussions.cases import GIVEN
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import send
from tests.world import World

NEW: dict[str, Any] = {
    "statement": "Nobody asked him what would help.",
    "kind": "development",
    "section": "voice",
    "agencies": ["school"],
    "themes": ["voice"],
    "cause": "knowledge-and-skill",
    "remedy": "",
    "remedy_reason": "",
}


def stored(database: Database, world: World, case: UUID) -> FindingOnFile:
    with database.reading() as session:
        (finding,) = findings_of_case(session, world.partnership, case)
    return finding


@pytest.fixture
def taken(database: Database, world: World, opened: UUID) -> UUID:
    line = Source("school", "identification/development/1")
    return findings.take_line(database, by=world.people["chair"], case_id=opened, line=line)


def add(client: FlaskClient, case: UUID, **changed: Any) -> TestResponse:
    page = f"/discussions/{case}/findings/new"
    return send(client, page, **(NEW | changed))


def test_a_finding_in_our_own_words_is_added_to_its_section(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    answer = add(sign_in_as("note-taker"), opened)
    assert answer.location == f"/discussions/{opened}/sections/voice#findings-heading"
    finding = stored(database, world, opened).finding
    assert (finding.statement, finding.themes) == (NEW["statement"], ("voice",))
    assert (finding.cause, finding.remedy) == (Cause.KNOWLEDGE_AND_SKILL, Remedy.TRAINING)
    assert finding.agencies == ("school",)


def test_a_strength_keeps_no_cause_from_the_form(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    add(sign_in_as("note-taker"), opened, kind="strength")
    assert stored(database, world, opened).finding.cause is None


def test_a_finding_with_a_mark_is_saved_first_and_looked_at_afterwards(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    client = sign_in_as("note-taker")
    marked = "Nobody rang back on 03/04/2025."
    answer = add(client, opened, statement=marked)
    finding = stored(database, world, opened)
    page = f"/findings/{finding.id}"
    assert (answer.status_code, answer.location) == (303, page)
    assert finding.finding.statement == marked
    body = client.get(page).text
    assert '<p class="gt-mark" id="statement-marks">This looks like a date of birth.' in body

    # Saved as it is once more, it stays knowingly.
    fields = NEW | {"statement": marked, "seen": version_of(finding.finding), "marked": "yes"}
    assert 'name="marked" value="yes"' in body
    again = send(client, page, **fields)
    assert again.location == f"/discussions/{opened}/sections/voice#findings-heading"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"statement": " "}, "Write the finding in one sentence."),
        ({"statement": "x" * 20_001}, "Keep a finding to 20,000 characters."),
        ({"kind": ""}, "Choose strength or area for development."),
        ({"themes": ["help"]}, "Choose themes from the theme list of this audit."),
        ({"cause": "bad-luck"}, "Not a valid choice."),
        ({"themes": ["voice", "family", "planning", "justice"]}, "Choose no more than 3 themes."),
        ({"remedy": "process"}, "Say why something else would help here."),
        ({"agencies": ["housing"]}, "Choose from the agencies of this case."),
    ],
)
def test_what_cannot_be_stored_is_said_and_what_was_typed_stays(
    changed: dict[str, Any], sentence: str, sign_in_as: SignInAs, opened: UUID
) -> None:
    answer = add(sign_in_as("note-taker"), opened, **({"remedy_reason": ""} | changed))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert (changed.get("statement") or NEW["statement"]).strip() in answer.text


def test_a_finding_is_shown_as_it_stands_and_changed(
    sign_in_as: SignInAs, taken: UUID, opened: UUID, database: Database, world: World
) -> None:
    client, page = sign_in_as("chair"), f"/findings/{taken}"
    shown = client.get(page).text
    assert GIVEN["school"]["identification/development/1"] in shown
    assert 'value="development" checked' in shown
    assert 'value="school" checked' in shown
    seen = version_of(stored(database, world, opened).finding)
    assert send(client, page, **NEW, seen=seen).status_code == 303
    assert stored(database, world, opened).finding.statement == NEW["statement"]


def test_somebody_slower_sees_both_and_may_replace_knowingly(
    sign_in_as: SignInAs, taken: UUID, opened: UUID, database: Database, world: World
) -> None:
    client, page = sign_in_as("note-taker"), f"/findings/{taken}"
    answer = send(client, page, **NEW, seen="what-stood-before")
    assert answer.status_code == 409
    assert "Stands now:" in answer.text
    assert NEW["statement"] in answer.text
    assert "Somebody else has changed this" in answer.text
    seen = answer.text.split('name="seen" value="')[1].split('"')[0]
    assert send(client, page, **NEW, seen=seen).status_code == 303


def test_a_finding_is_taken_back(
    sign_in_as: SignInAs, taken: UUID, opened: UUID, database: Database, world: World
) -> None:
    client = sign_in_as("chair")
    answer = send(client, f"/findings/{taken}/take-back")
    assert answer.location == f"/discussions/{opened}/findings"
    with database.reading() as session:
        assert findings_of_case(session, world.partnership, opened) == ()


def test_readers_see_findings_and_no_way_to_change_them(sign_in_as: SignInAs, world: World) -> None:
    case, finding = world.cases[CaseState.OPEN], world.findings[CaseState.OPEN]
    for who in ("police lead", "core group"):
        client = sign_in_as(who)
        text = client.get(f"/discussions/{case}/findings").text
        assert "markfindingopen statement" in text
        assert str(finding) not in text.replace(f'id="finding-{finding}"', "")
        assert client.get(f"/findings/{finding}").status_code == 403
