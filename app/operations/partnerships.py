"""Founding a partnership and keeping its settings."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db import history, partnerships
from app.db.clock import now
from app.db.history import Subject
from app.db.models.people import PartnershipRow
from app.db.partnerships import plain_periods
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.day_notes import read_school_holidays
from audit_tools.errors import Conflict, Invalid
from audit_tools.permissions import Permission, Person, check_can

LONGEST_NAME = 200
LONGEST_TEXT = 2000
LONGEST_MARKING = 100
LONGEST_WAIT = 30
WHITE = 1.0
LEAST_CONTRAST = 4.5


@operation
def found(session: Session, *, name: str) -> UUID:
    """Make the first partnership. Raises ``Conflict`` when there is one."""
    if partnerships.default_partnership(session):
        raise Conflict("There is a partnership already.")
    partnership = partnerships.add_partnership(session, _checked_name(name))
    history.record(
        session,
        by=None,
        partnership=partnership,
        what="partnership.founded",
        on=Subject("partnership", partnership),
        at=now(session),
    )
    return partnership


@operation
def change_settings(
    session: Session,
    *,
    by: Person,
    name: str,
    front_door: str,
    accent: str,
    marking: str | None = None,
    school_holidays: str | None = None,
    chase_after: int | None = None,
    seen: str | None = None,
) -> None:
    """Change the name, whom to tell of a worry now, the accent colour, the protective marking, the
    school holidays (one period a line) and after how many days a lead is chased; ``None`` leaves
    it as it is.

    ``seen`` is the version that a page showed. For administrators and the Business Unit; others
    are ``Refused``. ``Invalid`` names each field that cannot be; ``Conflict`` says that the
    settings have changed since.
    """
    check_can(by, Permission.SET_UP)
    row = partnerships.row_of_partnership(session, by.partnership)
    if seen is not None:
        check_unchanged(seen, partnerships.value_of(row))
    before = _settings_of(row)
    row.name, row.accent = _checked_name(name), _checked_accent(accent)
    row.front_door = _checked_text(front_door)
    row.marking = row.marking if marking is None else _checked_marking(marking)
    if school_holidays is not None:
        row.school_holidays = plain_periods(read_school_holidays(school_holidays))
    if chase_after is not None:
        row.chase_after = _checked_days(chase_after)
    history.record(
        session,
        by=by,
        partnership=by.partnership,
        what="partnership.changed",
        on=Subject("partnership", by.partnership),
        at=now(session),
        before=before,
        after=_settings_of(row),
    )


def _settings_of(row: PartnershipRow) -> dict[str, object]:
    return {
        "name": row.name,
        "front_door": row.front_door,
        "accent": row.accent,
        "marking": row.marking,
        "school_holidays": row.school_holidays,
        "chase_after": row.chase_after,
    }


def contrast_with_white(colour: str) -> float:
    """The contrast of ``#rrggbb`` with white, 1 to 21. Source: WCAG 2.2, relative luminance."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (WHITE + 0.05) / (luminance + 0.05)


def _linear(part: float) -> float:
    darkest = 0.04045
    return float(part / 12.92 if part <= darkest else ((part + 0.055) / 1.055) ** 2.4)


def _checked_days(days: int) -> int:
    if not 1 <= days <= LONGEST_WAIT:
        raise Invalid(f"Enter a number of days from 1 to {LONGEST_WAIT}.", "chase_after")
    return days


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(f"Enter a name of at most {LONGEST_NAME} characters.", "name")
    return name


def _checked_text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"Use {LONGEST_TEXT} characters or fewer.", "front_door")
    return text.strip()


def _checked_marking(marking: str) -> str:
    marking = " ".join(marking.split())
    if not marking or len(marking) > LONGEST_MARKING:
        raise Invalid(f"Enter a marking of at most {LONGEST_MARKING} characters.", "marking")
    return marking


def _checked_accent(accent: str) -> str:
    accent = accent.strip().lower()
    digits = accent.removeprefix("#")
    if len(accent) != 7 or len(digits) != 6 or set(digits) - set("0123456789abcdef"):
        raise Invalid("Enter a colour such as #1d70b8.", "accent")
    if contrast_with_white(accent) < LEAST_CONTRAST:
        raise Invalid("White letters on this colour are hard to read. Choose a darker one.",
                      "accent")  # fmt: skip
    return accent
