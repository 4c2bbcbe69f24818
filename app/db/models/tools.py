"""Published audit tools and theme lists, one document a version, never changed; and drafts."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, one_of, plain, refers


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
    Its document may be unfinished. ``steps`` is how many changes were made to it.
    """

    __tablename__ = "tool_draft"

    document: Mapped[dict[str, Any]] = plain(JSON)
    left_out: Mapped[list[dict[str, Any]]] = plain(JSON, default=list)
    brought_in_at: Mapped[datetime] = plain(Instant)
    brought_in_by: Mapped[UUID] = plain(ForeignKey("person.id"))
    steps: Mapped[int] = plain(Integer, default=0)


class StepState(StrEnum):
    """Whether a step stands. One that is undone can be done again until its author does another."""

    DONE = "done"
    UNDONE = "undone"
    LEFT = "left"


class ToolDraftStepRow(OfPartnership, Base):
    """One change to a draft with what it replaced, by number; kept as long as the draft is."""

    __tablename__ = "tool_draft_step"
    __table_args__ = (
        UniqueConstraint("partnership_id", "draft_id", "number"),
        refers("draft_id", "tool_draft"),
        one_of("state", StepState),
    )

    draft_id: Mapped[UUID] = plain()
    number: Mapped[int] = plain(Integer)
    by: Mapped[UUID] = plain(ForeignKey("person.id"))
    at: Mapped[datetime] = plain(Instant)
    step: Mapped[dict[str, Any]] = plain(JSON)
    state: Mapped[str] = plain(String(10), default=StepState.DONE)
