"""What of a discussion goes into a calendar file, and in whose name."""

from app.db.cases import CaseOnFile
from app.db.schedule import Scheduled
from app.web import current
from audit_tools.calendars import Entry, Organiser


def entry_of(case: CaseOnFile, date: Scheduled, *, rehearsal: bool) -> Entry:
    """The entry of a discussion. A withdrawn case has no number, and its discussion is off."""
    return Entry(
        date.id,
        case.number,
        case.of,
        date.kept,
        date.called_off or not case.case.state.is_counted,
        date.sequence,
        current.address_of("schedule.list_dates"),
        rehearsal,
    )


def organiser() -> Organiser:
    """The Business Unit: with the address that messages come from, where there is one."""
    mail, partnership = current.settings().mail, current.partnership()
    address = f"mailto:{mail.sender}" if mail else f"urn:uuid:{partnership.id}"
    return Organiser(f"Business Unit, {partnership.name}", address)
