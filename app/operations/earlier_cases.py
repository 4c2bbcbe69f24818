"""Saying that a case is the same child as one of an earlier audit.

Only the link is kept. Nothing works it out from references or bands, and no agency is shown it.
"""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db.cases import load_case, standing_of
from app.db.earlier_cases import earlier_audits, find_case_by_reference, find_earlier_case
from app.db.history import Subject, tell
from app.db.models.knowing import EarlierCaseRow
from app.operations.involvements import case_to_run
from app.operations.transaction import operation
from audit_tools.errors import Invalid
from audit_tools.permissions import Person

_NO_SUCH_CASE = "That audit has no case with this reference. Check it on the page of that audit."


@operation
def say_same_child(
    session: Session, *, by: Person, case_id: UUID, audit_id: UUID | None, reference: str
) -> None:
    """Link a case to one of an earlier audit, in place of a link that was made before.

    Raises ``Invalid``, its place "audit" or "reference", for what is no case of an earlier audit.
    A case about which the person has declared a conflict is none to them.
    """
    held = case_to_run(session, by, case_id)
    earlier = earlier_audits(session, by.partnership, held.audit.id)
    if audit_id is None or audit_id not in {audit.id for audit in earlier}:
        raise Invalid("Choose one of the earlier audits.", place="audit")
    found = find_case_by_reference(session, by.partnership, audit_id, reference.strip())
    if found is None or not _may_see(session, by, found):
        raise Invalid(_NO_SUCH_CASE, place="reference")
    _replace(session, by, case_id, found)


@operation
def forget_same_child(session: Session, *, by: Person, case_id: UUID) -> None:
    """Take the link back. Where there is none, nothing is done."""
    case_to_run(session, by, case_id)
    if find_earlier_case(session, by.partnership, case_id) is not None:
        _replace(session, by, case_id, None)


def _may_see(session: Session, by: Person, case_id: UUID) -> bool:
    case = load_case(session, by.partnership, case_id)
    return standing_of(session, by, case).holds_discussion


def _replace(session: Session, by: Person, case_id: UUID, earlier: UUID | None) -> None:
    before = find_earlier_case(session, by.partnership, case_id)
    tell(
        session,
        by,
        "case.same-child",
        Subject("case", case_id),
        before={"earlier case": before.id if before else None},
        after={"earlier case": earlier},
    )
    session.execute(
        delete(EarlierCaseRow).where(
            EarlierCaseRow.partnership_id == by.partnership, EarlierCaseRow.case_id == case_id
        )
    )
    if earlier is not None:
        session.add(
            EarlierCaseRow(partnership_id=by.partnership, case_id=case_id, earlier_id=earlier)
        )
