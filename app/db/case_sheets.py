"""The case sheets that a person may have: of one case, or of all cases of an audit.

However many cases there are, they are read in a fixed number of statements.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.answered_once import answers_to_read
from app.db.audits import AuditOnFile, load_audit
from app.db.case_records import head_of
from app.db.cases import CaseOnFile, audit_by_case, list_cases, load_case, standings_of
from app.db.discussions import kinds_of
from app.db.models.agencies import AgencyRow
from app.db.names_hidden import all_without_names
from app.db.partnerships import marking_of
from app.db.records import read_entries_of
from app.db.returns import returns_of
from audit_tools.agency_kinds import AgencyKind
from audit_tools.answered_once import SectionTold, sections_read
from audit_tools.case_records import CaseReturns
from audit_tools.case_sheets import CaseSheet
from audit_tools.cases import Known
from audit_tools.discussions import ReturnRead, counted_returns
from audit_tools.entries import values
from audit_tools.errors import Hidden, Refused
from audit_tools.facts import Agency
from audit_tools.permissions import Person
from audit_tools.visibility import Standing, check_takes_case_sheet, takes_case_sheet


@dataclass(frozen=True)
class SheetOnFile:
    """A case sheet with the case it is of."""

    case: CaseOnFile
    sheet: CaseSheet


def read_case_sheet(session: Session, person: Person, case_id: UUID) -> SheetOnFile:
    """The sheet of one case. Raises ``Hidden`` or ``Refused``."""
    case = load_case(session, person.partnership, case_id)
    standing = standings_of(session, person, [case])[case.id]
    check_takes_case_sheet(standing, case.case)
    audit = load_audit(session, person.partnership, case.audit_id)
    return _sheets(session, person, audit, {case.id: standing}, [case])[0]


def read_case_sheets(session: Session, person: Person, audit_id: UUID) -> tuple[SheetOnFile, ...]:
    """The sheets of an audit that the person may have, in the order of the cases.

    Raises ``Hidden`` where they hold no discussion of it, ``Refused`` where there is no sheet now.
    """
    audit = load_audit(session, person.partnership, audit_id)
    cases = list_cases(session, person.partnership, audit_id)
    standings = standings_of(session, person, cases)
    if not any(standing.holds_discussion for standing in standings.values()):
        raise Hidden("There is no such audit.")
    allowed = [case for case in cases if takes_case_sheet(standings[case.id], case.case)]
    if not allowed:
        raise Refused("No case of this audit has a case sheet now that you could have.")
    return _sheets(session, person, audit, standings, allowed)


def _sheets(
    session: Session,
    person: Person,
    audit: AuditOnFile,
    standings: Mapping[UUID, Standing],
    cases: list[CaseOnFile],
) -> tuple[SheetOnFile, ...]:
    """The sheets of cases that ``visibility`` has allowed."""
    returns = _returns(session, person.partnership, cases)
    agencies = _agencies(session, person.partnership, cases)
    marking = marking_of(session, person.partnership)
    audits = audit_by_case(session, person.partnership, audit, cases)
    told = _told(session, person.partnership, audits, standings, cases)
    return tuple(
        SheetOnFile(
            case,
            CaseSheet(
                head_of(audit, case, marking),
                CaseReturns(
                    audits[case.id].tool,
                    audit.scale,
                    {i.agency: agencies[i.agency] for i in case.case.involvements
                     if i.agency in agencies and i.known is not Known.NOT_ASKED},
                    case.case.lead,
                    counted_returns(
                        audits[case.id].tool, case.case, kinds_of(agencies), returns[case.id]
                    ),
                    audit.cycle.asks_returns,
                    case.case.characteristics,
                ),
                told[case.id],
            ),
        )
        for case in cases
    )  # fmt: skip


def _told(
    session: Session,
    partnership: UUID,
    audits: Mapping[UUID, AuditOnFile],
    standings: Mapping[UUID, Standing],
    cases: list[CaseOnFile],
) -> dict[UUID, tuple[SectionTold, ...]]:
    """What was answered once for each case, as far as the person reads it; names are hidden."""
    sections = {
        case.id: sections_read(audits[case.id].tool, standings[case.id], case.case)
        for case in cases
    }
    read = answers_to_read(session, partnership, audits, cases, sections)
    shown = all_without_names(session, partnership, read.values())
    return {case: one.told for case, one in zip(read, shown, strict=True)}


def _returns(
    session: Session, partnership: UUID, cases: list[CaseOnFile]
) -> dict[UUID, tuple[ReturnRead, ...]]:
    """The closed returns of several cases; a draft that was never sent stays with its agency."""
    on_file = returns_of(session, partnership, [case.id for case in cases])
    sent = [one.id for found in on_file.values() for one in found if one.status.is_received]
    entries = read_entries_of(session, partnership, sent)
    return {
        case: tuple(
            ReturnRead(one.agency, one.status, values(entries.get(one.id, {}))) for one in found
        )
        for case, found in on_file.items()
    }


def _agencies(session: Session, partnership: UUID, cases: list[CaseOnFile]) -> dict[str, Agency]:
    keys = {i.agency for case in cases for i in case.case.involvements}
    rows = session.scalars(
        select(AgencyRow).where(AgencyRow.partnership_id == partnership, AgencyRow.key.in_(keys))
    )
    return {row.key: Agency(row.key, row.name, AgencyKind(row.kind)) for row in rows}
