"""A dip sample under way, for tests of its sitting: notifications, two readers, who holds it.

It is stored as rows, since what leads up to it is not what these tests are about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.history import Subject, record
from app.db.models.audits import AuditRow
from app.db.models.cases import AppointmentRow, CaseRow, InvolvementRow
from app.db.models.records import EntryRow
from app.db.models.returns import ReturnRow
from app.db.records import add_record
from app.operations import tools
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Grant, Person, Role
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AuditTool
from tests import factories

AT = datetime(2025, 3, 20, 9, 0, tzinfo=UTC)
KINDS = {"police": AgencyKind.POLICE, "social-care": AgencyKind.SOCIAL_CARE}
Entries = Mapping[str, str]
Read = Mapping[str, Entries]
"""What each agency entered of one notification."""


def dip_sample_tool() -> AuditTool:
    """The shipped tool that is agreed in one sitting."""
    return next(tool for tool in shipped_tools() if tool.in_one_sitting)


def answers(kind: AgencyKind, grade: str, **apart: str) -> dict[str, str]:
    """A whole return: Yes throughout but for ``apart``, by the question's own name."""
    asked = dip_sample_tool().questions_for(kind, kind is AgencyKind.POLICE)
    entries = {q.key: "assessment" if q.key == "notification.decided" else "yes" for q in asked}
    for name, answer in apart.items():
        if f"notification.{name}" in entries:
            entries[f"notification.{name}"] = answer
    return entries | {"notification/grade": grade, "notification/nothing": "yes"}


def read_alike(grade: str = "enough", **apart: str) -> Read:
    """Both readers see the same."""
    return {agency: answers(kind, grade, **apart) for agency, kind in KINDS.items()}


# The first two are read alike; of the third the grades differ, of the fourth one answer.
SAMPLE: tuple[Read, ...] = (
    read_alike(),
    read_alike("strong", ethnicity="no"),
    {
        "police": answers(AgencyKind.POLICE, "strong"),
        "social-care": answers(AgencyKind.SOCIAL_CARE, "gaps", voice="no", enough="partly"),
    },
    {
        "police": answers(AgencyKind.POLICE, "enough"),
        "social-care": answers(AgencyKind.SOCIAL_CARE, "enough", ethnicity="partly"),
    },
)


@dataclass
class DipSample:
    """The audit; a case by its reference, a person by what they are."""

    database: Database
    partnership: UUID
    audit: UUID
    cases: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


def make_dip_sample(
    database: Database,
    sample: tuple[Read, ...] = SAMPLE,
    *,
    state: CaseState = CaseState.PREPARED,
    out: int = 0,
) -> DipSample:
    """Cases PN25-01 and on, in this state; the last ``out`` of them wait for social care."""
    where = factories.make_partnership(database)
    for agency, kind in KINDS.items():
        factories.make_agency(database, where, agency, kind=kind)
    made = DipSample(database, where, uuid4(), people=_people(database, where))
    unit = made.people["coordinator"]
    codebook = shipped_theme_lists()[0]
    themes = tools.publish_theme_list(database, by=unit, codebook=codebook)
    tool = tools.publish_tool(database, by=unit, tool=dip_sample_tool())
    with database.writing() as session:
        record(session, by=None, partnership=where, what="test.made",
               on=Subject("audit", made.audit), at=AT)  # fmt: skip
        session.add(_audit(made, tool, themes))
        session.flush()
        for number, read in enumerate(sample, 1):
            waits = number > len(sample) - out
            _case(session, made, number, read, CaseState.WAITING if waits else state, waits)
        session.commit()
    return made


def _people(database: Database, where: UUID) -> dict[str, Person]:
    roles: dict[str, Role | Grant] = {
        "coordinator": Role.COORDINATOR,
        "second coordinator": Role.COORDINATOR,
        "chair": Role.CHAIR,
        "other chair": Role.CHAIR,
        "note-taker": Role.NOTE_TAKER,
        "police lead": Grant(Role.AGENCY_LEAD, "police"),
        "social care lead": Grant(Role.AGENCY_LEAD, "social-care"),
        "board member": Role.BOARD_MEMBER,
        "learning member": Role.LEARNING_MEMBER,
    }
    return {name: factories.make_person(database, where, role) for name, role in roles.items()}


def _audit(made: DipSample, tool: UUID, themes: UUID) -> AuditRow:
    return AuditRow(
        partnership_id=made.partnership,
        id=made.audit,
        key="dip-sample",
        title="A dip sample for tests",
        counts_one="notification",
        counts_many="notifications",
        phase="collecting",
        scale="plain",
        returns_due=date(2025, 3, 21),
        tool_version_id=tool,
        theme_list_id=themes,
    )


def _case(
    session: Session, made: DipSample, number: int, read: Read, state: CaseState, waits: bool
) -> None:
    of, case = {"partnership_id": made.partnership}, uuid4()
    reference = f"PN25-{number:02}"
    made.cases[reference] = case
    session.add(CaseRow(**of, id=case, audit_id=made.audit, number=number, reference=reference,
                        state=state.value))  # fmt: skip
    session.flush()
    for agency, entries in read.items():
        due = waits and agency == "social-care"
        _return(session, made, case, agency, {} if due else entries, due)
    for name, role in (("chair", Role.CHAIR), ("note-taker", Role.NOTE_TAKER)):
        session.add(AppointmentRow(**of, case_id=case, person_id=made.people[name].id,
                                   role=role.value))  # fmt: skip
    session.flush()


def _return(
    session: Session, made: DipSample, case: UUID, agency: str, entries: Entries, due: bool
) -> None:
    of, id = {"partnership_id": made.partnership}, add_record(session, made.partnership)
    status = ReturnStatus.DUE if due else ReturnStatus.SUBMITTED
    session.add_all([
        InvolvementRow(**of, case_id=case, agency=agency, known="known", lead=agency == "police"),
        ReturnRow(**of, id=id, case_id=case, agency=agency, status=status.value,
                  submitted_at=None if due else AT),
    ])  # fmt: skip
    session.flush()
    session.add_all(
        EntryRow(**of, record_id=id, place=place, value=value, version=1, changed_at=AT)
        for place, value in entries.items()
    )
