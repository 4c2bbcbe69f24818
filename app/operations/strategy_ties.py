"""What an activity of a strategy is tied to: the training need it answers, the audit's question."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.db.bodies import list_bodies
from app.db.tools import themes_of
from app.operations.summaries import list_summaries, read_summary
from app.operations.ties import Listed, audits_offered, questions_offered
from audit_tools.audience import Audience
from audit_tools.errors import CHOOSE, Invalid, Problem
from audit_tools.learning_strategy.strategy import ActivityDetails, AnsweredNeed
from audit_tools.numbers import joined
from audit_tools.permissions import Person


@dataclass(frozen=True)
class OfferedTies:
    """Keys and labels, each list in the order in which it is shown; ``bodies`` are names.

    ``on_theme`` are those of the questions that are on the theme of the need.
    """

    audits: Listed
    themes: Listed
    questions: Listed
    on_theme: Listed
    bodies: tuple[str, ...]


def offered_ties(session: Session, person: Person, theme: str) -> OfferedTies:
    """What activities can be tied to, as far as the person may read it, on a theme if one is
    chosen."""
    here = person.partnership
    return OfferedTies(
        audits_offered(session, person),
        tuple(themes_of(session, here).items()),
        questions_offered(session, here),
        questions_offered(session, here, theme) if theme else (),
        tuple(body.name for body in list_bodies(session, here)),
    )


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
    if need.audit not in {one.audit.id for one in list_summaries(session, by=person)}:
        yield Problem("audit", CHOOSE)
        return
    facts = read_summary(session, by=person, audit_id=need.audit, audience=Audience.LEARNING)
    if need.theme not in {one.key for one in facts.needs}:
        titles = joined(one.title for one in facts.needs)
        those = f"Its needs are on: {titles}." if titles else "It has none yet."
        yield Problem("theme", f"This audit has no training need on this theme. {those}")
