"""What the list of discussions and the first page of one show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.discussions import CaseRead, has_read_since, read_case
from app.db.knowing import waiting_for
from app.db.my_discussions import (
    MyCase,
    WordingWaiting,
    count_my_cases,
    count_sittings,
    list_my_cases,
    wording_to_agree,
)
from app.db.returns import ReturnOnFile, returns_of
from app.db.schedule import dates_of
from audit_tools.answered_once import name_section, sections_read
from audit_tools.cases import CaseState
from audit_tools.dates import DueState, due_state, local
from audit_tools.discussions import closes_returns, sections_left
from audit_tools.later_dates import due_on
from audit_tools.numbers import plural
from audit_tools.permissions import Person
from audit_tools.returns import Progress, progress
from audit_tools.visibility import check_reads_discussion, reads_others, takes_case_sheet

PER_PAGE = 50


@dataclass(frozen=True)
class CaseLine:
    """One line of the list."""

    id: UUID
    spoken: str
    reference: str
    state: str
    next: str
    mine: str


@dataclass(frozen=True)
class AuditGroup:
    """The cases of one audit."""

    id: UUID
    title: str
    cases: tuple[CaseLine, ...]
    has_sheets: bool
    sitting: UUID | None = None
    said: str = ""


@dataclass(frozen=True)
class ListPage:
    """A page of one's discussions."""

    groups: tuple[AuditGroup, ...]
    wording: tuple[WordingWaiting, ...]
    finished: bool
    page: int
    pages: int
    invented: bool


@dataclass(frozen=True)
class ReturnLine:
    """Where one agency's return stands, in one word."""

    agency: str
    word: str


@dataclass(frozen=True)
class BeforePage:
    """A case before its discussion is open: what is in, and the three steps to the opening."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    state: CaseState
    returns: tuple[ReturnLine, ...]
    out: int
    unsaid: tuple[str, ...]
    """The agencies that were asked whether they know the child and have not said yet."""
    can_close: bool
    can_read: bool
    has_read: bool
    can_open: bool
    waits_for_own: tuple[str, ...]
    asks_returns: bool
    one: str
    sitting: UUID | None
    """The audit whose sitting opens this case with all others, where it has one."""
    can_take_sheet: bool
    can_declare_conflict: bool
    set_for_later: str
    """The day that was set for the discussion, where it is still to come."""
    once: tuple[str, ...]
    """What is read with the returns: the sections that are answered once for the case."""

    @property
    def out_sentence(self) -> str:
        """``3 of 7 returns are still to come.``, or with how many the returns were closed."""
        if all(line.word == Progress.SPEAKS for line in self.returns):
            return "The discussion comes first: no returns were asked for."
        missing = sum(line.word == Progress.MISSING for line in self.returns)
        if not self.out and missing:
            given = len(self.returns) - missing
            return f"The returns were closed with {given} of {len(self.returns)} given."
        if not self.out:
            return "All returns are in."
        verb = "is" if self.out == 1 else "are"
        return f"{self.out} of {len(self.returns)} returns {verb} still to come."


def describe_list(session: Session, person: Person, *, finished: bool, page: int) -> ListPage:
    """The person's discussions, grouped by audit."""
    count = count_my_cases(session, person, finished=finished)
    pages = max(1, -(-count // PER_PAGE))
    shown = min(max(page, 1), pages)
    cases = list_my_cases(
        session, person, finished=finished, limit=PER_PAGE, offset=(shown - 1) * PER_PAGE
    )
    groups: dict[UUID, list[MyCase]] = {}
    for case in cases:
        groups.setdefault(case.audit.id, []).append(case)
    together = [audit for audit, of in groups.items() if any(map(_is_of_sitting, of))]
    held = count_sittings(session, person, together, finished=finished)
    return ListPage(
        tuple(_group(of, held.get(audit, {})) for audit, of in groups.items()),
        () if finished else wording_to_agree(session, person),
        finished,
        shown,
        pages,
        any(case.audit.cycle.invented for case in cases),
    )


def _group(cases: list[MyCase], held: Mapping[CaseState, int]) -> AuditGroup:
    """A sitting is one line for those who hold it: thirty cases are not thirty things to do.

    ``held`` counts all cases of the sitting, of which this page of the list may have but a few.
    """
    audit = cases[0].audit
    lines = tuple(_line(case) for case in cases if not _is_of_sitting(case))
    sheets = any(takes_case_sheet(mine.standing, mine.case.case) for mine in cases)
    group = AuditGroup(audit.id, audit.cycle.title, lines, sheets)
    if not held:
        return group
    said = ", ".join(
        f"{held[state]} {state.label.removeprefix('discussion ')}"
        for state in CaseState
        if state in held
    )
    title = audit.cycle.counted.number(sum(held.values())).capitalize()
    return replace(group, sitting=audit.id, said=f"{title} in one sitting: {said}")


def _is_of_sitting(mine: MyCase) -> bool:
    return mine.audit.tool.in_one_sitting and mine.standing.holds_discussion


def _line(mine: MyCase) -> CaseLine:
    case = mine.case
    return CaseLine(
        case.id,
        case.spoken,
        case.case.reference,
        case.case.state.label.capitalize(),
        next_step(mine),
        ", ".join(sorted(role.label for role in mine.standing.appointed)),
    )


def next_step(mine: MyCase) -> str:
    """What is to be done next with a case, in a few words."""
    match mine.case.case.state:
        case CaseState.WAITING:
            out = count_out(mine.returns)
            return f"{plural(out, 'return')} to come" if out else "All in: close the returns"
        case CaseState.PREPARED if not mine.audit.cycle.asks_returns:
            return "Open the discussion"
        case CaseState.PREPARED:
            return "Read the returns, then open the discussion"
        case CaseState.OPEN:
            left = sections_left(
                mine.audit.tool, mine.audit.scale, mine.record, mine.case.case.characteristics
            )
            return f"{plural(len(left), 'section')} to agree" if left else "Write it up"
        case CaseState.WRITTEN_UP:
            return "To read for accuracy; then the chair signs it off"
        case _:
            return "Signed off and locked"


def count_out(returns: tuple[ReturnOnFile, ...]) -> int:
    """How many returns are still to come."""
    return sum(one.status.can_be_written for one in returns)


def describe_before(
    session: Session, person: Person, case_id: UUID, *, now: datetime, signed_in_at: datetime
) -> BeforePage:
    """A case that has not been opened.

    Raises ``Hidden`` where it does not exist for the person, and ``Refused`` for somebody of an
    agency, who learns nothing of the others' returns before the opening.
    """
    held = read_case(session, person, case_id)
    if not held.standing.holds_discussion:
        check_reads_discussion(held.standing, held.case.case)
    returns = returns_of(session, person.partnership, [case_id])[case_id]
    names = {a.key: a.name for a in list_agencies(session, person.partnership)}
    state = held.case.case.state
    return BeforePage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        state,
        _return_lines(held, returns, names, now),
        count_out(returns),
        _unsaid(session, person, held, names),
        can_close=state is CaseState.WAITING and closes_returns(held.standing),
        can_read=reads_others(held.standing, held.case.case),
        has_read=has_read_since(session, person, case_id, signed_in_at),
        can_open=state is CaseState.PREPARED and not held.audit.tool.in_one_sitting,
        waits_for_own=_waits_for(held, names),
        asks_returns=held.audit.cycle.asks_returns,
        one=held.audit.cycle.counted.one,
        sitting=held.audit.id if held.audit.tool.in_one_sitting else None,
        can_take_sheet=takes_case_sheet(held.standing, held.case.case),
        can_declare_conflict=held.standing.declares_conflict,
        set_for_later=_set_for_later(session, person, case_id, now),
        once=tuple(
            name_section(section)
            for section in sections_read(held.audit.tool, held.standing, held.case.case)
        ),
    )


def _set_for_later(session: Session, person: Person, case_id: UUID, now: datetime) -> str:
    """``Tuesday 3 June 2025, 09:30 to 11:00``, where that day is still to come."""
    date = dates_of(session, person.partnership, [case_id]).get(case_id)
    if date is None or date.slot is None or date.slot.day <= local(now).date():
        return ""
    return date.slot.spoken


def _return_lines(
    held: CaseRead, returns: tuple[ReturnOnFile, ...], names: dict[str, str], now: datetime
) -> tuple[ReturnLine, ...]:
    return tuple(
        ReturnLine(names[one.agency], _word(held, one, now).value)
        for one in sorted(returns, key=lambda one: names[one.agency])
    )


def _word(held: CaseRead, one: ReturnOnFile, now: datetime) -> Progress:
    due = due_on(held.audit.cycle.returns_due, one.due_later)
    overdue = due is not None and due_state(due, now) is DueState.OVERDUE
    asks = held.audit.cycle.asks_returns
    return progress(one.status, one.started_at is not None, overdue, asks, one.fit)


def _unsaid(
    session: Session, person: Person, held: CaseRead, names: dict[str, str]
) -> tuple[str, ...]:
    asked = waiting_for(session, person.partnership, [held.case])[held.case.id]
    return tuple(sorted(names[agency] for agency in asked))


def _waits_for(held: CaseRead, names: dict[str, str]) -> tuple[str, ...]:
    """The agencies for which the person answers about this child, which keeps them waiting."""
    return tuple(sorted(names[a] for a in held.standing.answering_agencies(held.case.case)))
