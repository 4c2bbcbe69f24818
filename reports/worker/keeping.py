"""What was made, by what it was made from: what is asked for again is made once."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from audit_tools.dates import local
from reports.documents import Document

Made = Document | bytes
"""What is made: a paper, or a picture."""
MOST_BYTES = 64 * 1024 * 1024
"""What is kept at most: some hundred papers."""
LONGEST = timedelta(hours=1)
"""How long anything is kept: what was deleted from the database does not stay here."""


@dataclass(frozen=True)
class Work:
    """A call of a public function of ``reports``, by its name."""

    name: str
    arguments: tuple[Any, ...]
    named: dict[str, Any]

    @property
    def key(self) -> str:
        """A digest of all that the result is made from; of the instant at which it was read only
        the day, since a paper made again of the same facts on one day is the same paper.

        Raises ``TypeError`` where something of it could not be told from something else.
        """
        arguments = [_of_the_day(value) for value in self.arguments]
        named = {name: _of_the_day(value) for name, value in self.named.items()}
        written = repr(_plain((self.name, arguments, named)))
        return hashlib.sha256(written.encode()).hexdigest()


def _of_the_day(value: Any) -> Any:
    """An instant as its day, and facts as if they had been read at the beginning of theirs."""
    if isinstance(value, datetime):
        return local(value).date()
    read = getattr(value, "at", None) if is_dataclass(value) else None
    if isinstance(read, datetime):
        return replace(value, at=_beginning_of_day(read))
    return value


def _beginning_of_day(at: datetime) -> datetime:
    return local(at).replace(hour=0, minute=0, second=0, microsecond=0)


def _plain(value: Any) -> Any:
    """Texts and tuples of them: equal for what is equal, and for nothing else."""
    if value is None or isinstance(value, Enum | str | bytes | int | float | date | time | UUID):
        return f"{type(value).__qualname__} {value!r}"
    if is_dataclass(value):
        parts = [(one.name, _plain(getattr(value, one.name))) for one in fields(value)]
        return (type(value).__qualname__, *parts)
    if isinstance(value, Mapping):
        return ("mapping", *sorted((_plain(k), _plain(v)) for k, v in value.items()))
    if isinstance(value, Set):
        return ("set", *sorted(map(_plain, value)))
    if isinstance(value, list | tuple):
        return ("sequence", *map(_plain, value))
    raise TypeError(type(value).__qualname__)


class Kept:
    """Results by their keys: the oldest go first where there are too many, and each in its time.

    ``clock`` counts seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._made: OrderedDict[str, tuple[float, Made]] = OrderedDict()

    def get(self, key: str, make: Callable[[], Made]) -> Made:
        """What is kept under the key, or else what ``make`` gives. What it raises is not kept."""
        self._forget()
        if key in self._made:
            return self._made[key][1]
        made = make()
        self._made[key] = (self._clock(), made)
        self._forget()
        return made

    def _forget(self) -> None:
        while self._made and (self._is_past_its_time() or self._bytes() > MOST_BYTES):
            self._made.popitem(last=False)

    def _is_past_its_time(self) -> bool:
        since, _ = next(iter(self._made.values()))
        return self._clock() - since > LONGEST.total_seconds()

    def _bytes(self) -> int:
        return sum(map(_size, (made for _, made in self._made.values())))


def _size(made: Made) -> int:
    return len(made) if isinstance(made, bytes) else len(made.data)
