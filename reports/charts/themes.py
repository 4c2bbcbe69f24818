"""Strengths and areas for development facing each other from a common middle, never netted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit_tools.cycles import Counted
from reports import style
from reports.charts.sheet import MARGIN, NARROW_WIDTH, Labels, Medium, Sheet
from reports.figures import DEVELOPMENT, STRENGTH

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_SQUARES, MOST_NARROW_SQUARES = 20, 8
NUMBERS_TO = 12
COUNT_WIDTH, NARROW_COUNT_WIDTH = 0.85, 0.75
GAP, NARROW_GAP = 0.34, 0.2
NARROWEST = 1.35
BAR_WIDTH = 2.6
HEADER = 0.75
FOOTER = 0.5
_LABELS = {
    Medium.SCREEN: Labels(0.31),
    Medium.PHONE: Labels(0.31, are_above=True),
    Medium.PAPER: Labels(0.19, width=3.4, between=0),
}


@dataclass(frozen=True)
class _Room:
    """How wide the parts are; without a ``step`` from square to square there are bars."""

    labels: Labels
    count: float
    block: float
    step: float
    gap: float

    @property
    def middle(self) -> float:
        """Where both sides meet."""
        return self.labels.left + self.count + self.block + self.gap / 2

    @property
    def width(self) -> float:
        return self.middle + self.gap / 2 + self.block + self.count + MARGIN


def draw_themes(squares: DataFrame, counted: Counted, medium: Medium = Medium.SCREEN) -> Sheet:
    """Draw ``figures.theme_squares``: squares for up to twenty cases, beyond that bars.

    On a phone titles stand above their squares, and there are bars beyond eight cases. On paper the
    themes stand closer: they are to fit on a page that begins with sentences.
    """
    cases = int(squares["case"].max())
    room = _narrow_room(cases) if medium is Medium.PHONE else _room(cases, _LABELS[medium])
    titles = {
        str(key): room.labels.lines(str(rows["theme"].iloc[0]))
        for key, rows in squares.groupby("key", sort=False)
    }
    heights = [room.labels.height(lines) for lines in titles.values()]
    sheet = Sheet.of_size(room.width, HEADER + sum(heights) + FOOTER)
    columns = _Columns(sheet, cases, room)
    columns.header()
    seen = {key: rows["seen"].tolist() for key, rows in squares.groupby(["key", "side"])}
    y = HEADER
    for (key, lines), height in zip(titles.items(), heights, strict=True):
        title, drawn = room.labels.middles(height)
        sheet.lines(MARGIN, y + title, lines)
        for side in (STRENGTH, DEVELOPMENT):
            columns.side(side, seen[(key, side)], y + drawn)
        sheet.rule(MARGIN, y + height, room.width - MARGIN, y + height)
        y += height
    if not room.labels.are_above:
        sheet.rule(room.middle, HEADER - 0.1, room.middle, y, style.INK)
    columns.legend(counted, y + FOOTER / 2)
    return sheet


def _room(cases: int, labels: Labels) -> _Room:
    step = 0.27 if cases <= 8 else 0.22 if cases <= NUMBERS_TO else 0.16
    if cases > MOST_SQUARES:
        return _Room(labels, COUNT_WIDTH, BAR_WIDTH, 0, GAP)
    return _Room(labels, COUNT_WIDTH, max(cases * step, NARROWEST), step, GAP)


def _narrow_room(cases: int) -> _Room:
    block = NARROW_WIDTH / 2 - NARROW_COUNT_WIDTH - NARROW_GAP / 2
    step = min(block / cases, 0.2) if cases <= MOST_NARROW_SQUARES else 0
    return _Room(_LABELS[Medium.PHONE], NARROW_COUNT_WIDTH, block, step, NARROW_GAP)


class _Columns:
    """The two blocks of squares and the counts at their outer ends."""

    def __init__(self, sheet: Sheet, cases: int, room: _Room) -> None:
        self.sheet, self.cases = sheet, cases
        self.step, self.block, self.gap, self.middle = room.step, room.block, room.gap, room.middle
        self.squares, self.most = room.step > 0, room.labels.row - 0.04

    def left(self, side: str) -> float:
        """Where the first square of a side stands; both sides run from left to right."""
        if side == DEVELOPMENT:
            return self.middle + self.gap / 2
        whole = self.cases * self.step if self.squares else self.block
        return self.middle - self.gap / 2 - whole

    def header(self) -> None:
        ends = self.middle - self.gap / 2, self.middle + self.gap / 2
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
        out = self.gap / 2 + self.block + 0.12
        if side == STRENGTH:
            self.sheet.text(self.middle - out, y, count, "right", colour=colour)
        else:
            self.sheet.text(self.middle + out, y, count, "left", colour=colour)

    def _squares(self, side: str, seen: list[bool], y: float) -> None:
        size = min(self.step * 0.74, self.most)
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
            text = f"A bar is the number of {counted.many}, of {self.cases}."
            self.sheet.text(MARGIN, y, text, size=style.SMALL_SIZE)
            return
        size = 0.15
        self.sheet.box(MARGIN, y - size / 2, size, size, style.FILL, outline=style.FILL)
        self.sheet.text(MARGIN + 0.22, y, f"found for this {counted.one}", size=style.SMALL_SIZE)
        self.sheet.box(MARGIN + 2.0, y - size / 2, size, size, style.PAPER, outline=style.QUIET)
        self.sheet.text(MARGIN + 2.22, y, "not found", size=style.SMALL_SIZE)
