"""Changing a theme list: renaming, merging and splitting its themes.

Each makes the next version. Audits that are not closed go on with it, and their findings of a theme
that is gone move with a history event each; closed audits keep the version they were closed with.
"""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.audits import lock_audit
from app.db.clock import now
from app.db.findings import findings_of_audit
from app.db.history import Subject, tell
from app.db.models.audits import AuditRow, NeedRow
from app.db.models.findings import FindingRow
from app.db.models.tools import ThemeListRow
from app.db.theme_lists import ListOnFile, theme_list
from app.operations.transaction import operation
from app.operations.versions import CHANGED
from audit_tools.cycles import Phase
from audit_tools.definition import theme_list_to_document
from audit_tools.errors import Conflict, Hidden
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.theme_lists import Changed, check_why, merge, rename, split


@operation
def rename_theme(
    session: Session,
    *,
    by: Person,
    key: str,
    theme: str,
    title: str,
    definition: str,
    why: str,
    seen: int,
) -> None:
    """Give a theme other words. ``seen`` is the version of the list that was shown.

    Raises ``Refused``, ``Hidden``, ``Conflict``, or ``Invalid`` at ``title``, ``definition`` or
    ``why``.
    """
    held = to_change(session, by, key, theme, seen)
    publish_change(session, by, held, rename(held.newest, theme, title, definition), why)


@operation
def merge_themes(
    session: Session, *, by: Person, key: str, theme: str, into: str, why: str, seen: int
) -> None:
    """Let a theme be a part of another; its findings move in audits that are not closed.

    Raises as ``rename_theme`` does, ``Invalid`` at ``into`` or ``why``.
    """
    held = to_change(session, by, key, theme, seen)
    publish_change(session, by, held, merge(held.newest, theme, into), why)


@operation
def split_theme(
    session: Session,
    *,
    by: Person,
    key: str,
    theme: str,
    title: str,
    definition: str,
    why: str,
    seen: int,
) -> None:
    """Make a part of a theme a theme of its own; findings stay where they are until somebody sorts
    them anew. Raises as ``rename_theme`` does.
    """
    held = to_change(session, by, key, theme, seen)
    publish_change(session, by, held, split(held.newest, theme, title, definition, held.ever), why)


def to_change(
    session: Session, by: Person, key: str, theme: str, seen: int | None = None
) -> ListOnFile:
    """A theme list whose theme is to be changed.

    Raises ``Refused``, ``Hidden``, and ``Conflict`` where the newest version is not ``seen``.
    """
    check_can(by, Permission.RUN_AUDITS)
    held = theme_list(session, by.partnership, key)
    if theme not in held.newest:
        raise Hidden("This theme list has no such theme.")
    if seen is not None and seen != held.newest.version:
        raise Conflict(CHANGED)
    return held


def publish_change(
    session: Session, by: Person, held: ListOnFile, changed: Changed, why: str
) -> None:
    """Publish the next version of a list, with which audits that are not closed go on.

    Raises ``Invalid`` ("why").
    """
    codebook = changed.codebook
    row = ThemeListRow(
        partnership_id=by.partnership,
        id=uuid4(),
        key=codebook.key,
        version=codebook.version,
        document=theme_list_to_document(codebook),
        published_at=now(session),
        change=changed.sentence,
        why=check_why(why),
        changed_by=by.id,
    )
    session.add(row)
    session.flush()
    tell(
        session,
        by,
        "theme-list.changed",
        Subject("theme list", row.id),
        before={"key": codebook.key, "version": held.newest.version},
        after={"version": codebook.version, "change": row.change, "why": row.why},
    )
    _go_on(session, by, held, row, dict(changed.moved))


def _go_on(
    session: Session, by: Person, held: ListOnFile, to: ThemeListRow, moved: Mapping[str, str]
) -> None:
    """Let the audits that are not closed go on with the new version."""
    under_way = session.scalars(
        select(AuditRow)
        .where(
            AuditRow.partnership_id == by.partnership,
            AuditRow.theme_list_id.in_([version.id for version in held.versions]),
            AuditRow.phase != Phase.CLOSED.value,
        )
        .order_by(AuditRow.key)
    ).all()
    for audit in under_way:
        lock_audit(session, by.partnership, audit.id)
        audit.theme_list_id = to.id
        tell(
            session,
            by,
            "audit.theme-list-changed",
            Subject("audit", audit.id),
            after={"version": to.version},
        )
        for one in findings_of_audit(session, by.partnership, audit.id):
            if not moved.keys().isdisjoint(one.finding.themes):
                _move(session, by, one.id, moved)
        _move_needs(session, by, audit.id, moved)


def _move(session: Session, by: Person, finding: UUID, moved: Mapping[str, str]) -> None:
    row = session.get_one(FindingRow, (by.partnership, finding))
    before = list(row.themes)
    row.themes = list(dict.fromkeys(moved.get(theme, theme) for theme in before))
    tell(
        session,
        by,
        "finding.theme-merged",
        Subject("finding", finding),
        before={"themes": before},
        after={"themes": row.themes},
    )


def _move_needs(session: Session, by: Person, audit: UUID, moved: Mapping[str, str]) -> None:
    """What was written of a need goes along, unless something is written of the other already."""
    rows = session.scalars(
        select(NeedRow).where(NeedRow.partnership_id == by.partnership, NeedRow.audit_id == audit)
    ).all()
    written = {row.theme for row in rows}
    for row in rows:
        if row.theme in moved and moved[row.theme] not in written:
            row.theme = moved[row.theme]
