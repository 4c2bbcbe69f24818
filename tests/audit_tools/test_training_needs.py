"""Most areas for development are not training needs; what is one is decided here."""

import pytest

from audit_tools.errors import Invalid
from audit_tools.training_needs import Cause, Evidence, Gap, Remedy, learning_needs, remedy_for


def evidence(
    number: int, case: str, *themes: str, remedy: Remedy = Remedy.TRAINING, agency: str = "police"
) -> Evidence:
    return Evidence(case, themes, remedy, (agency,), number)


@pytest.mark.parametrize(
    ("cause", "remedy"),
    [
        (Cause.KNOWLEDGE_AND_SKILL, Remedy.TRAINING),
        (Cause.TOOL_OR_PROCESS, Remedy.PROCESS),
        (Cause.CAPACITY_OR_WAITING, Remedy.CAPACITY),
        (Cause.INFORMATION_SYSTEM, Remedy.RECORDING_AND_IT),
        (Cause.CULTURE_OR_LEADERSHIP, Remedy.SUPERVISION),
        (Cause.OUTSIDE_OUR_CONTROL, Remedy.GOVERNANCE),
    ],
)
def test_each_cause_has_its_usual_remedy(cause: Cause, remedy: Remedy) -> None:
    assert remedy_for(cause, None, "") is remedy
    assert remedy_for(cause, remedy, "") is remedy


def test_another_remedy_needs_a_reason() -> None:
    with pytest.raises(Invalid, match="Say why") as refused:
        remedy_for(Cause.CAPACITY_OR_WAITING, Remedy.TRAINING, "  ")
    assert refused.value.place == "remedy_reason"
    chosen = remedy_for(Cause.CAPACITY_OR_WAITING, Remedy.TRAINING, "Nobody knew of the route.")
    assert chosen is Remedy.TRAINING


@pytest.mark.parametrize("remedy", Remedy)
def test_only_training_and_supervision_become_needs(remedy: Remedy) -> None:
    is_need = remedy in (Remedy.TRAINING, Remedy.SUPERVISION)
    assert bool(learning_needs([evidence(1, "C01", "voice", remedy=remedy)])) is is_need
    assert remedy.is_learning is is_need
    assert remedy.goes_to


# Another course answers one of them at most: each by the words that no other response has.
CALLS_FOR = {
    Gap.CONTENT_ABSENT: "Commission",
    Gap.NOT_ANALYSED: "Ask agencies and practitioners first",
    Gap.NOT_TAKEN_UP: "who came and who did not",
    Gap.NOT_APPLIED: "Supervision and tools",
    Gap.TOO_BASIC: "the next level",
    Gap.IMPACT_UNKNOWN: "Evaluate",
    Gap.LEARNING_LOST: "Pass it on",
}


def test_each_of_seven_reasons_why_training_fell_short_calls_for_something_else() -> None:
    assert set(CALLS_FOR) == set(Gap)
    assert len(Gap) == 7
    for gap, word in CALLS_FOR.items():
        assert [other for other in Gap if word in other.response] == [gap]
    assert len({gap.label for gap in Gap}) == 7


def test_a_case_counts_once_in_a_need_however_many_findings_it_has() -> None:
    (need,) = learning_needs(
        [
            evidence(1, "C01", "voice"),
            evidence(2, "C01", "voice", agency="school", remedy=Remedy.SUPERVISION),
            evidence(3, "C02", "voice"),
        ]
    )
    assert need.seen_in == ("C01", "C02")
    assert need.agencies == ("police", "school")
    assert need.findings == (1, 2, 3)
    assert need.remedies == (Remedy.TRAINING, Remedy.SUPERVISION)


def test_needs_of_most_cases_come_first_and_equals_by_their_key() -> None:
    needs = learning_needs(
        [
            evidence(1, "C01", "recording", "curiosity"),
            evidence(2, "C02", "voice"),
            evidence(3, "C03", "voice"),
        ]
    )
    assert [need.theme for need in needs] == ["voice", "curiosity", "recording"]


def test_a_remedy_in_a_sentence_keeps_its_capital_letters() -> None:
    assert Remedy.RECORDING_AND_IT.in_a_sentence == "recording and IT"
    assert Remedy.TRAINING.in_a_sentence == "training"
