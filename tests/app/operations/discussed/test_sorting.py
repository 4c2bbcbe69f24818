"""Findings are sorted into themes and worded for sharing, and nothing of it is lost or forced."""

from uuid import UUID

import pytest

from app.db.engine import Database
from app.operations import findings, sorting
from app.operations.findings import FindingText
from audit_tools.cases import CaseState
from audit_tools.errors import AuditError, Conflict, Hidden, Invalid, Refused
from audit_tools.findings import MAX_WORDING
from audit_tools.permissions import Person
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause, Remedy
from tests.app.findings.stored import contents, events, load, seen, take
from tests.world import World

OTHER = FindingText(
    "voice",
    FindingKind.DEVELOPMENT,
    "Nobody asked him.",
    themes=("voice",),
    cause=Cause.KNOWLEDGE_AND_SKILL,
)


# --- Sorting ---


def test_the_business_unit_sorts_after_the_discussion_is_signed_off(
    database: Database, world: World
) -> None:
    finding = world.findings[CaseState.AGREED]
    sorting.sort_finding(
        database,
        by=world.people["coordinator"],
        finding_id=finding,
        themes=("voice", "front-door"),
        cause=Cause.CAPACITY_OR_WAITING,
        seen=seen(database, world, finding),
    )
    stored = load(database, world, finding).finding
    assert (stored.themes, stored.remedy) == (("voice", "front-door"), Remedy.CAPACITY)


def test_another_remedy_is_kept_with_its_reason(database: Database, world: World) -> None:
    finding = world.findings[CaseState.AGREED]

    def sort(reason: str) -> None:
        sorting.sort_finding(
            database,
            by=world.people["coordinator"],
            finding_id=finding,
            themes=("voice",),
            cause=Cause.KNOWLEDGE_AND_SKILL,
            remedy=Remedy.COMMUNICATION,
            remedy_reason=reason,
        )

    with pytest.raises(Invalid) as invalid:
        sort(" ")
    assert invalid.value.place == "remedy_reason"
    sort("They know; nobody told them now.")
    stored = load(database, world, finding).finding
    assert stored.remedy is Remedy.COMMUNICATION
    assert stored.remedy_reason == "They know; nobody told them now."
    ((before, after),) = contents(database, "finding.sorted", finding)
    assert (before["remedy_reason"], after["remedy_reason"]) == ("", stored.remedy_reason)


def test_after_the_signing_off_chair_and_note_taker_sort_no_more(
    database: Database, world: World
) -> None:
    for who in ("chair", "note-taker"):
        with pytest.raises(Refused, match="locked"):
            sorting.choose_themes(
                database,
                by=world.people[who],
                finding_id=world.findings[CaseState.AGREED],
                themes=("voice",),
            )


def test_choosing_themes_leaves_why_it_happened(
    database: Database, world: World, opened: UUID
) -> None:
    taker = world.people["note-taker"]
    finding = take(database, taker, opened)
    sorting.choose_themes(database, by=taker, finding_id=finding, themes=("notifications",))
    stored = load(database, world, finding).finding
    assert (stored.themes, stored.cause) == (("notifications",), Cause.TOOL_OR_PROCESS)
    assert stored.is_sorted


def test_sorting_meets_sorting_and_says_so(database: Database, world: World) -> None:
    finding, unit = world.findings[CaseState.AGREED], world.people["coordinator"]
    shown = seen(database, world, finding)
    sorting.choose_themes(database, by=unit, finding_id=finding, themes=("family",))
    with pytest.raises(Conflict):
        sorting.sort_finding(
            database,
            by=unit,
            finding_id=finding,
            themes=("voice",),
            cause=None,
            seen=shown,
        )


# --- Wording for sharing ---


@pytest.fixture
def worded(database: Database, world: World) -> UUID:
    """A finding of a signed-off case, worded by the Business Unit."""
    finding = world.findings[CaseState.AGREED]
    sorting.write_wording(
        database, by=world.people["coordinator"], finding_id=finding, wording="He was not asked."
    )
    return finding


def agree(
    database: Database,
    by: Person,
    finding: UUID,
    wording: str = "He was not asked.",
    *,
    marks_kept: bool = False,
) -> None:
    sorting.agree_wording(
        database, by=by, finding_id=finding, wording=wording, marks_kept=marks_kept
    )


@pytest.mark.parametrize("who", ["chair", "note-taker"])
def test_somebody_who_did_not_write_it_agrees_the_wording(
    who: str, database: Database, world: World, worded: UUID
) -> None:
    agree(database, world.people[who], worded)
    wording = load(database, world, worded).finding.wording
    assert wording is not None
    assert wording.agreed_by == str(world.people[who].id)


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("coordinator", Refused),
        ("police lead", Refused),
        ("board member", Refused),
        ("other chair", Hidden),
        ("conflicted chair", Hidden),
    ],
)
def test_nobody_else_agrees_it(
    who: str, error: type[AuditError], database: Database, world: World, worded: UUID
) -> None:
    with pytest.raises(error):
        agree(database, world.people[who], worded)


# --- Sent back ---


def send_back(
    database: Database, by: Person, finding: UUID, asked: str = "Leave out the place."
) -> None:
    sorting.send_wording_back(
        database, by=by, finding_id=finding, wording="He was not asked.", asked=asked
    )


def test_wording_that_was_sent_back_waits_to_be_worded_anew(
    database: Database, world: World, worded: UUID
) -> None:
    send_back(database, world.people["chair"], worded)
    wording = load(database, world, worded).finding.wording
    assert wording is not None
    assert (wording.sent_back, wording.waits) == ("Leave out the place.", False)


@pytest.mark.parametrize("text", ["A child was not asked.", "He was not asked."])
def test_wording_it_anew_or_standing_by_it_makes_it_wait_again(
    text: str, database: Database, world: World, worded: UUID
) -> None:
    send_back(database, world.people["chair"], worded)
    unit = world.people["coordinator"]
    sorting.write_wording(database, by=unit, finding_id=worded, wording=text)
    wording = load(database, world, worded).finding.wording
    assert wording is not None
    assert (wording.text, wording.waits) == (text, True)


@pytest.mark.parametrize(
    ("who", "error"),
    [("coordinator", Refused), ("police lead", Refused), ("other chair", Hidden)],
)
def test_nobody_sends_back_what_they_wrote_or_may_not_read(
    who: str, error: type[AuditError], database: Database, world: World, worded: UUID
) -> None:
    with pytest.raises(error):
        send_back(database, world.people[who], worded)


def test_nothing_is_sent_back_without_saying_why(
    database: Database, world: World, worded: UUID
) -> None:
    with pytest.raises(Invalid, match="worded differently"):
        send_back(database, world.people["chair"], worded, " ")


def test_what_is_agreed_is_not_sent_back(database: Database, world: World, worded: UUID) -> None:
    agree(database, world.people["chair"], worded)
    with pytest.raises(Refused, match="agreed already"):
        send_back(database, world.people["note-taker"], worded)


def test_only_the_business_unit_words_findings(database: Database, world: World) -> None:
    with pytest.raises(Refused):
        sorting.write_wording(
            database,
            by=world.people["chair"],
            finding_id=world.findings[CaseState.AGREED],
            wording="Mine.",
        )


def test_what_was_read_is_what_is_agreed(database: Database, world: World, worded: UUID) -> None:
    with pytest.raises(Conflict, match="changed while you read"):
        agree(database, world.people["chair"], worded, "He was asked.")


def test_new_wording_waits_for_agreement_again(
    database: Database, world: World, worded: UUID
) -> None:
    agree(database, world.people["chair"], worded)
    sorting.write_wording(
        database, by=world.people["coordinator"], finding_id=worded, wording="Nobody asked him."
    )
    wording = load(database, world, worded).finding.wording
    assert wording is not None
    assert not wording.is_agreed


def test_the_same_wording_again_keeps_the_agreement(
    database: Database, world: World, worded: UUID
) -> None:
    agree(database, world.people["chair"], worded)
    sorting.write_wording(
        database, by=world.people["coordinator"], finding_id=worded, wording=" He was not  asked."
    )
    wording = load(database, world, worded).finding.wording
    assert wording is not None
    assert wording.is_agreed


def test_marked_wording_is_agreed_only_knowingly(database: Database, world: World) -> None:
    finding, marked = world.findings[CaseState.AGREED], "Nobody asked him on 12/04/2009."
    sorting.write_wording(
        database, by=world.people["coordinator"], finding_id=finding, wording=marked
    )
    with pytest.raises(Refused) as refused:
        agree(database, world.people["chair"], finding, marked)
    assert refused.value.place == "marks_kept"
    agree(database, world.people["chair"], finding, marked, marks_kept=True)


def test_wording_that_is_too_long_is_refused(database: Database, world: World) -> None:
    with pytest.raises(Invalid) as invalid:
        sorting.write_wording(
            database,
            by=world.people["coordinator"],
            finding_id=world.findings[CaseState.AGREED],
            wording="x" * (MAX_WORDING + 1),
        )
    assert invalid.value.place == "wording"


def test_agreed_wording_lapses_when_the_finding_is_changed(
    database: Database, world: World, opened: UUID
) -> None:
    chair, unit = world.people["chair"], world.people["coordinator"]
    finding = take(database, chair, opened)
    sorting.write_wording(database, by=unit, finding_id=finding, wording="Heard late.")
    agree(database, chair, finding, "Heard late.")
    findings.change_finding(
        database, by=chair, finding_id=finding, text=OTHER, seen=seen(database, world, finding)
    )
    wording = load(database, world, finding).finding.wording
    assert wording is not None
    assert not wording.is_agreed


def test_each_step_has_its_event(database: Database, world: World, worded: UUID) -> None:
    agree(database, world.people["chair"], worded)
    assert events(database, worded)[-2:] == ["wording.written", "wording.agreed"]
