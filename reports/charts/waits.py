"""Waits as dots, one for each that was recorded, beside the service's own standard.

Every service has a line of its own from 0 days to its longest wait, since hours and years do not
fit on one. Dots that would cover each other stand on top of each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit_tools.numbers import plural
from reports import style
from reports.charts.sheet import LABEL_WIDTH, LINE_HEIGHT, MARGIN, Align, Sheet, label_lines

if TYPE_CHECKING:
    from pandas import DataFrame

LINE_WIDTH = 4.2
RADIUS = 0.065
STEP = 2 * RADIUS + 0.02
ABOVE, BELOW = 0.28, 0.34
COUNT_WIDTH = 0.9


def draw_waits(dots: DataFrame) -> Sheet:
    """Draw ``figures.wait_dots``."""
    services = [(str(key), rows) for key, rows in dots.groupby("key", sort=False)]
    heights = [_height(rows) for _, rows in services]
    width = 2 * MARGIN + LABEL_WIDTH + LINE_WIDTH + COUNT_WIDTH
    sheet = Sheet.of_size(width, sum(heights) + 0.35)
    y = 0.0
    for (_, rows), height in zip(services, heights, strict=True):
        _service(sheet, rows, y + height - BELOW)
        y += height
        sheet.rule(MARGIN, y, width - MARGIN, y)
    sheet.dot(MARGIN + RADIUS, y + 0.18, RADIUS, style.FILL)
    sheet.text(MARGIN + 0.22, y + 0.18, "one wait that was recorded", size=style.SMALL_SIZE)
    return sheet


def _height(rows: DataFrame) -> float:
    label = len(label_lines(str(rows["service"].iloc[0]))) * LINE_HEIGHT + 0.15
    return max(ABOVE + _most(rows) * STEP + BELOW, label)


def _service(sheet: Sheet, rows: DataFrame, base: float) -> None:
    """The line of one service at this height, its dots above it and its ends below."""
    left, end = MARGIN + LABEL_WIDTH, _end(rows)
    sheet.lines(MARGIN, base - 0.1, label_lines(str(rows["service"].iloc[0])))
    sheet.rule(left, base, left + LINE_WIDTH, base, style.INK)
    sheet.text(left, base + 0.17, "0", "center", style.SMALL_SIZE, style.QUIET)
    sheet.text(left + LINE_WIDTH, base + 0.17, plural(end, "day"), "center",
               style.SMALL_SIZE, style.QUIET)  # fmt: skip
    limit, standard = int(rows["limit"].iloc[0]), str(rows["standard"].iloc[0])
    if standard:
        x = left + LINE_WIDTH * limit / end
        top = base - STEP * _most(rows) - 0.14
        sheet.rule(x, top, x, base + 0.06, style.INK)
        is_early = limit < end / 2
        align: Align = "left" if is_early else "right"
        beside = 0.05 if is_early else -0.05
        sheet.text(x + beside, top + 0.02, standard, align, style.SMALL_SIZE)
    for x, layer in _layers(rows):
        sheet.dot(left + x, base - RADIUS - 0.02 - layer * STEP, RADIUS, style.FILL)


def _end(rows: DataFrame) -> int:
    return max(int(rows["days"].max()), int(rows["limit"].iloc[0]), 1)


def _most(rows: DataFrame) -> int:
    """How many dots stand on top of each other at the highest place."""
    return 1 + max(layer for _, layer in _layers(rows))


def _layers(rows: DataFrame) -> Iterator[tuple[float, int]]:
    """Where each dot stands on the line in inches, and how many stand under it."""
    placed: list[tuple[float, int]] = []
    for days in rows["days"]:
        x = LINE_WIDTH * int(days) / _end(rows)
        taken = {layer for other, layer in placed if x - other < STEP}
        layer = next(n for n in range(len(placed) + 1) if n not in taken)
        placed.append((x, layer))
        yield x, layer
