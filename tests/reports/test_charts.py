"""Pictures: drawn one case at a time, readable in black and white, and nothing over anything."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import reports
from audit_tools.audience import AudienceFacts
from reports import style
from reports.charts.grades import draw_grades
from reports.charts.sheet import NARROW, Medium, Sheet, label_lines
from reports.charts.themes import draw_themes
from reports.figures import grade_boxes, theme_squares
from tests.reports.summaries import many, six_children

SVG = "{http://www.w3.org/2000/svg}"


def themes(facts: AudienceFacts, medium: Medium = Medium.SCREEN) -> Sheet:
    return draw_themes(theme_squares(facts), facts.counted, medium)


def grades(facts: AudienceFacts, medium: Medium = Medium.SCREEN) -> Sheet:
    return draw_grades(grade_boxes(facts), facts.scale, medium)


def texts(sheet: Sheet) -> list[Text]:
    return [text for text in sheet.axes.texts if text.get_text()]


def renderer_of(sheet: Sheet) -> RendererBase:
    renderer: RendererBase = FigureCanvasAgg(sheet.figure).get_renderer()  # type: ignore[no-untyped-call]
    return renderer


def extents(sheet: Sheet) -> list[tuple[str, Bbox]]:
    renderer = renderer_of(sheet)
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts(sheet)]


def boxes(sheet: Sheet) -> list[Rectangle]:
    return [patch for patch in sheet.axes.patches if isinstance(patch, Rectangle)]


def filled(sheet: Sheet) -> int:
    from matplotlib.colors import to_hex  # noqa: PLC0415, matplotlib.colors is big

    return sum(to_hex(box.get_facecolor()) == style.FILL for box in boxes(sheet))


# From one case to more than squares can show; as many themes as the list has; titles too long.
SHAPES = [(1, 1, False), (6, 29, False), (12, 8, True), (20, 29, False), (34, 29, True)]


@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize(("cases", "number", "long"), SHAPES)
def test_no_text_stands_over_another_or_leaves_the_picture(
    cases: int, number: int, long: bool, medium: Medium
) -> None:
    facts = many(cases, number, long=long)
    for sheet in (themes(facts, medium), grades(facts, medium)):
        is_narrow = sheet.figure.get_figwidth() == pytest.approx(NARROW)
        assert is_narrow == (medium is Medium.PHONE)
        placed = extents(sheet)
        whole = sheet.figure.bbox
        for text, box in placed:
            assert whole.x0 <= box.x0 <= box.x1 <= whole.x1, text
            assert whole.y0 <= box.y0 <= box.y1 <= whole.y1, text
        for (one, first), (other, second) in combinations(placed, 2):
            assert not first.overlaps(second), (one, other)


@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize(("cases", "number", "long"), SHAPES)
def test_no_title_runs_into_the_squares(
    cases: int, number: int, long: bool, medium: Medium
) -> None:
    sheet = themes(many(cases, number, long=long), medium)
    renderer = renderer_of(sheet)
    # The legend at the foot has its own boxes on the left.
    drawn = [box.get_window_extent(renderer) for box in boxes(sheet)]
    squares = [box for box in drawn if box.y0 > 0.5 * sheet.figure.dpi]
    for text, box in extents(sheet):
        assert not any(box.overlaps(square) for square in squares), text


def test_every_case_has_a_square_on_both_sides_and_those_seen_are_filled() -> None:
    facts = six_children()
    sheet = themes(facts)
    seen = sum(row.strengths.count + row.developments.count for row in facts.themes)
    legend = 2
    assert len(boxes(sheet)) == len(facts.themes) * 2 * 6 + legend
    assert filled(sheet) == seen + legend // 2


def test_the_cases_stand_in_the_same_order_on_both_sides() -> None:
    sheet = themes(six_children())
    numbers = [text for text in texts(sheet) if re.fullmatch(r"\d", text.get_text())]
    by_place = sorted(numbers, key=lambda text: float(text.get_position()[0]))
    assert [text.get_text() for text in by_place] == [*"123456", *"123456"]


@pytest.mark.parametrize("medium", Medium)
def test_the_numbers_in_the_picture_are_those_of_the_summary(medium: Medium) -> None:
    facts = six_children()
    sheet = themes(facts, medium)
    drawn = [t for text in texts(sheet) if re.fullmatch(r"\d of 6", t := text.get_text())]
    said = [
        f"{side.count} of {len(side.cases)}"
        for row in facts.themes
        for side in (row.strengths, row.developments)
    ]
    assert drawn == said


def test_beyond_twenty_cases_there_are_bars_with_their_numbers_at_the_ends() -> None:
    facts = many(34, 3)
    sheet = themes(facts)
    # A frame for each side of each theme, and a bar in it as long as its count.
    lengths = sorted(round(float(box.get_width()), 2) for box in boxes(sheet))
    assert lengths == [0.08] * 6 + [2.6] * 6
    assert [t.get_text() for t in texts(sheet)].count("1 of 34") == 6


def test_a_side_that_was_never_seen_has_no_bar() -> None:
    facts = many(34, 3)
    frame = theme_squares(facts)
    frame["seen"] = frame["seen"] & (frame["side"] == "strength")
    assert len(boxes(draw_themes(frame, facts.counted))) == 9


def test_every_case_has_a_box_with_its_grade_s_initial_or_a_dash() -> None:
    facts = six_children()
    drawn = [text.get_text() for text in texts(grades(facts))]
    agreed = [grade.initial for row in facts.sections for grade in row.grades if grade]
    # Once more in the heading of the counts and once in the legend.
    for initial in ("O", "G", "RI"):
        assert drawn.count(initial) == agreed.count(initial) + 2
    absent = sum(row.without_grade for row in facts.sections)
    assert absent == 1
    assert drawn.count("\N{EN DASH}") == absent + 2


def test_on_a_phone_every_section_has_its_counts_below_its_boxes() -> None:
    facts = six_children()
    drawn = [text.get_text() for text in texts(grades(facts, Medium.PHONE))]
    for grade in facts.scale:
        counts = [count.count for row in facts.sections for count in row.counts
                  if count.grade == grade]  # fmt: skip
        assert [text for text in drawn if text.startswith(f"{grade.initial} ")] == [
            f"{grade.initial} {count}" for count in counts
        ]


def test_an_absence_differs_by_its_outline_and_not_by_colour_alone() -> None:
    dashed = [box for box in boxes(grades(six_children())) if box.get_linestyle() == "--"]
    assert len(dashed) == 1 + 1


def test_the_legend_shows_the_scale_s_order_once_with_the_absence_last() -> None:
    facts = six_children()
    labels = [*(grade.label for grade in facts.scale), "no grade agreed"]
    drawn = [text.get_text() for text in texts(grades(facts))]
    assert [text for text in drawn if text in labels] == labels


def test_beyond_twenty_cases_the_grades_are_one_bar_with_every_number_beside_it() -> None:
    facts = many(34, 1)
    widths = [float(box.get_width()) for box in boxes(grades(facts))]
    legend = len(facts.scale) + 1
    for section in (widths[:5], widths[5:6]):
        assert sum(section) == pytest.approx(4.6)
    assert len(widths) == 5 + 1 + legend


@pytest.mark.parametrize("name", ["themes", "grades"])
def test_a_picture_is_the_same_bytes_twice_and_carries_no_date(name: str) -> None:
    first = reports.chart_svg(name, six_children())
    assert first == reports.chart_svg(name, six_children())
    assert b"dc:date" not in first


@pytest.mark.parametrize("name", ["themes", "grades"])
def test_text_in_a_picture_stays_text(name: str) -> None:
    root = ElementTree.fromstring(reports.chart_svg(name, six_children()))  # noqa: S314, our own
    assert [element for element in root.iter(f"{SVG}text") if element.text]


def test_a_picture_can_be_had_as_dots() -> None:
    assert themes(six_children()).png("Themes", "In words").startswith(b"\x89PNG")


def test_a_dollar_in_a_title_is_no_formula() -> None:
    facts = six_children()
    frame = theme_squares(facts)
    frame["theme"] = r"Costs $\frac{ and <b> & $"
    svg = draw_themes(frame, facts.counted).svg("Title", "Words")
    assert rb"Costs $\frac{ and &lt;b&gt;" in svg


def test_black_letters_stand_out_on_every_tint() -> None:
    for tint in style.TINTS:
        assert contrast(tint, style.INK) >= 7


def test_a_longer_scale_keeps_its_order_of_tints() -> None:
    tints = [style.TINTS.index(style.tint(rank, 6)) for rank in range(6)]
    assert tints == sorted(tints)
    assert style.tint(0, 1) == style.TINTS[0]


def test_a_word_that_is_too_long_is_broken() -> None:
    assert max(map(len, label_lines("x" * 100))) < 40
    assert label_lines("") == [""]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
