"""What the pages of audits show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.asked_returns import read_to_ask
from app.db.audits import AuditOnFile, list_audits
from app.db.board import chaired_audits, tallies_of
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.dated_discussions import read_dated
from app.db.method_statements import read_statement
from app.db.people import agencies_without_lead
from app.web import current
from app.web.audits.sentences import sentence_of_tally
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.date_messages import plan_dates
from audit_tools.dates import format_date, local
from audit_tools.messages import Foreseen, foresee
from audit_tools.permissions import Permission, Person, can
from audit_tools.preparation import Lack, Step, lacks
from audit_tools.tool import AuditTool
from audit_tools.visibility import reads_progress, reads_summary

PAGE_SIZE = 50


@dataclass(frozen=True)
class AuditLine:
    """One audit of the list: where it leads, and how it stands in a sentence."""

    title: str
    path: str
    note: str
    invented: bool


@dataclass(frozen=True)
class AuditGroup:
    """The audits of one phase."""

    heading: str
    lines: tuple[AuditLine, ...]


@dataclass(frozen=True)
class ListPage:
    """The list of audits, as far as the person may read any."""

    groups: tuple[AuditGroup, ...]
    runs_audits: bool
    number: int
    pages: int
    invented: bool


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

    ``goes_out`` is what its start sends to the agencies, once it can start; nothing where nobody is
    asked before the discussion. ``dates_told`` are the messages that it sends about the dates of
    discussions. ``is_mailed`` says whether the mail server sends the messages.
    """

    id: UUID
    cycle: AuditCycle
    tool: AuditTool
    steps: tuple[StepLine, ...]
    lacks: tuple[LackLine, ...]
    goes_out: Foreseen | None
    dates_told: int
    is_mailed: bool


HEADINGS = {
    Phase.COLLECTING: "Under way",
    Phase.PREPARING: "Being prepared",
    Phase.CLOSED: "Closed",
}


def describe_list(session: Session, person: Person, now: datetime, number: int) -> ListPage:
    """The audits that the person runs, or those whose summary they may read.

    A page beyond the last gives the last.
    """
    runs = can(person, Permission.RUN_AUDITS)
    audits = list_audits(session, person.partnership)
    readable = list(audits) if runs else _readable(session, person, audits)
    pages = max(1, -(-len(readable) // PAGE_SIZE))
    number = min(max(1, number), pages)
    shown = readable[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    lines = _lines_to_run(session, person, shown, now) if runs else _lines_to_read(shown)
    groups = tuple(
        AuditGroup(heading, tuple(line for audit, line in lines if audit.cycle.phase is phase))
        for phase, heading in HEADINGS.items()
    )
    return ListPage(
        tuple(group for group in groups if group.lines),
        runs,
        number,
        pages,
        bool(shown) and all(audit.cycle.invented for audit in shown),
    )


def _readable(session: Session, person: Person, audits: Iterable[AuditOnFile]) -> list[AuditOnFile]:
    chaired = chaired_audits(session, person)
    return [
        audit
        for audit in audits
        if reads_summary(
            person,
            audit.cycle.phase,
            audit.id in chaired,
            audit.interim_issued,
            audit.cycle.rehearsal,
        )
    ]


def _lines_to_run(
    session: Session, person: Person, audits: list[AuditOnFile], now: datetime
) -> list[tuple[AuditOnFile, AuditLine]]:
    tallies = tallies_of(session, person.partnership, [audit.id for audit in audits])
    return [
        (
            audit,
            AuditLine(
                audit.cycle.title,
                f"/audits/{audit.id}",
                sentence_of_tally(audit.cycle, tallies[audit.id], now, audit.tool.in_one_sitting),
                audit.cycle.invented,
            ),
        )
        for audit in audits
    ]


def _lines_to_read(audits: list[AuditOnFile]) -> list[tuple[AuditOnFile, AuditLine]]:
    return [
        (
            audit,
            AuditLine(
                audit.cycle.title,
                f"/audits/{audit.id}/summary",
                "" if audit.cycle.phase is Phase.CLOSED else "Interim: not all is agreed yet.",
                audit.cycle.invented,
            ),
        )
        for audit in audits
    ]


def describe_set_up(
    session: Session, person: Person, audit: AuditOnFile, now: datetime
) -> SetUpPage:
    """The steps of an audit that is being prepared."""
    cases = list_cases(session, person.partnership, audit.id)
    unled = agencies_without_lead(session, person.partnership)
    missing = lacks(audit.cycle, [case.case for case in cases], unled)
    standings = standings_of(session, person, cases)
    shown = {case.id for case in cases if reads_progress(standings[case.id])}
    return SetUpPage(
        audit.id,
        audit.cycle,
        audit.tool,
        _steps(audit, cases, missing, _method(session, person, audit)),
        tuple(_lack_line(audit, cases, shown, lack) for lack in missing),
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
    audit: AuditOnFile, cases: tuple[CaseOnFile, ...], missing: tuple[Lack, ...], method: str
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
        StepLine("Ask the agencies who knows them", f"{base}/known", "Optional", True),
        StepLine(
            "Which agencies read them, and who holds the sitting"
            if audit.tool.in_one_sitting
            else "Which agencies know them, and who holds the discussions",
            f"{base}/cases",
            _agencies_status(chosen, missing),
            bool(chosen) and not left[Step.AGENCIES],
        ),
        StepLine("Method statement, for approval", f"{base}/method-statement", method, True),
        *_step_of_dates(audit, base),
        StepLine("Key sheets for the agencies", f"{base}/key-sheets", "Optional", True),
        StepLine("Core group", f"{base}/core-group", "Optional", True),
    )


def _method(session: Session, person: Person, audit: AuditOnFile) -> str:
    """Whether the method is approved, and as it now stands."""
    statement = read_statement(session, person.partnership, audit)
    if statement.approved is None:
        return "Optional"
    day = format_date(statement.approved.on)
    return f"Changed since {day}" if statement.changed else f"Approved {day}"


def _step_of_dates(audit: AuditOnFile, base: str) -> tuple[StepLine, ...]:
    """A sitting is one meeting: nothing is arranged case by case."""
    if audit.tool.in_one_sitting:
        return ()
    return (StepLine("Dates of the discussions", f"{base}/schedule", "Optional", True),)


def _step(title: str, path: str, left: int) -> StepLine:
    return StepLine(title, path, f"{left} to do" if left else "Done", not left)


def _agencies_status(chosen: int, missing: tuple[Lack, ...]) -> str:
    if not chosen:
        return "Cannot start yet"
    unready = len({lack.case for lack in missing if lack.step is Step.AGENCIES})
    return f"{unready} of {chosen} left" if unready else "Done"
