"""What a select field offers."""

from collections.abc import Iterable
from typing import Any, Protocol

# The published types are those of WTForms 3.2, which has no SelectChoice.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]


class Labelled(Protocol):
    """A word of the house with its label for the screen."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...


def choices_of(words: Iterable[Labelled]) -> list[Any]:
    """One choice for each word of an enumeration, in its order."""
    return [choice(word.value, word.label) for word in words]


def choice(value: str, label: str, group: str = "") -> Any:
    """What can be chosen, under the heading of its group where it has one."""
    return SelectChoice(value, label, optgroup=group or None)
