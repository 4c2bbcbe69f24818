"""What a group says of themes: its own judgement, named and dated."""

from datetime import date

import pytest

from audit_tools.cycles import Phase
from audit_tools.errors import Invalid, Refused
from audit_tools.judgements import Course, check_can_judge, check_judgement

TODAY = date(2025, 6, 3)
KNOWN = ("voice", "planning")


def test_the_words_are_those_that_partnerships_publish() -> None:
    assert [course.label for course in Course] == ["Improving", "Continuing", "New"]


def test_themes_that_were_not_judged_are_left_out() -> None:
    said = {"voice": "improving", "planning": ""}
    assert check_judgement("Silver MACE", TODAY, said, KNOWN, TODAY) == {"voice": Course.IMPROVING}


@pytest.mark.parametrize(
    ("group", "on", "themes", "places"),
    [
        ("", TODAY, {"voice": "new"}, ["group"]),
        ("x" * 121, TODAY, {"voice": "new"}, ["group"]),
        ("MACE", None, {"voice": "new"}, ["on"]),
        ("MACE", date(2025, 6, 4), {"voice": "new"}, ["on"]),
        ("MACE", TODAY, {"voice": ""}, ["themes"]),
        ("MACE", TODAY, {"missing": "new"}, ["themes"]),
        ("MACE", TODAY, {"voice": "solved"}, ["themes"]),
        # everything that is wrong is said at once
        (" ", None, {}, ["group", "on", "themes"]),
    ],
)
def test_what_is_wrong_is_said_where_it_is(
    group: str, on: date | None, themes: dict[str, str], places: list[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        check_judgement(group, on, themes, KNOWN, TODAY)
    assert [problem.place for problem in refused.value.problems] == places


def test_themes_are_judged_once_the_audit_is_closed() -> None:
    check_can_judge(Phase.CLOSED)
    for phase in (Phase.PREPARING, Phase.COLLECTING):
        with pytest.raises(Refused, match="not closed yet"):
            check_can_judge(phase)
