"""The rows of one case of a file, in three stages: each refers only to those before it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from app.db.base import Base
from app.db.models.cases import AppointmentRow, CaseRow, InvolvementRow
from app.db.models.discussions import (
    AccuracyRow,
    AttendanceRow,
    CorrectionRow,
    DiscussionRow,
)
from app.db.models.findings import FindingRow
from app.db.models.records import EntryRow, KeptAnswerRow, RecordRow
from app.db.models.returns import AssignmentRow, ConcernRow, ReturnRow
from app.operations.exchange.people import PeopleOfFile
from audit_tools.answered_once import sections_of_audit, sections_of_case
from audit_tools.exchange.case_checks import answers_entries, record_entries, return_entries
from audit_tools.exchange.case_shape import (
    CaseDocument,
    DiscussionDocument,
    FindingDocument,
    KeptDocument,
    OnceDocument,
    ReturnDocument,
)
from audit_tools.exchange.finding_checks import sorting
from audit_tools.exchange.whole import Whole
from audit_tools.findings import check_statement
from audit_tools.tool import Section

Stages = tuple[list[Base], list[Base], list[Base]]


@dataclass
class CaseRows:
    """Makes the rows of one case after another; ``cases`` are those made so far, ``earlier`` the
    ids of earlier versions of the tool by their numbers."""

    partnership: UUID
    audit_id: UUID
    whole: Whole
    people: PeopleOfFile
    at: datetime
    earlier: Mapping[int, UUID]
    cases: list[CaseRow] = field(default_factory=list)

    def of(self, number: int, case: CaseDocument) -> Stages:
        """The rows of the audit's case ``number``, counted from 1."""
        row = self._case(number, case)
        self.cases.append(row)
        stages: Stages = ([row], [], [])
        _, second, _ = stages
        second += self._involvements(row.id, case)
        second += self._appointments(row.id, case)
        second += (self._finding(row.id, case, finding) for finding in case.findings)
        for agency_return in case.returns:
            self._add_return(stages, row.id, case, agency_return)
        self._add_discussion(stages, row.id, case)
        if case.answers:
            sections = sections_of_case(self.whole.of_case(case).tool)
            self._add_answers(stages, row.id, sections, case.answers)
        return stages

    def of_audit(self, document: OnceDocument) -> Stages:
        """The rows of what was answered once for the audit."""
        stages: Stages = ([], [], [])
        self._add_answers(stages, self.audit_id, sections_of_audit(self.whole.tool), document)
        return stages

    def _add_answers(
        self, stages: Stages, of: UUID, sections: Sequence[Section], document: OnceDocument
    ) -> None:
        first, second, third = stages
        first.append(self._record(of))
        second += self._entries(of, answers_entries(sections, document), self.at)
        third += self._kept(of, document.kept, self.at)

    def _case(self, number: int, case: CaseDocument) -> CaseRow:
        return CaseRow(
            partnership_id=self.partnership,
            id=uuid4(),
            audit_id=self.audit_id,
            number=number,
            tool_version_id=self.earlier[case.tool_version] if case.tool_version else None,
            reference=case.reference,
            state=case.state.value,
            state_reason=case.state_reason or "",
            withdrawn_for=case.withdrawn_for.value if case.withdrawn_for else None,
            chosen_reason=case.chosen_reason or "",
            **case.characteristics.model_dump(),
        )

    def _involvements(self, case_id: UUID, case: CaseDocument) -> Iterator[InvolvementRow]:
        for involvement in case.agencies:
            yield InvolvementRow(
                partnership_id=self.partnership,
                case_id=case_id,
                agency=involvement.agency,
                known=involvement.known.value,
                lead=involvement.lead,
            )

    def _appointments(self, case_id: UUID, case: CaseDocument) -> Iterator[AppointmentRow]:
        """Each in the role that the file gives the person, so that a co-chair stays one."""
        numbers = [n for n in (case.chair, case.co_chair, case.note_taker) if n is not None]
        appointed = {(self.people.find(n), self.people.role_of(n)) for n in numbers}
        for person, role in sorted(appointed):
            yield AppointmentRow(
                partnership_id=self.partnership, case_id=case_id, person_id=person, role=role.value
            )

    def _add_return(
        self, stages: Stages, case_id: UUID, case: CaseDocument, document: ReturnDocument
    ) -> None:
        first, second, third = stages
        row = ReturnRow(
            partnership_id=self.partnership,
            id=uuid4(),
            case_id=case_id,
            agency=document.agency,
            status=document.status.value,
            status_reason=document.status_reason or "",
            started_at=document.started_at,
            submitted_at=document.submitted_at,
            due_later=document.due_later,
            due_later_reason=document.due_later_reason or "",
            fit=document.fit.value,
            fit_note=document.fit_note or "",
        )
        first.append(self._record(row.id))
        second.append(row)
        written_at = document.submitted_at or document.started_at
        second += self._entries(row.id, self._stored(case, document), written_at)
        third += self._kept(row.id, document.kept, written_at)
        # Two numbers of the file may be one person here.
        given_to = {self.people.find(number) for number in document.practitioners}
        third += (self._assignment(row.id, person) for person in sorted(given_to))
        third += self._concerns(row.id, document)

    def _stored(self, case: CaseDocument, document: ReturnDocument) -> dict[str, str]:
        return return_entries(self.whole.of_case(case), case, document)

    def _assignment(self, return_id: UUID, person: UUID) -> AssignmentRow:
        return AssignmentRow(partnership_id=self.partnership, return_id=return_id, person_id=person)

    def _concerns(self, return_id: UUID, document: ReturnDocument) -> Iterator[ConcernRow]:
        for concern in document.concerns:
            yield ConcernRow(
                partnership_id=self.partnership, return_id=return_id, **concern.model_dump()
            )

    def _add_discussion(self, stages: Stages, case_id: UUID, case: CaseDocument) -> None:
        document = case.discussion
        if document is None:
            return
        first, second, third = stages
        row = DiscussionRow(
            partnership_id=self.partnership,
            id=uuid4(),
            case_id=case_id,
            opened_at=document.opened_at,
            written_up_at=document.written_up_at,
            agreed_at=document.agreed_at,
            early_reason=document.early_reason,
        )
        first.append(self._record(row.id))
        second.append(row)
        written_at = document.written_up_at or document.opened_at
        second += self._entries(row.id, record_entries(self.whole.of_case(case), case), written_at)
        third += (
            AttendanceRow(
                partnership_id=self.partnership,
                discussion_id=row.id,
                agency=attended.agency,
                came=attended.came.value,
            )
            for attended in document.attendance
        )
        third += self._afterwards(row.id, document)

    def _afterwards(
        self, discussion: UUID, document: DiscussionDocument
    ) -> Iterator[AccuracyRow | CorrectionRow]:
        """What was said of the write-up, and what was corrected after the signing off."""
        for reply in document.replies:
            yield AccuracyRow(
                partnership_id=self.partnership,
                discussion_id=discussion,
                agency=reply.agency,
                word=reply.word.value,
                text=reply.text,
                at=reply.at,
                settled=reply.settled.value if reply.settled else None,
                settled_reason=reply.settled_reason,
                settled_at=reply.settled_at,
            )
        for correction in document.corrections:
            yield CorrectionRow(
                partnership_id=self.partnership,
                discussion_id=discussion,
                **correction.model_dump(),
            )

    def _record(self, record: UUID) -> RecordRow:
        return RecordRow(partnership_id=self.partnership, id=record, changes=0)

    def _kept(
        self, record: UUID, kept: Iterable[KeptDocument], written_at: datetime | None
    ) -> Iterator[KeptAnswerRow]:
        for one in kept:
            yield KeptAnswerRow(
                partnership_id=self.partnership,
                record_id=record,
                tool_version_id=self.earlier[one.version],
                place=one.place,
                value=one.text,
                kept_at=written_at or self.at,
            )

    def _entries(
        self, record: UUID, entries: Mapping[str, str], written_at: datetime | None
    ) -> Iterator[EntryRow]:
        for place, value in entries.items():
            yield EntryRow(
                partnership_id=self.partnership,
                record_id=record,
                place=place,
                value=value,
                version=1,
                changed_at=written_at or self.at,
            )

    def _finding(self, case_id: UUID, case: CaseDocument, document: FindingDocument) -> FindingRow:
        into = sorting(self.whole, document)
        return FindingRow(
            partnership_id=self.partnership,
            id=uuid4(),
            audit_id=self.audit_id,
            case_id=case_id,
            number=document.number,
            section=document.section or "",
            kind=document.kind.value,
            statement=check_statement(document.statement),
            themes=list(into.themes),
            agencies=list(dict.fromkeys(document.agencies)),
            sources=[source.model_dump() for source in document.sources],
            cause=into.cause.value if into.cause else None,
            remedy=into.remedy.value if into.remedy else None,
            remedy_reason=into.remedy_reason,
            consequence=into.consequence.value if into.consequence else None,
            **self._wording(case, document),
        )

    def _wording(self, case: CaseDocument, document: FindingDocument) -> dict[str, Any]:
        wording = document.wording
        if wording is None:
            return {}
        writer = self.people.find_by_role(wording.written_by, case)
        agreed = wording.agreed_by and self.people.find_by_role(wording.agreed_by, case, but=writer)
        return {
            "wording": wording.text,
            "wording_by": writer,
            "wording_agreed_by": agreed or None,
            "wording_sent_back": wording.sent_back,
        }
