"""Agreed grades by section: one box a case with the grade's initial, in the scale's order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit_tools.audience import GradeLabel
from reports import style
from reports.charts.sheet import LABEL_WIDTH, LINE_HEIGHT, MARGIN, Sheet, label_lines

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_BOXES = 20
NUMBERS_TO = 12
BAR_WIDTH = 4.6
ROW = 0.4
BOX_HEIGHT = 0.28
HEADER = 0.45
NO_GRADE = "\N{EN DASH}"


def draw_grades(boxes: DataFrame, scale: Sequence[GradeLabel]) -> Sheet:
    """Draw ``figures.grade_boxes``: boxes for up to twenty cases, beyond that stacked bars."""
    cases = int(boxes["case"].max())
    labels = {
        str(key): label_lines(str(rows["section"].iloc[0]))
        for key, rows in boxes.groupby("key", sort=False)
    }
    step = 0.4 if cases <= NUMBERS_TO else 0.3
    block = cases * step if cases <= MOST_BOXES else BAR_WIDTH
    counts_width = 0.2 + (len(scale) + 1) * 0.55
    width = 2 * MARGIN + LABEL_WIDTH + block + counts_width
    heights = [max(ROW, len(lines) * LINE_HEIGHT + 0.12) for lines in labels.values()]
    legend = _legend_rows(scale, width)
    sheet = Sheet.of_size(width, HEADER + sum(heights) + 0.3 + len(legend) * 0.32)
    left = MARGIN + LABEL_WIDTH
    if cases <= MOST_BOXES:
        _numbers(sheet, left, step, cases)
    _count_headings(sheet, left + block + 0.2, scale)
    ranks = {str(key): rows["rank"].tolist() for key, rows in boxes.groupby("key")}
    y = HEADER
    for (key, lines), height in zip(labels.items(), heights, strict=True):
        middle, given = y + height / 2, ranks[key]
        sheet.lines(MARGIN, middle, lines)
        if cases <= MOST_BOXES:
            for place, rank in enumerate(given):
                _box(sheet, left + place * step, middle, step * 0.88, rank, scale)
        else:
            _bar(sheet, left, middle, given, scale)
        _counts(sheet, left + block + 0.2, middle, given, scale)
        sheet.rule(MARGIN, y + height, width - MARGIN, y + height)
        y += height
    _legend(sheet, y + 0.3, legend, scale)
    return sheet


def _numbers(sheet: Sheet, left: float, step: float, cases: int) -> None:
    for case in range(1, cases + 1):
        x = left + (case - 1) * step + step * 0.44
        sheet.text(x, 0.25, str(case), "center", style.SMALL_SIZE, style.QUIET)


def _box(
    sheet: Sheet, x: float, y: float, width: float, rank: int, scale: Sequence[GradeLabel]
) -> None:
    absent = rank < 0
    sheet.box(
        x,
        y - BOX_HEIGHT / 2,
        width,
        BOX_HEIGHT,
        style.PAPER if absent else style.tint(rank, len(scale)),
        outline=style.QUIET if absent else style.INK,
        dashed=absent,
    )
    initial = NO_GRADE if absent else scale[rank].initial
    sheet.text(x + width / 2, y, initial, "center", bold=not absent)


def _bar(
    sheet: Sheet, left: float, y: float, given: list[int], scale: Sequence[GradeLabel]
) -> None:
    """One stacked bar; a part too short for its number has it in the columns beside."""
    for rank in (*range(len(scale)), -1):
        count = given.count(rank)
        width = BAR_WIDTH * count / len(given)
        if count:
            fill = style.tint(rank, len(scale)) if rank >= 0 else style.PAPER
            sheet.box(left, y - BOX_HEIGHT / 2, width, BOX_HEIGHT, fill, dashed=rank < 0)
        initial = scale[rank].initial if rank >= 0 else NO_GRADE
        text = f"{initial} {count}"
        if len(text) * style.INCHES_A_LETTER * 1.2 < width:
            sheet.text(left + width / 2, y, text, "center")
        left += width


def _count_headings(sheet: Sheet, left: float, scale: Sequence[GradeLabel]) -> None:
    for place, initial in enumerate((*(grade.initial for grade in scale), NO_GRADE)):
        sheet.text(left + 0.27 + place * 0.55, 0.25, initial, "center", bold=True)


def _counts(
    sheet: Sheet, left: float, y: float, given: list[int], scale: Sequence[GradeLabel]
) -> None:
    for place, rank in enumerate((*range(len(scale)), -1)):
        count = given.count(rank)
        colour = style.INK if count else style.QUIET
        sheet.text(left + 0.27 + place * 0.55, y, str(count), "center", colour=colour)


def _legend_rows(scale: Sequence[GradeLabel], width: float) -> list[list[tuple[int, float]]]:
    """The grades' ranks with their places, in as many rows as they need; last, the absence."""
    rows: list[list[tuple[int, float]]] = [[]]
    x = MARGIN
    for rank in (*range(len(scale)), -1):
        needed = 0.75 + len(_legend_text(rank, scale)) * style.INCHES_A_LETTER
        if x + needed > width and rows[-1]:
            rows.append([])
            x = MARGIN
        rows[-1].append((rank, x))
        x += needed
    return rows


def _legend_text(rank: int, scale: Sequence[GradeLabel]) -> str:
    return scale[rank].label if rank >= 0 else "no grade agreed"


def _legend(
    sheet: Sheet, y: float, rows: list[list[tuple[int, float]]], scale: Sequence[GradeLabel]
) -> None:
    for number, row in enumerate(rows):
        for rank, x in row:
            _box(sheet, x, y + number * 0.32, 0.36, rank, scale)
            sheet.text(x + 0.45, y + number * 0.32, _legend_text(rank, scale))
