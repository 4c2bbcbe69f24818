"""Audits: rows to values."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import ScalarSelect, bindparam, select
from sqlalchemy.orm import Session

from app.db.models.audits import AuditRow
from app.db.models.tools import ThemeListRow, ToolVersionRow
from app.db.parameters import AUDIT, AUDITS, PARTNERSHIP
from app.db.shown_draws import shown_draws_of
from app.db.tools import codebook_of, tool_asked, tool_asked_in, tool_of
from audit_tools.codebook import Codebook
from audit_tools.cycles import AuditCycle, AuditKind, Counted, Phase, Selection, Working
from audit_tools.errors import Hidden
from audit_tools.tool import AuditTool, Scale


@dataclass(frozen=True)
class AuditOnFile:
    """An audit with the tool and theme list it was started with.

    ``tool`` is what the audit asks of the version that is ``published``.
    """

    id: UUID
    cycle: AuditCycle
    tool: AuditTool
    published: AuditTool
    codebook: Codebook
    kind: str
    interim_issued: bool

    @property
    def scale(self) -> Scale | None:
        """The scale whose grades this audit gives, if it gives any."""
        return self.tool.scale(self.cycle.scale) if self.cycle.scale else None


@dataclass(frozen=True)
class AuditStage:
    """How far an audit is: what decides who may read its summary."""

    id: UUID
    phase: Phase
    interim_issued: bool
    rehearsal: bool


@dataclass(frozen=True)
class AuditBehind:
    """An audit under way that asks by an earlier version of a tool."""

    id: UUID
    title: str
    version: int


_BY_TOOL = (ToolVersionRow.partnership_id == AuditRow.partnership_id) & (
    ToolVersionRow.id == AuditRow.tool_version_id
)
_AUDITS = (
    select(AuditRow, ToolVersionRow, ThemeListRow)
    .join(ToolVersionRow, _BY_TOOL)
    .join(
        ThemeListRow,
        (ThemeListRow.partnership_id == AuditRow.partnership_id)
        & (ThemeListRow.id == AuditRow.theme_list_id),
    )
    .where(AuditRow.partnership_id == PARTNERSHIP)
)
_ONE = _AUDITS.where(AuditRow.id == AUDIT)
_SEVERAL = _AUDITS.where(AuditRow.id.in_(AUDITS))
_BY_KEY = _AUDITS.where(AuditRow.key == bindparam("key"))
_LATEST_FIRST = (AuditRow.returns_due.desc().nulls_last(), AuditRow.key)
_ALL = _AUDITS.order_by(*_LATEST_FIRST)
_STAGES = (
    select(AuditRow.id, AuditRow.phase, AuditRow.interim_issued_at, AuditRow.rehearsal)
    .where(AuditRow.partnership_id == PARTNERSHIP)
    .order_by(*_LATEST_FIRST)
)


def load_audit(session: Session, partnership: UUID, audit: UUID) -> AuditOnFile:
    """One audit of the partnership. Raises ``Hidden`` where there is none."""
    found = session.execute(_ONE, {"partnership": partnership, "audit": audit}).first()
    if found is None:
        raise Hidden("There is no such audit.")
    return audit_of(*found)


def with_versions(
    session: Session, partnership: UUID, audit: AuditOnFile, versions: Collection[UUID]
) -> dict[UUID, AuditOnFile]:
    """The audit as those of its cases are answered that have one of these versions of their own."""
    if not versions:
        return {}
    rows = session.scalars(
        select(ToolVersionRow).where(
            ToolVersionRow.partnership_id == partnership, ToolVersionRow.id.in_(versions)
        )
    )
    return {
        row.id: replace(audit, tool=tool_asked_in(row, audit.cycle), published=tool_of(row))
        for row in rows
    }


def load_audits(
    session: Session, partnership: UUID, audits: Collection[UUID]
) -> dict[UUID, AuditOnFile]:
    """Several audits of the partnership by their ids, in one statement."""
    rows = session.execute(_SEVERAL, {"partnership": partnership, "audits": list(audits)})
    return {row[0].id: audit_of(*row) for row in rows}


def lock_audit(session: Session, partnership: UUID, audit: UUID | ScalarSelect[UUID]) -> None:
    """Keep an audit as it is until the end of the transaction: its start and an answer that makes
    a return must each see what the other did. SQLite has one writer anyway."""
    session.execute(
        select(AuditRow.id)
        .where(AuditRow.partnership_id == partnership, AuditRow.id == audit)
        .with_for_update()
    )


def find_audit_by_key(session: Session, partnership: UUID, key: str) -> AuditOnFile | None:
    """One audit by the key that people type."""
    found = session.execute(_BY_KEY, {"partnership": partnership, "key": key}).first()
    return audit_of(*found) if found else None


def list_audits(session: Session, partnership: UUID) -> tuple[AuditOnFile, ...]:
    """The partnership's audits, the latest returns first."""
    rows = session.execute(_ALL, {"partnership": partnership})
    return tuple(audit_of(*row) for row in rows)


def list_stages(session: Session, partnership: UUID) -> tuple[AuditStage, ...]:
    """How far each of the partnership's audits is, in the order of ``list_audits``.

    A list of them reads no more of those that are not on its page: tools are long documents.
    """
    return tuple(
        AuditStage(audit, Phase(phase), issued is not None, rehearsal)
        for audit, phase, issued, rehearsal in session.execute(
            _STAGES, {"partnership": partnership}
        )
    )


def audits_behind(session: Session, partnership: UUID, tool: AuditTool) -> list[AuditBehind]:
    """The audits under way that ask by an earlier version of a tool, the latest returns first."""
    rows = session.execute(
        select(AuditRow.id, AuditRow.title, ToolVersionRow.version)
        .join(ToolVersionRow, _BY_TOOL)
        .where(
            AuditRow.partnership_id == partnership,
            AuditRow.phase == Phase.COLLECTING,
            ToolVersionRow.key == tool.key,
            ToolVersionRow.version < tool.version,
        )
        .order_by(*_LATEST_FIRST)
    )
    return [AuditBehind(*row) for row in rows]


def audit_of(row: AuditRow, tool: ToolVersionRow, themes: ThemeListRow) -> AuditOnFile:
    """The value of an audit's rows."""
    cycle = cycle_of(row)
    return AuditOnFile(
        row.id,
        cycle,
        tool_asked(tool, row),
        tool_of(tool),
        codebook_of(themes),
        row.kind,
        row.interim_issued_at is not None,
    )


def cycle_of(row: AuditRow) -> AuditCycle:
    """The cycle of an audit's row."""
    return AuditCycle(
        key=row.key,
        title=row.title,
        theme=row.theme,
        purpose=row.purpose,
        counted=Counted(row.counts_one, row.counts_many),
        phase=Phase(row.phase),
        selection=Selection(row.selection),
        selection_note=row.selection_note,
        scale=row.scale,
        period_from=row.period_from,
        period_to=row.period_to,
        returns_due=row.returns_due,
        discussions_from=row.discussions_from,
        discussions_to=row.discussions_to,
        invented=row.invented,
        attribution=row.attribution,
        cases_sentence=row.cases_sentence,
        working=Working(row.working),
        draws_shown=shown_draws_of(row.draws_shown),
        rehearsal=row.rehearsal,
        mails=not row.invented and (not row.rehearsal or row.rehearsal_mails),
        notified_on=row.notified_on,
        kind=AuditKind(row.audit_kind),
        left_out=tuple(row.left_out),
    )
