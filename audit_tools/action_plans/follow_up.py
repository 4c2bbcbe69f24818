"""From a finding of inspectors to what the audits since saw of it, and to what is being done.

An audit tells what it saw after a finding, and never because of what was done about it. Audits
stand in their order with their own numbers; nothing is made of two of them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from audit_tools.action_plans.tracking import Action
from audit_tools.audience import AudienceFacts, ThemeRow

CAUTION = (
    "Each audit looked at other children, and at few. What it saw came after the finding; it does "
    "not show that anything changed because of an action."
)


@dataclass(frozen=True)
class ThemeSeen:
    """One theme of a finding in one audit: in how many it could be better, in how many it went
    well, in words. The two are never set off against each other."""

    title: str
    developments: str
    strengths: str


@dataclass(frozen=True)
class AuditSaw:
    """What one audit saw of the themes of a finding."""

    title: str
    interim: bool
    invented: bool
    themes: tuple[ThemeSeen, ...]


@dataclass(frozen=True)
class FollowedFinding:
    """One finding: its words, its themes by title, what audits saw, and the actions on it."""

    number: int
    statement: str
    themes: tuple[str, ...]
    saw: tuple[AuditSaw, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class FollowUp:
    """An inspection and what became of each of its findings, as far as one may read it.

    ``invented`` says that an audit or a plan in it is. Of the audits ``corrected``, by their
    titles, a record was corrected after it was signed off. ``at`` is when it was read, in UTC.
    """

    title: str
    attribution: str
    partnership: str
    marking: str
    invented: bool
    at: datetime
    findings: tuple[FollowedFinding, ...]
    corrected: tuple[str, ...] = ()


def audit_saw(facts: AudienceFacts, themes: dict[str, str]) -> AuditSaw:
    """What an audit saw of these themes, by key and title, in their order."""
    rows = {row.key: row for row in facts.themes}
    return AuditSaw(
        facts.title,
        facts.interim,
        facts.invented,
        tuple(_seen(facts, title, rows.get(key)) for key, title in themes.items()),
    )


def in_order(facts: tuple[AudienceFacts, ...]) -> tuple[AudienceFacts, ...]:
    """Audits in the order of their periods; one without a period comes last."""
    return tuple(sorted(facts, key=lambda one: (one.period_to or date.max, one.key)))


def _seen(facts: AudienceFacts, title: str, row: ThemeRow | None) -> ThemeSeen:
    developments, strengths = (row.developments.count, row.strengths.count) if row else (0, 0)
    of = facts.counted.of
    return ThemeSeen(title, of(developments, facts.cases), of(strengths, facts.cases))
