"""A strategy as it is put on paper, with everything in words that stands beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.partnerships import row_of_partnership
from app.db.tools import themes_of
from app.operations.summaries import SummaryOnFile, list_summaries, read_summary
from app.operations.ties import questions_offered
from audit_tools.audience import Audience, AudienceFacts, corrected_in
from audit_tools.learning_strategy.in_words import NeedSeen, PlannedActivity, PlannedObjective
from audit_tools.learning_strategy.papers import StrategyPaper
from audit_tools.learning_strategy.strategy import Activity, AnsweredNeed, Strategy
from audit_tools.permissions import Person


def paper_of(session: Session, by: Person, strategy: Strategy) -> StrategyPaper:
    """A strategy that the person may read, on paper."""
    audits = {
        one.audit.id: read_summary(
            session, by=by, audit_id=one.audit.id, audience=Audience.LEARNING
        )
        for one in audits_behind(strategy, list_summaries(session, by=by))
    }
    return paper_with(session, by, strategy, audits)


def audits_behind(
    strategy: Strategy, summaries: Iterable[SummaryOnFile]
) -> tuple[SummaryOnFile, ...]:
    """Those of these audits whose needs the activities answer."""
    tied = {one.details.need.audit for one in strategy.activities if one.details.need}
    return tuple(one for one in summaries if one.audit.id in tied)


def paper_with(
    session: Session, by: Person, strategy: Strategy, audits: Mapping[UUID, AudienceFacts]
) -> StrategyPaper:
    """The same, where the audits behind it that the person may read are read already."""
    here = row_of_partnership(session, by.partnership)
    words = _Words(
        audits,
        themes_of(session, by.partnership),
        dict(questions_offered(session, by.partnership)),
    )
    return StrategyPaper(
        strategy,
        here.name,
        here.marking,
        now(session),
        tuple(
            PlannedObjective(
                objective, tuple(words.of(objective.number, one) for one in objective.activities)
            )
            for objective in strategy.objectives
        ),
        corrected=corrected_in(audits.values()),
    )


@dataclass(frozen=True)
class _Words:
    """What keys mean in words, for one reader."""

    audits: Mapping[UUID, AudienceFacts]
    themes: Mapping[str, str]
    questions: Mapping[str, str]

    def of(self, objective: int, activity: Activity) -> PlannedActivity:
        need, question = activity.details.need, activity.details.question
        return PlannedActivity(
            f"{objective}.{activity.number}",
            activity,
            self._need(need) if need else None,
            self.questions.get(f"{question.tool}/{question.key}", "") if question else "",
        )

    def _need(self, need: AnsweredNeed) -> NeedSeen:
        title = self.themes.get(need.theme, need.theme)
        facts = self.audits.get(need.audit)
        if facts is None:
            return NeedSeen(title)
        row = next((one for one in facts.needs if one.key == need.theme), None)
        seen = row.seen_in(facts.counted) if row else ""
        return NeedSeen(title, facts.title, seen, facts.interim)
