"""What the pages of learning offers show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.db import learning_offers as rows
from app.db.inspections import inspections_on_file
from app.db.learning_attendance import attendance_of
from app.db.learning_offers import EvidenceOnFile, OfferOnFile
from app.operations.learning_offers import OfferTies, ties_of, to_read
from app.operations.summaries import list_summaries, readable_audits
from app.web.paging import Part, part_of
from audit_tools.dates import format_date
from audit_tools.learning.attendance import LABELS, Attendance, rates
from audit_tools.learning.frames import Frame
from audit_tools.learning.offers import LearningOffer
from audit_tools.permissions import Permission, Person, can


@dataclass(frozen=True)
class OfferLine:
    """An offer in a list: what it is and from whom, for whom, when, and whether it is over."""

    id: UUID
    title: str
    what: str
    invented: bool
    is_over: bool


@dataclass(frozen=True)
class ListPage:
    """The offers, those that are over last; ``theme`` is the one that was asked for."""

    offers: Part[OfferLine]
    writes: bool
    theme: str
    themes: dict[str, str]
    invented: bool
    reads_returns: bool


def describe_list(session: Session, person: Person, theme: str, today: date) -> ListPage:
    ties = ties_of(session, person.partnership)
    found = [
        one
        for one in rows.list_offers(session, person.partnership)
        if not theme or theme in one.offer.themes
    ]
    lines = [_line(one, ties, today) for one in found]
    return ListPage(
        part_of(sorted(lines, key=lambda line: line.is_over)),
        can(person, Permission.WRITE_NEEDS),
        theme,
        ties.themes,
        any(line.invented for line in lines),
        can(person, Permission.READ_PLANS),
    )


def _line(one: OfferOnFile, ties: OfferTies, today: date) -> OfferLine:
    offer = one.offer
    is_over = offer.is_over(today)
    over = "over" if is_over else ""
    said = (offer.kind.label, offer.provider, whose(offer, ties), offer.dates, over)
    return OfferLine(
        one.id,
        offer.title,
        " · ".join(part for part in said if part),
        one.invented,
        is_over,
    )


def whose(offer: LearningOffer, ties: OfferTies) -> str:
    """Whose staff may take it: ``for staff of Police and School``."""
    if offer.own_agency:
        return f"{ties.agencies.get(offer.own_agency, offer.own_agency)}, for its own staff"
    names = [ties.agencies.get(key, key) for key in offer.agencies]
    return f"for staff of {', '.join(names)}" if names else "for all agencies"


@dataclass(frozen=True)
class EvidenceLine:
    """A piece of evidence with its words, and where it leads if it is kept here."""

    id: UUID
    title: str
    what: str
    said: str
    themes: tuple[str, ...]
    leads_to: str
    invented: bool


@dataclass(frozen=True)
class CountsLine:
    """The counts of one session, of an agency or of all; the numbers as texts, in their order."""

    id: UUID
    day: str
    agency: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class OfferPage:
    """One offer as a list of labels and texts, and the evidence that it answers."""

    id: UUID
    offer: LearningOffer
    terms: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: tuple[EvidenceLine, ...]
    rates: tuple[str, ...]
    attendance: tuple[CountsLine, ...]
    is_over: bool
    writes: bool
    invented: bool

    @property
    def counted(self) -> tuple[str, ...]:
        """What is counted, as the headings of the numbers."""
        return tuple(LABELS.values())


def describe_offer(session: Session, person: Person, offer_id: UUID, today: date) -> OfferPage:
    """The page of an offer. Raises ``Refused`` or ``Hidden``."""
    found = to_read(session, person, offer_id)
    ties, offer = ties_of(session, person.partnership), found.offer
    attendance = attendance_of(session, person.partnership, offer_id).get(offer_id, ())
    answered = [
        one for one in rows.list_evidence(session, person.partnership) if one.id in offer.answers
    ]
    return OfferPage(
        found.id,
        offer,
        tuple((label, texts) for label, texts in _terms(offer, ties) if any(texts)),
        describe_evidence(session, person, answered, ties),
        rates(record for _, record in attendance),
        tuple(_counts_line(id, record, ties) for id, record in attendance),
        offer.is_over(today),
        can(person, Permission.WRITE_NEEDS),
        found.invented,
    )


def _terms(offer: LearningOffer, ties: OfferTies) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield "What it is", (offer.kind.label,)
    yield "Provided by", (offer.provider,)
    yield "What it covers", (offer.about,)
    yield "Themes", tuple(ties.themes.get(key, key) for key in offer.themes)
    yield "For whom", (offer.for_whom, _sentence(whose(offer, ties)))
    yield "Target groups and levels", tuple(ties.levels.get(key, key) for key in offer.levels)
    yield "Places", (offer.in_words(ties.agencies),)
    yield "When", (_sentence(offer.dates),)


def _counts_line(id: UUID, record: Attendance, ties: OfferTies) -> CountsLine:
    return CountsLine(
        id,
        format_date(record.on) if record.on else "All days",
        ties.agencies.get(record.agency, record.agency) if record.agency else "All agencies",
        tuple(written(getattr(record.counts, name)) for name in LABELS),
    )


def written(count: int | None) -> str:
    """A count as it is shown; nothing where nothing is recorded."""
    return "" if count is None else str(count)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def describe_evidence(
    session: Session, person: Person, listed: Iterable[EvidenceOnFile], ties: OfferTies
) -> tuple[EvidenceLine, ...]:
    """Evidence in words; it leads to an audit only for whoever may read its summary."""
    found = list(listed)
    readable = set(readable_audits(session, by=person)) if found else set()
    return tuple(_evidence_line(one, ties, readable) for one in found)


def _evidence_line(one: EvidenceOnFile, ties: OfferTies, readable: set[UUID]) -> EvidenceLine:
    evidence = one.evidence
    leads_to = ""
    if evidence.audit in readable:
        leads_to = url_for("summaries.show", audit_id=evidence.audit)
    elif evidence.inspection:
        leads_to = url_for("inspections.show", inspection_id=evidence.inspection)
    said = (evidence.kind.label, ties.agencies.get(evidence.agency, evidence.agency))
    return EvidenceLine(
        one.id,
        evidence.title,
        " · ".join(part for part in said if part),
        evidence.said,
        tuple(ties.themes.get(key, key) for key in evidence.themes),
        leads_to,
        one.invented,
    )


@dataclass(frozen=True)
class EvidencePage:
    """All evidence, the newest first."""

    evidence: Part[EvidenceLine]
    writes: bool
    invented: bool


def describe_all_evidence(session: Session, person: Person) -> EvidencePage:
    part = part_of(rows.list_evidence(session, person.partnership))
    ties = ties_of(session, person.partnership)
    lines = describe_evidence(session, person, part.items, ties)
    return EvidencePage(
        Part(lines, part.number, part.pages),
        can(person, Permission.WRITE_NEEDS),
        any(line.invented for line in lines),
    )


@dataclass(frozen=True)
class FramesPage:
    frames: tuple[Frame, ...]
    writes: bool


def describe_frames(session: Session, person: Person) -> FramesPage:
    frames = rows.list_frames(session, person.partnership)
    return FramesPage(frames, can(person, Permission.WRITE_NEEDS))


def audits_and_inspections(
    session: Session, person: Person
) -> tuple[list[tuple[UUID, str]], list[tuple[UUID, str]]]:
    """What evidence can lead to here, as far as the person may read it."""
    return (
        [(s.audit.id, s.audit.cycle.title) for s in list_summaries(session, by=person)],
        [
            (found.id, found.inspection.title)
            for found in inspections_on_file(session, person.partnership)
        ],
    )
