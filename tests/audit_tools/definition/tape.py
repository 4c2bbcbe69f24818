"""Numbers that are drawn at once, and what is chosen by them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Tape:
    """Chooses by one number after another; behind the last one everything is the first there is,
    so that what is short is simple."""

    numbers: bytes = field(repr=False)
    texts: Sequence[str]
    words: Sequence[str]
    at: int = 0

    def below(self, most: int) -> int:
        """A whole number from 0 that is below this."""
        self.at += 1
        return self.numbers[self.at - 1] % most if self.at <= len(self.numbers) else 0

    def pick(self, among: Sequence[T]) -> T:
        return among[self.below(len(among))]

    def some(self) -> bool:
        """Once in two."""
        return self.below(2) == 1

    def rarely(self) -> bool:
        """Once in five."""
        return self.below(5) == 1

    def several(self, among: Sequence[T], least: int = 0) -> tuple[T, ...]:
        """Some of these in their order, and at least so many."""
        chosen = tuple(one for one in among if self.some())
        return chosen if len(chosen) >= least else tuple(among[:least])

    def text(self) -> str:
        return self.pick(self.texts)

    def maybe_text(self) -> str:
        return self.text() if self.rarely() else ""

    def word(self) -> str:
        return self.pick(self.words)

    def keys(self, most: int) -> tuple[str, ...]:
        """Up to so many words, each once."""
        return tuple(dict.fromkeys(self.word() for _ in range(self.below(most + 1))))
