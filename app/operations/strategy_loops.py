"""What became of the needs that a strategy answers, as far as one reader may know it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.operations.strategies import to_read
from app.operations.strategy_papers import audits_behind, paper_with
from app.operations.summaries import (
    SummaryOnFile,
    earlier_to_read,
    list_summaries,
    read_beside,
    read_summary,
)
from audit_tools.audience import Audience, AudienceFacts, NeedRow, corrected_in
from audit_tools.learning_strategy.in_words import PlannedActivity
from audit_tools.learning_strategy.loop import Loop, found_again
from audit_tools.learning_strategy.papers import StrategyPaper
from audit_tools.learning_strategy.points import PointKind
from audit_tools.permissions import Person
from audit_tools.side_by_side import SideBySide

ByTheme = Mapping[str, list[PlannedActivity]]


def read_with_loops(session: Session, *, by: Person, strategy_id: UUID) -> StrategyPaper:
    """A strategy on paper, with what the re-audits found. Raises ``Refused`` or ``Hidden``."""
    strategy, summaries = to_read(session, by, strategy_id), list_summaries(session, by=by)
    beside = {
        one.audit.id: _beside_the_next(session, by, one, summaries)
        for one in audits_behind(strategy, summaries)
    }
    # An audit that stands beside the next one has been read with it.
    audits = {id: both.then if both else _read(session, by, id) for id, both in beside.items()}
    paper = paper_with(session, by, strategy, audits)
    loops: list[Loop] = []
    unanswered: list[str] = []
    answered = _answered(paper)
    somewhere = {theme for themes in answered.values() for theme in themes}
    for audit_id, themes in answered.items():
        facts = audits[audit_id]
        loops += _loops(facts, beside[audit_id], themes)
        left = (need for need in facts.needs if need.key not in themes)
        unanswered += [_named(need, facts, somewhere) for need in left]
    again = [both.now for both in beside.values() if both]
    return replace(
        paper,
        # What a re-audit found is what a reader came for.
        loops=tuple(sorted(loops, key=lambda loop: loop.again is None)),
        unanswered=tuple(dict.fromkeys(unanswered)),
        corrected=corrected_in([*audits.values(), *again]),
    )


def _named(need: NeedRow, facts: AudienceFacts, answered: Collection[str]) -> str:
    """Its title; where a need of another audit on the theme is answered, of which audit this is."""
    return f"{need.title} ({facts.title})" if need.key in answered else need.title


def _answered(paper: StrategyPaper) -> Mapping[UUID, ByTheme]:
    """The activities by the audit and the theme of the need they answer, where the reader may read
    that audit."""
    found = defaultdict[UUID, defaultdict[str, list[PlannedActivity]]](lambda: defaultdict(list))
    for one in paper.activities:
        need = one.activity.details.need
        if need and one.need and one.need.audit:
            found[need.audit][need.theme].append(one)
    return found


def _read(session: Session, by: Person, audit_id: UUID) -> AudienceFacts:
    return read_summary(session, by=by, audit_id=audit_id, audience=Audience.LEARNING)


def _beside_the_next(
    session: Session, by: Person, audit: SummaryOnFile, the_latest_first: Sequence[SummaryOnFile]
) -> SideBySide | None:
    """An audit beside the first one after it, where the reader may read both."""
    place = the_latest_first.index(audit)
    for later in reversed(the_latest_first[:place]):
        if later.audit.tool.key != audit.audit.tool.key:
            continue
        earlier = earlier_to_read(session, by, later.audit)
        if earlier and earlier.id == audit.audit.id:
            return read_beside(
                session, by=by, later=later, earlier=earlier, audience=Audience.LEARNING
            )
    return None


def _loops(facts: AudienceFacts, both: SideBySide | None, themes: ByTheme) -> Iterator[Loop]:
    needs = {need.key: need for need in facts.needs}
    for theme, activities in themes.items():
        need = needs.get(theme)
        again = found_again(both, need, activities) if both and need else None
        if activities[0].need:
            yield Loop(activities[0].need, tuple(activities), again, _due(activities))


def _due(activities: list[PlannedActivity]) -> date | None:
    """By when the theme is audited again, as the activities have it."""
    days = [
        point.due
        for one in activities
        for point in one.activity.points
        if point.kind is PointKind.RE_AUDIT and point.due
    ]
    return min(days, default=None)
