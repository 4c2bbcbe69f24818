"""What may be entered of a strategy, and what may be taken out of it."""

from datetime import date
from uuid import UUID

import pytest

from audit_tools.errors import Invalid, Refused
from audit_tools.learning_strategy.points import Measured, Point, PointKind
from audit_tools.learning_strategy.strategy import (
    Activity,
    ActivityDetails,
    ActivityStatus,
    AnsweredNeed,
    Objective,
    StrategyDetails,
    check_activity_goes,
    check_objective,
    check_objective_goes,
)

ID, ON, LATER = UUID(int=1), date(2025, 3, 4), date(2025, 5, 28)
DROPPED = ActivityStatus.DROPPED


def places(wrong: ActivityDetails | StrategyDetails) -> list[str]:
    with pytest.raises(Invalid) as refused:
        wrong.checked()
    return [problem.place for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (ActivityDetails(" "), "what"),
        # Who asks what became of it gets the reason with it.
        (ActivityDetails("A course", status=DROPPED), "reason"),
        (ActivityDetails("A course", reason="No room"), "reason"),
        (ActivityDetails("A course", status=ActivityStatus.DONE), "on"),
        (ActivityDetails("A course", owner="x" * 201), "owner"),
        (ActivityDetails("A course", audience="x" * 20_001), "audience"),
        (StrategyDetails(""), "title"),
        (StrategyDetails("One", "x" * 201), "overseen_by"),
        (StrategyDetails("One", "", LATER, ON), "period_to"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(
    wrong: ActivityDetails | StrategyDetails, place: str
) -> None:
    assert places(wrong) == [place]


def test_points_stand_in_the_order_of_their_days_and_last_those_without() -> None:
    early, late = Point(PointKind.RE_AUDIT, ON), Point(PointKind.SIX_MONTHS, LATER)
    undated, done = Point(PointKind.BEFORE), Point(PointKind.AFTER, LATER, measured=Measured(ON))
    activity = Activity(ID, 1, ActivityDetails("A course"), (undated, late, early, done))
    assert activity.points_by_day == (early, done, late, undated)


def test_texts_are_tidied() -> None:
    said = ActivityDetails(" A course ", " a  trainer ", status=DROPPED, reason=" No room ")
    assert said.checked() == ActivityDetails(
        "A course", "a trainer", status=DROPPED, reason="No room"
    )


def test_half_a_need_is_asked_for_its_other_half() -> None:
    assert AnsweredNeed.of(None, "") is None
    assert AnsweredNeed.of(ID, "voice") == AnsweredNeed(ID, "voice")
    for audit, theme, place in ((ID, "", "theme"), (None, "voice", "audit")):
        with pytest.raises(Invalid) as refused:
            AnsweredNeed.of(audit, theme)
        assert refused.value.place == place


def test_an_objective_says_something() -> None:
    assert check_objective(" Ask first. ") == "Ask first."
    for wrong in (" ", "x" * 20_001):
        with pytest.raises(Invalid):
            check_objective(wrong)


def activity(status: ActivityStatus, *points: Point) -> Activity:
    return Activity(ID, 1, ActivityDetails("A course", on=ON, status=status), points)


def test_once_its_day_has_passed_somebody_says_whether_it_was_held() -> None:
    assert activity(ActivityStatus.PLANNED).waits_for_word(LATER)
    assert not activity(ActivityStatus.PLANNED).waits_for_word(ON)
    assert not activity(ActivityStatus.DONE).waits_for_word(LATER)


def test_nothing_of_what_was_dropped_is_overdue() -> None:
    late = Point(PointKind.AFTER, ON)
    assert activity(ActivityStatus.DONE, late).overdue(LATER) == (late,)
    assert activity(DROPPED, late).overdue(LATER) == ()


def test_what_was_measured_is_answered_for_and_stays() -> None:
    check_activity_goes(activity(ActivityStatus.PLANNED, Point(PointKind.AFTER, ON)))
    with pytest.raises(Refused):
        check_activity_goes(
            activity(ActivityStatus.DONE, Point(PointKind.AFTER, ON, measured=Measured(ON, "1")))
        )


def test_an_objective_goes_once_its_activities_are_gone() -> None:
    check_objective_goes(Objective(ID, 1, "Ask first"))
    with pytest.raises(Refused):
        check_objective_goes(Objective(ID, 1, "Ask first", (activity(ActivityStatus.PLANNED),)))
