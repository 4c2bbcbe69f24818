"""What may be recorded of what was passed on, and of how it was used."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from audit_tools.errors import Hidden, Invalid
from audit_tools.passing_on import Passing, TeamUse, find_passing
from tests.passings import PASSED

TODAY, LATER = date(2025, 5, 28), date(2025, 5, 29)
USE = TeamUse("police", "East", "We talked about it.", TODAY)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (replace(PASSED, what=" "), "what"),
        (replace(PASSED, passed_by=""), "passed_by"),
        (replace(PASSED, network="x" * 201), "network"),
        (replace(PASSED, on=None), "on"),
        (replace(PASSED, on=LATER), "on"),
        (replace(USE, team=" "), "team"),
        (replace(USE, said=" "), "said"),
        (replace(USE, on=LATER), "on"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(wrong: TeamUse, place: str) -> None:
    with pytest.raises(Invalid) as refused:
        wrong.checked(TODAY)
    assert [problem.place for problem in refused.value.problems] == [place]


def test_how_many_it_reached_and_how_it_was_used_are_said_in_words() -> None:
    passing = Passing(UUID(int=1), PASSED, (USE,))
    assert (passing.reached, passing.used) == (
        "Reached 38 people",
        "1 team has said how they used it",
    )
    unknown = Passing(UUID(int=1), replace(PASSED, reached=None))
    assert unknown.reached == "Nobody has said how many it reached"
    assert unknown.used == "No team has said yet how it used it"
    assert Passing(UUID(int=1), replace(PASSED, reached=0)).reached == "Reached 0 people"
    assert find_passing([passing], passing.id) is passing
    with pytest.raises(Hidden):
        find_passing([passing], UUID(int=2))
