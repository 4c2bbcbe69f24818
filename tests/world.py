"""One audit with a case in every state, every kind of person, and a mark in every text.

What an agency, a discussion or a finding holds is marked with where it came from, so that a page
that shows a mark to the wrong person gives itself away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.history import Subject, record
from app.db.models.audits import AuditRow, CoreGroupRow
from app.db.models.cases import AppointmentRow, CaseRow, InvolvementRow
from app.db.models.discussions import AttendanceRow, DiscussionRow
from app.db.models.findings import FindingRow
from app.db.models.records import EntryRow, RecordRow
from app.db.models.returns import AssignmentRow, ConcernRow, ReturnRow, SectionAssignmentRow
from app.db.models.tools import ThemeListRow, ToolVersionRow
from app.db.records import add_record
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState, Known
from audit_tools.cycles import Phase, Selection
from audit_tools.definition import theme_list_to_document, tool_to_document
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Grant, Person, Role
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AnswerType, AuditTool, Scale, SectionFor
from tests import factories
from tests.schedules import add_date, invited_mark
from tests.wide_tool import wide_tool

AT = datetime(2025, 5, 12, 9, 0, tzinfo=UTC)
TOOL = shipped_tools()[0]
ONCE = tuple(section for section in wide_tool().sections if section.asked.is_once)
RECOMMENDING = tuple(
    replace(one, recommendations=one.graded and one.asked is SectionFor.AGENCIES)
    for one in TOOL.sections
)
PUBLISHED = replace(TOOL, version=2, sections=(*RECOMMENDING, *ONCE))
"""The next version of it, which is published here: it asks agencies for recommendations, something
once for a case, and something once for the audit."""
DIP_SAMPLE = next(tool for tool in shipped_tools() if tool.in_one_sitting)
THEMES = shipped_theme_lists()[0]
AGENCIES = {
    "police": AgencyKind.POLICE,
    "social-care": AgencyKind.SOCIAL_CARE,
    "school": AgencyKind.EDUCATION,
    # known to no case: its people must not learn that there are any
    "housing": AgencyKind.HOUSING,
}
BAND = "markband"
# Of each return of the police the helper has this section and no other.
GIVEN_SECTION = "voice"
PRACTICE, WAIT = "overall.good-practice", "help.exploitation-wait"
KNOWN = {
    "police": Known.KNOWN,
    "social-care": Known.KNOWN,
    "school": Known.KNOWN,
    "housing": Known.NOT_ASKED,
}


@dataclass
class World:
    """Ids of what was made, and the people by what they are."""

    partnership: UUID
    audit: UUID
    tool: UUID
    themes: UUID
    cases: dict[CaseState, UUID] = field(default_factory=dict)
    returns: dict[tuple[CaseState, str], UUID] = field(default_factory=dict)
    discussions: dict[CaseState, UUID] = field(default_factory=dict)
    findings: dict[CaseState, UUID] = field(default_factory=dict)
    concerns: dict[tuple[CaseState, str], UUID] = field(default_factory=dict)
    has_concerns: bool = True
    people: dict[str, Person] = field(default_factory=dict)
    audit_tool: AuditTool = PUBLISHED

    @property
    def scale(self) -> Scale:
        """The scale of its audit."""
        return self.audit_tool.scales[0]


def send_returns(database: Database, world: World) -> None:
    """Let the returns of all cases be sent, whatever state their cases are in."""
    with database.writing() as session:
        _tell(session, world)
        for id in world.returns.values():
            row = session.get_one(ReturnRow, (world.partnership, id))
            row.status, row.submitted_at = ReturnStatus.SUBMITTED.value, AT
        session.commit()


def return_mark(state: CaseState, agency: str) -> str:
    """The word in every text of an agency's return."""
    return f"markreturn{state.value.replace('-', '')}{agency.replace('-', '')}"


def rest_mark(mark: str) -> str:
    """The word in a return's texts of all sections but the one that somebody was given."""
    return f"rest{mark}"


def once_mark(state: CaseState) -> str:
    """The word in what is answered once for a case."""
    return f"markonce{state.value.replace('-', '')}"


def companion_mark(state: CaseState) -> str:
    """The word in what those said who were asked in companion questionnaires."""
    return f"markcompanion{state.value.replace('-', '')}"


def discussion_mark(state: CaseState) -> str:
    return f"markdiscussion{state.value.replace('-', '')}"


def finding_mark(state: CaseState) -> str:
    return f"markfinding{state.value.replace('-', '')}"


def make_world(database: Database, partnership: UUID) -> World:
    """Make it all. Every case in its state, its returns marked."""
    for key, kind in AGENCIES.items():
        factories.make_agency(database, partnership, key, kind=kind)
    world = World(partnership, uuid4(), uuid4(), uuid4(), people=_people(database, partnership))
    with database.writing() as session:
        _publish(session, world)
        session.commit()
    _fill(database, world, CaseState, key="world", phase=Phase.COLLECTING)
    return world


def make_another_audit(
    database: Database,
    world: World,
    states: Iterable[CaseState],
    *,
    key: str,
    phase: Phase,
    interim: bool = False,
    drawn: bool = True,
    dip_sample: UUID | None = None,
    concerns: bool = False,
) -> World:
    """Another audit with the same people and the same tool, or with the published ``dip_sample``.

    One being prepared has no returns.
    """
    another = World(
        world.partnership,
        uuid4(),
        dip_sample or world.tool,
        world.themes,
        people=world.people,
        has_concerns=concerns,
    )
    if dip_sample:
        another.audit_tool = DIP_SAMPLE
    _fill(database, another, states, key=key, phase=phase, interim=interim, drawn=drawn)
    return another


def publish_dip_sample(database: Database, world: World) -> UUID:
    """Publish the tool whose audits are agreed in one sitting."""
    with database.writing() as session:
        _tell(session, world)
        row = ToolVersionRow(partnership_id=world.partnership, id=uuid4(), published_at=AT,
                             key=DIP_SAMPLE.key, version=1,
                             document=tool_to_document(DIP_SAMPLE))  # fmt: skip
        session.add(row)
        session.commit()
        return row.id


def add_cases(database: Database, world: World, states: Iterable[CaseState]) -> World:
    """More cases in the same audit; what is new of it comes back, and what was there stays."""
    more = World(world.partnership, world.audit, world.tool, world.themes, people=world.people)
    with database.writing() as session:
        _tell(session, world)
        for number, state in enumerate(states, start=len(world.cases) + 1):
            _case(session, more, number, state, asked=True)
        session.commit()
    return more


def _fill(
    database: Database,
    world: World,
    states: Iterable[CaseState],
    *,
    key: str,
    phase: Phase,
    interim: bool = False,
    drawn: bool = True,
) -> None:
    with database.writing() as session:
        _tell(session, world)
        _audit(session, world, key, phase, interim, drawn)
        for number, state in enumerate(states, start=1):
            _case(session, world, number, state, asked=phase is not Phase.PREPARING)
        session.commit()


def _tell(session: Session, world: World) -> None:
    record(
        session,
        by=None,
        partnership=world.partnership,
        what="test.world",
        on=Subject("audit", world.audit),
        at=AT,
    )


def _people(database: Database, partnership: UUID) -> dict[str, Person]:
    def make(*grants: Grant | Role) -> Person:
        return factories.make_person(database, partnership, *grants)

    return {
        "administrator": make(Role.ADMINISTRATOR),
        "coordinator": make(Role.COORDINATOR),
        "chair": make(Role.CHAIR),
        "note-taker": make(Role.NOTE_TAKER),
        "other chair": make(Role.CHAIR),
        "conflicted chair": make(Role.CHAIR),
        "conflicted coordinator": make(Role.COORDINATOR),
        "core group": make(Role.CORE_GROUP),
        "board member": make(Role.BOARD_MEMBER),
        "learning member": make(Role.LEARNING_MEMBER),
        "scrutineer": make(Role.SCRUTINEER),
        "police lead": make(Grant(Role.AGENCY_LEAD, "police")),
        "police deputy": make(Grant(Role.AGENCY_DEPUTY, "police")),
        "police practitioner": make(Grant(Role.PRACTITIONER, "police")),
        "police colleague": make(Grant(Role.PRACTITIONER, "police")),
        "police helper": make(Grant(Role.PRACTITIONER, "police")),
        "school practitioner": make(Grant(Role.PRACTITIONER, "school")),
        "housing lead": make(Grant(Role.AGENCY_LEAD, "housing")),
        "chair who leads social care": make(Role.CHAIR, Grant(Role.AGENCY_LEAD, "social-care")),
    }


def _publish(session: Session, world: World) -> None:
    of = {"partnership_id": world.partnership, "published_at": AT}
    session.add(
        ToolVersionRow(
            **of,
            id=world.tool,
            key=TOOL.key,
            version=PUBLISHED.version,
            document=tool_to_document(PUBLISHED),
        )
    )
    session.add(
        ThemeListRow(
            **of,
            id=world.themes,
            key=THEMES.key,
            version=THEMES.version,
            document=theme_list_to_document(THEMES),
        )
    )


def _audit(
    session: Session, world: World, key: str, phase: Phase, interim: bool, drawn: bool
) -> None:
    of = {"partnership_id": world.partnership}
    session.add(
        AuditRow(
            **of,
            id=world.audit,
            key=key,
            title=f"An audit for tests: {key}",
            phase=phase.value,
            scale=world.scale.key,
            returns_due=date(2025, 5, 20),
            tool_version_id=world.tool,
            theme_list_id=world.themes,
            interim_issued_at=AT if interim else None,
            selection=(Selection.RANDOM if drawn else Selection.NOMINATED).value,
        )
    )
    session.flush()
    session.add(CoreGroupRow(**of, audit_id=world.audit, person_id=world.people["core group"].id))
    _answer_once(session, world, world.audit, {"commissioned.by": "The board"})


def _case(session: Session, world: World, number: int, state: CaseState, *, asked: bool) -> None:
    of = {"partnership_id": world.partnership}
    case = world.cases[state] = uuid4()
    session.add(
        CaseRow(
            **of,
            id=case,
            audit_id=world.audit,
            number=number,
            reference=f"SYV25-{number:02}",
            state=state.value,
            locality=BAND,
        )
    )
    session.flush()
    for agency, known in KNOWN.items():
        session.add(
            InvolvementRow(
                **of, case_id=case, agency=agency, known=known.value, lead=agency == "social-care"
            )
        )
        if asked and known is Known.KNOWN:
            _return(session, world, state, agency)
    _appoint(session, world, case)
    invited = {a: invited_mark(a) for a, known in KNOWN.items() if known is Known.KNOWN}
    starts = AT + timedelta(days=7, hours=2 * number)
    add_date(session, world.partnership, case, starts, invited)
    said = {
        "known.review": "another",
        "known.review/says/another": once_mark(state),
        "said.helped": companion_mark(state),
        "carer/not-asked": companion_mark(state),
    }
    _answer_once(session, world, case, said)
    if state.is_revealed:
        _discussion(session, world, number, state)
    session.flush()


def _answer_once(session: Session, world: World, of: UUID, entries: dict[str, str]) -> None:
    """What is answered once for a case, or for an audit, whose tool asks it."""
    if world.audit_tool is PUBLISHED:
        session.add(RecordRow(partnership_id=world.partnership, id=of, changes=0))
        session.flush()
        _enter(session, world.partnership, of, entries)


def _appoint(session: Session, world: World, case: UUID) -> None:
    for name, role, conflict in (
        ("chair", Role.CHAIR, None),
        ("note-taker", Role.NOTE_TAKER, None),
        ("chair who leads social care", Role.CO_CHAIR, None),
        ("conflicted chair", Role.CHAIR, AT),
        ("conflicted coordinator", Role.COORDINATOR, AT),
    ):
        session.add(
            AppointmentRow(
                partnership_id=world.partnership,
                case_id=case,
                person_id=world.people[name].id,
                role=role.value,
                conflict_declared_at=conflict,
            )
        )


def _return(session: Session, world: World, state: CaseState, agency: str) -> None:
    of = {"partnership_id": world.partnership}
    id = world.returns[state, agency] = add_record(session, world.partnership)
    waiting = state is CaseState.WAITING
    session.add(
        ReturnRow(
            **of,
            id=id,
            case_id=world.cases[state],
            agency=agency,
            status=(ReturnStatus.DUE if waiting else ReturnStatus.SUBMITTED).value,
            started_at=AT,
            submitted_at=None if waiting else AT,
        )
    )
    session.flush()
    for name in (f"{agency} practitioner",):
        if name in world.people:
            session.add(AssignmentRow(**of, return_id=id, person_id=world.people[name].id))
    if agency == "police":
        helper = world.people["police helper"].id
        session.add(
            SectionAssignmentRow(**of, return_id=id, section=GIVEN_SECTION, person_id=helper)
        )
    mark = return_mark(state, agency)
    leads = agency == "social-care"
    entries = return_entries(world.audit_tool, AGENCIES[agency], mark, lead=leads)
    _enter(session, world.partnership, id, entries)
    # Those that are open stand on every page: more of them than of one audit show nothing else.
    if world.has_concerns:
        _raise_concern(session, world, state, agency)


def _raise_concern(session: Session, world: World, state: CaseState, agency: str) -> None:
    concern = world.concerns[state, agency] = uuid4()
    session.add(
        ConcernRow(
            partnership_id=world.partnership,
            id=concern,
            return_id=world.returns[state, agency],
            raised_at=AT,
            concern=f"concern{return_mark(state, agency)}",
            told="",
            told_at="",
        )
    )


def return_entries(
    tool: AuditTool, kind: AgencyKind, whole: str, *, lead: bool = False
) -> dict[str, str]:
    """A whole return with the mark in every text, and a mark of their own in the sections that
    are given to nobody apart."""
    entries: dict[str, str] = {}
    for section in tool.return_sections(kind, lead):
        mark = whole if section.key == GIVEN_SECTION else rest_mark(whole)
        for question in section.questions_for(kind, lead):
            if question.type is AnswerType.ASSESSMENT:
                entries[question.key] = "partly"
                entries[f"{question.key}/seen"] = f"{mark} seen"
            elif question.type.is_text_box:
                entries[question.key] = f"{mark} text"
            for cell in question.cells_of(2) if question.parts else ():
                entries[cell.key] = f"{mark} cell"
        if not section.graded:
            continue
        entries |= {
            f"{section.key}/grade": tool.scales[0].grades[1].key,
            f"{section.key}/reason": f"{mark} reason",
            f"{section.key}/strength/1": f"{mark} strength",
            f"{section.key}/development/1": f"{mark} development",
            f"{section.key}/development/1/cause": "tool-or-process",
        }
        if section.recommendations:
            entries[f"{section.key}/recommendation/1"] = f"{mark} recommendation"
    return entries


def _discussion(session: Session, world: World, number: int, state: CaseState) -> None:
    of = {"partnership_id": world.partnership}
    id = world.discussions[state] = add_record(session, world.partnership)
    agreed = state is CaseState.AGREED
    session.add(
        DiscussionRow(
            **of,
            id=id,
            case_id=world.cases[state],
            opened_at=AT,
            written_up_at=None if state is CaseState.OPEN else AT,
            agreed_at=AT if agreed else None,
        )
    )
    session.flush()
    for agency, known in KNOWN.items():
        if known is Known.KNOWN:
            session.add(AttendanceRow(**of, discussion_id=id, agency=agency, came="yes"))
    mark = discussion_mark(state)
    entries: dict[str, str] = {}
    for section in world.audit_tool.sections:
        if section.graded:
            entries |= {
                f"{section.key}/agreed": world.scale.grades[2].key,
                f"{section.key}/why": f"{mark} why",
                f"{section.key}/view/school/grade": world.scale.grades[3].key,
                f"{section.key}/view/school/reason": f"{mark} view",
            }
    _enter(
        session,
        world.partnership,
        id,
        entries | {"overall.safer": "unclear", PRACTICE: f"{mark} practice", WAIT: "30"},
    )
    finding = world.findings[state] = uuid4()
    session.add(
        FindingRow(
            **of,
            id=finding,
            audit_id=world.audit,
            case_id=world.cases[state],
            number=number,
            section="voice",
            kind="development",
            statement=f"{finding_mark(state)} statement",
            themes=["voice"],
            agencies=["police"],
            cause="knowledge-and-skill",
            remedy="training",
            sources=[{"agency": "police", "place": "voice/development/1"}],
        )
    )


def _enter(
    session: Session, partnership: UUID, record_id: UUID, entries: Mapping[str, str]
) -> None:
    """All at once: to make each a row of the session takes most of the time of making a world."""
    rows = [
        {
            "partnership_id": partnership,
            "record_id": record_id,
            "place": place,
            "value": value,
            "version": 1,
            "changed_at": AT,
        }
        for place, value in entries.items()
    ]
    session.execute(insert(EntryRow), rows)
