"""What the page shows on which somebody sees what a file would change."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.operations import return_files as operations
from app.operations.return_files import Looked, Whose
from app.web.marked import marks_of
from app.web.returns.heads import Head, head_of
from audit_tools.marks import is_free_text
from audit_tools.permissions import Person
from audit_tools.return_files.in_words import words_at
from audit_tools.return_files.reading import Brought, FilledForm, NotTaken


@dataclass(frozen=True)
class Answer:
    """One answer that a file brings. ``before`` is what is saved, for those who may read it;
    ``marks`` say what in it looks as if it could identify somebody."""

    name: str
    where: str
    words: str = field(repr=False)
    before: str = field(repr=False, default="")
    is_clash: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What a file would come to. Where it is ``blind`` nobody is told what is saved."""

    head: Head
    blind: bool
    answers: tuple[Answer, ...]
    refused: tuple[NotTaken, ...]
    says_fit: bool


def describe(session: Session, by: Person, whose: Whose, filled: FilledForm) -> Preview:
    """The page of a file. Raises as ``look_at`` does."""
    looked = operations.look_at(session, by, whose, filled)
    blind = whose.case is not None
    brought = looked.reading.brought
    if blind:
        answers = tuple(_answer(looked, one) for one in brought)
    else:
        outcome = operations.outcome_of(session, by, looked, filled)
        clashes = {clash.place for clash in outcome.clashes}
        changed = {change.place for change in outcome.changes} | clashes
        answers = tuple(
            _answer(looked, one, _standing(looked, one), is_clash=one.place in clashes)
            for one in brought
            if one.place in changed
        )
    return Preview(head_of(looked.held), blind, answers, looked.reading.refused, looked.says_fit)


def _standing(looked: Looked, one: Brought) -> str:
    audit, entry = looked.held.audit, looked.held.entries.get(one.place)
    return words_at(audit.tool, audit.scale, one.place, entry.value) if entry else ""


def _answer(looked: Looked, one: Brought, before: str = "", *, is_clash: bool = False) -> Answer:
    is_text = is_free_text(looked.held.audit.tool, one.place)
    marks = marks_of(one.words) if is_text else ()
    return Answer(one.name, one.where, one.words, before, is_clash, marks)
