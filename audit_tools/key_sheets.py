"""Key sheets: the references that an agency answers for, with empty columns for who they are.

Names never come into the application, so it makes the sheet that carries them outside. What stands
on it is what the agency sees here anyway: the reference and three bands of the child.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from audit_tools.cases import NOT_RECORDED, Case, Known
from audit_tools.errors import Invalid
from audit_tools.knowing import MOST_LETTERS
from audit_tools.wording import looks_like

SEND_SAFELY = (
    "Complete outside the application; send by your secure channel; never by ordinary e-mail."
)
COLUMNS = ("Case", "Reference", "Age band", "Sex", "Kind of plan")
EMPTY_COLUMNS = ("Name", "Date of birth", "Your own number")


@dataclass(frozen=True)
class KeySheetLine:
    """One child of the sheet. ``spoken`` is its place in the audit, "Case 3 of 6"."""

    spoken: str
    reference: str = field(repr=False)
    age_band: str = field(repr=False)
    sex: str = field(repr=False)
    plan_type: str = field(repr=False)

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the filled columns, in the order of ``COLUMNS``."""
        return (self.spoken, self.reference, self.age_band, self.sex, self.plan_type)


@dataclass(frozen=True)
class KeySheet:
    """The sheet of one agency. ``marking`` is the partnership's protective marking."""

    audit_key: str
    audit: str
    period: str
    partnership: str
    marking: str
    agency_key: str
    agency: str
    made: date
    invented: bool
    lines: tuple[KeySheetLine, ...]


def stands_on_sheet(case: Case, agency: str, is_asked: bool) -> bool:
    """Whether the agency has to know who the child is: it is asked, or knows them.

    Once it has said that it does not know the child, or did not in the period, it needs no name.
    """
    if not case.state.is_counted:
        return False
    said = {i.agency: i.known for i in case.involvements}.get(agency, Known.NOT_ASKED)
    return said is Known.KNOWN or (is_asked and said is Known.NOT_ASKED)


def line_of(case: Case, spoken: str) -> KeySheetLine:
    """A case as it stands on the sheet: of the bands only those that help to tell the child."""
    bands = case.characteristics
    return KeySheetLine(
        spoken,
        case.reference,
        bands.age_band or NOT_RECORDED,
        bands.sex or NOT_RECORDED,
        bands.plan_type or NOT_RECORDED,
    )


# A role or a place of work has one of these in it, and the name of a person does not.
_ROLE_WORDS = """
    administrator admin advisor adviser board business chair children childrens clinic clinical
    co-ordinator coordinator council deputy designated desk detective director doctor dsl duty
    education governance gp gcsx head headteacher health hospital housing hub inbox inspector
    justice lead liaison mail mailbox manager mental named nhs nurse officer police practice
    practitioner probation professional public safeguarding school secure senior sergeant service
    services social supervisor support team trust unit worker youth
"""
_OF_A_ROLE = frozenset(_ROLE_WORDS.split())
_CAPITALISED = re.compile(r"[A-Z][A-Za-z'\u2019-]+")
_NAME_AS_A_RULE = 2


def check_recipient(text: str, known_words: Iterable[str] = ()) -> str:
    """To whom a sheet was sent, as a role. Raises ``Invalid``, its place "to".

    ``known_words`` are names that are no child's, such as that of the agency. A guess, and a
    strict one: a role is always there to be written instead.
    """
    trimmed = " ".join(text.split())
    if not trimmed:
        raise Invalid("Say to whom, such as: safeguarding lead.", place="to")
    if len(trimmed) > MOST_LETTERS:
        raise Invalid(f"Use at most {MOST_LETTERS} characters.", place="to")
    for mark in looks_like(trimmed):
        raise Invalid(f"{mark.message} Write a role instead.", place="to")
    if _looks_like_name(trimmed, known_words):
        raise Invalid(
            "This looks like a name. Write a role instead, such as: safeguarding lead.", place="to"
        )
    return trimmed


def _looks_like_name(text: str, known_words: Iterable[str]) -> bool:
    """Two capitalised words or more in a row, none of them of a role or an agency."""
    known = {word for known in known_words for word in _plain(known)} | _OF_A_ROLE
    return any(
        len(run) >= _NAME_AS_A_RULE and not {word for one in run for word in _plain(one)} & known
        for run in _capitalised_runs(text)
    )


def _capitalised_runs(text: str) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for word in text.replace("/", " ").split():
        if _CAPITALISED.fullmatch(word.strip('.;:()"')):
            runs[-1].append(word)
        else:
            runs.append([])
    return runs


def _plain(text: str) -> list[str]:
    """The words of a text in small letters, without what stands around them."""
    return re.findall(r"[a-z-]+", re.sub("['\u2019]s", "", text).casefold())
