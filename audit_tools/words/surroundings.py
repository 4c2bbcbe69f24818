"""What in a text may be the name of a street, a school or a service.

These names are made by a pattern, ``Hawthorn Road`` or ``Oakwood Academy``; what is general
(``High School``, ``Youth Court``, ``Primary Academy``) is none. A town such as Leeds is no mark:
nothing of a child is in it.
"""

import re
from collections.abc import Iterator

from audit_tools.wording import Mark, MarkKind
from audit_tools.words.shipped import is_in
from audit_tools.words.tokens import Token, tokens_of

_CAPITAL = r"(?:St\.|[A-Z][\w'\u2019-]*)"
_BEFORE = rf"(?<![\w'\u2019-])(?:\d{{1,4}}[a-z]?,?\s)?(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})\s"
_STREETS = "Road|Street|Avenue|Crescent|Terrace|Lane|Drive|Close|Gardens|Mews|Rd|Ave|Cres"
_STREETS_WITH_NUMBER = (
    rf"{_STREETS}|St|Court|Grove|Way|Mount|Square|Row|Walk|Hill|Green|View|Rise|Parade|Place"
)
_SCHOOLS = (
    "(?:(?:Church of England|C of E|CE|RC|Catholic|Primary|Junior|Infants?|High|Grammar|Secondary"
    "|Community|Special|Sixth Form)\\s){0,3}(?:School|Academy|College|Nursery)"
)
_SERVICES = (
    "Youth Club|Youth Centre|Children['\u2019]?s Home|Community Centre|Leisure Centre"
    "|Medical Centre|Medical Practice|Health Centre|Surgery|Mosque|Gurdwara|Mandir|Church"
    "|Hospital|Project|House"
)
_SAINT = re.compile(r"(?<!\w)(?:St|Saint)\.? [A-Z][a-z]+['\u2019]s(?!\w)")

_PATTERNS = (
    (MarkKind.STREET, re.compile(rf"{_BEFORE}(?:{_STREETS})(?![\w'\u2019-])")),
    (
        MarkKind.STREET,
        re.compile(rf"(?<![\w/])\d{{1,4}}[a-z]?,?\s(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})\s"
                   rf"(?:{_STREETS_WITH_NUMBER})(?![\w'\u2019-])"),
    ),
    (MarkKind.SCHOOL, re.compile(rf"{_BEFORE}{_SCHOOLS}(?!\w)")),
    (MarkKind.SERVICE, re.compile(rf"{_BEFORE}(?:{_SERVICES})(?!\w)")),
)  # fmt: skip

_VERB = re.compile(r".{2,}(?:ed|ing|ends)$")


def surroundings_in(text: str) -> Iterator[Mark]:
    """The passages that may name a street, a school or a service."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start = _where_it_begins(match)
            if start is not None:
                yield Mark(kind, start, match.end())
    # "St Mary's" is a school as often as a church, and no parent is called so.
    for match in _SAINT.finditer(text):
        yield Mark(MarkKind.SCHOOL, *match.span())


def _where_it_begins(match: re.Match[str]) -> int | None:
    """Past what only leads up to it (``At Oakwood Academy``); None where nothing is left."""
    words = tokens_of(match["name"])
    named = next((word for word in words if not _leads_up(word)), None)
    if named is None:
        return None
    return match.start() if named is words[0] else match.start("name") + named.start


def _leads_up(word: Token) -> bool:
    return (
        is_in("general-words", word.text.casefold())
        or bool(_VERB.match(word.text))
        or word.is_acronym
    )
