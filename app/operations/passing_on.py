"""Recording what was passed on to whom, and how teams used it."""

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db import passing_on as rows
from app.db.agencies import list_agencies
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.passing_on import PassedOnRow, TeamUseRow
from app.operations.summaries import readable_audits
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.dates import local
from audit_tools.errors import CHOOSE, Invalid
from audit_tools.passing_on import PassedOn, Passing, TeamUse, find_passing
from audit_tools.permissions import Permission, Person, can, check_can


def read_passings(session: Session, *, by: Person) -> tuple[Passing, ...]:
    """What was passed on; a lead who reads no plans reads what teams of their own agency said.

    Raises ``Refused``.
    """
    check_can(by, Permission.FOLLOW_ACTIONS)
    found = rows.list_passings(session, by.partnership)
    if can(by, Permission.READ_PLANS):
        return found
    return tuple(
        replace(one, uses=tuple(use for use in one.uses if use.agency in by.leads)) for one in found
    )


def read_passing(session: Session, *, by: Person, passing_id: UUID) -> Passing:
    """One of them. Raises ``Refused`` or ``Hidden``."""
    return find_passing(read_passings(session, by=by), passing_id)


def agencies_answering(session: Session, by: Person) -> dict[str, str]:
    """The agencies for whose teams the person may answer, by key and name."""
    listed = {agency.key: agency.name for agency in list_agencies(session, by.partnership)}
    if can(by, Permission.WRITE_NEEDS):
        return listed
    return {key: name for key, name in listed.items() if key in by.leads}


@operation
def record(session: Session, *, by: Person, passed: PassedOn, invented: bool = False) -> UUID:
    """Record what was passed on; gives its id.

    Raises ``Refused``, or ``Invalid`` as its ``checked`` ("audit" for one that is not theirs).
    """
    columns = _columns(session, by, passed)
    row = PassedOnRow(partnership_id=by.partnership, id=uuid4(), invented=invented, **columns)
    session.add(row)
    session.flush()
    tell(session, by, "passed-on.recorded", Subject("passed on", row.id), after=columns)
    return row.id


@operation
def change(session: Session, *, by: Person, passing_id: UUID, passed: PassedOn, seen: str) -> None:
    """Change what is recorded. Raises as ``record``, ``Hidden``, and ``Conflict``."""
    check_can(by, Permission.WRITE_NEEDS)
    row = rows.row_of_passing(session, by.partnership, passing_id)
    before = rows.passed_in(row)
    check_unchanged(seen, before)
    columns = _columns(session, by, passed)
    for name, value in columns.items():
        setattr(row, name, value)
    subject = Subject("passed on", passing_id)
    tell(session, by, "passed-on.changed", subject, before=asdict(before), after=columns)


@operation
def say_used(session: Session, *, by: Person, passing_id: UUID, use: TeamUse) -> None:
    """Add how a team used it.

    Raises ``Hidden``, ``Refused``, and ``Invalid`` (its places the fields) also for an agency for
    which the person does not answer.
    """
    read_passing(session, by=by, passing_id=passing_id)
    if use.agency not in agencies_answering(session, by):
        raise Invalid("Choose the agency from the list.", place="agency")
    checked = use.checked(local(now(session)).date())
    row = TeamUseRow(
        partnership_id=by.partnership,
        id=uuid4(),
        passed_on_id=passing_id,
        agency=checked.agency,
        team=checked.team,
        said=checked.said,
        said_on=checked.on,
        recorded_at=now(session),
        recorded_by=by.id,
    )
    session.add(row)
    subject = Subject("passed on", passing_id)
    tell(session, by, "passed-on.used", subject, after=asdict(checked))


def _columns(session: Session, by: Person, passed: PassedOn) -> dict[str, Any]:
    check_can(by, Permission.WRITE_NEEDS)
    checked = passed.checked(local(now(session)).date())
    readable = readable_audits(session, by=by)
    if checked.audit and checked.audit not in readable:
        raise Invalid(CHOOSE, place="audit")
    return {
        "kind": checked.kind.value,
        "what": checked.what,
        "passed_by": checked.passed_by,
        "network": checked.network,
        "passed_on": checked.on,
        "reached": checked.reached,
        "audit_id": checked.audit,
    }
