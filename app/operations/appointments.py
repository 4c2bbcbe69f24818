"""Who chairs a case's discussion and takes its notes, the core group, and declared conflicts."""

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db.appointments import Appointed, appointments_of, appointments_to, core_group_of
from app.db.cases import CaseOnFile, list_cases
from app.db.clock import now
from app.db.discussions import CaseRead, read_case
from app.db.history import Subject, tell
from app.db.models.audits import CoreGroupRow
from app.db.models.cases import AppointmentRow
from app.db.people import people_with_role
from app.operations import messages
from app.operations.audits import to_run
from app.operations.involvements import case_to_run
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.cases import CaseState
from audit_tools.errors import Invalid, Refused
from audit_tools.permissions import OF_THE_DISCUSSION, Permission, Person, Role, can

OVER = (CaseState.AGREED, CaseState.WITHDRAWN)


@operation
def appoint(
    session: Session, *, by: Person, case_id: UUID, appointed: Appointed, seen: str
) -> None:
    """Say who chairs the discussion of a case and who takes its notes.

    Raises ``Invalid`` (its place the part) for somebody without the role, in two parts, or who has
    declared a conflict, ``Refused`` once the discussion is agreed, and ``Conflict``.
    """
    held = _appoint(session, by, case_id, appointed, seen)
    messages.follow(session, by, held.audit.id)


@operation
def appoint_to_others(session: Session, *, by: Person, case_id: UUID) -> int:
    """Give the people of one case to every other that has nobody yet; gives their number."""
    held = case_to_run(session, by, case_id)
    cases = list_cases(session, by.partnership, held.case.audit_id)
    people = appointments_of(session, by.partnership, [case.id for case in cases])
    appointed = people[case_id].appointed
    others = [
        case
        for case in cases
        if case.case.state not in OVER
        and not people[case.id].appointed.by_role()
        and people[case.id].conflicted.isdisjoint(appointed.by_role().values())
    ]
    for case in others:
        seen = version_of(people[case.id].appointed)
        _appoint(session, by, case.id, appointed, seen)
    messages.follow(session, by, held.audit.id)
    return len(others)


@operation
def choose_core_group(
    session: Session, *, by: Person, audit_id: UUID, people: frozenset[UUID], seen: str
) -> None:
    """Choose who reads every discussion of the audit once it is open.

    Raises ``Invalid`` for somebody who does not hold the role, and ``Conflict``.
    """
    to_run(session, by, audit_id)
    if not people <= _holders(session, by, Role.CORE_GROUP):
        raise Invalid("Choose people who belong to a core group.", place="people")
    before = core_group_of(session, by.partnership, audit_id)
    check_unchanged(seen, sorted(map(str, before)))
    tell(
        session,
        by,
        "audit.core-group",
        Subject("audit", audit_id),
        before={"people": sorted(map(str, before))},
        after={"people": sorted(map(str, people))},
    )
    session.execute(
        delete(CoreGroupRow).where(
            CoreGroupRow.partnership_id == by.partnership, CoreGroupRow.audit_id == audit_id
        )
    )
    for person in sorted(people):
        session.add(
            CoreGroupRow(partnership_id=by.partnership, audit_id=audit_id, person_id=person)
        )
    messages.follow(session, by, audit_id)


@operation
def declare_conflict(session: Session, *, by: Person, case_id: UUID) -> None:
    """Say that one knows the child or family in another way: access to the case ends at once.

    Raises ``Hidden`` or ``Refused`` as ``to_declare_conflict`` does.
    """
    held = to_declare_conflict(session, by, case_id)
    rows = session.scalars(
        select(AppointmentRow).where(
            AppointmentRow.partnership_id == by.partnership,
            AppointmentRow.case_id == case_id,
            AppointmentRow.person_id == by.id,
        )
    ).all()
    tell(session, by, "case.conflict-declared", Subject("case", case_id))
    for row in rows:
        row.conflict_declared_at = now(session)
    if not rows:
        # Somebody without a part in this discussion is barred by a row of their general role.
        role = Role.COORDINATOR if can(by, Permission.RUN_AUDITS) else Role.CORE_GROUP
        session.add(
            AppointmentRow(
                partnership_id=by.partnership,
                case_id=case_id,
                person_id=by.id,
                role=role.value,
                conflict_declared_at=now(session),
            )
        )
    # A message about the date that waits for them is not sent any more.
    messages.follow(session, by, held.audit.id)


def to_declare_conflict(session: Session, by: Person, case_id: UUID) -> CaseRead:
    """A case about which the person can declare a conflict: they hold it, or are its core group.

    Raises ``Hidden`` where the person does not see the case, and ``Refused`` for those who read it
    only for their agency.
    """
    held = read_case(session, by, case_id)
    if not held.standing.declares_conflict:
        raise Refused("Tell your agency's lead, who can give the return to a colleague.")
    return held


def _appoint(
    session: Session, by: Person, case_id: UUID, appointed: Appointed, seen: str
) -> CaseRead:
    held = case_to_run(session, by, case_id)
    if held.case.case.state in OVER:
        raise Refused("This discussion is over, so who held it stays as it is.")
    present = appointments_to(session, by.partnership, case_id)
    before = present.appointed
    _check_people(session, by, appointed, present.conflicted)
    check_unchanged(seen, before)
    tell(
        session, by, "case.appointed", Subject("case", case_id), asdict(before), asdict(appointed)
    )  # fmt: skip
    _write(session, by, held.case, appointed)
    return held


def _holders(session: Session, by: Person, role: Role) -> frozenset[UUID]:
    return frozenset(person.id for person in people_with_role(session, by.partnership, role))


def _check_people(
    session: Session, by: Person, appointed: Appointed, conflicted: frozenset[UUID]
) -> None:
    parts = appointed.by_role()
    for role, person in parts.items():
        place = role.value.replace("-", "_")
        if person not in _holders(session, by, role):
            raise Invalid(f"Choose somebody who has the role {role.label}.", place=place)
        if person in conflicted:
            raise Invalid("This person has declared a conflict about this case.", place=place)
        if list(parts.values()).count(person) > 1:
            raise Invalid("Choose another person for each part.", place=place)


def _write(session: Session, by: Person, case: CaseOnFile, appointed: Appointed) -> None:
    session.execute(
        delete(AppointmentRow).where(
            AppointmentRow.partnership_id == by.partnership,
            AppointmentRow.case_id == case.id,
            AppointmentRow.role.in_([role.value for role in OF_THE_DISCUSSION]),
            AppointmentRow.conflict_declared_at.is_(None),
        )
    )
    for role, person in appointed.by_role().items():
        session.add(
            AppointmentRow(
                partnership_id=by.partnership, case_id=case.id, person_id=person, role=role.value
            )
        )
