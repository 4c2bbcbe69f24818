"""Learning offers, the evidence that they answer and the frames that they name: rows to values."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.db.models.learning import (
    LearningEvidenceRow,
    LearningFrameRow,
    LearningOfferRow,
    OfferEvidenceRow,
)
from app.db.rows import find_row, hold_row
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning.frames import Frame, FrameKind, Level, frames_in_use
from audit_tools.learning.offers import LearningOffer, OfferKind


@dataclass(frozen=True)
class OfferOnFile:
    """An offer with its id."""

    id: UUID
    offer: LearningOffer
    invented: bool


@dataclass(frozen=True)
class EvidenceOnFile:
    """A piece of evidence with its id."""

    id: UUID
    evidence: LearningEvidence
    invented: bool


def list_offers(session: Session, partnership: UUID) -> tuple[OfferOnFile, ...]:
    """The partnership's offers by title, in two statements."""
    rows = session.scalars(
        select(LearningOfferRow)
        .where(LearningOfferRow.partnership_id == partnership)
        .order_by(func.lower(LearningOfferRow.title), LearningOfferRow.id)
    ).all()
    answers = _answers(session, partnership)
    return tuple(OfferOnFile(r.id, _offer(r, answers.get(r.id, ())), r.invented) for r in rows)


def load_offer(session: Session, partnership: UUID, offer_id: UUID) -> OfferOnFile:
    """One offer. Raises ``Hidden``."""
    row = find_row(
        session, LearningOfferRow, partnership, offer_id, "There is no such learning offer."
    )
    answers = _answers(session, partnership, offer_id)
    return OfferOnFile(row.id, _offer(row, answers.get(row.id, ())), row.invented)


def row_of_offer(session: Session, partnership: UUID, offer_id: UUID) -> LearningOfferRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(
        session, LearningOfferRow, partnership, offer_id, "There is no such learning offer."
    )


def columns_of_offer(offer: LearningOffer) -> dict[str, Any]:
    """An offer as its row keeps it; what it answers has rows of its own."""
    return {
        "title": offer.title,
        "kind": offer.kind.value,
        "provider": offer.provider,
        "about": offer.about,
        "themes": list(offer.themes),
        "levels": list(offer.levels),
        "for_whom": offer.for_whom,
        "agencies": list(offer.agencies),
        "own_agency": offer.own_agency,
        "places": offer.places,
        "agency_places": [list(kept) for kept in offer.agency_places],
        "starts_on": offer.starts_on,
        "ends_on": offer.ends_on,
        "when": offer.when,
    }


def _offer(row: LearningOfferRow, answers: tuple[UUID, ...]) -> LearningOffer:
    return LearningOffer(
        row.title,
        OfferKind(row.kind),
        row.provider,
        row.about,
        tuple(row.themes),
        tuple(row.levels),
        row.for_whom,
        tuple(row.agencies),
        row.own_agency,
        row.places,
        tuple((str(agency), int(places)) for agency, places in row.agency_places),
        row.starts_on,
        row.ends_on,
        row.when,
        answers,
    )


def _answers(
    session: Session, partnership: UUID, offer_id: UUID | None = None
) -> Mapping[UUID, tuple[UUID, ...]]:
    """The evidence that each offer answers, in the order of the ids."""
    wanted = (
        select(OfferEvidenceRow.offer_id, OfferEvidenceRow.evidence_id)
        .where(OfferEvidenceRow.partnership_id == partnership)
        .order_by(OfferEvidenceRow.evidence_id)
    )
    if offer_id:
        wanted = wanted.where(OfferEvidenceRow.offer_id == offer_id)
    found = defaultdict[UUID, list[UUID]](list)
    for offer, evidence in session.execute(wanted):
        found[offer].append(evidence)
    return {offer: tuple(answered) for offer, answered in found.items()}


def list_evidence(session: Session, partnership: UUID) -> tuple[EvidenceOnFile, ...]:
    """The partnership's evidence, the newest first."""
    rows = session.scalars(
        select(LearningEvidenceRow)
        .where(LearningEvidenceRow.partnership_id == partnership)
        .order_by(LearningEvidenceRow.added_at.desc(), LearningEvidenceRow.id)
    )
    return tuple(EvidenceOnFile(row.id, evidence_in(row), row.invented) for row in rows)


def row_of_evidence(session: Session, partnership: UUID, evidence_id: UUID) -> LearningEvidenceRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(
        session, LearningEvidenceRow, partnership, evidence_id, "There is no such evidence."
    )


def load_evidence(session: Session, partnership: UUID, evidence_id: UUID) -> LearningEvidence:
    """One piece of evidence. Raises ``Hidden``."""
    row = find_row(
        session, LearningEvidenceRow, partnership, evidence_id, "There is no such evidence."
    )
    return evidence_in(row)


def columns_of_evidence(evidence: LearningEvidence) -> dict[str, Any]:
    """A piece of evidence as its row keeps it."""
    return {
        "kind": evidence.kind.value,
        "title": evidence.title,
        "said": evidence.said,
        "agency": evidence.agency,
        "on": evidence.on,
        "themes": list(evidence.themes),
        "audit_id": evidence.audit,
        "inspection_id": evidence.inspection,
    }


def evidence_in(row: LearningEvidenceRow) -> LearningEvidence:
    return LearningEvidence(
        EvidenceKind(row.kind),
        row.title,
        row.said,
        row.agency,
        row.on,
        tuple(row.themes),
        row.audit_id,
        row.inspection_id,
    )


def forget_audit(session: Session, partnership: UUID, audit: UUID) -> None:
    """Let no evidence lead to an audit that is deleted."""
    session.execute(
        update(LearningEvidenceRow)
        .where(
            LearningEvidenceRow.partnership_id == partnership,
            LearningEvidenceRow.audit_id == audit,
        )
        .values(audit_id=None)
    )


def list_frames(session: Session, partnership: UUID) -> tuple[Frame, ...]:
    """The frames in use: those shipped, each as the partnership has changed it, and its own."""
    rows = session.scalars(
        select(LearningFrameRow).where(LearningFrameRow.partnership_id == partnership)
    )
    return frames_in_use(_frame(row) for row in rows)


def row_of_frame(session: Session, partnership: UUID, key: str) -> LearningFrameRow | None:
    """The row of a frame that the partnership has changed or added, held until the end."""
    return session.scalars(
        select(LearningFrameRow)
        .where(LearningFrameRow.partnership_id == partnership, LearningFrameRow.key == key)
        .with_for_update()
    ).first()


def _frame(row: LearningFrameRow) -> Frame:
    levels = tuple(Level(key, label) for key, label in row.levels)
    return Frame(row.key, row.title, FrameKind(row.kind), levels)
