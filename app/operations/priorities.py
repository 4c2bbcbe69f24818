"""How urgent a theme is: reading what is known of it, and recording what a group decided."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.audits import load_audit, lock_audit
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.meetings import MeetingOnFile
from app.db.models.priorities import PriorityRow
from app.db.priorities import decision_of, decisions_of, last_meeting
from app.operations.deciding import Decider, decider_of, read_meetings
from app.operations.recurrence import with_recurrence
from app.operations.summaries import check_reads_summary, read_summary
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.audience import Audience, AudienceFacts, ThemePriority, ThemeRow
from audit_tools.dates import local
from audit_tools.errors import Hidden, Refused
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.priorities import (
    Decision,
    Priority,
    check_can_decide,
    check_decision,
    read_views,
)


@dataclass(frozen=True)
class ThemeToDecide:
    """A theme with what is known of it.

    ``earlier`` are all decisions on it, the last first; ``last`` is the last on any theme of the
    audit; ``next`` the theme after it that nobody has decided, if one is left. ``meetings`` are
    those that have been, and ``meeting`` where this was decided, or else the last.
    """

    facts: AudienceFacts
    row: ThemeRow
    priority: ThemePriority
    earlier: tuple[Decision, ...]
    last: Decision | None
    next: str
    meetings: tuple[MeetingOnFile, ...]
    meeting: UUID | None

    @property
    def seen(self) -> str:
        """The version of the decision that stands."""
        return version_of(_words(self.priority.decided))


def read_theme(session: Session, *, by: Person, audit_id: UUID, theme: str) -> ThemeToDecide:
    """A theme of an audit whose summary the person may read. Raises ``Refused`` or ``Hidden``."""
    audit = check_reads_summary(session, by=by, audit_id=audit_id).audit
    given = read_summary(session, by=by, audit_id=audit_id, audience=Audience.GOVERNANCE)
    facts = with_recurrence(session, by, audit, given)
    rows = {row.key: row for row in facts.themes if row.priority}
    if (row := rows.get(theme)) is None or row.priority is None:
        raise Hidden("There is no such theme.")
    made = decisions_of(session, by.partnership, audit_id)
    return ThemeToDecide(
        facts,
        row,
        row.priority,
        made.get(theme, ()),
        _last_of(made),
        _next_undecided(rows, theme),
        read_meetings(session, by=by),
        last_meeting(session, by.partnership, audit_id, theme),
    )


@dataclass(frozen=True)
class Undecided:
    """The themes of an audit that nobody has decided. ``meetings`` are those that have been, and
    ``last`` is the last decision on any theme of the audit, made in ``meeting``, if there is one.
    """

    facts: AudienceFacts
    rows: tuple[ThemeRow, ...]
    meetings: tuple[MeetingOnFile, ...]
    last: Decision | None
    meeting: UUID | None

    @property
    def seen(self) -> str:
        """The version of what the rule suggests of them."""
        return version_of(self.suggested)

    @property
    def suggested(self) -> dict[str, Priority]:
        """What the rule suggests, by the key of a theme, in the order of the summary."""
        return {row.key: row.priority.suggested.priority for row in self.rows if row.priority}


def read_undecided(session: Session, *, by: Person, audit_id: UUID) -> Undecided:
    """What a meeting can decide at once, as the rule suggests.

    Raises ``Refused`` for whoever runs no audits, until the audit is closed, and where every theme
    is decided, and ``Hidden``.
    """
    check_can(by, Permission.RUN_AUDITS)
    check_can_decide(check_reads_summary(session, by=by, audit_id=audit_id).audit.cycle.phase)
    facts = read_summary(session, by=by, audit_id=audit_id, audience=Audience.GOVERNANCE)
    rows = tuple(row for row in facts.themes if row.priority and row.priority.decided is None)
    if not rows:
        raise Refused("Every theme of this audit is decided.")
    made = decisions_of(session, by.partnership, audit_id)
    return Undecided(
        facts,
        rows,
        read_meetings(session, by=by),
        _last_of(made),
        last_meeting(session, by.partnership, audit_id),
    )


def list_themes(session: Session, *, by: Person, audit_id: UUID) -> tuple[ThemeRow, ...]:
    """The themes of an audit whose urgency a group decides; none until it is closed.

    Raises ``Refused`` or ``Hidden``.
    """
    facts = read_summary(session, by=by, audit_id=audit_id, audience=Audience.GOVERNANCE)
    return () if facts.interim else tuple(row for row in facts.themes if row.priority)


@operation
def decide(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    theme: str,
    priority: str,
    meeting_id: UUID | None,
    group: str = "",
    on: date | None = None,
    reason: str,
    views: str,
    seen: str,
) -> None:
    """Record what a meeting decided; what was decided before stays on file.

    ``group`` and ``on`` are for a partnership that has no meeting on file yet.
    ``views`` has a different view a line, ``seen`` is the ``ThemeToDecide.seen`` that was shown.
    Raises ``Refused`` until the audit is closed, ``Hidden``, ``Invalid`` (its places the
    arguments' names) and ``Conflict``.
    """
    check_can(by, Permission.RUN_AUDITS)
    # Two who record at once: the second waits, and meets what the first recorded.
    lock_audit(session, by.partnership, audit_id)
    held = read_theme(session, by=by, audit_id=audit_id, theme=theme)
    check_can_decide(load_audit(session, by.partnership, audit_id).cycle.phase)
    who, today = decider_of(held.meetings, meeting_id, group, on), local(now(session)).date()
    listed = bool(held.meetings)
    check_decision(priority, who.group, who.on, reason, views, today, in_meeting=listed)
    check_unchanged(seen, _words(held.priority.decided))
    made = _Made(Priority(priority), who, reason, read_views(views))
    _record(session, by, audit_id, theme, held.priority, made)


@operation
def accept_suggestions(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    meeting_id: UUID | None,
    group: str = "",
    on: date | None = None,
    reason: str,
    seen: str,
) -> int:
    """Record that a meeting decided, of each theme that nobody has decided, what the rule suggests.

    Gives how many these are. ``seen`` is the ``Undecided.seen`` that was shown; else as ``decide``.
    """
    lock_audit(session, by.partnership, audit_id)
    held = read_undecided(session, by=by, audit_id=audit_id)
    who, today = decider_of(held.meetings, meeting_id, group, on), local(now(session)).date()
    for suggested in set(held.suggested.values()):
        check_decision(
            suggested, who.group, who.on, reason, "", today, in_meeting=bool(held.meetings)
        )
    check_unchanged(seen, held.suggested)
    for row in held.rows:
        if row.priority:
            made = _Made(row.priority.suggested.priority, who, reason, ())
            _record(session, by, audit_id, row.key, row.priority, made)
    return len(held.rows)


@dataclass(frozen=True)
class _Made:
    """What was decided, by whom, why, and who saw it differently."""

    priority: Priority
    who: Decider
    reason: str
    views: tuple[str, ...]


def _record(
    session: Session, by: Person, audit_id: UUID, theme: str, stands: ThemePriority, made: _Made
) -> None:
    row = PriorityRow(
        partnership_id=by.partnership,
        id=uuid4(),
        audit_id=audit_id,
        theme=theme,
        priority=made.priority.value,
        suggested=stands.suggested.priority.value,
        meeting_id=made.who.meeting,
        decided_by=made.who.group,
        decided_on=made.who.on,
        reason=" ".join(made.reason.split()),
        views=list(made.views),
        recorded_at=now(session),
        recorded_by=by.id,
    )
    session.add(row)
    after = {"theme": theme, **_words(decision_of(row))}
    before = {"theme": theme, **_words(stands.decided)}
    tell(session, by, "audit.priority-decided", Subject("audit", audit_id), before, after)


def _last_of(made: Mapping[str, tuple[Decision, ...]]) -> Decision | None:
    return max((d[0] for d in made.values()), key=lambda d: d.on, default=None)


def _words(decision: Decision | None) -> dict[str, object]:
    return asdict(decision) if decision else {}


def _next_undecided(rows: Mapping[str, ThemeRow], theme: str) -> str:
    """After this one in the order of the summary, or else from its start."""
    keys = list(rows)
    at = keys.index(theme)
    ahead = (*keys[at + 1 :], *keys[:at])
    return next((k for k in ahead if (p := rows[k].priority) and p.decided is None), "")
