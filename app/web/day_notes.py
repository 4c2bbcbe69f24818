"""Soft notes beside days that somebody sets: weekends, bank holidays and school holidays."""

from collections.abc import Iterable
from datetime import date

from app.db.holidays import bank_holidays
from app.web import current
from app.web.forms import Form
from audit_tools.day_notes import notes_on


def read_notes(days: Iterable[date | None]) -> tuple[str, ...]:
    """What is worth knowing about the days, in the partnership of whoever asks."""
    known = [day for day in days if day]
    holidays, school = bank_holidays(known), current.partnership().school_holidays
    return tuple(note for day in known for note in notes_on(day, holidays, school))


def notes_by_field(form: Form, but: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
    """The notes of each field of a form that holds a day, by its name."""
    left_out = frozenset(but)
    return {
        field.name: read_notes([field.data])
        for field in form
        if isinstance(field.data, date) and field.name not in left_out
    }
