"""A concern stays in sight until somebody writes what came of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from audit_tools.concerns import Concern, check_outcome
from audit_tools.errors import Refused

FRIDAY_NOON = datetime(2025, 5, 23, 11, tzinfo=UTC)
RAISED = Concern("school", FRIDAY_NOON)
SETTLED = replace(RAISED, outcome="Seen", outcome_at=FRIDAY_NOON + timedelta(hours=1))


def test_a_concern_is_overdue_after_one_working_day() -> None:
    assert not RAISED.is_overdue(FRIDAY_NOON + timedelta(days=2))
    assert RAISED.is_overdue(FRIDAY_NOON + timedelta(days=3, minutes=1))


def test_a_settled_concern_is_never_overdue() -> None:
    assert not SETTLED.is_overdue(FRIDAY_NOON + timedelta(days=30))


def test_an_outcome_is_written_once_and_in_words() -> None:
    assert check_outcome(RAISED, " Strategy meeting held ") == "Strategy meeting held"
    with pytest.raises(Refused, match="what was done"):
        check_outcome(RAISED, " ")
    with pytest.raises(Refused, match="already"):
        check_outcome(SETTLED, "Again")
