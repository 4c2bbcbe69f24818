"""Invented learning offers, who came to them, and what agencies and practitioners say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.db.consultations import load_consultation
from app.db.inspections import latest_inspection
from app.operations import consultations
from app.operations.learning_cover import judge
from app.operations.learning_files import import_attendance, propose_columns
from app.operations.learning_offers import add_offer
from app.operations.learning_ties import add_evidence
from app.operations.training_returns import give
from app.operations.versions import version_of
from audit_tools.learning.columns import FileKind, read_table
from audit_tools.learning.consultations import Consultation, SaidOf
from audit_tools.learning.coverage import Asked, Cover, Judged
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning.offers import LearningOffer, OfferKind
from audit_tools.learning.training_returns import TrainingReturn
from audit_tools.permissions import Person

FOLDER = Path(__file__).parent / "learning"
Said = Mapping[str, Any]


def read_file() -> dict[str, Any]:
    """What there is to learn from, and why."""
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(FOLDER / "offers.yaml")
    return found


def add_learning(session: Session, people: Mapping[str, Person]) -> None:
    """Let the learning and development group enter the evidence and the offers."""
    by, said = people["Imogen"], read_file()
    evidence = {
        one["key"]: add_evidence(
            session, by=by, evidence=_evidence(session, by, one), invented=True
        )
        for one in said["evidence"]
    }
    for one in said["offers"]:
        add_offer(session, by=by, offer=_offer(one, evidence), invented=True)
    _bring_in_who_came(session, by)
    for one in said["judged"]:
        _judge(session, by, one)
    for one in said["returns"]:
        _give(session, people[one["by"]], one)
    _consult(session, people, said["consultation"])


def _bring_in_who_came(session: Session, by: Person) -> None:
    """As the group does with the file that its learning system gives."""
    table = read_table((FOLDER / "attendance.csv").read_bytes())
    wanted = propose_columns(session, by=by, kind=FileKind.ATTENDANCE, table=table)
    import_attendance(session, by=by, wanted=wanted)


def _consult(session: Session, people: Mapping[str, Person], said: Said) -> None:
    """Ask practitioners, who answer and comment; the group has responded to some."""
    by = people["Imogen"]
    audit = find_audit_by_key(session, by.partnership, said["audit"])
    asked = Consultation(
        said["title"],
        said["draft"],
        tuple(said["sentences"]),
        _day(said, "opens_on"),
        _day(said, "closes_on"),
        audit.id if audit else None,
    )
    id = consultations.add(session, by=by, consultation=asked, invented=True)
    for name, answers in said["answers"].items():
        chosen = dict(zip(asked.sentences, map(SaidOf, answers), strict=True))
        consultations.answer(session, by=people[name], consultation_id=id, answers=chosen)
    for one in said["comments"]:
        consultations.comment(
            session, by=people[one["by"]], consultation_id=id, said=one["said"], role=one["role"]
        )
    responses = {one["said"]: one["response"] for one in said["comments"] if "response" in one}
    session.flush()
    for comment in load_consultation(session, by.partnership, id).comments:
        if response := responses.get(comment.said):
            consultations.respond(
                session, by=by, comment_id=comment.id, response=response, seen=version_of("")
            )


def _give(session: Session, by: Person, said: Said) -> None:
    """What an agency told of its own training."""
    empty = TrainingReturn(said["agency"], said["year"])
    given = replace(empty, answers=said["answers"], themes=tuple(said["themes"]))
    give(session, by=by, given=given, seen=version_of(empty), invented=True)


def _judge(session: Session, by: Person, said: Said) -> None:
    """What the group says beside the rule, or for whom else it asks."""
    audit = find_audit_by_key(session, by.partnership, said["audit"])
    if audit is not None:
        judge(
            session,
            by=by,
            audit_id=audit.id,
            asked=Asked(said["theme"], said["staff"], "", said.get("level", "")),
            cover=Cover(said["judged"]) if "judged" in said else None,
            reason=said["why"],
            seen=version_of(Judged()),
        )


def _evidence(session: Session, by: Person, said: Said) -> LearningEvidence:
    here = by.partnership
    audit = find_audit_by_key(session, here, said["audit"]) if "audit" in said else None
    return LearningEvidence(
        EvidenceKind(said["kind"]),
        said["title"],
        said.get("said", ""),
        said.get("agency", ""),
        _day(said, "on"),
        tuple(said["themes"]),
        audit.id if audit else None,
        latest_inspection(session, here) if said.get("inspection") else None,
    )


def _offer(said: Said, evidence: Mapping[str, UUID]) -> LearningOffer:
    return LearningOffer(
        said["title"],
        OfferKind(said["kind"]),
        said["provider"],
        said.get("about", ""),
        tuple(said["themes"]),
        tuple(said["levels"]),
        said["for_whom"],
        tuple(said.get("agencies", ())),
        said.get("own_agency", ""),
        said.get("places"),
        tuple(said.get("agency_places", {}).items()),
        _day(said, "starts_on"),
        _day(said, "ends_on"),
        said.get("when", ""),
        tuple(evidence[key] for key in said.get("answers", ())),
    )


def _day(said: Said, name: str) -> date | None:
    return date.fromisoformat(said[name]) if name in said else None
