"""What the needs report of an audit is made from: its facts, what is done, what was said of it."""

from dataclasses import dataclass
from datetime import datetime

from audit_tools.audience import AudienceFacts, NeedRow
from audit_tools.learning.consultations import Heard
from audit_tools.learning.evidence import LearningEvidence
from audit_tools.learning_strategy.in_words import PlannedActivity


@dataclass(frozen=True)
class NeedsReport:
    """The facts that the L&D group may be given, the activities that answer needs of this audit,
    what practitioners said of it, and what was ``heard`` when they were asked. ``at`` is the
    instant it was read, in UTC."""

    facts: AudienceFacts
    at: datetime
    activities: tuple[PlannedActivity, ...] = ()
    practitioners: tuple[LearningEvidence, ...] = ()
    heard: tuple[Heard, ...] = ()

    def answering(self, need: NeedRow) -> tuple[PlannedActivity, ...]:
        """The activities that answer a need."""
        return tuple(one for one in self.activities if one.answers(need.key))
