"""What is told of standing meetings: seats by kind of agency, and minutes."""

from audit_tools.audience import AudienceFacts
from audit_tools.audience_waits import MeetingRow, Seat
from audit_tools.numbers import Share
from tests.audit_tools.disclosure.waiting import MACE, given, waiting


def meeting(facts: AudienceFacts, key: str) -> MeetingRow:
    return next(row for row in facts.meetings if row.key == key)


def test_a_meeting_says_who_was_taken_to_it_who_sat_in_it_and_whether_minutes_came() -> None:
    facts = given(
        waiting(1, panel={MACE: "police|education|minutes"}),
        waiting(2, panel={MACE: "police"}),
        waiting(3, panel={MACE: "not-taken"}),
        waiting(4),
    )
    row = meeting(facts, "exploitation")
    assert (row.taken, row.not_noted) == (Share(2, 3), 1)
    assert row.seats == (Seat("Police", Share(2, 2)), Seat("Education", Share(1, 2)))
    assert row.minutes == Share(1, 2)


def test_a_meeting_of_which_nothing_was_said_is_not_on_the_map() -> None:
    assert given(waiting(1)).meetings == ()
