"""How many of something, as people write it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """``k of n``. A count is never shown without what it is out of."""

    count: int
    of: int

    @property
    def is_all(self) -> bool:
        return self.count == self.of


def plural(count: int, one: str, many: str = "") -> str:
    """``1 finding``, ``2 findings``; ``many`` where an s at the end does not make it."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def joined(names: Iterable[str], word: str = "and") -> str:
    """``Police, School and Youth justice``; nothing for nobody."""
    *first, last = tuple(names) or ("",)
    return f"{', '.join(first)} {word} {last}" if first else last
