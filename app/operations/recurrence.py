"""What audits before saw of the themes of an audit, and the actions on them."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.action_plans import list_plans
from app.db.audits import AuditOnFile
from app.db.earlier_audits import find_all_earlier, themes_seen_in
from app.db.inspections import inspections_on_file
from app.db.summaries import audits_held
from audit_tools.action_plans.tracking import Status
from audit_tools.audience import AudienceFacts
from audit_tools.permissions import Permission, Person, can
from audit_tools.recurrence import MOST_AUDITS, ActionOn, find_recurring
from audit_tools.visibility import reads_summary


def with_recurrence(
    session: Session, by: Person, audit: AuditOnFile, given: AudienceFacts
) -> AudienceFacts:
    """The same with what the person may read of audits before and of action plans."""
    held = audits_held(session, by)
    before = [
        one
        for one in find_all_earlier(session, by.partnership, audit, MOST_AUDITS)
        if reads_summary(by, one.cycle.phase, one.id in held, one.interim_issued, False)
    ]
    if not before:
        return given
    return replace(
        given,
        recurring=find_recurring(
            audit.codebook,
            [row.key for row in given.themes if row.developments.count],
            themes_seen_in(session, by.partnership, before),
            list(_actions(session, by)) if can(by, Permission.READ_PLANS) else None,
        ),
    )


def _actions(session: Session, by: Person) -> Iterator[tuple[Collection[str], ActionOn]]:
    """The actions that have begun, with the themes they are on: their own, and those of the finding
    that each answers."""
    answered: dict[tuple[UUID | None, int | None], tuple[str, ...]] = {
        (one.id, finding.number): finding.themes
        for one in inspections_on_file(session, by.partnership)
        for finding in one.inspection.findings
    }
    for plan in list_plans(session, by.partnership):
        begun = (one for one in plan.actions if one.status is not Status.NOT_STARTED)
        for action in begun:
            of_finding = answered.get((plan.inspection, action.answers.finding), ())
            said = " ".join(action.cells.proposed_actions.split())
            yield (
                {action.answers.theme, *of_finding} - {""},
                ActionOn(plan.title, action.number, said, action.status.label, action.effect.label),
            )
