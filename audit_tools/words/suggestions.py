"""Words that blame a child, each with another way to say it: a suggestion, never a condition."""

from dataclasses import dataclass

from audit_tools.words.word_list import WordKind, Words


@dataclass(frozen=True)
class Suggestion:
    """Words of a text that could be put differently. ``better`` is what to write instead."""

    text: str
    better: str
    why: str

    @property
    def sentence(self) -> str:
        """``“streetwise”: perhaps “a child who has had to look after themselves”. It makes ...``"""
        said = f"“{self.text}”: perhaps “{self.better}”."
        return f"{said} {self.why}" if self.why else said


def suggestions_for(text: str, words: Words) -> tuple[Suggestion, ...]:
    """What could be put differently in a text, each once, in the order of the text."""
    if words.blaming is None:
        return ()
    found = dict[str, Suggestion]()
    for match in words.blaming.finditer(text):
        listed = words.listed_as(WordKind.BLAMING, match["word"])
        if listed:
            found.setdefault(listed.text, Suggestion(match["word"], listed.says, listed.why))
    return tuple(found.values())
