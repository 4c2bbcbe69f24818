"""Names that are written in a discussion are gone through before the record goes anywhere."""

import re
from uuid import UUID

import pytest

from app.db.engine import Database
from app.operations import discussions, findings
from app.operations.findings import FindingText
from audit_tools.entries import Edit
from audit_tools.errors import Refused
from audit_tools.places import FindingKind
from tests.app.discussions.cases import (
    agree_everything,
    confirm_and_sign_off,
    note_everybody,
    write_up,
)
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import send
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
