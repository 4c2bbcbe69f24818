"""What was found: themes, what would help, and the training needs that follow."""

from audit_tools.facts import InspectionFinding
from audit_tools.numbers import Share
from audit_tools.training_needs import Cause, Gap, Remedy, SaidOfNeed
from tests.audit_tools.disclosure.audiences import given, theme, wording
from tests.facts import cases, cycle_facts, development, strength


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
    assert need.seen_in(facts.counted) == (
        "could be better in 2 of 2 children; in 1 of them learning would help"
    )
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
