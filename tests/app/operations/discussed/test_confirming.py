"""The chair confirms what was typed; the co-chair can take over at any moment."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.appointments import Appointed, appointments_to
from app.db.discussions import DiscussionRead, read_discussion
from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.operations import confirming, corrections, discussions
from app.operations.appointments import appoint
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.confirming import CONFIRMING, seen_of, versions_in
from audit_tools.entries import Edit
from audit_tools.errors import Conflict, Hidden, Refused
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.discussions.cases import agree_everything, confirm_everything, note_everybody
from tests.world import World

READ = "All who came have read it in the room."


@pytest.fixture
def ready(database: Database, world: World, opened: UUID) -> UUID:
    """A discussion in which everything is agreed and noted, and nothing is confirmed."""
    agree_everything(database, world, opened)
    note_everybody(database, world, opened)
    return opened


def read(database: Database, person: Person, case: UUID) -> DiscussionRead:
    with database.reading() as session:
        return read_discussion(session, person, case)


def seen(database: Database, world: World, case: UUID, *sections: str) -> dict[str, str]:
    held = read(database, world.people["chair"], case)
    return {
        key: seen_of(versions_in(held.audit.tool, key, held.entries))
        for key in sections or held.unconfirmed
    }


def write(database: Database, person: Person, case: UUID, place: str, text: str) -> None:
    entry = read(database, person, case).entries.get(place)
    edit = Edit(place, text, entry.version if entry else 0, f"{place} {text}")
    discussions.save_record(database, by=person, case_id=case, edits=(edit,))


def confirm(database: Database, by: Person, case: UUID, what: Mapping[str, str]) -> None:
    confirming.confirm(database, by=by, case_id=case, seen=what)


def appoint_co_chair(database: Database, world: World, case: UUID) -> Person:
    """Somebody who sees nothing of the case before they are appointed."""
    stand_in = factories.make_person(database, world.partnership, Role.CO_CHAIR)
    with pytest.raises(Hidden):
        read(database, stand_in, case)
    with database.reading() as session:
        present = appointments_to(session, world.partnership, case).appointed
    appoint(
        database,
        by=world.people["coordinator"],
        case_id=case,
        appointed=Appointed(present.chair, stand_in.id, present.note_taker),
        seen=version_of(present),
    )
    return stand_in


def test_signing_off_waits_until_every_section_is_confirmed(
    database: Database, world: World, ready: UUID
) -> None:
    chair = world.people["chair"]
    confirm(database, chair, ready, seen(database, world, ready, "voice"))
    with pytest.raises(Refused, match="Confirm what was typed") as refused:
        discussions.sign_off(database, by=chair, case_id=ready, reason=READ)
    assert refused.value.place == CONFIRMING
    assert "Voice" not in refused.value.message
    confirming.confirm_rest(database, by=chair, case_id=ready, seen=seen(database, world, ready))
    discussions.sign_off(database, by=chair, case_id=ready, reason=READ)


def test_a_write_up_after_the_confirming_is_confirmed_again(
    database: Database, world: World, ready: UUID
) -> None:
    chair, taker = world.people["chair"], world.people["note-taker"]
    confirm_everything(database, chair, ready)
    discussions.write_up(database, by=taker, case_id=ready)
    assert read(database, chair, ready).unconfirmed == ()
    write(database, taker, ready, "voice/why", "Put in better words.")
    assert read(database, chair, ready).unconfirmed == ("voice",)
    with pytest.raises(Refused, match="Voice and lived experience"):
        discussions.sign_off(database, by=chair, case_id=ready, reason=READ)


def test_what_the_chair_did_not_see_is_not_confirmed(
    database: Database, world: World, ready: UUID
) -> None:
    chair, shown = world.people["chair"], seen(database, world, ready)
    write(database, world.people["note-taker"], ready, "voice/why", "Otherwise.")
    with pytest.raises(Conflict):
        confirming.confirm_rest(database, by=chair, case_id=ready, seen=shown)
    with pytest.raises(Conflict):
        confirm(database, chair, ready, {"voice": shown["voice"]})
    less = seen(database, world, ready)
    del less["family"]
    with pytest.raises(Conflict, match="since you opened the page"):
        confirming.confirm_rest(database, by=chair, case_id=ready, seen=less)
    assert not read(database, chair, ready).on_file.confirmed


def test_two_texts_in_one_place_are_settled_before_they_are_confirmed(
    database: Database, world: World, ready: UUID
) -> None:
    late = Edit("voice/why", "Other words.", 0, "late")
    taker = world.people["note-taker"]
    discussions.save_record(database, by=taker, case_id=ready, edits=(late,))
    with pytest.raises(Refused, match="Two people wrote"):
        confirm_everything(database, world.people["chair"], ready)


@pytest.mark.parametrize("who", ["note-taker", "coordinator", "police lead", "core group"])
def test_nobody_but_chair_and_co_chair_confirms(
    who: str, database: Database, world: World, ready: UUID
) -> None:
    shown = seen(database, world, ready)
    for deed in (confirming.confirm, confirming.confirm_rest):
        with pytest.raises(Refused):
            deed(database, by=world.people[who], case_id=ready, seen=shown)
    with pytest.raises(Hidden):
        confirm(database, world.people["conflicted chair"], ready, shown)


def test_confirming_is_told_once_and_followed(
    database: Database, world: World, ready: UUID
) -> None:
    chair = world.people["chair"]
    before = read(database, chair, ready).changes
    shown = seen(database, world, ready)
    for _ in range(2):
        confirm(database, chair, ready, shown)
    assert read(database, chair, ready).changes == before + 1
    with database.reading() as session:
        told = session.scalars(
            select(HistoryEvent.what).where(HistoryEvent.what == "discussion.confirmed")
        ).all()
    assert len(told) == 1


def test_after_the_signing_off_nothing_is_confirmed_any_more(
    database: Database, world: World, ready: UUID
) -> None:
    chair, shown = world.people["chair"], seen(database, world, ready)
    confirm_everything(database, chair, ready)
    discussions.sign_off(database, by=chair, case_id=ready, reason=READ)
    with pytest.raises(Refused):
        confirm(database, chair, ready, shown)


def test_a_co_chair_appointed_in_the_middle_takes_over_at_once(
    database: Database, world: World, ready: UUID
) -> None:
    """All that the chair does: writing, confirming, signing off, and correcting afterwards."""
    stand_in = appoint_co_chair(database, world, ready)
    write(database, stand_in, ready, "voice/action", "Ask her again.")
    confirm_everything(database, stand_in, ready)
    discussions.sign_off(database, by=stand_in, case_id=ready, reason=READ)
    held = read(database, stand_in, ready)
    assert held.case.case.state is CaseState.AGREED
    corrections.correct_record(
        database, by=stand_in, case_id=ready, place="voice/action",
        seen="Ask her again.", after="Ask her twice.", reason="Misheard",
    )  # fmt: skip


def test_what_one_in_the_chair_confirmed_holds_for_the_other(
    database: Database, world: World, ready: UUID
) -> None:
    confirm_everything(database, appoint_co_chair(database, world, ready), ready)
    discussions.sign_off(database, by=world.people["chair"], case_id=ready, reason=READ)
