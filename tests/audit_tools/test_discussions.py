"""Where agencies differ, and when a discussion may be opened and signed off."""

from dataclasses import replace
from typing import Any

import pytest

from audit_tools.cases import Case, CaseField, CaseState, Characteristics, Involvement, Known
from audit_tools.conditions.terms import OfCase, OneOf
from audit_tools.discussed import discussed_sections
from audit_tools.discussions import (
    Came,
    ReturnRead,
    Silence,
    by_difference,
    check_can_close_returns,
    check_can_open,
    check_can_sign_off,
    check_record_value,
    compare,
    compare_all,
    counted_record,
    left_to_agree,
    now_given,
    panel_asked,
    unnoted_of,
)
from audit_tools.errors import Invalid, Refused
from audit_tools.library import shipped_tools
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AskedOf, AuditTool, Needed, QuestionClass

TOOL = shipped_tools()[0]
SCALE = TOOL.scale("ofsted")
VOICE = TOOL.section("voice")


def sent(agency: str, **entries: str) -> ReturnRead:
    return ReturnRead(agency, ReturnStatus.SUBMITTED, entries)


def graded(agency: str, grade: str, section: str = "voice") -> ReturnRead:
    return sent(agency, **{f"{section}/grade": grade})


def test_the_difference_is_the_steps_between_best_and_worst() -> None:
    compared = compare(
        VOICE,
        SCALE,
        (graded("police", "outstanding"), graded("school", "inadequate"), graded("yjs", "good")),
    )

    assert compared.apart == 3
    assert compared.differs
    assert compared.same_grade is None


def test_the_same_grade_of_all_who_gave_one_is_offered() -> None:
    returns = (graded("police", "good"), graded("school", "good"), graded("yjs", "not-our-part"))

    assert compare(VOICE, SCALE, returns).same_grade == "good"


def test_one_grade_alone_is_no_agreement() -> None:
    assert compare(VOICE, SCALE, (graded("police", "good"),)).same_grade is None


# what the others answered beside one Yes, and whether it is a difference
ANSWERS = [
    ("partly", True),
    ("no", True),
    ("yes", False),
    # an absence is a silence, never a difference
    ("not-applicable", False),
    ("not-known", False),
    ("", False),
]


@pytest.mark.parametrize(("other", "apart"), ANSWERS)
def test_yes_against_partly_or_no_is_a_difference(other: str, apart: bool) -> None:
    key = "voice.daily-life"
    returns = (sent("police", **{key: "yes"}), sent("school", **({key: other} if other else {})))

    assert (key in compare(VOICE, SCALE, returns).questions) is apart


def test_partly_against_no_is_no_difference() -> None:
    returns = (
        sent("police", **{"voice.daily-life": "partly"}),
        sent("school", **{"voice.daily-life": "no"}),
    )
    assert not compare(VOICE, SCALE, returns).differs


def test_every_silence_is_listed_with_its_reason() -> None:
    compared = compare(
        VOICE,
        SCALE,
        (
            graded("police", "not-our-part"),
            sent("school"),
            ReturnRead("probation", ReturnStatus.MISSING, {}),
            ReturnRead("ambulance", ReturnStatus.NOT_KNOWN, {}),
            ReturnRead("housing", ReturnStatus.GIVEN_IN_DISCUSSION, {}),
        ),
    )

    assert compared.silences == {
        "police": Silence.NOT_OUR_PART,
        "school": Silence.NO_GRADE,
        "probation": Silence.NO_RETURN,
        "ambulance": Silence.NOT_KNOWN,
        "housing": Silence.GIVEN,
    }
    assert compared.apart == 0


def test_what_nobody_grades_is_discussed_where_practice_is_judged_or_the_panel_is_asked() -> None:
    first = VOICE.questions[0]
    judged = replace(VOICE, graded=False, questions=(first,))
    descriptive = replace(first, question_class=QuestionClass.DESCRIPTIVE)
    head = replace(VOICE, key="head", graded=False, questions=(descriptive,))
    of_panel = replace(descriptive, asked=AskedOf.PANEL)
    asks = replace(VOICE, key="asks", graded=False, questions=(of_panel,))
    assert discussed_sections(replace(TOOL, sections=(head, judged, asks))) == (judged, asks)
    # A form that was made for another program says of nothing that it judges.
    assert discussed_sections(replace(TOOL, sections=(head,))) == (head,)


def test_the_widest_difference_comes_first_and_equals_keep_the_tools_order() -> None:
    returns = (
        sent("police", **{"family/grade": "good", "help/grade": "good", "voice/grade": "good"}),
        sent(
            "school",
            **{
                "family/grade": "inadequate",
                "help/grade": "requires-improvement",
                "voice/grade": "requires-improvement",
            },
        ),
    )
    order = [c.section for c in by_difference(compare_all(TOOL, SCALE, returns))]

    assert order[:3] == ["family", "voice", "help"]
    assert len(order) == 10


def test_a_discussion_opens_once_and_only_when_its_returns_are_closed() -> None:
    check_can_open(CaseState.PREPARED)
    with pytest.raises(Refused, match="still out"):
        check_can_open(CaseState.WAITING)
    with pytest.raises(Refused, match="opened already"):
        check_can_open(CaseState.OPEN)


def test_returns_that_are_out_are_closed_only_with_a_reason() -> None:
    check_can_close_returns(CaseState.WAITING, 0, "")
    check_can_close_returns(CaseState.WAITING, 1, "The trust has no record system today")
    with pytest.raises(Refused, match="one return is still out"):
        check_can_close_returns(CaseState.WAITING, 1, "  ")
    with pytest.raises(Refused, match="closed already"):
        check_can_close_returns(CaseState.OPEN, 0, "")


ALL_AGREED = {
    place: value
    for section in TOOL.sections
    if section.graded
    for place, value in (
        (f"{section.key}/agreed", "good"),
        (f"{section.key}/why", "Seen in all returns"),
    )
}


def test_a_discussion_with_every_section_agreed_is_signed_off() -> None:
    assert left_to_agree(TOOL, SCALE, ALL_AGREED) == ()
    check_can_sign_off(TOOL, SCALE, ALL_AGREED, CaseState.WRITTEN_UP)


@pytest.mark.parametrize("place", ["voice/agreed", "voice/why"])
def test_a_grade_or_a_sentence_that_is_missing_stops_the_signing_off(place: str) -> None:
    entries = {k: v for k, v in ALL_AGREED.items() if k != place}

    with pytest.raises(Refused, match="One thing is still to be agreed") as refusal:
        check_can_sign_off(TOOL, SCALE, entries, CaseState.OPEN)
    assert refusal.value.place == place


def test_an_agency_whose_attendance_is_not_noted_stops_the_signing_off() -> None:
    with pytest.raises(Refused, match="Not noted yet: Police, School") as refusal:
        check_can_sign_off(TOOL, SCALE, ALL_AGREED, CaseState.OPEN, unnoted=("School", "Police"))
    assert refusal.value.place == "attendance"


def test_attendance_is_asked_of_the_agencies_that_know_the_child() -> None:
    asked = (
        Involvement("police", Known.KNOWN),
        Involvement("school", Known.KNOWN),
        Involvement("probation", Known.NOT_KNOWN),
        Involvement("housing", Known.NOT_ASKED),
    )
    case = Case("SYV25-01", CaseState.OPEN, asked)
    assert unnoted_of(case, {"police": Came.APOLOGIES}) == ("school",)


def test_a_discussion_is_signed_off_once() -> None:
    with pytest.raises(Refused, match="already"):
        check_can_sign_off(TOOL, SCALE, ALL_AGREED, CaseState.AGREED)


def test_without_a_scale_the_sentence_alone_is_needed() -> None:
    whys = {k: v for k, v in ALL_AGREED.items() if k.endswith("/why")}
    assert left_to_agree(TOOL, None, whys) == ()


# place, value, what is stored
RECORDED = [
    ("voice/agreed", "good", "good"),
    ("voice/why", " seen ", "seen"),
    ("voice/action-when", "June", "June"),
    ("voice/view/school/grade", "inadequate", "inadequate"),
    ("voice/view/school/reason", "They heard of it late", "They heard of it late"),
    ("voice/said/school", " He was often late ", "He was often late"),
    ("overall.safer", "unclear", "unclear"),
    ("voice/agreed", "", ""),
]


@pytest.mark.parametrize(("place", "value", "stored"), RECORDED)
def test_what_fits_the_record_is_stored(place: str, value: str, stored: str) -> None:
    assert check_record_value(TOOL, SCALE, frozenset({"school"}), place, value) == stored


# place, value, the sentence
NOT_RECORDED = [
    ("voice/agreed", "not-our-part", "grades of this audit"),
    ("voice/view/police/grade", "good", "no such place"),
    ("voice/view/school", "good", "no such place"),
    # an agency that is not one of the case has said nothing
    ("voice/said/police", "They were there", "no such place"),
    ("voice/said/school/grade", "good", "no such place"),
    ("voice/grade", "good", "no such place"),
    ("details/agreed", "good", "no such section"),
    ("voice.daily-life", "yes", "no such question"),
    ("overall.safer", "much safer", "offered"),
]


@pytest.mark.parametrize(("place", "value", "sentence"), NOT_RECORDED)
def test_what_does_not_fit_the_record_is_refused(place: str, value: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        check_record_value(TOOL, SCALE, frozenset({"school"}), place, value)


# --- Given in the discussion ---

MISSING, GIVEN_THERE = ReturnStatus.MISSING, ReturnStatus.GIVEN_IN_DISCUSSION
# status, what the record says after the save, the place just written, what becomes of the return
SAID = [
    # its first word makes it given
    (MISSING, {"voice/said/school": "Late"}, "voice/said/school", GIVEN_THERE),
    # its last word taken back makes it missing again
    (GIVEN_THERE, {"voice/said/school": ""}, "voice/said/school", MISSING),
    # one of several words taken back changes nothing
    (GIVEN_THERE, {"voice/said/school": "", "help/said/school": "Late"}, "voice/said/school", None),
    # a return that came stays what it is, whatever its agency adds
    (ReturnStatus.SUBMITTED, {"voice/said/school": "Late"}, "voice/said/school", None),
    (ReturnStatus.NOT_KNOWN, {"voice/said/school": "Late"}, "voice/said/school", None),
    # what another agency says is not its own
    (MISSING, {"voice/said/police": "Late"}, "voice/said/police", None),
    # a return that was brought in as given stays so while others are written about
    (GIVEN_THERE, {"voice/why": "Agreed"}, "voice/why", None),
]


@pytest.mark.parametrize(("status", "record", "written", "becomes"), SAID)
def test_a_missing_return_is_given_once_its_agency_speaks(
    status: ReturnStatus, record: dict[str, str], written: str, becomes: ReturnStatus | None
) -> None:
    returns = (ReturnRead("school", status, {}),)
    assert now_given(returns, record, [written]) == ({"school": becomes} if becomes else {})


def hanging(**changes: Any) -> AuditTool:
    """The tool with a last question of the panel that hangs on whether the child is safer, and
    another that hangs on the child's age."""
    *rest, overall = TOOL.sections
    *questions, good, improvement = overall.questions
    less_safe = OneOf("overall.safer", ("less-safe",))
    young = OfCase(CaseField.AGE_BAND, ("10-12",))
    changed = (
        *questions,
        replace(good, show_when=(young,)),
        replace(improvement, show_when=(less_safe,), **changes),
    )
    return replace(TOOL, sections=(*rest, replace(overall, questions=changed)))


YOUNG = Characteristics(age_band="10-12")
IMPROVEMENT, PRACTICE = "overall.improvement", "overall.good-practice"


def test_a_question_of_the_panel_is_asked_where_its_conditions_hold() -> None:
    tool = hanging()

    def asked(entries: dict[str, str], case: Characteristics) -> set[str]:
        return {q.key for q in panel_asked(tool, tool.section("overall"), entries, case)}

    both = {IMPROVEMENT, PRACTICE}
    assert asked({}, Characteristics()) & both == set()
    assert asked({"overall.safer": "less-safe"}, Characteristics()) & both == {IMPROVEMENT}
    assert asked({"overall.safer": "less-safe"}, YOUNG) & both == both
    assert panel_asked(tool, tool.section("voice"), {}, YOUNG) == ()


def test_what_stands_at_a_hidden_question_of_the_panel_is_in_no_count() -> None:
    record = {"overall.safer": "safer", IMPROVEMENT: "Go earlier", f"{IMPROVEMENT}/why": "Late",
              "voice/agreed": "good", PRACTICE: "Staying"}  # fmt: skip
    counted = counted_record(hanging(), record, YOUNG)
    assert counted.keys() == {"overall.safer", "voice/agreed", PRACTICE}
    counted = counted_record(hanging(), record | {"overall.safer": "less-safe"}, YOUNG)
    assert counted.keys() == record.keys()


def test_a_needed_answer_of_the_panel_stops_the_signing_off_while_it_is_asked() -> None:
    tool = hanging(answer=Needed.REQUIRED)
    assert left_to_agree(tool, SCALE, ALL_AGREED) == ()
    less_safe = ALL_AGREED | {"overall.safer": "less-safe"}
    sentence = f"Answer: {tool.question(IMPROVEMENT).text}"
    assert left_to_agree(tool, SCALE, less_safe) == ((IMPROVEMENT, sentence),)
    with pytest.raises(Refused, match="One thing is still to be agreed"):
        check_can_sign_off(tool, SCALE, less_safe, CaseState.OPEN)
    assert left_to_agree(tool, SCALE, less_safe | {IMPROVEMENT: "Go earlier"}) == ()


def test_a_reason_that_is_lacking_is_asked_for_only_where_the_question_is() -> None:
    tool = hanging(reason=Needed.REQUIRED)
    entries = ALL_AGREED | {IMPROVEMENT: "Go earlier"}
    assert left_to_agree(tool, SCALE, entries | {"overall.safer": "safer"}) == ()
    assert left_to_agree(tool, SCALE, entries | {"overall.safer": "less-safe"})
