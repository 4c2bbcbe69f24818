"""Actions that audits give rise to: what would help and is no training, and to whom it goes."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.db.action_plans import PlanOnFile
from app.operations.summaries import read_summary, readable_audits
from audit_tools.action_plans.details import ActionDetails
from audit_tools.action_plans.plan import Cells, PlanTable
from audit_tools.action_plans.tracking import Answers
from audit_tools.audience import Audience, AudienceFacts, RemedyRow
from audit_tools.permissions import Person

MOST_AUDITS = 4
"""Of how many audits the findings are offered: the latest. Older ones are followed up already."""


@dataclass(frozen=True)
class FindingOffered:
    """A finding in wording agreed for sharing; ``path`` makes an action of it."""

    text: str
    path: str


@dataclass(frozen=True)
class RemedyOffered:
    """What would help, to whom it goes, and the findings that can be quoted.

    ``unworded`` is how many more there are that cannot be quoted yet.
    """

    label: str
    goes_to: str
    findings: tuple[FindingOffered, ...]
    unworded: int


@dataclass(frozen=True)
class AuditOffered:
    """What one audit found that no training mends."""

    title: str
    interim: bool
    remedies: tuple[RemedyOffered, ...]


@dataclass(frozen=True)
class FromAuditsPage:
    plan: PlanOnFile
    audits: tuple[AuditOffered, ...]


def describe(session: Session, person: Person, plan: PlanOnFile) -> FromAuditsPage:
    """The latest audits that the person may read a summary of, with what goes elsewhere."""
    found = [
        _audit(
            read_summary(session, by=person, audit_id=id, audience=Audience.GOVERNANCE), id, plan
        )
        for id in readable_audits(session, by=person)[:MOST_AUDITS]
    ]
    return FromAuditsPage(plan, tuple(audit for audit in found if audit.remedies))


def proposed(facts: AudienceFacts, audit_id: UUID, remedy: str, place: int) -> ActionDetails | None:
    """An action as it is proposed from the finding at a place of a remedy, if there is one."""
    row = next((row for row in _elsewhere(facts) if row.key == remedy), None)
    if row is None or not 0 <= place < len(row.rests_on.worded):
        return None
    text = row.rests_on.worded[place].text
    cells = Cells(text, ", ".join(row.rests_on.agencies), governance=row.goes_to)
    theme = next((t for t in facts.themes if text in t.developments.wordings), None)
    return ActionDetails(
        PlanTable.ADDITIONAL,
        cells,
        answers=Answers(
            theme.inspection[0] if theme and theme.inspection else None,
            theme.key if theme else "",
            audit_id,
        ),
    )


def _audit(facts: AudienceFacts, audit_id: UUID, plan: PlanOnFile) -> AuditOffered:
    remedies = tuple(_remedy(row, audit_id, plan) for row in _elsewhere(facts))
    return AuditOffered(facts.title, facts.interim, remedies)


def _elsewhere(facts: AudienceFacts) -> list[RemedyRow]:
    return [row for row in facts.remedies if not row.is_learning]


def _remedy(row: RemedyRow, audit_id: UUID, plan: PlanOnFile) -> RemedyOffered:
    findings = tuple(
        FindingOffered(
            one.text,
            url_for("actions.ask_action", plan_id=plan.id, audit=audit_id, remedy=row.key, n=place),
        )
        for place, one in enumerate(row.rests_on.worded)
    )
    return RemedyOffered(row.label, row.goes_to, findings, row.rests_on.unworded)
