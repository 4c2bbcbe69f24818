"""Strengths and areas for development facing each other from a common middle, never netted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_tools.cycles import Counted
from reports import style
from reports.charts.sheet import LABEL_WIDTH, LINE_HEIGHT, MARGIN, Sheet, label_lines
from reports.figures import DEVELOPMENT, STRENGTH

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_SQUARES = 20
NUMBERS_TO = 12
COUNT_WIDTH = 0.85
MIDDLE = 0.34
NARROWEST = 1.35
BAR_WIDTH = 2.6
HEADER = 0.75
FOOTER = 0.5


def draw_themes(squares: DataFrame, counted: Counted) -> Sheet:
    """Draw ``figures.theme_squares``: squares for up to twenty cases, beyond that bars."""
    cases = int(squares["case"].max())
    labels = {
        str(key): label_lines(str(rows["theme"].iloc[0]))
        for key, rows in squares.groupby("key", sort=False)
    }
    step = _step(cases)
    block = max(cases * step, NARROWEST) if cases <= MOST_SQUARES else BAR_WIDTH
    heights = [max(0.31, len(lines) * LINE_HEIGHT + 0.12) for lines in labels.values()]
    width = 2 * MARGIN + LABEL_WIDTH + 2 * (COUNT_WIDTH + block) + MIDDLE
    sheet = Sheet.of_size(width, HEADER + sum(heights) + FOOTER)
    middle = MARGIN + LABEL_WIDTH + COUNT_WIDTH + block + MIDDLE / 2
    columns = _Columns(sheet, cases, step, block, middle)
    columns.header(counted)
    seen = {key: rows["seen"].tolist() for key, rows in squares.groupby(["key", "side"])}
    y = HEADER
    for (key, lines), height in zip(labels.items(), heights, strict=True):
        sheet.lines(MARGIN, y + height / 2, lines)
        for side in (STRENGTH, DEVELOPMENT):
            columns.side(side, seen[(key, side)], y + height / 2)
        sheet.rule(MARGIN, y + height, width - MARGIN, y + height)
        y += height
    sheet.rule(middle, HEADER - 0.1, middle, y, style.INK)
    columns.legend(counted, y + FOOTER / 2)
    return sheet


def _step(cases: int) -> float:
    """The width of one square with its gap, in inches."""
    return 0.27 if cases <= 8 else 0.22 if cases <= NUMBERS_TO else 0.16


class _Columns:
    """The two blocks of squares and the counts at their outer ends."""

    def __init__(self, sheet: Sheet, cases: int, step: float, block: float, middle: float) -> None:
        self.sheet, self.cases, self.step, self.block, self.middle = (
            sheet,
            cases,
            step,
            block,
            middle,
        )
        self.squares = cases <= MOST_SQUARES

    def left(self, side: str) -> float:
        """Where the first square of a side stands; both sides run from left to right."""
        if side == DEVELOPMENT:
            return self.middle + MIDDLE / 2
        return self.middle - MIDDLE / 2 - (self.cases * self.step if self.squares else self.block)

    def header(self, counted: Counted) -> None:
        ends = self.middle - MIDDLE / 2, self.middle + MIDDLE / 2
        size = style.HEADING_SIZE
        self.sheet.text(ends[0], 0.25, "Went well", "right", size, bold=True)
        self.sheet.text(ends[1], 0.25, "Could be better", "left", size, bold=True)
        if self.squares:
            for side in (STRENGTH, DEVELOPMENT):
                for case in self._numbered():
                    x = self.left(side) + (case - 0.5) * self.step
                    self.sheet.text(x, 0.55, str(case), "center", style.SMALL_SIZE, style.QUIET)

    def _numbered(self) -> list[int]:
        """Every case's number while they fit, then every fifth."""
        if self.cases <= NUMBERS_TO:
            return list(range(1, self.cases + 1))
        return [1, *range(5, self.cases + 1, 5)]

    def side(self, side: str, seen: list[bool], y: float) -> None:
        if self.squares:
            self._squares(side, seen, y)
        else:
            self._bar(side, sum(seen), y)
        count = f"{sum(seen)} of {len(seen)}"
        colour = style.INK if any(seen) else style.QUIET
        out = MIDDLE / 2 + self.block + 0.12
        if side == STRENGTH:
            self.sheet.text(self.middle - out, y, count, "right", colour=colour)
        else:
            self.sheet.text(self.middle + out, y, count, "left", colour=colour)

    def _squares(self, side: str, seen: list[bool], y: float) -> None:
        size = self.step * 0.74
        for place, filled in enumerate(seen):
            x = self.left(side) + place * self.step + (self.step - size) / 2
            self.sheet.box(
                x,
                y - size / 2,
                size,
                size,
                style.FILL if filled else style.PAPER,
                outline=style.FILL if filled else style.QUIET,
            )

    def _bar(self, side: str, count: int, y: float) -> None:
        length = self.block * count / self.cases
        left = self.left(side) + (self.block - length if side == STRENGTH else 0)
        self.sheet.box(self.left(side), y - 0.08, self.block, 0.16, style.PAPER, outline=style.RULE)
        if count:
            self.sheet.box(left, y - 0.08, length, 0.16, style.FILL, outline=style.FILL)

    def legend(self, counted: Counted, y: float) -> None:
        if not self.squares:
            text = f"The length of a bar is the number of {counted.many}, of {self.cases}."
            self.sheet.text(MARGIN, y, text, size=style.SMALL_SIZE)
            return
        size = 0.15
        self.sheet.box(MARGIN, y - size / 2, size, size, style.FILL, outline=style.FILL)
        self.sheet.text(MARGIN + 0.22, y, f"found for this {counted.one}", size=style.SMALL_SIZE)
        self.sheet.box(MARGIN + 2.0, y - size / 2, size, size, style.PAPER, outline=style.QUIET)
        self.sheet.text(MARGIN + 2.22, y, "not found", size=style.SMALL_SIZE)
