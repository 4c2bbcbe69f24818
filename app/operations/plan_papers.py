"""A plan as it is put on paper, with everything in words that stands beside it."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.action_plans import PlanOnFile
from app.db.clock import now
from app.db.inspections import load_inspection
from app.db.partnerships import row_of_partnership
from app.operations.action_plans import to_read
from app.operations.ties import offered_for
from audit_tools.action_plans.papers import PlannedAction, PlanPaper, StatementOfAction
from audit_tools.errors import Hidden
from audit_tools.permissions import Person


def read_paper(session: Session, *, by: Person, plan_id: UUID) -> PlanPaper:
    """A plan on paper. Raises ``Refused`` or ``Hidden``."""
    return paper_of(session, by, to_read(session, by, plan_id))


def paper_of(session: Session, by: Person, plan: PlanOnFile) -> PlanPaper:
    """The same of a plan that the person may read."""
    here = row_of_partnership(session, by.partnership)
    found = plan.inspection and load_inspection(session, by.partnership, plan.inspection)
    offered = offered_for(session, by, plan)
    return PlanPaper(
        plan.title,
        here.name,
        here.marking,
        plan.invented,
        now(session),
        plan.statement,
        plan.headings,
        tuple(
            PlannedAction(one, offered.words(one.answers), plan.agreements.get(one.id, ()))
            for one in plan.actions
        ),
        plan.updates,
        found.inspection.title if found else "",
    )


def read_statement(
    session: Session, *, by: Person, plan_id: UUID, number: int | None = None
) -> StatementOfAction:
    """The statement as it stands now, or one that was sent.

    Raises ``Refused``, or ``Hidden`` where none was sent under this number.
    """
    paper = read_paper(session, by=by, plan_id=plan_id)
    if number is None:
        return StatementOfAction(paper, None, paper.updates[-1] if paper.updates else None)
    if not 1 <= number <= len(paper.updates):
        raise Hidden("There is no such update.")
    before = paper.updates[number - 2] if number > 1 else None
    return StatementOfAction(paper, paper.updates[number - 1], before)
