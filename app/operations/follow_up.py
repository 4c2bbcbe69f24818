"""Which themes a finding of inspectors is tied to, and what the audits since saw of them."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.action_plans import list_plans
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.inspections import (
    audits_answering,
    load_inspection,
    row_of_finding,
)
from app.db.partnerships import row_of_partnership
from app.db.tools import themes_of
from app.operations.summaries import load_summaries, read_summary, readable_audits
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.action_plans.follow_up import FollowedFinding, FollowUp, audit_saw, in_order
from audit_tools.audience import Audience, corrected_in
from audit_tools.codebook import Codebook
from audit_tools.errors import Hidden, Invalid
from audit_tools.facts import InspectionFinding
from audit_tools.permissions import Permission, Person, check_can

MOST_AUDITS = 4
"""How many audits stand beside a finding: the latest of those that answer it."""


def read_follow_up(session: Session, *, by: Person, inspection_id: UUID) -> FollowUp:
    """An inspection, and for each finding what audits that one may read saw, and the actions.

    Raises ``Refused`` or ``Hidden``.
    """
    check_can(by, Permission.READ_PLANS)
    found = load_inspection(session, by.partnership, inspection_id)
    answering = audits_answering(session, by.partnership, inspection_id)
    answers = [one for one in readable_audits(session, by=by) if one in answering]
    readable = [one.audit for one in load_summaries(session, by=by, audits=answers)]
    lists = {audit.cycle.key: audit.codebook for audit in readable}
    facts = {
        audit.id: read_summary(session, by=by, audit_id=audit.id, audience=Audience.GOVERNANCE)
        for audit in readable[:MOST_AUDITS]
    }
    titles = themes_of(session, by.partnership)
    plans = [p for p in list_plans(session, by.partnership) if p.inspection == inspection_id]
    actions = [action for plan in plans for action in plan.actions]
    followed = tuple(
        FollowedFinding(
            finding.number,
            finding.statement,
            tuple(titles.get(theme, theme) for theme in finding.themes),
            tuple(
                audit_saw(one, _meant(lists[one.key], finding))
                for one in in_order(
                    tuple(f for id, f in facts.items() if finding.number in answering[id])
                )
            ),
            tuple(action for action in actions if action.answers.finding == finding.number),
        )
        for finding in found.inspection.findings
    )
    here = row_of_partnership(session, by.partnership)
    return FollowUp(
        found.inspection.title,
        found.attribution,
        here.name,
        here.marking,
        any(one.invented for one in facts.values()) or any(plan.invented for plan in plans),
        now(session),
        followed,
        corrected_in(facts.values()),
    )


def _meant(codebook: Codebook, finding: InspectionFinding) -> dict[str, str]:
    """The themes of an audit's own list that a finding means, by key and title."""
    return {theme: codebook.theme(theme).title for theme in codebook.meant_by(finding.themes)}


def find_finding(
    session: Session, by: Person, inspection_id: UUID, number: int
) -> InspectionFinding:
    """One finding of an inspection. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.RUN_AUDITS)
    found = load_inspection(session, by.partnership, inspection_id)
    wanted = (one for one in found.inspection.findings if one.number == number)
    if (finding := next(wanted, None)) is None:
        raise Hidden("There is no such finding.")
    return finding


@operation
def tie_themes(
    session: Session,
    *,
    by: Person,
    inspection_id: UUID,
    number: int,
    themes: tuple[str, ...],
    seen: str,
) -> None:
    """Say which themes answer a finding; ``seen`` is the version of the finding that was shown.

    Raises ``Refused``, ``Hidden``, ``Invalid`` for a theme that no list has ("themes"), and
    ``Conflict``.
    """
    check_can(by, Permission.RUN_AUDITS)
    row = row_of_finding(session, by.partnership, inspection_id, number)
    check_unchanged(seen, find_finding(session, by, inspection_id, number))
    known = themes_of(session, by.partnership)
    if not set(themes) <= known.keys():
        raise Invalid("Choose themes of the theme list.", place="themes")
    before = list(row.themes)
    row.themes = [theme for theme in known if theme in themes]
    tell(
        session,
        by,
        "inspection.themes-tied",
        Subject("inspection", inspection_id),
        before={"finding": number, "themes": before},
        after={"finding": number, "themes": row.themes},
    )
