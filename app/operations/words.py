"""Keeping the partnership's word lists: the Business Unit adds, changes and takes off."""

from uuid import uuid4

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.words import ListedWordRow
from app.db.words import find_word, word_of
from app.operations.transaction import operation
from audit_tools.errors import Invalid
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.words.shipped import shipped_words
from audit_tools.words.word_list import ListedWord, WordKind, check_word


@operation
def put_word(session: Session, *, by: Person, word: ListedWord) -> None:
    """Add an entry, or say something else in one; it is in use from here on.

    Raises ``Refused``, or ``Invalid`` with the places that are missing or too long.
    """
    check_can(by, Permission.RUN_AUDITS)
    checked = check_word(word)
    row, before = _row(session, by, checked)
    row.word, row.says, row.why = checked.text, checked.says, checked.why
    row.is_taken_off = False
    _tell(session, by, "words.put", row, before)


@operation
def take_off(session: Session, *, by: Person, kind: WordKind, text: str) -> None:
    """Use an entry no more, be it shipped or the partnership's own.

    Raises ``Refused``, or ``Invalid`` where there is none.
    """
    _switch(session, by, kind, text, is_taken_off=True)


@operation
def put_back(session: Session, *, by: Person, kind: WordKind, text: str) -> None:
    """Use an entry again that was taken off. Raises as ``take_off`` does."""
    _switch(session, by, kind, text, is_taken_off=False)


def _switch(session: Session, by: Person, kind: WordKind, text: str, *, is_taken_off: bool) -> None:
    check_can(by, Permission.RUN_AUDITS)
    shipped = shipped_words().by_key.get((kind, text.casefold()))
    own = find_word(session, by.partnership, kind, text)
    word = word_of(own) if own else shipped
    if word is None:
        raise Invalid("This is not on the list. Reload the page.", place="text")
    row, before = _row(session, by, word)
    row.is_taken_off = is_taken_off
    _tell(session, by, "words.taken-off" if is_taken_off else "words.put-back", row, before)


def _row(session: Session, by: Person, word: ListedWord) -> tuple[ListedWordRow, dict[str, object]]:
    """The row of an entry, new where there is none, and what stood in it."""
    row = find_word(session, by.partnership, word.kind, word.text)
    if row is not None:
        return row, _content(row)
    kind, key = word.key
    row = ListedWordRow(
        partnership_id=by.partnership,
        id=uuid4(),
        kind=kind.value,
        key=key,
        word=word.text,
        says=word.says,
        why=word.why,
    )
    session.add(row)
    return row, {}


def _content(row: ListedWordRow) -> dict[str, object]:
    return {"text": row.word, "says": row.says, "why": row.why, "taken off": row.is_taken_off}


def _tell(
    session: Session, by: Person, what: str, row: ListedWordRow, before: dict[str, object]
) -> None:
    row.changed_at = now(session)
    session.flush()
    after = {**_content(row), "kind": row.kind}
    tell(session, by, what, Subject("word", row.id), before=before, after=after)
