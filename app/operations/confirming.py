"""The chair confirms what was typed in a discussion, a section or all that is left at a time."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.discussions import DiscussionRead, raise_changes, read_locked
from app.db.history import Subject, tell
from app.db.models.discussions import ConfirmationRow
from app.operations.transaction import operation
from audit_tools.confirming import check_can_confirm, standing_of
from audit_tools.errors import Conflict
from audit_tools.permissions import Person
from audit_tools.visibility import check_confirms


@operation
def confirm(session: Session, *, by: Person, case_id: UUID, seen: Mapping[str, str]) -> None:
    """Confirm sections as they stood on the page: ``seen`` as ``confirming.seen_of`` gives it.

    A section that holds nothing is passed over, and one that is confirmed already stays so. Raises
    ``Hidden`` or ``Refused`` to anybody but chair and co-chair, and as ``check_can_confirm`` does.
    """
    held = read_locked(session, by, case_id)
    _confirm(session, by, held, seen)


@operation
def confirm_rest(session: Session, *, by: Person, case_id: UUID, seen: Mapping[str, str]) -> None:
    """Confirm all that is left, each section as the page showed it.

    Raises the same, and ``Conflict`` where there is more to confirm than was shown.
    """
    held = read_locked(session, by, case_id)
    check_confirms(held.standing, held.case.case)
    if not set(held.unconfirmed) <= set(seen):
        raise Conflict("Something has been written since you opened the page. Read it again.")
    _confirm(session, by, held, seen)


def _confirm(session: Session, by: Person, held: DiscussionRead, seen: Mapping[str, str]) -> None:
    check_confirms(held.standing, held.case.case)
    wanted = {key: seen[key] for key in _waiting(held, seen)}
    twofold = {clash.place for clash in held.clashes}
    check_can_confirm(held.audit.tool, held.entries, twofold, wanted)
    if not wanted:
        return
    _store(session, by, held.on_file.id, wanted)
    raise_changes(session, by.partnership, held.on_file.id)
    tell(
        session,
        by,
        "discussion.confirmed",
        Subject("case", held.case.id),
        after={"sections": sorted(wanted)},
    )


def _waiting(held: DiscussionRead, sections: Collection[str]) -> list[str]:
    tool, entries, confirmed = held.audit.tool, held.entries, held.on_file.confirmed
    known = {section.key for section in tool.sections}
    return [
        key for key in sections if key in known and standing_of(tool, key, entries, confirmed).waits
    ]


def _store(session: Session, by: Person, discussion: UUID, seen: Mapping[str, str]) -> None:
    session.execute(
        delete(ConfirmationRow).where(
            ConfirmationRow.partnership_id == by.partnership,
            ConfirmationRow.discussion_id == discussion,
            ConfirmationRow.section.in_(sorted(seen)),
        )
    )
    for section, digest in sorted(seen.items()):
        session.add(
            ConfirmationRow(
                partnership_id=by.partnership,
                discussion_id=discussion,
                section=section,
                seen=digest,
                at=now(session),
                by=by.id,
            )
        )
