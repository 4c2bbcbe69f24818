"""What in a text may be a name of a person.

Marks that are wrong are soon no longer read, so precision counts for more than finding every name:
a name that is an ordinary word is marked only where a capital stands inside a sentence, one that is
a month or a place only beside a surname or after a title, and laws and reviews are no persons.
"""

import re
from collections.abc import Iterator

from audit_tools.wording import Mark, MarkKind
from audit_tools.words.shipped import is_in, names_in_file
from audit_tools.words.tokens import Token, tokens_of

SHORTEST_SMALL = 5
_BEFORE_A_PLACE = frozenset({"in", "from", "to", "near", "at", "of", "around"})
_SCOTTISH_OR_IRISH = re.compile(r"(?:O['\u2019]|Mc|Mac)[A-Z][a-z]+")


def names_in(text: str) -> Iterator[Mark]:
    """The passages that may be a person's name, forename and surname in one."""
    tokens, at = tokens_of(text), 0
    while at < len(tokens):
        length = _length(tokens, at)
        if length:
            yield Mark(MarkKind.NAME, tokens[at].start, tokens[at + length - 1].end)
        at += max(length, 1)


def _length(tokens: list[Token], at: int) -> int:
    """Of how many words the name here is; 0 where there is none."""
    length = _after_title(tokens, at) or _clear(tokens, at) or _careful(tokens, at)
    following = _beside(tokens, at + length)
    if length and following and is_in("after-public-names", following.text):
        return 0
    return length


def _after_title(tokens: list[Token], at: int) -> int:
    """``Dr Khan``, title and all; a cousin or an uncle is one too."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if not is_in("titles", tokens[at].text) or following is None:
        return 0
    if following.gap.strip(" .") or not _could_be_called(following):
        return 0
    return 2 + _more(tokens, at + 2)


def _clear(tokens: list[Token], at: int) -> int:
    token = tokens[at]
    if not _is_clear_name(token) or _is_a_place(tokens, at):
        return 0
    return 1 + (_more(tokens, at + 1) if token.is_capital else 0)


def _careful(tokens: list[Token], at: int) -> int:
    token, following = tokens[at], _beside(tokens, at + 1)
    if not token.is_capital:
        return 0
    is_word = is_in("forenames-that-are-words", token.name)
    if not is_word and not is_in("forenames-in-company", token.name):
        return 0
    if following and not token.is_possessive and _is_surname(following, after_word=is_word):
        return 2
    return 1 if is_word and _stands_out(tokens, at) else 0


def _stands_out(tokens: list[Token], at: int) -> bool:
    """Whether only a name explains the capital: none beside it, and no sentence begins here.

    Nothing but a person has something: ``Mark's mother`` is one wherever it stands.
    """
    token, following = tokens[at], _beside(tokens, at + 1)
    if token.is_possessive:
        return True
    if not at or token.begins_sentence:
        return False
    is_after_capital = tokens[at - 1].text[0].isupper() and not tokens[at - 1].begins_sentence
    return not is_after_capital and not (following and following.text[0].isupper())


def _more(tokens: list[Token], at: int) -> int:
    """How many further words belong to the name: ``Jayden`` | ``K Smith``."""
    count = 0
    while count < 2 and not tokens[at + count - 1].is_possessive:
        token = _beside(tokens, at + count)
        if token is None or not (token.is_initial or _could_be_called(token)):
            break
        count += 1
    return count


def _is_a_place(tokens: list[Token], at: int) -> bool:
    """``from Jordan``, where a child of that name would do something."""
    before = tokens[at - 1] if at and tokens[at].stands_beside else None
    return (
        is_in("forenames-of-places", tokens[at].name)
        and before is not None
        and before.text in _BEFORE_A_PLACE
    )


def _is_clear_name(token: Token) -> bool:
    """A name that is nothing else. In small letters, as many type, only a longer forename."""
    forenames, surnames = names_in_file("forenames"), names_in_file("surnames")
    if token.text.islower():
        is_long = len(token.text) >= SHORTEST_SMALL and token.text not in names_in_file(
            "ordinary-in-small-letters"
        )
        return is_long and token.name in forenames
    if not token.is_capital or token.is_initial:
        return False
    parts = re.split(r"[-\u2010\u2011]", token.name)
    is_listed = any(part in forenames or part in surnames for part in parts if part[:1].isupper())
    return is_listed or _SCOTTISH_OR_IRISH.fullmatch(token.text) is not None


def _is_surname(token: Token, *, after_word: bool) -> bool:
    """A surname after ``Grace`` or, more strictly, after ``May``."""
    if _is_clear_name(token) and token.is_capital:
        return True
    return after_word and (token.is_initial or is_in("surnames-that-are-words", token.name))


def _could_be_called(token: Token) -> bool:
    if not token.is_capital or len(token.text) == 1:
        return False
    return token.text.casefold() not in names_in_file("never-names") and not is_in(
        "after-public-names", token.text
    )


def _beside(tokens: list[Token], at: int) -> Token | None:
    """The word at this place if only a space divides it from the one before."""
    return tokens[at] if at < len(tokens) and tokens[at].stands_beside else None
