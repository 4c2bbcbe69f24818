"""To whom returns, and single sections of them, were given.

Both say it as ``return_id``, ``section`` and ``person_id``; the whole return has no section.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Subquery, literal, select, union_all

from app.db.models.returns import AssignmentRow, SectionAssignmentRow
from app.db.parameters import PARTNERSHIP, PERSON
from audit_tools.permissions import Person

_Given = type[AssignmentRow | SectionAssignmentRow]


def given_to(person: Person) -> Subquery:
    """All that was given to a person."""
    return _given(person.partnership, lambda given: given.person_id == person.id)


def given_of(partnership: UUID, returns: Iterable[UUID]) -> Subquery:
    """Who has what of some returns."""
    ids = list(returns)
    return _given(partnership, lambda given: given.return_id.in_(ids))


def _given(
    partnership: UUID | BindParameter[object], wanted: Callable[[_Given], ColumnElement[bool]]
) -> Subquery:
    """What is ``wanted`` of each of the two tables, so that neither is read whole."""
    whole = select(AssignmentRow.return_id, literal("").label("section"), AssignmentRow.person_id)
    part = select(
        SectionAssignmentRow.return_id, SectionAssignmentRow.section, SectionAssignmentRow.person_id
    )
    return union_all(
        whole.where(AssignmentRow.partnership_id == partnership, wanted(AssignmentRow)),
        part.where(
            SectionAssignmentRow.partnership_id == partnership, wanted(SectionAssignmentRow)
        ),
    ).subquery()


GIVEN_TO_ONE = _given(PARTNERSHIP, lambda given: given.person_id == PERSON)
"""What ``given_to`` says, of the person and partnership that a statement is executed with."""
