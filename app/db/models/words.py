"""What a partnership added to the shipped word lists, changed in them, or took off them."""

from datetime import datetime

from sqlalchemy import Boolean, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, one_of, plain
from audit_tools.words.word_list import WordKind


class ListedWordRow(OfPartnership, Base):
    """One entry. ``key`` is the word as it is compared; one that ``is_taken_off`` is not used."""

    __tablename__ = "listed_word"
    __table_args__ = (
        UniqueConstraint("partnership_id", "kind", "key"),
        one_of("kind", WordKind),
    )

    kind: Mapped[str] = plain(String(32))
    key: Mapped[str] = plain(String(200))
    word: Mapped[str] = plain(Text)
    says: Mapped[str] = plain(Text, default="")
    why: Mapped[str] = plain(Text, default="")
    is_taken_off: Mapped[bool] = plain(Boolean, default=False)
    changed_at: Mapped[datetime] = plain(Instant)
