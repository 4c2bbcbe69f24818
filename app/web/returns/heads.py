"""What every page of a return says of it at the top."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.db.returns import ReturnRead
from audit_tools.cycles import CHILDREN
from audit_tools.later_dates import due_on


@dataclass(frozen=True)
class Head:
    """Which return it is. ``spoken`` is for titles: it gives the reference away to nobody.

    ``until`` is its own later date, with the reason that was given for it.
    """

    return_id: UUID
    spoken: str
    reference: str
    agency: str
    audit: str
    theme: str
    purpose: str
    invented: bool
    one: str
    """What the audit counts: ``child``, ``notification``."""
    until: date | None = None
    until_because: str = field(default="", repr=False)

    @property
    def worry(self) -> str:
        """The way to an immediate concern, which is about a child whatever the audit counts."""
        return f"Worried about {'this' if self.one == CHILDREN.one else 'a'} child now?"


def head_of(held: ReturnRead) -> Head:
    """The head of the pages of a return."""
    until = later_than_others(held)
    return Head(
        held.on_file.id,
        held.case.spoken,
        held.case.case.reference,
        held.agency.name,
        held.audit.cycle.title,
        held.audit.cycle.theme,
        held.audit.cycle.purpose,
        held.audit.cycle.invented,
        held.audit.cycle.counted.one,
        until,
        held.on_file.due_later_reason if until else "",
    )


def later_than_others(held: ReturnRead) -> date | None:
    """The day by which the return may come, where that is later than the audit's own."""
    usual = held.audit.cycle.returns_due
    due = due_on(usual, held.on_file.due_later)
    return due if due != usual else None
