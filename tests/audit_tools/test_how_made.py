"""What an audience is given of how sure the numbers are, and nothing of any one agency."""

from dataclasses import asdict, replace

import pytest

from audit_tools.audience import Audience, AudienceFacts
from audit_tools.cases import Involvement, Known
from audit_tools.cycles import Selection, Working
from audit_tools.disclosure import for_audience
from audit_tools.facts import CaseFacts, CycleFacts
from audit_tools.numbers import Share
from audit_tools.returns import ReturnStatus
from audit_tools.shown_draws import ShownDraw, ShownDraws
from audit_tools.statistics.agreement import Coefficients, NotComputable
from audit_tools.statistics.bounds import Bounds
from tests.facts import (
    TOOL,
    agency_return,
    case,
    cases,
    cycle,
    cycle_facts,
    development,
    strength,
)

DRAWN = ShownDraw("7", 6, 2, (), "hash", confirmed=True)


def given(facts: CycleFacts) -> AudienceFacts:
    return for_audience(facts, Audience.GOVERNANCE)


def incomplete(reference: str, grade: str = "") -> CaseFacts:
    """A case of which the school's return is missing."""
    agreed = {"voice": grade} if grade else {}
    absent = agency_return("hillside", ReturnStatus.MISSING)
    return case(reference, agency_return("police"), absent, agreed=agreed)


def test_of_how_many_cases_a_return_is_missing() -> None:
    facts = given(cycle_facts(cases=[incomplete("C1"), *cases(2)]))
    assert facts.incomplete == Share(1, 3)


@pytest.mark.parametrize("known", [Known.NOT_KNOWN, Known.NOT_IN_PERIOD, Known.NOT_ASKED])
def test_who_does_not_know_the_child_or_was_not_asked_leaves_nothing_missing(known: Known) -> None:
    asked = (Involvement("police", Known.KNOWN), Involvement("hillside", known))
    facts = given(cycle_facts(cases=[case("C1", agency_return("police"), involvements=asked)]))
    assert facts.incomplete == Share(0, 1)


def test_where_the_discussions_came_first_no_return_is_missing() -> None:
    first = replace(cycle(), working=Working.DISCUSSION_FIRST)
    facts = given(cycle_facts(cases=[incomplete("C1")], cycle=first))
    assert facts.incomplete == Share(0, 1)


def test_a_missing_return_could_have_told_of_a_theme_where_nobody_saw_it() -> None:
    findings = (development(1, "C1", "voice"), strength(2, "C01", "voice"))
    three = [incomplete("C1"), incomplete("C2"), *cases(1)]
    (voice,) = given(cycle_facts(*findings, cases=three)).themes
    # C1 is counted already and C01 lacks nothing, so C2 alone could be one more.
    assert voice.developments.bounds == Bounds(1, 2, 3)
    assert voice.strengths.bounds == Bounds(1, 3, 3)


def test_an_agreed_grade_is_counted_against_the_standard_with_what_could_have_turned() -> None:
    graded = [
        incomplete("C1", "good"),
        incomplete("C2", "inadequate"),
        case("C3", agency_return("police"), agreed={"voice": "outstanding"}),
        case("C4", agency_return("police"), agreed={"voice": "requires-improvement"}),
        case("C5", agency_return("police")),
    ]
    voice, _ = given(cycle_facts(cases=graded)).sections
    assert voice.met == Share(2, 4)
    assert voice.met_bounds == Bounds(1, 3, 4)


def test_agreement_is_counted_by_steps_of_the_cases_that_two_graded() -> None:
    grades = (
        ("good", "good"),
        ("good", "requires-improvement"),
        ("outstanding", "inadequate"),
        ("outstanding",),
    )
    read = [
        case(f"C{n}", *(agency_return(key, grades={"voice": grade})
                        for key, grade in zip(("police", "hillside"), given_, strict=False)))
        for n, given_ in enumerate(grades)
    ]  # fmt: skip
    voice, _ = given(cycle_facts(cases=read)).sections
    assert voice.differed == Share(2, 3)
    assert voice.within_one == Share(2, 3)


def readers(count: int, *, alike: bool = False) -> CycleFacts:
    """A dip sample of so many, each read by two; every third a step apart."""
    tool = replace(TOOL, in_one_sitting=True)
    read = []
    for number in range(count):
        first = ("good", "requires-improvement", "inadequate")[0 if alike else number % 3]
        second = first if alike or number % 3 else "requires-improvement"
        returns = (
            agency_return("police", grades={"voice": first}),
            agency_return("social-care", grades={"voice": second}),
        )
        read.append(case(f"N{number}", *returns))
    return cycle_facts(cases=read, tool=tool)


def test_only_readers_of_the_same_have_coefficients() -> None:
    found = given(readers(20)).coefficients
    assert isinstance(found, Coefficients)
    assert 0 < found.alpha < found.ac2 < 1
    assert given(replace(readers(20), tool=TOOL)).coefficients is None


@pytest.mark.parametrize(
    ("facts", "why"),
    [(readers(19), "fewer than 20"), (readers(20, alike=True), "everyone gave the same grade")],
)
def test_where_there_are_none_it_is_said_why(facts: CycleFacts, why: str) -> None:
    found = given(facts).coefficients
    assert isinstance(found, NotComputable)
    assert why in found.why


def test_a_dip_sample_without_a_scale_has_no_coefficients() -> None:
    facts = replace(readers(20), cycle=cycle(scale=None))
    assert given(facts).coefficients is None


def test_chance_alone_chose_where_one_draw_was_shown_and_nobody_replaced_by_hand() -> None:
    several = ShownDraws((DRAWN, replace(DRAWN, seed="8", confirmed=False)))
    chosen = [replace(one, is_chosen=True) for one in cases(1)]
    drawn = cycle()
    assert given(cycle_facts(cases=cases(1))).by_chance
    assert given(
        cycle_facts(cases=cases(1), cycle=replace(drawn, draws_shown=ShownDraws((DRAWN,))))
    ).by_chance
    assert not given(cycle_facts(cases=chosen)).by_chance
    for other in (
        replace(drawn, selection=Selection.NOMINATED),
        replace(drawn, draws_shown=several),
    ):
        assert not given(cycle_facts(cases=cases(1), cycle=other)).by_chance


def test_no_agency_and_no_grade_of_its_own_is_in_what_is_given_of_agreement() -> None:
    rows = [asdict(row) for row in given(readers(20)).sections]
    for row in rows:
        del row["counts"]
    assert "inadequate" not in str(rows)
    assert "police" not in str(rows)
