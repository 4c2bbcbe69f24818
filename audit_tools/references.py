"""What a case reference may be: short, sayable, and made from nothing of the child."""

import re
from collections.abc import Iterable

from audit_tools.wording import looks_like

MAX_REFERENCE = 20

_SAID_ALOUD = 8
"""So many digits in a row can be said over a telephone; more are a number of some register."""

_PUPIL_NUMBER = re.compile(r"[A-Za-z]\d{11}[A-Za-z0-9]")
_LONG_NUMBER = re.compile(rf"\d{{{_SAID_ALOUD + 1},}}")
_MADE = re.compile(r"(?P<prefix>.*[A-Za-z].*\D)(?P<number>\d{1,3})")
_SMALL_WORDS = frozenset(("a", "an", "and", "audit", "by", "for", "in", "of", "on", "the", "to"))
_ALLOWED = re.compile(r"[A-Za-z0-9]+(?:[-/._][A-Za-z0-9]+)*")
_INITIALS = r"(?:[a-z][-/._]{0,2}){0,3}"
_INITIALS_AND_DATE = tuple(
    re.compile(rf"{_INITIALS}{date}[-/._]?{_INITIALS}", re.IGNORECASE)
    for date in (
        r"(?P<day>\d\d)(?P<gap>[-/._]?)(?P<month>\d\d)(?P=gap)(?:20)?(?P<year>\d\d)",
        r"20(?P<year>\d\d)(?P<gap>[-/._]?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)",
    )
)


def is_named(text: str, references: Iterable[str]) -> bool:
    """Whether a text that leaves the audit names one of its cases."""
    return any(
        re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text, re.IGNORECASE) for one in references
    )


def identifies(reference: str) -> str | None:
    """Why this looks like a child's own details, in a sentence, or ``None``.

    A guess, and a strict one: another reference costs nothing.
    """
    if not reference:
        return None
    if not any(character.isdigit() for character in reference):
        return "This looks like a name: a case reference has at least one digit."
    for mark in looks_like(reference):
        return mark.message
    if _is_initials_and_date(reference):
        return "This looks like initials with a date of birth."
    if _PUPIL_NUMBER.fullmatch(reference):
        return "This looks like a unique pupil number."
    return None


def prefix_of(title: str, year: int) -> str:
    """``SYV25-`` for "Serious youth violence, Quarter 1 2025/26" and 2025.

    The initials of the first three words that carry meaning: of the audit, and of no child.
    """
    words = [word for word in re.findall(r"[A-Za-z]+", title) if word.lower() not in _SMALL_WORDS]
    initials = "".join(word[0] for word in words[:3]).upper()
    return f"{initials or 'CASE'}{year % 100:02}-"


def prefix_in_use(references: Iterable[str]) -> str | None:
    """The prefix of the last reference that ends in a number, such as ``SYV25-``."""
    found = (match["prefix"] for r in references if (match := _MADE.fullmatch(r)))
    return max(enumerate(found), default=(0, None))[1]


def make_reference(prefix: str, used: Iterable[str]) -> str:
    """The next reference with the prefix, ``SYV25-07``. A number is never given twice."""
    taken = (r[len(prefix) :] for r in used if r.casefold().startswith(prefix.casefold()))
    numbers = [int(rest) for rest in taken if rest.isdecimal() and len(rest) < 4]
    return f"{prefix}{max(numbers, default=0) + 1:02}"


def refusal(reference: str) -> str | None:
    """Why this cannot be a case reference, in a sentence that says what to do, or ``None``."""
    if not reference:
        return "There is no reference. Give every case one, such as SYV25-03."
    if len(reference) > MAX_REFERENCE:
        return f"The reference is longer than {MAX_REFERENCE} characters. Give a shorter one."
    if not _ALLOWED.fullmatch(reference):
        return (
            "A reference is letters and digits, joined where you like by single hyphens, points,"
            " slashes or underscores, such as SYV25-03."
        )
    if _LONG_NUMBER.search(reference):
        return "The number is too long to be said aloud. Give a shorter one, such as SYV25-03."
    return identifies(reference)


def _is_initials_and_date(reference: str) -> bool:
    """Such as JS120410 or JS-12-04-2010. Six digits alone are a usual record number."""
    if reference.isdigit() and len(reference) == 6:
        return False
    matches = (pattern.fullmatch(reference) for pattern in _INITIALS_AND_DATE)
    return any(_could_be_birth(match) for match in matches if match)


def _could_be_birth(match: re.Match[str]) -> bool:
    """Whether somebody who was a child in 2020 or later could be born then, 2003 to 2035."""
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    return 1 <= day <= 31 and 1 <= month <= 12 and 3 <= year <= 35
