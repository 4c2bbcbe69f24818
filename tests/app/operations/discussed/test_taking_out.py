"""What identifies somebody is taken out of a signed-off record for good."""

from uuid import UUID

import pytest
from sqlalchemy import String, cast, inspect, select

from app.db.base import Base
from app.db.corrections import corrected_records, read_corrections
from app.db.discussions import read_discussion
from app.db.engine import Database
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.models.records import KeptAnswerRow
from app.db.models.returns import ReturnRow
from app.operations import corrections, discussions, findings, kept_texts, taking_out
from app.operations.findings import FindingText
from app.operations.versions import version_of
from audit_tools.entries import Edit
from audit_tools.errors import AuditError, Hidden, Invalid, Refused
from audit_tools.places import FindingKind
from tests.app.discussions.cases import confirm_and_sign_off, write_up
from tests.app.discussions.stage import Stage
from tests.changes import changing
from tests.world import AT, World

NAMED = "Jayden's nurse rang, so Jayden came."
FOUND = "Jayden was heard."


@pytest.fixture
def agreed(database: Database, world: World, stage: Stage) -> UUID:
    """A signed-off record with a name in it, in a finding, and in one that was taken back."""
    case, chair = stage.case, world.people["chair"]
    discussions.open_discussion(database, by=chair, case_id=case)
    write_up(database, world, case)
    edit = Edit("voice/why", NAMED, 1, "named")
    discussions.save_record(database, by=chair, case_id=case, edits=(edit,))
    text = FindingText("voice", FindingKind.STRENGTH, FOUND, agencies=("police",))
    first = findings.add_finding(database, by=chair, case_id=case, text=text)
    findings.take_back_finding(database, by=chair, finding_id=first)
    findings.add_finding(database, by=chair, case_id=case, text=text)
    keep_answer(database, world, case)
    seen = {"voice/why": version_of(NAMED)}
    seen |= {f"voice/finding/{n}": version_of(FOUND) for n in range(1, 9)}
    kept_texts.keep_texts(database, by=chair, case_id=case, seen=seen)
    confirm_and_sign_off(database, chair, case)
    return case


def keep_answer(database: Database, world: World, case: UUID) -> None:
    """An answer with a name in it that a later version of the tool did not ask for."""
    with changing(database, world) as session:
        of_case = select(ReturnRow.id).where(ReturnRow.case_id == case)
        session.add(
            KeptAnswerRow(
                partnership_id=world.partnership,
                record_id=session.scalars(of_case).first(),
                tool_version_id=world.tool,
                place="voice.once",
                value=NAMED,
                kept_at=AT,
            )
        )


def take_out(database: Database, world: World, case: UUID, who: str = "chair", **what: str) -> None:
    said = {"passage": "Jayden", "instead": "the child"} | what
    taking_out.take_out(database, by=world.people[who], case_id=case, **said)


def kept_with(database: Database, words: str) -> list[str]:
    """Every column of every table in which words stand."""
    found = []
    with database.reading() as session:
        for mapper in Base.registry.mappers:
            for column in inspect(mapper.class_).columns:
                where = cast(column, String).contains(words)
                if session.scalars(select(column).where(where)).first() is not None:
                    found.append(str(column))
    return found


def test_what_is_taken_out_stands_nowhere_any_more(
    database: Database, world: World, agreed: UUID
) -> None:
    chair = world.people["chair"]
    corrections.correct_record(
        database, by=chair, case_id=agreed, place="voice/why", seen=NAMED,
        after="A nurse of Jayden rang.", reason="Jayden was named",
    )  # fmt: skip
    assert kept_with(database, "Jayden")
    take_out(database, world, agreed)
    assert kept_with(database, "Jayden") == []
    with database.reading() as session:
        held = read_discussion(session, chair, agreed)
        first, last = read_corrections(session, world.partnership, held.on_file.id)
        events = session.scalars(select(HistoryEvent).where(HistoryEvent.subject_id == agreed))
        assert {"record.corrected", "record.taken-out"} <= {event.what for event in events}
        marked = corrected_records(session, world.partnership, [held.on_file.id])
    assert held.values["voice/why"] == "A nurse of the child rang."
    assert first.before == "The child's nurse rang, so the child came."
    assert (last.place, last.before, last.after, last.is_taken_out) == ("voice", "", "", True)
    assert marked


def test_the_content_of_other_events_stays(database: Database, world: World, agreed: UUID) -> None:
    take_out(database, world, agreed)
    with database.reading() as session:
        kept = session.scalars(
            select(HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.subject_id == agreed, HistoryEvent.what == "case.agreed")
        ).one()
    assert "agreed" in kept


@pytest.mark.parametrize(
    ("what", "error"),
    [
        # who writes the record does not take out of it what it was signed off with
        ({"who": "note-taker"}, Refused),
        ({"who": "police lead"}, Refused),
        ({"who": "other chair"}, Hidden),
        # a part of a word is no name
        ({"passage": "Jay"}, Invalid),
        ({"passage": " "}, Invalid),
        # nobody rewrites a record this way
        ({"instead": "a liar"}, Invalid),
    ],
)
def test_what_may_not_be_taken_out_stays(
    what: dict[str, str], error: type[AuditError], database: Database, world: World, agreed: UUID
) -> None:
    with pytest.raises(error):
        take_out(database, world, agreed, **what)
    assert kept_with(database, "Jayden")


def test_a_record_that_is_not_signed_off_is_simply_changed(
    database: Database, world: World, stage: Stage
) -> None:
    discussions.open_discussion(database, by=world.people["chair"], case_id=stage.case)
    with pytest.raises(Refused, match="simply be changed"):
        take_out(database, world, stage.case)


def test_the_business_unit_takes_out_too(database: Database, world: World, agreed: UUID) -> None:
    take_out(database, world, agreed, who="coordinator")
    assert kept_with(database, "Jayden") == []
