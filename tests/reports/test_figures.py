"""Tidy tables: one row for one thing seen, and no number that was not counted before."""

from reports.figures import grade_boxes, theme_squares
from tests.reports.summaries import nothing_yet, six_children


def test_there_is_one_row_for_each_theme_side_and_case() -> None:
    facts = six_children()
    frame = theme_squares(facts)
    assert list(frame.columns) == ["key", "theme", "side", "case", "seen"]
    assert len(frame) == len(facts.themes) * 2 * 6
    assert not frame.duplicated(["key", "side", "case"]).any()


def test_the_rows_add_up_to_what_was_counted() -> None:
    facts = six_children()
    seen = theme_squares(facts).groupby(["key", "side"])["seen"].sum().to_dict()
    for row in facts.themes:
        assert seen[(row.key, "strength")] == row.strengths.count
        assert seen[(row.key, "development")] == row.developments.count


def test_themes_keep_the_order_of_the_summary() -> None:
    facts = six_children()
    assert list(theme_squares(facts)["key"].unique()) == [row.key for row in facts.themes]


def test_grades_are_ranks_from_the_best_and_an_absence_is_no_rank() -> None:
    facts = six_children()
    frame = grade_boxes(facts)
    assert list(frame.columns) == ["key", "section", "case", "rank"]
    identification = frame[frame["key"] == "identification"]["rank"].tolist()
    assert identification == [-1, 1, 1, 1, 1, 1]
    assert frame["section"].iloc[0] == "1 Voice and lived experience"


def test_an_audit_of_nothing_has_tables_without_rows() -> None:
    assert theme_squares(nothing_yet()).empty
    assert grade_boxes(nothing_yet())["case"].empty
