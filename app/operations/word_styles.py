"""Giving a partnership's Word papers its own styles, and going back to the shipped ones."""

import hashlib

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.word_styles import WordStylesRow
from app.db.partnerships import lock_partnership
from app.db.word_styles import ChosenStyles, chosen_styles, present_styles
from app.operations.transaction import operation
from audit_tools.apart import read_apart
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.word_styles import check_styles


@operation
def replace_styles(session: Session, *, by: Person, data: bytes) -> None:
    """Make every Word paper in the styles of this file from now on.

    Raises ``Refused``, and ``Invalid`` ("file") with what is wrong with it. The file that is in
    use already changes nothing.
    """
    check_can(by, Permission.SET_UP)
    read_apart(check_styles, data)
    _choose(session, by, data)


@operation
def use_shipped_styles(session: Session, *, by: Person) -> None:
    """Go back to the styles that Golden Thread ships. Raises ``Refused``."""
    check_can(by, Permission.SET_UP)
    _choose(session, by, None)


def read_styles(session: Session, *, by: Person) -> tuple[bytes | None, list[ChosenStyles]]:
    """The file in use, None for the shipped one, and all choices. Raises ``Refused``."""
    check_can(by, Permission.SET_UP)
    return present_styles(session, by.partnership), chosen_styles(session, by.partnership)


def _choose(session: Session, by: Person, data: bytes | None) -> None:
    lock_partnership(session, by.partnership)
    if present_styles(session, by.partnership) == data:
        return
    before = chosen_styles(session, by.partnership)
    digest = hashlib.sha256(data).hexdigest() if data else ""
    row = WordStylesRow(
        partnership_id=by.partnership,
        number=len(before) + 1,
        digest=digest,
        data=data,
        chosen_at=now(session),
        chosen_by=by.id,
    )
    session.add(row)
    tell(
        session,
        by,
        "partnership.word-styles-chosen",
        Subject("partnership", by.partnership),
        before={"sha256": before[0].digest if before else ""},
        after={"sha256": digest},
    )
