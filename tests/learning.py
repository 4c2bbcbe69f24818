"""Learning offers and evidence, for the tests."""

from datetime import date

from audit_tools.learning.consultations import Consultation
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
CONSULTATION = Consultation(
    "What we found",
    "We propose a short briefing.",
    ("I know what to write about culture.",),
    date(2000, 1, 1),
    date(2099, 12, 31),
)
