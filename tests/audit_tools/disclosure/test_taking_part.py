"""What those who took part are told of a whole audit: less than the boards, and nothing rare."""

from dataclasses import asdict, replace

import pytest

from audit_tools.audience import Audience
from audit_tools.cycles import Phase
from audit_tools.disclosure import SharedLearning, for_audience, for_those_who_took_part
from audit_tools.disclosure.taking_part import SharedRemedy, SharedTheme
from audit_tools.errors import Refused
from audit_tools.facts import CycleFacts
from audit_tools.findings import AgreedWording
from audit_tools.training_needs import Cause
from tests.facts import cases, cycle, cycle_facts, development, strength


def told(facts: CycleFacts) -> SharedLearning:
    return for_those_who_took_part(for_audience(facts, Audience.GOVERNANCE))


def worded(number: int, of: str, text: str, *themes: str, agreed: str | None = "b") -> CycleFacts:
    wording = AgreedWording(text, "a", agreed)
    return cycle_facts(development(number, of, *themes, wording=wording))


def several(*parts: CycleFacts) -> CycleFacts:
    findings = tuple(finding for part in parts for finding in part.findings)
    return cycle_facts(*findings, cases=cases(6))


def test_a_theme_is_told_from_three_children_on_and_with_its_agreed_wording() -> None:
    facts = several(
        worded(1, "C01", "It came late.", "notifications"),
        worded(2, "C02", "Nobody agreed this.", "notifications", agreed=None),
        worded(3, "C03", "It came late.", "notifications"),
        worded(4, "C04", "Of two only.", "planning"),
        worded(5, "C05", "Of two as well.", "planning"),
    )
    assert told(facts).could_be_better == (
        SharedTheme("Referral and notification quality", ("It came late.",)),
    )


def test_the_sides_of_a_theme_are_counted_apart() -> None:
    developments = [development(n, f"C0{n}", "voice") for n in (1, 2)]
    strengths = [strength(n, f"C0{n}", "voice") for n in (3, 4, 5)]
    learning = told(cycle_facts(*developments, *strengths, cases=cases(6)))
    assert [theme.title for theme in learning.went_well] == ["Voice of the child"]
    assert learning.could_be_better == ()


def test_what_would_help_is_told_with_who_can_act_and_as_rarely() -> None:
    often = [development(n, f"C0{n}", "voice", cause=Cause.TOOL_OR_PROCESS) for n in (1, 2, 3)]
    rare = [development(9, "C01", "voice", cause=Cause.CAPACITY_OR_WAITING)]
    learning = told(cycle_facts(*often, *rare, cases=cases(6)))
    assert learning.remedies == (
        SharedRemedy("Process", "Silver MACE, with the agencies concerned"),
    )


def test_no_number_and_no_agency_can_be_in_it() -> None:
    facts = several(*(worded(n, f"C0{n}", "It came late.", "voice") for n in range(1, 5)))
    everything = repr(asdict(told(facts)))
    assert "Police" not in everything
    assert not any(letter.isdigit() for letter in everything)


def test_themes_stand_in_the_order_of_their_titles_and_not_of_their_counts() -> None:
    findings = [development(n, f"C0{n}", "voice") for n in range(1, 6)]
    findings += [development(n + 5, f"C0{n}", "planning") for n in range(1, 4)]
    learning = told(cycle_facts(*findings, cases=cases(6)))
    assert [theme.title for theme in learning.could_be_better] == [
        "Planning and purposeful meetings",
        "Voice of the child",
    ]


def test_nothing_is_told_before_the_audit_is_closed() -> None:
    facts = replace(several(), cycle=cycle(phase=Phase.COLLECTING))
    interim = for_audience(facts, Audience.GOVERNANCE, interim=True)
    with pytest.raises(Refused, match="not closed"):
        for_those_who_took_part(interim)
