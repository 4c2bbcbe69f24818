"""Who sees what of a case, in every state: the table of the house, row by row."""

from dataclasses import replace
from uuid import UUID

import pytest

from audit_tools import visibility
from audit_tools.cases import Case, CaseState, Involvement, Known
from audit_tools.cycles import Phase
from audit_tools.errors import AuditError, Hidden, Refused
from audit_tools.permissions import Grant, Person, Role
from audit_tools.visibility import Standing

INVOLVED = (
    Involvement("police", Known.KNOWN),
    Involvement("social-care", Known.KNOWN, lead=True),
    Involvement("school", Known.NOT_KNOWN),
    Involvement("housing", Known.NOT_ASKED),
)

PRACTITIONER = Standing(assigned=frozenset({"police"}))
LEAD = Standing(leads=frozenset({"police"}))
NOT_KNOWN_LEAD = Standing(leads=frozenset({"school"}))
NOT_ASKED_LEAD = Standing(leads=frozenset({"housing"}))
CHAIR = Standing(appointed=frozenset({Role.CHAIR}))
NOTE_TAKER = Standing(appointed=frozenset({Role.NOTE_TAKER}))
COORDINATOR = Standing(coordinator=True)
CORE_GROUP = Standing(core_group=True)
STRANGER = Standing()
CHAIR_WITH_A_RETURN = Standing(appointed=frozenset({Role.CHAIR}), leads=frozenset({"social-care"}))
COORDINATOR_WITH_A_RETURN = Standing(coordinator=True, assigned=frozenset({"police"}))
HELPER = Standing(given=frozenset({("police", "voice")}))
CHAIR_WITH_A_SECTION = Standing(
    appointed=frozenset({Role.CHAIR}), given=frozenset({("police", "voice")})
)
CONFLICTED_CHAIR = Standing(appointed=frozenset({Role.CHAIR}), conflicted=True)

PREPARED_ON = {CaseState.PREPARED, CaseState.OPEN, CaseState.WRITTEN_UP, CaseState.AGREED}
OPEN_ON = PREPARED_ON - {CaseState.PREPARED}


def case(state: CaseState) -> Case:
    return Case("SYV25-03", state, INVOLVED)


# who, and in which states they read the return of an agency that is not their own
READS_OTHERS = [
    # agencies answer separately: the others' returns open with the discussion
    (PRACTITIONER, OPEN_ON),
    (LEAD, OPEN_ON),
    # an agency that does not know the child, or was not asked, has no part in it
    (NOT_KNOWN_LEAD, set()),
    (NOT_ASKED_LEAD, set()),
    # those who hold the discussion read to prepare it
    (CHAIR, PREPARED_ON),
    (NOTE_TAKER, PREPARED_ON),
    (COORDINATOR, PREPARED_ON),
    # the core group follows from the opening on
    (CORE_GROUP, OPEN_ON),
    (STRANGER, set()),
    # no role lifts the blindness that another part of the same person's work needs
    (CHAIR_WITH_A_RETURN, OPEN_ON),
    (COORDINATOR_WITH_A_RETURN, OPEN_ON),
    # nor the work on a single section, which opens no other return by itself
    (CHAIR_WITH_A_SECTION, OPEN_ON),
    (HELPER, set()),
    # a declared conflict removes access
    (CONFLICTED_CHAIR, set()),
]


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize(("standing", "states"), READS_OTHERS)
def test_other_agencies_returns_are_read_in_these_states_only(
    standing: Standing, states: set[CaseState], state: CaseState
) -> None:
    assert visibility.reads_others(standing, case(state)) is (state in states)
    assert visibility.reads_return(standing, case(state), "youth-justice") is (state in states)


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("standing", [PRACTITIONER, LEAD])
def test_an_agency_reads_its_own_return_in_every_state(
    standing: Standing, state: CaseState
) -> None:
    assert visibility.reads_return(standing, case(state), "police")
    visibility.check_writes_return(standing, case(state), "police")


def test_an_agency_that_does_not_know_the_child_reads_its_own_answer() -> None:
    assert visibility.reads_return(NOT_KNOWN_LEAD, case(CaseState.AGREED), "school")


def test_an_agency_that_was_not_asked_learns_of_no_case() -> None:
    with pytest.raises(Hidden):
        visibility.check_sees_case(NOT_ASKED_LEAD, case(CaseState.OPEN))


@pytest.mark.parametrize("standing", [PRACTITIONER, LEAD, CORE_GROUP, STRANGER, CONFLICTED_CHAIR])
def test_where_the_others_stand_is_shown_only_to_those_who_hold_the_discussion(
    standing: Standing,
) -> None:
    assert not visibility.reads_progress(standing)
    assert visibility.reads_progress(CHAIR)
    assert visibility.reads_progress(COORDINATOR)


@pytest.mark.parametrize("state", CaseState)
def test_nobody_reads_the_record_before_it_is_opened(state: CaseState) -> None:
    for standing in (PRACTITIONER, CHAIR, COORDINATOR, CORE_GROUP):
        assert visibility.reads_discussion(standing, case(state)) is (state in OPEN_ON)


# who takes part in a signed-off case when the police answered and nobody else did
TOOK_PART = [
    (PRACTITIONER, True),
    (LEAD, True),
    (CHAIR, True),
    (NOTE_TAKER, True),
    (CORE_GROUP, True),
    # the chair's own agency was silent; the chair was there
    (CHAIR_WITH_A_RETURN, True),
    # their agency knows the child, and neither answered nor came
    (Standing(leads=frozenset({"social-care"})), False),
    # "not known to us" is the press of a button
    (NOT_KNOWN_LEAD, False),
    (NOT_ASKED_LEAD, False),
    # running an audit is no taking part in it
    (COORDINATOR, False),
    (COORDINATOR_WITH_A_RETURN, True),
    (CONFLICTED_CHAIR, False),
    (STRANGER, False),
    # who answered a single section answered
    (Standing(given=frozenset({("police", "voice")})), True),
    (Standing(given=frozenset({("social-care", "voice")})), False),
]


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize(("standing", "part"), TOOK_PART)
def test_who_answered_or_came_took_part_once_it_is_signed_off(
    standing: Standing, part: bool, state: CaseState
) -> None:
    answered = frozenset({"police", "school", "housing"})
    expected = part and state is CaseState.AGREED
    assert visibility.took_part(standing, case(state), answered) is expected


@pytest.mark.parametrize("state", CaseState)
def test_who_came_took_part_without_a_return_of_theirs_but_for_a_conflict(state: CaseState) -> None:
    expected = state is CaseState.AGREED
    assert visibility.took_part(STRANGER, case(state), (), came=True) is expected
    assert not visibility.took_part(CONFLICTED_CHAIR, case(state), (), came=True)


WRITERS = [CHAIR, NOTE_TAKER, COORDINATOR]


@pytest.mark.parametrize("state", CaseState)
def test_the_record_is_written_by_those_who_hold_it_until_it_is_agreed(state: CaseState) -> None:
    writable = state in (CaseState.OPEN, CaseState.WRITTEN_UP)
    for standing in WRITERS:
        assert visibility.writes_discussion(standing, case(state)) is writable
    for standing in (PRACTITIONER, LEAD, CORE_GROUP, CONFLICTED_CHAIR):
        assert not visibility.writes_discussion(standing, case(state))


# who is refused, in which state, and how: absent (hidden) or seen but not allowed (refused)
REFUSALS: list[tuple[Standing, CaseState, type[AuditError]]] = [
    (STRANGER, CaseState.OPEN, Hidden),
    (CONFLICTED_CHAIR, CaseState.OPEN, Hidden),
    (PRACTITIONER, CaseState.WAITING, Refused),
    (PRACTITIONER, CaseState.OPEN, Refused),
    (CORE_GROUP, CaseState.PREPARED, Hidden),
    (CHAIR, CaseState.PREPARED, Refused),
    (CHAIR, CaseState.AGREED, Refused),
]


@pytest.mark.parametrize(("standing", "state", "error"), REFUSALS)
def test_writing_the_record_is_refused_with_the_right_kind(
    standing: Standing, state: CaseState, error: type[AuditError]
) -> None:
    with pytest.raises(error):
        visibility.check_writes_discussion(standing, case(state))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [(CaseState.WAITING, "not open yet"), (CaseState.WITHDRAWN, "was withdrawn")],
)
def test_a_discussion_that_cannot_be_read_says_why(state: CaseState, sentence: str) -> None:
    for standing in (CHAIR, PRACTITIONER):
        with pytest.raises(Refused, match=sentence):
            visibility.check_reads_discussion(standing, case(state))


@pytest.mark.parametrize("standing", [NOTE_TAKER, COORDINATOR, CORE_GROUP, PRACTITIONER])
def test_only_the_chair_signs_off(standing: Standing) -> None:
    with pytest.raises(Refused, match="chair"):
        visibility.check_signs_off(standing, case(CaseState.WRITTEN_UP))
    visibility.check_signs_off(CHAIR, case(CaseState.WRITTEN_UP))


def test_a_section_that_was_given_is_written_and_nothing_else_of_the_case() -> None:
    """Not the rest of the return, and not the case's own pages, in any state."""
    for state in CaseState:
        assert visibility.check_writes_part(HELPER, case(state), "police") == frozenset({"voice"})
        assert not visibility.reads_return(HELPER, case(state), "police")
        assert not visibility.sees_case(HELPER, case(state))
        with pytest.raises(Hidden):
            visibility.check_writes_part(HELPER, case(state), "social-care")
        with pytest.raises(Hidden):
            visibility.check_writes_return(HELPER, case(state), "police")


def test_who_has_the_whole_return_loses_nothing_by_being_given_a_section() -> None:
    both = Standing(assigned=frozenset({"police"}), given=frozenset({("police", "voice")}))
    assert visibility.check_writes_part(both, case(CaseState.WAITING), "police") is None


def test_a_section_of_an_agency_that_is_asked_no_more_is_hidden() -> None:
    of_housing = Standing(given=frozenset({("housing", "voice")}))
    with pytest.raises(Hidden):
        visibility.check_writes_part(of_housing, case(CaseState.WAITING), "housing")


# who is refused to correct a record that was signed off, in which state, and how
UNCORRECTED: list[tuple[Standing, CaseState, type[AuditError]]] = [
    (STRANGER, CaseState.AGREED, Hidden),
    (CONFLICTED_CHAIR, CaseState.AGREED, Hidden),
    (NOTE_TAKER, CaseState.AGREED, Refused),
    (COORDINATOR, CaseState.AGREED, Refused),
    (CORE_GROUP, CaseState.AGREED, Refused),
    (PRACTITIONER, CaseState.AGREED, Refused),
    (CHAIR, CaseState.PREPARED, Refused),
    (CHAIR, CaseState.OPEN, Refused),
    (CHAIR, CaseState.WRITTEN_UP, Refused),
    (CHAIR, CaseState.WITHDRAWN, Refused),
]


@pytest.mark.parametrize(("standing", "state", "error"), UNCORRECTED)
def test_a_signed_off_record_is_corrected_by_its_chair_alone(
    standing: Standing, state: CaseState, error: type[AuditError]
) -> None:
    with pytest.raises(error):
        visibility.check_corrects_record(standing, case(state))
    assert not visibility.corrects_record(standing, case(state))
    visibility.check_corrects_record(CHAIR, case(CaseState.AGREED))


def test_who_cannot_correct_a_record_is_told_why() -> None:
    for standing in (NOTE_TAKER, COORDINATOR, CORE_GROUP, PRACTITIONER):
        with pytest.raises(Refused, match="Only the chair corrects"):
            visibility.check_corrects_record(standing, case(CaseState.AGREED))
    with pytest.raises(Refused, match="simply be changed"):
        visibility.check_corrects_record(CHAIR, case(CaseState.WRITTEN_UP))


def test_whether_an_agency_knows_a_child_is_said_by_its_lead_and_once_it_was_asked() -> None:
    def of_police(role: Role) -> Person:
        return replace(person(), grants=frozenset({Grant(role, "police")}))

    visibility.check_answers_knowing(of_police(Role.AGENCY_LEAD), "police", is_asked=True)
    for who, agency, is_asked in (
        (of_police(Role.AGENCY_LEAD), "police", False),
        (of_police(Role.AGENCY_LEAD), "school", True),
        (of_police(Role.PRACTITIONER), "police", True),
        (person(Role.COORDINATOR), "police", True),
        (person(Role.CHAIR), "police", True),
    ):
        with pytest.raises(Hidden):
            visibility.check_answers_knowing(who, agency, is_asked)


def test_somebody_elses_return_is_hidden_from_writing() -> None:
    with pytest.raises(Hidden):
        visibility.check_writes_return(CHAIR, case(CaseState.WAITING), "police")


@pytest.mark.parametrize(
    ("standing", "sees"),
    [
        (COORDINATOR, True),
        (CHAIR, True),
        (LEAD, True),
        # the note-taker and the practitioner of another agency need not know
        (NOTE_TAKER, False),
        (Standing(leads=frozenset({"school"})), False),
        (PRACTITIONER, False),
        (CONFLICTED_CHAIR, False),
        (Standing(coordinator=True, conflicted=True), False),
    ],
)
def test_a_concern_is_seen_by_those_who_must_act(standing: Standing, sees: bool) -> None:
    assert visibility.reads_concern(standing, "police") is sees


def person(*roles: Role) -> Person:
    return Person(UUID(int=1), UUID(int=2), "Sam", frozenset(Grant(role) for role in roles))


# role, in the chair of one of its cases, phase, interim issued -> reads the summary
SUMMARIES = [
    (Role.COORDINATOR, False, Phase.COLLECTING, False, True),
    (Role.CHAIR, True, Phase.COLLECTING, False, True),
    (Role.CHAIR, False, Phase.CLOSED, False, False),
    (Role.BOARD_MEMBER, False, Phase.COLLECTING, False, False),
    (Role.BOARD_MEMBER, False, Phase.COLLECTING, True, True),
    (Role.BOARD_MEMBER, False, Phase.CLOSED, False, True),
    (Role.LEARNING_MEMBER, False, Phase.CLOSED, False, True),
    (Role.SCRUTINEER, False, Phase.CLOSED, False, True),
    (Role.AGENCY_LEAD, False, Phase.CLOSED, True, False),
    (Role.PRACTITIONER, False, Phase.CLOSED, True, False),
    (Role.ADMINISTRATOR, False, Phase.CLOSED, True, False),
]


@pytest.mark.parametrize(("role", "chairs", "phase", "interim", "reads"), SUMMARIES)
def test_summaries_are_read_by_these_roles_in_these_phases(
    role: Role, chairs: bool, phase: Phase, interim: bool, reads: bool
) -> None:
    assert visibility.reads_summary(person(role), phase, chairs, interim) is reads


@pytest.mark.parametrize("phase", list(Phase))
def test_a_rehearsal_is_read_by_those_who_rehearse_and_by_no_board(phase: Phase) -> None:
    for role in (Role.BOARD_MEMBER, Role.LEARNING_MEMBER, Role.SCRUTINEER):
        assert not visibility.reads_summary(person(role), phase, False, True, True)
    assert visibility.reads_summary(person(Role.COORDINATOR), phase, False, False, True)
    assert visibility.reads_summary(person(Role.CHAIR), phase, True, False, True)


@pytest.mark.parametrize("state", list(CaseState))
def test_the_case_sheet_is_for_who_holds_the_discussion_and_until_it_ends(state: CaseState) -> None:
    def takes(standing: Standing) -> bool:
        return visibility.takes_case_sheet(standing, case(state))

    in_time = state in (CaseState.PREPARED, CaseState.OPEN)
    assert takes(CHAIR) is takes(NOTE_TAKER) is takes(COORDINATOR) is in_time
    assert not any(map(takes, (STRANGER, CORE_GROUP, LEAD, PRACTITIONER, CONFLICTED_CHAIR)))
    # who answers for an agency of the case waits for the opening, whatever else they are
    assert takes(CHAIR_WITH_A_RETURN) is (state is CaseState.OPEN)


@pytest.mark.parametrize(
    ("standing", "state", "refusal"),
    [
        (CHAIR, CaseState.WAITING, Refused),
        (CHAIR_WITH_A_RETURN, CaseState.PREPARED, Refused),
        (CORE_GROUP, CaseState.OPEN, Refused),
        (CORE_GROUP, CaseState.PREPARED, Hidden),
        (CONFLICTED_CHAIR, CaseState.OPEN, Hidden),
    ],
)
def test_who_may_not_have_the_case_sheet_is_told_no_more_than_they_know(
    standing: Standing, state: CaseState, refusal: type[AuditError]
) -> None:
    with pytest.raises(refusal):
        visibility.check_takes_case_sheet(standing, case(state))


# who knows when and where a case is discussed, and from which of its agencies they say who comes
SEES_DATE = [
    (COORDINATOR, True, {"police", "social-care"}),
    (CHAIR, True, set()),
    (NOTE_TAKER, True, set()),
    # the core group has a seat, before it may read anything
    (CORE_GROUP, True, set()),
    (LEAD, True, {"police"}),
    # to whom the return was given is told when, and says nothing for others
    (PRACTITIONER, True, set()),
    # an agency that does not know the child has no seat
    (NOT_KNOWN_LEAD, False, set()),
    (NOT_ASKED_LEAD, False, set()),
    (STRANGER, False, set()),
    (CONFLICTED_CHAIR, False, set()),
    (Standing(coordinator=True, conflicted=True), False, set()),
]


@pytest.mark.parametrize(("standing", "sees", "names"), SEES_DATE)
def test_a_date_is_for_whoever_would_sit_there(
    standing: Standing, sees: bool, names: set[str]
) -> None:
    waiting = case(CaseState.WAITING)
    agencies = {i.agency for i in waiting.involvements}
    assert visibility.sees_date(standing, waiting) is sees
    assert {a for a in agencies if visibility.names_invited(standing, waiting, a)} == names


def test_who_is_expected_by_name_knows_the_date_but_not_after_a_conflict() -> None:
    waiting = case(CaseState.WAITING)
    assert visibility.sees_date(STRANGER, waiting, is_invited=True)
    assert not visibility.sees_date(CONFLICTED_CHAIR, waiting, is_invited=True)
