"""Replies for accuracy and corrections after the signing off, stored with their history."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.corrections import read_corrections, read_replies
from app.db.discussions import DiscussionRead, read_discussion
from app.db.engine import Database
from app.db.models.history import HistoryContent, HistoryEvent
from app.operations import corrections, discussions
from app.operations.versions import version_of
from audit_tools.corrections import Accuracy, Reply, Settled
from audit_tools.discussions import Came
from audit_tools.errors import AuditError, Conflict, Hidden, Invalid, Refused
from tests.app.discussions.cases import (
    agree_everything,
    confirm_and_sign_off,
    confirm_everything,
    note_everybody,
    write_up,
)
from tests.app.discussions.stage import Stage
from tests.world import World


@pytest.fixture
def written(database: Database, world: World, stage: Stage) -> UUID:
    """A discussion that is written up, with everybody there."""
    discussions.open_discussion(database, by=world.people["chair"], case_id=stage.case)
    write_up(database, world, stage.case)
    return stage.case


@pytest.fixture
def agreed(database: Database, world: World, written: UUID) -> UUID:
    confirm_and_sign_off(database, world.people["chair"], written)
    return written


def held(database: Database, world: World, case: UUID) -> DiscussionRead:
    with database.reading() as session:
        return read_discussion(session, world.people["chair"], case)


def correct(
    database: Database,
    world: World,
    case: UUID,
    *,
    who: str = "chair",
    place: str = "voice/why",
    seen: str = "Seen.",
    after: str = "He was asked twice.",
    reason: str = "A visit was left out",
) -> None:
    corrections.correct_record(
        database,
        by=world.people[who],
        case_id=case,
        place=place,
        seen=seen,
        after=after,
        reason=reason,
    )


def test_the_last_word_of_an_agency_counts(database: Database, world: World, written: UUID) -> None:
    by = world.people["police lead"]
    for word, text in ((Accuracy.CORRECT, "It was two visits."), (Accuracy.AGREE, "")):
        corrections.reply_to_record(
            database, by=by, case_id=written, agency="police", word=word, text=text
        )
    with database.reading() as session:
        record = held(database, world, written).on_file.id
        [reply] = read_replies(session, world.partnership, record)
    assert (reply.agency, reply.word, reply.text) == ("police", Accuracy.AGREE, "")


def ask(database: Database, world: World, case: UUID, text: str = "It was two visits.") -> None:
    corrections.reply_to_record(
        database, by=world.people["police lead"], case_id=case, agency="police",
        word=Accuracy.CORRECT, text=text,
    )  # fmt: skip


def settle(
    database: Database,
    world: World,
    case: UUID,
    *,
    who: str = "note-taker",
    agency: str = "police",
    seen: str = "It was two visits.",
    settled: Settled = Settled.NOT_MADE,
    reason: str = "The second was a call.",
) -> None:
    corrections.settle_reply(
        database, by=world.people[who], case_id=case, agency=agency, seen=version_of(seen),
        settled=settled, reason=reason,
    )  # fmt: skip


def reply_of_police(database: Database, world: World, case: UUID) -> Reply:
    with database.reading() as session:
        [reply] = read_replies(session, world.partnership, held(database, world, case).on_file.id)
    return reply


@pytest.mark.parametrize("who", ["note-taker", "chair", "coordinator"])
def test_who_holds_the_discussion_says_what_became_of_a_correction_with_its_history(
    who: str, database: Database, world: World, written: UUID
) -> None:
    ask(database, world, written)
    for _twice in range(2):
        settle(database, world, written, who=who)
    reply = reply_of_police(database, world, written)
    assert (reply.settled, reply.settled_reason) == (Settled.NOT_MADE, "The second was a call.")
    settle(database, world, written, who=who, settled=Settled.MADE)
    assert reply_of_police(database, world, written).settled is Settled.MADE
    with database.reading() as session:
        told = session.scalars(
            select(HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.what == "record.correction-settled")
        ).all()
    assert len(told) == 2
    assert any("The second was a call." in one for one in told)


def test_another_word_of_the_agency_takes_back_what_became_of_the_one_before(
    database: Database, world: World, written: UUID
) -> None:
    ask(database, world, written)
    settle(database, world, written)
    ask(database, world, written)
    assert not reply_of_police(database, world, written).is_open
    ask(database, world, written, "It was three visits.")
    reply = reply_of_police(database, world, written)
    assert reply.is_open
    assert (reply.settled_reason, reply.settled_at) == ("", None)


@pytest.mark.parametrize(
    ("what", "error"),
    [
        # it is not for the agencies to say what was made of their own request
        ({"who": "police lead"}, Refused),
        ({"who": "core group"}, Refused),
        ({"who": "other chair"}, Hidden),
        # nobody of it has replied
        ({"agency": "school"}, Refused),
        ({"seen": "It was three visits."}, Conflict),
        ({"reason": " "}, Invalid),
    ],
)
def test_what_settles_no_correction_changes_nothing(
    what: dict[str, str], error: type[AuditError], database: Database, world: World, written: UUID
) -> None:
    ask(database, world, written)
    with pytest.raises(error):
        settle(database, world, written, **what)  # type: ignore[arg-type]
    assert reply_of_police(database, world, written).is_open


def test_a_record_is_signed_off_once_every_correction_is_settled(
    database: Database, world: World, written: UUID
) -> None:
    ask(database, world, written)
    chair = world.people["chair"]
    with pytest.raises(Refused, match="still open"):
        confirm_and_sign_off(database, chair, written)
    settle(database, world, written)
    confirm_and_sign_off(database, chair, written)
    with pytest.raises(Refused, match="locked"):
        settle(database, world, written, settled=Settled.MADE)


# --- Signing off before the period is over ---


@pytest.fixture
def confirmed(database: Database, world: World, written: UUID) -> UUID:
    """A discussion of police and social care that could be signed off, were both heard."""
    chair, came = world.people["chair"], {"school": Came.APOLOGIES}
    discussions.note_attendance(database, by=chair, case_id=written, came=came)
    confirm_everything(database, chair, written)
    return written


def sign_off(database: Database, world: World, case: UUID, reason: str = "") -> None:
    discussions.sign_off(database, by=world.people["chair"], case_id=case, reason=reason)


def agree_for(database: Database, world: World, case: UUID, agency: str, who: str) -> None:
    corrections.reply_to_record(
        database, by=world.people[who], case_id=case, agency=agency, word=Accuracy.AGREE
    )


def test_a_record_is_signed_off_early_with_a_reason_that_stays_with_it(
    database: Database, world: World, confirmed: UUID
) -> None:
    agree_for(database, world, confirmed, "police", "police lead")
    with pytest.raises(Refused, match="say why you sign off before") as refused:
        sign_off(database, world, confirmed)
    assert refused.value.place == "reason"
    sign_off(database, world, confirmed, " The inspectors need it. ")
    assert held(database, world, confirmed).on_file.early_reason == "The inspectors need it."
    with database.reading() as session:
        told = session.scalars(
            select(HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.what == "case.agreed", HistoryEvent.subject_id == confirmed)
        ).one()
    assert "The inspectors need it." in told


def test_once_all_who_came_were_heard_no_reason_is_asked_for_and_none_is_kept(
    database: Database, world: World, confirmed: UUID
) -> None:
    agree_for(database, world, confirmed, "police", "police lead")
    agree_for(database, world, confirmed, "social-care", "chair who leads social care")
    sign_off(database, world, confirmed, "No matter.")
    assert held(database, world, confirmed).on_file.early_reason == ""


def test_once_the_period_is_over_nobody_is_waited_for(
    database: Database, world: World, confirmed: UUID
) -> None:
    due = held(database, world, confirmed).replies_due
    assert due is not None
    database.clock = lambda: due - timedelta(seconds=1)
    with pytest.raises(Refused):
        sign_off(database, world, confirmed)
    database.clock = lambda: due
    sign_off(database, world, confirmed)


def test_bank_holidays_do_not_count_as_days_for_reading(
    database: Database, world: World, stage: Stage
) -> None:
    """New Year's Day, in the calendar of the year after, is a Thursday."""
    database.clock = lambda: datetime(2025, 12, 31, 10, tzinfo=UTC)
    discussions.open_discussion(database, by=world.people["chair"], case_id=stage.case)
    write_up(database, world, stage.case)
    assert held(database, world, stage.case).replies_due == datetime(2026, 1, 6, 10, tzinfo=UTC)


def test_a_record_that_was_never_written_up_takes_a_reason_too(
    database: Database, world: World, stage: Stage
) -> None:
    chair = world.people["chair"]
    discussions.open_discussion(database, by=chair, case_id=stage.case)
    note_everybody(database, world, stage.case)
    agree_everything(database, world, stage.case)
    confirm_everything(database, chair, stage.case)
    with pytest.raises(Refused, match="say why you sign off before"):
        sign_off(database, world, stage.case)
    sign_off(database, world, stage.case, "All read it in the room.")


def test_nobody_replies_for_another_agency(database: Database, world: World, written: UUID) -> None:
    with pytest.raises(Hidden):
        corrections.reply_to_record(
            database,
            by=world.people["police lead"],
            case_id=written,
            agency="school",
            word=Accuracy.AGREE,
        )


def test_a_correction_keeps_what_stood_there_and_why(
    database: Database, world: World, agreed: UUID
) -> None:
    correct(database, world, agreed)
    after = held(database, world, agreed)
    assert after.values["voice/why"] == "He was asked twice."
    with database.reading() as session:
        [made] = read_corrections(session, world.partnership, after.on_file.id)
    assert (made.before, made.after) == ("Seen.", "He was asked twice.")
    assert made.reason == "A visit was left out"


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ({"who": "note-taker"}, Refused),
        ({"who": "coordinator"}, Refused),
        ({"who": "police lead"}, Refused),
        ({"who": "other chair"}, Hidden),
        ({"reason": " "}, Refused),
        ({"seen": "Something else."}, Conflict),
        ({"after": "Seen."}, Invalid),
        ({"place": "voice/agreed", "seen": "good", "after": "splendid"}, Invalid),
        ({"place": "voice/nowhere", "seen": ""}, Invalid),
    ],
)
def test_what_is_no_correction_changes_nothing(
    what: dict[str, str], error: type[AuditError], database: Database, world: World, agreed: UUID
) -> None:
    with pytest.raises(error):
        correct(database, world, agreed, **what)
    after = held(database, world, agreed)
    assert after.values["voice/why"] == "Seen."
    with database.reading() as session:
        assert read_corrections(session, world.partnership, after.on_file.id) == ()


def test_a_record_that_is_not_signed_off_is_simply_changed(
    database: Database, world: World, written: UUID
) -> None:
    with pytest.raises(Refused, match="simply be changed"):
        correct(database, world, written)
