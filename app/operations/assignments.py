"""Giving an agency's return to the colleagues who will complete it."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db.history import Subject, tell
from app.db.models.cases import CaseRow
from app.db.models.people import PersonRow, RoleGrantRow
from app.db.models.returns import AssignmentRow, ReturnRow
from app.operations import messages
from app.operations.transaction import operation
from audit_tools.errors import Hidden, Invalid
from audit_tools.permissions import Person, Role


@operation
def give_return(session: Session, *, by: Person, return_id: UUID, people: frozenset[UUID]) -> None:
    """Give a return of one's agency to colleagues, in place of those who had it.

    Raises ``Hidden`` unless the person leads the agency, ``Invalid`` for somebody outside it.
    """
    row = session.get(ReturnRow, (by.partnership, return_id))
    if row is None or row.agency not in by.agencies(Role.AGENCY_LEAD):
        raise Hidden("There is no such return.")
    if not people <= colleagues(session, by.partnership, row.agency):
        raise Invalid("Choose people of your own agency.", place="people")
    before = _held_by(session, row)
    session.execute(
        delete(AssignmentRow).where(
            AssignmentRow.partnership_id == by.partnership, AssignmentRow.return_id == return_id
        )
    )
    for person in sorted(people):
        session.add(
            AssignmentRow(partnership_id=by.partnership, return_id=return_id, person_id=person)
        )
    tell(
        session,
        by,
        "return.given",
        Subject("return", return_id),
        before={"people": sorted(map(str, before))},
        after={"people": sorted(map(str, people))},
    )
    case = session.get_one(CaseRow, (by.partnership, row.case_id))
    messages.follow(session, by, case.audit_id, row.agency)


def colleagues(session: Session, partnership: UUID, agency: str) -> frozenset[UUID]:
    """The active people who may be given a return of the agency."""
    return frozenset(
        session.scalars(
            select(RoleGrantRow.person_id)
            .join(PersonRow, PersonRow.id == RoleGrantRow.person_id)
            .where(
                RoleGrantRow.partnership_id == partnership,
                RoleGrantRow.agency == agency,
                PersonRow.is_active,
            )
        )
    )


def _held_by(session: Session, row: ReturnRow) -> frozenset[UUID]:
    return frozenset(
        session.scalars(
            select(AssignmentRow.person_id).where(
                AssignmentRow.partnership_id == row.partnership_id,
                AssignmentRow.return_id == row.id,
            )
        )
    )
