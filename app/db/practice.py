"""The practice case of one person: rows to the values that the pages of a return know."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.agencies import Agency, list_agencies
from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile
from app.db.models.practice import PracticeRow
from app.db.models.tools import ToolVersionRow
from app.db.records import read_clashes, read_entries
from app.db.returns import ReturnOnFile, ReturnRead, agency_of
from app.db.tools import codebook_of, published_tools, theme_list_row, tool_of
from audit_tools.cases import Case, CaseState, Involvement, Known
from audit_tools.cycles import CHILDREN, AuditCycle, Phase, Selection
from audit_tools.permissions import Person
from audit_tools.practice import REFERENCE, TITLE, practised_sections
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AuditTool
from audit_tools.visibility import Standing


def find_practice(session: Session, person: Person) -> PracticeRow | None:
    """The row of what the person has begun; nobody else's is ever looked for."""
    return session.scalars(
        select(PracticeRow).where(
            PracticeRow.partnership_id == person.partnership, PracticeRow.person_id == person.id
        )
    ).first()


def tool_to_practise(session: Session, partnership: UUID) -> tuple[UUID, AuditTool] | None:
    """The newest published tool that asks for a whole return, and its version's id, if there is
    one."""
    published = published_tools(session, partnership).items()
    return next((one for one in published if not one[1].in_one_sitting), None)


def agency_to_practise(session: Session, person: Person) -> Agency | None:
    """Whose part the person takes: their own agency's, or where they belong to none that of the
    first that is asked about children."""
    agencies = list_agencies(session, person.partnership)
    own = [agency for agency in agencies if agency.key in person.works_in]
    asked = [agency for agency in agencies if agency.is_asked]
    return min(own or asked, key=lambda agency: agency.key, default=None)


def read_practice(session: Session, person: Person) -> ReturnRead | None:
    """What the person has begun, as if it were a return of which they were given some sections."""
    row = find_practice(session, person)
    if row is None:
        return None
    tool = tool_of(session.get_one(ToolVersionRow, (row.partnership_id, row.tool_version_id)))
    agency = agency_of(session, row.partnership_id, row.agency)
    given = frozenset(section.key for section in practised_sections(tool, agency.kind))
    case = Case(REFERENCE, CaseState.WAITING, (Involvement(row.agency, Known.KNOWN),))
    return ReturnRead(
        ReturnOnFile(row.id, row.id, row.agency, ReturnStatus.DUE, "", row.begun_at, None),
        _audit(session, row, tool),
        CaseOnFile(row.id, row.id, 1, 1, case),
        agency,
        Standing(assigned=frozenset({row.agency})),
        read_entries(session, row.partnership_id, row.id),
        read_clashes(session, row.partnership_id, row.id),
        given,
    )


def _audit(session: Session, row: PracticeRow, tool: AuditTool) -> AuditOnFile:
    """An audit that there is not, with what the pages of a return ask of one."""
    themes = theme_list_row(session, row.partnership_id, tool.theme_list)
    if themes is None:
        raise LookupError("A published tool has no theme list.")
    cycle = AuditCycle(
        key="practice",
        title=TITLE,
        theme="",
        purpose="",
        counted=CHILDREN,
        phase=Phase.COLLECTING,
        selection=Selection.OTHER,
        scale=tool.grading_scales[0].key if tool.grading_scales else None,
        invented=True,
    )
    return AuditOnFile(row.id, cycle, tool, tool, codebook_of(themes), "practice", False)
