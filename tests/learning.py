"""Learning offers and evidence, for the tests."""

from datetime import date

from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning.offers import LearningOffer, OfferKind
from audit_tools.learning.training_returns import TrainingReturn

BRIEFING = LearningOffer(
    "Words that help",
    OfferKind.BRIEFING,
    "Business Unit",
    themes=("voice",),
    starts_on=date(2025, 1, 20),
)
VISITED = LearningOffer("A course", OfferKind.COURSE)
PRIORITY = LearningEvidence(EvidenceKind.PRIORITY, "The priority for 2025")
OF_POLICE = TrainingReturn("police", 2025, {"analysis": "Audit of 2024"})
