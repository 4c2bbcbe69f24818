"""What the pages of a case show."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import Agency, list_agencies
from app.db.answered_once import answers_of_case
from app.db.appointments import CaseAppointments, appointments_of, appointments_to
from app.db.audits import AuditOnFile
from app.db.board import CaseReasons, DiscussionDates, read_dates, read_reasons
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.concerns import ConcernOnFile, concerns_about
from app.db.discussions import CaseRead
from app.db.earlier_cases import EarlierCase, find_earlier_case
from app.db.knowing import waiting_for
from app.db.names_hidden import without_names
from app.db.people import agencies_without_lead, names_of
from app.db.returns import ReturnOnFile, returns_of
from app.web.once_lines import OnceLine, lines_of
from audit_tools.answered_once import SectionTold, sections_filled_in, sections_read
from audit_tools.cases import Case, CaseState, Involvement, Known
from audit_tools.cycles import AuditCycle, Phase, Selection
from audit_tools.dates import DueState, due_state
from audit_tools.headings import BANDS, label
from audit_tools.later_dates import due_on
from audit_tools.permissions import Permission, Person, can
from audit_tools.preparation import Lack, lacks
from audit_tools.returns import Progress, ReturnStatus, progress
from audit_tools.visibility import reads_progress
from audit_tools.withdrawals import WithdrawnFor

CAN_REOPEN = (ReturnStatus.SUBMITTED, ReturnStatus.NOT_KNOWN)


@dataclass(frozen=True)
class AgencyLine:
    """Where the return of one agency stands; one that ``can_wait`` may get a later date."""

    key: str
    name: str
    leads: bool
    word: Progress
    at: datetime | None
    reason: str
    return_id: UUID | None
    can_reopen: bool
    can_settle: bool = False
    can_wait: bool = False
    due_later: date | None = None
    due_later_reason: str = ""


@dataclass(frozen=True)
class PartLine:
    """A part in the discussion, and who has it."""

    role: str
    name: str


@dataclass(frozen=True)
class CasePage:
    """One case, for those who hold its discussion."""

    id: UUID
    spoken: str
    case: Case
    cycle: AuditCycle
    audit_id: UUID
    bands: tuple[tuple[str, str], ...]
    agencies: tuple[AgencyLine, ...]
    parts: tuple[PartLine, ...]
    conflicted: tuple[str, ...]
    opened_at: datetime | None
    agreed_at: datetime | None
    runs_audits: bool
    is_waiting: bool
    is_over: bool
    has_discussion: bool
    can_be_replaced: bool
    reasons: CaseReasons
    is_preparing: bool
    earlier: EarlierCase | None
    concerns: tuple[ConcernOnFile, ...]
    once: tuple[OnceLine, ...]
    companions: tuple[OnceLine, ...]
    told: tuple[SectionTold, ...]
    withdrawn_for: str


@dataclass(frozen=True)
class AskedLine:
    """One agency in the table of who is asked."""

    key: str
    name: str
    kind: str
    known: Known
    leads: bool
    note: str


@dataclass(frozen=True)
class CaseToPrepare:
    """One case in the list of those to prepare, with what it lacks.

    Of a case that the person has declared a conflict about there is no more than its number.
    """

    id: UUID
    reference: str
    is_shown: bool
    known: int
    lead: str
    chair: str
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class CasesPage:
    """The cases of an audit, and how far each is prepared."""

    id: UUID
    cycle: AuditCycle
    cases: tuple[CaseToPrepare, ...]

    @property
    def is_preparing(self) -> bool:
        return self.cycle.phase is Phase.PREPARING


def describe_case(session: Session, person: Person, held: CaseRead, now: datetime) -> CasePage:
    """Everything on the page of a case."""
    case, state = held.case.case, held.case.case.state
    people = appointments_to(session, person.partnership, held.case.id)
    dates = read_dates(session, person.partnership, held.case.id)
    preparing = held.audit.cycle.phase is Phase.PREPARING
    told, own = _answered_once(session, person, held)
    return CasePage(
        id=held.case.id,
        spoken=held.case.spoken,
        case=case,
        cycle=held.audit.cycle,
        audit_id=held.audit.id,
        bands=_bands(case),
        agencies=_agency_lines(session, person, held, now),
        parts=_parts(session, people),
        conflicted=tuple(sorted(names_of(session, people.conflicted).values())),
        opened_at=dates.opened_at,
        agreed_at=dates.agreed_at,
        runs_audits=can(person, Permission.RUN_AUDITS),
        is_waiting=state is CaseState.WAITING,
        is_over=is_over(held),
        has_discussion=not preparing and has_discussion_page(state, dates),
        can_be_replaced=is_waiting(held),
        reasons=read_reasons(session, person.partnership, held.case.id),
        is_preparing=preparing,
        earlier=_earlier(session, person, held),
        concerns=concerns_about(session, person, case=held.case.id),
        once=tuple(line for line in own if not line.is_companion),
        companions=tuple(line for line in own if line.is_companion),
        told=told,
        withdrawn_for=_why(held.case.withdrawn_for),
    )


def _why(why: WithdrawnFor | None) -> str:
    """The reason of the list; another one is in the words beside it."""
    return why.label if why and why is not WithdrawnFor.OTHER else ""


def _answered_once(
    session: Session, person: Person, held: CaseRead
) -> tuple[tuple[SectionTold, ...], tuple[OnceLine, ...]]:
    """What was answered once for the case and the person only reads, and what they fill in."""
    tool, case = held.audit.tool, held.case.case
    read, filled_in = (of(tool, held.standing, case) for of in (sections_read, sections_filled_in))
    answers = answers_of_case(session, person.partnership, held.audit, held.case, read)
    own = replace(answers, sections=filled_in)
    shown = without_names(session, person.partnership, answers)
    told = (one for one in shown.told if one.section not in filled_in)
    return tuple(told), lines_of(own)


def _earlier(session: Session, person: Person, held: CaseRead) -> EarlierCase | None:
    """The same child in an earlier audit: for the Business Unit, who said so, and nobody else."""
    if not can(person, Permission.RUN_AUDITS):
        return None
    return find_earlier_case(session, person.partnership, held.case.id)


def describe_cases(session: Session, person: Person, audit: AuditOnFile) -> CasesPage:
    """The cases of an audit that is being prepared."""
    agencies = {a.key: a.name for a in list_agencies(session, person.partnership)}
    cases = list_cases(session, person.partnership, audit.id)
    chairs = _chairs(session, person, cases)
    unled = agencies_without_lead(session, person.partnership)
    missing = lacks(audit.cycle, [case.case for case in cases], unled)
    standings = standings_of(session, person, cases)
    return CasesPage(
        audit.id,
        audit.cycle,
        tuple(
            _to_prepare(case, agencies, chairs, missing)
            if reads_progress(standings[case.id])
            else CaseToPrepare(case.id, case.spoken, False, 0, "", "", ())
            for case in cases
            if case.case.state.is_counted
        ),
    )


def _to_prepare(
    case: CaseOnFile, agencies: dict[str, str], chairs: dict[UUID, str], missing: tuple[Lack, ...]
) -> CaseToPrepare:
    return CaseToPrepare(
        case.id,
        case.case.reference,
        True,
        sum(i.known is Known.KNOWN for i in case.case.involvements),
        agencies.get(case.case.lead or "", ""),
        chairs.get(case.id, ""),
        tuple(lack.sentence for lack in missing if lack.case == case.case.reference),
    )


def _chairs(session: Session, person: Person, cases: tuple[CaseOnFile, ...]) -> dict[UUID, str]:
    """Who chairs each case, by name."""
    people = appointments_of(session, person.partnership, [case.id for case in cases])
    chairs = {c: one.appointed.chair for c, one in people.items() if one.appointed.chair}
    names = names_of(session, set(chairs.values()))
    return {case: names[chair] for case, chair in chairs.items()}


def has_discussion_page(state: CaseState, dates: DiscussionDates) -> bool:
    """Whether there is a discussion to lead to: a case of findings alone was never discussed."""
    if state is CaseState.WITHDRAWN:
        return False
    return dates.opened_at is not None or not state.is_revealed


def is_over(held: CaseRead) -> bool:
    """Whether the case is agreed or withdrawn, so that nothing about it changes any more."""
    return held.case.case.state in (CaseState.AGREED, CaseState.WITHDRAWN)


def is_waiting(held: CaseRead) -> bool:
    """Whether the returns of the case are not closed, so that who is asked may still change."""
    closed = held.audit.cycle.phase is Phase.CLOSED
    return held.case.case.state is CaseState.WAITING and not closed


def takes_cases(audit: AuditOnFile) -> bool:
    """Whether cases are added to the audit by hand: not to a random sample, nor to a closed one."""
    at_random = audit.cycle.selection is Selection.RANDOM
    return not at_random and audit.cycle.phase is not Phase.CLOSED


def describe_asked(
    agencies: list[Agency], involvements: tuple[Involvement, ...], notes: dict[str, str]
) -> tuple[AskedLine, ...]:
    """The table of who is asked, as it stands or as it was sent."""
    known = {i.agency: i.known for i in involvements}
    leads = {i.agency for i in involvements if i.lead}
    return tuple(
        AskedLine(
            agency.key,
            agency.name,
            agency.kind.label,
            known.get(agency.key, Known.NOT_ASKED),
            agency.key in leads,
            notes.get(agency.key, ""),
        )
        for agency in agencies
        if agency.is_asked or agency.key in known
    )


def notes_of_theirs(
    present: tuple[Involvement, ...], sent: tuple[Involvement, ...]
) -> dict[str, str]:
    """By agency, what somebody else has chosen where something else is chosen here."""
    theirs, ours = ({i.agency: i for i in both} for both in (present, sent))
    return {
        agency: f"Somebody else chose: {_say(theirs.get(agency))}."
        for agency in theirs.keys() | ours.keys()
        if theirs.get(agency) != ours.get(agency)
    }


def _say(involvement: Involvement | None) -> str:
    if involvement is None:
        return Known.NOT_ASKED.label
    return f"{involvement.known.label}{', leads' if involvement.lead else ''}"


def _bands(case: Case) -> tuple[tuple[str, str], ...]:
    values = ((label(band).capitalize(), getattr(case.characteristics, band)) for band in BANDS)
    return tuple((title, value) for title, value in values if value)


def _agency_lines(
    session: Session, person: Person, held: CaseRead, now: datetime
) -> tuple[AgencyLine, ...]:
    returns = {
        one.agency: one
        for one in returns_of(session, person.partnership, [held.case.id])[held.case.id]
    }
    names = {a.key: a.name for a in list_agencies(session, person.partnership)}
    lines = tuple(
        _agency_line(names[i.agency], i, returns.get(i.agency), held, now)
        for i in sorted(held.case.case.involvements, key=lambda i: (not i.lead, names[i.agency]))
        if i.known is not Known.NOT_ASKED
    )
    waiting = waiting_for(session, person.partnership, [held.case])[held.case.id]
    return lines + tuple(
        AgencyLine(agency, names[agency], False, Progress.ASKED, None, "", None, False)
        for agency in sorted(waiting, key=names.__getitem__)
    )


def _agency_line(
    name: str, asked: Involvement, one: ReturnOnFile | None, held: CaseRead, now: datetime
) -> AgencyLine:
    if one is None:
        word = _WITHOUT_RETURN.get(asked.known, Progress.NOT_OPENED)
        return AgencyLine(asked.agency, name, asked.lead, word, None, "", None, False)
    due = due_on(held.audit.cycle.returns_due, one.due_later)
    overdue = due is not None and due_state(due, now) is DueState.OVERDUE
    asks = held.audit.cycle.asks_returns
    word = progress(one.status, one.started_at is not None, overdue, asks, one.fit)
    is_waiting = held.case.case.state is CaseState.WAITING
    return AgencyLine(
        asked.agency,
        name,
        asked.lead,
        word,
        one.submitted_at,
        one.status_reason,
        one.id,
        is_waiting and one.status in CAN_REOPEN,
        is_waiting and word is Progress.DOES_NOT_FIT,
        is_waiting and one.status.can_be_written,
        one.due_later,
        one.due_later_reason,
    )


_WITHOUT_RETURN = {
    Known.NOT_KNOWN: Progress.NOT_KNOWN,
    Known.NOT_IN_PERIOD: Progress.NOT_IN_PERIOD,
}


def _parts(session: Session, people: CaseAppointments) -> tuple[PartLine, ...]:
    parts = people.appointed.by_role()
    names = names_of(session, parts.values())
    return tuple(PartLine(role.label, names[holder]) for role, holder in parts.items())
