"""Whatever the shape of a tool can say can be filled in, also what is added to it tomorrow."""

from collections.abc import Iterator
from enum import StrEnum

import pytest
from pydantic import BaseModel, Field

from audit_tools.definition import fields
from audit_tools.definition.fields import FieldShape, Holds, PartShape, tool_shape
from audit_tools.definition.shape import ChoiceDocument, Key, Text, VariantDocument
from audit_tools.editing.contents import read, shown
from audit_tools.editing.labels import GIVEN, LABELS, label_of, word_of
from audit_tools.editing.layout import groups_of
from audit_tools.editing.steps import NOTHING
from audit_tools.errors import Invalid
from audit_tools.questions import Needed


def all_parts(shape: PartShape) -> Iterator[PartShape]:
    yield shape
    for field in shape.fields:
        if field.parts is not None:
            yield from all_parts(field.parts)


PARTS = {part.name: part for part in all_parts(tool_shape())}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_every_field_of_the_shape_is_filled_in_somewhere(part: PartShape) -> None:
    """What nobody fills in is named with the reason; the outline is where sections are added."""
    shown_ = [field.name for group in groups_of(part) for field in group.fields]
    assert len(set(shown_)) == len(shown_)
    left_out = {field.name for field in part.fields} - set(shown_)
    assert left_out <= {*GIVEN, "sections", "questions"}


def test_nothing_is_named_that_no_shape_has() -> None:
    assert LABELS.keys() <= PARTS.keys()
    for name, labels in LABELS.items():
        assert labels.keys() <= {field.name for field in PARTS[name].fields}, name


class _Weather(StrEnum):
    DRY = "dry"
    RAIN_OR_SNOW = "rain-or-snow"


class _Tomorrow(BaseModel):
    """What a founder may add tomorrow."""

    lines: tuple[Text, ...] = ()
    weather: _Weather | None = Field(None, description="What it was like.")
    weathers: tuple[_Weather, ...] = ()
    points: int | None = None
    is_wet: bool = False
    under: Key | None = None
    columns: tuple[ChoiceDocument, ...] = ()
    other: VariantDocument | None = None
    by_weather: dict[_Weather, VariantDocument] = Field(default_factory=dict)


def test_a_field_that_is_added_tomorrow_is_read_off_the_shape() -> None:
    made = fields._part(_Tomorrow)
    assert {field.name: field.holds for field in made.fields} == {
        "lines": Holds.TEXTS,
        "weather": Holds.WORD,
        "weathers": Holds.WORDS,
        "points": Holds.NUMBER,
        "is_wet": Holds.YES_OR_NO,
        "under": Holds.KEY,
        "columns": Holds.PARTS,
        "other": Holds.PART,
        "by_weather": Holds.PARTS_BY_WORD,
    }
    weather = made.field("weather")
    assert weather is not None
    label = label_of(made, weather)
    assert (label.name, label.hint) == ("Weather", "What it was like.")
    assert word_of(weather, "rain-or-snow") == "Rain or snow"
    [group] = groups_of(made)
    assert len(group.fields) == len(made.fields)


def test_a_kind_of_field_that_nobody_can_fill_in_is_refused() -> None:
    class Odd(BaseModel):
        pair: tuple[float, ...] = ()

    with pytest.raises(TypeError, match="Nobody can fill in"):
        fields._part(Odd)


def field(part: str, name: str) -> FieldShape:
    found = PARTS[part].field(name)
    assert found is not None
    return found


def test_what_is_left_empty_is_left_out() -> None:
    assert read(field("question", "guidance"), ["  "], "Old", "") is NOTHING
    assert read(field("question", "criteria"), ["", " "], ["A"], "") is NOTHING
    assert read(field("question", "comments"), [], True, "") is NOTHING
    assert read(field("section", "graded"), [], NOTHING, "") is False
    assert read(field("grade", "meets_standard"), ["no"], NOTHING, "") is False
    assert read(field("question", "answer"), [""], Needed.REQUIRED.value, "") is NOTHING


def test_no_absences_at_all_is_something_else_than_those_that_are_usual() -> None:
    absences = field("question", "absences")
    assert shown(absences, NOTHING) == ("usual",)
    assert shown(absences, []) == ("these",)
    assert read(absences, ["these"], NOTHING, "") == []
    assert read(absences, ["usual", "not-known"], ["not-known"], "") is NOTHING


def test_what_is_ticked_keeps_its_order_and_what_comes_to_it_comes_last() -> None:
    kept = read(field("question", "absences"), ["these", "not-applicable", "no-evidence"],
                ["no-evidence"], "")  # fmt: skip
    assert kept == ["no-evidence", "not-applicable"]


def test_rows_are_read_row_by_row_and_empty_ones_passed_over() -> None:
    sent = ["Guide", "https://example.org", "", "", "Half", ""]
    assert read(field("question", "links"), sent, NOTHING, "") == [
        {"text": "Guide", "url": "https://example.org"},
        {"text": "Half"},
    ]


@pytest.mark.parametrize(
    ("name", "texts"),
    [("standard_days", ["soon"]), ("standard_days", ["-1"]), ("standard", ["x" * 20_001])],
)
def test_what_no_draft_can_hold_is_refused_with_its_place(name: str, texts: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        read(field("wait", name), texts, NOTHING, "waits/x/y")
    assert refused.value.place == "waits/x/y"
