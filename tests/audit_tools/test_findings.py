"""Findings are sentences with themes; why it happened belongs to what could be better."""

from dataclasses import replace

import pytest

from audit_tools.errors import Invalid, Refused
from audit_tools.findings import (
    MAX_WORDING,
    AgreedWording,
    Finding,
    Source,
    check_asked,
    check_can_agree_wording,
    check_sorting,
    check_statement,
    propose_themes,
    said_alike,
)
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause, Remedy
from audit_tools.words.word_list import Words

TOOL, LIST = shipped_tools()[0], shipped_theme_lists()[0]
THEMES = frozenset({"voice", "planning", "notifications", "curiosity"})
DEVELOPMENT = FindingKind.DEVELOPMENT


def test_a_finding_is_one_sentence_on_one_line() -> None:
    assert check_statement("  The plan was\n reviewed ") == "The plan was reviewed"
    with pytest.raises(Invalid, match="one sentence"):
        check_statement(" \n ")
    with pytest.raises(Invalid, match="20,000"):
        check_statement("x" * 20_001)


def test_an_area_for_development_gets_the_usual_remedy_of_its_cause() -> None:
    sorting = check_sorting(DEVELOPMENT, ("voice",), THEMES, Cause.CAPACITY_OR_WAITING)

    assert sorting.remedy is Remedy.CAPACITY


def test_another_remedy_needs_a_reason() -> None:
    cause = Cause.CAPACITY_OR_WAITING
    with pytest.raises(Invalid, match="Capacity or waiting time usually calls for capacity"):
        check_sorting(DEVELOPMENT, ("voice",), THEMES, cause, Remedy.TRAINING)

    sorting = check_sorting(DEVELOPMENT, ("voice",), THEMES, cause, Remedy.TRAINING, "Staff asked")
    assert (sorting.remedy, sorting.remedy_reason) == (Remedy.TRAINING, "Staff asked")


def test_a_reason_for_the_usual_remedy_is_not_kept() -> None:
    sorting = check_sorting(
        DEVELOPMENT, ("voice",), THEMES, Cause.TOOL_OR_PROCESS, Remedy.PROCESS, "left over"
    )
    assert sorting.remedy_reason == ""


@pytest.mark.parametrize(("remedy", "reason"), [(Remedy.TRAINING, ""), (None, "Staff asked")])
def test_what_would_help_is_not_chosen_without_why_it_happened(
    remedy: Remedy | None, reason: str
) -> None:
    with pytest.raises(Invalid, match="why it happened") as refused:
        check_sorting(DEVELOPMENT, ("voice",), THEMES, None, remedy, reason)
    assert refused.value.place == "cause"


def test_a_strength_has_no_cause_and_no_remedy() -> None:
    assert check_sorting(FindingKind.STRENGTH, ("voice",), THEMES, None).remedy is None
    with pytest.raises(Invalid, match="Only an area for development"):
        check_sorting(FindingKind.STRENGTH, ("voice",), THEMES, Cause.TOOL_OR_PROCESS)


def test_a_finding_has_at_most_three_themes_each_once_and_known() -> None:
    assert check_sorting(FindingKind.STRENGTH, ("voice", "voice"), THEMES, None).themes == (
        "voice",
    )
    with pytest.raises(Invalid, match="no more than 3"):
        check_sorting(FindingKind.STRENGTH, tuple(THEMES), THEMES, None)
    with pytest.raises(Invalid, match="theme list"):
        check_sorting(FindingKind.STRENGTH, ("astrology",), THEMES, None)


def test_wording_is_agreed_by_somebody_who_did_not_write_it() -> None:
    wording = AgreedWording("Notifications came late", written_by="a")

    assert check_can_agree_wording(wording, by="b", words=Words()) is wording
    with pytest.raises(Refused, match="somebody else"):
        check_can_agree_wording(wording, by="a", words=Words())
    with pytest.raises(Refused, match="first"):
        check_can_agree_wording(None, by="b", words=Words())


def test_what_should_be_worded_differently_is_said_on_one_line_and_in_a_bounded_one() -> None:
    assert check_asked("  Leave out\n the school ") == "Leave out the school"
    assert check_asked("x" * MAX_WORDING) == "x" * MAX_WORDING
    for text, sentence in ((" \n ", "Say what"), ("x" * (MAX_WORDING + 1), "Keep it to")):
        with pytest.raises(Invalid, match=sentence) as refused:
            check_asked(text)
        assert refused.value.place == "asked"


LATE = Finding(1, "PN25-01", "notification", DEVELOPMENT, "Late.", ("voice",), ("police",))


def taken_from(*taken: str) -> Finding:
    return replace(LATE, sources=tuple(Source("police", place) for place in taken))


def test_findings_are_said_alike_where_they_come_from_the_same_answer() -> None:
    late = taken_from("notification.sent")
    assert said_alike(late) == ("notification.sent", "development", "Late.")
    # Whichever of the readers said it, and of whichever case.
    for alike in (
        taken_from("notification.sent", "notification.sent"),
        replace(late, case="PN25-02", number=2),
    ):
        assert said_alike(alike) == said_alike(late)
    for other in (
        taken_from("notification.reason"),
        replace(late, kind=FindingKind.STRENGTH),
        replace(late, statement="Not sent."),
    ):
        assert said_alike(other) not in (None, said_alike(late))


@pytest.mark.parametrize(
    "taken",
    [
        (),
        ("notification/strength/1",),
        ("notification.sent/seen",),
        ("notification.sent", "notification.reason"),
    ],
)
def test_a_finding_that_comes_from_no_single_answer_is_alike_to_none(
    taken: tuple[str, ...],
) -> None:
    assert said_alike(taken_from(*taken)) is None


def test_themes_of_the_answer_it_was_taken_from_come_before_those_of_its_section() -> None:
    section, question = "identification", "identification.referral-complete"
    usual = propose_themes(TOOL, LIST, section)
    asked = TOOL.question(question).themes
    assert usual[0] not in asked
    assert propose_themes(TOOL, LIST, section, (Source("police", question),))[0] == asked[0]
    assert (
        propose_themes(TOOL, LIST, section, (Source("police", f"{section}/strength/1"),)) == usual
    )
