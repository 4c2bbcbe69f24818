"""Two audits beside each other: counts of both, the range of the difference, and three words,
or that the difference is not judged.

A page and a paper of its own. The summary of the later audit says in one sentence what comes of it.
"""

from collections.abc import Callable, Iterator, Sequence

from audit_tools.audience import AudienceFacts, GradeCount
from audit_tools.comparable import LeftOut
from audit_tools.dates import format_date
from audit_tools.judgements import Course
from audit_tools.numbers import joined, plural
from audit_tools.side_by_side import Compared, SectionBeside, SideBySide, ThemeBeside
from audit_tools.statistics.change import Moved
from audit_tools.statistics.ladder import Change
from reports.kinds import sentences
from reports.kinds.papers import without_empty_columns
from reports.kinds.remedies import remedy_rows
from reports.outline import Fold, Heading, Link, Node, Note, Outline, Paragraph, Table, Term, Terms

TITLE = "Two audits beside each other"


def side_by_side(both: SideBySide) -> Outline:
    """The page of its own."""
    return framed(both, tuple(_nodes(both)))


def framed(both: SideBySide, nodes: tuple[Node, ...]) -> Outline:
    """What is said of the two under their title and marks."""
    return Outline(
        TITLE,
        both.now.title,
        nodes,
        both.now.invented or both.then.invented,
        both.now.marking,
        rehearsal=both.now.rehearsal,
    )


def audit_before(both: SideBySide | None) -> list[Node]:
    """What the summary says of the audit before: one sentence, and where the rest stands."""
    if both is None:
        return []
    return [
        Heading("Beside the audit before", anchor="audit-before"),
        Paragraph(what_changed(both)),
        *_corrected(both),
        Link(TITLE, "comparison"),
    ]


def _corrected(both: SideBySide) -> list[Note]:
    """Of the audit now its own summary says so."""
    return sentences.corrected(both.now.counted, both.then.corrected, " in the audit before")


def what_changed(both: SideBySide) -> str:
    """``Of 14 things that both audits asked about, 1 is likely better, and for 13 ...``, or why
    nothing is judged."""
    changes = both.changes
    if not changes:
        return f"“{both.then.title}” asked about nothing in the same way."
    asked = plural(len(changes), "thing")
    beside = f"that both this audit and “{both.then.title}” asked about"
    if both.why_not_judged:
        stand = "stands" if len(changes) == 1 else "stand"
        word = changes[0].value.capitalize()
        return f"{word}: {both.why_not_judged}. {asked} {beside} {stand} beside each other."
    said = [
        f"{count} {'is' if count == 1 else 'are'} {change.value}"
        for change in (Change.LIKELY_BETTER, Change.LIKELY_WORSE)
        if (count := changes.count(change))
    ]
    unclear = changes.count(Change.NO_CLEAR_CHANGE)
    if not said:
        return f"No clear change in the {asked} {beside}."
    rest = f" There is no clear change in the other {unclear}." if unclear else ""
    return f"Of {asked} {beside}, {joined(said)}.{rest}"


def _nodes(both: SideBySide) -> Iterator[Node]:
    yield Paragraph(what_changed(both), leads=True)
    if likely := tuple(_likely(both)):
        yield Terms(likely)
    yield Paragraph(_who_they_are(both))
    yield from sentences.corrected(both.now.counted, both.now.corrected)
    yield from _corrected(both)
    yield from _judged(both)
    yield Heading("The two audits", anchor="audits")
    yield Terms((_audit("Before", both.then), _audit("Now", both.now)))
    yield Heading("What may be said", anchor="words")
    yield Paragraph(
        "“Likely better” and “likely worse” are said where the counts make it at least 95 of 100 "
        "likely; everything else that is judged is “no clear change”, which is not the same as no "
        "change. Nothing is judged until both audits are closed, every case is agreed and every "
        "expected return was received, nor where the two count something else. Of things that did "
        "not change at all, up to 1 in 7 may still be called likely. The difference is said "
        "as if there were 100 of each, with the range that so few leave open in brackets."
    )
    yield from _grades(both)
    yield from _themes(both)
    if both.safer:
        yield Heading("Outcome", anchor="outcome")
        safer = ((safer_of(both), both.safer),)
        yield _beside("Outcome", "Outcome", safer, GRADED, is_headed=True)
    yield from _otherwise(both)
    yield from _asked_for(both)


def _likely(both: SideBySide) -> Iterator[Term]:
    """What is likely better and what is likely worse, by name, with the side of it that says so."""
    named = [(one.title, "meet the standard", one.met) for one in both.sections]
    for side, of in SIDES:
        named += [(one.title, side[:1].lower() + side[1:], of(one)) for one in both.themes]
    if both.safer:
        named.append(("Outcome", "are safer", both.safer))
    for change in (Change.LIKELY_BETTER, Change.LIKELY_WORSE):
        said = [
            f"{title}: {_more(one)} {side}" for title, side, one in named if one.change is change
        ]
        if said:
            yield Term(sentences.opening(change.value), tuple(said))


def _more(one: Compared) -> str:
    """Whether it is said of more than before, out of as many."""
    return "more" if one.now.count * one.then.of > one.then.count * one.now.of else "fewer"


def _who_they_are(both: SideBySide) -> str:
    many = both.now.counted.many
    if not both.again:
        return f"They are different {many}."
    among = both.now.counted.of(both.again, both.now.cases)
    verb = "was" if both.again == 1 else "were"
    return (
        f"{among} {verb} in the audit before too. They are counted on both sides; the ranges take "
        f"all for different {many}, and so are rather too wide than too narrow."
    )


def _audit(label: str, facts: AudienceFacts) -> Term:
    so_far = " Interim: it can change until the audit is closed." if facts.interim else ""
    returns = sentences.received(facts) if facts.all_returns.of else "No returns were asked for."
    return Term(label, (facts.title, f"{sentences.chosen(facts)}{so_far}", returns))


def _grades(both: SideBySide) -> Iterator[Node]:
    if not both.sections:
        return
    good = joined(g.label for g in both.now.scale if g.meets_standard)
    yield Heading("Agreed grades", anchor="grades")
    yield Paragraph(f"In how many the agreed grade meets the standard ({good}).")
    met = tuple((name_of(one), one.met) for one in both.sections)
    yield _beside("Agreed grades that meet the standard", "Section", met, GRADED)
    every = Table(
        "Every agreed grade",
        ("Section", "Before", "Now", "Each one now beside each one before"),
        tuple(_every_grade(one) for one in both.sections),
        (5, 4, 4, 5),
        is_headed=True,
    )
    yield Fold("Every grade", (every,), plural(len(met), "section"))


def safer_of(both: SideBySide) -> str:
    return f"The {both.now.counted.one} is safer"


def name_of(one: SectionBeside) -> str:
    return f"{one.number} {one.title}".strip()


def _every_grade(one: SectionBeside) -> tuple[str, ...]:
    moved = (
        f"higher in {one.each.higher} of {one.each.of}, lower in {one.each.lower}, "
        f"the same in {one.each.same}"
    )
    pairs = moved if one.each.of else ""
    return name_of(one), _each_grade(one.then), _each_grade(one.now), pairs


def _each_grade(counts: tuple[GradeCount, ...]) -> str:
    """``good 2, inadequate 1``, in the order of the scale."""
    said = (f"{one.grade.label.lower()} {one.count}" for one in counts if one.count)
    return ", ".join(said) or "no grade agreed"


def _themes(both: SideBySide) -> Iterator[Node]:
    if not both.themes:
        return
    yield Heading("Themes", anchor="themes")
    for side, of in SIDES:
        yield _beside(side, "Theme", tuple((one.title, of(one)) for one in both.themes), NOTED)


def _better(one: ThemeBeside) -> Compared:
    return one.better


def _well(one: ThemeBeside) -> Compared:
    return one.well


SIDES: tuple[tuple[str, Callable[[ThemeBeside], Compared]], ...] = (
    ("Could be better", _better),
    ("Went well", _well),
)
GRADED = ("graded higher", "graded lower")
NOTED = ("newly", "no longer")


def _beside(
    caption: str,
    first: str,
    rows: Sequence[tuple[str, Compared]],
    moved: tuple[str, str],
    *,
    is_headed: bool = False,
) -> Table:
    """A row for each thing: both counts, the difference, what may be said, and what became of
    those in both audits, where there are enough of them."""
    columns = (first, "Before", "Now", "The difference, of 100", "What may be said", IN_BOTH)
    table = Table(
        caption,
        columns,
        tuple(
            (
                name,
                sentences.short(one.then),
                sentences.short(one.now),
                _difference(one),
                sentences.opening(one.change.value),
                in_both(one, moved),
            )
            for name, one in rows
        ),
        (6, 2, 2, 6, 4, 5),
        is_headed=is_headed,
    )
    return without_empty_columns(table)


IN_BOTH = "Those in both"


def in_both(one: Compared, words: tuple[str, str]) -> str:
    if not one.again:
        return ""
    counts = one.again.moved
    return f"Of {counts.of}: {_moved(counts, words)}: {one.again.change.value}"


def _moved(counts: Moved, words: tuple[str, str]) -> str:
    higher, lower = words
    return f"{counts.higher} {higher}, {counts.lower} {lower}, {counts.same} the same"


def _difference(one: Compared) -> str:
    """``33 more (17 fewer to 67 more)``"""
    if (found := points(one)) is None:
        return ""
    middle, low, high = map(_of_100, found)
    return f"{middle} ({low} to {high})"


def points(one: Compared) -> tuple[int, int, int] | None:
    """The difference and the ends of its range, as if there were 100 of each; ``None`` where one
    of the two counts is of none."""
    if not (one.then.of and one.now.of):
        return None
    middle = one.now.count / one.now.of - one.then.count / one.then.of
    return round(100 * middle), round(100 * one.difference.low), round(100 * one.difference.high)


def _of_100(number: int) -> str:
    if not number:
        return "no difference"
    return f"{abs(number)} {'more' if number > 0 else 'fewer'}"


def _judged(both: SideBySide) -> Iterator[Node]:
    """The table that partnerships publish, with the counts that it is said of."""
    said = both.judgement
    if said is None:
        return
    rows = [(said.themes[row.key], row) for row in both.themes if row.key in said.themes]
    courses = list(Course)
    yield Heading(f"What {said.group} says", anchor="judgement")
    yield Paragraph(
        f"Decided by {said.group} on {format_date(said.on)}. It is their own judgement, and the "
        "counts stand beside it."
    )
    yield Table(
        "Each theme as it was judged",
        ("Theme", "Judged", "Could be better", "Went well"),
        tuple(
            (row.title, course.label, _two(row.better), _two(row.well))
            for course, row in sorted(rows, key=lambda one: courses.index(one[0]))
        ),
        (6, 3, 4, 4),
    )


def _two(one: Compared) -> str:
    return f"{sentences.short(one.then)} before\n{sentences.short(one.now)} now"


def _otherwise(both: SideBySide) -> Iterator[Node]:
    """What is not compared, and which questions it is that were not asked alike."""
    if both.otherwise or both.left_out:
        yield Heading("Not compared", anchor="not-compared")
    if both.otherwise:
        titles = "; ".join(both.otherwise)
        yield Paragraph(f"The two audits did not ask the same about: {titles}.")
    if both.left_out:
        rows = tuple(left_out_row(one) for one in both.left_out)
        yield Table("Questions that are left out", ("Question", "Why"), rows, (9, 8))


def left_out_row(one: LeftOut) -> tuple[str, str]:
    """A question that is not compared, and why: ``1.4 Who asked?``, ``It takes other answers``."""
    why = f"{one.why}: {one.said}" if one.said else one.why.value
    return f"{one.number} {one.text}".strip(), why


def _asked_for(both: SideBySide) -> Iterator[Node]:
    """Who was to act on which findings. How far that is stands in the action plans."""
    if not both.then.remedies:
        return
    yield Heading("What the audit before asked for", anchor="asked-for")
    yield Paragraph("Where an action was made of it, the action plan says how far it is.")
    yield from remedy_rows(both.then, both.then.remedies)
