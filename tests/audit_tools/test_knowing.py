"""Who may answer whether an agency knows a child, and until when."""

from uuid import uuid4

import pytest

from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.cycles import Phase
from audit_tools.errors import Invalid, Refused
from audit_tools.involvements import Expected, change, with_answer, with_return
from audit_tools.knowing import Answer, check_answer, check_can_answer, named_in
from audit_tools.returns import ReturnStatus

LEADS = Involvement("police", Known.KNOWN, lead=True)
SCHOOL = Involvement("school", Known.KNOWN)


@pytest.mark.parametrize(
    ("state", "phase", "given", "may"),
    [
        # nothing said yet: until the returns of the case are closed
        (CaseState.WAITING, Phase.PREPARING, None, True),
        (CaseState.WAITING, Phase.COLLECTING, None, True),
        # said already: until the start, which made a return of it or none
        (CaseState.WAITING, Phase.PREPARING, Known.KNOWN, True),
        (CaseState.WAITING, Phase.COLLECTING, Known.KNOWN, False),
        (CaseState.WAITING, Phase.COLLECTING, Known.NOT_IN_PERIOD, False),
        # closed
        (CaseState.PREPARED, Phase.COLLECTING, None, False),
        (CaseState.WITHDRAWN, Phase.PREPARING, None, False),
        (CaseState.WAITING, Phase.CLOSED, None, False),
    ],
)
def test_an_agency_answers_until_its_answer_has_had_its_effect(
    state: CaseState, phase: Phase, given: Known | None, may: bool
) -> None:
    if may:
        check_can_answer(state, phase, given)
    else:
        with pytest.raises(Refused):
            check_can_answer(state, phase, given)


def test_not_asked_is_no_answer() -> None:
    with pytest.raises(Invalid) as refused:
        check_answer(Answer(Known.NOT_ASKED))
    assert refused.value.place == "known"


@pytest.mark.parametrize("comes", ["x" * 121, "Sam, born 12/04/2010", "sam@example.org"])
def test_who_comes_is_short_and_no_identifier(comes: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_answer(Answer(Known.KNOWN, None, comes))
    assert refused.value.place == "comes"


def test_whoever_does_not_know_the_child_sends_nobody() -> None:
    answer = Answer(Known.NOT_IN_PERIOD, uuid4(), "The school nurse")
    assert check_answer(answer) == Answer(Known.NOT_IN_PERIOD)


def test_two_who_come_stand_on_two_lines_or_with_a_comma_between() -> None:
    assert named_in(" Priya  (Police), DS\r\nHead of year\n;, Priya (Police)") == (
        "Priya (Police)",
        "DS",
        "Head of year",
    )
    assert check_answer(Answer(Known.KNOWN, None, "A worker\nA nurse")).comes == "A worker, A nurse"


def test_spaces_around_who_comes_are_dropped() -> None:
    assert check_answer(Answer(Known.KNOWN, None, "  a   worker ")).comes == "a worker"


# --- what an answer does to who is asked ---


def test_an_answer_stands_beside_those_of_the_others() -> None:
    assert with_answer([LEADS], "school", Known.KNOWN) == (LEADS, SCHOOL)
    assert with_answer([LEADS, SCHOOL], "school", Known.NOT_KNOWN)[0] == LEADS


@pytest.mark.parametrize("known", [Known.NOT_KNOWN, Known.NOT_IN_PERIOD])
def test_an_agency_that_does_not_know_the_child_leads_no_more(known: Known) -> None:
    assert with_answer([LEADS], "police", known) == (Involvement("police", known),)
    assert with_answer([LEADS], "police", Known.KNOWN) == (LEADS,)


def test_known_at_another_time_makes_no_return() -> None:
    another = Involvement("school", Known.NOT_IN_PERIOD)
    assert with_return([LEADS, another, Involvement("gp", Known.NOT_KNOWN)]) == (
        LEADS,
        Involvement("gp", Known.NOT_KNOWN),
    )
    assert change(CaseState.WAITING, [LEADS], [LEADS, another], []).begun == ()


def test_a_return_that_nobody_began_goes_when_the_child_was_known_at_another_time() -> None:
    another = Involvement("school", Known.NOT_IN_PERIOD)
    due = Expected("school", ReturnStatus.DUE, opened=False)
    changed = change(CaseState.WAITING, [LEADS, SCHOOL], [LEADS, another], [due])
    assert (changed.dropped, changed.not_known) == (("school",), ())


@pytest.mark.parametrize(
    "expected",
    [
        Expected("school", ReturnStatus.DUE, opened=True),
        Expected("school", ReturnStatus.SUBMITTED, opened=True),
    ],
)
def test_a_return_that_was_begun_is_not_lost_for_it(expected: Expected) -> None:
    another = Involvement("school", Known.NOT_IN_PERIOD)
    with pytest.raises(Refused) as refused:
        change(CaseState.WAITING, [LEADS, SCHOOL], [LEADS, another], [expected])
    assert refused.value.place == "school"
