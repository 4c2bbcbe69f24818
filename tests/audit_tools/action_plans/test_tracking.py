"""Where an action stands: when it is due, who may check it, and what closing needs."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.action_plans.timescales import QuarterYear
from audit_tools.action_plans.tracking import (
    Action,
    Closure,
    Effect,
    NoteKind,
    Status,
    check_closing,
    check_is_open,
    check_may_check,
    check_note,
    overdue,
)
from audit_tools.errors import Invalid, Refused
from tests.plans import CHECKER, TODAY, WRITER, action, note


def due(timescale: str, **changed: object) -> Action:
    one = action(**changed)
    return replace(one, cells=replace(one.cells, proposed_timescale=timescale))


@pytest.mark.parametrize(
    ("timescale", "when", "late"),
    [
        ("October 2024", "Overdue since 31 October 2024", True),
        ("June 2025", "Due by 30 June 2025", False),
        # A due day ends at its midnight.
        ("28 May 2025", "Due by 28 May 2025", False),
        # The earliest of several counts.
        ("November 2025\nDecember 2024", "Overdue since 31 December 2024", True),
        ("In line with the training plan", "No day can be read from the timescale", False),
    ],
)
def test_an_action_is_due_by_the_first_day_that_is_not_met(
    timescale: str, when: str, late: bool
) -> None:
    one = due(timescale)
    assert (one.when(TODAY), one.is_overdue(TODAY)) == (when, late)


@pytest.mark.parametrize(
    ("changed", "falls"),
    [
        # Two weeks from today, and the day after.
        ({"due_on": date(2025, 6, 11)}, True),
        ({"due_on": date(2025, 6, 12)}, False),
        ({"due_on": date(2025, 4, 30)}, True),
        # Nothing is asked of what is done.
        ({"due_on": date(2025, 4, 30), "status": Status.DONE}, False),
        ({"due_on": date(2025, 12, 31), "review_on": date(2025, 6, 1)}, True),
    ],
)
def test_whoever_reports_on_an_action_is_asked_two_weeks_before_its_day(
    changed: dict[str, object], *, falls: bool
) -> None:
    assert due("In line with the training plan", **changed).falls_due(TODAY) is falls


def test_a_line_that_was_met_is_due_no_more() -> None:
    one = due("November 2025\nDecember 2024", met={"December 2024": date(2024, 12, 20)})
    assert one.when(TODAY) == "Due by 30 November 2025"


def test_another_day_that_was_agreed_takes_the_place_of_the_words() -> None:
    assert due("October 2024", due_on=date(2025, 9, 30)).when(TODAY) == "Due by 30 September 2025"


def test_a_quarter_is_due_in_the_year_that_was_said_to_be_meant() -> None:
    assert due("Quarter 1 2025", quarter_year=QuarterYear.FINANCIAL).due == date(2025, 6, 30)
    assert due("Quarter 1 2025", quarter_year=QuarterYear.CALENDAR).due == date(2025, 3, 31)


def test_what_is_ongoing_is_overdue_once_its_review_is() -> None:
    one = due("ongoing", review_on=date(2025, 6, 30))
    assert one.when(TODAY) == "To be reviewed by 30 June 2025"
    assert not one.is_overdue(TODAY)
    assert one.when(date(2025, 7, 1)) == "Review overdue since 30 June 2025"
    assert one.is_overdue(date(2025, 7, 1))


@pytest.mark.parametrize("status", [Status.DONE, Status.CLOSED])
def test_what_is_done_is_never_overdue(status: Status) -> None:
    one = due("October 2024", status=status, review_on=date(2025, 1, 1))
    assert (one.when(TODAY), one.is_overdue(TODAY)) == ("", False)


def test_only_those_that_are_overdue_are_listed_as_such() -> None:
    late, later = due("October 2024"), due("October 2025")
    assert overdue([late, later], TODAY) == (late,)


def test_evidence_is_checked_by_somebody_who_did_not_enter_any_of_it() -> None:
    with pytest.raises(Refused, match="no evidence"):
        check_may_check(action(), CHECKER)
    given = action(notes=(note(NoteKind.EVIDENCE, "Minutes"),))
    with pytest.raises(Refused, match="Somebody else"):
        check_may_check(given, WRITER)
    check_may_check(given, CHECKER)


def test_a_check_does_not_cover_evidence_that_came_after_it() -> None:
    notes = (
        note(NoteKind.EVIDENCE, "Minutes", hour=9),
        note(NoteKind.CHECK, "Read them", hour=10, by=CHECKER),
    )
    assert action(notes=notes).is_checked
    assert not action(notes=(*notes, note(NoteKind.EVIDENCE, "More", hour=11))).is_checked
    assert not action(notes=notes[:1]).is_checked


CHECKED = (
    note(NoteKind.EVIDENCE, "Minutes"),
    note(NoteKind.CHECK, "Read them", hour=10, by=CHECKER),
)


def test_a_board_closes_what_was_checked() -> None:
    closure = check_closing(action(notes=CHECKED), body=" Executive ", decision="Closed.\n",
                            on=TODAY, today=TODAY)  # fmt: skip
    assert closure == Closure("Executive", "Closed.", TODAY)


def test_nothing_is_closed_unchecked_or_twice() -> None:
    with pytest.raises(Refused, match="has to check it"):
        check_closing(action(), body="Executive", decision="Closed", on=TODAY, today=TODAY)
    closed = action(notes=CHECKED, closure=Closure("Executive", "Closed", TODAY))
    with pytest.raises(Refused, match="is closed"):
        check_closing(closed, body="Executive", decision="Closed", on=TODAY, today=TODAY)
    with pytest.raises(Refused, match="is closed"):
        check_is_open(closed)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"body": " "}, "body"),
        ({"decision": " "}, "decision"),
        ({"on": None}, "on"),
        ({"on": date(2025, 5, 29)}, "on"),
    ],
)
def test_closing_says_who_decided_what_and_when(changed: dict[str, object], place: str) -> None:
    given: dict[str, object] = {"body": "Executive", "decision": "Closed", "on": TODAY} | changed
    with pytest.raises(Invalid) as refused:
        check_closing(action(notes=CHECKED), today=TODAY, **given)  # type: ignore[arg-type]
    assert refused.value.place == place


@pytest.mark.parametrize(("said", "role", "place"), [(" ", "lead", "said"), ("x", " ", "role")])
def test_a_note_says_something_and_in_which_role(said: str, role: str, place: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_note(said, role)
    assert refused.value.place == place


def test_every_word_for_where_an_action_stands_has_a_meaning_of_its_own() -> None:
    for words in (Status, Effect):
        assert len({word.means for word in words}) == len({word.label for word in words})
