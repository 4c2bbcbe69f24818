"""What a case reference may be: short, sayable, and made from nothing of the child."""

import re

from audit_tools.wording import looks_like

MAX_REFERENCE = 20

_ALLOWED = re.compile(r"[A-Za-z0-9]+(?:[-/._][A-Za-z0-9]+)*")
_INITIALS_AND_DATE = re.compile(r"([a-z]{0,3})(\d{8}|\d{6})([a-z]{0,3})", re.IGNORECASE)


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
    return None


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
    return identifies(reference)


def _is_initials_and_date(reference: str) -> bool:
    """Such as JS120410 or 12-04-2010-JS. Six digits with no letter are a usual record number."""
    match = _INITIALS_AND_DATE.fullmatch(re.sub(r"[-/._ ]", "", reference))
    if not match:
        return False
    before, digits, after = match.groups()
    if not (before or after) and len(digits) == 6:
        return False
    return any(_could_be_birth(*parts) for parts in _readings(digits))


def _readings(digits: str) -> list[tuple[int, int, int]]:
    """The digits as (day, month, year), in the orders in which people write dates."""
    if len(digits) == 6:
        one, two, three = int(digits[:2]), int(digits[2:4]), int(digits[4:])
        return [(one, two, 2000 + three), (three, two, 2000 + one)]
    return [
        (int(digits[:2]), int(digits[2:4]), int(digits[4:])),
        (int(digits[6:]), int(digits[4:6]), int(digits[:4])),
    ]


def _could_be_birth(day: int, month: int, year: int) -> bool:
    """Whether a person who is, or lately was, a child could be born then, until 2035."""
    return 1 <= day <= 31 and 1 <= month <= 12 and 1990 <= year <= 2035
