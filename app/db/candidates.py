"""The children in scope of an audit, and what was drawn from them: rows and values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db.models.audits import AuditRow, CandidateRow
from audit_tools.candidates import Candidate
from audit_tools.cases import Characteristics
from audit_tools.headings import BANDS
from audit_tools.sampling import Draw, Stratum, order_key


@dataclass(frozen=True)
class DrawOnFile:
    """A confirmed draw: enough for anybody with the list to draw it again."""

    seed: str
    list_hash: str
    strata: tuple[str, ...]
    candidates: int
    size: int
    reserves: tuple[str, ...] = field(repr=False)
    table: tuple[Stratum, ...] = field(repr=False)


def list_candidates(session: Session, partnership: UUID, audit: UUID) -> tuple[Candidate, ...]:
    """The children in scope by reference; after the draw, the reserves not used yet."""
    rows = session.scalars(
        select(CandidateRow)
        .where(CandidateRow.partnership_id == partnership, CandidateRow.audit_id == audit)
        .order_by(CandidateRow.reference)
    )
    return tuple(Candidate(row.reference, characteristics_of(row)) for row in rows)


def add_candidates(
    session: Session, partnership: UUID, audit: UUID, candidates: Iterable[Candidate]
) -> None:
    for candidate in candidates:
        session.add(
            CandidateRow(
                partnership_id=partnership,
                audit_id=audit,
                reference=candidate.reference,
                **bands_of(candidate.characteristics),
            )
        )


def remove_candidates(
    session: Session, partnership: UUID, audit: UUID, but: Iterable[str] = ()
) -> None:
    """Delete the children in scope, but for the references that are kept."""
    session.execute(
        delete(CandidateRow).where(
            CandidateRow.partnership_id == partnership,
            CandidateRow.audit_id == audit,
            CandidateRow.reference.not_in(list(but)),
        )
    )


def remove_candidate(session: Session, partnership: UUID, audit: UUID, reference: str) -> None:
    session.execute(
        delete(CandidateRow).where(
            CandidateRow.partnership_id == partnership,
            CandidateRow.audit_id == audit,
            CandidateRow.reference == reference,
        )
    )


def find_draw(session: Session, partnership: UUID, audit: UUID) -> DrawOnFile | None:
    """The draw of an audit, once it is confirmed."""
    found = session.scalar(
        select(AuditRow.draw).where(AuditRow.partnership_id == partnership, AuditRow.id == audit)
    )
    return _draw_of(found) if found else None


def reserves_left(session: Session, partnership: UUID, audit: UUID) -> tuple[Candidate, ...]:
    """The reserves not used yet, in the order of the draw."""
    draw = find_draw(session, partnership, audit)
    if draw is None:
        return ()
    left = list_candidates(session, partnership, audit)
    return tuple(sorted(left, key=lambda candidate: order_key(draw.seed, candidate.reference)))


def document_of(draw: Draw, candidates: int) -> dict[str, Any]:
    """A draw as it is kept with its audit."""
    return {
        "seed": draw.seed,
        "list_hash": draw.list_hash,
        "strata": list(draw.strata),
        "candidates": candidates,
        "size": len(draw.selected),
        "reserves": [candidate.reference for candidate in draw.reserves],
        "table": [
            {
                "values": list(stratum.values),
                "candidates": stratum.candidates,
                "selected": stratum.selected,
                "reserves": stratum.reserves,
            }
            for stratum in draw.table
        ],
    }


def characteristics_of(row: Any) -> Characteristics:
    """The bands of a candidate's or a case's row."""
    return Characteristics(**{band: getattr(row, band) for band in BANDS})


def bands_of(characteristics: Characteristics) -> dict[str, str]:
    """The columns that hold the bands."""
    return {band: getattr(characteristics, band) for band in BANDS}


def _draw_of(document: Mapping[str, Any]) -> DrawOnFile:
    return DrawOnFile(
        seed=document["seed"],
        list_hash=document["list_hash"],
        strata=tuple(document["strata"]),
        candidates=document["candidates"],
        size=document["size"],
        reserves=tuple(document["reserves"]),
        table=tuple(
            Stratum(tuple(s["values"]), s["candidates"], s["selected"], s["reserves"])
            for s in document["table"]
        ),
    )
