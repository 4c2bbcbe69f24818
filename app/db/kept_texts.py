"""The texts of a discussion that are gone through for names, and those that were."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.discussions import DiscussionRead
from app.db.findings import findings_of_case
from app.db.models.discussions import KeptTextRow
from app.db.names_hidden import hidden_in, kept_in
from app.db.words import words_of
from audit_tools.marks import marked_in, texts_of_discussion


@dataclass(frozen=True)
class MarkedTexts:
    """All texts of a discussion by place, those answered once for the case among them; which of
    them are marked, and which of these stay."""

    texts: dict[str, str] = field(repr=False)
    marked: tuple[str, ...]
    kept: frozenset[str]

    @property
    def left(self) -> tuple[str, ...]:
        """The places that nobody has gone through as they read now."""
        return tuple(place for place in self.marked if place not in self.kept)


def read_marked_texts(session: Session, partnership: UUID, held: DiscussionRead) -> MarkedTexts:
    """What of a discussion is marked, and what of it was gone through."""
    found = (one.finding for one in findings_of_case(session, partnership, held.case.id))
    texts = texts_of_discussion(held.audit.tool, held.values, found) | held.answers_as_written.texts
    seen = {row.place: row.seen for row in rows_of(session, partnership, held.on_file.id)}
    marked = marked_in(texts, words_of(session, partnership))
    return MarkedTexts(texts, marked, kept_in(texts, seen))


def as_on_a_wall(session: Session, partnership: UUID, held: DiscussionRead) -> DiscussionRead:
    """The discussion as it may stand on a wall: what may be a name is left out until somebody has
    gone through it."""
    words, left = words_of(session, partnership), read_marked_texts(session, partnership, held).left
    return replace(held, entries=hidden_in(held.entries, left, words))


def rows_of(session: Session, partnership: UUID, discussion: UUID) -> list[KeptTextRow]:
    """The rows of a discussion, for changing them."""
    return list(
        session.scalars(
            select(KeptTextRow).where(
                KeptTextRow.partnership_id == partnership,
                KeptTextRow.discussion_id == discussion,
            )
        )
    )
