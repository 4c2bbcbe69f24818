"""The published learning offer: what runs, kind by kind, for anybody to read."""

from audit_tools.dates import format_date, local
from audit_tools.learning.published import PublishedOffer, PublishedOffers
from audit_tools.numbers import joined, plural
from reports.kinds.sentences import opening, stopped
from reports.outline import Heading, Node, Outline, Paragraph, Term, Terms

TITLE = "What there is to learn from"
NOTHING = "Nothing is offered to all agencies at present."


def published_offer(published: PublishedOffers) -> Outline:
    """All offers; it bears no protective marking, since anybody may read it."""
    count = len(published.offers)
    first = f"{plural(count, 'offer')} for people who work with children and families."
    day = format_date(local(published.at).date())
    nodes: list[Node] = [
        Paragraph(first if count else NOTHING, leads=True),
        Paragraph(f"As of {day}."),
    ]
    for kind, offers in published.by_kind:
        nodes.append(Heading(kind.label, anchor=kind.value))
        for offer in offers:
            nodes += _offer(offer)
    return Outline(TITLE, published.partnership, tuple(nodes), published.invented, at=published.at)


def _offer(offer: PublishedOffer) -> list[Node]:
    answers = stopped(opening(joined(offer.answers))) if offer.answers else ""
    said = (
        ("What it is", (offer.about,)),
        ("For whom", offer.for_whom),
        ("When", (opening(offer.when),)),
        ("Given by", (offer.provider,)),
        ("What it answers", (answers,)),
    )
    terms = (Term(label, details) for label, details in said if any(details))
    return [Heading(offer.title, level=3), Terms(tuple(terms))]
