"""What governance and the L&D group may be given, and above all what they may not."""

import ast
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from audit_tools.audience import Audience, AudienceFacts, ThemeRow
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.cycles import Phase, Selection
from audit_tools.disclosure import for_audience
from audit_tools.discussions import Came
from audit_tools.errors import Refused
from audit_tools.facts import Agency, CycleFacts, InspectionFinding
from audit_tools.findings import AgreedWording, Source
from audit_tools.numbers import Share
from audit_tools.places import NOT_OUR_PART
from audit_tools.returns import ReturnStatus
from audit_tools.shown_draws import ShownDraw, ShownDraws
from audit_tools.tool import AgencyKind
from audit_tools.training_needs import Cause, Gap, Remedy, SaidOfNeed
from tests.facts import (
    AGENCIES,
    agency_return,
    case,
    cases,
    cycle,
    cycle_facts,
    development,
    strength,
)

ROOT = Path(__file__).parents[2]


def given(facts: CycleFacts, *, interim: bool = False) -> AudienceFacts:
    return for_audience(facts, Audience.GOVERNANCE, interim=interim)


def theme(facts: AudienceFacts, key: str) -> ThemeRow:
    return next(row for row in facts.themes if row.key == key)


def wording(
    text: str, written_by: str = "coordinator", agreed_by: str | None = None
) -> AgreedWording:
    return AgreedWording(text, written_by, agreed_by)


# What is never given


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


# Which cases are counted


def test_an_audit_that_is_not_closed_has_no_final_summary() -> None:
    facts = cycle_facts(cases=cases(2), cycle=cycle(phase=Phase.COLLECTING))
    with pytest.raises(Refused, match="interim"):
        given(facts)


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


# Who took part


def test_a_return_given_in_the_discussion_is_counted_apart_from_those_received() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case(
                    "C01",
                    agency_return("police", ReturnStatus.SUBMITTED),
                    agency_return("hillside", ReturnStatus.GIVEN_IN_DISCUSSION),
                    involvements=[
                        Involvement("police", Known.KNOWN),
                        Involvement("hillside", Known.KNOWN),
                    ],
                )
            ]
        )
    )
    assert facts.returns == Share(1, 2)
    assert facts.given_in_discussion == 1


def test_not_known_to_us_is_received_and_an_agency_not_asked_owes_nothing() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case(
                    "C01",
                    agency_return("police", ReturnStatus.NOT_KNOWN),
                    agency_return("hillside", ReturnStatus.MISSING),
                    involvements=[
                        Involvement("police", Known.KNOWN),
                        Involvement("hillside", Known.KNOWN),
                        Involvement("social-care", Known.NOT_ASKED),
                    ],
                )
            ]
        )
    )
    assert facts.returns == Share(1, 2)
    assert [(part.name, part.returned) for part in facts.agencies] == [
        ("Police", Share(1, 1)),
        ("a school", Share(0, 1)),
    ]


@pytest.mark.parametrize("known", [Known.NOT_KNOWN, Known.NOT_IN_PERIOD])
def test_an_agency_that_had_no_part_with_the_child_has_answered(known: Known) -> None:
    involvements = [Involvement("police", known)]
    assert given(cycle_facts(cases=[case("C01", involvements=involvements)])).returns == Share(1, 1)


def test_who_sent_apologies_did_not_come() -> None:
    both = (agency_return("police"), agency_return("social-care"))
    facts = given(
        cycle_facts(
            cases=[
                case("C01", *both, attendance={"police": Came.YES, "social-care": Came.APOLOGIES}),
                case("C02", *both, attendance={"police": Came.YES, "social-care": Came.YES}),
            ]
        )
    )
    assert [(part.name, part.came) for part in facts.agencies] == [
        ("Police", Share(2, 2)),
        ("Children's social care", Share(1, 2)),
    ]


def test_where_nobody_noted_who_came_nothing_is_said_of_the_agency() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case("C01", agency_return("police"), attendance={"police": Came.YES}),
                case("C02", agency_return("police")),
            ]
        )
    )
    assert (facts.agencies[0].came, facts.agencies[0].came_not_noted) == (Share(1, 1), 1)


# Themes


def test_a_theme_has_both_sides_each_with_its_agencies() -> None:
    facts = given(
        cycle_facts(
            strength(1, "C01", "voice", agencies=("social-care",)),
            development(2, "C02", "voice", agencies=("hillside", "police")),
            cases=cases(3),
        )
    )
    row = theme(facts, "voice")
    assert (row.strengths.cases, row.strengths.agencies) == (
        (True, False, False),
        ("Children's social care",),
    )
    assert (row.developments.cases, row.developments.agencies) == (
        (False, True, False),
        ("Police", "a school"),
    )
    assert "Voice of the child" not in facts.themes_not_seen
    assert facts.themes_not_seen[-1] == "Missing and return"


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


def test_a_finding_without_agreed_wording_shows_theme_count_and_cause() -> None:
    facts = given(
        cycle_facts(
            development(1, "C01", "voice", cause=Cause.CAPACITY_OR_WAITING),
            development(2, "C01", "voice", cause=Cause.CAPACITY_OR_WAITING),
            development(3, "C02", "voice"),
            cases=cases(2),
        )
    )
    side = theme(facts, "voice").developments
    assert (side.count, side.findings, side.wordings) == (2, 3, ())
    assert [(cause.cause, cause.findings) for cause in side.causes] == [
        ("Knowledge and skill", 1),
        ("Capacity or waiting time", 2),
    ]


def test_it_is_said_how_many_findings_are_sorted() -> None:
    facts = given(
        cycle_facts(
            strength(1, "C01", "voice"),
            strength(2, "C01"),
            development(3, "C01", "voice", cause=None),
            cases=cases(1),
        )
    )
    assert facts.findings_sorted == Share(1, 3)
    assert facts.without_remedy == 1


def test_a_theme_says_which_inspection_findings_it_answers() -> None:
    inspection = InspectionFinding(1, "Timely notifications.", ("notifications", "voice"))
    facts = given(
        cycle_facts(development(1, "C01", "notifications"), cases=cases(1), inspection=[inspection])
    )
    assert theme(facts, "notifications").inspection == (1,)
    assert facts.needs[0].inspection == (1,)
    assert facts.inspection[0].themes == (
        "Referral and notification quality",
        "Voice of the child",
    )


# Grades and outcomes


def graded(reference: str, agreed: str, *own: str) -> CycleFacts:
    agencies = ("police", "social-care", "hillside")
    returns = (agency_return(a, grades={"voice": g}) for a, g in zip(agencies, own, strict=False))
    return cycle_facts(cases=[case(reference, *returns, agreed={"voice": agreed})])


def test_agreed_grades_stand_in_the_order_of_the_cases_with_an_absence_kept_apart() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case("C01", agreed={"voice": "good"}),
                case("C02"),
                case("C03", agreed={"voice": "good"}),
            ]
        )
    )
    voice = facts.sections[0]
    assert [grade.initial if grade else None for grade in voice.grades] == ["G", None, "G"]
    assert [(c.grade.label, c.count) for c in voice.counts] == [
        ("Outstanding", 0),
        ("Good", 2),
        ("Requires improvement", 0),
        ("Inadequate", 0),
    ]
    assert voice.without_grade == 1


@pytest.mark.parametrize(
    ("own", "differed"),
    [
        # One step is a difference already.
        (("good", "requires-improvement"), Share(1, 1)),
        (("good", "good", "good"), Share(0, 1)),
        # An absence is a silence and no difference.
        (("good", NOT_OUR_PART), Share(0, 0)),
        (("good",), Share(0, 0)),
        ((), Share(0, 0)),
    ],
)
def test_agencies_differ_where_their_own_grades_are_a_step_apart(
    own: tuple[str, ...], differed: Share
) -> None:
    facts = given(graded("C01", "good", *own))
    assert facts.sections[0].differed == differed
    assert facts.differed == differed


def test_the_grades_of_a_return_that_was_not_sent_differ_from_nobody_s() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case(
                    "C01",
                    agency_return("police", grades={"voice": "good"}),
                    agency_return("hillside", ReturnStatus.MISSING, grades={"voice": "inadequate"}),
                )
            ]
        )
    )
    assert facts.differed == Share(0, 0)


def test_an_audit_without_a_scale_has_no_grades() -> None:
    facts = given(cycle_facts(cases=cases(2), cycle=cycle(scale=None)))
    assert facts.scale == ()
    assert facts.sections == ()
    assert facts.differed == Share(0, 0)


def test_outcomes_are_counts_in_the_tool_s_order_with_the_unanswered_apart() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case("C01", panel={"overall.safer": "unclear"}),
                case("C02", panel={"overall.safer": "safer"}),
                case("C03"),
            ]
        )
    )
    assert facts.outcomes is not None
    assert [(o.label, o.count) for o in facts.outcomes.counts] == [
        ("Safer", 1),
        ("The same", 0),
        ("Less safe", 0),
        ("Unclear", 1),
    ]
    assert facts.outcomes.unanswered == 1


def test_a_tool_that_does_not_ask_whether_the_child_is_safer_has_no_outcomes() -> None:
    facts = cycle_facts(cases=cases(1))
    without = replace(facts.tool, sections=facts.tool.sections[:2])
    assert given(replace(facts, tool=without)).outcomes is None


# What would help


def test_each_area_for_development_goes_to_who_can_act_on_it() -> None:
    facts = given(
        cycle_facts(
            development(1, "C01", "voice"),
            development(2, "C01", "planning", cause=Cause.CAPACITY_OR_WAITING),
            development(3, "C02", "planning", cause=Cause.CAPACITY_OR_WAITING),
            development(4, "C01", "voice", remedy=Remedy.COMMUNICATION),
            cases=cases(2),
        )
    )
    assert [
        (row.label, row.is_learning, row.rests_on.findings, row.rests_on.count, row.themes)
        for row in facts.remedies
    ] == [
        ("Training", True, 1, 1, ("Voice of the child",)),
        ("Capacity", False, 2, 2, ("Planning and purposeful meetings",)),
        ("Communication", False, 1, 1, ("Voice of the child",)),
    ]
    assert facts.remedies[1].goes_to == Remedy.CAPACITY.goes_to


def test_a_need_rests_on_the_findings_that_call_for_learning_and_no_others() -> None:
    facts = given(
        cycle_facts(
            development(1, "C01", "notifications", wording=wording("Taught", "a", "b")),
            development(
                2,
                "C02",
                "notifications",
                cause=Cause.TOOL_OR_PROCESS,
                agencies=("social-care",),
                wording=wording("Changed", "a", "b"),
            ),
            cases=cases(2),
            said_of_needs={
                "notifications": SaidOfNeed(
                    "Response officers, about 900", Gap.NOT_APPLIED, "Told by managers."
                )
            },
        )
    )
    (need,) = facts.needs
    assert need.rests_on.cases == (True, False)
    assert need.rests_on.agencies == ("Police",)
    assert need.rests_on.wordings == ("Taught",)
    assert need.remedies == ("Training",)
    assert need.audience == "Response officers, about 900"
    assert (need.gap, need.gap_note) == (Gap.NOT_APPLIED, "Told by managers.")
    assert need.usual_audience == "Response officers and emergency department staff"


def test_a_need_names_the_questions_that_would_show_change() -> None:
    facts = given(
        cycle_facts(
            development(1, "C01", "notifications"),
            development(2, "C01", "voice"),
            cases=cases(1),
        )
    )
    questions = {need.key: [q.number for q in need.questions] for need in facts.needs}
    # "Who does the child trust?" describes and judges nothing, so it shows no change.
    assert questions == {"notifications": ["2.2", "2.3"], "voice": ["1.1"]}


def test_a_strength_is_no_training_need() -> None:
    facts = given(cycle_facts(strength(1, "C01", "voice"), cases=cases(1)))
    assert facts.needs == ()
    assert facts.remedies == ()


# Immediate concerns


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


def test_that_the_chairs_own_service_was_asked_too_is_counted_and_named() -> None:
    chaired = replace(
        case("C01", agency_return("social-care")), chair_answers_for=frozenset({"social-care"})
    )
    withdrawn = replace(chaired, reference="C02", state=CaseState.WITHDRAWN)
    facts = given(cycle_facts(cases=[chaired, withdrawn, case("C03")]))
    assert facts.chair_answers == Share(1, 2)
    assert facts.chair_agencies == ("Children's social care",)


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
