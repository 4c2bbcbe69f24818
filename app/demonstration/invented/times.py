"""When people did what: in working hours, on working days, in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from app.demonstration.invented.storylines import AuditStory
from audit_tools.dates import working_days_between

LONDON = ZoneInfo("Europe/London")
FIRST_HOUR, LAST_HOUR = 9, 16


def write_instant(instant: datetime) -> str:
    """An instant as it is exchanged: ``2024-11-12T14:02:00Z``."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in Europe/London."""
    return datetime.combine(day, time(hour, minute), LONDON)


@dataclass(frozen=True)
class Written:
    """When a return was started and when it was sent."""

    started: datetime
    submitted: datetime


def draw_written(audit: AuditStory, draw: Random) -> Written:
    """A return is started on one working day and sent on the same or a later one, in time."""
    days = working_days_between(audit.returns_open, audit.returns_due)
    first, last = sorted(draw.choices(days, k=2))
    started = at(first, draw.randrange(FIRST_HOUR, 12), draw.randrange(60))
    submitted = at(last, draw.randrange(13, LAST_HOUR), draw.randrange(60))
    return Written(started, submitted)
