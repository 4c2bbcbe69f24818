"""Dates of discussions: how they are typed, what overlaps, what is worth knowing about them."""

from datetime import UTC, date, datetime, time

import pytest

from audit_tools.cases import CaseState
from audit_tools.errors import Invalid, Refused
from audit_tools.schedule import (
    LONGEST_PLACE,
    Planned,
    Slot,
    TypedSlot,
    check_can_schedule,
    notes_on,
    propose_slots,
    read_slot,
    read_time,
)

TUESDAY = datetime(2025, 6, 10, 8, 30, tzinfo=UTC)
"""9:30 in London."""


def slot(hour: int, minute: int = 0, *, minutes: int = 90, place: str = "") -> Slot:
    return Slot(datetime(2025, 6, 10, hour, minute, tzinfo=UTC), minutes, place)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        # typed without leaving the digits
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("14", time(14)),
        ("2pm", time(14)),
        ("12 am", time(0)),
        ("12:15pm", time(12, 15)),
        ("24:00", None),
        ("9:75", None),
        ("13pm", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, read: time | None) -> None:
    assert read_time(typed) == read


def test_a_date_is_arranged_on_the_clock_in_london() -> None:
    summer = read_slot(TypedSlot("10 June 2025", "9:30", "60", "  Room  3 "))
    winter = read_slot(TypedSlot("2025-01-14", "9:30", "60"))
    assert summer == Slot(TUESDAY, 60, "Room 3")
    assert winter == Slot(datetime(2025, 1, 14, 9, 30, tzinfo=UTC), 60)
    assert slot(8, 30).spoken == "Tuesday 10 June 2025, 09:30 to 11:00"


def test_what_stands_in_the_boxes_is_read_as_the_same_date() -> None:
    kept = Slot(TUESDAY, 45, "Room 3")
    assert read_slot(TypedSlot.of(kept)) == kept
    assert read_slot(TypedSlot.of(None)) is None


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        (TypedSlot("", "9:30", "60"), {"day"}),
        (TypedSlot("2025-06-31", "9:30", "60"), {"day"}),
        # a year of two figures, as a browser's calendar sends it
        (TypedSlot("0025-06-10", "9:30", "60"), {"day"}),
        (TypedSlot("9999-12-31", "9:30", "60"), {"day"}),
        (TypedSlot("2025-06-10", "", "60"), {"starts"}),
        (TypedSlot("2025-06-10", "9:30", "0"), {"minutes"}),
        (TypedSlot("2025-06-10", "9:30", "601"), {"minutes"}),
        (TypedSlot("2025-06-10", "9:30", "an hour"), {"minutes"}),
        (TypedSlot("2025-06-10", "9:30", "60", "x" * (LONGEST_PLACE + 1)), {"place"}),
        # a room without a day is a day forgotten
        (TypedSlot("", "", "60", "Room 3"), {"day", "starts"}),
    ],
)
def test_a_date_that_cannot_be_is_refused_where_it_is_wrong(
    typed: TypedSlot, places: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        read_slot(typed)
    assert {problem.place for problem in refused.value.problems} == places


def test_one_may_begin_as_the_other_ends() -> None:
    assert not slot(8).overlaps(slot(9, 30))
    assert slot(8).overlaps(slot(9, 29))
    assert slot(9, 29).overlaps(slot(8))


def test_who_would_be_in_two_at_once_is_named_in_both() -> None:
    planned = (
        Planned("Case 1 of 3", slot(8), {"a": "Ann Green", "b": "Ben Hall"}),
        Planned("Case 2 of 3", slot(9), {"b": "Ben Hall", "c": "Cem Kaya"}),
        Planned("Case 3 of 3", slot(11), {"a": "Ann Green"}),
    )
    assert notes_on(planned, None, None) == (
        ("Ben Hall is in case 2 of 3 at the same time.",),
        ("Ben Hall is in case 1 of 3 at the same time.",),
        (),
    )


def test_what_meets_a_discussion_of_another_audit_is_said_of_this_one_alone() -> None:
    here = (Planned("Case 1 of 1", slot(8, place="Room 3"), {"a": "Ann Green"}),)
    there = (
        Planned("Case discussion 3 of 6 of the audit “Neglect”", slot(9, place="room 3"),
                {"a": "Ann Green"}),
        Planned("Case discussion 4 of 6 of the audit “Neglect”", slot(10, place="Room 3"),
                {"a": "Ann Green"}),
    )  # fmt: skip
    assert notes_on(here, None, None, there) == (
        (
            "Ann Green is in case discussion 3 of 6 of the audit “Neglect” at the same time.",
            "Case discussion 3 of 6 of the audit “Neglect” is in the same place at the same time.",
        ),
    )


def test_one_room_for_two_at_once_is_said() -> None:
    planned = (
        Planned("Case 1 of 2", slot(8, place="Room 3")),
        Planned("Case 2 of 2", slot(9, place="room 3")),
    )
    assert notes_on(planned, None, None)[0] == (
        "Case 2 of 2 is in the same place at the same time.",
    )


def test_a_date_outside_the_days_of_the_audit_is_said() -> None:
    one = (Planned("Case 1 of 1", slot(8)),)
    assert "before" in notes_on(one, date(2025, 6, 11), date(2025, 6, 12))[0][0]
    assert "after" in notes_on(one, date(2025, 6, 1), date(2025, 6, 9))[0][0]
    assert notes_on(one, date(2025, 6, 10), date(2025, 6, 10)) == ((),)


def test_times_are_proposed_on_working_days_and_spread_over_them() -> None:
    friday, tuesday = date(2025, 5, 23), date(2025, 5, 27)
    proposed = propose_slots(6, friday, tuesday, [date(2025, 5, 26)])
    days = [one.date() for one in proposed]
    assert days == [friday] * 3 + [tuesday] * 3
    assert [one.time() for one in proposed[:3]] == [time(9, 30), time(11, 30), time(14)]


def test_more_than_four_a_day_are_not_proposed() -> None:
    day = date(2025, 6, 10)
    assert len(propose_slots(9, day, day, ())) == 4
    # a weekend has no working day
    assert propose_slots(2, date(2025, 6, 14), date(2025, 6, 15), ()) == ()


@pytest.mark.parametrize("state", [CaseState.WRITTEN_UP, CaseState.AGREED, CaseState.WITHDRAWN])
def test_a_discussion_that_is_over_keeps_its_date(state: CaseState) -> None:
    with pytest.raises(Refused):
        check_can_schedule(state)
    check_can_schedule(CaseState.OPEN)
