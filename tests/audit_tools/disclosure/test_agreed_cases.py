"""Which cases are counted, and what of them is worded."""

from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.numbers import Share
from tests.audit_tools.disclosure.audiences import given, theme, wording
from tests.facts import agency_return, case, cases, cycle, cycle_facts, development, strength


def test_an_interim_summary_counts_agreed_cases_only_and_says_of_how_many() -> None:
    facts = given(
        cycle_facts(
            development(1, "C01", "voice"),
            development(2, "OPEN", "voice"),
            cases=[
                *cases(2),
                case("OPEN", agency_return("police"), state=CaseState.WRITTEN_UP),
                case("GONE", agency_return("police"), state=CaseState.WITHDRAWN),
            ],
            cycle=cycle(phase=Phase.COLLECTING),
        ),
        interim=True,
    )
    assert facts.interim
    assert facts.agreed == Share(2, 3)
    assert facts.cases == 2
    assert facts.returns == Share(2, 2)
    assert theme(facts, "voice").developments.cases == (True, False)


def test_a_withdrawn_case_is_in_no_count() -> None:
    withdrawn = case(
        "GONE", agency_return("police"), state=CaseState.WITHDRAWN, agreed={"voice": "good"}
    )
    facts = given(cycle_facts(strength(1, "GONE", "voice"), cases=[*cases(1), withdrawn]))
    assert facts.agreed == Share(1, 1)
    assert facts.returns == Share(1, 1)
    assert facts.themes == ()
    assert facts.findings_sorted == Share(0, 0)


def test_an_audit_without_an_agreed_case_has_a_summary_of_nothing() -> None:
    facts = given(cycle_facts(cycle=cycle(phase=Phase.PREPARING)), interim=True)
    assert facts.cases == 0
    assert facts.themes == ()
    assert facts.needs == ()
    assert facts.returns == Share(0, 0)


def test_wording_is_shared_once_somebody_who_did_not_write_it_has_agreed() -> None:
    facts = given(
        cycle_facts(
            development(1, "C01", "voice", wording=wording("Written only")),
            development(2, "C01", "voice", wording=wording("Own consent", "chair", "chair")),
            development(3, "C02", "voice", wording=wording("Second", "coordinator", "chair")),
            development(4, "C01", "voice", wording=wording("First", "coordinator", "chair")),
            cases=cases(2),
        )
    )
    side = theme(facts, "voice").developments
    assert side.wordings == ("First", "Second")
    assert side.unworded == 2
