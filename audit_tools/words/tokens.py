"""A text as words with their places, and where a sentence begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-\u2010\u2011][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s$", re.IGNORECASE)
_ENDS = frozenset('.!?:;\n\r\t•●▪·"“”\u2018([/|\u2013\u2014*')
# An initial counts as a word; an acronym has up to four capitals: "MIA" is none of a child's.
LONGEST_ACRONYM = 4


@dataclass(frozen=True)
class Token:
    """A word without its possessive, ``text[start:end]``. ``gap`` is what stands before it."""

    text: str = field(repr=False)
    start: int
    end: int
    gap: str = field(repr=False)
    is_possessive: bool

    @property
    def begins_sentence(self) -> bool:
        """Whether a capital would stand here anyway."""
        return not self.start or bool(_ENDS & set(self.gap)) or self.gap.strip() == "-"

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital and is no acronym."""
        return self.text[0].isupper() and not self.is_acronym

    @property
    def is_acronym(self) -> bool:
        return self.text.isupper() and 1 < len(self.text) <= LONGEST_ACRONYM

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()

    @property
    def stands_beside(self) -> bool:
        """Whether only a space divides it from the word before it."""
        return self.gap.isspace() and "\n" not in self.gap

    @property
    def name(self) -> str:
        """As a list of names would write it: ``JAYDEN`` and ``jayden`` are ``Jayden``."""
        return self.text.capitalize() if self.text.isupper() or self.text.islower() else self.text


def tokens_of(text: str) -> list[Token]:
    """The words of a text, in order."""
    return list(_read(text))


def _read(text: str) -> Iterator[Token]:
    before = 0
    for match in _WORD.finditer(text):
        word = match[0]
        bare = _POSSESSIVE.sub("", word)
        end = match.start() + len(bare)
        yield Token(bare, match.start(), end, text[before : match.start()], bare != word)
        before = match.end()
