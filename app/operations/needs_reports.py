"""The needs report of an audit, as far as one reader may have it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.consultations import consultations_on
from app.db.learning_offers import list_evidence
from app.operations.summaries import read_summary
from app.operations.ties import questions_offered
from app.operations.training_needs import activities_for
from audit_tools.audience import Audience
from audit_tools.learning.consultations import heard
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning_strategy.in_words import PlannedActivity
from audit_tools.needs_reports import NeedsReport
from audit_tools.permissions import Permission, Person, check_can


def read_needs_report(session: Session, *, by: Person, audit_id: UUID) -> NeedsReport:
    """The report. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.READ_PLANS)
    facts = read_summary(session, by=by, audit_id=audit_id, audience=Audience.LEARNING)
    themes = frozenset(need.key for need in facts.needs)
    return NeedsReport(
        facts,
        now(session),
        tuple(_with_questions(session, activities_for(session, by=by, audit_id=audit_id), by)),
        tuple(_said_by_practitioners(session, by.partnership, themes)),
        tuple(
            heard(one.consultation, one.counts, one.people, one.comments)
            for one in consultations_on(session, by.partnership, audit_id)
        ),
    )


def _with_questions(
    session: Session, activities: Iterable[PlannedActivity], by: Person
) -> Iterator[PlannedActivity]:
    """The same, each with the question that should move."""
    questions = dict(questions_offered(session, by.partnership))
    for one in activities:
        asked = one.activity.details.question
        key = f"{asked.tool}/{asked.key}" if asked else ""
        yield replace(one, question=questions.get(key, ""))


def _said_by_practitioners(
    session: Session, partnership: UUID, themes: frozenset[str]
) -> Iterator[LearningEvidence]:
    """What practitioners said on one of the themes."""
    for one in list_evidence(session, partnership):
        is_theirs = one.evidence.kind is EvidenceKind.PRACTITIONERS
        if is_theirs and not themes.isdisjoint(one.evidence.themes):
            yield one.evidence
