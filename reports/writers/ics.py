"""Entries of a calendar in the notation of RFC 5545."""

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

from audit_tools.calendars import Entry, Organiser
from audit_tools.dates import local

# Every other client asks for the product that made a file.
PRODUCT = "-//Golden Thread//Case discussions//EN"


def write_ics(entries: Iterable[Entry], organiser: Organiser, made_at: datetime) -> bytes:
    """The entries, on the clock in London; the rules of its summer time go with them.

    In a file with a method DTSTAMP is when the file was made (section 3.8.7.2), and of two entries
    with the same SEQUENCE the later one stands (RFC 5546, section 2.1.5).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        calendar.add_component(_event(entry, organiser, made_at))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, organiser: Organiser, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", str(entry.id))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("dtstart", local(entry.slot.starts))
    event.add("dtend", local(entry.slot.ends))
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.slot.place and not entry.is_off:
        event.add("location", entry.slot.place)
    event.add("description", entry.description)
    event["organizer"] = _organiser(organiser)
    return event


def _organiser(organiser: Organiser) -> vCalAddress:
    address = vCalAddress(organiser.address)
    address.params["cn"] = vText(organiser.name)
    return address
