"""Which key of the keyboard chooses which answer."""

from collections import Counter
from string import ascii_lowercase

from audit_tools.tool import Choice

# "No" and "Not known" begin alike; each of these keeps its letter in every question.
_LETTERS = {
    "yes": "y",
    "partly": "p",
    "no": "n",
    "not-applicable": "a",
    "not-known": "k",
    "no-evidence": "e",
}
_TAKEN = "w"  # Opens the box for where it was seen.
_MOST_DIGITS = 9


def keys_of(choices: tuple[Choice, ...]) -> dict[str, str]:
    """The letter of each choice, by its key; its number where the letter is not its own.

    What is itself a number of one digit, as on a scale from 0 to 10, has that digit. What has
    neither has the first letter that is free.
    """
    letters = {choice.key: _letter(choice) for choice in choices}
    uses = Counter(letters.values())
    own = {letter for letter in letters.values() if letter.isalnum() and uses[letter] == 1}
    has_numbers = any(choice.label.isdecimal() for choice in choices)
    keys = {
        key: letter if letter in own - {_TAKEN} else "" if has_numbers else _digit(count)
        for count, (key, letter) in enumerate(letters.items(), start=1)
    }
    free = (letter for letter in ascii_lowercase if letter not in {*keys.values(), _TAKEN})
    return {key: one or next(free, "") for key, one in keys.items()}


def _letter(choice: Choice) -> str:
    """The letter or, of a number, the digit that a choice begins with; empty where it is longer."""
    if choice.label.isdecimal():
        return choice.label if len(choice.label) == 1 else ""
    first = choice.label[:1].lower()
    return _LETTERS.get(choice.key) or (first if first.isalpha() else "")


def _digit(count: int) -> str:
    return str(count) if count <= _MOST_DIGITS else ""
