"""Findings are sentences with themes; why it happened belongs to what could be better."""

import pytest

from audit_tools.errors import Invalid, Refused
from audit_tools.findings import (
    AgreedWording,
    check_can_agree_wording,
    check_sorting,
    check_statement,
)
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause, Remedy
from audit_tools.words.word_list import Words

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
