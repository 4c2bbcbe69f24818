"""When an activity is looked at again, and what may be said to have been measured."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.audit_years import PlannedAudit, PlannedState
from audit_tools.errors import Invalid
from audit_tools.learning_strategy.points import (
    KeptPoint,
    Measured,
    Point,
    PointKind,
    next_audit,
    points_of,
)
from audit_tools.quarters import Quarter

ON, TODAY = date(2024, 11, 30), date(2025, 5, 28)
DUE = date(2025, 6, 30)


def test_days_are_proposed_from_the_day_of_the_activity() -> None:
    points = points_of(ON, DUE, {})
    assert [(point.kind.value, point.due) for point in points] == [
        ("before", date(2024, 11, 23)),
        ("after", ON),
        ("with-manager", date(2025, 1, 18)),
        ("three-months", date(2025, 2, 28)),
        ("six-months", date(2025, 5, 30)),
        ("re-audit", DUE),
    ]
    assert all(point.is_proposed for point in points)


def test_without_a_day_or_a_planned_audit_nothing_is_proposed() -> None:
    assert {point.due for point in points_of(None, DUE, {})} == {None}
    assert points_of(ON, None, {})[-1].due is None


def test_a_day_of_its_own_stays_and_what_is_left_out_has_none() -> None:
    own = date(2025, 3, 1)
    kept = {PointKind.AFTER: KeptPoint(own), PointKind.BEFORE: KeptPoint(own, is_left_out=True)}
    before, after, *_ = points_of(ON, DUE, kept)
    assert (after.due, after.is_proposed) == (own, False)
    assert (before.due, before.is_left_out) == (None, True)


def test_it_is_overdue_from_the_day_after_until_it_is_measured() -> None:
    measured = Measured(TODAY, how_much="All")
    assert not Point(PointKind.AFTER, TODAY).is_overdue(TODAY)
    assert Point(PointKind.AFTER, ON).is_overdue(TODAY)
    assert not Point(PointKind.AFTER, ON, measured=measured).is_overdue(TODAY)


@pytest.mark.parametrize(
    ("point", "said"),
    [
        (Point(PointKind.AFTER, ON), "Overdue since 30 November 2024"),
        (Point(PointKind.AFTER, DUE), "Proposed for 30 June 2025"),
        (Point(PointKind.AFTER, DUE, is_proposed=False), "Planned for 30 June 2025"),
        (Point(PointKind.AFTER), "No day yet"),
        (Point(PointKind.AFTER, is_left_out=True), "Left out"),
        (Point(PointKind.AFTER, ON, measured=Measured(TODAY)), "Measured on 28 May 2025"),
    ],
)
def test_how_it_stands_is_said_in_words(point: Point, said: str) -> None:
    assert point.stands(TODAY) == said


def test_the_next_audit_is_the_first_of_the_theme_whose_quarter_begins_later() -> None:
    def planned(year: int, number: int, theme: str = "Neglect") -> PlannedAudit:
        return PlannedAudit(Quarter(year, number), theme, "", "")

    planned_audits = [
        planned(2025, 4),
        planned(2024, 3),
        planned(2024, 4, "Violence"),
        replace(planned(2025, 1), state=PlannedState.DROPPED),
        planned(2025, 2, "NEGLECT"),
    ]
    assert next_audit(planned_audits, "Neglect", ON) == Quarter(2025, 2).last
    assert next_audit(planned_audits, "Bullying", ON) is None


def test_what_was_measured_says_at_least_one_of_the_three_on_a_day_that_has_been() -> None:
    checked = Measured(TODAY, difference="  They ask first. ").checked(TODAY)
    assert checked.difference == "They ask first."
    for wrong, place in (
        (Measured(None, "38 of 40"), "on"),
        (Measured(DUE, "38 of 40"), "on"),
        (Measured(TODAY, " "), "how_much"),
        (Measured(TODAY, how_well="x" * 20_001), "how_well"),
    ):
        with pytest.raises(Invalid) as refused:
            wrong.checked(TODAY)
        assert [problem.place for problem in refused.value.problems] == [place]
