"""Actions that a board's decisions give rise to."""

from app.db.meetings import MeetingOnFile
from audit_tools.action_plans.details import ActionDetails
from audit_tools.action_plans.plan import Cells, PlanTable
from audit_tools.action_plans.tracking import Answers
from audit_tools.dates import format_date
from audit_tools.governance import AgendaItem


def proposed(meeting: MeetingOnFile, item: AgendaItem) -> ActionDetails | None:
    """An action as it is proposed from what was decided of an item; None where nothing was."""
    decision = item.decision
    if decision is None:
        return None
    cells = Cells(
        finding=item.title,
        proposed_actions=decision.said,
        responsible_agency=decision.owner,
        proposed_timescale=format_date(decision.due_on) if decision.due_on else "",
        governance=meeting.body,
    )
    audit = item.paper.audit if item.paper else None
    return ActionDetails(PlanTable.ADDITIONAL, cells, answers=Answers(audit=audit))
