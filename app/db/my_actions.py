"""The actions of plans on which a person's agencies report, without what was noted of them."""

from dataclasses import dataclass

from sqlalchemy import Text, cast, or_, select
from sqlalchemy.orm import Session

from app.db.action_plans import action_of
from app.db.models.action_plans import ActionPlanRow, ActionRow
from audit_tools.action_plans.tracking import Action
from audit_tools.permissions import Person


@dataclass(frozen=True)
class ReportedAction:
    """An action, and the title of its plan."""

    action: Action
    plan: str
    invented: bool


def actions_reported_by(session: Session, person: Person) -> tuple[ReportedAction, ...]:
    """Those that name an agency whose lead the person is, the newest plan first."""
    if not person.leads:
        return ()
    # Both databases read the list as text; whether it holds the very key is seen in the row.
    listed = cast(ActionRow.agencies, Text)
    found = session.execute(
        select(ActionRow, ActionPlanRow.title, ActionPlanRow.invented)
        .join(
            ActionPlanRow,
            (ActionPlanRow.partnership_id == ActionRow.partnership_id)
            & (ActionPlanRow.id == ActionRow.plan_id),
        )
        .where(
            ActionRow.partnership_id == person.partnership,
            or_(*(listed.contains(f'"{key}"', autoescape=True) for key in sorted(person.leads))),
        )
        .order_by(ActionPlanRow.added_at.desc(), ActionPlanRow.id, ActionRow.number)
    )
    return tuple(
        ReportedAction(action_of(row), title, invented)
        for row, title, invented in found
        if person.leads.intersection(row.agencies)
    )
