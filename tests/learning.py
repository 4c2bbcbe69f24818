"""Learning offers and evidence, for the tests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from audit_tools.learning.consultations import Consultation
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning.offers import LearningOffer, OfferKind
from audit_tools.learning.published import OfferWords, PublishedOffers, publish
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
TODAY, AT = date(2025, 5, 28), datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
AUDIT, OWN, GONE, REVIEW = (UUID(int=number) for number in (1, 2, 3, 4))
WORDS = OfferWords(
    {"police": "Police"},
    {"local/1": "Level 1"},
    {
        AUDIT: EvidenceKind.AUDIT,
        OWN: EvidenceKind.OWN_ANALYSIS,
        REVIEW: EvidenceKind.REVIEW,
    },
)
ANSWERING = replace(
    BRIEFING,
    for_whom="Officers",
    levels=("local/1", "gone/2"),
    agencies=("police",),
    answers=(AUDIT, OWN, GONE),
)
"""For officers; it answers an audit, the police's own analysis, and something that is gone."""


def published() -> PublishedOffers:
    """Two offers to anybody and one to officers."""
    offers = (
        BRIEFING,
        replace(BRIEFING, title="A <b> course", kind=OfferKind.COURSE),
        replace(ANSWERING, title="For officers"),
    )
    return PublishedOffers("Leeds", True, AT, publish(offers, WORDS, TODAY))
