"""What the discussions agreed: grades by section, outcomes, and where agencies differed."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.cases import CaseState
from audit_tools.facts import CycleFacts, Moderated
from audit_tools.moderation import Compared, Matches, ModerationDetails, Moderator
from audit_tools.numbers import Share
from audit_tools.places import NOT_OUR_PART
from audit_tools.returns import ReturnStatus
from audit_tools.tool import Absence
from tests.audit_tools.disclosure.audiences import given
from tests.facts import agency_return, case, cases, cycle, cycle_facts


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


def test_an_outcome_that_could_not_be_said_is_counted_apart_and_is_out_of_what_was_said() -> None:
    *sections, panel = cycle_facts().tool.sections
    asked, *more = panel.questions
    offering = replace(asked, absences=(Absence.NOT_KNOWN, Absence.NO_EVIDENCE))
    panel = replace(panel, questions=(offering, *more))
    tool = replace(cycle_facts().tool, sections=(*sections, panel))
    answers = ("safer", "less-safe", "not-known", "no-evidence")
    found = [case(f"C0{n}", panel={asked.key: one}) for n, one in enumerate(answers, 1)]
    outcomes = given(cycle_facts(cases=found, tool=tool)).outcomes
    assert outcomes is not None
    apart = [(one.label, one.count) for one in outcomes.counts if one.is_absence]
    assert apart == [("Not known", 1), ("No evidence on record", 1)]
    assert outcomes.safer == Share(1, 2)


def test_a_tool_that_does_not_ask_whether_the_child_is_safer_has_no_outcomes() -> None:
    facts = cycle_facts(cases=cases(1))
    without = replace(facts.tool, sections=facts.tool.sections[:2])
    assert given(replace(facts, tool=without)).outcomes is None


INSPECTED = ModerationDetails(Moderator.INSPECTORS, date(2025, 5, 1), Compared.GRADES)


def moderated(*said: Moderated) -> CycleFacts:
    agreed = [
        case("C01", agreed={"voice": "good"}),
        case("C02", agreed={"voice": "good"}),
        case("C03"),
        replace(case("C04", agreed={"voice": "good"}), state=CaseState.OPEN),
    ]
    return replace(cycle_facts(cases=agreed), moderated=said)


def test_agreed_grades_are_matched_with_those_that_inspectors_gave_to_the_same_cases() -> None:
    theirs = {"C01": {"voice": "good"}, "C02": {"voice": "inadequate"}, "C03": {"voice": "good"},
              "C04": {"voice": "good"}}  # fmt: skip
    (found,) = given(moderated(Moderated(INSPECTED, theirs)), interim=True).moderations
    assert found.graded == Share(3, 3)
    (voice,) = found.rows
    # where we agreed none, and of what is not agreed yet, nothing is compared
    assert voice.matches == Matches(higher=1, same=1, lower=0)


def test_that_inspectors_raised_nothing_is_no_match() -> None:
    nothing = replace(INSPECTED, compared=Compared.NOTHING_RAISED)
    (found,) = given(moderated(Moderated(nothing, {})), interim=True).moderations
    assert (found.compared, found.rows) == (Compared.NOTHING_RAISED, ())
