"""Asking practitioners: anonymous counts, told of few to nobody, and comments with responses."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.errors import Invalid
from audit_tools.learning.consultations import (
    SaidOf,
    check_comment,
    check_response,
    count_in,
    told,
)
from tests.learning import CONSULTATION

FIRST, LAST = date(2025, 5, 1), date(2025, 5, 31)
ONE, TWO = "I know it.", "I do it."


def test_it_is_open_from_its_first_day_to_its_last() -> None:
    asked = replace(CONSULTATION, opens_on=FIRST, closes_on=LAST)
    assert asked.is_open(FIRST)
    assert asked.is_open(LAST)
    assert not asked.is_open(date(2025, 6, 1))
    assert not asked.has_begun(date(2025, 4, 30))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"title": " "}, "title"),
        ({"draft": ""}, "draft"),
        ({"sentences": tuple(str(n) for n in range(11))}, "sentences"),
        ({"sentences": ("Same", " Same ")}, "sentences"),
        ({"sentences": ("x" * 201,)}, "sentences"),
        ({"opens_on": None}, "opens_on"),
        ({"opens_on": LAST, "closes_on": FIRST}, "closes_on"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(changes: dict[str, object], place: str) -> None:
    with pytest.raises(Invalid) as wrong:
        replace(CONSULTATION, **changes).checked()  # type: ignore[arg-type]
    assert wrong.value.place == place


def test_answers_are_added_to_the_counts_and_all_are_asked_for() -> None:
    before = {ONE: {"agree": 4}}
    after = count_in(before, {ONE: SaidOf.AGREE, TWO: SaidOf.NOT_MINE})
    assert after == {ONE: {"agree": 5}, TWO: {"not-mine": 1}}
    assert before == {ONE: {"agree": 4}}
    with pytest.raises(Invalid) as wrong:
        count_in(before, {ONE: SaidOf.AGREE, TWO: None})
    assert wrong.value.message == "Choose an answer: I do it."


def test_counts_are_told_from_five_people_on_out_of_those_whose_work_it_concerns() -> None:
    counts = {ONE: {"agree": 2, "partly": 1, "disagree": 1, "not-mine": 1}}
    assert told(ONE, counts, 4) == "Told once 5 people have answered."
    assert told(ONE, counts, 5) == (
        "2 of 4 agree, 1 partly, 1 disagree; it does not concern the work of 1."
    )
    assert told(TWO, counts, 5) == "0 of 0 agree, 0 partly, 0 disagree."


def test_a_comment_has_its_role_and_a_response_its_words() -> None:
    assert check_comment(" Shorter. ", " social  worker ") == ("Shorter.", "social worker")
    with pytest.raises(Invalid) as wrong:
        check_comment(" ", "")
    assert [problem.place for problem in wrong.value.problems] == ["said", "role"]
    assert check_response(" Yes. ") == "Yes."
    with pytest.raises(Invalid):
        check_response(" ")
