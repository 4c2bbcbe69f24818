"""The published learning offer: what runs, kind by kind, for anybody to read."""

from audit_tools.dates import format_date, local
from audit_tools.learning.published import PublishedOffer, PublishedOffers
from audit_tools.numbers import joined, plural
from reports.kinds.sentences import opening, stopped
from reports.outline import Heading, Node, Outline, Paragraph, Table, Term, Terms

TITLE = "What there is to learn from"
NOTHING = "Nothing is offered to all agencies at present."


COLUMNS = {
    "Offer": "What it is called",
    "Kind": "A course, a briefing, e-learning or another kind",
    "What it is": "What it is about",
    "For whom": "Target groups, levels, and the staff of which agencies, one on each line",
    "When": "Its dates, as they are announced",
    "Given by": "Who provides it",
    "What it answers": "Which kinds of evidence it answers; never which audit or review",
}
WIDTHS = (4, 3, 7, 5, 4, 3, 4)


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
    return _outline(published, nodes)


def offer_as_data(published: PublishedOffers) -> Outline:
    """The same as one table for a spreadsheet, a row an offer."""
    rows = tuple(
        (offer.title, kind.label, *("\n".join(said) for _, said in _said(offer)))
        for kind, offers in published.by_kind
        for offer in offers
    )
    meanings = tuple(COLUMNS.values())
    return _outline(published, [Table(TITLE, tuple(COLUMNS), rows, WIDTHS, True, meanings)])


def _outline(published: PublishedOffers, nodes: list[Node]) -> Outline:
    return Outline(TITLE, published.partnership, tuple(nodes), published.invented, at=published.at)


def _offer(offer: PublishedOffer) -> list[Node]:
    terms = tuple(Term(label, details) for label, details in _said(offer) if any(details))
    return [Heading(offer.title, level=3), Terms(terms)]


def _said(offer: PublishedOffer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    answers = stopped(opening(joined(offer.answers))) if offer.answers else ""
    return (
        ("What it is", (offer.about,)),
        ("For whom", offer.for_whom),
        ("When", (opening(offer.when),)),
        ("Given by", (offer.provider,)),
        ("What it answers", (answers,)),
    )
