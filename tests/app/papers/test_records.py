"""The case record, as page, Word and PDF: for whom the discussion is open, and for nobody else."""

from uuid import UUID

import pytest

from app.db.engine import Database
from app.operations import discussions, partnerships, word_styles
from audit_tools.cases import CaseState
from audit_tools.entries import Edit
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import text_of
from tests.reports.files import own_styles, title_font
from tests.world import World, discussion_mark, finding_mark, return_mark

FORMS = ("record", "record.docx", "record.pdf")
READERS = ("chair", "note-taker", "coordinator", "core group", "police lead",
           "police practitioner", "school practitioner")  # fmt: skip
STRANGERS = ("other chair", "conflicted chair", "police colleague", "housing lead")
ROLES = ("administrator", "board member", "learning member", "scrutineer")
CLOSED = (CaseState.WAITING, CaseState.PREPARED, CaseState.WITHDRAWN)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("state", [CaseState.OPEN, CaseState.WRITTEN_UP, CaseState.AGREED])
def test_who_reads_the_discussion_may_take_its_record(
    state: CaseState, form: str, sign_in_as: SignInAs, world: World
) -> None:
    for who in READERS:
        answer = sign_in_as(who).get(f"/discussions/{world.cases[state]}/{form}")
        text = text_of(answer)
        assert answer.status_code == 200
        for mark in (return_mark(state, "police"), return_mark(state, "school"),
                     discussion_mark(state), finding_mark(state)):  # fmt: skip
            assert mark in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("state", CLOSED)
def test_before_the_opening_nobody_has_a_record(
    state: CaseState, form: str, sign_in_as: SignInAs, world: World
) -> None:
    for who in (*READERS, *STRANGERS, *ROLES):
        answer = sign_in_as(who).get(f"/discussions/{world.cases[state]}/{form}")
        assert answer.status_code in (403, 404), who
        assert return_mark(state, "police") not in answer.text


@pytest.mark.parametrize("form", FORMS)
def test_others_have_no_record_once_it_is_open(
    form: str, sign_in_as: SignInAs, world: World
) -> None:
    address = f"/discussions/{world.cases[CaseState.OPEN]}/{form}"
    for who in STRANGERS:
        assert sign_in_as(who).get(address).status_code == 404
    for who in ROLES:
        assert sign_in_as(who).get(address).status_code == 403


@pytest.mark.parametrize("state", [CaseState.OPEN, CaseState.AGREED])
@pytest.mark.parametrize("form", FORMS[1:])
def test_a_file_is_not_kept_and_its_name_says_no_reference(
    form: str, state: CaseState, sign_in_as: SignInAs, world: World
) -> None:
    answer = sign_in_as("chair").get(f"/discussions/{world.cases[state]}/{form}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    suffix = form.removeprefix("record")
    number = list(CaseState).index(state) + 1
    name = f"case-{number}-of-6-record{suffix}"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"


def test_a_draft_in_word_is_there_while_the_discussion_is_open_and_says_so(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    client = sign_in_as("note-taker")
    first = client.get(f"/discussions/{opened}").text
    assert f"/discussions/{opened}/record.docx" in first
    assert "a draft until it is signed off" in first
    assert "Draft" in text_of(client.get(f"/discussions/{opened}/record.docx"))
    signed = world.cases[CaseState.AGREED]
    assert "Draft" not in text_of(client.get(f"/discussions/{signed}/record.docx"))


def test_the_record_in_word_is_in_the_partnerships_own_styles(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    word_styles.replace_styles(database, by=world.people["coordinator"], data=own_styles())
    record = sign_in_as("chair").get(f"/discussions/{world.cases[CaseState.AGREED]}/record.docx")
    assert title_font(record.data) == "Georgia"


@pytest.mark.parametrize("form", FORMS)
def test_a_record_names_nobody_who_works_with_the_child(
    form: str, sign_in_as: SignInAs, world: World
) -> None:
    case, client = f"/discussions/{world.cases[CaseState.OPEN]}", sign_in_as("chair")
    text = " ".join(text_of(client.get(f"{case}/{form}")).split())
    assert "Chair" in text
    assert "Their own service gave a return too: Social care." in text
    own = world.people["chair"].name
    named = [person.name for person in world.people.values() if person.name in text]
    # On screen it says at the top who is signed in.
    assert named == ([own] if form == "record" else [])
    assert text.count(own) == (1 if form == "record" else 0)


def test_what_the_discussion_writes_is_in_the_record_at_once(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    discussions.save_record(
        database,
        by=world.people["note-taker"],
        case_id=opened,
        edits=(Edit("voice/why", "He said so himself.", 0, "one"),),
    )
    answer = sign_in_as("note-taker").get(f"/discussions/{opened}/record.docx")
    assert "He said so himself." in text_of(answer)


def test_the_marking_is_the_partnerships_on_screen_and_on_paper(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    address = f"/discussions/{world.cases[CaseState.OPEN]}/record"
    client = sign_in_as("chair")
    assert "OFFICIAL-SENSITIVE" in client.get(address).text
    partnerships.change_settings(
        database, by=world.people["coordinator"], name="North", front_door="", accent="#1d70b8",
        marking="  RESTRICTED:  for the   panel ",
    )  # fmt: skip
    for form in ("", ".docx", ".pdf"):
        text = text_of(client.get(f"{address}{form}"))
        assert "RESTRICTED: for the panel" in text
        assert "OFFICIAL-SENSITIVE" not in text
