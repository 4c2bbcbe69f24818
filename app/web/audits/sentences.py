"""How an audit stands, said in a sentence before any table."""

from datetime import datetime

from app.db.board import Tally
from audit_tools.cases import CaseState
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.dates import DueState, due_state, format_date

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(number: int) -> str:
    """``four``; from ten on ``10``."""
    return WORDS[number] if number < len(WORDS) else str(number)


def is_overdue(cycle: AuditCycle, now: datetime) -> bool:
    """Whether the day on which returns are due has passed."""
    return cycle.returns_due is not None and due_state(cycle.returns_due, now) is DueState.OVERDUE


def sentence_of_returns(cycle: AuditCycle, to_come: int, now: datetime) -> str:
    """``Four returns to come, due 6 June 2025.``; all of them are overdue or none is."""
    if not to_come:
        return "No returns to come."
    said = f"{in_words(to_come)} {'return' if to_come == 1 else 'returns'} to come"
    if is_overdue(cycle, now):
        return f"{said.capitalize()}, overdue since {format_date(cycle.returns_due)}."  # type: ignore[arg-type]
    if cycle.returns_due is None:
        return f"{said.capitalize()}."
    return f"{said.capitalize()}, due {format_date(cycle.returns_due)}."


def sentence_of_discussions(cycle: AuditCycle, tally: Tally, sitting: bool = False) -> str:
    """``Three of six discussions agreed; one is ready to open.``; its cases, of a ``sitting``."""
    total, agreed = tally.counted, tally.cases[CaseState.AGREED]
    if not total:
        return f"No {cycle.counted.many} in it."
    one, many = (
        (cycle.counted.one, cycle.counted.many) if sitting else ("discussion", "discussions")
    )
    discussions = one if total == 1 else many
    seen = in_words(agreed) if agreed else "none"
    said = f"{seen} of {in_words(total)} {discussions} agreed".capitalize()
    ready = tally.cases[CaseState.PREPARED]
    return f"{said}; {in_words(ready)} ready to open." if ready else f"{said}."


def sentence_of_tally(cycle: AuditCycle, tally: Tally, now: datetime, sitting: bool = False) -> str:
    """How an audit stands in one or two sentences."""
    if cycle.phase is Phase.PREPARING:
        if not tally.counted:
            return f"No {cycle.counted.many} chosen yet."
        return f"{cycle.counted.number(tally.counted).capitalize()} chosen. Not started."
    if cycle.phase is Phase.CLOSED:
        return f"{cycle.counted.number(tally.counted).capitalize()}."
    returns = sentence_of_returns(cycle, tally.to_come, now)
    return f"{returns} {sentence_of_discussions(cycle, tally, sitting)}"
