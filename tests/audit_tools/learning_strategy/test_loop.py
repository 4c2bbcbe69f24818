"""What became of a need: what was done, and what the re-audit found after it."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.audience import Audience, NeedRow
from audit_tools.disclosure import for_audience_beside
from audit_tools.learning_strategy.in_words import PlannedActivity
from audit_tools.learning_strategy.loop import OTHERWISE, Loop, found_again
from audit_tools.learning_strategy.strategy import ActivityStatus
from audit_tools.side_by_side import SideBySide
from tests.strategies import NEED, RE_AUDIT, strategy_paper
from tests.two_audits import NOW, THEN


def both(*, interim: bool = False) -> SideBySide:
    found = for_audience_beside(THEN, NOW, {}, Audience.LEARNING, interim=interim)
    assert found
    return found


def need_on_voice(beside: SideBySide) -> NeedRow:
    return next(need for need in beside.then.needs if need.key == "voice")


def test_both_counts_stand_beside_each_other_with_one_of_the_three_words() -> None:
    found = found_again(both(), need_on_voice(both()))
    assert found.found == (
        "Could be better, whatever would help: in 6 of 6 children before, in 0 of 6 children "
        "after. Likely better.",
        "Went well: in 1 of 6 children before, in 1 of 6 children after. No clear change.",
    )
    assert found.asked == tuple(f"{q.number} {q.text}" for q in need_on_voice(both()).questions)


def test_nothing_is_judged_before_the_re_audit_is_closed_and_it_says_why() -> None:
    beside = both(interim=True)
    found = found_again(beside, need_on_voice(beside))
    assert found.interim
    *lines, why = found.found
    assert why == "Why it is not judged: the later audit is not closed."
    assert all(line.endswith("after. Not judged yet.") for line in lines)


def test_what_was_asked_otherwise_is_not_set_beside_it() -> None:
    beside = replace(both(), themes=())
    assert found_again(beside, need_on_voice(both())).found == (OTHERWISE,)


def test_what_was_dropped_was_not_done_and_what_waits_says_by_when() -> None:
    held, dropped = strategy_paper().activities
    loop = Loop(NEED, (held, dropped), due=RE_AUDIT)
    assert loop.what_was_done == ("1.1 Supervision (done, 20 January 2025)",)
    assert loop.waits.endswith("One is planned by 30 June 2025.")
    assert Loop(NEED, (dropped,)).what_was_done == ("Nothing yet",)


def test_what_is_planned_and_what_was_dropped_stands_with_its_day_or_reason() -> None:
    held, dropped = strategy_paper().activities
    on, undated = (planned(held, day) for day in (date(2025, 6, 17), None))
    assert Loop(NEED, (held, on, undated, dropped)).what_was_not == (
        "1.1 Supervision (planned for 17 June 2025)",
        "1.1 Supervision (planned, no day yet)",
        "1.2 A day (dropped: No room)",
    )


def planned(one: PlannedActivity, on: date | None) -> PlannedActivity:
    details = replace(one.activity.details, status=ActivityStatus.PLANNED, on=on)
    return replace(one, activity=replace(one.activity, details=details))


@pytest.mark.parametrize(
    ("on", "said"),
    [
        # The re-audit looks at 1 April to 30 September 2024, 183 days.
        (date(2024, 3, 31), ""),
        (date(2024, 4, 1), "182 of 183 days of its period under review come after activity 1.1."),
        (date(2024, 9, 29), "1 of 183 days of its period under review comes after activity 1.1."),
        (date(2025, 1, 20), "0 of 183 days of its period under review come after activity 1.1."),
    ],
)
def test_it_says_how_much_of_what_the_re_audit_looked_at_came_after_the_activity(
    on: date, said: str
) -> None:
    held, _ = strategy_paper().activities
    details = replace(held.activity.details, on=on)
    held = replace(held, activity=replace(held.activity, details=details))
    found = found_again(both(), need_on_voice(both()), [held, planned(held, on)]).found[2:]
    assert found == ((said,) if said else ())
