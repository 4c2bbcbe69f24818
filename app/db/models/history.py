"""History's two tables: the event, which stays, and its content, which can be erased."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, case_text, plain, secret


class HistoryEvent(Base):
    """One thing done. No foreign keys: it outlives what it speaks of."""

    __tablename__ = "history_event"

    id: Mapped[UUID] = plain(primary_key=True, default=uuid4)
    partnership_id: Mapped[UUID] = plain(primary_key=True)
    at: Mapped[datetime] = plain(Instant, index=True)
    by: Mapped[UUID | None] = plain()
    what: Mapped[str] = plain(Text)
    subject: Mapped[str] = plain(Text)
    subject_id: Mapped[UUID] = plain(index=True)
    salt: Mapped[str] = secret(Text)
    digest_before: Mapped[str] = plain(Text)
    digest_after: Mapped[str] = plain(Text)


class HistoryContent(Base):
    """What stood before and after an event. It is erased with the case it speaks of."""

    __tablename__ = "history_content"

    event_id: Mapped[UUID] = plain(primary_key=True)
    partnership_id: Mapped[UUID] = plain(primary_key=True)
    before: Mapped[str] = case_text()
    after: Mapped[str] = case_text()
