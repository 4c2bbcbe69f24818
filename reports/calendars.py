"""The dates of discussions as a calendar file (RFC 5545).

A calendar is read over shoulders and kept by servers that are not ours: an entry is given a number
and a time, and has no room for a reference, a name of staff or anything of a case. An entry has the
same id for good and a number that grows with every change of its time or place, so that a moved
meeting replaces the one that a calendar holds. Where only its title has changed, since another case
was withdrawn, the file that was made later replaces the earlier one.
"""

from collections.abc import Iterable
from datetime import datetime

from audit_tools.calendars import Entry, Organiser
from reports.documents import Document

MEDIA_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


def build_calendar(
    entries: Iterable[Entry], organiser: Organiser, name: str, made_at: datetime
) -> Document:
    """A file of these entries; ``name`` is the file's, without its suffix."""
    # What writes calendars takes long to load, which no start waits for.
    from reports.writers.ics import write_ics  # noqa: PLC0415

    return Document(f"{name}.ics", MEDIA_TYPE, write_ics(entries, organiser, made_at))
