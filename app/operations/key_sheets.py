"""Making the key sheets of an audit, and recording that one was sent."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import Agency, list_agencies
from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.knowing import knowings_of
from app.db.models.knowing import SentKeySheetRow
from app.db.models.people import PartnershipRow
from app.db.partnerships import row_of_partnership
from app.operations.audits import to_run
from app.operations.transaction import operation
from audit_tools.cycles import Phase
from audit_tools.dates import format_period, local
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.key_sheets import KeySheet, check_recipient, line_of, stands_on_sheet
from audit_tools.permissions import Person


@dataclass(frozen=True)
class SheetOfAgency:
    """An agency with the cases on its sheet; ``sheet`` is ready to be written."""

    agency: Agency
    cases: tuple[CaseOnFile, ...]
    sheet: KeySheet


@dataclass(frozen=True)
class Sheets:
    """All sheets of an audit. ``left_out`` counts the cases about which one has a conflict."""

    audit: AuditOnFile
    of_agencies: tuple[SheetOfAgency, ...]
    left_out: int

    def of(self, agency: str) -> SheetOfAgency:
        """The sheet of one agency. Raises ``Hidden`` where it answers for nobody."""
        found = next((one for one in self.of_agencies if one.agency.key == agency), None)
        if found is None:
            raise Hidden("There is no such key sheet.")
        return found


def read_sheets(session: Session, by: Person, audit_id: UUID) -> Sheets:
    """The sheets of the agencies that answer for a child of the audit. Raises as ``to_run``."""
    audit = to_run(session, by, audit_id)
    cases = [c for c in list_cases(session, by.partnership, audit_id) if c.case.state.is_counted]
    standings = standings_of(session, by, cases)
    shown = [case for case in cases if standings[case.id].holds_discussion]
    asked = knowings_of(session, by.partnership, [case.id for case in shown])
    partnership = row_of_partnership(session, by.partnership)
    made = local(now(session)).date()
    found = []
    for agency in list_agencies(session, by.partnership):
        of_agency = tuple(
            case
            for case in shown
            if stands_on_sheet(case.case, agency.key, (case.id, agency.key) in asked)
        )
        if of_agency:
            sheet = _sheet(audit, agency, of_agency, partnership, made)
            found.append(SheetOfAgency(agency, of_agency, sheet))
    return Sheets(audit, tuple(found), len(cases) - len(shown))


@operation
def record_sent(
    session: Session, *, by: Person, audit_id: UUID, agency: str, sent_on: date | None, to: str
) -> None:
    """Record that the sheet of an agency was completed and sent: when, and to which role.

    Raises ``Invalid`` (its place "sent_on" or "to"), ``Refused`` once the audit is closed, and
    ``Hidden`` for an agency that has no sheet.
    """
    sheets = read_sheets(session, by, audit_id)
    one = sheets.of(agency)
    if sheets.audit.cycle.phase is Phase.CLOSED:
        raise Refused("This audit is closed.")
    if sent_on is None:
        raise Invalid("Say on which day it was sent.", place="sent_on")
    if sent_on > local(now(session)).date():
        raise Invalid("This day is still to come.", place="sent_on")
    row = SentKeySheetRow(
        partnership_id=by.partnership,
        audit_id=audit_id,
        agency=agency,
        sent_on=sent_on,
        sent_to=check_recipient(to, (one.agency.name, one.sheet.partnership)),
        cases=[str(case.id) for case in one.cases],
        recorded_at=now(session),
        recorded_by=by.id,
    )
    session.add(row)
    tell(
        session,
        by,
        "audit.key-sheet-sent",
        Subject("audit", audit_id),
        after={"agency": agency, "sent on": sent_on, "to": row.sent_to, "cases": row.cases},
    )


def _sheet(
    audit: AuditOnFile,
    agency: Agency,
    cases: tuple[CaseOnFile, ...],
    partnership: PartnershipRow,
    made: date,
) -> KeySheet:
    cycle = audit.cycle
    return KeySheet(
        cycle.key,
        cycle.title,
        format_period(cycle.period_from, cycle.period_to),
        partnership.name,
        partnership.marking,
        agency.key,
        agency.name,
        made,
        cycle.invented,
        tuple(line_of(case.case, case.spoken) for case in cases),
    )
