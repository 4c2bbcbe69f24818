"""What in a text looks as if it could identify somebody.

A mark never stops anybody: text is saved first and looked at afterwards, and the person who wrote
it replaces what is marked or keeps it knowingly. The ordinary words of an audit ("28 days",
"2024/25", "Section 47", the case reference "SYV25-03") stay unmarked, or nobody would read the
marks.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MAX_TEXT = 20_000


class MarkKind(StrEnum):
    """What a marked passage looks like."""

    DATE_OF_BIRTH = "date-of-birth"
    POSTCODE = "postcode"
    NHS_NUMBER = "nhs-number"
    TELEPHONE = "telephone"
    EMAIL = "email"
    RECORD_NUMBER = "record-number"
    NAME = "name"
    STREET = "street"
    SCHOOL = "school"
    SERVICE = "service"
    LISTED = "listed"


_MESSAGES = {
    MarkKind.DATE_OF_BIRTH: "This looks like a date of birth.",
    MarkKind.POSTCODE: "This looks like a postcode.",
    MarkKind.NHS_NUMBER: "This looks like an NHS number.",
    MarkKind.TELEPHONE: "This looks like a telephone number.",
    MarkKind.EMAIL: "This looks like an e-mail address.",
    MarkKind.RECORD_NUMBER: "This looks like a number of a record.",
    MarkKind.NAME: "This may be somebody's name.",
    MarkKind.STREET: "This may be an address.",
    MarkKind.SCHOOL: "This may be the name of a school.",
    MarkKind.SERVICE: "This may be the name of a place or a service.",
    MarkKind.LISTED: "Your partnership asks to leave this out.",
}


@dataclass(frozen=True)
class Mark:
    """A passage of a text, ``text[start:end]`` in characters, and what it looks like."""

    kind: MarkKind
    start: int
    end: int

    @property
    def message(self) -> str:
        """One sentence for people, which repeats nothing of the text."""
        return _MESSAGES[self.kind]


def looks_like(text: str) -> tuple[Mark, ...]:
    """Every passage that looks like an identifier, in order and without overlap.

    Names are looked for apart from it, in ``audit_tools.words``, with the lists they are found by.

    Any full date is marked as a date of birth: nothing in the text says which it is, and the exact
    day of an event can identify a child as well.
    """
    return in_order(_find_all(_plain(text)))


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in the order of the text; of two that overlap the first, and the longer."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def normal_line(text: str) -> str:
    """One finding on one line: bullets, line breaks and doubled or invisible spaces taken out."""
    words = unicodedata.normalize("NFC", text).translate(_NOTHING_FOR_INVISIBLE).split()
    return _BULLETS.sub("", " ".join(words))


def _find_all(plain: str) -> Iterator[Mark]:
    for kind, pattern, holds in _PATTERNS:
        for match in pattern.finditer(plain):
            if holds(match):
                yield Mark(kind, match.start(), match.end())


def _plain(text: str) -> str:
    """The text with odd spaces, dashes and digits made plain, each character in its old place."""
    if text.isascii():
        return text
    simple = ((unicodedata.normalize("NFKC", character), character) for character in text)
    plain = "".join(new if len(new) == 1 else old for new, old in simple)
    return plain.translate(_SPACE_FOR_INVISIBLE | _HYPHEN_FOR_DASH)


def _is_date(match: re.Match[str]) -> bool:
    """Day and month in range, in either order. A mistyped 31 February identifies as well."""
    low, high = sorted((int(match["day"]), int(match["month"])))
    return 1 <= low <= 12 and high <= 31


def _is_day(match: re.Match[str]) -> bool:
    return 1 <= int(match["day"]) <= 31


def _is_postcode(match: re.Match[str]) -> bool:
    """In a true postcode area, and no ordinal as in "s47 1st visit"."""
    is_ordinal = re.fullmatch(r"1st|2nd|3rd|\dth", match["inward"]) is not None
    return match["area"].upper() in _POSTCODE_AREAS and not is_ordinal


def _has_check_digit(match: re.Match[str]) -> bool:
    """Modulus 11 with weights 10 to 2 (NHS Data Dictionary, NHS NUMBER)."""
    digits = [int(d) for d in match[0] if d.isdigit()]
    weights = (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
    return sum(d * weight for d, weight in zip(digits, weights, strict=True)) % 11 == 0


def _always(_: re.Match[str]) -> bool:
    return True


_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_NOTHING_FOR_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))
_SPACE_FOR_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE), " ")
_HYPHEN_FOR_DASH = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_BULLETS = re.compile("^(?:[-*\u2013\u2014] |[\u2022\u00b7\u2023\u25aa] ?)+")

# Areas in use, Crown dependencies included (Royal Mail, Postcode Address File).
_AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY
    E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL
    LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN
    SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
_POSTCODE_AREAS = frozenset(_AREAS.split())

_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)

_DATES = (
    rf"(?<![\w/])(?P<day>\d\d?)(?P<gap>\s?[/.-]\s?|\s)(?P<month>\d\d?)(?P=gap){_YEAR}",
    r"(?<![\w/])(?P<day>\d\d?)/(?P<month>\d\d?)/\d\d(?![\d/])",
    # With points and hyphens two digits each: 3.4.10 is as likely a paragraph.
    r"(?<![\w/.-])(?P<day>\d\d)(?P<gap>[.-])(?P<month>\d\d)(?P=gap)\d\d(?![\d.-])",
    r"(?<!\w)(?:19|20)\d\d(?P<gap>[/.-])(?P<month>\d\d?)(?P=gap)(?P<day>\d\d?)(?!\d)",
)
_WRITTEN_DATES = (
    rf"(?<!\w){_DAY}(?:\s+of)?[\s.,/-]{{0,3}}{_MONTH}[\s.,/-]{{0,3}}{_YEAR}",
    rf"(?<!\w)(?P<day>\d\d?)-{_MONTH}-\d\d(?!\d)",
    rf"(?<!\w){_MONTH}[\s.]{{1,2}}{_DAY}[\s,]{{1,2}}{_YEAR}",
)
_BARE_DATE = r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)[\s:=-]{0,3}(?:\d{8}|\d{6})(?!\d)"
_POSTCODE = r"(?<!\w)(?P<area>[A-Z]{1,2})\d[\dA-Z]?\s{0,2}(?P<inward>\d[ABD-HJLNP-UW-Z]{2})(?!\w)"
_NHS_NUMBER = r"(?<!\w)\d{3}[\s.-]{0,2}\d{3}[\s.-]{0,2}\d{4}(?!\w)"
_TELEPHONE = (
    r"(?<!\w)(?:(?:\+|00)44[\s.-]?(?:\(0\))?[\s.-]?|\(?0)[1-37-9]\d(?:[\s.()-]{0,2}\d){7,8}(?!\d)"
)
_EMAIL = r"(?<![^\s@<>,;:()\"])[^\s@<>,;:()\"]{1,64}@[A-Z0-9-]+(?:\.[A-Z0-9-]+)+"
# A number after the name of a record system, or as long as these systems make them.
_RECORD_NUMBER = (
    r"(?<!\w)(?:niche|athena|liquid ?logic|mosaic|systm ?one|emis|rio|pnc|crn|urn|upn|record|crime"
    r"|occurrence|incident|custody)(?:\s+(?:id|no\.?|number|ref\.?|reference))?[\s:#-]{1,3}"
    r"[A-Z]{0,3}\d{5,}(?!\w)",
    r"(?<![\w.,/-])\d{9,}(?![\w/-])",
)

_Pattern = tuple[MarkKind, re.Pattern[str], Callable[[re.Match[str]], bool]]


def _pattern(kind: MarkKind, source: str, holds: Callable[[re.Match[str]], bool]) -> _Pattern:
    return kind, re.compile(source, re.ASCII | re.IGNORECASE), holds


_PATTERNS: tuple[_Pattern, ...] = (
    *(_pattern(MarkKind.DATE_OF_BIRTH, date, _is_date) for date in _DATES),
    *(_pattern(MarkKind.DATE_OF_BIRTH, date, _is_day) for date in _WRITTEN_DATES),
    _pattern(MarkKind.DATE_OF_BIRTH, _BARE_DATE, _always),
    _pattern(MarkKind.POSTCODE, _POSTCODE, _is_postcode),
    _pattern(MarkKind.NHS_NUMBER, _NHS_NUMBER, _has_check_digit),
    _pattern(MarkKind.TELEPHONE, _TELEPHONE, _always),
    _pattern(MarkKind.EMAIL, _EMAIL, _always),
    *(_pattern(MarkKind.RECORD_NUMBER, number, _always) for number in _RECORD_NUMBER),
)
