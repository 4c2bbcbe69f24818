"""What the pages of the word lists show."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.words import OwnWord, own_words
from audit_tools.permissions import Person
from audit_tools.words.shipped import shipped_words
from audit_tools.words.word_list import ListedWord, WordKind


@dataclass(frozen=True)
class Wording:
    """How a list is called, what it is for, and what its columns hold."""

    title: str
    about: str
    word: str
    says: str = ""
    why: str = ""


WORDINGS = {
    WordKind.NOT_A_NAME: Wording(
        "Services that look like names",
        "These are never marked: a service, a law or a building that looks like a name.",
        "Never marked",
        why="What it is",
    ),
    WordKind.ALWAYS_MARKED: Wording(
        "Words always to be marked",
        "These are marked wherever they stand, for example the name of an estate, or of a group of "
        "children.",
        "Always marked",
        why="Why",
    ),
    WordKind.BLAMING: Wording(
        "Words that blame a child",
        "Whoever writes one of these sees another way to say it. It stops nobody.",
        "Instead of",
        says="Perhaps",
        why="Why",
    ),
    WordKind.ACRONYM: Wording(
        "Acronyms",
        "They are explained at the end of the pages on which they occur.",
        "Acronym",
        says="What it stands for",
    ),
}


@dataclass(frozen=True)
class Line:
    """An entry as the list shows it. ``changed_at`` is when the partnership last changed it."""

    word: ListedWord
    is_shipped: bool
    is_taken_off: bool = False
    changed_at: datetime | None = None


@dataclass(frozen=True)
class ListPage:
    """One list: the entries in use, and those taken off."""

    kind: WordKind
    wording: Wording
    in_use: tuple[Line, ...]
    taken_off: tuple[Line, ...]


@dataclass(frozen=True)
class ListLink:
    """A list among the others, with the number of its entries."""

    kind: WordKind
    wording: Wording
    count: int


def describe_lists(session: Session, person: Person) -> tuple[ListLink, ...]:
    """All lists."""
    own = own_words(session, person.partnership)
    return tuple(
        ListLink(kind, wording, sum(not line.is_taken_off for line in _lines(kind, own)))
        for kind, wording in WORDINGS.items()
    )


def describe_list(session: Session, person: Person, kind: WordKind) -> ListPage:
    """One list."""
    lines = _lines(kind, own_words(session, person.partnership))
    return ListPage(
        kind,
        WORDINGS[kind],
        tuple(line for line in lines if not line.is_taken_off),
        tuple(line for line in lines if line.is_taken_off),
    )


def find_line(page: ListPage, text: str) -> ListedWord | None:
    """The entry with this text, to be changed."""
    key = (page.kind, text.casefold())
    return next((line.word for line in page.in_use if line.word.key == key), None)


def _lines(kind: WordKind, own: tuple[OwnWord, ...]) -> list[Line]:
    shipped = {word.key: Line(word, is_shipped=True) for word in shipped_words().of_kind(kind)}
    ours = {
        one.word.key: Line(one.word, one.word.key in shipped, one.is_taken_off, one.changed_at)
        for one in own
        if one.word.kind is kind
    }
    lines = shipped | ours
    return [lines[key] for key in sorted(lines)]
