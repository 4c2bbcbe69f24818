"""A return that may come later than its audit asks for: by which day, and whether it can."""

from datetime import date

from audit_tools.cases import CaseState
from audit_tools.dates import format_date
from audit_tools.errors import Invalid, Refused
from audit_tools.returns import ReturnStatus

PLACE = "due_later"


def due_on(audit_due: date | None, later: date | None) -> date | None:
    """The day on which a return is due: its own later one, unless the audit's was moved past it."""
    return max((day for day in (audit_due, later) if day), default=None)


def check_can_wait(status: ReturnStatus, case_state: CaseState) -> None:
    """Raise ``Refused`` unless the return is still waited for."""
    if case_state is not CaseState.WAITING or not status.can_be_written:
        raise Refused("Only a return that is still to come can get a later date.")


def check_later(day: date | None, audit_due: date | None, today: date) -> date | None:
    """The later date, or ``None`` to go back to the audit's own. Raises ``Invalid``."""
    if day is None:
        return None
    if audit_due and day <= audit_due:
        raise Invalid(
            f"Choose a day after {format_date(audit_due)}, on which all returns are due.", PLACE
        )
    if day < today:
        raise Invalid("This day is past. Choose today or a later day.", PLACE)
    return day


def note_of_discussion(day: date | None, discussed_on: date | None) -> tuple[str, ...]:
    """What is worth knowing where the return would not be there before its discussion."""
    if day is None or discussed_on is None or day < discussed_on:
        return ()
    when = "on the day of" if day == discussed_on else "after"
    on = "" if day == discussed_on else f" on {format_date(discussed_on)}"
    return (f"This is {when} the discussion{on}: it may be held without this return.",)
