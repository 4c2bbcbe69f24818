"""The audits that were closed before another one: by the same tool, and counting the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, load_audits
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.models.findings import FindingRow
from app.db.models.tools import ToolVersionRow
from audit_tools.cases import CaseState
from audit_tools.cycles import Counted, Phase
from audit_tools.places import FindingKind
from audit_tools.recurrence import AuditBefore


def find_earlier(session: Session, partnership: UUID, audit: AuditOnFile) -> AuditOnFile | None:
    """The latest closed audit before this one; see ``find_all_earlier``."""
    return next(iter(find_all_earlier(session, partnership, audit, 1)), None)


def find_all_earlier(
    session: Session, partnership: UUID, audit: AuditOnFile, most: int
) -> tuple[AuditOnFile, ...]:
    """The closed audits before this one, whatever version of the tool they used, the latest first.

    Findings that others published are no audit of the partnership's own. An audit without dates
    comes after all others. A rehearsal is compared with nothing, and nothing with it; an invented
    audit stands beside invented ones only, and beside a real one never.
    """
    if audit.cycle.rehearsal:
        return ()
    found = session.scalars(
        _closed(partnership, audit.tool.key)
        .where(
            AuditRow.id != audit.id,
            AuditRow.invented.is_(audit.cycle.invented),
            AuditRow.counts_one == audit.cycle.counted.one,
            *_before(audit),
        )
        .limit(most)
    ).all()
    loaded = load_audits(session, partnership, found) if found else {}
    return tuple(loaded[one] for one in found)


@dataclass(frozen=True)
class FoundBefore:
    """In how many of its cases an audit found that something could be better, by section."""

    id: UUID
    title: str
    counted: Counted
    cases: int
    sections: Mapping[str, int]

    @property
    def hints(self) -> dict[str, str]:
        """``Could be better: 4 of 6 children``, by the section's key."""
        return {
            key: f"Could be better: {self.counted.of(seen, self.cases)}"
            for key, seen in self.sections.items()
        }


def found_by_latest(session: Session, partnership: UUID, tool_key: str) -> FoundBefore | None:
    """What the latest closed audit by any version of a tool found could be better."""
    latest = session.scalar(_closed(partnership, tool_key).limit(1))
    if latest is None:
        return None
    row = session.get_one(AuditRow, (partnership, latest))
    agreed = (
        (CaseRow.partnership_id == partnership)
        & (CaseRow.audit_id == row.id)
        & (CaseRow.state == CaseState.AGREED.value)
    )
    found = session.execute(
        select(FindingRow.section, func.count(FindingRow.case_id.distinct()))
        .join(
            CaseRow,
            (CaseRow.partnership_id == FindingRow.partnership_id)
            & (CaseRow.id == FindingRow.case_id),
        )
        .where(FindingRow.kind == FindingKind.DEVELOPMENT.value, agreed)
        .group_by(FindingRow.section)
    )
    cases = session.scalar(select(func.count()).select_from(CaseRow).where(agreed))
    counted = Counted(row.counts_one, row.counts_many)
    sections = {section: int(count) for section, count in found}
    return FoundBefore(row.id, row.title, counted, int(cases or 0), sections)


def themes_seen_in(
    session: Session, partnership: UUID, audits: Sequence[AuditOnFile]
) -> tuple[AuditBefore, ...]:
    """Of each audit how many cases it counts, and in which of them each theme could be better."""
    counted = (CaseRow.state == CaseState.AGREED.value) & CaseRow.audit_id.in_(
        [audit.id for audit in audits]
    )
    cases = select(CaseRow.audit_id, func.count()).where(
        CaseRow.partnership_id == partnership, counted
    )
    counts = session.execute(cases.group_by(CaseRow.audit_id))
    number = {audit: int(count) for audit, count in counts}
    seen = defaultdict[UUID, dict[str, set[UUID]]](lambda: defaultdict(set))
    for audit, case, themes in session.execute(
        select(FindingRow.audit_id, FindingRow.case_id, FindingRow.themes)
        .join(
            CaseRow,
            (CaseRow.partnership_id == FindingRow.partnership_id)
            & (CaseRow.id == FindingRow.case_id),
        )
        .where(
            FindingRow.partnership_id == partnership,
            FindingRow.kind == FindingKind.DEVELOPMENT.value,
            counted,
        )
    ):
        for theme in themes:
            seen[audit][theme].add(case)
    return tuple(
        AuditBefore(one.cycle.title, one.cycle.counted, number.get(one.id, 0), seen[one.id])
        for one in audits
    )


def _closed(partnership: UUID, tool_key: str) -> Select[UUID]:
    """The partnership's own closed audits by any version of a tool, the latest first; no rehearsal,
    and none of what others published."""
    return (
        select(AuditRow.id)
        .join(
            ToolVersionRow,
            (ToolVersionRow.partnership_id == AuditRow.partnership_id)
            & (ToolVersionRow.id == AuditRow.tool_version_id),
        )
        .where(
            AuditRow.partnership_id == partnership,
            AuditRow.phase == Phase.CLOSED.value,
            AuditRow.attribution == "",
            AuditRow.rehearsal.is_(False),
            ToolVersionRow.key == tool_key,
        )
        .order_by(_day().desc().nulls_last(), AuditRow.key.desc())
    )


def _before(audit: AuditOnFile) -> list[ColumnElement[bool]]:
    cycle = audit.cycle
    day = cycle.returns_due or cycle.discussions_from or cycle.period_to
    return [_day() < day] if day else []


def _day() -> ColumnElement[date | None]:
    """When an audit was, by the first of its dates that is set."""
    return func.coalesce(AuditRow.returns_due, AuditRow.discussions_from, AuditRow.period_to)
