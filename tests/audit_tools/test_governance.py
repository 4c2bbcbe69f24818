"""What was put before which board in which version, and what a paper must say first."""

from datetime import date
from uuid import uuid4

import pytest

from audit_tools.cycles import Phase
from audit_tools.errors import Invalid, Refused
from audit_tools.governance import (
    Asked,
    Decision,
    Front,
    PaperKind,
    Put,
    check_can_table,
    check_decision,
    check_item,
    check_takes_items,
    next_version,
    presented,
)

SILVER, GOLD, GROUP = uuid4(), uuid4(), uuid4()
BODIES = [(SILVER, "Silver MACE", True), (GOLD, "Gold MACE", True), (GROUP, "Group", False)]
TODAY = date(2025, 5, 28)
SUMMARY = PaperKind.THEME_SUMMARY


def said(*put: Put) -> dict[str, tuple[str, bool]]:
    return {one.name: (one.said, one.awaits) for one in presented(BODIES, put, TODAY)}


def test_an_audit_says_to_whom_it_is_still_owed() -> None:
    found = said(
        Put(SILVER, date(2024, 12, 12), SUMMARY, 2), Put(SILVER, date(2024, 12, 5), SUMMARY, 1)
    )
    assert found == {
        "Silver MACE": ("presented 12 December 2024, theme summary version 2", False),
        "Gold MACE": ("not yet", True),
    }


def test_what_is_on_an_agenda_is_still_owed_until_its_day() -> None:
    assert said(Put(GOLD, date(2025, 6, 11), SUMMARY, 1))["Gold MACE"] == (
        "on the agenda of 11 June 2025, theme summary version 1",
        True,
    )
    assert said(Put(GOLD, TODAY, SUMMARY, 1))["Gold MACE"][1] is False


def test_a_group_to_which_audits_do_not_go_is_named_once_it_had_one() -> None:
    assert "Group" not in said()
    assert said(Put(GROUP, TODAY, PaperKind.TRAINING_NEEDS, 1))["Group"] == (
        "presented 28 May 2025, training needs version 1",
        False,
    )


@pytest.mark.parametrize(
    ("earlier", "number"),
    [
        ([], 1),
        # The same facts are the same version, before whichever board.
        ([(1, "a")], 1),
        ([(1, "b")], 2),
        # What was as it is now, and was something else since, is not the old version again.
        ([(1, "a"), (2, "b")], 3),
    ],
)
def test_a_paper_gets_a_new_number_once_its_facts_have_changed(
    earlier: list[tuple[int, str]], number: int
) -> None:
    assert next_version(earlier, "a") == number


@pytest.mark.parametrize(
    ("phase", "interim", "rehearsal", "goes"),
    [
        (Phase.CLOSED, False, False, True),
        (Phase.COLLECTING, True, False, True),
        (Phase.COLLECTING, False, False, False),
        (Phase.CLOSED, False, True, False),
    ],
)
def test_only_what_boards_may_read_is_put_before_them(
    phase: Phase, interim: bool, rehearsal: bool, goes: bool
) -> None:
    if goes:
        check_can_table(phase, interim_issued=interim, rehearsal=rehearsal)
        return
    with pytest.raises(Refused):
        check_can_table(phase, interim_issued=interim, rehearsal=rehearsal)


GOOD = Front(Asked.DECIDE, "Agree who takes it on.", "", ("Police: Kofi",))


@pytest.mark.parametrize(
    ("title", "front", "has_paper", "is_exempt", "place"),
    [
        ("", GOOD, False, False, "title"),
        ("", Front(Asked.NOTE, "", "", GOOD.done_by), True, False, "what"),
        # Nobody says by default that nothing is exempt.
        ("", GOOD, True, None, "is_exempt"),
        ("", GOOD, True, True, "exempt"),
        ("", Front(Asked.NOTE, "It.", "Paragraph 1", GOOD.done_by), True, False, "exempt"),
        ("", Front(Asked.NOTE, "It.", ""), True, False, "done_by"),
    ],
)
def test_a_paper_says_what_is_asked_whether_it_is_exempt_and_who_did_the_audit(
    title: str, front: Front, has_paper: bool, is_exempt: bool | None, place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        check_item(title, front, has_paper=has_paper, is_exempt=is_exempt)
    assert [problem.place for problem in refused.value.problems] == [place]


def test_a_whole_item_is_taken() -> None:
    check_item("", GOOD, has_paper=True, is_exempt=False)
    check_item("The plan", Front(Asked.NOTE, "It."), has_paper=False, is_exempt=False)


def test_a_decision_says_something() -> None:
    with pytest.raises(Invalid):
        check_decision(Decision("", "the chair"))


def test_the_agenda_of_a_past_meeting_stays_as_it_was() -> None:
    check_takes_items(TODAY, TODAY)
    with pytest.raises(Refused):
        check_takes_items(date(2025, 5, 27), TODAY)
