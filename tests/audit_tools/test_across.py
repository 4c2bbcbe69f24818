"""Published findings by area: named, counted on both sides, and never of children."""

import pytest

from audit_tools.across import Across, Cell
from audit_tools.cycles import CHILDREN, Counted
from audit_tools.disclosure.across import for_audience_across
from audit_tools.errors import Hidden
from audit_tools.facts import CycleFacts
from tests.facts import case, cycle, cycle_facts, development, strength

AREAS = Counted("area", "areas")


def letters(counted: Counted = AREAS, attribution: str = "Crown copyright.") -> CycleFacts:
    return cycle_facts(
        development(1, "Somerset", "voice"),
        development(2, "Somerset", "voice", "planning"),
        strength(3, "Somerset", "voice"),
        strength(4, "Leeds", "voice"),
        cases=[case("Somerset"), case("Leeds")],
        cycle=cycle(counted=counted, scale=None, attribution=attribution),
    )


def cells(given: Across) -> dict[str, tuple[Cell, ...]]:
    return {row.key: row.cells for row in given.themes}


def test_each_area_has_its_findings_on_both_sides_of_each_theme() -> None:
    given = for_audience_across(letters())
    assert given.areas == ("Leeds", "Somerset")
    assert cells(given) == {
        "voice": (Cell(1, 0), Cell(1, 2)),
        "planning": (Cell(0, 0), Cell(0, 1)),
    }


def test_a_theme_can_be_on_both_sides_across_areas_and_within_one() -> None:
    voice, planning = for_audience_across(letters()).themes
    assert voice.is_both
    assert [cell.is_both for cell in voice.cells] == [False, True]
    assert not planning.is_both


@pytest.mark.parametrize(("counted", "attribution"), [(AREAS, ""), (CHILDREN, "Crown copyright.")])
def test_an_audit_of_children_or_of_the_partnership_s_own_has_no_such_table(
    counted: Counted, attribution: str
) -> None:
    """Its cases have references, which reach no audience."""
    with pytest.raises(Hidden):
        for_audience_across(letters(counted, attribution))
