"""An audit under way, for tests of pages: agencies, people, cases with their returns.

It is stored as rows, since what leads up to it is not what these tests are about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import records
from app.db.engine import Database
from app.db.history import Subject, record
from app.db.models.audits import AuditRow
from app.db.models.cases import AppointmentRow, CaseRow, InvolvementRow
from app.db.models.history import HistoryEvent
from app.db.models.returns import AssignmentRow, ReturnRow
from app.db.models.tools import ThemeListRow, ToolVersionRow
from app.operations import assignments
from app.operations import returns as operations
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.definition import theme_list_to_document, tool_to_document
from audit_tools.entries import Edit
from audit_tools.fit import Fit
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Grant, Person, Role
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AnswerType, AuditTool
from tests import factories
from tests.changes import change_row, changing
from tests.schedules import add_date

TOOL = shipped_tools()[0]
DUE = date(2030, 6, 6)
DISCUSSED = date(2030, 6, 11)
KINDS = {kind.value: kind for kind in AgencyKind} | {"school": AgencyKind.EDUCATION}


@dataclass
class Scene:
    """An audit with its people; a case is a reference, a return a reference and an agency."""

    database: Database
    partnership: UUID
    audit: UUID
    leads: dict[str, Person] = field(default_factory=dict)
    practitioners: dict[str, Person] = field(default_factory=dict)
    coordinator: Person | None = None
    chair: Person | None = None
    cases: dict[str, UUID] = field(default_factory=dict)
    returns: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def answer(self, reference: str, agency: str, entries: Mapping[str, str]) -> None:
        """Enter texts into a return as the agency's practitioner, over whatever stands there."""
        return_id = self.returns[reference, agency]
        with self.database.reading() as session:
            standing = records.read_entries(session, self.partnership, return_id)
        edits = tuple(
            Edit(place, value, standing[place].version if place in standing else 0, str(uuid4()))
            for place, value in entries.items()
        )
        operations.save_answers(
            self.database, by=self.practitioners[agency], return_id=return_id, edits=edits
        )

    def use_tool(self, document: dict[str, Any]) -> None:
        """Let the audit be by another version of its tool."""
        with changing(self.database, self) as session:
            audit = session.get_one(AuditRow, (self.partnership, self.audit))
            before = session.get_one(ToolVersionRow, (self.partnership, audit.tool_version_id))
            tool = ToolVersionRow(partnership_id=self.partnership, id=uuid4(), key=before.key,
                                  version=before.version + 1, document=document,
                                  published_at=before.published_at)  # fmt: skip
            session.add(tool)
            session.flush()
            audit.tool_version_id = tool.id

    def add_cases(self, *references: str) -> None:
        """More children in the same audit, known to the same agencies."""
        for reference in references:
            _add_case(self, reference, tuple(self.leads))

    def complete(self, reference: str, agency: str, more: Mapping[str, str] | None = None) -> None:
        """Enter all that a return needs before it can be sent, and ``more``."""
        entries = complete_entries(TOOL, KINDS[agency], agency == "police")
        self.answer(reference, agency, entries | dict(more or {}))

    def send(self, reference: str, agency: str) -> None:
        """Complete a return and send it."""
        self.complete(reference, agency)
        operations.submit_return(
            self.database,
            by=self.practitioners[agency],
            return_id=self.returns[reference, agency],
            declared=True,
        )

    def add_helper(self, reference: str, agency: str, *sections: str) -> Person:
        """Somebody of the agency to whom sections of its return are given, and nothing else."""
        helper = factories.make_person(
            self.database, self.partnership, Grant(Role.PRACTITIONER, agency), name="Hana Helper"
        )
        assignments.give_sections(
            self.database,
            by=self.leads[agency],
            return_id=self.returns[reference, agency],
            given=dict.fromkeys(sections, helper.id),
        )
        return helper

    def change_case(self, reference: str, state: CaseState) -> None:
        """Put a case into a state without what leads to it."""
        change_row(self.database, self, CaseRow, self.cases[reference], state=state.value)

    def ask_fit(self, reference: str, agency: str) -> None:
        """As if nobody had said yet whether the return is about the child on their sheet."""
        held = self.returns[reference, agency]
        change_row(self.database, self, ReturnRow, held, fit=Fit.NOT_SAID.value)

    def told(self, subject: UUID) -> list[str]:
        """What is in the history of something, in order."""
        with self.database.reading() as session:
            wanted = select(HistoryEvent.what).where(HistoryEvent.subject_id == subject)
            return list(session.scalars(wanted.order_by(HistoryEvent.at)))

    def change_return(
        self, reference: str, agency: str, status: ReturnStatus, reason: str = ""
    ) -> None:
        """Put a return into a status without what leads to it."""
        held = self.returns[reference, agency]
        changed = {"status": status.value, "status_reason": reason}
        change_row(self.database, self, ReturnRow, held, **changed)


def make_scene(
    database: Database,
    *,
    agencies: Iterable[str] = ("police", "school"),
    cases: Iterable[str] = ("SYV30-01", "SYV30-02"),
    scale: str | None = "ofsted",
    partnership: UUID | None = None,
    invented: bool = True,
    dated: bool = False,
    tool: AuditTool = TOOL,
) -> Scene:
    """An audit that is collecting: police leads every case, each agency knows every child.

    ``dated``: its discussions have dates, and each agency's lead is expected.
    """
    where = partnership or factories.make_partnership(database)
    with database.writing() as session:
        _tell(session, where)
        audit = _add_audit(session, where, scale, invented, tool)
        session.commit()
    scene = Scene(database, where, audit)
    scene.coordinator = factories.make_person(database, where, Role.COORDINATOR, name="Bea Unit")
    scene.chair = factories.make_person(database, where, Role.CHAIR, name="Chris Chair")
    for agency in agencies:
        _add_agency(scene, agency)
    for reference in cases:
        _add_case(scene, reference, tuple(agencies), dated=dated)
    return scene


def complete_entries(tool: AuditTool, kind: AgencyKind, lead: bool) -> dict[str, str]:
    """All that a return needs before it can be sent: every choice made, nothing graded."""
    entries = {
        question.key: question.options[-1].key
        for question in tool.questions_for(kind, lead)
        if question.type in (AnswerType.ASSESSMENT, AnswerType.SINGLE)
    }
    graded = [section.key for section in tool.return_sections(kind, lead) if section.graded]
    return entries | {f"{section}/grade": "not-our-part" for section in graded}


def _add_agency(scene: Scene, key: str) -> None:
    factories.make_agency(scene.database, scene.partnership, key, kind=KINDS[key])
    name = key.capitalize()
    scene.leads[key] = factories.make_person(
        scene.database, scene.partnership, Grant(Role.AGENCY_LEAD, key), name=f"{name} Lead"
    )
    scene.practitioners[key] = factories.make_person(
        scene.database, scene.partnership, Grant(Role.PRACTITIONER, key), name=f"{name} Worker"
    )


def _add_audit(
    session: Session, partnership: UUID, scale: str | None, invented: bool, of: AuditTool
) -> UUID:
    at, theme_list = datetime(2030, 1, 1, tzinfo=UTC), shipped_theme_lists()[0]
    tool = ToolVersionRow(partnership_id=partnership, id=uuid4(), key=of.key, version=1,
                          document=tool_to_document(of), published_at=at)  # fmt: skip
    themes = ThemeListRow(partnership_id=partnership, id=uuid4(), key=theme_list.key, version=1,
                          document=theme_list_to_document(theme_list), published_at=at)  # fmt: skip
    session.add_all([tool, themes])
    session.flush()
    audit = AuditRow(
        partnership_id=partnership,
        id=uuid4(),
        key="syv-2030-q1",
        title="Serious youth violence, Quarter 1 2030/31",
        theme="Knife carrying",
        purpose="To see whether children were asked early.",
        phase="collecting",
        scale=scale,
        returns_due=DUE,
        invented=invented,
        tool_version_id=tool.id,
        theme_list_id=themes.id,
    )
    session.add(audit)
    session.flush()
    return audit.id


def _add_case(
    scene: Scene, reference: str, agencies: tuple[str, ...], *, dated: bool = False
) -> None:
    where, case_id = scene.partnership, uuid4()
    with scene.database.writing() as session:
        _tell(session, where)
        number = len(scene.cases) + 1
        session.add(CaseRow(partnership_id=where, id=case_id, audit_id=scene.audit,
                            number=number, reference=reference))  # fmt: skip
        session.flush()
        for agency in agencies:
            scene.returns[reference, agency] = _add_return(session, scene, case_id, agency)
        if scene.chair:
            session.add(AppointmentRow(partnership_id=where, case_id=case_id,
                                       person_id=scene.chair.id, role="chair"))  # fmt: skip
        if dated:
            starts = datetime.combine(DISCUSSED, time(9 + number), UTC)
            add_date(session, where, case_id, starts, dict.fromkeys(agencies, "The lead"))
        session.commit()
    scene.cases[reference] = case_id


def _add_return(session: Session, scene: Scene, case: UUID, agency: str) -> UUID:
    where = scene.partnership
    return_id = records.add_record(session, where)
    session.add_all([
        InvolvementRow(partnership_id=where, case_id=case, agency=agency, known="known",
                       lead=agency == "police"),
        ReturnRow(partnership_id=where, id=return_id, case_id=case, agency=agency,
                  fit=Fit.FITS.value),
    ])  # fmt: skip
    session.flush()
    session.add(AssignmentRow(partnership_id=where, return_id=return_id,
                              person_id=scene.practitioners[agency].id))  # fmt: skip
    return return_id


def _tell(session: Session, partnership: UUID) -> None:
    record(session, by=None, partnership=partnership, what="test.made",
           on=Subject("test", partnership), at=datetime(2030, 1, 1, tzinfo=UTC))  # fmt: skip
