"""Keeping learning offers, and what they are tied to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db import learning_offers as rows
from app.db.agencies import list_agencies
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.learning_attendance import attendance_of
from app.db.learning_offers import OfferOnFile
from app.db.models.learning import LearningOfferRow, OfferEvidenceRow
from app.db.tools import themes_of
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.errors import CHOOSE, Invalid, Problem, Refused
from audit_tools.learning.frames import Frame, places_of
from audit_tools.learning.offers import LearningOffer
from audit_tools.permissions import Permission, Person, check_can

Listed = dict[str, str]


@dataclass(frozen=True)
class OfferTies:
    """What offers are tied to, by key, each in the order in which it is shown."""

    themes: Listed
    agencies: Listed
    evidence: dict[UUID, str]
    frames: tuple[Frame, ...]

    @property
    def levels(self) -> Listed:
        """All places in frames, with their words."""
        return places_of(self.frames)

    def wrong(self, offer: LearningOffer) -> Iterator[Problem]:
        """What an offer names and is not there, each at the place of its field."""
        asked: dict[str, tuple[Iterable[object], Iterable[object]]] = {
            "themes": (self.themes, offer.themes),
            "levels": (self.levels, offer.levels),
            "agencies": (self.agencies, offer.agencies),
            "own_agency": (self.agencies, filter(None, [offer.own_agency])),
            "agency_places": (self.agencies, [agency for agency, _ in offer.agency_places]),
            "answers": (self.evidence, offer.answers),
        }
        for place, (known, named) in asked.items():
            if not set(named) <= set(known):
                yield Problem(place, CHOOSE)


def ties_of(session: Session, partnership: UUID) -> OfferTies:
    """What the partnership's offers can be tied to."""
    return OfferTies(
        themes_of(session, partnership),
        {agency.key: agency.name for agency in list_agencies(session, partnership)},
        {one.id: one.evidence.title for one in rows.list_evidence(session, partnership)},
        rows.list_frames(session, partnership),
    )


def to_read(session: Session, by: Person, offer_id: UUID) -> OfferOnFile:
    """An offer that the person may read. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.READ_SUMMARIES)
    return rows.load_offer(session, by.partnership, offer_id)


@operation
def add_offer(
    session: Session, *, by: Person, offer: LearningOffer, invented: bool = False
) -> UUID:
    """Add an offer; gives its id.

    Raises ``Refused``, or ``Invalid`` (its places the fields' names) as ``LearningOffer.checked``
    and for what it names and is not there.
    """
    checked = _checked(session, by, offer)
    row = LearningOfferRow(
        partnership_id=by.partnership,
        id=uuid4(),
        invented=invented,
        added_at=now(session),
        **rows.columns_of_offer(checked),
    )
    session.add(row)
    session.flush()
    _answer(session, by, row.id, checked)
    tell(session, by, "learning-offer.added", Subject("learning offer", row.id),
         after=_told(checked))  # fmt: skip
    return row.id


@operation
def change_offer(
    session: Session, *, by: Person, offer_id: UUID, offer: LearningOffer, seen: str
) -> None:
    """Change an offer. Raises as ``add_offer``, ``Hidden``, and ``Conflict``."""
    checked = _checked(session, by, offer)
    row = rows.row_of_offer(session, by.partnership, offer_id)
    before = rows.load_offer(session, by.partnership, offer_id).offer
    check_unchanged(seen, before)
    for name, value in rows.columns_of_offer(checked).items():
        setattr(row, name, value)
    _answer(session, by, offer_id, checked)
    tell(session, by, "learning-offer.changed", Subject("learning offer", offer_id),
         before=_told(before), after=_told(checked))  # fmt: skip


@operation
def remove_offer(session: Session, *, by: Person, offer_id: UUID) -> None:
    """Take away an offer that was entered by mistake.

    Raises ``Hidden``, and ``Refused`` once it is recorded who came.
    """
    check_can(by, Permission.WRITE_NEEDS)
    row = rows.row_of_offer(session, by.partnership, offer_id)
    if attendance_of(session, by.partnership, offer_id):
        raise Refused("It is recorded who came to it. Give the offer a last day instead.")
    before = rows.load_offer(session, by.partnership, offer_id).offer
    _forget_answers(session, by.partnership, offer_id)
    session.delete(row)
    tell(session, by, "learning-offer.removed", Subject("learning offer", offer_id),
         before=_told(before))  # fmt: skip


def _checked(session: Session, by: Person, offer: LearningOffer) -> LearningOffer:
    check_can(by, Permission.WRITE_NEEDS)
    checked = offer.checked()
    if wrong := tuple(ties_of(session, by.partnership).wrong(checked)):
        raise Invalid.because_of(wrong)
    return checked


def _answer(session: Session, by: Person, offer_id: UUID, offer: LearningOffer) -> None:
    """Let an offer answer just the evidence that it names."""
    _forget_answers(session, by.partnership, offer_id)
    for evidence in offer.answers:
        session.add(
            OfferEvidenceRow(
                partnership_id=by.partnership, id=uuid4(), offer_id=offer_id, evidence_id=evidence
            )
        )


def _forget_answers(session: Session, partnership: UUID, offer_id: UUID) -> None:
    session.execute(
        delete(OfferEvidenceRow).where(
            OfferEvidenceRow.partnership_id == partnership, OfferEvidenceRow.offer_id == offer_id
        )
    )


def _told(offer: LearningOffer) -> dict[str, Any]:
    """An offer as the history keeps it."""
    return {**rows.columns_of_offer(offer), "answers": [str(id) for id in offer.answers]}
