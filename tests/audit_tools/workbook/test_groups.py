"""A group in a workbook: begin_repeat, a row to each part, end_repeat."""

from collections.abc import Mapping

import pytest

from audit_tools.csv_files import Row
from audit_tools.definition import tool_to_document
from audit_tools.workbook import layout
from audit_tools.workbook.from_sheets import Reading
from audit_tools.workbook.to_sheets import Line, sheets_of
from tests.wide_tool import wide_tool

TOOL = wide_tool()
Sheets = dict[str, tuple[list[str], list[Line]]]


def sheets() -> Sheets:
    return sheets_of(tool_to_document(TOOL))


def place_of(name: str) -> int:
    """Where in the survey a row stands, from 0."""
    names = [line.get("name") for line in sheets()["survey"][1]]
    return names.index(name)


def problems(survey: list[Line]) -> list[tuple[str, str]]:
    """What is wrong with a workbook whose survey has these rows."""
    read = sheets() | {"survey": (layout.SURVEY_HEADINGS, survey)}
    reading = Reading({name: rows(*sheet) for name, sheet in read.items()})
    return [(one.place, one.message) for one in reading.problems]


def rows(headings: list[str], lines: list[Line]) -> tuple[Row, ...]:
    cells = [headings, *([line.get(one, "") for one in headings] for line in lines)]
    return tuple(Row(number, tuple(row)) for number, row in enumerate(cells, 1))


def test_each_part_of_a_row_has_a_row_of_its_own() -> None:
    survey = sheets()["survey"][1]
    start = place_of("voice.siblings")
    group = survey[start : start + 7]
    assert [line["type"] for line in group] == [
        "begin_repeat",
        "select_one voice.siblings.age",
        "text",
        "text",
        "integer",
        "date",
        "end_repeat",
    ]
    assert group[0]["called"] == "Sibling"
    assert group[1] == {
        "type": "select_one voice.siblings.age",
        "name": "age",
        "label": "Age",
        "required": "yes",
    }
    choices = [one for one in sheets()["choices"][1] if one["list_name"] == "voice.siblings.age"]
    assert [one["name"] for one in choices] == ["younger", "older"]


def without(*at: int) -> list[Line]:
    survey = sheets()["survey"][1]
    return [line for number, line in enumerate(survey) if number not in at]


@pytest.mark.parametrize(
    ("survey", "said"),
    [
        (without(place_of("voice.siblings") + 6), "The group above is not ended."),
        (without(place_of("voice.siblings")), "No group has begun here."),
        (
            sheets()["survey"][1][: place_of("overall.friends") + 3],
            "The last group has no end_repeat. Add it.",
        ),
    ],
)
def test_a_group_that_is_not_ended_or_not_begun_is_refused(survey: list[Line], said: str) -> None:
    assert any(message.startswith(said) for _, message in problems(survey))


def test_a_group_within_another_is_refused_with_its_row() -> None:
    at = place_of("voice.siblings") + 2
    survey = sheets()["survey"][1]
    nested: Mapping[str, str] = {"type": "begin_repeat", "name": "inner", "label": "Inner"}
    first = problems([*survey[:at], dict(nested), *survey[at:]])[0]
    assert first == (
        f"survey, row {at + 2}",
        "The group above is not ended. Add end_repeat above this row.",
    )


def test_what_is_said_of_a_question_says_nothing_of_a_part() -> None:
    survey = sheets()["survey"][1]
    at = place_of("voice.siblings") + 2
    survey[at] = survey[at] | {"kinds": "police"}
    [(place, said)] = problems(survey)
    assert (place, said) == (
        f"survey, row {at + 2}, column kinds",
        "This column says nothing of this row. Empty it.",
    )
