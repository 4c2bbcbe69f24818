"""What went well, theme by theme, and where each line was seen."""

from dataclasses import replace
from uuid import UUID

from audit_tools.cycles import Counted
from audit_tools.strengths import Strength, by_theme
from tests.facts import cycle

FIRST, SECOND = UUID(int=1), UUID(int=2)
AUDITS = {
    FIRST: replace(cycle(), title="First audit"),
    SECOND: replace(cycle(), title="Dip sample", counted=Counted("notification", "notifications")),
}
TITLES = {"voice": "The child's voice", "family": "Parents", "missing": "Missing"}


def test_each_line_stands_once_in_each_of_its_themes_by_its_letters() -> None:
    strengths = (
        Strength("the worker stayed", FIRST, ("voice", "family")),
        Strength("A place was kept", FIRST, ("voice",)),
        Strength("A place was kept", SECOND, ("voice",)),
        Strength("A place was kept", SECOND, ("voice",)),
        Strength("Sorted into nothing", FIRST, ()),
    )
    voice, family = by_theme(strengths, TITLES, AUDITS)
    assert (voice.title, family.title) == ("The child's voice", "Parents")
    assert [(line.text, line.seen_in) for line in voice.lines] == [
        ("A place was kept", ("First audit", "Dip sample, in 2 notifications")),
        ("the worker stayed", ("First audit",)),
    ]
    assert [line.text for line in family.lines] == ["the worker stayed"]
