"""What was answered once for a case, as it is read: without what may be a name, until somebody who
writes the record of the discussion has gone through it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.answered_once import AnswersRead
from app.db.cases import CaseOnFile
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
    return all_without_names(session, partnership, [answers])[0]


def all_without_names(
    session: Session, partnership: UUID, answers: Iterable[AnswersRead]
) -> tuple[AnswersRead, ...]:
    """The same of several cases, in two statements at most."""
    read = tuple(answers)
    open_ = [one.case.id for one in read if one.case and _may_hold_names(one.case, one)]
    if not open_:
        return read
    words, seen = words_of(session, partnership), _seen_in(session, partnership, open_)
    return tuple(
        _without(one, seen.get(one.case.id, {}), words)
        if one.case and one.case.id in open_
        else one
        for one in read
    )


def _may_hold_names(case: CaseOnFile, answers: AnswersRead) -> bool:
    return case.case.state is not CaseState.AGREED and bool(answers.texts)


def _without(answers: AnswersRead, seen: Mapping[str, str], words: Words) -> AnswersRead:
    texts = answers.texts
    left = frozenset(marked_in(texts, words)) - kept_in(texts, seen)
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


def _seen_in(
    session: Session, partnership: UUID, cases: Collection[UUID]
) -> dict[UUID, dict[str, str]]:
    """As which version each text was kept that was gone through in the discussions of cases, by
    case and place."""
    rows = session.execute(
        select(DiscussionRow.case_id, KeptTextRow.place, KeptTextRow.seen)
        .join(
            DiscussionRow,
            (DiscussionRow.partnership_id == KeptTextRow.partnership_id)
            & (DiscussionRow.id == KeptTextRow.discussion_id),
        )
        .where(KeptTextRow.partnership_id == partnership, DiscussionRow.case_id.in_(cases))
    )
    seen: dict[UUID, dict[str, str]] = {}
    for case, place, digest in rows:
        seen.setdefault(case, {})[place] = digest
    return seen
