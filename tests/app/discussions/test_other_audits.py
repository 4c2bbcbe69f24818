"""Audits without a scale, and audits that were brought in with findings alone."""

from uuid import UUID

from sqlalchemy import delete

from app.db.engine import Database
from app.db.models.discussions import AttendanceRow, DiscussionRow
from app.operations import discussions
from audit_tools.cases import CaseState
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
