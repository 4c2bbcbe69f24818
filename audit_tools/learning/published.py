"""The learning offer as it is published: what runs, for whom, when; fit for anybody to read.

What an agency gives to its own staff alone is not published, nor what is over. Of the evidence that
an offer answers the kind is said and never its title: an audit, an inspection, a review.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from audit_tools.learning.evidence import EvidenceKind
from audit_tools.learning.offers import LearningOffer, OfferKind

ANSWERS = {
    EvidenceKind.AUDIT: "what audits found",
    EvidenceKind.REVIEW: "what reviews taught",
    EvidenceKind.INSPECTION: "what inspectors found",
    EvidenceKind.PRIORITY: "a priority of the partnership",
    EvidenceKind.PRACTITIONERS: "what practitioners said",
}
"""Which evidence is said of a published offer, and how. An agency's own analysis is its own."""


@dataclass(frozen=True)
class PublishedOffer:
    """One offer in words. ``for_whom`` and ``answers`` have a line each."""

    kind: OfferKind
    title: str
    about: str
    for_whom: tuple[str, ...]
    when: str
    provider: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class PublishedOffers:
    """All that is published. ``at`` is when it was read, in UTC."""

    partnership: str
    invented: bool
    at: datetime
    offers: tuple[PublishedOffer, ...]

    @property
    def by_kind(self) -> tuple[tuple[OfferKind, tuple[PublishedOffer, ...]], ...]:
        """The offers of each kind of which there are any."""
        found = ((kind, tuple(o for o in self.offers if o.kind is kind)) for kind in OfferKind)
        return tuple((kind, offers) for kind, offers in found if offers)


@dataclass(frozen=True)
class OfferWords:
    """What keys of an offer mean: agencies, places in frames, and the kinds of evidence."""

    agencies: Mapping[str, str]
    places: Mapping[str, str]
    evidence: Mapping[UUID, EvidenceKind]


def is_published(offer: LearningOffer, today: date) -> bool:
    """Whether it runs and is no agency's own."""
    return not offer.own_agency and not offer.is_over(today)


def publish(
    offers: Iterable[LearningOffer], words: OfferWords, today: date
) -> tuple[PublishedOffer, ...]:
    """The offers that are published, in their order."""
    return tuple(_in_words(offer, words) for offer in offers if is_published(offer, today))


def _in_words(offer: LearningOffer, words: OfferWords) -> PublishedOffer:
    agencies = ", ".join(words.agencies.get(key, key) for key in offer.agencies)
    lines = (
        offer.for_whom,
        *(words.places.get(place, "") for place in offer.levels),
        f"Staff of {agencies}" if agencies else "Staff of all agencies",
    )
    kinds = {words.evidence[id] for id in offer.answers if id in words.evidence}
    return PublishedOffer(
        offer.kind,
        offer.title,
        offer.about,
        tuple(line for line in lines if line),
        offer.dates,
        offer.provider,
        tuple(said for kind, said in ANSWERS.items() if kind in kinds),
    )
