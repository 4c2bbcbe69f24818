"""What the page of an inspection shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.db.inspections import audits_answering, load_inspection
from app.operations.summaries import SummaryOnFile, load_summaries, readable_audits
from audit_tools.codebook import Codebook
from audit_tools.facts import InspectionFinding
from audit_tools.permissions import Permission, Person, can


@dataclass(frozen=True)
class FindingLine:
    """A finding of the inspection, and the audits that answer it which the person may read."""

    number: int
    statement: str
    themes: tuple[str, ...]
    answered_by: tuple[SummaryOnFile, ...]


@dataclass(frozen=True)
class InspectionPage:
    """An inspection's letter and what followed from it."""

    title: str
    inspected_from: date | None
    inspected_to: date | None
    letter_dated: date | None
    plan_due: date | None
    attribution: str
    findings: tuple[FindingLine, ...]
    followed_up: str


def describe_inspection(session: Session, person: Person, inspection_id: UUID) -> InspectionPage:
    """The page. Raises ``Hidden`` where the partnership has no such inspection."""
    found = load_inspection(session, person.partnership, inspection_id)
    answering = audits_answering(session, person.partnership, inspection_id)
    readable = [one for one in readable_audits(session, by=person) if one in answering]
    summaries = load_summaries(session, by=person, audits=readable)
    return InspectionPage(
        found.inspection.title,
        found.inspected_from,
        found.inspected_to,
        found.letter_dated,
        found.plan_due,
        found.attribution,
        tuple(_line(f, summaries, answering) for f in found.inspection.findings),
        _followed_up(person, inspection_id),
    )


def _followed_up(person: Person, inspection_id: UUID) -> str:
    """The address of what became of the findings, for who reads plans."""
    if not can(person, Permission.READ_PLANS):
        return ""
    return url_for("follow_up.show", inspection_id=inspection_id)


def _line(
    finding: InspectionFinding,
    summaries: Sequence[SummaryOnFile],
    answering: dict[UUID, tuple[int, ...]],
) -> FindingLine:
    return FindingLine(
        finding.number,
        finding.statement,
        _titles(finding.themes, [summary.audit.codebook for summary in summaries]),
        tuple(s for s in summaries if finding.number in answering[s.audit.id]),
    )


def _titles(themes: tuple[str, ...], codebooks: list[Codebook]) -> tuple[str, ...]:
    """The themes by title, as the theme lists of the audits that answer have them."""
    titles = {theme.key: theme.title for codebook in codebooks for theme in codebook.themes}
    return tuple(titles[theme] for theme in themes if theme in titles)
