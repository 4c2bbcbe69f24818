"""What "Your returns" shows: what is due, how much is left of it, and what is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import my_returns
from app.db.clock import now
from app.db.knowing import OpenQuestions, open_questions
from app.db.my_actions import actions_reported_by
from app.db.my_discussions import RecordToRead, records_to_read
from app.db.my_returns import PAGE, OwnReturn
from audit_tools import returns
from audit_tools.cases import CaseState
from audit_tools.dates import days_left, format_date, format_instant, local
from audit_tools.fit import Fit
from audit_tools.numbers import plural
from audit_tools.permissions import Person
from audit_tools.returns import ReturnStatus


@dataclass(frozen=True)
class Line:
    """One return on the list. ``agency`` is named where a person answers for several.

    ``is_part`` says that only sections of it were given to the person; ``sections`` names these,
    or says which colleague has which.
    """

    id: UUID
    one: str
    reference: str
    agency: str
    audit: str
    state: str
    is_started: bool
    is_stopped: bool
    is_led: bool
    is_part: bool
    holders: str = field(repr=False)
    sections: str = field(repr=False)
    later: str = field(default="", repr=False)


@dataclass(frozen=True)
class Purpose:
    """What an audit with open returns looks into, and what it is for."""

    audit: str
    theme: str
    purpose: str


@dataclass(frozen=True)
class Group:
    """The open returns that are due on one day."""

    title: str
    is_overdue: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ActionToReport:
    """An action on which an agency of the person's reports, and whose day comes or has passed."""

    id: UUID
    number: int
    begins: str
    plan: str
    when: str
    invented: bool


@dataclass(frozen=True)
class ListPage:
    """The whole list, fifty returns to a page."""

    groups: tuple[Group, ...]
    purposes: tuple[Purpose, ...]
    done: tuple[Line, ...]
    invented: bool
    leads: bool
    number: int
    of: int
    questions: tuple[OpenQuestions, ...] = ()
    records: tuple[RecordToRead, ...] = ()
    actions: tuple[ActionToReport, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether something else than a return waits for an answer."""
        return bool(self.questions or self.records or self.actions)


def read_page_number(asked: Mapping[str, str]) -> int:
    """The page asked for; anything that is no number is the first."""
    text = asked.get("page", "")
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else 1


def describe_list(session: Session, person: Person, number: int) -> ListPage:
    """The person's returns, grouped by the day they are due."""
    total = my_returns.count_own_returns(session, person)
    of = max(-(-total // PAGE), 1)
    number = min(number, of)
    own = my_returns.list_own_returns(session, person, (number - 1) * PAGE)
    questions = open_questions(session, person)
    # Where the whole list is seen and no record of it is written up, none waits.
    may_wait = of > 1 or any(item.value.case_state is CaseState.WRITTEN_UP for item in own)
    records = records_to_read(session, person) if may_wait else ()
    actions = _actions(session, person)
    is_open = {item.on_file.id: _is_open(item) for item in own}
    return ListPage(
        _groups([item for item in own if is_open[item.on_file.id]], person, now(session)),
        _purposes([item for item in own if is_open[item.on_file.id]]),
        tuple(list_done([item for item in own if not is_open[item.on_file.id]], person)),
        any(item.invented for item in own)
        or any(asked.invented for asked in questions)
        or any(record.invented for record in records)
        or any(action.invented for action in actions),
        bool(person.leads),
        number,
        of,
        questions,
        records,
        actions,
    )


def _actions(session: Session, person: Person) -> tuple[ActionToReport, ...]:
    today = local(now(session)).date()
    return tuple(
        ActionToReport(
            one.action.id,
            one.action.number,
            one.action.cells.begins,
            one.plan,
            one.action.when(today),
            one.invented,
        )
        for one in actions_reported_by(session, person)
        if one.action.falls_due(today)
    )


def _is_open(item: OwnReturn) -> bool:
    return item.value.status.can_be_written and item.value.case_state is CaseState.WAITING


def _purposes(items: list[OwnReturn]) -> tuple[Purpose, ...]:
    """Once for each audit, whatever number of its returns is open."""
    found = (Purpose(item.audit_title, item.theme, item.purpose) for item in items)
    return tuple(dict.fromkeys(one for one in found if one.theme or one.purpose))


def _groups(items: list[OwnReturn], person: Person, at: datetime) -> tuple[Group, ...]:
    return tuple(
        Group(
            _due_title(due, at),
            due is not None and days_left(due, at) < 0,
            tuple(_open_line(item, person) for item in group),
        )
        for due, group in groupby(items, key=lambda item: item.due)
    )


def _due_title(due: date | None, at: datetime) -> str:
    """``Due Friday 6 June 2025 (in 9 days)``."""
    if due is None:
        return "No date set"
    left = days_left(due, at)
    named = f"{due:%A} {format_date(due)}"
    if left < 0:
        return f"Was due {named} ({plural(-left, 'day')} ago)"
    if left == 0:
        return f"Due today, {named}"
    return f"Due {named} ({'tomorrow' if left == 1 else 'in ' + plural(left, 'day')})"


def _open_line(item: OwnReturn, person: Person) -> Line:
    minutes = returns.minutes_left(item.tool, item.value)
    about = f"about {plural(minutes, 'minute')}"
    done, of = returns.sections_done(item.tool, item.value)
    part = item.value.given is not None
    if item.value.fit is Fit.DOES_NOT_FIT:
        stopped = f"Stopped: it does not fit the {item.one} on your sheet"
        state = f"{stopped}. The Business Unit will settle it"
    elif not item.value.entries:
        state = f"Not started · {about}"
    elif done == of and part:
        state = "Everything is answered"
    elif done == of and (confirmed_by := item.on_file.confirmed_by):
        waits = "Confirmed by you; it waits for a second person"
        state = waits if confirmed_by == person.id else "Confirmed. Read it, and sign it off"
    elif done == of:
        state = "Everything is answered. Check it and send it"
    else:
        state = f"{of - done} of {plural(of, 'section')} left · {about}"
    if item.value.status is ReturnStatus.REOPENED:
        state = f"Reopened · {_lowered(state)}"
    if part:
        state = f"{plural(of, 'section')} given to you · {_lowered(state)}"
    return _line(item, person, state)


def _lowered(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"


def list_done(items: list[OwnReturn], person: Person) -> Iterator[Line]:
    """What is done, the latest audit first; within an audit in the order it was read in."""
    for item in sorted(items, key=lambda item: item.due or date.min, reverse=True):
        yield _line(item, person, _done_state(item))


def _done_state(item: OwnReturn) -> str:
    status, sent = item.value.status, item.on_file.submitted_at
    if item.value.case_state is CaseState.WITHDRAWN:
        return f"This {item.one} is no longer part of the audit"
    if status is ReturnStatus.SUBMITTED and sent:
        return f"Sent {format_instant(sent)}"
    if status is ReturnStatus.NOT_KNOWN:
        return f"This {item.one} was not known to you"
    if status is ReturnStatus.GIVEN_IN_DISCUSSION:
        return "Given in the discussion"
    if not item.asks_returns:
        return "Nobody is asked for a return: you speak in the discussion"
    return "Closed without a return from you"


def _line(item: OwnReturn, person: Person, state: str) -> Line:
    is_led = item.value.agency in person.leads
    of_several = len({grant.agency for grant in person.grants if grant.agency}) > 1
    return Line(
        item.on_file.id,
        item.one,
        item.reference,
        item.agency_name if of_several else "",
        item.audit_title,
        state,
        bool(item.value.entries),
        item.value.fit is Fit.DOES_NOT_FIT,
        is_led,
        item.value.given is not None,
        ", ".join(item.holders),
        _sections(item),
        _later(item),
    )


def _sections(item: OwnReturn) -> str:
    """``Voice of the child``, of what was given to the person; else ``Health with Bo Nurse``."""
    sections = returns.sections_of(item.tool, item.value)
    if item.value.given is not None:
        return " · ".join(section.title for section in sections)
    return " · ".join(
        f"{section.title}: with {item.with_whom[section.key]}"
        for section in sections
        if section.key in item.with_whom
    )


def _later(item: OwnReturn) -> str:
    """Why it may come later, while it is to come."""
    later = item.on_file.due_later
    if not later or later != item.due or not _is_open(item):
        return ""
    return f"A later date was agreed: {item.on_file.due_later_reason}"
