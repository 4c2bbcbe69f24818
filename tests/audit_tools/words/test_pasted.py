"""Bullets of a word processor become lines, and none of the text is lost."""

import pytest

from audit_tools.words.pasted import points_of, with_plain_bullets


@pytest.mark.parametrize(
    "bullet", ["•\t", "·\u00a0\u00a0 ", "\u2013 ", "- ", "o\t", "§\t", "* ", "•"]
)
def test_each_point_is_a_text_of_its_own(bullet: str) -> None:
    assert points_of(f"{bullet}Seen alone\n{bullet}Heard\n") == ("Seen alone", "Heard")


def test_a_line_without_a_bullet_goes_on_with_its_point() -> None:
    assert points_of("Two things:\n• Seen\n  alone\n• Heard") == (
        "Two things:",
        "Seen alone",
        "Heard",
    )


def test_lines_without_bullets_are_points_too() -> None:
    assert points_of("Seen alone\n\nHeard") == ("Seen alone", "Heard")


def test_words_that_begin_like_bullets_are_none() -> None:
    assert points_of("on time\n-5 points\nwell-known") == ("on time", "-5 points", "well-known")


def test_a_text_keeps_its_points_with_plain_bullets() -> None:
    assert (
        with_plain_bullets("Seen:\n•\tAlone\n·\tHeard\nThen.") == "Seen:\n- Alone\n- Heard\nThen."
    )
    assert with_plain_bullets("No points\nhere") == "No points\nhere"
