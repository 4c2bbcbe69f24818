"""An audit that is being prepared, made by the operations themselves."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select

from app.db.agencies import row_of_agency
from app.db.appointments import Appointed, appointments_to
from app.db.candidates import list_candidates
from app.db.cases import CaseOnFile, list_cases, load_case
from app.db.engine import Database
from app.db.models.cases import CaseRow
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.returns import ReturnOnFile, returns_of
from app.operations import appointments, audits, candidates, cases, involvements, tools
from app.operations.candidates import DrawWanted
from app.operations.cases import NewCase
from app.operations.involvements import version_of_involvements
from app.operations.versions import version_of
from audit_tools.agency_kinds import AgencyKind
from audit_tools.audit_details import AuditDates, AuditDetails
from audit_tools.candidates import Candidate
from audit_tools.cases import CaseState, Characteristics, Involvement, Known
from audit_tools.cycles import Selection
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Grant, Person, Role
from audit_tools.tool import AuditTool
from tests import factories
from tests.changes import change_row

TOOL = shipped_tools()[0]
NOW = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
DATES = AuditDates(
    date(2025, 1, 1), date(2025, 3, 31), date(2025, 5, 16), date(2025, 5, 26), date(2025, 5, 28)
)
DETAILS = AuditDetails(
    "Serious youth violence, Quarter 1 2025/26",
    selection=Selection.NOMINATED,
    selection_note="Nominated by the core group",
    scale="ofsted",
    dates=DATES,
)
AT_RANDOM = replace(DETAILS, selection=Selection.RANDOM, selection_note="")
AGENCIES = {
    "police": AgencyKind.POLICE,
    "school": AgencyKind.EDUCATION,
    "social-care": AgencyKind.SOCIAL_CARE,
}
ASKED = (
    Involvement("police", Known.KNOWN, lead=True),
    Involvement("school", Known.KNOWN),
)
BANDS = Characteristics("13-15", "male", "Asian", "child in need", "East")
LIST = b"""reference,age band,sex,ethnicity group,plan type,locality
SYV25-01,13-15,male,Asian,child in need,East
SYV25-02,13-15,male,Asian,child in need,East
SYV25-03,13-15,female,Asian,child in need,East
SYV25-04,16-17,male,White,child in need,West
SYV25-05,16-17,male,White,none,West
SYV25-06,16-17,female,White,none,West
"""


@dataclass
class Preparation:
    """The people of an audit, and what its tests do again and again."""

    database: Database
    partnership: UUID
    unit: Person
    tool: UUID
    audit: UUID

    def person(self, *roles: Role) -> Person:
        return factories.make_person(self.database, self.partnership, *roles)

    def add_case(self, reference: str) -> UUID:
        new = NewCase(reference, BANDS, "Nominated by the core group")
        return cases.add_case(self.database, by=self.unit, audit_id=self.audit, new=new)

    def candidates(self) -> tuple[Candidate, ...]:
        with self.database.reading() as session:
            return list_candidates(session, self.partnership, self.audit)

    def show(self, wanted: DrawWanted) -> int:
        return candidates.show_draw(self.database, by=self.unit, audit_id=self.audit, wanted=wanted)

    def confirm(self, wanted: DrawWanted, seen: str = "") -> None:
        """Confirm a draw, from the list as it is or as it was ``seen``."""
        seen = seen or candidates.propose_draw(self.candidates(), wanted).list_hash
        candidates.confirm_draw(
            self.database, by=self.unit, audit_id=self.audit, wanted=wanted, list_hash=seen
        )

    def bring_in(self) -> None:
        candidates.import_candidates(self.database, by=self.unit, audit_id=self.audit, data=LIST)

    def draw(self, wanted: DrawWanted) -> None:
        """Bring in the list, show one draw and confirm it."""
        self.bring_in()
        self.show(wanted)
        self.confirm(wanted)

    def ask(self, case: UUID, *asked: Involvement) -> None:
        involvements.set_involvements(
            self.database, by=self.unit, case_id=case, involvements=asked, seen=self.seen(case)
        )

    def ask_no_more(self, agency: str) -> None:
        """The agency works here no longer."""
        with self.database.writing() as session:
            row = row_of_agency(session, self.partnership, agency)
            assert row is not None
            row.is_asked = False
            session.commit()

    def seen(self, case: UUID) -> str:
        return version_of_involvements(self.case(case))

    def appoint(self, case: UUID, appointed: Appointed) -> None:
        with self.database.reading() as session:
            present = appointments_to(session, self.partnership, case).appointed
        appointments.appoint(
            self.database,
            by=self.unit,
            case_id=case,
            appointed=appointed,
            seen=version_of(present),
        )

    def start(self) -> None:
        audits.start_audit(self.database, by=self.unit, audit_id=self.audit)

    def started_case(self, reference: str = "SYV25-01") -> UUID:
        """A case of the audit, with two agencies asked, and the audit started."""
        case = self.add_case(reference)
        self.ask(case, *ASKED)
        self.start()
        return case

    def agreed_cases(self, how_many: int) -> list[UUID]:
        """Cases of the audit, which has started, whose discussions are signed off."""
        cases = [self.add_case(f"SYV25-0{number + 1}") for number in range(how_many)]
        for case in cases:
            self.ask(case, *ASKED)
        self.start()
        for case in cases:
            self.change_case(case, CaseState.AGREED)
        return cases

    def case(self, case: UUID) -> CaseOnFile:
        with self.database.reading() as session:
            return load_case(session, self.partnership, case)

    def cases(self) -> tuple[CaseOnFile, ...]:
        with self.database.reading() as session:
            return list_cases(session, self.partnership, self.audit)

    def returns(self, case: UUID) -> dict[str, ReturnOnFile]:
        with self.database.reading() as session:
            found = returns_of(session, self.partnership, [case])[case]
        return {one.agency: one for one in found}

    def told(self, what: str) -> list[str]:
        """What stood after each event of a kind, as it is kept."""
        with self.database.reading() as session:
            rows = session.scalars(
                select(HistoryContent.after)
                .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
                .where(HistoryEvent.what == what)
            )
            return list(rows)

    def change_case(self, case: UUID, state: CaseState) -> None:
        """Put a case into a state without what leads to it."""
        change_row(self.database, self, CaseRow, case, state=state.value)


def make_preparation(
    database: Database, details: AuditDetails = DETAILS, tool: AuditTool = TOOL
) -> Preparation:
    """An audit without cases, three agencies, and its coordinator."""
    database.clock = lambda: NOW
    partnership = factories.make_partnership(database)
    unit = factories.make_person(database, partnership, Role.COORDINATOR, name="Bea Unit")
    for key, kind in AGENCIES.items():
        factories.make_agency(database, partnership, key, kind=kind)
        factories.make_person(database, partnership, Grant(Role.AGENCY_LEAD, key))
    for codebook in shipped_theme_lists():
        tools.publish_theme_list(database, by=unit, codebook=codebook)
    version = tools.publish_tool(database, by=unit, tool=tool)
    audit = audits.create_audit(database, by=unit, tool_version=version, details=details)
    return Preparation(database, partnership, unit, version, audit)
