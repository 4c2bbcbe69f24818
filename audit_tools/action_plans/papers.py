"""What a paper of a plan is made from: the plan whole, and when it stood so."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from audit_tools.action_plans.plan import Headings, PlanTable
from audit_tools.action_plans.statements import (
    Agreement,
    Change,
    SentRow,
    Statement,
    Update,
    changes,
)
from audit_tools.action_plans.tracking import Action, Status, overdue
from audit_tools.dates import format_date, local
from audit_tools.numbers import joined, plural


@dataclass(frozen=True)
class AnsweredBy:
    """What an action answers, in words: a finding of inspectors, a theme, a question."""

    finding: str = ""
    theme: str = ""
    question: str = ""


NOTHING = AnsweredBy()


@dataclass(frozen=True)
class PlannedAction:
    """An action with what people read beside it."""

    action: Action
    answers: AnsweredBy = NOTHING
    agreements: tuple[Agreement, ...] = ()

    @property
    def agreed(self) -> tuple[str, ...]:
        """Each agency that agreed the row, and whether it was in these words, a line each."""
        return tuple(_agreed(one, self.action) for one in self.agreements)


@dataclass(frozen=True)
class PlanPaper:
    """A plan with everything beside it. ``at`` is the instant it was read, in UTC."""

    title: str
    partnership: str
    marking: str
    invented: bool
    at: datetime
    statement: Statement
    headings: Headings
    actions: tuple[PlannedAction, ...]
    updates: tuple[Update, ...] = ()
    inspection: str = ""

    def of(self, table: PlanTable) -> tuple[PlannedAction, ...]:
        """The actions of one table."""
        return tuple(one for one in self.actions if one.action.table is table)

    @property
    def as_sent(self) -> tuple[SentRow, ...]:
        """The rows as they would be sent now."""
        return tuple(
            SentRow(a.id, a.number, a.table, a.cells, a.status.label)
            for a in (one.action for one in self.actions)
        )

    @property
    def changed(self) -> tuple[Change, ...]:
        """What has changed since it was last sent; nothing where it never was."""
        return changes(self.updates[-1].rows, self.as_sent) if self.updates else ()


def how_many(paper: PlanPaper) -> str:
    """``11 actions: 2 closed, 3 done and 6 under way. 1 is overdue.``"""
    actions = [one.action for one in paper.actions]
    if not actions:
        return "No action is in this plan yet."
    counts = Counter(action.status for action in actions)
    said = [f"{counts[s]} {s.label.lower()}" for s in reversed(Status) if counts[s]]
    late = len(overdue(actions, local(paper.at).date()))
    verb = "is" if late == 1 else "are"
    after = f" {late or 'None'} {verb} overdue."
    return f"{plural(len(actions), 'action')}: {joined(said)}.{after}"


@dataclass(frozen=True)
class StatementOfAction:
    """The plan as it goes to an inspectorate: the six columns, and nothing beside them.

    ``update`` is what was sent; ``None`` for one that is still being prepared.
    """

    plan: PlanPaper
    update: Update | None = None
    before: Update | None = None

    @property
    def rows(self) -> tuple[SentRow, ...]:
        """The rows as they were sent, or as they stand."""
        return self.update.rows if self.update else self.plan.as_sent

    @property
    def changed(self) -> tuple[Change, ...]:
        """What differs from the one before."""
        return changes(self.before.rows, self.rows) if self.before else ()


def _agreed(one: Agreement, action: Action) -> str:
    from_day = f"{one.agency}, {one.said_by}, {format_date(one.on)}"
    differs = one.differs_from(action.cells)
    if not differs:
        return f"{from_day}: as it stands"
    return f"{from_day}: an earlier version; changed since: {', '.join(differs).lower()}"
