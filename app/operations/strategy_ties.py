"""What an activity of a strategy is tied to: the training need it answers, the audit's question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.bodies import list_bodies
from app.db.tools import themes_on_file
from app.operations.summaries import read_summary, readable_audits
from app.operations.ties import Listed, audits_offered, questions_offered
from audit_tools.audience import Audience
from audit_tools.codebook import Theme
from audit_tools.errors import CHOOSE, Invalid, Problem
from audit_tools.learning_strategy.strategy import ActivityDetails, AnsweredNeed
from audit_tools.numbers import joined
from audit_tools.permissions import Person
from audit_tools.training_needs import Remedy


@dataclass(frozen=True)
class OfferedTies:
    """Keys and labels, each list in the order in which it is shown; ``bodies`` are names.

    ``themes`` stand under headings, the needs of the audit first, if one is chosen. ``on_theme``
    are those of the questions that are on the theme of the need.
    """

    audits: Listed
    themes: tuple[tuple[str, Listed], ...]
    questions: Listed
    on_theme: Listed
    bodies: tuple[str, ...]


def offered_ties(session: Session, person: Person, audit: UUID | None, theme: str) -> OfferedTies:
    """What activities can be tied to, as far as the person may read it, of an audit and on a theme
    if they are chosen."""
    here = person.partnership
    needs = _needs_of(session, person, audit) or {}
    return OfferedTies(
        audits_offered(session, person),
        tuple(_grouped(themes_on_file(session, here), needs)),
        questions_offered(session, here),
        questions_offered(session, here, theme) if theme else (),
        tuple(body.name for body in list_bodies(session, here)),
    )


def _grouped(themes: Mapping[str, Theme], needs: Mapping[str, str]) -> Iterator[tuple[str, Listed]]:
    """The themes under what usually helps with them, after those of which the audit has a need."""
    if needs:
        yield "Training needs of this audit", tuple(needs.items())
    others = [theme for key, theme in themes.items() if key not in needs]
    for remedy in Remedy:
        listed = tuple((t.key, t.title) for t in others if t.usual_remedies[:1] == (remedy.value,))
        if listed:
            yield f"What usually helps: {remedy.in_a_sentence}", listed


def _needs_of(session: Session, person: Person, audit: UUID | None) -> dict[str, str] | None:
    """The needs of an audit by theme, with their titles; nothing where the person reads none."""
    if audit is None or audit not in readable_audits(session, by=person):
        return None
    facts = read_summary(session, by=person, audit_id=audit, audience=Audience.LEARNING)
    return {need.key: need.title for need in facts.needs}


def check_ties(session: Session, person: Person, details: ActivityDetails) -> None:
    """Raise ``Invalid`` for a need that the audit does not have, or that is not the person's to
    read, and for a question that no tool asks (its places "audit", "theme" and "question")."""
    if wrong := tuple(_wrong(session, person, details)):
        raise Invalid.because_of(wrong)


def _wrong(session: Session, person: Person, details: ActivityDetails) -> Iterator[Problem]:
    if details.need:
        yield from _wrong_need(session, person, details.need)
    question = details.question
    if question:
        known = dict(questions_offered(session, person.partnership))
        if f"{question.tool}/{question.key}" not in known:
            yield Problem("question", CHOOSE)


def _wrong_need(session: Session, person: Person, need: AnsweredNeed) -> Iterator[Problem]:
    needs = _needs_of(session, person, need.audit)
    if needs is None:
        yield Problem("audit", CHOOSE)
    elif need.theme not in needs:
        titles = joined(needs.values())
        those = f"Its needs are on: {titles}." if titles else "It has none yet."
        yield Problem("theme", f"This audit has no training need on this theme. {those}")
