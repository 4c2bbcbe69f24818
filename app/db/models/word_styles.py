"""The Word files of styles that a partnership gave its papers, one after the other."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, plain


class WordStylesRow(OfPartnership, Base):
    """A choice of styles; the one with the highest number is in use. None is ever changed.

    Without ``data`` the shipped styles were gone back to.
    """

    __tablename__ = "word_styles"
    __table_args__ = (UniqueConstraint("partnership_id", "number"),)

    number: Mapped[int] = plain(Integer)
    digest: Mapped[str] = plain(String(64), default="")
    data: Mapped[bytes | None] = plain(LargeBinary)
    chosen_at: Mapped[datetime] = plain(Instant)
    chosen_by: Mapped[UUID] = plain(ForeignKey("person.id"))
