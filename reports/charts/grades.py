"""Agreed grades by section: one box a case with the grade's initial, in the scale's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit_tools.audience import GradeLabel
from reports import style
from reports.charts.sheet import MARGIN, NARROW, NARROW_WIDTH, Labels, Medium, Sheet

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_BOXES, MOST_NARROW_BOXES = 20, 12
NUMBERS_TO = 12
BAR_WIDTH = 4.6
ROW, COUNTS_ROW = 0.4, 0.25
BOX_HEIGHT = 0.28
HEADER = 0.45
NO_GRADE = "\N{EN DASH}"


@dataclass(frozen=True)
class _Room:
    """How wide the parts are; without a ``step`` from box to box there are bars.

    On a phone the counts stand below the boxes, each with its grade.
    """

    labels: Labels
    block: float
    step: float
    count: float

    @property
    def left(self) -> float:
        return self.labels.left

    @property
    def counts(self) -> float:
        """Where the counts begin."""
        return self.left if self.labels.are_above else self.left + self.block + 0.2


def draw_grades(
    boxes: DataFrame, scale: Sequence[GradeLabel], medium: Medium = Medium.SCREEN
) -> Sheet:
    """Draw ``figures.grade_boxes``: boxes for up to twenty cases, beyond that stacked bars.

    On a phone titles stand above their boxes, and there are bars beyond twelve cases.
    """
    cases, kinds = int(boxes["case"].max()), len(scale) + 1
    narrow = medium is Medium.PHONE
    room = _narrow_room(cases, kinds) if narrow else _room(cases)
    titles = {
        str(key): room.labels.lines(str(rows["section"].iloc[0]))
        for key, rows in boxes.groupby("key", sort=False)
    }
    width = NARROW if narrow else room.counts + kinds * room.count + MARGIN
    heights = [room.labels.height(lines) for lines in titles.values()]
    legend = _legend_rows(scale, width)
    sheet = Sheet.of_size(width, HEADER + sum(heights) + 0.3 + len(legend) * 0.32)
    if room.step:
        _numbers(sheet, room, cases)
    if not narrow:
        _count_headings(sheet, room, scale)
    ranks = {str(key): rows["rank"].tolist() for key, rows in boxes.groupby("key")}
    y = HEADER
    for (key, lines), height in zip(titles.items(), heights, strict=True):
        title, drawn = room.labels.middles(height)
        sheet.lines(MARGIN, y + title, lines)
        _section(sheet, room, y + drawn, ranks[key], scale)
        sheet.rule(MARGIN, y + height, width - MARGIN, y + height)
        y += height
    _legend(sheet, y + 0.3, legend, scale)
    return sheet


def _room(cases: int) -> _Room:
    step = 0.4 if cases <= NUMBERS_TO else 0.3 if cases <= MOST_BOXES else 0
    return _Room(Labels(ROW), cases * step or BAR_WIDTH, step, 0.55)


def _narrow_room(cases: int, kinds: int) -> _Room:
    step = min(0.4, NARROW_WIDTH / cases) if cases <= MOST_NARROW_BOXES else 0
    labels = Labels(ROW + COUNTS_ROW, are_above=True)
    return _Room(labels, cases * step or NARROW_WIDTH, step, NARROW_WIDTH / kinds)


def _section(
    sheet: Sheet, room: _Room, y: float, given: list[int], scale: Sequence[GradeLabel]
) -> None:
    """The boxes or the bar of one section and its counts, the middle of them at this height."""
    is_narrow = room.labels.are_above
    middle = y - COUNTS_ROW / 2 if is_narrow else y
    if room.step:
        for place, rank in enumerate(given):
            _box(sheet, room.left + place * room.step, middle, room.step * 0.88, rank, scale)
    else:
        _bar(sheet, room, middle, given, scale)
    _counts(sheet, room, y + ROW / 2 if is_narrow else y, given, scale)


def _numbers(sheet: Sheet, room: _Room, cases: int) -> None:
    for case in range(1, cases + 1):
        x = room.left + (case - 1 + 0.44) * room.step
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
    sheet: Sheet, room: _Room, y: float, given: list[int], scale: Sequence[GradeLabel]
) -> None:
    """One stacked bar; a part too short for its number has it among the counts."""
    left = room.left
    for rank in (*range(len(scale)), -1):
        count = given.count(rank)
        width = room.block * count / len(given)
        if count:
            fill = style.tint(rank, len(scale)) if rank >= 0 else style.PAPER
            sheet.box(left, y - BOX_HEIGHT / 2, width, BOX_HEIGHT, fill, dashed=rank < 0)
        initial = scale[rank].initial if rank >= 0 else NO_GRADE
        text = f"{initial} {count}"
        if len(text) * style.INCHES_A_LETTER * 1.2 < width:
            sheet.text(left + width / 2, y, text, "center")
        left += width


def _initials(scale: Sequence[GradeLabel]) -> tuple[str, ...]:
    return (*(grade.initial for grade in scale), NO_GRADE)


def _count_headings(sheet: Sheet, room: _Room, scale: Sequence[GradeLabel]) -> None:
    for place, initial in enumerate(_initials(scale)):
        x = room.counts + room.count * (place + 0.49)
        sheet.text(x, 0.25, initial, "center", bold=True)


def _counts(
    sheet: Sheet, room: _Room, y: float, given: list[int], scale: Sequence[GradeLabel]
) -> None:
    ranks = (*range(len(scale)), -1)
    for place, (rank, initial) in enumerate(zip(ranks, _initials(scale), strict=True)):
        count = given.count(rank)
        colour = style.INK if count else style.QUIET
        text = f"{initial} {count}" if room.labels.are_above else str(count)
        x = room.counts + room.count * (place + 0.49)
        sheet.text(x, y, text, "center", colour=colour)


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
