"""What inspectors found in several areas: each theme in each area, strengths beside developments.

Areas are named, since their letters are published. Nothing is netted: one area can be praised and
told to do better on one theme, and often is.
"""

from dataclasses import dataclass

from audit_tools.cycles import CHILDREN, Counted


def names_areas(attribution: str, counted: Counted) -> bool:
    """Whether an audit holds published findings about areas, which are named: never children."""
    return bool(attribution) and counted != CHILDREN


@dataclass(frozen=True)
class Cell:
    """How many findings of one area on one theme say that it went well, and how many not yet."""

    strengths: int
    developments: int

    @property
    def is_both(self) -> bool:
        return bool(self.strengths and self.developments)


@dataclass(frozen=True)
class ThemeAcross:
    """One theme in every area, in the order of the areas."""

    key: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def is_both(self) -> bool:
        """Whether it is a strength somewhere and an area for development somewhere."""
        return any(c.strengths for c in self.cells) and any(c.developments for c in self.cells)


@dataclass(frozen=True)
class Across:
    """The table. ``attribution`` says whose words the findings are, ``corrected`` that a record of
    them was corrected after it was signed off."""

    key: str
    title: str
    areas: tuple[str, ...]
    themes: tuple[ThemeAcross, ...]
    attribution: str
    marking: str
    invented: bool
    corrected: bool = False
