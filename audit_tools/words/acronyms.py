"""Which acronyms of the partnership's glossary occur in a text."""

from collections.abc import Iterable

from audit_tools.words.word_list import ListedWord, WordKind, Words


def acronyms_in(texts: Iterable[str], words: Words) -> tuple[ListedWord, ...]:
    """The acronyms that occur, each once, in the order of the alphabet."""
    if words.acronyms is None:
        return ()
    found = {match["word"] for text in texts for match in words.acronyms.finditer(text)}
    listed = (words.listed_as(WordKind.ACRONYM, acronym) for acronym in found)
    return tuple(sorted((word for word in listed if word), key=lambda word: word.text.casefold()))
