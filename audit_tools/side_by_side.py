"""Two audits by the same tool side by side: counts of each, and nothing made of both.

No difference, no arrow and no share of a hundred: the children are others, and they are few. What
an audience may be given of each audit was decided before, for each by itself.
"""

from dataclasses import dataclass

from audit_tools.audience import AudienceFacts, GradeCount, RemedyRow, SectionRow, ThemeRow
from audit_tools.cycles import Counted
from audit_tools.numbers import Share


@dataclass(frozen=True)
class SectionBeside:
    """The agreed grades of a section in both audits, every grade of the scale with its count."""

    number: str
    title: str
    then: tuple[GradeCount, ...]
    now: tuple[GradeCount, ...]


@dataclass(frozen=True)
class ThemeBeside:
    """In how many cases of each audit a theme went well, and in how many it could be better."""

    title: str
    well_then: Share
    well_now: Share
    better_then: Share
    better_now: Share


@dataclass(frozen=True)
class SideBySide:
    """``then`` is the audit before, ``now`` this one.

    ``sections`` are those that both tools have, ``asked_now`` of how many; where the two audits
    graded with different words there are none. ``asked_for`` is what would have helped ``then``;
    ``corrected_then`` of how many of its cases the record was changed after it was signed off.
    """

    then: str
    now: str
    cases_then: int
    cases_now: int
    counted: Counted
    sections: tuple[SectionBeside, ...]
    asked_now: int
    graded_alike: bool
    themes: tuple[ThemeBeside, ...]
    asked_for: tuple[RemedyRow, ...]
    corrected_then: Share

    @property
    def sentence(self) -> str:
        """What may be said of the two, and no more."""
        return f"Different {self.counted.many}, and too few to say that anything changed."


def beside(now: AudienceFacts, then: AudienceFacts) -> SideBySide | None:
    """Both audits side by side; ``None`` while one of them has no agreed case."""
    if not now.cases or not then.cases:
        return None
    alike = [grade.key for grade in now.scale] == [grade.key for grade in then.scale]
    return SideBySide(
        then.title,
        now.title,
        then.cases,
        now.cases,
        now.counted,
        _sections(now, then) if alike else (),
        len(now.sections),
        alike,
        _themes(now, then),
        then.remedies,
        then.corrected,
    )


def _sections(now: AudienceFacts, then: AudienceFacts) -> tuple[SectionBeside, ...]:
    before: dict[str, SectionRow] = {row.key: row for row in then.sections}
    return tuple(
        SectionBeside(row.number, row.title, before[row.key].counts, row.counts)
        for row in now.sections
        if row.key in before
    )


def _themes(now: AudienceFacts, then: AudienceFacts) -> tuple[ThemeBeside, ...]:
    """The themes seen in either audit by their titles: an order that says nothing of change."""
    rows_now, rows_then = ({row.key: row for row in facts.themes} for facts in (now, then))
    titles = {row.key: row.title for row in (*then.themes, *now.themes)}
    return tuple(
        ThemeBeside(
            titles[key],
            *_shares(rows_then.get(key), rows_now.get(key), then.cases, now.cases),
        )
        for key in sorted(titles, key=lambda key: titles[key].casefold())
    )


def _shares(
    then: ThemeRow | None, now: ThemeRow | None, cases_then: int, cases_now: int
) -> tuple[Share, Share, Share, Share]:
    none_then, none_now = Share(0, cases_then), Share(0, cases_now)
    return (
        then.strengths.share if then else none_then,
        now.strengths.share if now else none_now,
        then.developments.share if then else none_then,
        now.developments.share if now else none_now,
    )
