"""A calendar file says which discussion, when and where, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from icalendar import Calendar

from audit_tools.calendars import Entry, Organiser
from audit_tools.schedule import Slot
from reports.calendars import build_calendar

MADE = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
UNIT = Organiser("Business Unit, Leeds", "mailto:audit@example.org")
ENTRY = Entry(
    UUID(int=7),
    3,
    6,
    Slot(datetime(2025, 6, 10, 8, 30, tzinfo=UTC), 90, "Civic Hall, room 3"),
    is_off=False,
    changes=0,
    details="https://audit.example.org/schedule",
)


def events(*entries: Entry, made_at: datetime = MADE) -> list[dict[str, str]]:
    """The events as a reader of calendars finds them."""
    document = build_calendar(entries, UNIT, "case-discussions", made_at)
    calendar = Calendar.from_ical(document.data.decode())
    return [
        {name.lower(): value.to_ical().decode() for name, value in event.items()}
        for event in calendar.walk("VEVENT")
    ]


def test_an_entry_is_titled_by_its_number_and_holds_nothing_else_of_a_case() -> None:
    (event,) = events(ENTRY)
    assert event["summary"] == "Case discussion 3 of 6"
    assert event["location"] == "Civic Hall\\, room 3"
    assert set(event) == {
        "uid", "sequence", "dtstamp", "summary", "dtstart", "dtend", "status", "class",
        "location", "description", "organizer",
    }  # fmt: skip
    assert ENTRY.file_name == "case-discussion-3-of-6"


def test_times_are_those_of_the_clock_in_london_in_summer_and_winter() -> None:
    winter = replace(ENTRY, slot=Slot(datetime(2025, 1, 14, 9, 30, tzinfo=UTC), 60))
    document = build_calendar([ENTRY, winter], UNIT, "dates", MADE)
    text = document.data.decode()
    assert "DTSTART;TZID=Europe/London:20250610T093000" in text
    assert "DTEND;TZID=Europe/London:20250610T110000" in text
    assert "DTSTART;TZID=Europe/London:20250114T093000" in text
    assert "BEGIN:VTIMEZONE" in text
    assert "TZOFFSETTO:+0100" in text
    assert document.name == "dates.ics"
    assert document.media_type.startswith("text/calendar")


def test_a_moved_discussion_replaces_the_one_that_a_calendar_holds() -> None:
    moved = replace(ENTRY, changes=1, slot=Slot(datetime(2025, 6, 11, 8, 30, tzinfo=UTC)))
    first, second = events(ENTRY)[0], events(moved)[0]
    assert first["uid"] == second["uid"]
    assert int(second["sequence"]) > int(first["sequence"])
    assert first["dtstart"] != second["dtstart"]


def test_a_title_that_changed_with_another_case_is_taken_from_the_later_file() -> None:
    """Its time and place are as they were, so nobody is asked to look at it again."""
    first = events(ENTRY)[0]
    second = events(replace(ENTRY, number=2, of=5), made_at=MADE + timedelta(minutes=1))[0]
    assert second["summary"] == "Case discussion 2 of 5"
    assert (second["uid"], second["sequence"]) == (first["uid"], first["sequence"])
    assert second["dtstamp"] > first["dtstamp"]


def test_what_was_called_off_is_cancelled_and_says_no_place() -> None:
    (event,) = events(replace(ENTRY, is_off=True, changes=2))
    assert event["status"] == "CANCELLED"
    assert "location" not in event


def test_the_discussion_of_a_withdrawn_case_has_no_number_and_one_change_more() -> None:
    withdrawn = replace(ENTRY, number=0, of=5, is_off=True)
    (event,) = events(withdrawn)
    assert event["summary"] == "Case discussion"
    assert event["sequence"] == "1"


def test_a_rehearsal_says_so_in_the_calendar_too() -> None:
    rehearsal = replace(ENTRY, is_rehearsal=True)
    assert events(rehearsal)[0]["summary"] == "Rehearsal: case discussion 3 of 6"
    assert rehearsal.file_name == "rehearsal-case-discussion-3-of-6"


def test_lines_are_as_long_as_every_calendar_reads_them() -> None:
    long = replace(ENTRY, slot=replace(ENTRY.slot, place="https://meet.example.org/" + "a" * 200))
    data = build_calendar([long], UNIT, "dates", MADE).data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert events(long)[0]["location"] == long.slot.place
