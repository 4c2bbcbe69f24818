"""A partnership's words: what is shipped, with what it added, changed or took off.

Nothing here stops anybody. The lists only say what is pointed out beside a text and explained.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from audit_tools.errors import Invalid, Problem

LONGEST = 80
LONGEST_SAYING = 200
PRINTED = "\u2019"


class WordKind(StrEnum):
    """What an entry of the lists is for."""

    NOT_A_NAME = "not-a-name"
    ALWAYS_MARKED = "always-marked"
    BLAMING = "blaming"
    ACRONYM = "acronym"

    @property
    def asks_saying(self) -> bool:
        """Whether an entry says something besides itself: what to write instead, or a meaning."""
        return self in (WordKind.BLAMING, WordKind.ACRONYM)


@dataclass(frozen=True)
class ListedWord:
    """One entry. ``says`` is what to write instead, or what an acronym stands for."""

    kind: WordKind
    text: str
    says: str = ""
    why: str = ""

    @property
    def key(self) -> tuple[WordKind, str]:
        """What makes two entries the same one, however they are written."""
        return self.kind, self.text.casefold()


@dataclass(frozen=True)
class Words:
    """The lists as they are in use; of each kind in the order of the alphabet."""

    listed: tuple[ListedWord, ...] = ()

    def of_kind(self, kind: WordKind) -> tuple[ListedWord, ...]:
        return tuple(word for word in self.listed if word.kind is kind)

    @cached_property
    def not_names(self) -> re.Pattern[str] | None:
        """Finds what looks like a name and is none."""
        return pattern_of(self.of_kind(WordKind.NOT_A_NAME))

    @cached_property
    def always_marked(self) -> re.Pattern[str] | None:
        """Finds what the partnership wants to be marked wherever it stands."""
        return pattern_of(self.of_kind(WordKind.ALWAYS_MARKED))

    @cached_property
    def blaming(self) -> re.Pattern[str] | None:
        return pattern_of(self.of_kind(WordKind.BLAMING))

    @cached_property
    def acronyms(self) -> re.Pattern[str] | None:
        """Finds acronyms, in capitals and in the plural too; ``CP`` is not ``cp``."""
        return pattern_of(self.of_kind(WordKind.ACRONYM), keeps_case=True)

    def listed_as(self, kind: WordKind, found: str) -> ListedWord | None:
        """The entry of which this is how it stands in a text."""
        key = re.sub(r"[-\u2010\u2011\s]+", " ", found.replace(PRINTED, "'")).casefold()
        return self._as_found.get((kind, key))

    @cached_property
    def _as_found(self) -> dict[tuple[WordKind, str], ListedWord]:
        return {(w.kind, w.key[1].replace(PRINTED, "'").replace("-", " ")): w for w in self.listed}

    @cached_property
    def by_key(self) -> dict[tuple[WordKind, str], ListedWord]:
        return {word.key: word for word in self.listed}


def merge(shipped: Words, own: Iterable[ListedWord], left_out: Iterable[ListedWord]) -> Words:
    """The shipped lists with the partnership's own entries instead or besides, less some."""
    gone = {word.key for word in left_out}
    words = shipped.by_key | {word.key: word for word in own}
    kept = [word for key, word in words.items() if key not in gone]
    return Words(tuple(sorted(kept, key=lambda word: word.key)))


def check_word(word: ListedWord) -> ListedWord:
    """The entry, each part on one line. Raises ``Invalid`` for parts that are missing or long."""
    text, says, why = (" ".join(part.split()) for part in (word.text, word.says, word.why))
    problems = [
        *_problems("text", text, LONGEST, needed=True),
        *_problems("says", says, LONGEST_SAYING, needed=word.kind.asks_saying),
        *_problems("why", why, LONGEST_SAYING, needed=False),
    ]
    if text and not re.search(r"\w", text):
        problems.append(Problem("text", "Enter a word."))
    if problems:
        raise Invalid.because_of(problems)
    return ListedWord(word.kind, text, says, why)


def _problems(place: str, text: str, longest: int, *, needed: bool) -> list[Problem]:
    if needed and not text:
        return [Problem(place, "Enter a word." if place == "text" else "Say this too.")]
    if len(text) > longest:
        return [Problem(place, f"Use {longest} characters or fewer.")]
    return []


def pattern_of(words: Iterable[ListedWord], *, keeps_case: bool = False) -> re.Pattern[str] | None:
    """Finds the entries as whole words, the longest first; None where there are none.

    Typed and printed apostrophes, hyphens and any run of spaces count as the same.
    """
    texts = sorted((word.text for word in words), key=len, reverse=True)
    if not texts:
        return None
    plural = "(?:['\u2019]?s)?" if keeps_case else ""
    found = rf"(?<![\w&])(?P<word>{'|'.join(map(_loosely, texts))}){plural}(?!\w)"
    return re.compile(found, 0 if keeps_case else re.IGNORECASE)


def _loosely(text: str) -> str:
    parts = (re.escape(part) for part in re.split(r"[-\s]+", text.replace(PRINTED, "'")))
    return r"[-\u2010\u2011\s]{1,3}".join(parts).replace("'", r"['\u2019]")
