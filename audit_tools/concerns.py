"""An immediate concern about a child, raised while auditing.

It is no referral and no finding: it is never graded, themed or counted. It stays in sight until
somebody writes what came of it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from audit_tools.dates import one_working_day_after
from audit_tools.errors import Refused


@dataclass(frozen=True)
class Concern:
    """What was raised, who was told, and what came of it. Instants are UTC."""

    agency: str
    raised_at: datetime
    concern: str = field(default="", repr=False)
    told: str = field(default="", repr=False)
    told_at: str = field(default="", repr=False)
    outcome: str = field(default="", repr=False)
    outcome_at: datetime | None = None

    @property
    def is_settled(self) -> bool:
        return self.outcome_at is not None

    def is_overdue(self, now: datetime) -> bool:
        """Whether nothing was written of it within one working day."""
        return not self.is_settled and now > one_working_day_after(self.raised_at)


def check_outcome(concern: Concern, outcome: str) -> str:
    """The outcome, trimmed. Raises ``Refused`` where it is empty or already written."""
    if concern.is_settled:
        raise Refused("What came of this concern has been written already.")
    trimmed = outcome.strip()
    if not trimmed:
        raise Refused("Write what was done and by whom.", place="outcome")
    return trimmed
