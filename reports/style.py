"""How pictures look: one colour, the rest neutral, and everything readable in black and white."""

from functools import cache

INK = "#0b0c0c"
QUIET = "#505a5f"
RULE = "#b1b4b6"
PAPER = "#ffffff"
FILL = "#144e81"
# From the best grade to the lowest. Black letters stand out on each: the darkest gives 7 to 1.
TINTS = ("#ffffff", "#d9e6f1", "#a9c6de", "#74a3c9")

TEXT_SIZE = 10.5
SMALL_SIZE = 8.5
HEADING_SIZE = 11.5

INCHES_A_LETTER = 0.086
"""The width of a letter of ``TEXT_SIZE`` in DejaVu Sans, the widest of the fonts, on average."""


def tint(rank: int, grades: int) -> str:
    """The tint of the grade with this rank from the best (0), on a scale of so many grades."""
    if grades <= 1:
        return TINTS[0]
    return TINTS[round(rank * (len(TINTS) - 1) / (grades - 1))]


@cache
def set_up_matplotlib() -> None:
    """Set what pictures need, once: the settings are of the whole process, and so never change.

    Text stays text, so that it can be read and enlarged; the same picture has the same bytes; a
    dollar in a title is a dollar and no formula.
    """
    # Loaded with the first picture: it costs more than all the rest of a page.
    from matplotlib import rcParams  # noqa: PLC0415

    rcParams["svg.fonttype"] = "none"
    rcParams["svg.hashsalt"] = "golden-thread"
    rcParams["text.parse_math"] = False
    rcParams["font.family"] = ["sans-serif"]
    rcParams["font.sans-serif"] = ["Arial", "Helvetica", "Liberation Sans", "DejaVu Sans"]
