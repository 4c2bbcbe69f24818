"""The strengths bank on paper: what it counts."""

from dataclasses import replace

from audit_tools.strengths import StrengthLine, StrengthsBank, StrengthsOfTheme
from reports.kinds.strengths import strengths
from tests.reports.outlines import paragraphs
from tests.world import AT

HEARD, ASKED = StrengthLine("heard", ("An audit",)), StrengthLine("asked", ("An audit",))
BANK = StrengthsBank(
    "Leeds",
    "OFFICIAL",
    invented=False,
    at=AT,
    themes=(
        StrengthsOfTheme("voice", "Voice of the child", (HEARD, ASKED)),
        StrengthsOfTheme("planning", "Planning", (HEARD,)),
    ),
)


def test_an_example_of_several_themes_is_counted_once() -> None:
    assert "2 examples from practice, in wording agreed for sharing." in paragraphs(strengths(BANK))


def test_nothing_agreed_is_said_to_be_nothing() -> None:
    [first, *_] = paragraphs(strengths(replace(BANK, themes=())))
    assert first == "No wording of a strength has been agreed for sharing yet."
