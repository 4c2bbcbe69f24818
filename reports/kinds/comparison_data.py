"""What is set beside each other, as data: a row for each thing that two audits compare, and a row
for each theme and area of published findings. The numbers are those of the page."""

from collections.abc import Iterator

from audit_tools.across import Across
from audit_tools.side_by_side import Compared, SideBySide
from reports.kinds import across as areas
from reports.kinds import side_by_side as two
from reports.outline import Outline, Table

COMPARED = {
    "About": "Agreed grades, themes that could be better, themes that went well, or the outcome",
    "Title": "The section, the theme or the question",
    "Before": "In how many it was seen, or met the standard, in the audit before",
    "Before, of": "Of how many in the audit before",
    "Now": "In how many now",
    "Now, of": "Of how many now",
    "Difference, of 100": "Now less before, as if of 100 each; empty where one is of none",
    "Difference at least": "The lower end of its range, 95 of 100 (Newcombe)",
    "Difference at most": "The upper end of its range",
    "What may be said": "The three words, or that it is not judged",
    "In both": "What became of those in both audits, where there are enough of them",
    "Judged": "What the group that reads both says of the theme, if it said something",
}
COMPARED_WIDTHS = (4, 8, 2, 2, 2, 2, 3, 3, 3, 4, 6, 3)
COUNTS = ("Before", "Before, of", "Now", "Now, of")
SECTIONS = {
    "Section": "The section of the audit tool",
    "Grade": "The agreed grade",
    "Before": "In how many it was agreed in the audit before",
    "Now": "In how many now",
}
LEFT_OUT = {
    "Question": "A question that the two audits did not ask alike",
    "Why": "Why its answers do not stand beside each other",
}
BY_AREA = {
    "Theme": "The theme",
    "Area": "The area that was inspected",
    "Went well": "How many findings of the area speak of it as something that went well",
    "Could be better": "How many speak of it as something that could be better",
}


def comparison_as_data(both: SideBySide) -> Outline:
    """Two audits: each thing that is compared, every agreed grade, and what is not compared."""
    rows = (*_sections(both), *_themes(both), *_outcome(both))
    compared = _table("Compared", COMPARED, rows, COUNTS, COMPARED_WIDTHS)
    grades = _table("Agreed grades", SECTIONS, tuple(_grades(both)), COUNTS, (5, 3, 2, 2))
    left_out = tuple(two.left_out_row(one) for one in both.left_out)
    others = (_table("Questions left out", LEFT_OUT, left_out, (), (9, 8)),) if left_out else ()
    return two.framed(both, (compared, grades, *others))


def across_as_data(given: Across) -> Outline:
    """Published findings: each theme in each area, those that are in none of its findings too."""
    rows = tuple(
        (row.title, area, str(cell.strengths), str(cell.developments))
        for row in given.themes
        for area, cell in zip(given.areas, row.cells, strict=True)
    )
    counts = ("Went well", "Could be better")
    table = _table("Themes by area", BY_AREA, rows, counts, (5, 3, 2, 3))
    return areas.framed(given, (table,))


def _table(
    caption: str,
    columns: dict[str, str],
    rows: tuple[tuple[str, ...], ...],
    counts: tuple[str, ...],
    widths: tuple[int, ...],
) -> Table:
    meanings = tuple(columns.values())
    return Table(caption, tuple(columns), rows, widths, True, meanings, counts=counts)


def _sections(both: SideBySide) -> Iterator[tuple[str, ...]]:
    for one in both.sections:
        yield _row("Agreed grades", two.name_of(one), one.met, two.GRADED)


def _themes(both: SideBySide) -> Iterator[tuple[str, ...]]:
    judged = both.judgement.themes if both.judgement else {}
    for side, of in two.SIDES:
        for one in both.themes:
            course = judged.get(one.key)
            yield _row(side, one.title, of(one), two.NOTED, course.label if course else "")


def _outcome(both: SideBySide) -> Iterator[tuple[str, ...]]:
    if both.safer:
        yield _row("Outcome", two.safer_of(both), both.safer, two.GRADED)


def _row(
    about: str, title: str, one: Compared, words: tuple[str, str], judged: str = ""
) -> tuple[str, ...]:
    counts = (one.then.count, one.then.of, one.now.count, one.now.of)
    difference = two.points(one)
    return (
        about,
        title,
        *map(str, counts),
        *(map(str, difference) if difference else ("", "", "")),
        one.change.value,
        two.in_both(one, words),
        judged,
    )


def _grades(both: SideBySide) -> Iterator[tuple[str, ...]]:
    for one in both.sections:
        then, now = ({c.grade.key: c.count for c in counts} for counts in (one.then, one.now))
        for grade in both.now.scale:
            beside = (str(counts.get(grade.key, 0)) for counts in (then, now))
            yield two.name_of(one), grade.label, *beside
