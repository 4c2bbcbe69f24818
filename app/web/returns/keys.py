"""Which key of the keyboard chooses which answer."""

from collections import Counter

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

    A tenth choice and those after it have no number: theirs is empty unless they have a letter.
    """
    letters = {choice.key: _letter(choice) for choice in choices}
    uses = Counter(letters.values())
    own = {letter for letter in letters.values() if letter.isalpha() and uses[letter] == 1}
    return {
        key: letter if letter in own - {_TAKEN} else _digit(count)
        for count, (key, letter) in enumerate(letters.items(), start=1)
    }


def _letter(choice: Choice) -> str:
    return _LETTERS.get(choice.key) or choice.label[:1].lower()


def _digit(count: int) -> str:
    return str(count) if count <= _MOST_DIGITS else ""
