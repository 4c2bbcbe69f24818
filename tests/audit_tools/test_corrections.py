"""The write-up is read for accuracy; after the signing off a change keeps what stood there."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from audit_tools.cases import CaseState
from audit_tools.corrections import (
    Accuracy,
    Reply,
    Settled,
    check_all_settled,
    check_can_reply,
    check_correction,
    check_early,
    check_reply,
    check_settled,
    may_still_reply,
    replies_due,
    still_to_reply,
)
from audit_tools.cycles import Selection
from audit_tools.discussions import Came
from audit_tools.errors import Invalid, Refused

CAME = {"police": Came.YES, "school": Came.YES, "hospital": Came.APOLOGIES}
THURSDAY = datetime(2025, 5, 29, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("selection", "due"),
    [
        # three working days, over the weekend
        (Selection.RANDOM, datetime(2025, 6, 3, 14, 0, tzinfo=UTC)),
        (Selection.NOMINATED, datetime(2025, 6, 3, 14, 0, tzinfo=UTC)),
        # in a joint inspection the records go to inspectors within days
        (Selection.INSPECTORS, datetime(2025, 5, 30, 14, 0, tzinfo=UTC)),
    ],
)
def test_replies_are_due_in_working_days(selection: Selection, due: datetime) -> None:
    assert replies_due(THURSDAY, selection, ()) == due


def test_a_bank_holiday_is_no_day_for_reading() -> None:
    holidays = {date(2025, 5, 30), date(2025, 6, 3)}
    due = datetime(2025, 6, 5, 14, 0, tzinfo=UTC)
    assert replies_due(THURSDAY, Selection.RANDOM, holidays) == due


def test_who_was_there_and_has_not_replied_is_waited_for() -> None:
    replied = [Reply("school", Accuracy.AGREE, "", THURSDAY)]
    assert still_to_reply(CAME, []) == ("police", "school")
    assert still_to_reply(CAME, replied) == ("police",)


@pytest.mark.parametrize(
    ("due", "still"),
    [
        (THURSDAY + timedelta(minutes=1), ("school",)),
        # the period is over at its last instant
        (THURSDAY, ()),
        # nobody was asked yet
        (None, ("school",)),
    ],
)
def test_who_was_there_may_reply_until_the_period_is_over(
    due: datetime | None, still: tuple[str, ...]
) -> None:
    replied = [Reply("police", Accuracy.AGREE, "", THURSDAY)]
    assert may_still_reply(CAME, replied, due, THURSDAY) == still


def test_signing_off_before_all_were_heard_takes_a_reason() -> None:
    assert check_early(["School"], " The inspectors need it. ") == "The inspectors need it."
    assert check_early([], "The inspectors need it.") == ""
    for reason in (" ", "x" * 20_001):
        with pytest.raises(Refused) as refused:
            check_early(["School"], reason)
        assert refused.value.place == "reason"


def test_an_agency_that_was_there_replies_to_the_write_up() -> None:
    check_can_reply(CaseState.WRITTEN_UP, "police", CAME)


@pytest.mark.parametrize(
    ("state", "agency", "sentence"),
    [
        (CaseState.OPEN, "police", "not written up yet"),
        (CaseState.AGREED, "police", "signed off"),
        # apologies do not tell what was said
        (CaseState.WRITTEN_UP, "hospital", "Only agencies that came"),
        (CaseState.WRITTEN_UP, "probation", "Only agencies that came"),
    ],
)
def test_nobody_else_replies_and_at_no_other_time(
    state: CaseState, agency: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        check_can_reply(state, agency, CAME)


def test_what_is_to_be_corrected_has_to_be_said() -> None:
    assert check_reply(Accuracy.CORRECT, " The date is wrong. ") == "The date is wrong."
    assert check_reply(Accuracy.AGREE, "anything") == ""
    with pytest.raises(Invalid, match="what should be corrected"):
        check_reply(Accuracy.CORRECT, " ")


def test_of_a_correction_that_was_not_made_it_is_said_why() -> None:
    assert check_settled(Accuracy.CORRECT, Settled.NOT_MADE, " It was one visit. ") == (
        "It was one visit."
    )
    assert check_settled(Accuracy.CORRECT, Settled.MADE, "anything") == ""
    for reason in (" ", "x" * 20_001):
        with pytest.raises(Invalid) as refused:
            check_settled(Accuracy.CORRECT, Settled.NOT_MADE, reason)
        assert refused.value.place == "reason"


def test_where_no_correction_is_asked_for_any_more_none_is_settled() -> None:
    with pytest.raises(Refused, match="no longer asks"):
        check_settled(Accuracy.AGREE, Settled.MADE, "")


def test_signing_off_waits_until_it_is_said_of_every_correction_whether_it_was_made() -> None:
    asked = [Reply(agency, Accuracy.CORRECT, "Two visits.", THURSDAY) for agency in CAME]
    agreed = Reply("youth-justice", Accuracy.AGREE, "", THURSDAY)
    done = [replace(one, settled=how) for one, how in zip(asked, Settled, strict=False)]
    check_all_settled([agreed, *done])
    with pytest.raises(Refused, match="3 corrections that were asked for are still open"):
        check_all_settled([agreed, *asked])
    with pytest.raises(Refused, match="One correction that was asked for is still open"):
        check_all_settled([*done, asked[2]])


def test_a_correction_changes_something() -> None:
    check_correction("good", "inadequate")
    with pytest.raises(Invalid, match="Nothing is changed"):
        check_correction("good", "good")
