"""Cases: rows to values, and what a person is to one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from app.db.assignments import GIVEN_TO_ONE
from app.db.audits import AuditOnFile, load_audit, lock_audit, with_versions
from app.db.models.audits import AuditRow, CoreGroupRow
from app.db.models.cases import AppointmentRow, CaseRow, InvolvementRow
from app.db.models.knowing import EarlierCaseRow, KnowingRow
from app.db.models.returns import ReturnRow
from app.db.models.schedule import InvitedRow, ScheduledRow
from app.db.models.tools import ToolVersionRow
from app.db.parameters import AUDIT, AUDITS, CASES, PARTNERSHIP, PERSON
from app.db.rows import find_row
from app.db.tools import tool_of
from audit_tools.cases import Case, CaseState, Characteristics, Involvement, Known
from audit_tools.cycles import Phase
from audit_tools.permissions import Person, Role
from audit_tools.tool import AuditTool
from audit_tools.visibility import Standing
from audit_tools.withdrawals import Withdrawn, WithdrawnFor


@dataclass(frozen=True)
class CaseOnFile:
    """A case with its place in the audit: number ``number`` of ``of`` cases that are counted.

    A withdrawn case has no number.
    """

    id: UUID
    audit_id: UUID
    number: int
    of: int
    case: Case
    is_chosen: bool = False
    """Whether somebody chose it, and gave the reason, where others are drawn."""
    tool_version: UUID | None = None
    """The version that it is answered with, where that is not the audit's."""
    withdrawn_for: WithdrawnFor | None = None
    replaced_by: UUID | None = None
    """The case that took its place, where one did."""

    @property
    def spoken(self) -> str:
        """``Case 3 of 6``: the title that gives nothing away."""
        if not self.case.state.is_counted:
            return "Withdrawn case"
        return f"Case {self.number} of {self.of}"


def load_case(session: Session, partnership: UUID, case: UUID) -> CaseOnFile:
    """One case of the partnership. Raises ``Hidden`` where there is none."""
    row = find_row(session, CaseRow, partnership, case, "There is no such case.")
    counted = count_through(session, partnership, [row.audit_id])
    return cases_of(session, [row], counted)[0]


def audit_of_case(session: Session, partnership: UUID, case: CaseOnFile) -> AuditOnFile:
    """The audit of a case with the version of its tool that the case is answered with."""
    audit = load_audit(session, partnership, case.audit_id)
    return audit_by_case(session, partnership, audit, [case])[case.id]


def audit_by_case(
    session: Session, partnership: UUID, audit: AuditOnFile, cases: Iterable[CaseOnFile]
) -> dict[UUID, AuditOnFile]:
    """The same for several cases of one audit, by their ids."""
    own = {case.id: case.tool_version for case in cases}
    versions = {version for version in own.values() if version is not None}
    found = with_versions(session, partnership, audit, versions)
    return {case: found[version] if version else audit for case, version in own.items()}


_VERSION = (
    select(ToolVersionRow)
    .select_from(CaseRow)
    .join(
        AuditRow,
        (AuditRow.partnership_id == CaseRow.partnership_id) & (AuditRow.id == CaseRow.audit_id),
    )
    .join(
        ToolVersionRow,
        (ToolVersionRow.partnership_id == CaseRow.partnership_id)
        & (ToolVersionRow.id == func.coalesce(CaseRow.tool_version_id, AuditRow.tool_version_id)),
    )
    .where(CaseRow.partnership_id == PARTNERSHIP, CaseRow.id.in_(CASES))
)
_HELD = (
    select(CaseRow.id)
    .where(CaseRow.partnership_id == PARTNERSHIP, CaseRow.id.in_(CASES))
    .with_for_update(read=True)
)


def hold_version(session: Session, partnership: UUID, case: UUID) -> AuditTool:
    """The version of the tool that a case is answered with, which stays so until the end of the
    transaction. SQLite has one writer anyway."""
    asked = {"partnership": partnership, "cases": [case]}
    # Two statements: one that waits for somebody else reads what there was before.
    session.execute(_HELD, asked)
    return tool_of(session.scalars(_VERSION, asked).one())


def lock_cases(session: Session, partnership: UUID, audit: UUID) -> None:
    """Keep all cases of an audit from being answered until the end of the transaction."""
    session.execute(_CASES_OF_ONE.with_for_update(), {"partnership": partnership, "audit": audit})


def lock_audit_of(session: Session, partnership: UUID, case: UUID) -> None:
    """Keep the audit of a case as it is until the end of the transaction."""
    audit = select(CaseRow.audit_id).where(
        CaseRow.partnership_id == partnership, CaseRow.id == case
    )
    lock_audit(session, partnership, audit.scalar_subquery())


_CASES_OF_ONE = (
    select(CaseRow)
    .where(CaseRow.partnership_id == PARTNERSHIP, CaseRow.audit_id == AUDIT)
    .order_by(CaseRow.number)
)


def list_cases(session: Session, partnership: UUID, audit: UUID) -> tuple[CaseOnFile, ...]:
    """All cases of an audit, in their order."""
    rows = session.scalars(_CASES_OF_ONE, {"partnership": partnership, "audit": audit}).all()
    return cases_of(session, rows, _counted(rows))


_STATES = (
    select(CaseRow.audit_id, CaseRow.id, CaseRow.state)
    .where(CaseRow.partnership_id == PARTNERSHIP, CaseRow.audit_id.in_(AUDITS))
    .order_by(CaseRow.audit_id, CaseRow.number)
)


def count_through(
    session: Session, partnership: UUID, audits: Iterable[UUID]
) -> dict[UUID, tuple[UUID, ...]]:
    """By audit its cases that are counted, in their order: what a case's number comes from."""
    rows = session.execute(_STATES, {"partnership": partnership, "audits": list(audits)})
    return _counted(rows)


def _counted(rows: Iterable[Any]) -> dict[UUID, tuple[UUID, ...]]:
    found: dict[UUID, tuple[UUID, ...]] = {}
    for row in rows:
        if CaseState(row.state).is_counted:
            found[row.audit_id] = (*found.get(row.audit_id, ()), row.id)
    return found


def forget_parts(session: Session, partnership: UUID, cases: Iterable[UUID] | Select[UUID]) -> None:
    """Delete all that was entered about cases of an audit that is being prepared."""
    for row in _PARTS:
        session.execute(
            delete(row).where(row.partnership_id == partnership, row.case_id.in_(cases))
        )


_PARTS = (
    AppointmentRow,
    EarlierCaseRow,
    InvitedRow,
    InvolvementRow,
    KnowingRow,
    ScheduledRow,
)


def cases_of(
    session: Session, rows: Iterable[CaseRow], counted: Mapping[UUID, tuple[UUID, ...]]
) -> tuple[CaseOnFile, ...]:
    """The values of several rows, their involvements read in one statement."""
    listed = list(rows)
    involved = _involved(session, listed)
    return tuple(
        CaseOnFile(
            row.id,
            row.audit_id,
            *number_in(counted.get(row.audit_id, ()), row.id),
            _case(row, involved),
            bool(row.chosen_reason),
            row.tool_version_id,
            WithdrawnFor(row.withdrawn_for) if row.withdrawn_for else None,
            row.replaced_by,
        )
        for row in listed
    )


def withdrawn_in(cases: Iterable[CaseOnFile]) -> tuple[Withdrawn, ...]:
    """Why which of an audit's cases left it, without saying which case that was."""
    listed = tuple(cases)
    replacing = {case.replaced_by for case in listed}
    return tuple(
        Withdrawn(case.withdrawn_for, case.replaced_by is not None, case.id in replacing)
        for case in listed
        if not case.case.state.is_counted
    )


def number_in(counted: tuple[UUID, ...], case: UUID) -> tuple[int, int]:
    """Which of the counted cases one is, and of how many; a withdrawn one is number 0."""
    return (counted.index(case) + 1 if case in counted else 0), len(counted)


_INVOLVED = (
    select(InvolvementRow.case_id, InvolvementRow.agency, InvolvementRow.known, InvolvementRow.lead)
    .where(InvolvementRow.partnership_id == PARTNERSHIP, InvolvementRow.case_id.in_(CASES))
    .order_by(InvolvementRow.agency)
)


def _involved(session: Session, rows: list[CaseRow]) -> dict[UUID, list[Involvement]]:
    involved: dict[UUID, list[Involvement]] = {row.id: [] for row in rows}
    if rows:
        found = session.execute(
            _INVOLVED, {"partnership": rows[0].partnership_id, "cases": list(involved)}
        )
        for case, agency, known, lead in found:
            involved[case].append(Involvement(agency, Known(known), lead))
    return involved


def _case(row: CaseRow, involved: dict[UUID, list[Involvement]]) -> Case:
    return Case(
        row.reference,
        CaseState(row.state),
        tuple(involved[row.id]),
        characteristics_of(row),
    )


def characteristics_of(row: CaseRow) -> Characteristics:
    """The bands of a case's row."""
    return Characteristics(row.age_band, row.sex, row.ethnicity_group, row.plan_type, row.locality)


def standing_of(session: Session, person: Person, case: CaseOnFile) -> Standing:
    """What the person is to the case."""
    return standings_of(session, person, [case])[case.id]


def standings_of(
    session: Session, person: Person, cases: Iterable[CaseOnFile]
) -> dict[UUID, Standing]:
    """What the person is to each of several cases, in a fixed number of statements."""
    listed = list(cases)
    ids = [case.id for case in listed]
    appointments = appointments_of(session, person, ids)
    assigned, given = _assigned(session, person, ids)
    started, core = _audits(session, person, {case.audit_id for case in listed})
    return {
        case.id: replace(
            standing_by_role(
                person, appointments.get(case.id, ()), started=case.audit_id in started
            ),
            core_group=case.audit_id in core,
            assigned=assigned.get(case.id, frozenset()),
            given=given.get(case.id, frozenset()),
        )
        for case in listed
    }


def standing_by_role(
    person: Person, appointments: Collection[AppointmentRow], *, started: bool
) -> Standing:
    """What the person is to a case by their roles and their appointments to it, whatever was given
    to them besides; ``started`` says whether its audit has."""
    return Standing(
        coordinator=person.has(Role.COORDINATOR),
        appointed=frozenset(Role(row.role) for row in appointments),
        # While an audit is being prepared no agency has been asked about anybody.
        leads=person.leads if started else frozenset(),
        conflicted=any(row.conflict_declared_at for row in appointments),
    )


_AUDITS = (
    select(AuditRow.id, AuditRow.phase, CoreGroupRow.person_id)
    .outerjoin(
        CoreGroupRow,
        (CoreGroupRow.partnership_id == AuditRow.partnership_id)
        & (CoreGroupRow.audit_id == AuditRow.id)
        & (CoreGroupRow.person_id == PERSON),
    )
    .where(AuditRow.partnership_id == PARTNERSHIP, AuditRow.id.in_(AUDITS))
)


def _audits(session: Session, person: Person, audits: set[UUID]) -> tuple[set[UUID], set[UUID]]:
    """Which of the audits have started, and in the core group of which the person is."""
    rows = session.execute(
        _AUDITS,
        {"partnership": person.partnership, "person": person.id, "audits": list(audits)},
    ).all()
    started = {audit for audit, phase, _ in rows if Phase(phase) is not Phase.PREPARING}
    return started, {audit for audit, _, member in rows if member == person.id}


_APPOINTMENTS = select(AppointmentRow).where(
    AppointmentRow.partnership_id == PARTNERSHIP,
    AppointmentRow.person_id == PERSON,
    AppointmentRow.case_id.in_(CASES),
)


def appointments_of(
    session: Session, person: Person, cases: list[UUID]
) -> dict[UUID, list[AppointmentRow]]:
    """The person's appointments to these cases, by their ids; nothing where they have none."""
    rows = session.scalars(_APPOINTMENTS, _of(person, cases))
    found: dict[UUID, list[AppointmentRow]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


_ASSIGNED = (
    select(ReturnRow.case_id, ReturnRow.agency, GIVEN_TO_ONE.c.section)
    .join(GIVEN_TO_ONE, GIVEN_TO_ONE.c.return_id == ReturnRow.id)
    .where(ReturnRow.partnership_id == PARTNERSHIP, ReturnRow.case_id.in_(CASES))
)


def _assigned(
    session: Session, person: Person, cases: list[UUID]
) -> tuple[dict[UUID, frozenset[str]], dict[UUID, frozenset[tuple[str, str]]]]:
    """The agencies whose return, or a section of it, was given to the person.

    Only those to which the person still belongs.
    """
    rows = session.execute(_ASSIGNED, _of(person, cases))
    assigned: dict[UUID, frozenset[str]] = {}
    given: dict[UUID, frozenset[tuple[str, str]]] = {}
    for case, agency, section in rows:
        if agency not in person.works_in:
            continue
        if section:
            given[case] = given.get(case, frozenset()) | {(agency, section)}
        else:
            assigned[case] = assigned.get(case, frozenset()) | {agency}
    return assigned, given


def _of(person: Person, cases: list[UUID]) -> dict[str, object]:
    return {"partnership": person.partnership, "person": person.id, "cases": cases}
