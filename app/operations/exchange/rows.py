"""All rows of one audit, read in a fixed number of statements."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.db.models.audits import AuditRow, CoreGroupRow
from app.db.models.cases import AppointmentRow, CaseRow, InvolvementRow
from app.db.models.discussions import (
    AccuracyRow,
    AttendanceRow,
    CorrectionRow,
    DiscussionRow,
)
from app.db.models.findings import FindingRow
from app.db.models.records import EntryRow, KeptAnswerRow
from app.db.models.returns import AssignmentRow, ConcernRow, ReturnRow
from app.db.people import names_of, read_grants
from audit_tools.permissions import Grant

Row = TypeVar("Row")


class AuditRows:
    """The rows of an audit: ``of(ReturnRow, case_id)`` are the returns of one case.

    Each list is in an order that does not depend on when or where its rows were written.
    """

    def __init__(self, session: Session, audit: AuditRow) -> None:
        self.audit = audit
        self._session = session
        self._held: dict[tuple[type, UUID], list[Any]] = defaultdict(list)
        cases = self._read(CaseRow, CaseRow.audit_id, [audit.id], "number")
        returns = self._read(ReturnRow, ReturnRow.case_id, cases, "agency")
        discussions = self._read(DiscussionRow, DiscussionRow.case_id, cases, "opened_at")
        self._read(InvolvementRow, InvolvementRow.case_id, cases, "agency")
        self._read(FindingRow, FindingRow.case_id, cases, "number")
        self._read(ConcernRow, ConcernRow.return_id, returns, "raised_at", "concern", "told")
        self._read(AttendanceRow, AttendanceRow.discussion_id, discussions, "agency")
        self._read(AccuracyRow, AccuracyRow.discussion_id, discussions, "agency")
        self._read(CorrectionRow, CorrectionRow.discussion_id, discussions, "at", "place")
        # What was answered once for a case or for the audit has the id of the case or the audit.
        once = [audit.id, *cases]
        self._read(EntryRow, EntryRow.record_id, [*once, *returns, *discussions], "place")
        self._read(KeptAnswerRow, KeptAnswerRow.record_id, [*once, *returns], "place", "value")
        self._read(AppointmentRow, AppointmentRow.case_id, cases, "role")
        self._read(AssignmentRow, AssignmentRow.return_id, returns, "return_id")
        self._read(CoreGroupRow, CoreGroupRow.audit_id, [audit.id], "audit_id")
        people = self._people()
        self._names = names_of(session, people)
        self._grants = read_grants(session, audit.partnership_id, people)

    def of(self, table: type[Row], parent: UUID) -> list[Row]:
        """The rows of a table that belong to a case, a return, a discussion or the audit."""
        return self._held[table, parent]

    def grants(self, person: UUID) -> frozenset[Grant]:
        """The roles that somebody of the audit holds."""
        return self._grants[person]

    def by_name(self, people: Iterable[UUID]) -> list[UUID]:
        """People in the order of their names, so that Practitioner 10 comes after 9."""
        return sorted(people, key=lambda person: (_natural(self._names[person]), person))

    def _read(
        self,
        table: type[Row],
        parent: InstrumentedAttribute[UUID],
        parents: Sequence[UUID],
        *order: str,
    ) -> list[UUID]:
        """Read the rows of a table by what they belong to; gives their ids."""
        rows = self._session.scalars(
            select(table).where(
                table.partnership_id == self.audit.partnership_id,  # type: ignore[attr-defined]
                parent.in_(parents),
            )
        ).all()
        for row in sorted(rows, key=lambda row: tuple(getattr(row, name) for name in order)):
            self._held[table, getattr(row, parent.key)].append(row)
        return [row.id for row in rows if hasattr(row, "id")]

    def _people(self) -> set[UUID]:
        people: set[UUID | None] = set()
        for (table, _), rows in self._held.items():
            if table in (AppointmentRow, AssignmentRow, CoreGroupRow):
                people |= {row.person_id for row in rows}
            elif table is FindingRow:
                people |= {row.wording_by for row in rows} | {r.wording_agreed_by for r in rows}
        return {person for person in people if person is not None}


def _natural(name: str) -> list[tuple[str, int]]:
    """A name as words and numbers: ``Practitioner 9`` comes before ``Practitioner 10``."""
    parts = re.findall(r"(\D*)(\d*)", name)
    return [(words.casefold(), int(digits or 0)) for words, digits in parts]
