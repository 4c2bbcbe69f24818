"""Waits as dots, one for each that was recorded, beside the service's own standard.

Every service has a line of its own from 0 days to its longest wait, since hours and years do not
fit on one. Dots that would cover each other stand on top of each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit_tools.numbers import plural
from reports import style
from reports.charts.sheet import LABEL_WIDTH, MARGIN, NARROW, Align, Labels, Medium, Sheet

if TYPE_CHECKING:
    from pandas import DataFrame

LINE_WIDTH, NARROW_LINE_WIDTH = 4.2, 3.0
RADIUS = 0.065
STEP = 2 * RADIUS + 0.02
ABOVE, BELOW = 0.28, 0.34
END_WIDTH = 0.9


def draw_waits(dots: DataFrame, medium: Medium = Medium.SCREEN) -> Sheet:
    """Draw ``figures.wait_dots``; on a phone each service stands above its line."""
    narrow = medium is Medium.PHONE
    long = NARROW_LINE_WIDTH if narrow else LINE_WIDTH
    services = [
        _Service(rows, long, are_above=narrow) for _, rows in dots.groupby("key", sort=False)
    ]
    width = NARROW if narrow else 2 * MARGIN + LABEL_WIDTH + LINE_WIDTH + END_WIDTH
    sheet = Sheet.of_size(width, sum(one.height for one in services) + 0.35)
    y = 0.0
    for one in services:
        one.draw(sheet, y)
        y += one.height
        sheet.rule(MARGIN, y, width - MARGIN, y)
    sheet.dot(MARGIN + RADIUS, y + 0.18, RADIUS, style.FILL)
    sheet.text(MARGIN + 0.22, y + 0.18, "one wait that was recorded", size=style.SMALL_SIZE)
    return sheet


class _Service:
    """One service: its name, its line, the dots above the line and the ends below."""

    def __init__(self, rows: DataFrame, long: float, *, are_above: bool) -> None:
        self.rows, self.long = rows, long
        self.end = max(int(rows["days"].max()), int(rows["limit"].iloc[0]), 1)
        self.dots = list(self._dots())
        self.most = 1 + max(layer for _, layer in self.dots)
        self.labels = Labels(ABOVE + self.most * STEP + BELOW, are_above)
        self.name = self.labels.lines(str(rows["service"].iloc[0]))
        self.height = self.labels.height(self.name)

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw it from this height on."""
        sheet.lines(MARGIN, y + self.labels.middles(self.height)[0], self.name)
        left, base = self.labels.left, y + self.height - BELOW
        sheet.rule(left, base, left + self.long, base, style.INK)
        for x, text in ((left, "0"), (left + self.long, plural(self.end, "day"))):
            sheet.text(x, base + 0.17, text, "center", style.SMALL_SIZE, style.QUIET)
        self._standard(sheet, left, base)
        for x, layer in self.dots:
            sheet.dot(left + x, base - RADIUS - 0.02 - layer * STEP, RADIUS, style.FILL)

    def _standard(self, sheet: Sheet, left: float, base: float) -> None:
        limit, standard = int(self.rows["limit"].iloc[0]), str(self.rows["standard"].iloc[0])
        if not standard:
            return
        x = left + self.long * limit / self.end
        top = base - STEP * self.most - 0.14
        sheet.rule(x, top, x, base + 0.06, style.INK)
        is_early = limit < self.end / 2
        align: Align = "left" if is_early else "right"
        beside = 0.05 if is_early else -0.05
        sheet.text(x + beside, top + 0.02, standard, align, style.SMALL_SIZE)

    def _dots(self) -> Iterator[tuple[float, int]]:
        """Where each dot stands on the line in inches, and how many stand under it."""
        placed: list[tuple[float, int]] = []
        for days in self.rows["days"]:
            x = self.long * int(days) / self.end
            taken = {layer for other, layer in placed if x - other < STEP}
            layer = next(n for n in range(len(placed) + 1) if n not in taken)
            placed.append((x, layer))
            yield x, layer
