"""A value outside what its place may hold never gets in."""

from dataclasses import replace

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import check_answer
from audit_tools.cases import CaseState
from audit_tools.errors import Invalid
from audit_tools.library import shipped_tools
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AnswerType
from audit_tools.wording import MAX_TEXT

TOOL = shipped_tools()[0]
SCALE = TOOL.scale("ofsted")
POLICE = AgencyReturn(
    "police", AgencyKind.POLICE, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)
LEAD = replace(POLICE, agency="social-care", kind=AgencyKind.SOCIAL_CARE, lead=True)
ASKED = next(
    q.key for q in TOOL.questions_for(AgencyKind.POLICE, False) if q.type is AnswerType.ASSESSMENT
)
NOT_ASKED = next(
    q.key
    for s in TOOL.sections
    if s.graded
    for q in s.questions
    if not q.is_asked_of(AgencyKind.POLICE, False)
)


def stored(place: str, value: str, of: AgencyReturn = POLICE) -> str:
    return check_answer(TOOL, SCALE, of, place, value)


# place, what comes in, what is stored
KEPT = [
    (ASKED, "partly", "partly"),
    (ASKED, "not-known", "not-known"),
    # an empty value takes the answer back
    (ASKED, "", ""),
    (f"{ASKED}/seen", " custody record \r\n 12 May ", "custody record \n 12 May"),
    ("voice/grade", "good", "good"),
    ("voice/grade", "not-our-part", "not-our-part"),
    ("voice/reason", "Because", "Because"),
    ("voice/nothing", "yes", "yes"),
    # a line is one line, however it was pasted
    ("voice/strength/1", "Seen\r\nat  home", "Seen at home"),
    ("voice/development/12/cause", "tool-or-process", "tool-or-process"),
]


@pytest.mark.parametrize(("place", "value", "kept"), KEPT)
def test_a_fitting_value_is_kept(place: str, value: str, kept: str) -> None:
    assert stored(place, value) == kept


# place, value, the sentence that says why not
REFUSED = [
    (ASKED, "maybe", "Choose Yes, Partly, No"),
    (NOT_ASKED, "yes", "not asked this question"),
    ("voice.no-such-question", "yes", "no such question"),
    (f"{ASKED}/elsewhere", "x", "no such question"),
    ("astrology/grade", "good", "no such section"),
    ("voice/grade", "brilliant", "Outstanding, Good, Requires improvement, Inadequate"),
    ("voice/mood", "x", "no such place"),
    ("voice/strength/0", "x", "no such place"),
    ("voice/strength/1/cause", "tool-or-process", "no such place"),
    ("voice/nothing", "perhaps", "chosen or not"),
    ("voice/development/1/cause", "laziness", "from the list"),
    ("voice/reason", "x" * (MAX_TEXT + 1), "20,000"),
    # the case details are the lead's, the last page is the discussion's
    ("details/grade", "good", "no such section"),
    ("overall.safer", "safer", "no such section"),
]


@pytest.mark.parametrize(("place", "value", "sentence"), REFUSED)
def test_a_value_that_does_not_fit_is_refused_at_its_place(
    place: str, value: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        stored(place, value)
    assert refusal.value.place == place


def test_the_longest_text_fits() -> None:
    assert stored("voice/reason", "x" * MAX_TEXT)


def test_an_audit_without_a_scale_takes_no_grade_but_not_our_part() -> None:
    with pytest.raises(Invalid, match="gives no grades"):
        check_answer(TOOL, None, POLICE, "voice/grade", "good")
    assert check_answer(TOOL, None, POLICE, "voice/grade", "not-our-part")


def test_the_other_scales_words_are_not_this_audits() -> None:
    with pytest.raises(Invalid):
        stored("voice/grade", "strong")


def _details(type_: AnswerType) -> str | None:
    return next((q.key for q in TOOL.section("details").questions if q.type is type_), None)


@pytest.mark.parametrize("type_", [AnswerType.SINGLE, AnswerType.MULTIPLE])
def test_a_choice_that_is_not_offered_is_refused(type_: AnswerType) -> None:
    key = _details(type_)
    assert key, f"the shipped tool has a {type_} question"
    with pytest.raises(Invalid, match="offered"):
        stored(key, "something-else", LEAD)


def test_several_choices_are_kept_in_the_tools_order() -> None:
    key = _details(AnswerType.MULTIPLE)
    assert key
    first, second = (choice.key for choice in TOOL.question(key).choices[:2])
    assert stored(key, f"{second}|{first}", LEAD) == f"{first}|{second}"


# which choices, of a question with "none of these" and "not known"
@pytest.mark.parametrize("chosen", ["ehcp|none", "none|not-known", "not-known|waiting"])
def test_a_choice_that_stands_alone_is_refused_beside_others(chosen: str) -> None:
    with pytest.raises(Invalid, match=r"either “(None of these|Not known)” or others"):
        stored("details.needs", chosen, LEAD)


def test_a_choice_that_stands_alone_is_stored_alone() -> None:
    assert stored("details.needs", "none", LEAD) == "none"


def test_numbers_are_whole_numbers() -> None:
    key = next(q.key for q in TOOL.questions if q.type is AnswerType.NUMBER)
    of = replace(LEAD, kind=AgencyKind.MENTAL_HEALTH)
    assert stored(key, "042", of) == "42"
    for wrong in ("-1", "4.5", "forty", "1234567"):
        with pytest.raises(Invalid, match="whole number"):
            stored(key, wrong, of)
