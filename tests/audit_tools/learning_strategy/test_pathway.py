"""What a level of the pathway says at least."""

from uuid import UUID

import pytest

from audit_tools.errors import Hidden, Invalid
from audit_tools.learning_strategy.pathway import PathwayRow, PathwayStep, find_step


def test_a_level_has_a_name_a_group_and_content_and_may_leave_open_how() -> None:
    row = PathwayRow(" Awareness  plus ", " All staff ", " What to notice ")
    assert row.checked() == PathwayRow("Awareness plus", "All staff", "What to notice")
    for wrong, places in (
        (PathwayRow("", "", ""), ["level", "target_group", "minimum_content"]),
        (PathwayRow("x" * 201, "All", "Notice"), ["level"]),
        (PathwayRow("One", "All", "Notice", "x" * 20_001), ["delivery"]),
    ):
        with pytest.raises(Invalid) as refused:
            wrong.checked()
        assert [problem.place for problem in refused.value.problems] == places


def test_a_row_that_is_gone_is_not_there() -> None:
    step = PathwayStep(UUID(int=1), 1, PathwayRow("One", "All", "Notice"))
    assert find_step((step,), step.id) is step
    with pytest.raises(Hidden):
        find_step((step,), UUID(int=2))
