"""Every text that is kept of a case, to take out of all of them what identifies somebody."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.orm import Session

from app.db.base import Base, DataClass
from app.db.discussions import DiscussionRead
from app.db.models.afterwards import GoodPracticeRow
from app.db.models.cases import CaseRow
from app.db.models.discussions import AccuracyRow, CorrectionRow, DiscussionRow
from app.db.models.findings import FindingRow
from app.db.models.records import ClashRow, EntryRow, KeptAnswerRow
from app.db.models.returns import ReturnRow
from audit_tools.tool import AuditTool
from audit_tools.words.replacing import marks_of_passage


@dataclass(frozen=True)
class TextOnFile:
    """One text: the row that holds it, and the section it is of, empty where it is of none."""

    row: Base = field(repr=False)
    column: str
    section: str

    @property
    def text(self) -> str:
        return str(getattr(self.row, self.column))


def texts_with(
    session: Session, partnership: UUID, held: DiscussionRead, passage: str
) -> list[TextOnFile]:
    """The texts of a case in which the passage stands: its record and findings, what was said of
    them and corrected, the returns, and what was answered once for it."""
    case_id, discussion = held.case.id, held.on_file.id
    returns = list(
        session.scalars(
            select(ReturnRow.id).where(
                ReturnRow.partnership_id == partnership, ReturnRow.case_id == case_id
            )
        )
    )
    # The record of what was answered once for a case has the id of the case.
    records = [case_id, discussion, *returns]
    tables: tuple[tuple[type[Base], ColumnElement[bool]], ...] = (
        (EntryRow, EntryRow.record_id.in_(records)),
        (ClashRow, ClashRow.record_id.in_(records)),
        (KeptAnswerRow, KeptAnswerRow.record_id.in_(records)),
        (DiscussionRow, DiscussionRow.id == discussion),
        (AccuracyRow, AccuracyRow.discussion_id == discussion),
        (CorrectionRow, CorrectionRow.discussion_id == discussion),
        (FindingRow, FindingRow.case_id == case_id),
        (GoodPracticeRow, GoodPracticeRow.case_id == case_id),
        (ReturnRow, ReturnRow.case_id == case_id),
        (CaseRow, CaseRow.id == case_id),
    )
    return [
        text
        for table, where in tables
        for row in session.scalars(
            select(table).where(table.partnership_id == partnership, where)  # type: ignore[attr-defined]
        )
        for text in _texts(row, held.audit.tool)
        if marks_of_passage(text.text, passage)
    ]


def subjects_of(session: Session, partnership: UUID, case_id: UUID) -> list[UUID]:
    """What history speaks of where it speaks of a case: itself, its returns and its findings."""
    found = [case_id]
    for table in (ReturnRow, FindingRow):
        of_case = (table.partnership_id == partnership, table.case_id == case_id)
        found += session.scalars(select(table.id).where(*of_case))
    return found


def _texts(row: Base, tool: AuditTool) -> Iterator[TextOnFile]:
    for one in inspect(type(row)).column_attrs:
        if one.columns[0].info.get("data") is DataClass.CASE_TEXT:
            yield TextOnFile(row, one.key, _section(row, tool))


def _section(row: Base, tool: AuditTool) -> str:
    if isinstance(row, FindingRow):
        return row.section
    if isinstance(row, EntryRow | ClashRow | KeptAnswerRow | CorrectionRow):
        return tool.section_at(row.place)
    return ""
