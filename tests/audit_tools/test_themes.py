"""Counting by theme: the case is what is counted, and the two sides are never netted."""

from audit_tools.findings import Finding
from audit_tools.themes import ThemeSeen, count_themes
from tests.facts import development, strength

CASES = ("C01", "C02", "C03")


def counted(*findings: Finding, themes: tuple[str, ...] = ("a", "b", "c")) -> list[ThemeSeen]:
    return list(count_themes(themes, CASES, findings))


def test_a_case_counts_once_however_many_findings_it_has() -> None:
    first = counted(development(1, "C02", "a"), development(2, "C02", "a"))[0]
    assert first.developments.cases == (False, True, False)
    assert first.developments.count == 1
    assert len(first.developments.findings) == 2


def test_strengths_stand_beside_areas_for_development_and_are_not_subtracted() -> None:
    first = counted(strength(1, "C01", "a"), development(2, "C01", "a"))[0]
    assert first.strengths.cases == first.developments.cases == (True, False, False)


def test_the_cases_keep_the_audit_s_order_whatever_the_order_of_the_findings() -> None:
    first = counted(development(1, "C03", "a"), development(2, "C01", "a"))[0]
    assert first.developments.cases == (True, False, True)


def test_a_finding_of_a_case_that_is_not_counted_is_in_no_count() -> None:
    first = counted(development(1, "WITHDRAWN", "a", agencies=("school",)))[0]
    assert first.developments.count == 0
    assert first.developments.agencies == ()
    assert first.developments.findings == ()


def test_a_finding_with_two_themes_is_seen_in_both() -> None:
    themes = {t.theme: t for t in counted(development(1, "C01", "a", "b"))}
    assert themes["a"].developments.count == themes["b"].developments.count == 1
    assert not themes["c"].was_seen


def test_each_agency_is_named_once_on_its_own_side() -> None:
    first = counted(
        development(1, "C01", "a", agencies=("police", "school")),
        development(2, "C02", "a", agencies=("police",)),
        strength(3, "C02", "a", agencies=("social-care",)),
    )[0]
    assert first.developments.agencies == ("police", "school")
    assert first.strengths.agencies == ("social-care",)


def test_most_developments_come_first_then_most_strengths_then_the_list_s_order() -> None:
    order = counted(
        strength(1, "C01", "b"),
        development(2, "C01", "d"),
        development(3, "C02", "d"),
        development(4, "C01", "c"),
        themes=("a", "b", "c", "d", "e"),
    )
    assert [theme.theme for theme in order] == ["d", "c", "b", "a", "e"]


def test_an_audit_without_cases_is_counted_too() -> None:
    assert [t.was_seen for t in count_themes(("a",), (), [])] == [False]
