"""How the numbers of an audit are made, and how little so few can tell.

A page of its own under the summary and the last chapter of its paper. Only here does each theme
have a range; the summary says once that there is one.
"""

from collections.abc import Iterator

from audit_tools.audience import AudienceFacts, SectionRow, Side
from audit_tools.numbers import Share, joined
from audit_tools.priorities import A_THIRD
from audit_tools.statistics.agreement import Coefficients
from audit_tools.statistics.bounds import Bounds
from audit_tools.statistics.intervals import wilson
from audit_tools.statistics.jeffreys import chance_at_least
from audit_tools.statistics.ladder import LIKELY
from reports.kinds import sentences
from reports.kinds.audit_paper import audit_paper
from reports.kinds.priorities import rule
from reports.outline import Heading, Node, Outline, Paragraph, Table, Term, Terms

TITLE = "How the numbers are made"
ANCHOR = "how-made"


def how_made(facts: AudienceFacts) -> Outline:
    """The page of its own."""
    return audit_paper(TITLE, facts, _chapters(facts, 2))


def last_chapter(facts: AudienceFacts) -> tuple[Node, ...]:
    """The same as the last chapter of the summary's paper."""
    return (Heading(TITLE, anchor=ANCHOR), *_chapters(facts, 3)) if facts.cases else ()


def _chapters(facts: AudienceFacts, level: int) -> Iterator[Node]:
    if not facts.cases:
        yield Paragraph("No discussion has been agreed yet, so there are no numbers.")
        return
    yield Heading("What is counted", level, "counted")
    yield Terms(tuple(_rules(facts)))
    yield Heading("How they were chosen", level, "chosen")
    yield Paragraph(f"{sentences.chosen(facts)} {_tells_of(facts)}")
    yield Heading("What is missing", level, "missing")
    yield Paragraph(_missing(facts))
    if facts.themes:
        yield Heading("How little so few can tell", level, "ranges")
        yield from _themes(facts)
    if facts.sections:
        yield from _grades(facts)
        yield Heading("Where agencies' own grades differed", level, "differences")
        yield from _differences(facts)
    if any(row.priority for row in facts.themes):
        yield Heading("How a priority is suggested", level, "suggested")
        yield Paragraph(rule(facts))


def _rules(facts: AudienceFacts) -> Iterator[Term]:
    counted = facts.counted
    yield Term(
        sentences.opening(counted.many),
        (
            f"Each {counted.one} counts once, however many findings there are about it and "
            "however many agencies told of it.",
            f"{sentences.of_cases(facts, facts.agreed)} are counted: those whose discussion is "
            "agreed. One that was withdrawn is in no count.",
        ),
    )
    yield Term(
        "Themes",
        (
            "In how many something went well, and beside it in how many it could be better. One "
            "does not cancel the other.",
            *_sorted_twice(facts),
        ),
    )
    if facts.sections:
        yield Term(
            "Grades",
            (
                "As the discussions agreed them: counted and never averaged. An agency's own "
                "grades stay with the people of the case.",
            ),
        )
    yield Term("Audit tool", (facts.tool.words, *_earlier(facts)))
    yield Term("Theme list", (facts.theme_list.words,))


def _earlier(facts: AudienceFacts) -> Iterator[str]:
    """In how many cases an earlier version was answered, and what is not counted of them."""
    for one in facts.earlier:
        told = f"{sentences.short(one.cases)} were answered with {one.edition.words}."
        if one.otherwise:
            told += (
                f" Nothing is counted of them in what it asks otherwise: {joined(one.otherwise)}."
            )
        yield told[0].upper() + told[1:]


def _sorted_twice(facts: AudienceFacts) -> tuple[str, ...]:
    """How far two people sorted alike, where a second did."""
    alike = facts.sorted_twice
    if not alike.of:
        return ()
    of = Share(alike.of, facts.findings_sorted.of)
    return (
        f"A second person sorted {sentences.short(of)} findings without seeing how they were "
        f"sorted: {sentences.short(alike)} exactly alike. The others stay as they were first "
        "sorted, or were sorted anew.",
    )


def _tells_of(facts: AudienceFacts) -> str:
    if facts.by_chance:
        return (
            "Chance alone chose, so a range below says how common something may be among all from "
            "whom they were drawn."
        )
    return (
        f"Somebody chose, so a range below says how little {facts.counted.number(facts.cases)} can "
        f"tell, and nothing of other {facts.counted.many}."
    )


def _missing(facts: AudienceFacts) -> str:
    if not facts.all_returns.of:
        return "No returns were asked for, so none is missing."
    received = sentences.received(facts)
    if not facts.incomplete.count:
        return f"{received} So nothing is missing from any number."
    return (
        f"{received} For {sentences.of_cases(facts, facts.incomplete)} something is missing. A "
        "missing return could have told of a theme that nobody saw, or turned an agreed grade. "
        "Nothing is put in its place: beside a number stands what it could have been."
    )


def _themes(facts: AudienceFacts) -> Iterator[Node]:
    yield Paragraph(
        "The range beside a number is what the number is consistent with, of 100, at the usual "
        "95 in 100 confidence (Wilson's score interval)."
    )
    yield Table(
        f"What {facts.counted.number(facts.cases)} can tell of each theme",
        ("Theme", "Could be better", "Went well"),
        tuple(
            (
                row.title,
                _better(facts, row.developments),
                _seen(row.strengths),
            )
            for row in facts.themes
        ),
        (6, 5, 5),
        meanings=(
            "The theme",
            "In how many it was seen as an area for development, what that is consistent with, and "
            "what it could have been",
            "In how many it was seen as a strength, with the same",
        ),
    )


def _better(facts: AudienceFacts, side: Side) -> str:
    """By the measure by which a change is called likely: whether it is common."""
    is_common = chance_at_least(side.share, A_THIRD) >= LIKELY
    common = ("likely a third of all or more",) if is_common and facts.by_chance else ()
    return "\n".join((_seen(side), *common))


def _seen(side: Side) -> str:
    return _uncertain(side.share, side.bounds)


def _uncertain(share: Share, bounds: Bounds) -> str:
    """A count, its range, and what it could have been with what is missing."""
    interval = wilson(share)
    low, high = round(100 * interval.low), round(100 * interval.high)
    could = f"{bounds.lowest} to {bounds.highest} with what is missing"
    counted = f"{sentences.short(share)}, range {low} to {high} of 100"
    return counted if bounds.is_settled else f"{counted}\n{could}"


def _grades(facts: AudienceFacts) -> Iterator[Node]:
    good = joined(grade.label for grade in facts.scale if grade.meets_standard)
    graded = (row for row in facts.sections if row.met.of)
    yield Table(
        f"In how many the agreed grade meets the standard ({good})",
        ("Section", "Meets the standard"),
        tuple((_name(row), _uncertain(row.met, row.met_bounds)) for row in graded),
        (8, 5),
        meanings=(
            "The section of the audit tool",
            "In how many, of those with an agreed grade, what that is consistent with, and what it "
            "could have been",
        ),
    )


def _name(row: SectionRow) -> str:
    return f"{row.number} {row.title}".strip()


def _differences(facts: AudienceFacts) -> Iterator[Node]:
    yield Paragraph(_what_a_difference_is(facts))
    compared = [row for row in facts.sections if row.differed.of]
    if not compared:
        yield Paragraph(f"For no {facts.counted.one} were there two agencies' grades to compare.")
        return
    yield Table(
        "In how many the grades were how far apart, the widest first",
        ("Section", "Same grade", "One step apart", "Two or more"),
        tuple(_apart(row) for row in sorted(compared, key=_widest)),
        (8, 3, 3, 3),
        meanings=(
            "The section of the audit tool",
            "In how many all agencies gave the same grade, of those with two grades or more",
            "In how many the furthest two were one step apart",
            "In how many the furthest two were two steps apart or more",
        ),
    )


def _what_a_difference_is(facts: AudienceFacts) -> str:
    found = facts.coefficients
    if found is None:
        return (
            "Agencies grade their own part, so two that differ may both be right, and no "
            "coefficient of agreement is given."
        )
    readers = f"Whoever read {facts.counted.a} graded the same thing."
    if isinstance(found, Coefficients):
        return (
            f"{readers} Of {facts.counted.number(found.of)} that two graded: Krippendorff's "
            f"ordinal alpha {found.alpha:.2f}, Gwet's AC2 with ordinal weights {found.ac2:.2f}."
        )
    return (
        f"{readers} Coefficients of agreement are not computable: {found.why} "
        f"({facts.counted.number(found.of)} that two graded)."
    )


def _widest(row: SectionRow) -> tuple[int, int]:
    return row.within_one.count - row.within_one.of, -row.differed.count


def _apart(row: SectionRow) -> tuple[str, ...]:
    of = row.differed.of
    same, further = of - row.differed.count, of - row.within_one.count
    counts = (same, row.differed.count - further, further)
    return (_name(row), *(f"{count} of {of}" for count in counts))
