"""What the Business Unit does with an audit: set it up, start it, close it."""

from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db import consultations, learning_offers, planned_audits
from app.db.audits import AuditOnFile, find_audit_by_key, load_audit, lock_audit
from app.db.candidates import remove_candidates
from app.db.cases import forget_parts, list_cases
from app.db.history import Subject, tell
from app.db.models.audits import AuditRow, CandidateRow, CoreGroupRow
from app.db.models.cases import CaseRow
from app.db.models.knowing import SentKeySheetRow
from app.db.models.messages import MessageRow
from app.db.models.method_statements import MethodApprovalRow
from app.db.people import agencies_without_lead
from app.db.records import forget_records
from app.db.tools import published_tools, theme_list_row
from app.operations import messages
from app.operations.involvements import begin_returns
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.audit_details import (
    AuditDates,
    AuditDetails,
    check_dates,
    check_details,
    make_key,
)
from audit_tools.cases import check_reason
from audit_tools.cycles import Phase, check_can_move
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.preparation import check_can_start
from audit_tools.tool import AuditTool


@operation
def create_audit(
    session: Session, *, by: Person, tool_version: UUID, details: AuditDetails
) -> UUID:
    """Begin an audit from a published tool; gives its id.

    Raises ``Invalid``, its places the names of the details or "tool".
    """
    check_can(by, Permission.RUN_AUDITS)
    tool = published_tools(session, by.partnership).get(tool_version)
    if tool is None:
        raise Invalid("Choose one of the published audit tools.", place="tool")
    checked = check_details(details, tool)
    audit = uuid4()
    session.add(
        AuditRow(
            partnership_id=by.partnership,
            id=audit,
            key=_free_key(session, by, checked.title),
            tool_version_id=tool_version,
            theme_list_id=_theme_list(session, by, tool),
            **_columns(checked),
        )
    )
    tell(session, by, "audit.created", Subject("audit", audit), after=_columns(checked))
    return audit


@operation
def change_details(
    session: Session, *, by: Person, audit_id: UUID, details: AuditDetails, seen: str
) -> None:
    """Change an audit that is being prepared. ``seen`` is the ``version`` one began from.

    Raises ``Invalid`` (with places), ``Refused`` once it has started, and ``Conflict``.
    """
    audit = to_run(session, by, audit_id)
    check_preparing(audit)
    before = details_of(audit)
    checked = check_details(details, audit.published)
    if checked.selection is not before.selection and list_cases(session, by.partnership, audit_id):
        raise Invalid(
            "Cases have been chosen already, so how they were chosen stays as it is.",
            place="selection",
        )
    check_unchanged(seen, before)
    _write(session, by, audit_id, checked)
    subject = Subject("audit", audit_id)
    tell(session, by, "audit.changed", subject, _columns(before), _columns(checked))


@operation
def change_dates(
    session: Session, *, by: Person, audit_id: UUID, dates: AuditDates, reason: str, seen: str
) -> None:
    """Move the dates of an audit that is under way. Everybody asked sees the new ones.

    Raises ``Invalid`` (with places), ``Refused`` without a reason or in another phase, and
    ``Conflict``.
    """
    audit = to_run(session, by, audit_id)
    check_collecting(audit)
    before = details_of(audit).dates
    checked = check_dates(dates)
    if not all(asdict(checked).values()):
        raise Invalid("An audit that is under way needs all its dates.")
    check_unchanged(seen, before)
    write_dates(session, by, audit_id, checked)
    tell(
        session,
        by,
        "audit.dates-changed",
        Subject("audit", audit_id),
        before=asdict(before),
        after=asdict(checked) | {"reason": check_reason(reason)},
    )
    messages.follow(session, by, audit_id)


@operation
def delete_audit(session: Session, *, by: Person, audit_id: UUID) -> None:
    """Delete an audit that is being prepared. Raises ``Refused`` for any other."""
    audit = to_run(session, by, audit_id)
    check_preparing(audit)
    subject = Subject("audit", audit_id)
    tell(session, by, "audit.deleted", subject, before={"title": audit.cycle.title})
    cases = select(CaseRow.id).where(
        CaseRow.partnership_id == by.partnership, CaseRow.audit_id == audit_id
    )
    forget_parts(session, by.partnership, cases)
    forget_records(session, by.partnership, cases)
    forget_records(session, by.partnership, [audit_id])
    consultations.forget_audit(session, by.partnership, audit_id)
    learning_offers.forget_audit(session, by.partnership, audit_id)
    planned_audits.forget_audit(session, by.partnership, audit_id)
    for of_audit in (
        MessageRow,
        CaseRow,
        CandidateRow,
        CoreGroupRow,
        SentKeySheetRow,
        MethodApprovalRow,
    ):
        session.execute(
            delete(of_audit).where(
                of_audit.partnership_id == by.partnership, of_audit.audit_id == audit_id
            )
        )
    session.delete(_row(session, by, audit_id))


@operation
def start_audit(session: Session, *, by: Person, audit_id: UUID) -> None:
    """Ask the agencies for their returns: each that knows a child gets one to give.

    Where the discussion comes first nobody is asked, and every case is ready to be opened.

    Raises ``Refused`` unless the audit is being prepared, and ``Invalid`` with everything that is
    still lacking.
    """
    lock_audit(session, by.partnership, audit_id)
    audit = to_run(session, by, audit_id)
    check_can_move(audit.cycle.phase, Phase.COLLECTING)
    cases = list_cases(session, by.partnership, audit_id)
    unled = agencies_without_lead(session, by.partnership)
    check_can_start(audit.cycle, [case.case for case in cases], unled)
    row = _row(session, by, audit_id)
    row.phase = Phase.COLLECTING.value
    tell(session, by, "audit.started", Subject("audit", audit_id))
    for case in cases:
        if case.case.state.is_counted:
            begin_returns(session, by, case, ask=audit.cycle.asks_returns)
    if row.draw is None:
        # Nobody will draw from this list any more. The reserves of a draw stay: a case can still
        # turn out to be the wrong one.
        remove_candidates(session, by.partnership, audit_id)
    messages.follow(session, by, audit_id)


def to_run(session: Session, by: Person, audit_id: UUID) -> AuditOnFile:
    """An audit that the person runs. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.RUN_AUDITS)
    return load_audit(session, by.partnership, audit_id)


def write_dates(session: Session, by: Person, audit_id: UUID, dates: AuditDates) -> None:
    """Store dates that were checked; the caller tells history."""
    row = _row(session, by, audit_id)
    for name, day in asdict(dates).items():
        setattr(row, name, day)


def check_preparing(audit: AuditOnFile) -> None:
    """Raise ``Refused`` once the audit has started."""
    if audit.cycle.phase is not Phase.PREPARING:
        raise Refused("This audit has started, so this can no longer be changed.")


def check_collecting(audit: AuditOnFile) -> None:
    """Raise ``Refused`` unless the audit is under way."""
    if audit.cycle.phase is not Phase.COLLECTING:
        raise Refused("This can be done only while the audit is under way.")


def details_of(audit: AuditOnFile) -> AuditDetails:
    """The details of an audit as they stand."""
    cycle = audit.cycle
    return AuditDetails(
        cycle.title,
        cycle.theme,
        cycle.purpose,
        cycle.counted,
        cycle.selection,
        cycle.selection_note,
        cycle.scale,
        AuditDates(
            cycle.period_from,
            cycle.period_to,
            cycle.returns_due,
            cycle.discussions_from,
            cycle.discussions_to,
        ),
        cycle.working,
        cycle.rehearsal,
        cycle.kind,
        cycle.left_out,
    )


def version_of_details(audit: AuditOnFile) -> str:
    """What a form to change the details carries as ``seen``."""
    return version_of(details_of(audit))


def version_of_dates(audit: AuditOnFile) -> str:
    """What a form to change the dates carries as ``seen``."""
    return version_of(details_of(audit).dates)


def _row(session: Session, by: Person, audit_id: UUID) -> AuditRow:
    return session.get_one(AuditRow, (by.partnership, audit_id))


def _columns(details: AuditDetails) -> dict[str, Any]:
    columns = asdict(details)
    counted, days = columns.pop("counted"), columns.pop("dates")
    return {
        **columns,
        **days,
        "counts_one": counted["one"],
        "counts_many": counted["many"],
    }


def _write(session: Session, by: Person, audit_id: UUID, details: AuditDetails) -> None:
    row = _row(session, by, audit_id)
    for name, value in _columns(details).items():
        setattr(row, name, value)


def _theme_list(session: Session, by: Person, tool: AuditTool) -> UUID:
    row = theme_list_row(session, by.partnership, tool.theme_list)
    if row is None:
        raise Hidden("The theme list of this audit tool is missing.")
    return row.id


def _free_key(session: Session, by: Person, title: str) -> str:
    key, number = make_key(title), 1
    free = key
    while find_audit_by_key(session, by.partnership, free):
        number += 1
        free = f"{key}-{number}"
    return free
