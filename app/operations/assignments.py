"""Giving an agency's return, or a section of it, to the colleagues who will complete it."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db.history import Subject, tell
from app.db.models.cases import CaseRow
from app.db.models.returns import AssignmentRow, ReturnRow, SectionAssignmentRow
from app.db.people import colleagues_in
from app.db.returns import read_own_return, sections_held
from app.operations import messages
from app.operations.transaction import operation
from audit_tools.errors import Hidden, Invalid
from audit_tools.permissions import Person
from audit_tools.returns import sections_given


@operation
def give_return(session: Session, *, by: Person, return_id: UUID, people: frozenset[UUID]) -> None:
    """Give a return of one's agency to colleagues, in place of those who had it.

    Raises ``Hidden`` unless the person leads the agency, ``Invalid`` for somebody outside it.
    """
    row = _led_by(session, by, return_id)
    if not people <= colleagues_in(session, by.partnership, row.agency).keys():
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


@operation
def give_sections(
    session: Session, *, by: Person, return_id: UUID, given: Mapping[str, UUID | None]
) -> None:
    """Give sections of a return to a colleague each, or take them back (``None``).

    Sections that are not named stay with whoever has them, and what is written in one stays in it.
    Raises ``Hidden`` unless the person leads the agency, ``Invalid`` for a section that the return
    has not, and for somebody outside the agency.
    """
    row = _led_by(session, by, return_id)
    held = read_own_return(session, by, return_id)
    if not given.keys() <= {s.key for s in sections_given(held.audit.tool, held.value)}:
        raise Invalid("This return has no such section. Reload the page.")
    people = {person for person in given.values() if person}
    if not people <= colleagues_in(session, by.partnership, row.agency).keys():
        raise Invalid("Choose people of your own agency.", place="sections")
    before = sections_held(session, by.partnership, return_id)
    changed = {s: person for s, person in given.items() if before.get(s) != person}
    if not changed:
        return
    _replace_sections(session, by, return_id, changed)
    tell(
        session,
        by,
        "return.sections-given",
        Subject("return", return_id),
        before={section: str(before.get(section, "")) for section in changed},
        after={section: str(person or "") for section, person in changed.items()},
    )
    messages.follow(session, by, held.audit.id, row.agency)


def _replace_sections(
    session: Session, by: Person, return_id: UUID, changed: Mapping[str, UUID | None]
) -> None:
    session.execute(
        delete(SectionAssignmentRow).where(
            SectionAssignmentRow.partnership_id == by.partnership,
            SectionAssignmentRow.return_id == return_id,
            SectionAssignmentRow.section.in_(sorted(changed)),
        )
    )
    for section, person in sorted(changed.items()):
        if person:
            session.add(
                SectionAssignmentRow(
                    partnership_id=by.partnership,
                    return_id=return_id,
                    section=section,
                    person_id=person,
                )
            )


def _led_by(session: Session, by: Person, return_id: UUID) -> ReturnRow:
    # Two that give it at once would both write who has it.
    row = session.get(
        ReturnRow, (by.partnership, return_id), with_for_update=True, populate_existing=True
    )
    if row is None or row.agency not in by.leads:
        raise Hidden("There is no such return.")
    return row


def _held_by(session: Session, row: ReturnRow) -> frozenset[UUID]:
    return frozenset(
        session.scalars(
            select(AssignmentRow.person_id).where(
                AssignmentRow.partnership_id == row.partnership_id,
                AssignmentRow.return_id == row.id,
            )
        )
    )
