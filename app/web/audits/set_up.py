"""What the page of setting up an audit shows: its steps, what it lacks, what its start sends."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.answered_once import answers_of_audit
from app.db.appointments import appointments_of, core_group_of
from app.db.asked_returns import read_to_ask
from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.dated_discussions import read_dated
from app.db.key_sheets import list_sent
from app.db.knowing import knowings_of, waiting_for
from app.db.method_statements import read_statement
from app.db.people import agencies_without_lead
from app.db.schedule import dates_of
from app.operations.key_sheets import read_sheets
from app.operations.knowing import cases_to_ask
from app.web import current
from app.web.once_lines import lines_of
from audit_tools.cycles import AuditCycle
from audit_tools.date_messages import plan_dates
from audit_tools.dates import format_date, local
from audit_tools.messages import Foreseen, foresee
from audit_tools.numbers import joined, plural
from audit_tools.permissions import Person
from audit_tools.preparation import Lack, Step, lacks
from audit_tools.tool import AuditTool
from audit_tools.visibility import reads_progress


@dataclass(frozen=True)
class StepLine:
    """One step of setting up, and whether it is done."""

    title: str
    path: str
    status: str
    done: bool


@dataclass(frozen=True)
class LackLine:
    """One thing to do before the start, and where to do it; empty for a case that is not shown."""

    sentence: str
    path: str


@dataclass(frozen=True)
class SetUpPage:
    """An audit that is being prepared.

    ``still_open`` are steps that were begun and can wait: it may start without them.
    ``goes_out`` is what its start sends to the agencies, once it can start; nothing where nobody is
    asked before the discussion. ``dates_told`` are the messages that it sends about the dates of
    discussions. ``left_out`` are the titles of sections that it does not ask. ``is_mailed`` says
    whether the mail server sends the messages.
    """

    id: UUID
    cycle: AuditCycle
    tool: AuditTool
    steps: tuple[StepLine, ...]
    lacks: tuple[LackLine, ...]
    left_out: tuple[str, ...]
    still_open: tuple[str, ...]
    goes_out: Foreseen | None
    dates_told: int
    is_mailed: bool


@dataclass(frozen=True)
class _Done:
    """How far the steps are that an audit may start without.

    ``silent`` are the names of the agencies that were asked and have not answered for all.
    """

    is_asked: bool
    silent: tuple[str, ...]
    sheets: int
    sheets_sent: int
    discussions: int
    chaired: int
    dated: int
    core_group: bool
    method: str

    @property
    def asking(self) -> str:
        if not self.is_asked:
            return "Optional"
        return f"{len(self.silent)} still to answer" if self.silent else "Done"

    def still_open(self, cycle: AuditCycle) -> tuple[str, ...]:
        """What was begun and is not done, in sentences."""
        found = []
        if self.silent:
            have = "has" if len(self.silent) == 1 else "have"
            found.append(
                f"{joined(self.silent)} {have} not said yet which {cycle.counted.many} they know."
            )
        if self.is_asked and self.sheets_sent < self.sheets:
            unsent = self.sheets - self.sheets_sent
            found.append(f"{unsent} of {self.sheets} key sheets are not recorded as sent.")
        if self.chaired < self.discussions:
            found.append(f"{self._without(self.chaired)} no chair yet.")
        if 0 < self.dated < self.discussions:
            found.append(f"{self._without(self.dated)} no date yet.")
        return tuple(found)

    def _without(self, done: int) -> str:
        left = self.discussions - done
        have = "has" if left == 1 else "have"
        return f"{left} of {plural(self.discussions, 'discussion')} {have}"


def describe_set_up(
    session: Session, person: Person, audit: AuditOnFile, now: datetime
) -> SetUpPage:
    """The steps of an audit that is being prepared."""
    cases = list_cases(session, person.partnership, audit.id)
    unled = agencies_without_lead(session, person.partnership)
    missing = lacks(audit.cycle, [case.case for case in cases], unled)
    standings = standings_of(session, person, cases)
    done = _read_done(session, person, audit, cases)
    shown = {case.id for case in cases if reads_progress(standings[case.id])}
    return SetUpPage(
        audit.id,
        audit.cycle,
        audit.tool,
        (
            *_steps(audit, cases, missing, done),
            *(
                StepLine(line.title, line.path, line.status, line.is_done)
                for line in lines_of(answers_of_audit(session, person.partnership, audit))
            ),
        ),
        tuple(_lack_line(audit, cases, shown, lack) for lack in missing),
        tuple(s.title for s in audit.published.sections if s.key in audit.cycle.left_out),
        () if missing else done.still_open(audit.cycle),
        None if missing else _goes_out(session, person, audit, cases, now),
        0 if missing else _count_dates_told(session, person, audit, now),
        current.is_mailed(audit.cycle),
    )


def _goes_out(
    session: Session,
    person: Person,
    audit: AuditOnFile,
    cases: tuple[CaseOnFile, ...],
    now: datetime,
) -> Foreseen | None:
    if not audit.cycle.asks_returns:
        return None
    asked = read_to_ask(session, person.partnership, cases, audit.cycle.returns_due)
    return foresee(asked, local(now).date())


def _count_dates_told(session: Session, person: Person, audit: AuditOnFile, now: datetime) -> int:
    dated = read_dated(session, person.partnership, audit.id)
    return len(plan_dates(dated, (), now).drafts)


def _lack_line(
    audit: AuditOnFile, cases: tuple[CaseOnFile, ...], shown: set[UUID], lack: Lack
) -> LackLine:
    for case in cases:
        if lack.case and case.case.reference == lack.case:
            if case.id not in shown:
                return LackLine(f"{case.spoken}: {lack.sentence}", "")
            return LackLine(f"{lack.case}: {lack.sentence}", f"/cases/{case.id}/agencies")
    if lack.step is Step.PEOPLE:
        return LackLine(lack.sentence, "/people")
    step = "edit" if lack.step is Step.DETAILS else "candidates"
    return LackLine(lack.sentence, f"/audits/{audit.id}/{step}")


def _steps(
    audit: AuditOnFile, cases: tuple[CaseOnFile, ...], missing: tuple[Lack, ...], done: _Done
) -> tuple[StepLine, ...]:
    left = Counter(lack.step for lack in missing)
    chosen = sum(case.case.state.is_counted for case in cases)
    base = f"/audits/{audit.id}"
    return (
        _step("Purpose, dates and grades", f"{base}/edit", left[Step.DETAILS]),
        StepLine(
            f"The {audit.cycle.counted.many}",
            f"{base}/candidates",
            audit.cycle.counted.number(chosen) if chosen else "To do",
            bool(chosen),
        ),
        StepLine("Ask the agencies who knows them", f"{base}/known", done.asking, True),
        StepLine(
            "Which agencies read them, and who holds the sitting"
            if audit.tool.in_one_sitting
            else "Which agencies know them, and who holds the discussions",
            f"{base}/cases",
            _agencies_status(chosen, missing, chosen - done.chaired),
            bool(chosen) and not left[Step.AGENCIES],
        ),
        StepLine("Method statement, for approval", f"{base}/method-statement", done.method, True),
        *_step_of_dates(audit, base, done),
        StepLine(
            "Key sheets for the agencies",
            f"{base}/key-sheets",
            _so_far(done.sheets_sent, done.sheets),
            True,
        ),
        StepLine(
            "Core group", f"{base}/core-group", "Done" if done.core_group else "Optional", True
        ),
    )


def _method(session: Session, person: Person, audit: AuditOnFile) -> str:
    """Whether the method is approved, and as it now stands."""
    statement = read_statement(session, person.partnership, audit)
    if statement.approved is None:
        return "Optional"
    day = format_date(statement.approved.on)
    return f"Changed since {day}" if statement.changed else f"Approved {day}"


def _step_of_dates(audit: AuditOnFile, base: str, done: _Done) -> tuple[StepLine, ...]:
    """A sitting is one meeting: nothing is arranged case by case."""
    if audit.tool.in_one_sitting:
        return ()
    status = _so_far(done.dated, done.discussions)
    return (StepLine("Dates of the discussions", f"{base}/schedule", status, True),)


def _step(title: str, path: str, left: int) -> StepLine:
    return StepLine(title, path, f"{left} to do" if left else "Done", not left)


def _agencies_status(chosen: int, missing: tuple[Lack, ...], unchaired: int) -> str:
    if not chosen:
        return "Cannot start yet"
    unready = len({lack.case for lack in missing if lack.step is Step.AGENCIES})
    if unready:
        return f"{unready} of {chosen} left"
    return f"{unchaired} without a chair" if unchaired else "Done"


def _read_done(
    session: Session, person: Person, audit: AuditOnFile, cases: tuple[CaseOnFile, ...]
) -> _Done:
    counted = [case.id for case in cases if case.case.state.is_counted]
    to_ask = cases_to_ask(session, person, audit.id)
    waiting = waiting_for(session, person.partnership, to_ask).values()
    silent = {agency for of_case in waiting for agency in of_case}
    chairs = appointments_of(session, person.partnership, counted)
    names = {one.key: one.name for one in list_agencies(session, person.partnership)}
    sheets = read_sheets(session, person, audit.id).of_agencies
    sent = {one.agency for one in list_sent(session, person.partnership, audit.id)}
    return _Done(
        bool(knowings_of(session, person.partnership, [case.id for case in to_ask])),
        tuple(sorted(names[key] for key in silent)),
        len(sheets),
        sum(one.agency.key in sent for one in sheets),
        len(counted),
        sum(held.appointed.chair is not None for held in chairs.values()),
        len(dates_of(session, person.partnership, counted)),
        bool(core_group_of(session, person.partnership, audit.id)),
        _method(session, person, audit),
    )


def _so_far(done: int, of: int) -> str:
    """How far an optional step is."""
    if not done:
        return "Optional"
    return "Done" if done == of else f"{of - done} of {of} left"
