"""Entering what inspectors or a second moderator said of agreed cases."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.moderations import ModerationRow
from app.db.moderations import ModerationOnFile, row_of_moderation, value_of
from app.operations.audits import to_run
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.cases import CaseState
from audit_tools.dates import local
from audit_tools.errors import Hidden, Refused
from audit_tools.moderation import Compared, check_grades, check_moderation
from audit_tools.permissions import Person
from audit_tools.tool import Scale
from audit_tools.visibility import reads_discussion


def to_moderate(
    session: Session, by: Person, audit_id: UUID
) -> tuple[AuditOnFile, tuple[CaseOnFile, ...]]:
    """An audit that the person runs, with its agreed cases that they may read.

    Raises ``Refused`` or ``Hidden``.
    """
    audit = to_run(session, by, audit_id)
    agreed = [
        case
        for case in list_cases(session, by.partnership, audit_id)
        if case.case.state is CaseState.AGREED
    ]
    standings = standings_of(session, by, agreed)
    return audit, tuple(c for c in agreed if reads_discussion(standings[c.id], c.case))


@operation
def add_moderation(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    moderator: str,
    on: date | None,
    compared: str,
    note: str,
) -> UUID:
    """Record that somebody outside looked at the cases; gives its id.

    Raises ``Refused``, ``Hidden``, or ``Invalid`` (its places the arguments' names).
    """
    to_run(session, by, audit_id)
    details = check_moderation(moderator, on, compared, note, local(now(session)).date())
    row = ModerationRow(
        partnership_id=by.partnership,
        id=uuid4(),
        audit_id=audit_id,
        moderator=details.moderator.value,
        graded_on=details.on,
        compared=details.compared.value,
        note=details.note,
        grades={},
        added_at=now(session),
    )
    tell(session, by, "audit.moderated", Subject("audit", audit_id), after=_told(row))
    session.add(row)
    session.flush()
    return row.id


@operation
def set_grades(
    session: Session,
    *,
    by: Person,
    moderation_id: UUID,
    case_id: UUID,
    grades: Mapping[str, str],
    seen: str,
) -> None:
    """Enter the grades of one agreed case, by section; an empty one is none.

    Raises ``Refused``, ``Hidden``, ``Conflict``, or ``Invalid`` (its places the sections' keys).
    """
    row = row_of_moderation(session, by.partnership, moderation_id)
    audit, case, scale = graded_case(session, by, value_of(row), case_id)
    before = row.grades.get(str(case.id), {})
    check_unchanged(seen, before)
    sections = (section.key for section in audit.tool.sections if section.graded)
    given = check_grades(grades, sections, scale)
    tell(session, by, "case.moderated", Subject("case", case.id), before=before, after=given)
    others = {id: kept for id, kept in row.grades.items() if id != str(case.id)}
    row.grades = others | ({str(case.id): given} if given else {})


@operation
def remove_moderation(session: Session, *, by: Person, moderation_id: UUID) -> UUID:
    """Take it back; gives its audit. Raises ``Refused`` or ``Hidden``."""
    row = row_of_moderation(session, by.partnership, moderation_id)
    to_run(session, by, row.audit_id)
    tell(session, by, "audit.moderation-removed", Subject("audit", row.audit_id), _told(row))
    session.delete(row)
    return row.audit_id


def graded_case(
    session: Session, by: Person, held: ModerationOnFile, case_id: UUID
) -> tuple[AuditOnFile, CaseOnFile, Scale]:
    """The case of a moderation with its audit and scale. Raises as ``set_grades``."""
    audit, cases = to_moderate(session, by, held.audit)
    case = next((one for one in cases if one.id == case_id), None)
    if case is None:
        raise Hidden("There is no such agreed case.")
    if held.moderation.details.compared is not Compared.GRADES or audit.cycle.scale is None:
        raise Refused("No grades were given, so there are none to enter.")
    return audit, case, audit.tool.scale(audit.cycle.scale)


def _told(row: ModerationRow) -> dict[str, object]:
    return {
        "moderator": row.moderator,
        "on": row.graded_on,
        "compared": row.compared,
        "note": row.note,
        "grades": row.grades,
    }
