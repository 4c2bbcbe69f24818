"""How much an agency is asked is said beside how much it may be: of any tool, not of ours alone."""

from itertools import chain
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.definition import tool_as_far
from audit_tools.how_much import Amount, HowMuch, how_much
from audit_tools.tool import AuditTool

POLICE, SCHOOL = AgencyKind.POLICE, AgencyKind.EDUCATION
GRADES = [
    {
        "key": key,
        "label": key,
        "initial": key[0],
        "descriptor": key,
        "meets_standard": key == "well",
    }
    for key in ("well", "badly")
]


def questions(section: str, count: int, type: str = "assessment", **more: object) -> list[Any]:
    asked = {"kinds": ["police", "education"], **more}
    return [
        {"key": f"{section}.{type}-{n}", "text": "Was it?", "type": type, **asked}
        for n in range(count)
    ]


def tool(*asked: Any, details: int = 0, **more: object) -> AuditTool:
    """A tool of one section that asks this, and of so many case details."""
    made = tool_as_far(
        {
            "key": "another",
            "version": 1,
            "title": "Another tool",
            "theme_list": "few",
            "scales": [{"key": "two", "title": "Two words", "grades": GRADES}],
            "sections": [
                {"key": "help", "title": "Help", "questions": [*chain.from_iterable(asked)]},
                {"key": "facts", "title": "Facts", "asked": "lead", "graded": False,
                 "questions": questions("facts", details, kinds=[], asked="lead")},
            ],
            **more,
        }
    )  # fmt: skip
    assert made
    return made


def of(tool: AuditTool, kind: AgencyKind = POLICE, *, lead: bool = False) -> HowMuch:
    return how_much(tool, kind, lead=lead)


# At its limit and one above: of whom, how many questions, and what is said.
QUESTIONS = [(POLICE, 30, "30 of 30"), (POLICE, 31, "31 of 30, more than advised"),
             (SCHOOL, 18, "18 of 18"), (SCHOOL, 19, "19 of 18, more than advised")]  # fmt: skip


@pytest.mark.parametrize(("kind", "count", "said"), QUESTIONS)
def test_questions_stand_beside_the_most_of_their_kind(
    kind: AgencyKind, count: int, said: str
) -> None:
    much = of(tool(questions("help", count)), kind).questions
    assert (much.text, much.is_above) == (said, "more" in said)


@pytest.mark.parametrize(("count", "is_above"), [(6, False), (7, True)])
@pytest.mark.parametrize("type", ["text", "long-text"])
def test_six_text_boxes_are_advised_at_most(type: str, count: int, is_above: bool) -> None:
    much = of(tool(questions("help", 3), questions("help", count, type)))
    assert much.text_boxes == Amount(count, 6)
    assert much.text_boxes.is_above is is_above
    assert much.questions == Amount(3 + count, 30)


@pytest.mark.parametrize(("count", "is_above"), [(5, False), (6, True)])
def test_five_case_details_are_advised_at_most_and_are_no_questions_of_who_leads(
    count: int, is_above: bool
) -> None:
    made = tool(questions("help", 4), details=count)
    leading = of(made, lead=True)
    assert (leading.details, leading.details.is_above) == (Amount(count, 5), is_above)
    assert leading.questions == Amount(4, 30)
    assert of(made).details == Amount(0, 5)


def test_who_leads_is_held_against_the_most_of_its_kind_with_what_only_the_lead_is_asked() -> None:
    besides = questions("help", 1, "date", asked="lead", kinds=[])
    made = tool(questions("help", 18), besides)
    assert of(made, SCHOOL).questions.text == "18 of 18"
    assert of(made, SCHOOL, lead=True).questions.is_above
    assert of(made, POLICE, lead=True).questions.text == "19 of 30"


def test_what_a_kind_of_agency_is_never_asked_counts_not() -> None:
    only = questions("help", 2, "date", show_when=[{"kinds": ["police"]}])
    made = tool(questions("help", 3), only)
    assert (of(made).questions.count, of(made, SCHOOL).questions.count) == (5, 3)


def test_what_is_not_about_a_child_has_no_limit() -> None:
    places = {"one": "place", "many": "places"}
    much = of(tool(questions("help", 40, "text"), counts=places))
    assert (much.questions.text, much.text_boxes.text) == ("40", "40")
    assert much.sentence == "40 questions, 40 text boxes, about 68 minutes."


def test_it_is_said_in_a_sentence_with_the_minutes_of_the_estimate() -> None:
    # Nine choices of 20 seconds, a text of 100 and a grade of 60: 340 seconds.
    made = tool(questions("help", 9), questions("help", 1, "text"))
    assert of(made, SCHOOL).sentence == (
        "10 questions of at most 18, 1 text box of the 6 that are advised, about 6 minutes."
    )
