"""Where an audit moved on to a later version of its tool, what was asked alike is counted."""

from dataclasses import replace

from audit_tools.audience import Audience
from audit_tools.comparable import find_alike
from audit_tools.disclosure import for_audience
from audit_tools.facts import CycleFacts, EarlierVersion
from audit_tools.moving import for_version, not_alike
from audit_tools.numbers import Share
from audit_tools.tool import AuditTool, Choice
from reports.kinds.how_made import how_made
from reports.outline_texts import texts_of
from tests.facts import TOOL, case, cycle_facts

OUTCOME = "overall.safer"


def with_outcome(*choices: str) -> AuditTool:
    """The next version, in which the discussion answers otherwise whether the child is safer."""
    panel = TOOL.sections[-1]
    first, *rest = panel.questions
    asked = replace(first, choices=tuple(Choice(key, key.capitalize()) for key in choices))
    section = replace(panel, questions=(asked, *rest))
    return replace(TOOL, version=2, sections=(*TOOL.sections[:-1], section))


LATER = with_outcome("safer", "not-safer")


def moved() -> CycleFacts:
    """Of three children one was discussed by the version before."""
    others = not_alike(TOOL, LATER)
    first = for_version(case("C1", panel={OUTCOME: "less-safe"}), others)
    cases = (first, case("C2", panel={OUTCOME: "safer"}), case("C3", panel={}))
    facts = cycle_facts(cases=cases, tool=LATER)
    return replace(facts, earlier=(EarlierVersion(TOOL, ("C1",)),))


def test_who_was_not_asked_alike_is_in_no_denominator() -> None:
    outcomes = for_audience(moved(), Audience.GOVERNANCE).outcomes
    assert outcomes
    assert {one.key: one.count for one in outcomes.counts} == {"safer": 1, "not-safer": 0}
    # the third was asked and gave no answer; the first was not asked
    assert outcomes.unanswered == 1


def test_it_is_said_in_how_many_cases_an_earlier_version_was_answered() -> None:
    seen = for_audience(moved(), Audience.GOVERNANCE)
    (earlier,) = seen.earlier
    assert (earlier.edition.version, earlier.cases) == (1, Share(1, 3))
    assert earlier.otherwise == ("11.2",)
    told = " ".join(texts_of(how_made(seen)))
    assert "1 of 3 were answered with" in told
    assert "Nothing is counted of them in what it asks otherwise: 11.2." in told


def test_nothing_is_said_where_all_are_answered_with_one_version() -> None:
    facts = cycle_facts(cases=(case("C1"),))
    assert for_audience(facts, Audience.GOVERNANCE).earlier == ()


def test_audits_are_compared_in_what_all_their_versions_asked_alike() -> None:
    before = cycle_facts(cases=(case("A1"),), tool=LATER)
    assert OUTCOME in find_alike(before, replace(moved(), earlier=())).questions
    assert OUTCOME not in find_alike(before, moved()).questions
    assert "voice" in find_alike(before, moved()).sections
