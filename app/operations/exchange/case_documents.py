"""The cases of an audit as documents of the exchange format."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from uuid import UUID

from app.db.corrections import reply_of
from app.db.models.audits import CoreGroupRow
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
from app.operations.exchange.numbers import PeopleNumbers
from app.operations.exchange.rows import AuditRows
from audit_tools.cases import CaseState, Known
from audit_tools.consequences import Consequence
from audit_tools.discussions import Came
from audit_tools.exchange.case_shape import (
    AttendanceDocument,
    CaseDocument,
    CharacteristicsDocument,
    ConcernDocument,
    CorrectionDocument,
    DiscussionDocument,
    FindingDocument,
    InvolvementDocument,
    KeptDocument,
    OnceDocument,
    ReplyDocument,
    ReturnDocument,
    SourceDocument,
)
from audit_tools.exchange.shape import PersonDocument
from audit_tools.fit import Fit
from audit_tools.permissions import Role
from audit_tools.places import FindingKind
from audit_tools.returns import ReturnStatus
from audit_tools.training_needs import Cause, Remedy
from audit_tools.withdrawals import WithdrawnFor


class CaseDocuments:
    """Writes one case after another; people get their numbers as they are met.

    ``versions`` are the numbers of the tool's versions, by their ids.
    """

    def __init__(self, rows: AuditRows, versions: Mapping[UUID, int]) -> None:
        self._rows, self._versions = rows, versions
        self._numbers = PeopleNumbers(rows)

    def write(self, row: CaseRow) -> CaseDocument:
        """One case, whole."""
        appointed = self._rows.of(AppointmentRow, row.id)
        chairs = [n for role in (Role.CHAIR, Role.CO_CHAIR) for n in self._appointed(row, role)]
        note_takers = self._appointed(row, Role.NOTE_TAKER)
        return CaseDocument(
            reference=row.reference,
            tool_version=self._versions[row.tool_version_id] if row.tool_version_id else None,
            state=CaseState(row.state),
            state_reason=row.state_reason or None,
            withdrawn_for=WithdrawnFor(row.withdrawn_for) if row.withdrawn_for else None,
            replaced_by=self._reference_of(row.replaced_by),
            chosen_reason=row.chosen_reason or None,
            characteristics=CharacteristicsDocument(
                age_band=row.age_band,
                sex=row.sex,
                ethnicity_group=row.ethnicity_group,
                plan_type=row.plan_type,
                locality=row.locality,
            ),
            chair=chairs[0] if chairs else None,
            co_chair=next((n for n in chairs[1:] if self._numbers.is_co_chair(n)), None),
            note_taker=note_takers[0] if note_takers else None,
            agencies=[
                InvolvementDocument(agency=i.agency, known=Known(i.known), lead=i.lead)
                for i in self._rows.of(InvolvementRow, row.id)
            ],
            answers=self.answers(row.id),
            returns=[self._return(r) for r in self._rows.of(ReturnRow, row.id)],
            discussion=self._discussion(row.id),
            findings=[self._finding(f, appointed) for f in self._rows.of(FindingRow, row.id)],
        )

    def _reference_of(self, case: UUID | None) -> str | None:
        cases = self._rows.of(CaseRow, self._rows.audit.id)
        return next((one.reference for one in cases if one.id == case), None)

    def people(self) -> list[PersonDocument]:
        """Everybody with a number, the members of the core group after those met in cases."""
        for member in self._rows.by_name(
            row.person_id for row in self._rows.of(CoreGroupRow, self._rows.audit.id)
        ):
            self._numbers.of(member, Role.CORE_GROUP)
        return self._numbers.listed()

    def _appointed(self, row: CaseRow, role: Role) -> list[int]:
        held = [a.person_id for a in self._rows.of(AppointmentRow, row.id) if a.role == role]
        return [self._numbers.of(person, role) for person in self._rows.by_name(held)]

    def _return(self, row: ReturnRow) -> ReturnDocument:
        given_to = self._rows.by_name(a.person_id for a in self._rows.of(AssignmentRow, row.id))
        return ReturnDocument(
            agency=row.agency,
            status=ReturnStatus(row.status),
            status_reason=row.status_reason or None,
            practitioners=[self._numbers.of_practitioner(p, row.agency) for p in given_to],
            started_at=row.started_at,
            submitted_at=row.submitted_at,
            due_later=row.due_later,
            due_later_reason=row.due_later_reason or None,
            fit=Fit(row.fit),
            fit_note=row.fit_note or None,
            entries=self._entries(row.id),
            kept=self._kept(row.id),
            concerns=[_concern(c) for c in self._rows.of(ConcernRow, row.id)],
        )

    def answers(self, of: UUID) -> OnceDocument | None:
        """What was answered once for a case or for the audit, if anything was."""
        answers = OnceDocument(entries=self._entries(of), kept=self._kept(of))
        return answers if answers.entries or answers.kept else None

    def _kept(self, record: UUID) -> list[KeptDocument]:
        return [
            KeptDocument(
                place=kept.place, version=self._versions[kept.tool_version_id], text=kept.value
            )
            for kept in self._rows.of(KeptAnswerRow, record)
        ]

    def _entries(self, record: UUID) -> dict[str, str]:
        """What stands at each place; a place that was emptied again is left out."""
        return {row.place: row.value for row in self._rows.of(EntryRow, record) if row.value}

    def _discussion(self, case_id: UUID) -> DiscussionDocument | None:
        row = next(iter(self._rows.of(DiscussionRow, case_id)), None)
        if row is None:
            return None
        return DiscussionDocument(
            opened_at=row.opened_at,
            written_up_at=row.written_up_at,
            agreed_at=row.agreed_at,
            early_reason=row.early_reason,
            attendance=[
                AttendanceDocument(agency=a.agency, came=Came(a.came))
                for a in self._rows.of(AttendanceRow, row.id)
            ],
            entries=self._entries(row.id),
            replies=[
                ReplyDocument(**asdict(reply_of(r))) for r in self._rows.of(AccuracyRow, row.id)
            ],
            corrections=[
                CorrectionDocument(
                    place=c.place, before=c.before, after=c.after, reason=c.reason, at=c.at
                )
                for c in self._rows.of(CorrectionRow, row.id)
            ],
        )

    def _finding(self, row: FindingRow, appointed: Iterable[AppointmentRow]) -> FindingDocument:
        return FindingDocument(
            number=row.number,
            section=row.section or None,
            kind=FindingKind(row.kind),
            statement=row.statement,
            themes=list(row.themes),
            cause=Cause(row.cause) if row.cause else None,
            remedy=Remedy(row.remedy) if row.remedy else None,
            remedy_reason=row.remedy_reason or None,
            consequence=Consequence(row.consequence) if row.consequence else None,
            agencies=list(row.agencies),
            sources=[SourceDocument(agency=s["agency"], place=s["place"]) for s in row.sources],
            wording=self._numbers.wording(row, appointed),
        )


def _concern(row: ConcernRow) -> ConcernDocument:
    return ConcernDocument(
        raised_at=row.raised_at,
        concern=row.concern,
        told=row.told,
        told_at=row.told_at,
        outcome=row.outcome,
        outcome_at=row.outcome_at,
    )
