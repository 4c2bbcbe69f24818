"""Frames are data: shipped, changed, added, and never converted into each other."""

import pytest

from audit_tools.errors import Invalid
from audit_tools.learning.frames import (
    SHIPPED,
    Frame,
    FrameKind,
    Level,
    frames_in_use,
    make_frame,
    places_of,
)


def test_a_frame_is_read_line_by_line_and_comes_back_as_it_was_typed() -> None:
    frame = make_frame("", "  Our levels ", FrameKind.DEPTH, "1: First\n\n 2 :Second \nBoard")
    assert (frame.key, frame.title) == ("our-levels", "Our levels")
    assert frame.levels == (Level("1", "First"), Level("2", "Second"), Level("Board", ""))
    assert make_frame(frame.key, frame.title, frame.kind, frame.text) == frame


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("1: First\n1: Again", "Line 2: 1 is there twice. Keep one."),
        (": no beginning", "Line 1: begin with a number or a word, such as “3: Specialist”."),
        ("1: " + "x" * 200, "Line 1: shorten it to 200 characters."),
        ("\n".join(str(n) for n in range(21)), "Enter at most 20 levels."),
    ],
)
def test_a_level_that_cannot_be_told_apart_is_named_by_its_line(levels: str, said: str) -> None:
    with pytest.raises(Invalid) as wrong:
        make_frame("", "Ours", FrameKind.DEPTH, levels)
    assert wrong.value.message_at("levels") == said


def test_a_shipped_frame_stays_in_its_place_when_the_partnership_changes_it() -> None:
    renamed = Frame(SHIPPED[0].key, "Our groups", FrameKind.PEOPLE, ())
    own = Frame("own", "A frame", FrameKind.DEPTH, (Level("1", ""),))
    used = frames_in_use([own, renamed])
    assert used == (renamed, *SHIPPED[1:], own)
    places = places_of(used, FrameKind.DEPTH)
    assert places["own/1"] == "A frame, 1"
    assert not any(place.startswith("eight-groups") for place in places_of(used))
    assert "schools/DSL" not in places
