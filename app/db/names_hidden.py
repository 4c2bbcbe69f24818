"""What was answered once for a case, as it is read: without what may be a name, until somebody who
writes the record of the discussion has gone through it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.answered_once import AnswersRead
from app.db.models.discussions import DiscussionRow, KeptTextRow
from app.db.words import words_of
from audit_tools.cases import CaseState
from audit_tools.entries import Entry
from audit_tools.marks import marked_in, with_names_hidden
from audit_tools.snapshots import digest_of
from audit_tools.words.word_list import Words


def without_names(session: Session, partnership: UUID, answers: AnswersRead) -> AnswersRead:
    """What was answered once for a case, for others than those who fill it in.

    After the signing off nobody can go through anything any more, and everything was: a word that
    is listed later hides nothing of what was agreed.
    """
    case, texts = answers.case, answers.texts
    if not texts or case is None or case.case.state is CaseState.AGREED:
        return answers
    words = words_of(session, partnership)
    kept = kept_in(texts, _seen_in(session, partnership, case.id))
    left = frozenset(marked_in(texts, words)) - kept
    return replace(answers, entries=hidden_in(answers.entries, left, words))


def kept_in(texts: Mapping[str, str], seen: Mapping[str, str]) -> frozenset[str]:
    """The places of the texts that stay, since they read as they were when gone through."""
    return frozenset(place for place in texts if seen.get(place) == digest_of(texts[place]))


def hidden_in(
    entries: Mapping[str, Entry], left: Collection[str], words: Words
) -> dict[str, Entry]:
    """The entries; in the places that are ``left`` to go through, what may be a name is hidden."""
    return {
        place: replace(entry, value=with_names_hidden(entry.value, words))
        if place in left
        else entry
        for place, entry in entries.items()
    }


def _seen_in(session: Session, partnership: UUID, case: UUID) -> dict[str, str]:
    """As which version each text was kept that was gone through in the discussion of a case."""
    rows = session.execute(
        select(KeptTextRow.place, KeptTextRow.seen)
        .join(
            DiscussionRow,
            (DiscussionRow.partnership_id == KeptTextRow.partnership_id)
            & (DiscussionRow.id == KeptTextRow.discussion_id),
        )
        .where(KeptTextRow.partnership_id == partnership, DiscussionRow.case_id == case)
    )
    return {row.place: row.seen for row in rows}
