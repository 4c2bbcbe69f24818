"""What an agency says in the room becomes findings from the section's page."""

from uuid import UUID

import pytest

from app.db.engine import Database
from app.db.findings import findings_of_case
from app.operations import findings
from app.operations.versions import version_of
from tests.app.discussions.conftest import SignInAs
from tests.app.discussions.sending import save, section
from tests.world import World


def test_what_is_being_typed_is_taken_under_the_name_of_who_said_it(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    client, path = sign_in_as("note-taker"), section(opened, "voice")
    typed = {"voice/said/school": "Asked him first.\r\nHe walks home alone."}
    one = "take-said:development school He walks home alone."
    answer = save(client, path, typed, then=one)
    assert answer.location.endswith("#voice_said_school")
    with database.reading() as session:
        (found,) = findings_of_case(session, world.partnership, opened)
    assert (found.finding.statement, found.finding.agencies) == (
        "He walks home alone.",
        ("school",),
    )
    text = client.get(path).text
    assert 'value="take-said:strength school Asked him first."' in text
    assert f'value="{one}"' not in text
    reader = sign_in_as("police lead").get(path).text
    assert "Asked him first." in reader
    assert "take-said" not in reader
    assert "Taken from what was said" in client.get(f"/findings/{found.id}").text


@pytest.mark.parametrize("pressed", ["development housing ", "praise school ", "development"])
def test_nothing_is_taken_that_nobody_said(
    pressed: str, sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    answer = save(
        sign_in_as("note-taker"), section(opened, "voice"), {}, then=f"take-said:{pressed}"
    )
    assert answer.status_code == 422
    with database.reading() as session:
        assert findings_of_case(session, world.partnership, opened) == ()


def test_a_finding_in_other_words_is_named_beneath_what_was_said(
    sign_in_as: SignInAs, opened: UUID, database: Database, world: World
) -> None:
    client, path = sign_in_as("note-taker"), section(opened, "voice")
    save(client, path, {"voice/said/school": "He walks home alone."})
    save(client, path, {}, then="take-said:development school ")
    with database.reading() as session:
        (found,) = findings_of_case(session, world.partnership, opened)
    findings.change_statement(
        database,
        by=world.people["note-taker"],
        finding_id=found.id,
        statement="Nobody knew that he walks home alone.",
        seen=version_of(found.finding),
    )
    text = client.get(path).text
    assert f"In other words in finding {found.finding.number}" in text
    assert 'value="take-said:development school He walks home alone."' in text
