"""The font of our papers: where it is, which characters it has, and how wide its words are.

It comes with a library of ours, and is the widest of those that a Word file is likely to be shown
in: what fits in it fits in Arial and in what stands in for Arial.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

UPRIGHT, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
CM_A_POINT = 2.54 / 72


def font_folder() -> Path:
    """Where its files are. Raises ``RuntimeError`` where the library that brings it is missing."""
    found = find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("matplotlib, which brings the font of our papers, is not installed.")
    return Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


@cache
def characters() -> frozenset[int]:
    """The characters that the font has, upright and bold."""
    return frozenset(_advances(UPRIGHT)) & frozenset(_advances(BOLD))


def width_of(word: str, points: float, *, bold: bool) -> float:
    """How many centimetres wide a word is in letters of so many ``points``."""
    advances = _advances(BOLD if bold else UPRIGHT)
    return sum(advances.get(ord(letter), 1.0) for letter in word) * points * CM_A_POINT


@cache
def _advances(file: str) -> dict[int, float]:
    """How wide each character is, as a share of the size of the letters."""
    with TTFont(font_folder() / file, lazy=True) as font:
        widths, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[name][0] / unit for code, name in font.getBestCmap().items()}
