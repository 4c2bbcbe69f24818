"""How the numbers of an audit are made, as boards read it.

Run with `-s` to see the page of six children, two of whom lack a return, and of thirty
notifications that were read twice. What is on it, and what must never be, is asserted below.
"""

import re
from dataclasses import replace

import pytest

from audit_tools.cases import Involvement, Known
from audit_tools.cycles import Counted, Selection
from audit_tools.facts import CaseFacts, CycleFacts
from reports.kinds.how_made import how_made
from reports.outline import Node, Outline, Table, Terms
from tests.facts import (
    AGENCIES,
    TOOL,
    agency_return,
    case,
    cycle,
    cycle_facts,
    development,
    strength,
)
from tests.reports.summaries import given

SUGGESTED = "How a priority is suggested"
HEADINGS = (
    SUGGESTED,
    "What is counted",
    "How they were chosen",
    "What is missing",
    "How little so few can tell",
    "Where agencies' own grades differed",
)
GRADES = ("outstanding", "good", "requires-improvement", "inadequate")
ASKED = [Involvement(agency.key, Known.KNOWN) for agency in AGENCIES]


def six_children() -> CycleFacts:
    """The first two lack the school's return. Police and social care differ by the child."""
    cases = [_child(number, with_school=number > 1) for number in range(6)]
    findings = (
        *(development(n, f"C{n}", "notifications") for n in range(2, 6)),
        strength(7, "C5", "voice"),
    )
    return cycle_facts(*findings, cases=cases)


def _child(number: int, *, with_school: bool) -> CaseFacts:
    own = {"police": GRADES[0], "social-care": GRADES[number % 3]}
    if with_school:
        own["hillside"] = GRADES[0]
    returns = (agency_return(key, grades={"voice": grade}) for key, grade in own.items())
    agreed = {"voice": GRADES[2 if number in (0, 5) else 1]}
    return case(f"C{number}", *returns, involvements=ASKED, agreed=agreed)


def thirty_notifications(*, alike: bool = False) -> CycleFacts:
    """Each read by police and social care; one in three a step apart, unless all are alike."""
    tool = replace(TOOL, in_one_sitting=True, sections=TOOL.sections[:1])
    notification = Counted("notification", "notifications")
    return cycle_facts(
        *(development(n, f"N{n}", "notifications") for n in range(21)),
        cases=[_notification(n, alike) for n in range(30)],
        cycle=replace(cycle(counted=notification), selection=Selection.NOMINATED),
        tool=tool,
    )


def _notification(number: int, alike: bool) -> CaseFacts:
    first = 1 if alike else number % 3
    second = first if alike or number % 3 else first + 1
    readers = {"police": GRADES[first], "social-care": GRADES[second]}
    returns = (agency_return(key, grades={"voice": grade}) for key, grade in readers.items())
    return case(f"N{number}", *returns, agreed={"voice": GRADES[second]})


def page(facts: CycleFacts) -> str:
    return written(how_made(given(facts)))


def written(outline: Outline) -> str:
    """The page as plain text."""
    lines = [outline.caption, outline.title]
    for node in outline.nodes:
        lines += ["", *_lines(node)]
    return "\n".join(lines)


def _lines(node: Node) -> list[str]:
    if isinstance(node, Terms):
        return [f"{term.label}: {detail}" for term in node.rows for detail in term.details]
    if isinstance(node, Table):
        rows = [node.columns, *(tuple(c.replace("\n", "; ") for c in row) for row in node.rows)]
        return [node.caption, *(" | ".join(row) for row in rows)]
    return [str(getattr(node, "text", ""))]


BOTH = pytest.mark.parametrize(
    "facts",
    [six_children(), thirty_notifications()],
    ids=["six children", "thirty notifications"],
)


@BOTH
def test_the_page_on_how_the_numbers_are_made(facts: CycleFacts) -> None:
    said = page(facts)
    print("", said, sep="\n")  # noqa: T201 - the page is what this test is run for
    for heading in HEADINGS:
        assert f"\n{heading}\n" in said
    assert "Serious youth violence: multi-agency case audit, version 1" in said
    assert "Themes, version 1" in said


@BOTH
def test_no_percentage_stands_alone_and_nothing_is_averaged_or_called_good(
    facts: CycleFacts,
) -> None:
    said = page(facts)
    assert "%" not in said
    assert not re.search(r"\b(mean|average|significant|almost perfect|substantial)\b", said)
    ranges = re.findall(r"[^;|\n]*, range \d+ to \d+ of 100", said)
    assert ranges
    assert all(re.match(r" ?\d+ of \d+, range", one) for one in ranges)


def test_each_theme_has_its_count_its_range_and_what_it_could_have_been() -> None:
    said = page(six_children())
    assert (
        "Referral and notification quality | 4 of 6, range 30 to 90 of 100; "
        "4 to 6 with what is missing; likely a third of all or more"
    ) in said
    # Never seen, and it could have been twice.
    assert "| 0 of 6, range 0 to 39 of 100; 0 to 2 with what is missing |" in said


def test_how_they_were_chosen_decides_what_a_range_tells() -> None:
    drawn, chosen = page(six_children()), page(thirty_notifications())
    assert "Chance alone chose" in drawn
    assert "Somebody chose" in chosen
    assert "nothing of other notifications" in chosen
    # 21 of 30 would be likely a third of all, had chance chosen them.
    assert "likely a third" in drawn
    assert "a third" not in chosen.split(SUGGESTED)[0]
    by_hand = replace(given(six_children()), by_chance=False)
    assert "Somebody chose" in written(how_made(by_hand))


def test_it_says_of_how_many_something_is_missing() -> None:
    said = page(six_children())
    assert "16 of 18 expected returns were received. For 2 of 6 children something" in said
    assert "60 of 60 expected returns were received." in page(thirty_notifications())
    assert "what is missing;" not in page(thirty_notifications())


def test_agreed_grades_are_counted_against_the_standard_with_what_could_have_turned() -> None:
    said = page(six_children())
    assert "meets the standard (Outstanding and Good)" in said
    # The first child lacks a return and does not meet it, the second lacks one and does.
    assert "1 Voice and lived experience | 4 of 6, range 30 to 90 of 100; 3 to 5 with" in said


def test_differences_are_counted_by_steps_and_name_no_agency() -> None:
    said = page(six_children()).split("own grades differed")[1]
    assert "Section | Same grade | One step apart | Two or more" in said
    assert "1 Voice and lived experience | 2 of 6 | 2 of 6 | 2 of 6" in said
    assert not any(agency.name in said for agency in AGENCIES)
    assert "no coefficient of agreement is given" in said


def test_readers_of_the_same_have_both_coefficients_with_their_metrics() -> None:
    said = page(thirty_notifications())
    assert re.search(
        r"Of 30 notifications that two graded: Krippendorff's ordinal alpha 0\.\d\d, "
        r"Gwet's AC2 with ordinal weights 0\.\d\d\.",
        said,
    )
    assert "not computable: everyone gave the same grade (30 notifications" in page(
        thirty_notifications(alike=True)
    )


def test_an_agency_s_own_grades_are_nowhere_on_it() -> None:
    """Social care alone called one child inadequate, and nobody reads so."""
    facts = six_children()
    children = (*facts.cases[:5], _with_inadequate(facts.cases[5]))
    said = page(replace(facts, cases=children))
    assert "nadequate" not in said
    assert "Children's social care" not in said


def _with_inadequate(child: CaseFacts) -> CaseFacts:
    police, social_care, *rest = child.returns
    graded = replace(social_care, grades={"voice": "inadequate"})
    return replace(child, returns=(police, graded, *rest))


def test_without_an_agreed_child_there_are_no_numbers() -> None:
    assert "so there are no numbers." in page(cycle_facts())
