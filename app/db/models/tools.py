"""Published audit tools and theme lists: one document a version, never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, plain


class ToolVersionRow(OfPartnership, Base):
    """One published version of an audit tool."""

    __tablename__ = "tool_version"
    __table_args__ = (UniqueConstraint("partnership_id", "key", "version"),)

    key: Mapped[str] = plain(String(80))
    version: Mapped[int] = plain(Integer)
    document: Mapped[dict[str, Any]] = plain(JSON, deferred=True)
    published_at: Mapped[datetime] = plain(Instant)


class ThemeListRow(OfPartnership, Base):
    """One published version of a theme list; where it was changed here, what, why and by whom."""

    __tablename__ = "theme_list"
    __table_args__ = (UniqueConstraint("partnership_id", "key", "version"),)

    key: Mapped[str] = plain(String(80))
    version: Mapped[int] = plain(Integer)
    document: Mapped[dict[str, Any]] = plain(JSON, deferred=True)
    published_at: Mapped[datetime] = plain(Instant)
    change: Mapped[str] = plain(Text, default="")
    why: Mapped[str] = plain(Text, default="")
    changed_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))


class ToolDraftRow(OfPartnership, Base):
    """The next version of an audit tool, or a new tool, that nobody has published yet.

    ``left_out`` is what of the file that it came from could not be carried.
    """

    __tablename__ = "tool_draft"

    document: Mapped[dict[str, Any]] = plain(JSON)
    left_out: Mapped[list[dict[str, Any]]] = plain(JSON, default=list)
    brought_in_at: Mapped[datetime] = plain(Instant)
    brought_in_by: Mapped[UUID] = plain(ForeignKey("person.id"))
