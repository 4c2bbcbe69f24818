"""How an audit stands, said in a sentence before any table."""

from collections import Counter
from datetime import date, datetime

from app.db.board import Tally
from audit_tools.cases import CaseState
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.dates import DueState, due_state, format_date

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(number: int) -> str:
    """``four``; from ten on ``10``."""
    return WORDS[number] if number < len(WORDS) else str(number)


def is_overdue(due: date | None, now: datetime) -> bool:
    """Whether the day on which something is due has passed."""
    return due is not None and due_state(due, now) is DueState.OVERDUE


def sentence_of_returns(due: Counter[date | None], now: datetime) -> str:
    """``Four returns to come, two of them overdue.``; ``due`` counts them by their days."""
    total, late = due.total(), sum(n for day, n in due.items() if is_overdue(day, now))
    if not total:
        return "No returns to come."
    said = f"{in_words(total)} {'return' if total == 1 else 'returns'} to come".capitalize()
    days = sorted(day for day in due if day)
    if late == total and len(days) == 1:
        return f"{said}, overdue since {format_date(days[0])}."
    if late:
        return f"{said}, {'all' if late == total else in_words(late)} of them overdue."
    if not days:
        return f"{said}."
    return f"{said}, due {format_date(days[0])}{' or later' if len(days) > 1 else ''}."


def sentence_of_unsaid(cycle: AuditCycle, questions: int) -> str:
    """``One answer to come on whether a child is known.``; empty where all have said."""
    if not questions:
        return ""
    answers = f"{in_words(questions)} {'answer' if questions == 1 else 'answers'}".capitalize()
    return f"{answers} to come on whether {cycle.counted.a} is known."


def sentence_of_discussions(cycle: AuditCycle, tally: Tally, sitting: bool = False) -> str:
    """``Three of six discussions left to agree; one ready.``; its cases, of a ``sitting``."""
    total, left = tally.counted, tally.counted - tally.cases[CaseState.AGREED]
    if not total:
        return f"No {cycle.counted.many} in it."
    one, many = (
        (cycle.counted.one, cycle.counted.many) if sitting else ("discussion", "discussions")
    )
    discussions = one if total == 1 else many
    if not left:
        return f"No {discussions} left to agree."
    ready = tally.cases[CaseState.PREPARED]
    if total == 1:
        return f"One {one} left to agree{', and it is ready to open' if ready else ''}."
    said = f"{in_words(left)} of {in_words(total)} {discussions} left to agree".capitalize()
    return f"{said}; {in_words(ready)} ready to open." if ready else f"{said}."


def sentence_of_dates(cycle: AuditCycle, sitting: bool = False) -> str:
    """``Discussions are from 26 May 2025 to 28 May 2025.``, as far as the days are set."""
    days = [day for day in (cycle.discussions_from, cycle.discussions_to) if day]
    said = " to ".join(dict.fromkeys(map(format_date, days)))
    they_are = "The sitting is" if sitting else "Discussions are"
    return f"{they_are} {'from' if ' to ' in said else 'on'} {said}." if said else ""


def sentence_of_tally(cycle: AuditCycle, tally: Tally, now: datetime, sitting: bool = False) -> str:
    """How an audit stands in one or two sentences."""
    if cycle.phase is Phase.PREPARING:
        if not tally.counted:
            return f"No {cycle.counted.many} chosen yet."
        return f"{cycle.counted.number(tally.counted).capitalize()} chosen. Not started."
    if cycle.phase is Phase.CLOSED:
        return f"{cycle.counted.number(tally.counted).capitalize()}."
    discussions = sentence_of_discussions(cycle, tally, sitting)
    if not cycle.asks_returns:
        return discussions
    return f"{sentence_of_returns(tally.due, now)} {discussions}"
