"""Audits without a scale, and audits that were brought in with findings alone."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import delete

from app.db.engine import Database
from app.db.models.discussions import AttendanceRow, DiscussionRow
from app.db.models.tools import ToolVersionRow
from app.operations import discussions
from audit_tools.cases import CaseState
from audit_tools.definition import tool_to_document
from audit_tools.entries import Edit
from tests.app.discussions.cases import confirm_and_sign_off, note_everybody
from tests.app.discussions.conftest import SignInAs
from tests.changes import change_audit
from tests.world import TOOL, World


def take_the_discussion_away(database: Database, world: World) -> None:
    """As an import of findings leaves a case."""
    id = world.discussions[CaseState.AGREED]
    with database.writing() as session:
        session.execute(delete(AttendanceRow).where(AttendanceRow.discussion_id == id))
        session.execute(delete(DiscussionRow).where(DiscussionRow.id == id))
        session.commit()


def test_without_a_scale_there_are_sentences_and_no_grades(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    change_audit(database, world, scale=None)
    client = sign_in_as("chair")
    text = client.get(f"/discussions/{opened}/sections/information").text
    assert "Agreed grade" not in text
    assert "Inadequate" not in text
    assert "Answered differently" in text
    overview = client.get(f"/discussions/{opened}").text
    assert "One question is answered yes by one and partly or no by another." in overview


def test_without_a_scale_the_sentences_are_enough_to_sign_off(
    database: Database, world: World, opened: UUID
) -> None:
    change_audit(database, world, scale=None)
    chair = world.people["chair"]
    whys = [f"{section.key}/why" for section in TOOL.sections if section.graded]
    edits = tuple(Edit(place, "We all saw it.", 0, place) for place in whys)
    discussions.save_record(database, by=chair, case_id=opened, edits=edits)
    note_everybody(database, world, opened)
    confirm_and_sign_off(database, chair, opened)


def test_a_case_with_findings_alone_has_no_discussion_to_look_at(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    take_the_discussion_away(database, world)
    client = sign_in_as("coordinator")
    listed = client.get("/discussions/signed-off").text.split("<main")[1]
    assert "SYV25-05" not in listed
    page = client.get(f"/discussions/{world.cases[CaseState.AGREED]}")
    assert page.status_code == 403
    assert "only its findings are held" in page.text
    sorting = client.get(f"/findings/{world.findings[CaseState.AGREED]}/sorting")
    assert sorting.status_code == 200


def test_where_grades_are_worth_points_own_and_moderated_ones_stand_side_by_side(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    client = sign_in_as("chair")
    address = f"/discussions/{opened}/sections/information"
    assert "Points, own and moderated" not in client.get(address).text
    document = tool_to_document(TOOL) | {"counts": {"one": "service", "many": "services"}}
    for worth, grade in enumerate(reversed(document["scales"][0]["grades"])):
        grade["points"] = worth
    with database.writing() as session:
        now = datetime(2025, 5, 1, tzinfo=UTC)
        version = ToolVersionRow(partnership_id=world.partnership, id=uuid4(), key=TOOL.key,
                                 version=9, document=document, published_at=now)  # fmt: skip
        session.add(version)
        session.commit()
        version_id = version.id
    change_audit(database, world, tool_version_id=version_id)
    edit = Edit("information/agreed", "inadequate", 0, "key")
    discussions.save_record(database, by=world.people["chair"], case_id=opened, edits=(edit,))
    shown = client.get(address).text
    assert "Points, own and moderated" in shown
    assert "<dt>School</dt><dd>2 of 3 points</dd>" in shown
    assert "<dt>Moderated</dt><dd>0 of 3 points</dd>" in shown
