"""The clock that a session was opened with."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session


def now(session: Session) -> datetime:
    """The present instant in UTC, by the clock of this session's database."""
    clock: Callable[[], datetime] = session.info["clock"]
    return clock()
