"""What the board shows: a sentence, then a table of cases and agencies."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import Agency
from app.db.answered_once import answers_of_audit
from app.db.board import Board, BoardRow, Tally, read_board
from app.db.cases import withdrawn_in
from app.db.messages import LastSaid
from app.db.returns import ReturnOnFile
from app.operations.meetings import presented_of
from app.web.audits.sentences import (
    is_overdue,
    sentence_of_dates,
    sentence_of_discussions,
    sentence_of_returns,
    sentence_of_unsaid,
)
from app.web.once_lines import OnceLine, lines_of
from audit_tools.cases import CaseState, Known
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.dates import format_date, local
from audit_tools.good_practice import is_asked
from audit_tools.governance import Presented
from audit_tools.later_dates import due_on
from audit_tools.permissions import Person
from audit_tools.returns import Progress, progress
from audit_tools.schedule import takes_date
from audit_tools.visibility import takes_case_sheet
from audit_tools.withdrawals import say_withdrawn

# What each word means to somebody who sees the board for the first time, in the order of a return.
MEANINGS = {
    Progress.NOT_ASKED: "this agency is not asked about this case",
    Progress.ASKED: "the agency has not said yet whether it knows them",
    Progress.NOT_OPENED: "nobody has begun",
    Progress.STARTED: "something is answered",
    Progress.OVERDUE: "not sent, and the day is past",
    Progress.DOES_NOT_FIT: "stopped: it may not be about the one on the agency's sheet",
    Progress.SUBMITTED: "sent and locked",
    Progress.NOT_KNOWN: "the agency does not know them",
    Progress.NOT_IN_PERIOD: "the agency knew them at another time, and gives no return",
    Progress.MISSING: "the returns were closed without it",
    Progress.GIVEN: "said in the discussion, not before",
    Progress.SPEAKS: "nobody is asked before the discussion",
}


@dataclass(frozen=True)
class Cell:
    """One word, and where it leads; below it what was last sent, and a later date."""

    agency: str
    word: Progress
    path: str
    notes: tuple[str, ...] = ()

    @property
    def look(self) -> str:
        """The name of its style."""
        return self.word.name.lower().replace("_", "-")


@dataclass(frozen=True)
class CaseLine:
    """One case of the board."""

    reference: str
    spoken: str
    path: str
    lead: str
    cells: tuple[Cell, ...]
    discussion: str
    discussion_path: str
    told: str
    is_shown: bool
    withdrawn: str
    """Why it left the audit, and what took its place; empty where it did not."""
    is_finished: bool
    asks_nobody: bool


@dataclass(frozen=True)
class BoardPage:
    """The board of an audit that has started."""

    id: UUID
    cycle: AuditCycle
    sentences: tuple[str, ...]
    agencies: tuple[str, ...]
    lines: tuple[CaseLine, ...]
    legend: tuple[tuple[Progress, str], ...]
    can_close: bool
    interim_issued: bool
    is_closed: bool
    in_one_sitting: bool
    has_sheets: bool
    asks_good_practice: bool
    writes_messages: bool = False
    presented: tuple[Presented, ...] = ()
    has_pack: bool = False
    once: tuple[OnceLine, ...] = ()
    left: str = ""
    """How many cases were replaced or withdrawn, and why."""

    @property
    def has_returns(self) -> bool:
        """An audit may hold findings alone: then no agency was asked for anything."""
        return bool(self.agencies)


def describe_board(session: Session, person: Person, audit_id: UUID, now: datetime) -> BoardPage:
    """The board for this person."""
    board = read_board(session, person, audit_id)
    cycle = board.audit.cycle
    lines = tuple(_line(board, row, now) for row in board.rows)
    tally = tally_of(board)
    words = Counter(cell.word for line in lines for cell in line.cells)
    return BoardPage(
        audit_id,
        cycle,
        _sentences(board, tally, now, words),
        tuple(agency.name for agency in board.agencies),
        lines,
        tuple((word, meaning) for word, meaning in MEANINGS.items() if word in words),
        cycle.phase is Phase.COLLECTING and _unfinished(tally) == 0,
        board.audit.interim_issued,
        cycle.phase is Phase.CLOSED,
        board.audit.tool.in_one_sitting,
        any(takes_case_sheet(row.standing, row.case.case) for row in board.rows),
        is_asked(board.audit.tool),
        cycle.phase is Phase.COLLECTING and (tally.to_come > 0 or _has_date_ahead(board, now)),
        presented_of(session, person, [board.audit])[audit_id],
        any(row.discussion.opened_at for row in board.rows)
        and not any(row.standing.conflicted for row in board.rows),
        lines_of(answers_of_audit(session, person.partnership, board.audit)),
        _say_left(board),
    )


def _say_left(board: Board) -> str:
    cases = [row.case for row in board.rows]
    counted = sum(case.case.state.is_counted for case in cases)
    return say_withdrawn(withdrawn_in(cases), counted, board.audit.cycle.counted)


def tally_of(board: Board) -> Tally:
    """The board in numbers; a case that the person has a conflict about is counted as a case."""
    due = Counter(
        due_on(board.audit.cycle.returns_due, one.due_later)
        for row in board.rows
        if row.case.case.state is CaseState.WAITING
        for one in row.returns.values()
        if one.status.can_be_written
    )
    return Tally(Counter(row.case.case.state for row in board.rows), due)


def say_discussion(row: BoardRow) -> str:
    """``agreed 20 May 2025``: the state of the discussion with the day it was reached."""
    dates = row.discussion
    for label, instant in (
        ("agreed", dates.agreed_at if row.case.case.state is CaseState.AGREED else None),
        (
            "written up",
            dates.written_up_at if row.case.case.state is CaseState.WRITTEN_UP else None,
        ),
        ("open since", dates.opened_at if row.case.case.state is CaseState.OPEN else None),
    ):
        if instant:
            return f"{label} {format_date(local(instant).date())}"
    slot = row.date.slot if row.date else None
    if slot is None or not takes_date(row.case.case.state):
        return row.case.case.state.label
    return f"{row.case.case.state.label}; {slot.day:%a} {name_short(slot.day)}, {slot.clock[:5]}"


def _sentences(
    board: Board, tally: Tally, now: datetime, words: Counter[Progress]
) -> tuple[str, ...]:
    cycle = board.audit.cycle
    if not board.agencies:
        counted = cycle.counted.number(tally.counted).capitalize()
        return (f"{counted}, with findings alone: nobody was asked for a return.",)
    discussions = sentence_of_discussions(cycle, tally, board.audit.tool.in_one_sitting)
    if cycle.phase is Phase.CLOSED:
        return ("This audit is closed.", discussions)
    if not cycle.asks_returns:
        returns = "The discussions come first: no returns are asked for."
    else:
        returns = sentence_of_returns(tally.due, now)
    unsaid = sentence_of_unsaid(cycle, words[Progress.ASKED])
    dates = sentence_of_dates(cycle, board.audit.tool.in_one_sitting)
    return tuple(said for said in (returns, unsaid, discussions, dates) if said)


def _has_date_ahead(board: Board, now: datetime) -> bool:
    """Whether a discussion is to come of which those expected are reminded."""
    slots = (row.date.slot for row in board.rows if row.date and takes_date(row.case.case.state))
    return any(slot.starts > now for slot in slots if slot)


def _unfinished(tally: Tally) -> int:
    return sum(
        number
        for state, number in tally.cases.items()
        if state not in (CaseState.AGREED, CaseState.WITHDRAWN)
    )


def _line(board: Board, row: BoardRow, now: datetime) -> CaseLine:
    case = row.case
    withdrawn = case.case.state is CaseState.WITHDRAWN
    return CaseLine(
        case.case.reference if row.is_shown else case.spoken,
        case.spoken,
        f"/cases/{case.id}",
        _lead_name(board, row),
        () if withdrawn or not row.is_shown else _cells(board, row, now),
        say_discussion(row),
        f"/discussions/{case.id}" if row.is_shown and _has_page(row) else "",
        _told(board, row) if row.is_shown and takes_date(case.case.state) else "",
        row.is_shown,
        _say_withdrawn(board, row) if withdrawn else "",
        withdrawn or case.case.state is CaseState.AGREED,
        case.case.state is CaseState.WAITING and not case.case.involvements and not row.asked,
    )


def _say_withdrawn(board: Board, row: BoardRow) -> str:
    """``withdrawn, out of every count: moved out of the area; SYV25-07 took its place``."""
    why = row.case.withdrawn_for
    said = "withdrawn, out of every count" + (f": {why.label}" if why else "")
    for other in board.rows:
        if other.case.id == row.case.replaced_by:
            named = other.case.case.reference if other.is_shown else other.case.spoken
            return f"{said}; {named} took its place"
    return said


def _has_page(row: BoardRow) -> bool:
    """A case of findings alone is agreed and was never discussed."""
    state = row.case.case.state
    return state is CaseState.PREPARED or (
        state.is_revealed and row.discussion.opened_at is not None
    )


def _lead_name(board: Board, row: BoardRow) -> str:
    names = {agency.key: agency.name for agency in board.agencies}
    return names.get(row.case.case.lead or "", "") if row.is_shown else ""


def _cells(board: Board, row: BoardRow, now: datetime) -> tuple[Cell, ...]:
    return tuple(_cell(board, row, agency, now) for agency in board.agencies)


def _cell(board: Board, row: BoardRow, agency: Agency, now: datetime) -> Cell:
    path = f"/cases/{row.case.id}#{agency.key}"
    one = row.returns.get(agency.key)
    if one is None:
        return Cell(agency.name, _word_without_return(row, agency.key), path)
    due = due_on(board.audit.cycle.returns_due, one.due_later)
    word = progress(
        one.status,
        one.started_at is not None,
        is_overdue(due, now),
        board.audit.cycle.asks_returns,
        one.fit,
    )
    if not one.status.can_be_written or row.case.case.state is not CaseState.WAITING:
        return Cell(agency.name, word, path)
    return Cell(agency.name, word, path, tuple(_notes(board, one)))


def _word_without_return(row: BoardRow, agency: str) -> Progress:
    if agency in row.asked:
        return Progress.ASKED
    if agency in row.silent:
        return Progress.MISSING
    known = {i.agency: i.known for i in row.case.case.involvements}.get(agency)
    return Progress.NOT_IN_PERIOD if known is Known.NOT_IN_PERIOD else Progress.NOT_ASKED


def _notes(board: Board, one: ReturnOnFile) -> Iterator[str]:
    """What is said below the word of a return that is to come."""
    usual = board.audit.cycle.returns_due
    if (due := due_on(usual, one.due_later)) and due != usual:
        yield f"until {name_short(due)}"
    if said := board.said.get(one.id):
        yield _say_sent(said)


def _told(board: Board, row: BoardRow) -> str:
    """What was last sent of the date of a discussion: ``told 4 June``."""
    said = board.told.get(row.case.id)
    return _say_sent(said) if said else ""


def _say_sent(said: LastSaid) -> str:
    return f"{said.kind.done} {name_short(local(said.at).date())}"


def name_short(day: date) -> str:
    """``4 June``: the year of a board is the one that people live in."""
    return f"{day.day} {day:%B}"
