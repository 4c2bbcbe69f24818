"""Keeping the list of boards and groups that read the summaries."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db import bodies as rows
from app.db.bodies import GoverningBody
from app.db.history import Subject, tell
from app.db.meetings import has_met
from app.db.models.bodies import GoverningBodyRow
from app.db.partnerships import lock_partnership
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import READERS_OF_SUMMARIES, Permission, Person, Role, check_can

LONGEST_NAME = 120


@operation
def add_body(
    session: Session, *, by: Person, name: str, role: Role | None, each_audit: bool = False
) -> UUID:
    """Add a board or group; ``each_audit`` says that every audit is put before it.

    Raises ``Refused``, ``Invalid`` for a name or a role that cannot be, ``Conflict`` for a name
    that is taken.
    """
    check_can(by, Permission.SET_UP)
    lock_partnership(session, by.partnership)
    name = _checked_name(session, by, name)
    row = rows.add_body(
        session, by.partnership, name=name, role=_checked_role(role), each_audit=each_audit
    )
    tell(session, by, "body.added", Subject("body", row.id), after=_words(row))
    return row.id


@operation
def change_body(
    session: Session,
    *,
    by: Person,
    body_id: UUID,
    name: str,
    role: Role | None,
    each_audit: bool = False,
    seen: str | None = None,
) -> None:
    """Change a name, the role that the members hold, and whether every audit is put before it.

    ``seen`` is the version that a page showed. Raises as ``add_body`` does, ``Hidden`` for an
    unknown one, ``Conflict`` where it has changed since.
    """
    lock_partnership(session, by.partnership)
    row = _find(session, by, body_id)
    if seen is not None:
        check_unchanged(seen, rows.value_of(row))
    before = _words(row)
    row.name = _checked_name(session, by, name, but=body_id)
    checked = _checked_role(role)
    row.role = checked.value if checked else None
    row.each_audit = each_audit
    tell(session, by, "body.changed", Subject("body", body_id), before=before, after=_words(row))


@operation
def remove_body(session: Session, *, by: Person, body_id: UUID) -> None:
    """Take a board or group off the list; people keep their roles.

    Raises ``Hidden``, or ``Refused`` for one that has met: what was put before it stays on file.
    """
    row = _find(session, by, body_id)
    if has_met(session, by.partnership, body_id):
        raise Refused("This board or group has meetings on file, so it stays on the list.")
    tell(session, by, "body.removed", Subject("body", body_id), before=_words(row))
    session.delete(row)


def find_body(session: Session, by: Person, body_id: UUID) -> GoverningBody:
    """One board or group. Raises ``Hidden`` for an unknown one."""
    return rows.value_of(_find(session, by, body_id))


def _find(session: Session, by: Person, body_id: UUID) -> GoverningBodyRow:
    check_can(by, Permission.SET_UP)
    row = rows.row_of_body(session, by.partnership, body_id)
    if row is None:
        raise Hidden()
    return row


def _checked_name(session: Session, by: Person, name: str, *, but: UUID | None = None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(f"Enter a name of at most {LONGEST_NAME} characters.", "name")
    for other in rows.list_bodies(session, by.partnership):
        if other.name.casefold() == name.casefold() and other.id != but:
            raise Conflict("There is a board or group of this name already.", "name")
    return name


def _checked_role(role: Role | None) -> Role | None:
    if role is not None and role not in READERS_OF_SUMMARIES:
        raise Invalid("Choose a role that reads summaries.", "role")
    return role


def _words(row: GoverningBodyRow) -> dict[str, object]:
    return {"name": row.name, "role": row.role, "each_audit": row.each_audit}
