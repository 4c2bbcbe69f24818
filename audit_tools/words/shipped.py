"""The lists that come with Golden Thread, as files beside this one; each is read once."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources

from audit_tools.words.word_list import ListedWord, WordKind, Words, merge

_FILES = {
    WordKind.NOT_A_NAME: ("not-names.csv", ""),
    WordKind.BLAMING: ("blaming.csv", "better"),
    WordKind.ACRONYM: ("glossary.csv", "meaning"),
}


@cache
def names_in_file(name: str) -> frozenset[str]:
    """The names of one file, as written there."""
    lines = _text(f"{name}.txt").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def is_in(name: str, word: str) -> bool:
    """Whether a word stands in the file of this name."""
    return word in names_in_file(name)


@cache
def shipped_words() -> Words:
    """The shipped lists, which a partnership changes by its own."""
    return merge(Words(), tuple(_read_all()), ())


def _read_all() -> Iterator[ListedWord]:
    for kind, (name, saying) in _FILES.items():
        for row in csv.DictReader(_text(name).splitlines()):
            yield ListedWord(kind, row["text"], row.get(saying, ""), row.get("why") or "")


def _text(name: str) -> str:
    return resources.files(__package__).joinpath("lists", name).read_text(encoding="utf-8")
