"""Drafts of audit tools, which may be unfinished: rows to values, beside the version before."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.db.models.people import PersonRow
from app.db.models.tools import StepState, ToolDraftRow, ToolDraftStepRow
from app.db.theme_lists import theme_lists
from app.db.tools import newest_tools
from audit_tools.codebook import Codebook
from audit_tools.editing.places import Document
from audit_tools.editing.problems import Lacking, Shown, find_lacking, show_as_far
from audit_tools.editing.steps import Move, Step, step_from_data
from audit_tools.errors import Hidden
from audit_tools.left_out import LeftOut, LeftOutForOneReason, by_reason
from audit_tools.tool import AuditTool
from audit_tools.tool_changes import ToolChanges, find_changes


@dataclass(frozen=True)
class DraftOnFile:
    """A draft with the newest published version of its tool; None where the tool is new here.

    ``steps`` is how many changes were made to it, ``theme_lists`` what its themes may come from;
    ``moved`` are the keys of what somebody carried up or down.
    """

    id: UUID
    document: Document
    newest: AuditTool | None
    theme_lists: tuple[Codebook, ...]
    steps: int
    begun_at: datetime
    begun_by: str = field(repr=False)
    left_out: tuple[LeftOutForOneReason, ...] = ()
    moved: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        return str(self.document.get("title", "")) or "A tool without a name"

    @property
    def version(self) -> int:
        return int(self.document["version"])

    @cached_property
    def lacking(self) -> tuple[Lacking, ...]:
        """Everything for which it cannot be published yet."""
        return find_lacking(self.document, self.theme_lists)

    @cached_property
    def shown(self) -> Shown:
        """As much of it as makes a tool."""
        return show_as_far(self.document, self.theme_lists)

    @property
    def tool(self) -> AuditTool | None:
        """The tool that it is; None where it is not finished."""
        return None if self.lacking else self.shown.tool

    @cached_property
    def changes(self) -> ToolChanges | None:
        """What it would change; None where it would be the first version, or is not finished."""
        if self.newest is None or self.tool is None:
            return None
        return find_changes(self.newest, self.tool, self.moved)

    @property
    def is_next(self) -> bool:
        """Whether nobody has published the version that it would be."""
        return self.newest is None or self.version == self.newest.version + 1


@dataclass(frozen=True)
class StepOnFile:
    """One step of a draft, by whom and when."""

    id: UUID
    number: int
    by: UUID
    name: str = field(repr=False)
    at: datetime
    step: Step = field(repr=False)
    state: StepState


def list_drafts(session: Session, partnership: UUID) -> tuple[DraftOnFile, ...]:
    """The partnership's drafts, the latest first."""
    rows = session.execute(
        _drafts(partnership).order_by(ToolDraftRow.brought_in_at.desc(), ToolDraftRow.id)
    )
    make = _Maker(session, partnership)
    return tuple(make(row, name) for row, name in rows)


def load_draft(session: Session, partnership: UUID, draft_id: UUID) -> DraftOnFile:
    """One draft. Raises ``Hidden`` where there is none."""
    found = session.execute(_drafts(partnership).where(ToolDraftRow.id == draft_id)).first()
    if found is None:
        raise Hidden("There is no such draft.")
    steps = steps_of(session, partnership, draft_id)
    moves = (one.step for one in steps if one.state is StepState.DONE)
    moved = frozenset(step.key for step in moves if isinstance(step, Move))
    return replace(_Maker(session, partnership)(*found), moved=moved)


def _drafts(partnership: UUID) -> Select[ToolDraftRow, str]:
    return (
        select(ToolDraftRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == ToolDraftRow.brought_in_by)
        .where(ToolDraftRow.partnership_id == partnership)
    )


class _Maker:
    """Makes drafts of rows, beside what is published."""

    def __init__(self, session: Session, partnership: UUID) -> None:
        self._published = newest_tools(session, partnership)
        self._lists = tuple(one.newest for one in theme_lists(session, partnership))

    def __call__(self, row: ToolDraftRow, name: str) -> DraftOnFile:
        newest = self._published.get(row.document["key"])
        return DraftOnFile(
            row.id,
            row.document,
            newest,
            self._lists,
            row.steps,
            row.brought_in_at,
            name,
            by_reason(map(LeftOut.from_data, row.left_out)),
        )


def steps_of(session: Session, partnership: UUID, draft_id: UUID) -> tuple[StepOnFile, ...]:
    """All steps of a draft, the first one first."""
    rows = session.execute(
        select(ToolDraftStepRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == ToolDraftStepRow.by)
        .where(
            ToolDraftStepRow.partnership_id == partnership, ToolDraftStepRow.draft_id == draft_id
        )
        .order_by(ToolDraftStepRow.number)
    )
    return tuple(
        StepOnFile(
            row.id, row.number, row.by, name, row.at, step_from_data(row.step), StepState(row.state)
        )
        for row, name in rows
    )
