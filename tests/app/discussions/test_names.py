"""Names that are written in a discussion are gone through before the record goes anywhere."""

import re
from dataclasses import replace
from uuid import UUID

import pytest

from app.db.engine import Database
from app.db.findings import findings_of_case
from app.operations import discussions, findings
from app.operations.findings import FindingText
from audit_tools.entries import Edit
from audit_tools.errors import Refused
from audit_tools.findings import Finding
from audit_tools.places import FindingKind
from tests.app.discussions.cases import (
    agree_everything,
    confirm_and_sign_off,
    note_everybody,
    write_up,
)
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import send
from tests.changes import events
from tests.world import World


@pytest.fixture
def named(database: Database, world: World, opened: UUID) -> UUID:
    """A case in which everything is agreed, with a name in its record and in a finding."""
    by = world.people["note-taker"]
    note_everybody(database, world, opened)
    agree_everything(database, world, opened)
    edit = Edit("voice/why", "Jayden was asked by DS Karen Hill.", 1, "named")
    discussions.save_record(database, by=by, case_id=opened, edits=(edit,))
    found = FindingText("voice", FindingKind.STRENGTH, "Jayden was asked.", agencies=("police",))
    findings.add_finding(database, by=by, case_id=opened, text=found)
    return opened


def test_a_record_is_written_up_and_signed_off_once_every_name_was_gone_through(
    sign_in_as: SignInAs, database: Database, world: World, named: UUID
) -> None:
    chair, page = sign_in_as("chair"), f"/discussions/{named}/names"
    overview = chair.get(f"/discussions/{named}").text
    assert page in overview
    assert "write-up" not in overview
    assert "Could this identify somebody?" in chair.get(f"/discussions/{named}/confirm").text
    with pytest.raises(Refused, match="could identify somebody"):
        discussions.write_up(database, by=world.people["chair"], case_id=named)

    shown = chair.get(page).text
    assert "<mark>Jayden</mark>" in shown
    assert f"/discussions/{named}/sections/voice#voice_why" in shown
    send(chair, f"{page}/replace", replace="voice/why:the child:Jayden")
    shown = chair.get(page).text
    assert "The child was asked by" in shown
    kept = re.findall(r'name="kept" value="([^"]+)"', shown)
    assert len(kept) == 2
    send(chair, page, kept=[kept[0], kept[1].replace(kept[1][:8], "another ")])
    left = re.findall(r'name="kept" value="([^"]+)"', chair.get(page).text)
    assert left == kept[1:], "what has changed since is gone through again"
    send(chair, page, kept=kept[1:])
    assert "was gone through" in chair.get(page).text
    assert "write-up" in chair.get(f"/discussions/{named}").text
    discussions.write_up(database, by=world.people["chair"], case_id=named)


def test_a_name_in_a_finding_is_replaced_with_one_click_and_all_else_of_it_stays(
    sign_in_as: SignInAs, database: Database, world: World, named: UUID
) -> None:
    def finding() -> Finding:
        with database.reading() as session:
            return findings_of_case(session, world.partnership, named)[-1].finding

    chair, page = sign_in_as("chair"), f"/discussions/{named}/names"
    before = finding()
    button = f"voice/finding/{before.number}:the child:Jayden"
    assert f'value="{button}"' in chair.get(page).text
    assert send(chair, f"{page}/replace", replace=button).status_code == 303
    assert finding() == replace(before, statement="The child was asked.")
    assert events(database)[-1] == "finding.changed"
    # Of the record it is not replaced by it, and what is no text of the discussion is not taken.
    assert "<mark>Jayden</mark>" in chair.get(page).text
    nowhere = button.replace(f"/{before.number}:", "/99:")
    assert send(chair, f"{page}/replace", replace=nowhere).status_code == 422


def test_a_text_that_is_changed_afterwards_stops_the_signing_off(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    write_up(database, world, opened)
    edit = Edit("voice/why", "Jayden was asked.", 1, "named")
    taker, chair = world.people["note-taker"], world.people["chair"]
    discussions.save_record(database, by=taker, case_id=opened, edits=(edit,))
    with pytest.raises(Refused, match="could identify somebody"):
        confirm_and_sign_off(database, chair, opened)
    page = sign_in_as("chair").get(f"/discussions/{opened}/sign-off").text
    assert "could identify somebody" in page
    assert f"/discussions/{opened}/names" in page


def test_nothing_that_may_be_a_name_stands_on_the_wall_until_somebody_has_gone_through_it(
    sign_in_as: SignInAs, named: UUID
) -> None:
    chair, page = sign_in_as("chair"), f"/discussions/{named}/names"
    wall = f"/discussions/{named}/room?section=voice"
    shown = chair.get(wall).text
    assert "[a name] was asked by [a name]." in shown
    assert "Jayden" not in shown
    send(chair, page, kept=re.findall(r'name="kept" value="([^"]+)"', chair.get(page).text))
    assert "Jayden was asked by DS Karen Hill." in chair.get(wall).text
