"""A sheet to draw on in inches from the top left corner, so that nothing depends on luck.

Every text has its place and its width is reckoned with the widest font, so a chart with 29 themes
and long titles does not overlap on a machine with other fonts than ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from reports import style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARGIN = 0.15
LABEL_WIDTH = 2.9
LINE_HEIGHT = 0.19
NARROW = 3.6
"""The width of a picture on a phone, where its letters are as large as those of the page."""
NARROW_WIDTH = NARROW - 2 * MARGIN

Align = Literal["left", "center", "right"]


def label_lines(text: str, width: float = LABEL_WIDTH) -> list[str]:
    """The text in lines that fit the width in inches; a word that is too long is broken."""
    return wrap(text, int(width / style.INCHES_A_LETTER)) or [""]


class Medium(Enum):
    """Where a picture is looked at."""

    SCREEN = "screen"
    PHONE = "phone"
    PAPER = "paper"


@dataclass(frozen=True)
class Labels:
    """Labels beside what is drawn or, on a phone, above it; ``row`` is how high it is at least."""

    row: float
    are_above: bool = False
    width: float = LABEL_WIDTH
    between: float = 0.12

    @property
    def left(self) -> float:
        """Where what is drawn begins."""
        return MARGIN if self.are_above else MARGIN + self.width

    def lines(self, text: str) -> list[str]:
        return label_lines(text, NARROW_WIDTH if self.are_above else self.width)

    def height(self, lines: list[str]) -> float:
        """The height of a label of these lines with what is drawn of it."""
        needed = len(lines) * LINE_HEIGHT + self.between
        return needed + self.row if self.are_above else max(needed, self.row)

    def middles(self, height: float) -> tuple[float, float]:
        """The middle of the label, and of what is drawn, from the top of both."""
        if self.are_above:
            return (height - self.row) / 2, height - self.row / 2
        return height / 2, height / 2


@dataclass(frozen=True)
class Sheet:
    """Width and height are in inches; y runs downwards."""

    figure: Figure
    axes: Axes

    @classmethod
    def of_size(cls, width: float, height: float) -> Sheet:
        style.set_up_matplotlib()
        # Loaded with the first picture: see reports.style.
        from matplotlib.figure import Figure  # noqa: PLC0415

        figure = Figure(figsize=(width, height), facecolor=style.PAPER)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, width), ylim=(height, 0))
        axes.set_axis_off()
        return cls(figure, axes)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        align: Align = "left",
        size: float = style.TEXT_SIZE,
        colour: str = style.INK,
        bold: bool = False,
    ) -> None:
        """One line of text, its middle at this height."""
        # A third of an em below the middle: the renderers' own centring differs.
        baseline = y + size / 72 * 0.35
        self.axes.text(
            x,
            baseline,
            text,
            ha=align,
            va="baseline",
            fontsize=size,
            color=colour,
            fontweight="bold" if bold else "normal",
        )

    def lines(self, x: float, y: float, lines: list[str], align: Align = "left") -> None:
        """Several lines, the middle of them at this height."""
        top = y - LINE_HEIGHT * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            self.text(x, top + number * LINE_HEIGHT, line, align)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        outline: str = style.INK,
        dashed: bool = False,
    ) -> None:
        """A box with its top left corner here."""
        # Loaded with the first picture: see reports.style.
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        self._add(
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=fill,
                edgecolor=outline,
                linewidth=0.9,
                linestyle="--" if dashed else "-",
                clip_on=False,
            )
        )

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        """A dot with its middle here."""
        # Loaded with the first picture: see reports.style.
        from matplotlib.patches import Circle  # noqa: PLC0415

        self._add(Circle((x, y), radius, facecolor=fill, edgecolor=style.INK, linewidth=0.9))

    def rule(self, x: float, y: float, to_x: float, to_y: float, colour: str = style.RULE) -> None:
        """A straight line."""
        # Loaded with the first picture: see reports.style.
        from matplotlib.lines import Line2D  # noqa: PLC0415

        self._add(Line2D([x, to_x], [y, to_y], color=colour, linewidth=0.8, clip_on=False))

    def _add(self, drawn: Artist) -> None:
        """Put something on the sheet. Its size is fixed: to let each thing say how far it reaches,
        as patches and plots do, takes longer than to make and to draw it."""
        self.axes.add_artist(drawn)

    def svg(self, title: str, description: str) -> bytes:
        """The picture, with the same bytes for the same picture."""
        return self._saved("svg", {"Title": title, "Description": description, "Date": None})

    def png(self, title: str, description: str) -> bytes:
        """The picture as dots, for documents that leave the application."""
        return self._saved("png", {"Title": title, "Description": description})

    def _saved(self, kind: str, metadata: dict[str, str | None]) -> bytes:
        buffer = BytesIO()
        self.figure.savefig(buffer, format=kind, metadata=metadata, dpi=144)
        return buffer.getvalue()
