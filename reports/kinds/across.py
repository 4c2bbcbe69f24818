"""What inspectors found in several areas, theme by area; strengths beside developments."""

from collections.abc import Callable, Iterator

from audit_tools.across import Across, Cell, ThemeAcross
from audit_tools.numbers import joined, plural
from reports.kinds.sentences import corrected_in
from reports.outline import Fold, Heading, Node, Outline, Paragraph, Table, Term, Terms

TITLE = "Themes by area"


def across(given: Across) -> Outline:
    """The table; below it the same as a list, which a narrow screen can show."""
    return framed(given, tuple(_nodes(given)))


def framed(given: Across, nodes: tuple[Node, ...]) -> Outline:
    """What is said of them under their title and marks."""
    return Outline(TITLE, given.title, nodes, given.invented, given.marking)


def _nodes(given: Across) -> Iterator[Node]:
    yield from corrected_in((given.title,) if given.corrected else ())
    if not given.themes:
        yield Paragraph("No finding is sorted into a theme.")
        return
    yield Paragraph(_on_both_sides(given), leads=True)
    yield Paragraph(
        "A number says how many findings of the area speak of the theme: as something that went "
        "well, or as something that could be better. One does not cancel the other."
    )
    columns = ("Theme", *given.areas)
    rows = tuple((row.title, *(_cell(cell) for cell in row.cells)) for row in given.themes)
    widths = (3, *(2 for _ in given.areas))
    yield Table("Findings by theme and area", columns, rows, widths)
    terms = tuple(Term(row.title, tuple(_sides(given, row))) for row in given.themes)
    listed = plural(len(terms), "theme")
    yield Fold("The same as a list", (Terms(terms),), listed, only_on_screen=True)
    yield Heading("Where the findings come from", anchor="source")
    yield Paragraph(" ".join(given.attribution.split()))


def _on_both_sides(given: Across) -> str:
    both = sum(row.is_both for row in given.themes)
    within = sum(any(cell.is_both for cell in row.cells) for row in given.themes)
    return (
        f"{both} of {plural(len(given.themes), 'theme')} went well in some area and could be "
        f"better in some; {within} of them did both in one and the same area."
    )


def _cell(cell: Cell) -> str:
    counts = {"well": cell.strengths, "better": cell.developments}
    return "\n".join(f"{word} {count}" for word, count in counts.items() if count) or "-"


def _sides(given: Across, row: ThemeAcross) -> Iterator[str]:
    sides: dict[str, Callable[[Cell], int]] = {
        "Went well": lambda cell: cell.strengths,
        "Could be better": lambda cell: cell.developments,
    }
    for label, count_of in sides.items():
        counts = zip(given.areas, map(count_of, row.cells), strict=True)
        found = [f"{area} {count}" for area, count in counts if count]
        if found:
            yield f"{label}: {joined(found)}."
