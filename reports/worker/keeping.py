"""What was made, by what it was made from: what is asked for again is made once."""

import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

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

        Works that differ never share one. Equal ones may have two, where a set inside of them was
        filled in another order: they are made twice, and nothing is wrong.
        """
        named = {name: _of_the_day(value) for name, value in sorted(self.named.items())}
        written = BytesIO()
        writer = pickle.Pickler(written, protocol=pickle.HIGHEST_PROTOCOL)
        # Equal parts are written alike, whether they are one object or two.
        writer.fast = True
        writer.dump((self.name, [_of_the_day(value) for value in self.arguments], named))
        return hashlib.sha256(written.getvalue()).hexdigest()


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
