"""Board assurance: what a board needs of an audit to be assured, or not to be, on two pages.

What does not fit is said to stand in the theme summary, and nothing is made smaller for it.
"""

from collections.abc import Callable, Iterator

from audit_tools.audience import AudienceFacts, Side, ThemeRow
from audit_tools.numbers import joined, plural
from reports.kinds import sentences
from reports.kinds.audit_paper import audit_paper
from reports.kinds.papers import without_empty_columns
from reports.outline import Heading, Node, Outline, Paragraph, Table, Term, Terms

MOST_THEMES = 5
MOST_NEEDS = 4
COLUMNS = {
    "Theme": "The theme, those seen in most cases first",
    "In how many": "In how many it was seen, of all that were agreed",
    "Agencies": "The agencies that the findings concern",
    "Priority": "How urgent it is, as a group decided or as the rule suggests",
}


def board_assurance(facts: AudienceFacts) -> Outline:
    """The two pages: how agencies worked together, what is done about it, how far it can be relied
    on."""
    title = "Interim: board assurance" if facts.interim else "Board assurance"
    return audit_paper(title, facts, _nodes(facts))


def _nodes(facts: AudienceFacts) -> Iterator[Node]:
    if not facts.themes:
        yield Paragraph("No finding is sorted into a theme, so there is nothing to assure yet.")
        return
    yield Paragraph(sentences.most_to_learn(facts), leads=True)
    yield Paragraph(sentences.most_to_keep(facts), leads=True)
    yield Heading("How well agencies worked together", anchor="together")
    yield from _side(facts, "Could be better", lambda row: row.developments, _urgency)
    yield from _side(facts, "Went well", lambda row: row.strengths, lambda _: "")
    yield from _graded(facts)
    yield Heading("What is done about it", anchor="done")
    yield Terms(tuple(_done(facts)))
    yield Heading("How far this can be relied on", anchor="relied-on")
    yield from sentences.basis(facts)


def _side(
    facts: AudienceFacts,
    label: str,
    side_of: Callable[[ThemeRow], Side],
    beside: Callable[[ThemeRow], str],
) -> Iterator[Node]:
    """The themes seen in most cases, and how many there are besides."""
    seen = sorted(
        (row for row in facts.themes if side_of(row).count),
        key=lambda row: -side_of(row).count,
    )
    if not seen:
        return
    rows = tuple(
        (
            row.title,
            sentences.of_cases(facts, side_of(row).share),
            sentences.opening(joined(side_of(row).agencies)),
            beside(row),
        )
        for row in seen[:MOST_THEMES]
    )
    meanings = tuple(COLUMNS.values())
    table = Table(label, tuple(COLUMNS), rows, (6, 3, 6, 3), meanings=meanings)
    yield without_empty_columns(table)
    if len(seen) > MOST_THEMES:
        more = plural(len(seen) - MOST_THEMES, "more theme")
        yield Paragraph(f"The theme summary has {more} of this kind.")


def _urgency(row: ThemeRow) -> str:
    """How urgent a theme is, and whether a group has decided that."""
    if row.priority is None:
        return ""
    said = row.priority.standing.label
    return said if row.priority.decided else f"{said} (suggested)"


def _graded(facts: AudienceFacts) -> Iterator[Node]:
    """In how many the agreed grade is good enough, section by section, as one sentence."""
    graded = [row for row in facts.sections if row.met.of]
    if not graded:
        return
    good = joined(grade.label.lower() for grade in facts.scale if grade.meets_standard)
    said = "; ".join(f"{row.title} {sentences.short(row.met)}" for row in graded)
    yield Paragraph(f"The agreed grade meets the standard ({good}): {said}.")


def _done(facts: AudienceFacts) -> Iterator[Term]:
    if facts.needs:
        yield Term("Training needs", tuple(_needs(facts)))
    elsewhere = [row for row in facts.remedies if not row.is_learning]
    if elsewhere:
        yield Term(
            "Goes elsewhere",
            tuple(f"{row.label}: {sentences.stopped(row.goes_to)}" for row in elsewhere),
        )
    if facts.followed_up is not None:
        yield Term("Immediate concerns", (_followed_up(facts),))
    if facts.inspection:
        numbers = joined(str(row.number) for row in facts.inspection)
        yield Term("Inspection", (f"This audit answers findings {numbers} of the inspection.",))


def _needs(facts: AudienceFacts) -> Iterator[str]:
    titles = [need.title for need in facts.needs]
    yield sentences.stopped("; ".join(titles[:MOST_NEEDS]))
    if len(titles) > MOST_NEEDS:
        yield f"And {len(titles) - MOST_NEEDS} more, in the paper on training needs."


def _followed_up(facts: AudienceFacts) -> str:
    done = "All that were raised were followed up."
    return done if facts.followed_up else "Not all that were raised have been followed up yet."
