"""Agreed grades beside those of inspectors or of a second moderator."""

from datetime import date

import pytest

from audit_tools.errors import Invalid
from audit_tools.moderation import Compared, Matches, check_grades, check_moderation, match
from audit_tools.numbers import Share
from tests.facts import SCALE

TODAY = date(2025, 5, 28)


def test_matches_are_counted_with_their_direction() -> None:
    # agreed and theirs, 1 for the lowest grade
    found = match([(3, 3), (4, 3), (2, 3), (4, 1)])
    assert found == Matches(higher=2, same=1, lower=1)
    assert found.share == Share(1, 4)


@pytest.mark.parametrize(
    ("cases", "at_least"),
    # one-sided, 95%: Clopper and Pearson
    [(6, 0.61), (12, 0.78), (20, 0.86), (59, 0.95)],
)
def test_that_all_matched_does_not_show_that_all_always_would(cases: int, at_least: float) -> None:
    assert match([(2, 2)] * cases).at_least == pytest.approx(at_least, abs=0.005)


def test_no_grades_are_no_matches() -> None:
    assert match([]) == Matches(0, 0, 0)
    assert match([]).at_least == 0


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Invalid) as wrong:
        check_moderation("nobody", None, "", "x" * 501, TODAY)
    assert [p.place for p in wrong.value.problems] == ["moderator", "on", "compared", "note"]


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(Invalid, match="still to come"):
        check_moderation("inspectors", date(2025, 5, 29), "grades", "", TODAY)


def test_what_is_entered_is_kept_in_words() -> None:
    details = check_moderation("inspectors", TODAY, "nothing-raised", " Of  six. ", TODAY)
    assert details.compared is Compared.NOTHING_RAISED
    assert details.note == "Of six."


def test_only_grades_of_the_audit_and_its_graded_sections_are_taken() -> None:
    scale = SCALE
    best = scale.grades[0].key
    assert check_grades({"voice": best, "family": ""}, ["voice", "family"], scale) == {
        "voice": best
    }
    with pytest.raises(Invalid) as wrong:
        check_grades({"voice": "splendid", "other": best}, ["voice"], scale)
    assert [p.place for p in wrong.value.problems] == ["voice", "other"]
