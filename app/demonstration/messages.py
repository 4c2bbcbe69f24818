"""What was written to those asked in the invented audit under way, on the days it fell due."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.messages import list_messages
from app.operations.messages import mark_as_sent, write_due
from audit_tools.permissions import Person

SCHOOL_HOLIDAYS = """\
26 May 2025 to 30 May 2025, half term
22 July 2025 to 1 September 2025, summer
27 October 2025 to 31 October 2025, half term
"""
# The start, a week and two days before the returns were due, and the day after.
_DAYS = tuple(
    datetime(2025, month, day, 8, tzinfo=UTC) for month, day in ((4, 28), (5, 9), (5, 14), (5, 17))
)


def write_messages(session: Session, by: Person, audit_id: UUID) -> None:
    """Write and mark as sent what fell due before today; what is due today waits to be copied."""
    for at in _DAYS:
        with on_day(session, at):
            write_due(session, by=by, partnership=by.partnership, audit_id=audit_id)
            for one in list_messages(session, by, audit_id):
                mark_as_sent(session, by=by, audit_id=audit_id, message_id=one.id)
    write_due(session, by=by, partnership=by.partnership, audit_id=audit_id)


@contextmanager
def on_day(session: Session, at: datetime) -> Iterator[None]:
    """Let it be another day for this session."""
    usual = session.info["clock"]
    session.info["clock"] = lambda: at
    try:
        yield
    finally:
        session.info["clock"] = usual
