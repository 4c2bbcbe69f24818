"""What the readers of a dip sample agree on, when all may be opened, and what answers say."""

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import Case, CaseState, Involvement, Known
from audit_tools.cycles import Counted
from audit_tools.discussions import ReturnRead
from audit_tools.errors import Refused
from audit_tools.library import shipped_tools
from audit_tools.places import FindingKind
from audit_tools.returns import AgencyReturn, ReturnStatus, left_to_do
from audit_tools.sittings import (
    by_need,
    check_can_open_all,
    check_can_open_alone,
    compare_case,
    concerned,
    countable,
    said_by,
    says,
)
from tests.sittings import SAMPLE, Read, answers, dip_sample_tool, read_alike

TOOL = dip_sample_tool()
SCALE = TOOL.scale("plain")
NOTIFICATIONS = Counted("notification", "notifications")
ETHNICITY = TOOL.question("notification.ethnicity")
CHECKS = TOOL.question("notification.checks")
ENOUGH = TOOL.question("notification.enough")


def returns(read: Read) -> tuple[ReturnRead, ...]:
    return tuple(
        ReturnRead(agency, ReturnStatus.SUBMITTED, entries) for agency, entries in read.items()
    )


def case(number: int = 1, state: CaseState = CaseState.PREPARED) -> Case:
    involved = (Involvement("police", Known.KNOWN, lead=True),)
    return Case(f"PN25-{number:02}", state, involved)


def test_readers_who_gave_the_same_grade_and_answers_came_to_the_same() -> None:
    accepts = [compare_case(TOOL, SCALE, case(), returns(read)).accepts for read in SAMPLE]
    assert accepts == [True, True, False, False]


def test_one_reader_alone_agrees_with_nobody() -> None:
    alone: Read = {"police": answers(AgencyKind.POLICE, "enough"), "social-care": {}}
    assert not compare_case(TOOL, SCALE, case(), returns(alone)).accepts
    assert not compare_case(TOOL, None, case(), returns(alone)).accepts


def test_without_grades_readers_agree_where_no_answer_is_apart() -> None:
    assert compare_case(TOOL, None, case(), returns(read_alike())).accepts
    assert not compare_case(TOOL, None, case(), returns(SAMPLE[3])).accepts


def test_the_widest_difference_comes_first_and_what_can_be_accepted_last() -> None:
    compared = [compare_case(TOOL, SCALE, case(n), returns(r)) for n, r in enumerate(SAMPLE, 1)]
    assert [one.case.reference for one in by_need(compared)] == [
        "PN25-03",
        "PN25-04",
        "PN25-01",
        "PN25-02",
    ]


def test_a_case_of_a_sitting_is_not_opened_alone() -> None:
    with pytest.raises(Refused, match="opened together"):
        check_can_open_alone(TOOL)
    check_can_open_alone(next(tool for tool in shipped_tools() if not tool.in_one_sitting))


def test_a_sitting_waits_for_every_return() -> None:
    cases = [case(1), case(2, CaseState.WAITING)]
    with pytest.raises(Refused, match="1 notification still waits for returns"):
        check_can_open_all(cases, 2, NOTIFICATIONS)


def test_a_withdrawn_case_holds_nobody_up() -> None:
    check_can_open_all([case(1), case(2, CaseState.WITHDRAWN)], 1, NOTIFICATIONS)


def test_all_are_opened_by_somebody_who_holds_all() -> None:
    with pytest.raises(Refused, match="You hold 1 of 2 notifications"):
        check_can_open_all([case(1), case(2)], 1, NOTIFICATIONS)


def test_what_is_open_is_not_opened_again() -> None:
    with pytest.raises(Refused, match="open already"):
        check_can_open_all([case(1, CaseState.OPEN)], 1, NOTIFICATIONS)


@pytest.mark.parametrize(
    ("police", "social_care", "said"),
    [
        ("yes", "yes", FindingKind.STRENGTH),
        # what one careful reader did not find, the next will not find either
        ("yes", "partly", FindingKind.DEVELOPMENT),
        ("no", "yes", FindingKind.DEVELOPMENT),
        # absences say nothing
        ("not-applicable", "yes", FindingKind.STRENGTH),
        ("not-known", "not-applicable", None),
    ],
)
def test_answers_say_of_a_case_what_the_stricter_reader_says(
    police: str, social_care: str, said: FindingKind | None
) -> None:
    read = returns({"police": {ETHNICITY.key: police}, "social-care": {ETHNICITY.key: social_care}})
    assert says(ETHNICITY, read) is said


def test_a_finding_rests_on_the_readers_who_said_so() -> None:
    read = returns({"police": {ETHNICITY.key: "yes"}, "social-care": {ETHNICITY.key: "no"}})
    assert said_by(ETHNICITY, FindingKind.DEVELOPMENT, read) == ("social-care",)


def test_what_the_sender_was_asked_concerns_the_sender_whoever_saw_it() -> None:
    kinds = {"police": AgencyKind.POLICE, "social-care": AgencyKind.SOCIAL_CARE}
    assert concerned(ETHNICITY, "police", kinds, ("social-care",)) == ("police",)
    assert concerned(CHECKS, "police", kinds, ("police",)) == ("police",)
    assert concerned(ENOUGH, "police", kinds, ("social-care",)) == ("social-care",)


def test_every_question_that_judges_says_what_a_yes_and_a_no_would_be() -> None:
    assert {q.key for q in TOOL.questions} - {q.key for q in countable(TOOL)} == {
        "notification.decided"
    }


def left(grade: str, reason: str = "") -> list[str]:
    entries = answers(AgencyKind.POLICE, grade) | (
        {"notification/reason": reason} if reason else {}
    )
    police = AgencyReturn("police", AgencyKind.POLICE, True, ReturnStatus.DUE,
                          CaseState.WAITING, entries)  # fmt: skip
    return [one.place for one in left_to_do(TOOL, police)]


def test_a_grade_that_is_good_enough_needs_no_sentence_and_one_that_is_not_does() -> None:
    assert left("strong") == left("enough") == []
    assert left("gaps") == left("not-enough") == ["notification/reason"]
    assert left("gaps", "The duty worker had to ring twice.") == []
