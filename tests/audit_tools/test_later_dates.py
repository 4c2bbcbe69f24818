"""A return may get a day of its own: later than the others, not past, while it is waited for."""

from datetime import date

import pytest

from audit_tools.cases import CaseState
from audit_tools.errors import Invalid, Refused
from audit_tools.later_dates import check_can_wait, check_later, due_on, note_of_discussion
from audit_tools.returns import ReturnStatus

JUNE_6, JUNE_13 = date(2025, 6, 6), date(2025, 6, 13)


@pytest.mark.parametrize(
    ("audit", "later", "due"),
    [
        (JUNE_6, None, JUNE_6),
        (JUNE_6, JUNE_13, JUNE_13),
        # The audit was moved past it since: nobody has less time than the others.
        (JUNE_13, JUNE_6, JUNE_13),
        (None, JUNE_6, JUNE_6),
        (None, None, None),
    ],
)
def test_a_later_date_never_gives_less_time(
    audit: date | None, later: date | None, due: date | None
) -> None:
    assert due_on(audit, later) == due


def test_no_day_takes_the_later_date_back() -> None:
    assert check_later(None, JUNE_6, JUNE_13) is None
    assert check_later(JUNE_13, JUNE_6, JUNE_13) == JUNE_13


@pytest.mark.parametrize(
    ("day", "today", "sentence"),
    [
        (JUNE_6, JUNE_6, "Choose a day after 6 June 2025"),
        (JUNE_13, date(2025, 6, 14), "This day is past"),
    ],
)
def test_a_later_date_is_later_and_not_past(day: date, today: date, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as wrong:
        check_later(day, JUNE_6, today)
    assert wrong.value.place == "due_later"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (ReturnStatus.SUBMITTED, CaseState.WAITING),
        (ReturnStatus.NOT_KNOWN, CaseState.WAITING),
        (ReturnStatus.DUE, CaseState.PREPARED),
    ],
)
def test_only_what_is_still_to_come_gets_one(status: ReturnStatus, state: CaseState) -> None:
    check_can_wait(ReturnStatus.REOPENED, CaseState.WAITING)
    with pytest.raises(Refused):
        check_can_wait(status, state)


@pytest.mark.parametrize(
    ("day", "discussed", "note"),
    [
        (JUNE_6, JUNE_13, ()),
        (JUNE_13, JUNE_6, "This is after the discussion on 6 June 2025"),
        (JUNE_6, JUNE_6, "This is on the day of the discussion:"),
        # back to the audit's own date, or no discussion yet
        (None, JUNE_6, ()),
        (JUNE_13, None, ()),
    ],
)
def test_a_return_that_would_come_after_its_discussion_says_so(
    day: date | None, discussed: date | None, note: str | tuple[str, ...]
) -> None:
    found = note_of_discussion(day, discussed)
    assert found == note if isinstance(note, tuple) else found[0].startswith(note)
