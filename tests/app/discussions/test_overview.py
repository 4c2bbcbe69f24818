"""The first page of a discussion: what is left, who said something where, and who is asked too."""

from uuid import UUID

import pytest

from app.db.engine import Database
from app.operations import discussions
from app.operations.appointments import declare_conflict
from audit_tools.cases import CaseState
from audit_tools.entries import Edit
from tests.app.discussions.cases import GIVEN, make_case, note_everybody
from tests.app.discussions.conftest import SignInAs
from tests.world import TOOL, World


def test_the_record_says_that_the_chairs_own_service_is_asked_too(
    sign_in_as: SignInAs, world: World, database: Database
) -> None:
    case = world.cases[CaseState.OPEN]
    said = "own service is asked about this case too: Social care."
    assert said in sign_in_as("police lead").get(f"/discussions/{case}").text
    declare_conflict(database, by=world.people["chair who leads social care"], case_id=case)
    assert "own service" not in sign_in_as("chair").get(f"/discussions/{case}").text


def test_a_discussion_opens_on_the_child_before_any_grade(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    text = sign_in_as("chair").get(f"/discussions/{opened}").text
    child = text.split('aria-label="The child"')[1].split("</section>")[0]
    assert "16-17, male" in child
    assert GIVEN["school"]["voice.trusted-person"] in child
    assert text.index("16-17, male") < text.index("What agencies said of their own part")


def test_what_is_left_to_agree_is_said_with_the_way_to_it(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    text = sign_in_as("chair").get(f"/discussions/{opened}").text
    assert "11 of 11 sections still to be agreed." in text
    assert f"/discussions/{opened}/sections/identification" in text
    assert "You can sign off once every section is agreed." in text


def test_who_came_is_noted_and_sections_are_left_so_the_page_says_what_is_waited_for(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    note_everybody(database, world, opened)
    text = sign_in_as("note-taker").get(f"/discussions/{opened}").text
    assert "You can say that it is written up once every section is agreed." in text


def test_each_silence_is_marked_with_its_reason(sign_in_as: SignInAs, opened: UUID) -> None:
    text = sign_in_as("chair").get(f"/discussions/{opened}").text
    table = text[text.index("gt-map") :]
    row = table[table.index(TOOL.section("identification").title) :].split("</tr>")[0]
    for words in ("Good", "Inadequate", "not our part"):
        assert f'<span class="govuk-visually-hidden">{words}</span>' in row


def test_who_is_silent_throughout_is_named(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    given = {"police": GIVEN["police"], "school": GIVEN["school"]}
    case = make_case(
        database, world, CaseState.WAITING, given, out=("school",), reference="SYV25-7"
    )
    chair = world.people["chair"]
    discussions.close_returns(database, by=chair, case_id=case, reason="Half-term")
    discussions.open_discussion(database, by=chair, case_id=case)
    client = sign_in_as("chair")
    assert "School said nothing anywhere." in client.get(f"/discussions/{case}").text
    edit = Edit("voice/said/school", "He walks home alone.", 0, "said")
    discussions.save_record(database, by=chair, case_id=case, edits=(edit,))
    assert "said nothing anywhere" not in client.get(f"/discussions/{case}").text


@pytest.mark.parametrize(
    ("who", "state", "offered"),
    [
        # each on the first page of the case that they come to
        ("chair", CaseState.WAITING, True),
        ("note-taker", CaseState.PREPARED, True),
        ("chair", CaseState.OPEN, True),
        ("core group", CaseState.OPEN, True),
        ("core group", CaseState.WRITTEN_UP, True),
        # they tell their agency's lead
        ("police practitioner", CaseState.OPEN, False),
        # it is over
        ("chair", CaseState.AGREED, False),
    ],
)
def test_who_sits_in_a_discussion_is_led_to_declare_a_personal_conflict(
    who: str, state: CaseState, offered: bool, sign_in_as: SignInAs, world: World
) -> None:
    client, case = sign_in_as(who), world.cases[state]
    conflict = f"/cases/{case}/conflict"
    assert (f'href="{conflict}"' in client.get(f"/discussions/{case}").text) is offered
    assert client.get(conflict).status_code == 200 or not offered
