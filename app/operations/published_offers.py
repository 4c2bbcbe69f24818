"""The published learning offer of a partnership."""

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.learning_offers import list_evidence, list_offers
from app.db.partnerships import row_of_partnership
from app.operations.learning_offers import ties_of
from audit_tools.dates import local
from audit_tools.learning.published import OfferWords, PublishedOffers, is_published, publish
from audit_tools.permissions import Permission, Person, check_can


def read_published(session: Session, *, by: Person) -> PublishedOffers:
    """What is published of the offer. Raises ``Refused``."""
    check_can(by, Permission.READ_SUMMARIES)
    here, ties = row_of_partnership(session, by.partnership), ties_of(session, by.partnership)
    at = now(session)
    today = local(at).date()
    listed = [one for one in list_offers(session, by.partnership) if is_published(one.offer, today)]
    evidence = list_evidence(session, by.partnership)
    words = OfferWords(ties.agencies, ties.levels, {one.id: one.evidence.kind for one in evidence})
    return PublishedOffers(
        here.name,
        any(one.invented for one in listed),
        at,
        publish((one.offer for one in listed), words, today),
    )
