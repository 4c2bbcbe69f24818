"""Who is asked may change as long as nobody's work is lost and no question is left unasked."""

import pytest

from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.errors import Invalid, Refused
from audit_tools.involvements import Expected, change, check_lead, with_copied
from audit_tools.returns import ReturnStatus

POLICE = Involvement("police", Known.KNOWN, lead=True)
SCHOOL = Involvement("school", Known.KNOWN)
HOSPITAL = Involvement("hospital", Known.KNOWN)
BEFORE = (POLICE, SCHOOL)


def expected(agency: str, status: ReturnStatus, *, opened: bool = False) -> Expected:
    return Expected(agency, status, opened)


def test_before_the_start_everything_may_change() -> None:
    changed = change(CaseState.WAITING, BEFORE, (HOSPITAL,), [])
    assert changed.begun == (HOSPITAL,)
    assert changed.dropped == ()


LATE = [CaseState.PREPARED, CaseState.OPEN, CaseState.WRITTEN_UP]


@pytest.mark.parametrize("state", LATE)
def test_an_agency_that_is_named_late_is_added(state: CaseState) -> None:
    closed = [expected("police", ReturnStatus.SUBMITTED), expected("school", ReturnStatus.MISSING)]
    changed = change(state, BEFORE, (*BEFORE, HOSPITAL), closed)
    assert changed.begun == (HOSPITAL,)


@pytest.mark.parametrize("state", LATE)
@pytest.mark.parametrize(
    "after",
    [
        (POLICE,),
        (*BEFORE, Involvement("hospital", Known.NOT_KNOWN)),
        (Involvement("police", Known.KNOWN), Involvement("school", Known.KNOWN, lead=True)),
    ],
)
def test_nothing_else_changes_once_the_returns_are_closed(
    state: CaseState, after: tuple[Involvement, ...]
) -> None:
    closed = [expected("police", ReturnStatus.SUBMITTED), expected("school", ReturnStatus.MISSING)]
    with pytest.raises(Refused, match="returns of this case are closed"):
        change(state, BEFORE, after, closed)


@pytest.mark.parametrize("state", [CaseState.AGREED, CaseState.WITHDRAWN])
def test_nobody_is_added_to_a_finished_case(state: CaseState) -> None:
    with pytest.raises(Refused, match="finished"):
        change(state, BEFORE, (*BEFORE, HOSPITAL), [])


def test_an_agency_newly_asked_begins_its_return_and_the_others_go_on() -> None:
    due = [expected("police", ReturnStatus.SUBMITTED), expected("school", ReturnStatus.DUE)]
    changed = change(CaseState.WAITING, BEFORE, (*BEFORE, HOSPITAL), due)
    assert changed.begun == (HOSPITAL,)
    assert (changed.dropped, changed.not_known) == ((), ())


def test_an_agency_may_be_taken_out_while_its_return_is_unopened() -> None:
    due = [expected("police", ReturnStatus.DUE), expected("school", ReturnStatus.DUE)]
    assert change(CaseState.WAITING, BEFORE, (POLICE,), due).dropped == ("school",)


def test_not_asked_in_so_many_words_is_the_same_as_absent() -> None:
    due = [expected("police", ReturnStatus.DUE), expected("school", ReturnStatus.DUE)]
    after = (POLICE, Involvement("school", Known.NOT_ASKED))
    assert change(CaseState.WAITING, BEFORE, after, due).dropped == ("school",)


def test_an_unopened_return_may_be_answered_for_as_not_known() -> None:
    due = [expected("police", ReturnStatus.DUE), expected("school", ReturnStatus.DUE)]
    after = (POLICE, Involvement("school", Known.NOT_KNOWN))
    changed = change(CaseState.WAITING, BEFORE, after, due)
    assert (changed.not_known, changed.dropped) == (("school",), ())


@pytest.mark.parametrize(
    ("status", "opened", "to", "words"),
    [
        # what the agency has written would be lost
        (ReturnStatus.DUE, True, None, "opened its return"),
        (ReturnStatus.REOPENED, True, None, "opened its return"),
        (ReturnStatus.SUBMITTED, True, None, "opened its return"),
        # the agency itself has to say so, over what it has written
        (ReturnStatus.DUE, True, Known.NOT_KNOWN, "ask it to say so"),
        # the agency has answered; only reopening takes an answer back
        (ReturnStatus.NOT_KNOWN, False, None, "Reopen its return"),
    ],
)
def test_an_agency_whose_work_would_be_lost_stays(
    status: ReturnStatus, opened: bool, to: Known | None, words: str
) -> None:
    due = [expected("police", ReturnStatus.DUE), Expected("school", status, opened)]
    known = Known.NOT_KNOWN if status is ReturnStatus.NOT_KNOWN else Known.KNOWN
    before = (POLICE, Involvement("school", known))
    after = (POLICE, Involvement("school", to)) if to else (POLICE,)
    with pytest.raises(Refused, match=words) as refused:
        change(CaseState.WAITING, before, after, due)
    assert refused.value.place == "school"


def test_an_agency_that_did_not_know_the_child_is_asked_again_by_reopening() -> None:
    due = [expected("police", ReturnStatus.DUE), expected("school", ReturnStatus.NOT_KNOWN)]
    before = (POLICE, Involvement("school", Known.NOT_KNOWN))
    with pytest.raises(Refused, match="Reopen its return"):
        change(CaseState.WAITING, before, BEFORE, due)


def test_the_lead_moves_while_neither_return_is_in_the_way() -> None:
    due = [expected("police", ReturnStatus.DUE), expected("school", ReturnStatus.DUE, opened=True)]
    after = (Involvement("police", Known.KNOWN), Involvement("school", Known.KNOWN, lead=True))
    assert change(CaseState.WAITING, BEFORE, after, due).lead == "school"


def test_a_lead_that_has_opened_its_return_stays_the_lead() -> None:
    due = [expected("police", ReturnStatus.DUE, opened=True), expected("school", ReturnStatus.DUE)]
    after = (Involvement("police", Known.KNOWN), Involvement("school", Known.KNOWN, lead=True))
    with pytest.raises(Refused, match="stays the lead") as refused:
        change(CaseState.WAITING, BEFORE, after, due)
    assert refused.value.place == "lead"


def test_an_agency_that_has_sent_its_return_cannot_become_the_lead() -> None:
    due = [expected("police", ReturnStatus.DUE), expected("school", ReturnStatus.SUBMITTED)]
    after = (Involvement("police", Known.KNOWN), Involvement("school", Known.KNOWN, lead=True))
    with pytest.raises(Refused, match="without the case details") as refused:
        change(CaseState.WAITING, BEFORE, after, due)
    assert refused.value.place == "lead"


@pytest.mark.parametrize(
    "involvements",
    [
        (POLICE, Involvement("school", Known.KNOWN, lead=True)),
        (Involvement("police", Known.NOT_KNOWN, lead=True), SCHOOL),
    ],
)
def test_one_agency_that_knows_the_child_leads(involvements: tuple[Involvement, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        check_lead(involvements)
    assert refused.value.place == "lead"


def test_no_lead_yet_is_nothing_wrong() -> None:
    check_lead((SCHOOL, HOSPITAL))


def test_copied_from_another_case_an_agency_keeps_what_it_said_itself() -> None:
    own = (Involvement("police", Known.NOT_KNOWN), Involvement("housing", Known.KNOWN))
    copied = (
        Involvement("police", Known.KNOWN, lead=True),
        Involvement("school", Known.KNOWN),
        Involvement("housing", Known.NOT_KNOWN),
    )
    assert with_copied(own, copied, {"police"}) == (
        Involvement("police", Known.NOT_KNOWN, lead=False),
        *copied[1:],
    )
    assert with_copied(own, copied[1:2], {"police", "housing"}) == (copied[1], *own)
