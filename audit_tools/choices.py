"""A choice: one answer that can be chosen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen; `key` is permanent, `label` may be reworded.

    ``hint`` says what is meant by it, where it is chosen. Whoever chooses one of ``say_which`` has
    to say which: "Other". ``points`` are what it is worth; None where the tool has none.
    """

    key: str
    label: str
    hint: str = ""
    say_which: bool = False
    points: int | None = None
