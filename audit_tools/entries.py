"""What people type into a return or a discussion, and how a save meets another save.

Everything entered is an *entry*: a place (``voice.daily-life``, ``voice/grade``,
``voice/strength/1``) holding a text and a version. One rule of saving for all of them means
that no kind of answer can be lost in a way the others cannot.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from audit_tools.errors import Invalid, Problem


@dataclass(frozen=True)
class Entry:
    """The text that stands at a place. ``version`` counts its changes, from 1."""

    value: str = field(repr=False)
    version: int


NEW = Entry("", 0)
"""What stands where nobody wrote yet."""


@dataclass(frozen=True)
class Base:
    """What a page, or a file, began from at a place: the version of its entry, and the digest of
    its text. A box that nobody touched is so told apart from one whose text somebody else has
    changed meanwhile."""

    version: int
    digest: str

    @classmethod
    def of(cls, entry: Entry) -> "Base":
        return cls(entry.version, digest_of(entry.value))

    def is_of(self, text: str) -> bool:
        """Whether the text is still the one that was begun from."""
        return digest_of(text) == self.digest

    def __str__(self) -> str:
        """``3-9f86d081884c7d65``, which ``read_base`` reads."""
        return f"{self.version}-{self.digest}"


def read_base(text: str) -> Base | None:
    """What a base was written as; None for anything else."""
    version, _, digest = text.partition("-")
    if not version.isdecimal() or len(version) > 9:
        return None
    return Base(int(version), digest)


def digest_of(text: str) -> str:
    """A short digest that says whether two texts are the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def key_of_edit(of: str, place: str, version: int, value: str) -> str:
    """One key to an edit, the same whenever the same page or file is sent again.

    The text is in it because a browser that goes back may send a later text under the key of the
    earlier showing; ``of``, the key of the page or file, is random, so the digest gives nothing of
    the text away.
    """
    return hashlib.sha256("\n".join((of, place, str(version), value)).encode()).hexdigest()


@dataclass(frozen=True)
class Edit:
    """One person's change of one place.

    ``base_version`` is the version the person saw when they began (0: nothing stood there).
    ``key`` is the edit's own key: the same key sent again has no second effect.
    """

    place: str
    value: str = field(repr=False)
    base_version: int
    key: str


def check_all(edits: Iterable[Edit], check: Callable[[str, str], str]) -> tuple[Edit, ...]:
    """The edits with their values as they are stored.

    ``check`` gives the value to store for a place and what was entered there. Raises ``Invalid``
    with everything for which it did.
    """
    problems, checked = list[Problem](), list[Edit]()
    for edit in edits:
        try:
            checked.append(replace(edit, value=check(edit.place, edit.value)))
        except Invalid as wrong:
            problems += wrong.problems
    if problems:
        raise Invalid.because_of(problems)
    return tuple(checked)


@dataclass(frozen=True)
class Clash:
    """Two people wrote in the same place; both texts are kept until somebody chooses."""

    place: str
    theirs: str = field(repr=False)
    standing: str = field(repr=False)


@dataclass(frozen=True)
class Change:
    """An entry to be written: what stood there before, and what stands there now."""

    place: str
    before: str = field(repr=False)
    after: Entry


@dataclass(frozen=True)
class Outcome:
    """What a batch of edits comes to."""

    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]


def settle(
    standing: Mapping[str, Entry], edits: Iterable[Edit], seen_keys: Iterable[str] = ()
) -> Outcome:
    """Decide what each edit does to the entries that stand.

    An edit that was seen before, or that changes nothing, is not written. An edit that began
    from an older version than the one that stands is a clash, unless both say the same.
    """
    seen = set(seen_keys)
    current = dict(standing)
    changes: list[Change] = []
    clashes: list[Clash] = []
    for edit in edits:
        if edit.key in seen:
            continue
        seen.add(edit.key)
        entry = current.get(edit.place, NEW)
        if edit.value == entry.value:
            continue
        if edit.base_version != entry.version:
            clashes.append(Clash(edit.place, theirs=edit.value, standing=entry.value))
            continue
        current[edit.place] = Entry(edit.value, entry.version + 1)
        changes.append(Change(edit.place, entry.value, current[edit.place]))
    return Outcome(tuple(changes), tuple(clashes))


def values(entries: Mapping[str, Entry]) -> dict[str, str]:
    """The texts by place, leaving out the places that were emptied again."""
    return {place: entry.value for place, entry in entries.items() if entry.value}
