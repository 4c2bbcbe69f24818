"""An audit starts when everything is there, and says at once what is not."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.cases import Case, CaseState, Involvement, Known
from audit_tools.cycles import AuditCycle, Counted, Phase, Selection, Working
from audit_tools.errors import Invalid
from audit_tools.preparation import Lack, Step, check_can_start, lacks

READY = AuditCycle(
    key="syv",
    title="Serious youth violence",
    theme="",
    purpose="",
    counted=Counted("child", "children"),
    phase=Phase.PREPARING,
    selection=Selection.RANDOM,
    period_from=date(2025, 1, 1),
    period_to=date(2025, 3, 31),
    returns_due=date(2025, 5, 16),
    discussions_from=date(2025, 5, 26),
    discussions_to=date(2025, 5, 28),
)
KNOWN = (
    Involvement("police", Known.KNOWN, lead=True),
    Involvement("school", Known.KNOWN),
)
CASE = Case("SYV25-01", CaseState.WAITING, KNOWN)


def test_an_audit_with_everything_lacks_nothing() -> None:
    assert lacks(READY, [CASE], {}) == ()
    check_can_start(READY, [CASE], {})


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ({"period_to": None}, "Say which period is under review."),
        ({"period_from": None}, "Say which period is under review."),
        ({"returns_due": None}, "Say when returns are due."),
        ({"discussions_from": None}, "Say from when to when the discussions are."),
        ({"discussions_to": None}, "Say from when to when the discussions are."),
        # a draw explains itself; a choice has to be explained
        ({"selection": Selection.NOMINATED}, "Say why these children were chosen."),
    ],
)
def test_each_detail_that_is_missing_is_named(without: dict[str, object], sentence: str) -> None:
    cycle = replace(READY, **without)  # type: ignore[arg-type]
    assert lacks(cycle, [CASE], {}) == (Lack(Step.DETAILS, sentence),)


def test_a_choice_that_is_explained_lacks_nothing() -> None:
    cycle = replace(READY, selection=Selection.INSPECTORS, selection_note="Asked for by letter")
    assert lacks(cycle, [CASE], {}) == ()


def test_where_the_discussion_comes_first_nobody_is_asked_before_it() -> None:
    cycle = replace(READY, working=Working.DISCUSSION_FIRST, returns_due=None)
    unled = replace(CASE, involvements=(replace(KNOWN[0], lead=False), KNOWN[1]))
    assert lacks(cycle, [unled], {"school": "School"}) == ()


def test_an_audit_needs_a_case_and_a_withdrawn_one_is_none() -> None:
    withdrawn = replace(CASE, state=CaseState.WITHDRAWN)
    assert lacks(READY, [withdrawn], {}) == (Lack(Step.CASES, "Choose the children."),)


def test_a_case_needs_two_agencies_that_know_the_child() -> None:
    alone = replace(CASE, involvements=(KNOWN[0], Involvement("school", Known.NOT_KNOWN)))
    (lack,) = lacks(READY, [alone], {})
    assert lack == Lack(
        Step.AGENCIES, "Say which agencies know the child: two or more.", "SYV25-01"
    )


def test_an_organisation_that_assesses_itself_is_alone_in_being_asked() -> None:
    cycle = replace(READY, counted=Counted("organisation", "organisations"))
    assert lacks(cycle, [replace(CASE, involvements=KNOWN[:1])], {}) == ()
    (lack, _) = lacks(cycle, [replace(CASE, involvements=())], {})
    assert lack.sentence == "Say which agencies know the organisation."


def test_a_case_needs_a_lead_that_knows_the_child() -> None:
    unled = replace(CASE, involvements=(replace(KNOWN[0], lead=False), KNOWN[1]))
    assert lacks(READY, [unled], {}) == (
        Lack(Step.AGENCIES, "Choose the agency that leads.", "SYV25-01"),
    )


def test_an_agency_that_is_asked_has_somebody_to_see_its_returns() -> None:
    unled = {"school": "Hillside School", "probation": "Probation"}
    assert lacks(READY, [CASE], unled) == (
        Lack(
            Step.PEOPLE,
            "Hillside School has no lead yet: nobody would see its returns. Add one on the "
            "People page.",
        ),
    )


def test_everything_that_is_missing_is_said_at_once() -> None:
    bare = replace(READY, returns_due=None)
    with pytest.raises(Invalid) as refused:
        check_can_start(bare, [CASE, Case("SYV25-02", CaseState.WAITING)], {})
    assert [str(problem) for problem in refused.value.problems] == [
        "details: Say when returns are due.",
        "agencies: SYV25-02: Say which agencies know the child: two or more.",
        "agencies: SYV25-02: Choose the agency that leads.",
    ]


def test_the_sentences_count_what_the_audit_counts() -> None:
    areas = replace(READY, counted=Counted("area", "areas"))
    assert lacks(areas, [], {}) == (Lack(Step.CASES, "Choose the areas."),)
