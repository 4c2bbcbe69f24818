"""A partnership's words: the shipped lists with its own entries, as rows and values."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.words import ListedWordRow
from audit_tools.words.shipped import shipped_words
from audit_tools.words.word_list import ListedWord, WordKind, Words, merge


@dataclass(frozen=True)
class OwnWord:
    """An entry of the partnership: besides the shipped ones, instead of one, or one taken off."""

    word: ListedWord
    is_taken_off: bool
    changed_at: datetime


def own_words(session: Session, partnership: UUID) -> tuple[OwnWord, ...]:
    """What the partnership added, changed or took off, in the order of the alphabet."""
    rows = session.scalars(
        select(ListedWordRow)
        .where(ListedWordRow.partnership_id == partnership)
        .order_by(ListedWordRow.kind, ListedWordRow.key)
    )
    return tuple(OwnWord(word_of(row), row.is_taken_off, row.changed_at) for row in rows)


def words_of(session: Session, partnership: UUID) -> Words:
    """The lists as they are in use in a partnership."""
    return _merged(own_words(session, partnership))


def find_word(
    session: Session, partnership: UUID, kind: WordKind, text: str
) -> ListedWordRow | None:
    """The partnership's own row of an entry, for changing it."""
    return session.scalars(
        select(ListedWordRow).where(
            ListedWordRow.partnership_id == partnership,
            ListedWordRow.kind == kind.value,
            ListedWordRow.key == text.casefold(),
        )
    ).one_or_none()


def word_of(row: ListedWordRow) -> ListedWord:
    return ListedWord(WordKind(row.kind), row.word, row.says, row.why)


@lru_cache(maxsize=64)
def _merged(own: tuple[OwnWord, ...]) -> Words:
    """Merged once for the same entries: what finds them in a text is costly to make."""
    return merge(
        shipped_words(),
        (one.word for one in own if not one.is_taken_off),
        (one.word for one in own if one.is_taken_off),
    )
