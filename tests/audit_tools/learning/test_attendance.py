"""Who came: counts as they were recorded, and every rate with what it is out of.

The example is one that a partnership published: the same 304 people who came are nearly all who
had registered (318) and fewer of the places (393).
"""

from datetime import date

import pytest

from audit_tools.learning.attendance import (
    Attendance,
    Counts,
    of_agency,
    rates,
    sessions,
    total,
)
from audit_tools.learning.attendance_rows import read_attendance
from audit_tools.learning.columns import read_table

FIRST, SECOND = date(2025, 5, 14), date(2025, 7, 9)
WHOLE = Attendance(Counts(40, 31, 26, 3, 4, 2), FIRST)
POLICE = Attendance(Counts(booked=10, attended=6, no_show=4), FIRST, "police")
SCHOOL = Attendance(Counts(booked=21, attended=20), FIRST, "school")


def test_every_rate_says_what_it_is_out_of() -> None:
    assert rates([WHOLE]) == (
        "31 of 40 places were booked.",
        "24 of 31 who had booked came.",
        "3 of 31 who had booked cancelled.",
        "4 of 31 who had booked did not come.",
        "2 of 26 who came had not booked.",
        "26 came to 40 places.",
    )


def test_the_same_people_are_two_rates_and_each_is_told_apart() -> None:
    said = rates([Attendance(Counts(places=393, booked=318, attended=304))])
    assert "304 of 318 who had booked came." in said
    assert "304 came to 393 places." in said


def test_a_session_counted_as_a_whole_is_not_added_to_its_agencies() -> None:
    assert total([WHOLE, POLICE, SCHOOL]) == WHOLE.counts
    assert total([POLICE, SCHOOL]) == Counts(booked=31, attended=26, no_show=4)
    places = Attendance(Counts(places=40), FIRST)
    assert sessions([places, POLICE, SCHOOL]) == (Counts(40, 31, 26, None, 4),)
    assert of_agency([WHOLE, POLICE, SCHOOL], "school") == (SCHOOL,)
    assert total([]) == Counts()


def test_a_session_without_one_of_two_counts_is_left_out_of_the_rate_and_it_is_said() -> None:
    without = Attendance(Counts(attended=9), SECOND)
    assert rates([WHOLE, without])[1] == (
        "24 of 31 who had booked came (1 session without these counts left out)."
    )
    assert rates([without]) == ()
    assert rates([Attendance(Counts(places=12, booked=1))]) == ("1 of 12 places was booked.",)


@pytest.mark.parametrize(
    ("counts", "place"),
    [
        (Counts(booked=10, attended=8, cancelled=2, no_show=1), "booked"),
        (Counts(attended=1, unscheduled=2), "unscheduled"),
        (Counts(places=100_001), "places"),
    ],
)
def test_numbers_that_cannot_be_together_are_told_at_one_of_them(
    counts: Counts, place: str
) -> None:
    assert [problem.place for problem in counts.wrong()] == [place]


def test_who_came_without_a_booking_is_no_part_of_the_booked() -> None:
    assert list(Counts(booked=10, attended=12, unscheduled=2).wrong()) == []


def read(rows: str, *, apart: bool = False) -> tuple[list[tuple[str, Attendance]], list[str]]:
    table = read_table(("Title,Day,Agency,Booked,Attended,Unbooked\n" + rows).encode())
    chosen = ("offer", "on", "agency", "booked", "attended", "unscheduled")
    offers = {"1": "Listening", "2": "Twice", "3": "twice"}
    agencies = {"police": "Police", "school": "School"}
    reading = read_attendance(table, chosen, offers, agencies, apart=apart)
    taken = [(one.value.offer, one.value.attendance) for one in reading.taken]
    return taken, [str(one) for one in reading.wrong]


def test_rows_are_set_against_the_offers_by_their_titles() -> None:
    rows = "listening,14/05/2025,Police,10,8,2\nTwice,,,1,1\nSinging,,,1,1\nListening,,Nobody,1,1"
    taken, wrong = read(rows)
    assert taken == [
        ("1", Attendance(Counts(booked=10, attended=8, unscheduled=2), FIRST, "police"))
    ]
    assert wrong == [
        "row 3, learning offer: Several offers are called this. Rename all but one.",
        "row 4, learning offer: No learning offer is called this. Add it first, or correct the "
        "title.",
        "row 5, agency: One of these is not on the list here. Write each as it stands there, with "
        "a semicolon between them.",
    ]


def test_a_row_that_says_nothing_or_says_it_again_is_left_out() -> None:
    taken, wrong = read(
        "Listening,,,,,\nListening,,,1,1\nListening,,,2,2\nListening,,Police; School,1"
    )
    assert [of.counts for _, of in taken] == [Counts(booked=1, attended=1)]
    assert [line.split(":")[0] for line in wrong] == [
        "row 2, attended",
        "row 4, learning offer",
        "row 5, agency",
    ]


def test_those_who_are_counted_apart_are_added_to_those_who_came() -> None:
    [(_, of)], _ = read("Listening,,,10,8,2", apart=True)
    assert of.counts.attended == 10
    assert of.counts.came_booked == 8
