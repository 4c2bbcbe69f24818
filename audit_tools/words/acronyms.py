"""Acronyms in a text: those of the partnership's glossary, their first use, and unknown ones."""

import re
from collections.abc import Iterable, Sequence

from audit_tools.errors import Invalid
from audit_tools.words.word_list import ListedWord, WordKind, Words

# What looks like an acronym: two capitals or more, as in A&E, VRMP or MDTs.
_LIKELY = re.compile(r"(?<![\w&-])(?P<word>[A-Z]{2,6}|[A-Z]&[A-Z])(?:['\u2019]?s)?(?![\w&-])")
# Everybody knows these, as in GOV.UK, or they are numbers.
_KNOWN = frozenset({"GOV", "UK", "ID", "IT", "OK", "PDF", "CSV", "JSON", "II", "III", "IV", "VI"})


def acronyms_in(texts: Iterable[str], words: Words) -> tuple[ListedWord, ...]:
    """The acronyms that occur, each once, in the order of the alphabet."""
    if words.acronyms is None:
        return ()
    found = {match["word"] for text in texts for match in words.acronyms.finditer(text)}
    listed = (words.listed_as(WordKind.ACRONYM, acronym) for acronym in found)
    return tuple(sorted((word for word in listed if word), key=lambda word: word.text.casefold()))


def unexplained_in(texts: Iterable[str], words: Words) -> tuple[str, ...]:
    """What looks like an acronym and is in no glossary, in the order of the alphabet.

    One that somebody wrote out themselves, as in "risk management plan (VRMP)", is explained.
    """
    listed = list(texts)
    found = {match["word"] for text in listed for match in _LIKELY.finditer(text)}
    return tuple(
        sorted(
            one
            for one in found - _KNOWN
            if words.listed_as(WordKind.ACRONYM, one) is None
            and not any(f"({one})" in text for text in listed)
        )
    )


def check_explained(found: Sequence[str]) -> None:
    """Raise ``Invalid`` ("unexplained") for acronyms of a paper that nobody explains."""
    if found:
        raise Invalid(
            f"Nobody explains what this stands for: {', '.join(found)}. Put it on the list of "
            "acronyms under Partnership, Words; or tick below that the paper goes out with it.",
            place="unexplained",
        )


class FirstUses:
    """Says what each acronym stands for where it occurs first, text after text of one paper."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.met: set[str] = set()

    def expand(self, text: str) -> str:
        """The text, with the meaning of each acronym that was not met before in brackets."""
        pattern = self._words.acronyms
        return pattern.sub(self._explain, text) if pattern else text

    def _explain(self, match: re.Match[str]) -> str:
        listed = self._words.listed_as(WordKind.ACRONYM, match["word"])
        if listed is None or listed.text in self.met:
            return match[0]
        self.met.add(listed.text)
        text, start, end = match.string, match.start(), match.end()
        if text[:start].endswith("(") and text[end:].startswith(")"):
            return match[0]  # Whoever wrote it has said already what it stands for.
        return f"{match[0]} ({listed.says})"
