"""What governance and the L&D group may be given, and above all what they may not."""

import ast
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.audience import Audience
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase, Selection
from audit_tools.disclosure import for_audience
from audit_tools.errors import Refused
from audit_tools.facts import Agency, CycleFacts
from audit_tools.findings import Source
from audit_tools.numbers import Share
from audit_tools.shown_draws import ShownDraw, ShownDraws
from tests.audit_tools.disclosure.audiences import given, wording
from tests.facts import AGENCIES, agency_return, case, cases, cycle, cycle_facts, development

ROOT = Path(__file__).parents[3]


def canaries() -> CycleFacts:
    """Facts with a word of its own in every field that an audience may not have."""
    planted = case(
        "CANARY-reference",
        agency_return(
            "police",
            grades={"voice": "inadequate", "identification": "CANARY-own-grade"},
            answers={"voice.daily-life": "CANARY-answer", "details.age": "CANARY-characteristic"},
        ),
        agency_return("social-care", grades={"voice": "outstanding"}),
        agency_return("hillside"),
        agreed={"voice": "good", "CANARY-section": "CANARY-agreed"},
        panel={"overall.safer": "safer", "overall.difference": "CANARY-panel"},
        concerns=7919,
        concerns_settled=7907,
    )
    findings = (
        replace(
            development(
                7919,
                "CANARY-reference",
                "notifications",
                agencies=("police", "hillside"),
                statement="CANARY-statement",
                wording=wording("CANARY-unagreed"),
            ),
            remedy_reason="CANARY-remedy-reason",
            sources=(Source("police", "CANARY-place"),),
        ),
        development(
            7927,
            "CANARY-reference",
            "notifications",
            statement="CANARY-statement",
            wording=wording("CANARY-agreed-by-its-writer", "CANARY-person", "CANARY-person"),
        ),
        development(
            7933,
            "CANARY-reference",
            "notifications",
            statement="CANARY-statement",
            wording=wording("May be shared", "CANARY-person", "CANARY-other-person"),
        ),
    )
    school = Agency("hillside", "CANARY-school", AgencyKind.EDUCATION)
    return cycle_facts(*findings, cases=[planted], agencies=(*AGENCIES[:2], school))


@pytest.mark.parametrize("audience", Audience)
def test_nothing_of_a_case_reaches_an_audience(audience: Audience) -> None:
    facts = for_audience(canaries(), audience)
    for text in (repr(facts), repr(asdict(facts))):
        assert "May be shared" in text
        assert "CANARY" not in text
        # The numbers of findings and of concerns would lead back to the case.
        assert "79" not in text


def test_an_agency_s_own_grades_are_given_only_as_whether_agencies_differed() -> None:
    (voice, _) = given(canaries()).sections
    assert voice.differed == Share(1, 1)
    assert [grade.label for grade in voice.grades if grade] == ["Good"]
    # The police said inadequate and social care outstanding: neither is a count anywhere.
    assert [count.count for count in voice.counts] == [0, 1, 0, 0]


def test_only_the_one_function_makes_what_an_audience_is_given() -> None:
    making = [
        path
        for folder in ("app", "reports", "audit_tools")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("AudienceFacts")
    ]
    assert making == [ROOT / "audit_tools" / "disclosure" / "__init__.py"]


def test_an_audit_that_is_not_closed_has_no_final_summary() -> None:
    facts = cycle_facts(cases=cases(2), cycle=cycle(phase=Phase.COLLECTING))
    with pytest.raises(Refused, match="interim"):
        given(facts)


@pytest.mark.parametrize(
    ("raised", "settled", "followed_up"),
    [(0, 0, None), (1, 1, True), (2, 1, False)],
)
def test_of_concerns_only_whether_all_were_followed_up_is_said(
    raised: int, settled: int, followed_up: bool | None
) -> None:
    concerned = case("C01", concerns=raised, concerns_settled=settled)
    assert given(cycle_facts(cases=[concerned])).followed_up is followed_up


def test_withdrawing_a_case_does_not_settle_its_concern() -> None:
    withdrawn = case("C01", state=CaseState.WITHDRAWN, concerns=1)
    assert given(cycle_facts(cases=[withdrawn])).followed_up is False


def test_only_a_drawn_sample_counts_who_was_chosen_by_hand() -> None:
    chosen = replace(case("C01"), is_chosen=True)
    withdrawn = replace(case("C02", state=CaseState.WITHDRAWN), is_chosen=True)
    drawn = cycle_facts(cases=[chosen, withdrawn, case("C03")])
    nominated = replace(drawn, cycle=replace(drawn.cycle, selection=Selection.NOMINATED))
    assert given(drawn).chosen_by_hand == 1
    assert given(nominated).chosen_by_hand == 0


def test_the_words_of_an_audit_travel_with_it() -> None:
    facts = given(
        cycle_facts(cases=cases(1), cycle=cycle(cases_sentence="Six boys and girls of 13 to 17."))
    )
    assert facts.title == "Serious youth violence, Quarter 3 2024/25"
    assert facts.invented
    assert facts.cases_sentence == "Six boys and girls of 13 to 17."
    assert facts.selection.label == "drawn at random"


def test_every_audience_reads_that_other_draws_were_shown() -> None:
    one = ShownDraw("7", 6, 3, (), "a hash")
    drawn = ShownDraws((replace(one, seed="May"), one.confirmed_one))
    facts = given(cycle_facts(cases=cases(1), cycle=replace(cycle(), draws_shown=drawn)))
    assert facts.selection_note.endswith("seed 7; the second draw that was shown")


def test_the_same_facts_are_equal_and_can_be_kept_by_what_they_are() -> None:
    first, second = given(canaries()), given(canaries())
    assert first == second
    assert hash(first) == hash(second)
