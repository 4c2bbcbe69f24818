"""An audit beside the one before, and recording what a group said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, load_audit, lock_audit
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.judgements import latest_judgement
from app.db.models.judgements import JudgementRow
from app.operations.deciding import decider_of, read_meetings
from app.operations.summaries import earlier_to_read, read_with_before
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.audience import Audience
from audit_tools.cycles import Phase
from audit_tools.dates import local
from audit_tools.errors import Hidden
from audit_tools.judgements import Judgement, check_can_judge, check_judgement
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.side_by_side import SideBySide


@dataclass(frozen=True)
class Comparison:
    """Two audits on file, and what may be read of them beside each other; ``meeting`` is where
    their themes were judged, if that is on file."""

    audit: AuditOnFile
    earlier: AuditOnFile
    both: SideBySide
    meeting: UUID | None = None


def read_comparison(session: Session, *, by: Person, audit_id: UUID) -> Comparison:
    """The audit beside the one before, with what a group said of it.

    Raises ``Refused`` or ``Hidden``; so too where there is nothing to set beside it.
    """
    _, both = read_with_before(session, by=by, audit_id=audit_id, audience=Audience.GOVERNANCE)
    audit = load_audit(session, by.partnership, audit_id)
    earlier = earlier_to_read(session, by, audit)
    if both is None or earlier is None:
        raise Hidden("There is no audit before this one that you could set beside it.")
    held = latest_judgement(session, by.partnership, audit_id, earlier.id)
    if held is None:
        return Comparison(audit, earlier, both)
    return Comparison(audit, earlier, replace(both, judgement=held.said), held.meeting)


@dataclass(frozen=True)
class ToJudge:
    """An audit whose themes a group can judge beside those of an earlier one, and what it said."""

    earlier: str
    judgement: Judgement | None


def to_judge(session: Session, *, by: Person, audit_id: UUID) -> ToJudge | None:
    """The same in short, for whoever records it; nothing while the audit is not closed, or where
    there is none before it. Raises ``Refused`` for anybody else."""
    check_can(by, Permission.RUN_AUDITS)
    audit = load_audit(session, by.partnership, audit_id)
    earlier = earlier_to_read(session, by, audit)
    if earlier is None or audit.cycle.phase is not Phase.CLOSED:
        return None
    held = latest_judgement(session, by.partnership, audit_id, earlier.id)
    return ToJudge(earlier.cycle.title, held.said if held else None)


def read_to_judge(session: Session, *, by: Person, audit_id: UUID) -> Comparison:
    """The same for whoever records what a group said. Raises ``Refused`` while it is not closed."""
    check_can(by, Permission.RUN_AUDITS)
    comparison = read_comparison(session, by=by, audit_id=audit_id)
    check_can_judge(comparison.audit.cycle.phase)
    return comparison


@operation
def judge_themes(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    meeting_id: UUID | None,
    group: str = "",
    on: date | None = None,
    themes: Mapping[str, str],
    seen: str,
) -> None:
    """Record what a group said of the themes of both audits; what was said before stays on file.

    ``group`` and ``on`` are for a partnership that has no meeting on file yet. ``seen`` is the
    ``version_of_judgement`` that was shown. Raises ``Refused`` until the audit is closed,
    ``Invalid`` (its places the arguments' names), and ``Conflict``.
    """
    # Two who record at once: the second waits, and meets what the first recorded.
    lock_audit(session, by.partnership, audit_id)
    comparison = read_to_judge(session, by=by, audit_id=audit_id)
    known = [row.key for row in comparison.both.themes]
    meetings, today = read_meetings(session, by=by), local(now(session)).date()
    who = decider_of(meetings, meeting_id, group, on)
    judged = check_judgement(who.group, who.on, themes, known, today, in_meeting=bool(meetings))
    before = _words(comparison.both.judgement)
    check_unchanged(seen, before)
    row = JudgementRow(
        partnership_id=by.partnership,
        id=uuid4(),
        audit_id=audit_id,
        earlier_id=comparison.earlier.id,
        meeting_id=who.meeting,
        decided_by=who.group,
        decided_on=who.on,
        themes={theme: said.value for theme, said in judged.items()},
        recorded_at=now(session),
        recorded_by=by.id,
    )
    session.add(row)
    after = {"group": who.group, "on": who.on, "themes": row.themes}
    tell(session, by, "audit.themes-judged", Subject("audit", audit_id), before, after)


def version_of_judgement(judgement: Judgement | None) -> str:
    """What the form to record a judgement carries as ``seen``."""
    return version_of(_words(judgement))


def _words(judgement: Judgement | None) -> dict[str, object]:
    if judgement is None:
        return {}
    themes = {theme: said.value for theme, said in judgement.themes.items()}
    return {"group": judgement.group, "on": judgement.on, "themes": themes}
