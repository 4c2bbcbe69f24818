"""The audit before, beside this one: the same questions, counts side by side, and one sentence."""

from collections.abc import Iterator

from audit_tools.audience import AudienceFacts, GradeCount
from audit_tools.numbers import Share, plural
from audit_tools.side_by_side import SideBySide, beside
from reports.kinds import sentences
from reports.outline import Fold, Heading, Node, Paragraph, Term, Terms


def audit_before(now: AudienceFacts, then: AudienceFacts | None) -> list[Node]:
    """Nothing where there is no audit before, or where one of the two has nothing agreed."""
    both = beside(now, then) if then else None
    if both is None:
        return []
    return [
        Heading("Beside the audit before", anchor="audit-before"),
        Paragraph(both.sentence, leads=True),
        Paragraph(_which(both, " so far" if now.interim else "")),
        *sentences.corrected(both.counted, both.corrected_then, " in the audit before"),
        *_grades(both),
        *_themes(both),
        *_asked_for(both),
    ]


def _which(both: SideBySide, so_far: str) -> str:
    before = sentences.opening(both.counted.number(both.cases_then))
    return f"{before} in “{both.then}”, {both.counted.number(both.cases_now)} in this one{so_far}."


def _grades(both: SideBySide) -> Iterator[Node]:
    if not both.graded_alike:
        yield Paragraph("The two audits graded with different words, so grades are not compared.")
    if not both.sections:
        return
    rows = tuple(
        Term(
            f"{one.number} {one.title}".strip(),
            (f"Before: {_counts(one.then)}", f"Now: {_counts(one.now)}"),
        )
        for one in both.sections
    )
    shown = f"{len(both.sections)} of {both.asked_now} sections are in both"
    yield Fold("Agreed grades side by side", (Terms(rows),), shown)


def _counts(counts: tuple[GradeCount, ...]) -> str:
    """``good 2, inadequate 1``, in the order of the scale."""
    said = (f"{one.grade.label.lower()} {one.count}" for one in counts if one.count)
    return ", ".join(said) or "no grade agreed"


def _themes(both: SideBySide) -> Iterator[Node]:
    """By their titles. On a phone two lines are read where five columns are not."""
    if not both.themes:
        return
    rows = tuple(
        Term(
            one.title,
            (
                f"Went well: {_two(one.well_then, one.well_now)}",
                f"Could be better: {_two(one.better_then, one.better_now)}",
            ),
        )
        for one in both.themes
    )
    yield Fold("Themes side by side", (Terms(rows),), plural(len(rows), "theme"))


def _two(then: Share, now: Share) -> str:
    """``2 of 6 before, 1 of 4 now``."""
    return f"{sentences.short(then)} before, {sentences.short(now)} now"


def _asked_for(both: SideBySide) -> Iterator[Node]:
    """What exists: who was to act on which findings. What they did is recorded nowhere yet."""
    if not both.asked_for:
        return
    rows = tuple(
        Term(
            row.label,
            (
                f"{sentences.areas(row.rests_on.findings)}, to: {row.goes_to}.",
                f"Themes: {'; '.join(row.themes)}.",
            ),
        )
        for row in both.asked_for
    )
    said = Paragraph("What became of it is not recorded here: ask those to whom it went.")
    yield Fold("What the audit before asked for", (said, Terms(rows)))
