"""Before the first answer somebody says whether it is the child on their sheet."""

import pytest

from audit_tools.errors import Conflict, Refused
from audit_tools.fit import Fit, check_can_say, check_can_settle, check_not_stopped, check_said
from audit_tools.returns import Progress, ReturnStatus, progress


def test_nothing_is_answered_before_it_is_said() -> None:
    with pytest.raises(Refused, match="Say first"):
        check_said(Fit.NOT_SAID)
    check_said(Fit.FITS)
    check_not_stopped(Fit.NOT_SAID)


def test_a_return_that_does_not_fit_stands_still() -> None:
    for check in (check_said, check_not_stopped):
        with pytest.raises(Refused, match="stopped"):
            check(Fit.DOES_NOT_FIT)


def test_it_is_said_once() -> None:
    check_can_say(Fit.NOT_SAID, Fit.DOES_NOT_FIT)
    check_can_say(Fit.FITS, Fit.FITS)
    for before, after in ((Fit.FITS, Fit.DOES_NOT_FIT), (Fit.DOES_NOT_FIT, Fit.FITS)):
        with pytest.raises(Conflict):
            check_can_say(before, after)


def test_it_is_settled_with_a_note_and_only_where_it_was_stopped() -> None:
    assert check_can_settle(Fit.DOES_NOT_FIT, " A new sheet was sent. ") == "A new sheet was sent."
    with pytest.raises(Refused) as refused:
        check_can_settle(Fit.DOES_NOT_FIT, " ")
    assert refused.value.place == "reason"
    for fit in (Fit.FITS, Fit.NOT_SAID):
        with pytest.raises(Refused, match="not stopped"):
            check_can_settle(fit, "note")


@pytest.mark.parametrize(
    ("status", "overdue", "word"),
    [
        (ReturnStatus.DUE, False, Progress.DOES_NOT_FIT),
        (ReturnStatus.DUE, True, Progress.DOES_NOT_FIT),
        # closed without it: it no longer matters why
        (ReturnStatus.MISSING, True, Progress.MISSING),
    ],
)
def test_the_board_says_that_it_does_not_fit(
    status: ReturnStatus, overdue: bool, word: Progress
) -> None:
    assert progress(status, False, overdue, fit=Fit.DOES_NOT_FIT) is word
