"""A discussion is opened once, recorded by those who hold it, and locked when it is signed off."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.discussions import CaseRead, DiscussionRead, read_case, read_discussion, read_returns
from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.operations import cases, discussions, findings
from app.operations.findings import FindingText
from audit_tools.cases import CaseState
from audit_tools.discussions import ATTENDANCE, Came
from audit_tools.entries import Edit
from audit_tools.errors import AuditError, Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Person
from audit_tools.places import FindingKind
from tests.app.discussions.cases import (
    GIVEN,
    agree_everything,
    confirm_and_sign_off,
    make_case,
    note_everybody,
    state_of,
    write_up,
)
from tests.app.findings.stored import contents
from tests.world import World

HOLDERS = ["chair", "note-taker", "coordinator"]
READERS = [*HOLDERS, "core group", "police lead", "chair who leads social care"]
OUTSIDERS = ["other chair", "housing lead", "police colleague"]


def make_waiting(database: Database, world: World, *out: str) -> UUID:
    """Another case, whose returns are not closed; those of ``out`` are still to come."""
    return make_case(database, world, CaseState.WAITING, out=out, reference="SYV25-41")


def read(database: Database, person: Person, case: UUID) -> DiscussionRead:
    with database.reading() as session:
        return read_discussion(session, person, case)


def events(database: Database, about: UUID, what: str) -> int:
    with database.reading() as session:
        return (
            session.scalar(
                select(func.count())
                .select_from(HistoryEvent)
                .where(HistoryEvent.subject_id == about, HistoryEvent.what == what)
            )
            or 0
        )


def write(
    database: Database,
    by: Person,
    case: UUID,
    entries: dict[str, str],
    base: int = 0,
    key: str = "key",
) -> discussions.RecordSaved:
    edits = tuple(Edit(place, text, base, f"{key} {place}") for place, text in entries.items())
    return discussions.save_record(database, by=by, case_id=case, edits=edits)


def finish(database: Database, world: World, case: UUID) -> None:
    """Everything is agreed, and everybody came."""
    agree_everything(database, world, case)
    note_everybody(database, world, case)


# --- Before the opening ---


@pytest.mark.parametrize("who", ["chair", "coordinator"])
def test_chair_and_business_unit_close_returns_that_are_all_in(
    who: str, database: Database, world: World
) -> None:
    case = make_waiting(database, world)
    discussions.close_returns(database, by=world.people[who], case_id=case)
    assert state_of(database, world, case) is CaseState.PREPARED
    assert events(database, case, "case.returns-closed") == 1


def test_the_note_taker_does_not_close_returns(database: Database, world: World) -> None:
    case = make_waiting(database, world)
    with pytest.raises(Refused, match="chair and the Business Unit"):
        discussions.close_returns(database, by=world.people["note-taker"], case_id=case)


def test_returns_that_are_out_are_closed_with_a_reason_and_become_missing(
    database: Database, world: World
) -> None:
    case = make_waiting(database, world, "school")
    with pytest.raises(Refused) as refused:
        discussions.close_returns(database, by=world.people["chair"], case_id=case, reason=" ")
    assert refused.value.place == "reason"
    assert state_of(database, world, case) is CaseState.WAITING
    discussions.close_returns(database, by=world.people["chair"], case_id=case, reason="On strike")
    with database.reading() as session:
        returns = read_returns(session, world.partnership, as_chair(session, world, case), {})
    assert {r.agency: r.status.value for r in returns}["school"] == "missing"


def test_why_returns_were_closed_and_which_were_missing_outlasts_a_withdrawal(
    database: Database, world: World
) -> None:
    case = make_waiting(database, world, "school")
    discussions.close_returns(database, by=world.people["chair"], case_id=case, reason="On strike")
    cases.withdraw_case(
        database, by=world.people["coordinator"], case_id=case, reason="Another area"
    )
    ((_, after),) = contents(database, "case.returns-closed", case)
    assert after == {"state": "prepared", "reason": "On strike", "missing": ["school"]}


def test_reading_to_prepare_is_recorded_each_time(
    database: Database, world: World, case: UUID
) -> None:
    for _ in range(2):
        discussions.read_to_prepare(database, by=world.people["note-taker"], case_id=case)
    assert events(database, case, "case.returns-read") == 2


def test_who_answers_for_an_agency_does_not_read_to_prepare(
    database: Database, world: World
) -> None:
    case = world.cases[CaseState.PREPARED]
    with pytest.raises(Refused):
        discussions.read_to_prepare(
            database, by=world.people["chair who leads social care"], case_id=case
        )


# --- The opening ---


@pytest.mark.parametrize("who", HOLDERS)
def test_who_holds_the_discussion_opens_it(
    who: str, database: Database, world: World, case: UUID
) -> None:
    discussions.open_discussion(database, by=world.people[who], case_id=case)
    assert state_of(database, world, case) is CaseState.OPEN
    assert events(database, case, "case.opened") == 1


def test_opening_is_one_way_and_happens_once(
    database: Database, world: World, opened: UUID
) -> None:
    with pytest.raises(Refused, match="opened already"):
        discussions.open_discussion(database, by=world.people["chair"], case_id=opened)
    with pytest.raises(Refused, match="closed already"):
        discussions.close_returns(database, by=world.people["chair"], case_id=opened)
    assert state_of(database, world, opened) is CaseState.OPEN


def test_a_discussion_does_not_open_while_returns_are_out(database: Database, world: World) -> None:
    case = make_waiting(database, world, "school")
    with pytest.raises(Refused, match="still out"):
        discussions.open_discussion(database, by=world.people["chair"], case_id=case)


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("police lead", Refused),
        ("core group", Hidden),
        ("other chair", Hidden),
        ("conflicted chair", Hidden),
        ("housing lead", Hidden),
    ],
)
def test_nobody_else_opens_a_discussion(
    who: str, error: type[AuditError], database: Database, world: World
) -> None:
    case = world.cases[CaseState.PREPARED]
    with pytest.raises(error):
        discussions.open_discussion(database, by=world.people[who], case_id=case)
    assert state_of(database, world, case) is CaseState.PREPARED


@pytest.mark.parametrize("who", READERS)
def test_from_the_opening_on_the_people_of_the_case_read_all_returns(
    who: str, database: Database, world: World
) -> None:
    held = read(database, world.people[who], world.cases[CaseState.OPEN])
    assert {r.agency for r in held.returns} == {"police", "social-care", "school"}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_everybody_else_there_is_no_discussion(
    who: str, database: Database, world: World
) -> None:
    with pytest.raises(Hidden):
        read(database, world.people[who], world.cases[CaseState.OPEN])


def test_an_agency_that_was_not_asked_is_not_named_among_those_of_the_case(
    database: Database, world: World
) -> None:
    held = read(database, world.people["chair"], world.cases[CaseState.OPEN])
    assert "housing" not in held.agencies


# --- The record ---


@pytest.mark.parametrize("who", HOLDERS)
def test_who_holds_the_discussion_writes_its_record(
    who: str, database: Database, world: World, opened: UUID
) -> None:
    saved = write(database, world.people[who], opened, {"voice/agreed": "good"})
    assert saved.held.changes == 1
    assert read(database, world.people["chair"], opened).values == {"voice/agreed": "good"}
    assert events(database, opened, "discussion.recorded") == 1


@pytest.mark.parametrize("who", ["police lead", "police practitioner", "core group"])
def test_who_may_only_read_is_refused_writing(who: str, database: Database, world: World) -> None:
    case = world.cases[CaseState.OPEN]
    with pytest.raises(Refused, match="chair, the note-taker"):
        write(database, world.people[who], case, {"voice/check": "Ring the school."})


def test_everything_that_cannot_be_stored_is_named_and_nothing_is_stored(
    database: Database, world: World, opened: UUID
) -> None:
    entries = {"voice/agreed": "splendid", "voice/why": "Well.", "voice/no-such": "x"}
    with pytest.raises(Invalid) as invalid:
        write(database, world.people["chair"], opened, entries)
    assert [p.place for p in invalid.value.problems] == ["voice/agreed", "voice/no-such"]
    assert read(database, world.people["chair"], opened).values == {}
    assert events(database, opened, "discussion.recorded") == 0


def test_an_agency_that_is_not_of_the_case_has_no_different_view(
    database: Database, world: World, opened: UUID
) -> None:
    with pytest.raises(Invalid):
        write(database, world.people["chair"], opened, {"voice/view/housing/reason": "No."})


def test_the_same_save_again_has_no_second_effect(
    database: Database, world: World, opened: UUID
) -> None:
    for _ in range(2):
        saved = write(database, world.people["chair"], opened, {"voice/why": "We agree."})
    assert saved.held.changes == 1
    assert events(database, opened, "discussion.recorded") == 1


def test_two_who_write_in_one_place_lose_nothing_until_somebody_chooses(
    database: Database, world: World, opened: UUID
) -> None:
    chair, taker = world.people["chair"], world.people["note-taker"]
    write(database, chair, opened, {"voice/why": "One."}, key="chair")
    saved = write(database, taker, opened, {"voice/why": "Other."}, key="taker")
    assert [clash.theirs for clash in saved.outcome.clashes] == ["Other."]
    held = read(database, chair, opened)
    assert held.values["voice/why"] == "One."
    discussions.settle_clash(
        database, by=taker, case_id=opened, clash_id=held.clashes[0].id, take=True
    )
    after = read(database, chair, opened)
    assert (after.values["voice/why"], after.clashes) == ("Other.", ())
    with pytest.raises(Conflict):
        discussions.settle_clash(
            database, by=chair, case_id=opened, clash_id=held.clashes[0].id, take=False
        )


def test_a_follower_can_tell_that_something_was_added_beside_the_entries(
    database: Database, world: World, opened: UUID
) -> None:
    chair = world.people["chair"]
    before = read(database, chair, opened).changes
    text = FindingText("voice", FindingKind.STRENGTH, "He was heard.")
    findings.add_finding(database, by=chair, case_id=opened, text=text)
    discussions.note_attendance(database, by=chair, case_id=opened, came={"police": Came.YES})
    assert read(database, chair, opened).changes == before + 2


def test_attendance_is_noted_and_corrected(database: Database, world: World, opened: UUID) -> None:
    chair = world.people["chair"]
    discussions.note_attendance(
        database, by=chair, case_id=opened, came={"police": Came.YES, "school": Came.NO}
    )
    discussions.note_attendance(database, by=chair, case_id=opened, came={"school": Came.APOLOGIES})
    came = read(database, chair, opened).on_file.attendance
    assert came == {"police": Came.YES, "school": Came.APOLOGIES}


def test_attendance_of_an_agency_outside_the_case_is_refused(
    database: Database, world: World, opened: UUID
) -> None:
    with pytest.raises(Invalid):
        discussions.note_attendance(
            database, by=world.people["chair"], case_id=opened, came={"housing": Came.YES}
        )


# --- Signing off ---


def test_the_chair_signs_off_what_is_agreed_and_it_is_locked(
    database: Database, world: World, opened: UUID
) -> None:
    chair = world.people["chair"]
    write_up(database, world, opened)
    assert state_of(database, world, opened) is CaseState.WRITTEN_UP
    confirm_and_sign_off(database, chair, opened)
    assert state_of(database, world, opened) is CaseState.AGREED
    assert_is_locked(database, chair, opened)
    assert_is_locked(database, world.people["coordinator"], opened)


def assert_is_locked(database: Database, person: Person, case: UUID) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: write(database, person, case, {"voice/why": "Otherwise."}, 1, "late"),
        lambda: discussions.note_attendance(
            database, by=person, case_id=case, came={"police": Came.YES}
        ),
        lambda: discussions.write_up(database, by=person, case_id=case),
        lambda: findings.add_finding(
            database,
            by=person,
            case_id=case,
            text=FindingText("voice", FindingKind.STRENGTH, "Late."),
        ),
        lambda: discussions.sign_off(database, by=person, case_id=case, reason="Again."),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()


def test_signing_off_waits_for_every_section(
    database: Database, world: World, opened: UUID
) -> None:
    with pytest.raises(Refused, match="still to be agreed"):
        discussions.sign_off(database, by=world.people["chair"], case_id=opened)
    assert state_of(database, world, opened) is CaseState.OPEN


def test_signing_off_waits_for_a_place_with_two_texts(
    database: Database, world: World, opened: UUID
) -> None:
    chair = world.people["chair"]
    finish(database, world, opened)
    write(database, chair, opened, {"voice/why": "Other."}, key="late")
    with pytest.raises(Refused, match="Two people wrote") as refused:
        discussions.sign_off(database, by=chair, case_id=opened)
    assert refused.value.place == "voice/why"


def test_signing_off_waits_until_it_is_noted_who_came(
    database: Database, world: World, opened: UUID
) -> None:
    chair = world.people["chair"]
    agree_everything(database, world, opened)
    discussions.note_attendance(
        database, by=chair, case_id=opened, came={"police": Came.YES, "school": Came.NO}
    )
    with pytest.raises(Refused, match="Note who came") as refused:
        discussions.sign_off(database, by=chair, case_id=opened)
    assert refused.value.place == ATTENDANCE
    assert state_of(database, world, opened) is CaseState.OPEN


@pytest.mark.parametrize("who", ["note-taker", "coordinator", "police lead"])
def test_nobody_but_the_chair_signs_off(who: str, database: Database, world: World) -> None:
    case = world.cases[CaseState.WRITTEN_UP]
    with pytest.raises(Refused, match="Only the chair signs off"):
        discussions.sign_off(database, by=world.people[who], case_id=case)
    assert state_of(database, world, case) is CaseState.WRITTEN_UP


def test_what_agencies_wrote_is_untouched_by_all_of_it(
    database: Database, world: World, opened: UUID
) -> None:
    taker = world.people["note-taker"]
    finish(database, world, opened)
    write(database, taker, opened, {"voice/view/school/grade": "inadequate"}, key="view")
    confirm_and_sign_off(database, world.people["chair"], opened)
    held = read(database, taker, opened)
    assert {r.agency: dict(r.entries) for r in held.returns} == {
        agency: dict(entries) for agency, entries in GIVEN.items()
    }


def test_a_different_view_stays_beside_what_was_agreed(
    database: Database, world: World, opened: UUID
) -> None:
    taker = world.people["note-taker"]
    finish(database, world, opened)
    view = {
        "voice/view/school/grade": "inadequate",
        "voice/view/school/reason": "We were not told.",
    }
    write(database, taker, opened, view, key="view")
    confirm_and_sign_off(database, world.people["chair"], opened)
    values = read(database, taker, opened).values
    assert values.items() >= view.items()
    assert values["voice/agreed"] == "good"


# --- An agency without a return ---


def say(database: Database, world: World, case: UUID, text: str, version: int = 0) -> None:
    edit = Edit("voice/said/school", text, version, f"edit-{version}")
    discussions.save_record(database, by=world.people["note-taker"], case_id=case, edits=(edit,))


def as_chair(session: Session, world: World, case: UUID) -> CaseRead:
    return read_case(session, world.people["chair"], case)


def status_of_school(database: Database, world: World, case: UUID) -> str:
    with database.reading() as session:
        returns = read_returns(session, world.partnership, as_chair(session, world, case), {})
    return next(r.status.value for r in returns if r.agency == "school")


@pytest.fixture
def without_school(database: Database, world: World) -> UUID:
    """A discussion that was opened while the school's draft was still unsent."""
    case = make_waiting(database, world, "school")
    chair = world.people["chair"]
    discussions.close_returns(database, by=chair, case_id=case, reason="On strike")
    discussions.open_discussion(database, by=chair, case_id=case)
    return case


def test_a_draft_that_was_never_sent_stays_with_its_agency(
    database: Database, world: World, without_school: UUID
) -> None:
    with database.reading() as session:
        returns = read_returns(
            session, world.partnership, as_chair(session, world, without_school), {}
        )
    assert {r.agency for r in returns if r.entries} == {"police", "social-care"}


def test_what_an_agency_says_in_the_room_makes_its_missing_return_given(
    database: Database, world: World, without_school: UUID
) -> None:
    say(database, world, without_school, "He was often late on Mondays.")
    assert status_of_school(database, world, without_school) == "given-in-discussion"
    say(database, world, without_school, "", version=1)
    assert status_of_school(database, world, without_school) == "missing"


def test_what_an_agency_adds_to_its_return_leaves_it_submitted(
    database: Database, world: World, opened: UUID
) -> None:
    say(database, world, opened, "He was often late on Mondays.")
    assert status_of_school(database, world, opened) == "submitted"
