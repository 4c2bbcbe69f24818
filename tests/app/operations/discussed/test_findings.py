"""Findings come from the discussion and stay linked to the lines that they were taken from."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.db.discussions import read_discussion
from app.db.engine import Database
from app.db.findings import findings_of_case
from app.operations import discussions, findings, sorting
from app.operations.findings import FindingText
from audit_tools.cases import CaseState
from audit_tools.entries import Edit
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.findings import Source
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause, Remedy
from audit_tools.wording import MAX_TEXT
from tests.app.discussions.cases import GIVEN, make_case
from tests.app.findings.stored import LINE, contents, events, load, seen, take
from tests.world import World

TEXT = FindingText("voice", FindingKind.STRENGTH, "He was heard.", agencies=("police",))
OTHER = FindingText(
    "voice",
    FindingKind.DEVELOPMENT,
    "Nobody asked him.",
    themes=("voice",),
    cause=Cause.KNOWLEDGE_AND_SKILL,
)


# --- From a line ---


def test_one_click_takes_a_line_as_it_stands(
    database: Database, world: World, opened: UUID
) -> None:
    finding = load(database, world, take(database, world.people["note-taker"], opened)).finding
    assert finding.statement == GIVEN["school"][LINE.place]
    assert (finding.kind, finding.cause) == (FindingKind.DEVELOPMENT, Cause.TOOL_OR_PROCESS)
    assert (finding.agencies, finding.sources) == (("school",), (LINE,))
    assert finding.remedy is Remedy.PROCESS
    assert not finding.is_sorted


def test_a_second_click_gives_the_same_finding(
    database: Database, world: World, opened: UUID
) -> None:
    first = take(database, world.people["note-taker"], opened)
    assert take(database, world.people["chair"], opened) == first
    assert events(database, first) == ["finding.added"]


@pytest.mark.parametrize(
    "line",
    [
        Source("school", "identification/development/9"),
        Source("housing", "identification/development/1"),
        Source("school", "identification/grade"),
    ],
)
def test_a_line_that_is_not_there_is_refused(
    line: Source, database: Database, world: World, opened: UUID
) -> None:
    with pytest.raises(Invalid, match="not there"):
        take(database, world.people["chair"], opened, line)


def test_the_longest_line_of_a_return_can_be_taken(database: Database, world: World) -> None:
    chair = world.people["chair"]
    long = "x" * MAX_TEXT
    given = {"police": {"voice/strength/1": long}, "school": {}}
    case = make_case(database, world, given=given, reference="SYV25-41")
    discussions.open_discussion(database, by=chair, case_id=case)
    finding = take(database, chair, case, Source("police", "voice/strength/1"))
    assert load(database, world, finding).finding.statement == long


def test_the_line_stays_what_it_was_when_the_finding_is_changed(
    database: Database, world: World, opened: UUID
) -> None:
    chair = world.people["chair"]
    finding = take(database, chair, opened)
    findings.change_finding(
        database, by=chair, finding_id=finding, text=TEXT, seen=seen(database, world, finding)
    )
    with database.reading() as session:
        held = read_discussion(session, chair, opened)
    school = next(r for r in held.returns if r.agency == "school")
    assert school.entries[LINE.place] == GIVEN["school"][LINE.place]
    assert load(database, world, finding).finding.sources == (LINE,)


# --- From what was said ---


SAID = Source("school", "voice/said/school")
WENT_WELL, TO_DO_BETTER = FindingKind.STRENGTH, FindingKind.DEVELOPMENT
ASKED, ALONE, LATE = "Asked him first.", "He walks home alone.", "Told too late."


def say(database: Database, world: World, case: UUID, text: str, version: int = 0) -> None:
    edits = (Edit(SAID.place, text, version, f"said-{version}"),)
    by = world.people["note-taker"]
    discussions.save_record(database, by=by, case_id=case, edits=edits)


def take_said(
    database: Database, world: World, case: UUID, kind: FindingKind, statement: str = ""
) -> None:
    findings.take_said(
        database,
        by=world.people["note-taker"],
        case_id=case,
        section="voice",
        agency=SAID.agency,
        kind=kind,
        statement=statement,
    )


def taken(database: Database, world: World, case: UUID) -> list[tuple[str, FindingKind]]:
    """The findings of a case, each under the name of who said it."""
    with database.reading() as session:
        found = [one.finding for one in findings_of_case(session, world.partnership, case)]
    assert {(one.agencies, one.sources) for one in found} <= {((SAID.agency,), (SAID,))}
    return [(one.statement, one.kind) for one in found]


def test_each_line_that_was_said_becomes_a_finding_once(
    database: Database, world: World, opened: UUID
) -> None:
    say(database, world, opened, f"• {ASKED}\r\n\r\n{ALONE}")
    take_said(database, world, opened, WENT_WELL, ASKED)
    assert taken(database, world, opened) == [(ASKED, WENT_WELL)]
    say(database, world, opened, f"{ASKED}\n{ALONE}\n{LATE}", version=1)
    for _ in range(2):
        take_said(database, world, opened, TO_DO_BETTER)
    assert taken(database, world, opened) == [
        (ASKED, WENT_WELL),
        (ALONE, TO_DO_BETTER),
        (LATE, TO_DO_BETTER),
    ]


def test_what_nobody_wrote_down_is_taken_into_no_finding(
    database: Database, world: World, opened: UUID
) -> None:
    with pytest.raises(Invalid, match="Write down first") as invalid:
        take_said(database, world, opened, WENT_WELL)
    assert invalid.value.place == SAID.place
    say(database, world, opened, ASKED)
    with pytest.raises(Invalid, match="changed meanwhile"):
        take_said(database, world, opened, WENT_WELL, ALONE)
    assert taken(database, world, opened) == []


def test_a_reader_takes_nothing_that_was_said(database: Database, world: World) -> None:
    with pytest.raises(Refused):
        findings.take_said(
            database,
            by=world.people["police practitioner"],
            case_id=world.cases[CaseState.OPEN],
            section="voice",
            agency="police",
            kind=WENT_WELL,
        )


# --- Added, changed, taken back ---


def test_findings_are_numbered_through_the_audit(
    database: Database, world: World, opened: UUID
) -> None:
    chair = world.people["chair"]
    numbers = [
        load(
            database,
            world,
            findings.add_finding(database, by=chair, case_id=opened, text=TEXT),
        ).finding.number
        for _ in range(2)
    ]
    assert numbers[1] == numbers[0] + 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (FindingText("voice", FindingKind.STRENGTH, "  "), "statement"),
        (FindingText("no-such", FindingKind.STRENGTH, "Well."), "section"),
        (FindingText("voice", FindingKind.STRENGTH, "Well.", agencies=("housing",)), "agencies"),
        (FindingText("voice", FindingKind.STRENGTH, "Well.", themes=("no-such",)), "themes"),
        (
            FindingText("voice", FindingKind.STRENGTH, "Well.", cause=Cause.TOOL_OR_PROCESS),
            "cause",
        ),
    ],
)
def test_a_finding_that_cannot_be_stored_is_refused_at_its_place(
    text: FindingText, place: str, database: Database, world: World, opened: UUID
) -> None:
    with pytest.raises(Invalid) as invalid:
        findings.add_finding(database, by=world.people["chair"], case_id=opened, text=text)
    assert invalid.value.place == place
    with database.reading() as session:
        assert findings_of_case(session, world.partnership, opened) == ()


@pytest.mark.parametrize("who", ["police lead", "police practitioner", "core group"])
def test_readers_add_change_and_take_back_nothing(
    who: str, database: Database, world: World
) -> None:
    person, case = world.people[who], world.cases[CaseState.OPEN]
    finding = world.findings[CaseState.OPEN]
    attempts: list[Callable[[], object]] = [
        lambda: findings.add_finding(database, by=person, case_id=case, text=TEXT),
        lambda: findings.change_finding(
            database, by=person, finding_id=finding, text=TEXT, seen="any"
        ),
        lambda: findings.take_back_finding(database, by=person, finding_id=finding),
        lambda: sorting.choose_themes(database, by=person, finding_id=finding, themes=()),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()


def test_whoever_was_slower_is_told_and_overwrites_nothing(
    database: Database, world: World, opened: UUID
) -> None:
    chair, taker = world.people["chair"], world.people["note-taker"]
    finding = take(database, chair, opened)
    shown = seen(database, world, finding)
    findings.change_finding(database, by=chair, finding_id=finding, text=TEXT, seen=shown)
    with pytest.raises(Conflict):
        findings.change_finding(database, by=taker, finding_id=finding, text=OTHER, seen=shown)
    assert load(database, world, finding).finding.statement == TEXT.statement


def test_history_keeps_a_finding_whole_before_and_after_each_change(
    database: Database, world: World, opened: UUID
) -> None:
    chair = world.people["chair"]
    finding = findings.add_finding(database, by=chair, case_id=opened, text=TEXT)
    shown = seen(database, world, finding)
    findings.change_finding(database, by=chair, finding_id=finding, text=OTHER, seen=shown)
    findings.take_back_finding(database, by=chair, finding_id=finding)
    ((_, added),) = contents(database, "finding.added", finding)
    ((before, after),) = contents(database, "finding.changed", finding)
    ((taken, _),) = contents(database, "finding.taken-back", finding)
    assert (
        added
        == before
        == {
            "section": "voice",
            "kind": "strength",
            "statement": "He was heard.",
            "themes": [],
            "agencies": ["police"],
            "cause": None,
            "remedy": None,
            "remedy_reason": "",
            "consequence": None,
            "sources": [],
        }
    )
    assert after == taken
    changed = {key for key in before if after[key] != before[key]}
    assert changed == {"kind", "statement", "themes", "agencies", "cause", "remedy"}


def test_a_finding_taken_back_is_gone_and_its_history_is_not(
    database: Database, world: World, opened: UUID
) -> None:
    chair = world.people["chair"]
    finding = take(database, chair, opened)
    findings.take_back_finding(database, by=chair, finding_id=finding)
    with pytest.raises(Hidden):
        load(database, world, finding)
    assert events(database, finding) == ["finding.added", "finding.taken-back"]
