"""Two audits by the same tool beside each other, and what may be said of the difference.

Counts of both, the range of the difference, and one of three words where the rule could judge it.
No arrow, no share without its count, and nothing "improved". What an audience may be given of each
audit was decided before, for each by itself; of children who are in both there are counts alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit_tools.audience import AudienceFacts, GradeCount, SectionRow
from audit_tools.comparable import Alike, LeftOut
from audit_tools.judgements import Judgement
from audit_tools.numbers import Share, joined, plural
from audit_tools.statistics.change import Moved, each_with_each
from audit_tools.statistics.intervals import Interval, newcombe
from audit_tools.statistics.jeffreys import chance_more_rose, chance_of_rise
from audit_tools.statistics.ladder import Change, Grounds, word

FEWEST_AGAIN = 3
"""Of fewer children who are in both audits nothing is said but that they are: it would be said of
a child whom somebody knows."""


@dataclass(frozen=True)
class SeenAgain:
    """What became of children who are in both audits. ``count`` is how many they are.

    The maps go from the keys of sections and themes: how many were graded higher, or were newly
    ("higher") or no longer ("lower") a case in which the theme was seen.
    """

    count: int = 0
    sections: Mapping[str, Moved] = field(default_factory=dict)
    well: Mapping[str, Moved] = field(default_factory=dict)
    better: Mapping[str, Moved] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Whether they are enough to say more of them than how many they are."""
        return self.count >= FEWEST_AGAIN


@dataclass(frozen=True)
class Again:
    """What became of the children in both, and what may be said of it."""

    moved: Moved
    change: Change


@dataclass(frozen=True)
class Compared:
    """One count in both audits. ``difference`` is now minus then, as shares from -1 to 1."""

    then: Share
    now: Share
    difference: Interval
    change: Change
    again: Again | None = None


@dataclass(frozen=True)
class SectionBeside:
    """The agreed grades of a section in both audits.

    ``met`` compares in how many the grade is good enough; ``each`` every case of now with every
    case of then.
    """

    number: str
    title: str
    then: tuple[GradeCount, ...]
    now: tuple[GradeCount, ...]
    met: Compared
    each: Moved


@dataclass(frozen=True)
class ThemeBeside:
    """In how many cases of each audit a theme went well, and in how many it could be better."""

    key: str
    title: str
    well: Compared
    better: Compared


@dataclass(frozen=True)
class SideBySide:
    """``then`` is the audit before, ``now`` this one.

    ``sections`` and ``themes`` are those that were asked about alike; ``otherwise`` are the titles
    of those that were not, ``left_out`` the questions that were not, each with why. ``safer`` is in
    how many the discussion found the child safer, where both asked. ``again`` says how many are in
    both. ``judgement`` is what a group that reads them said of the themes, where one was recorded.
    """

    then: AudienceFacts
    now: AudienceFacts
    sections: tuple[SectionBeside, ...]
    themes: tuple[ThemeBeside, ...]
    safer: Compared | None
    otherwise: tuple[str, ...]
    again: int
    judgement: Judgement | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What may be said of each thing that is compared."""
        themes = (side.change for row in self.themes for side in (row.well, row.better))
        return (
            *(row.met.change for row in self.sections),
            *themes,
            *([self.safer.change] if self.safer else []),
        )

    @property
    def why_not_judged(self) -> str:
        """``2 of 6 cases are not agreed``: what keeps the rule from judging; empty where it can."""
        reasons = list(lacking(self.now))
        reasons += [f"{lack} in the audit before" for lack in lacking(self.then)]
        then, now = self.then.counted, self.now.counted
        if then != now:
            reasons.append(f"the audit before counts {then.many}, the later one {now.many}")
        return joined(reasons)


def lacking(facts: AudienceFacts) -> tuple[str, ...]:
    """What of an audit is still to come or missing."""
    left = facts.agreed.of - facts.agreed.count
    out = facts.all_returns.of - facts.all_returns.count
    lacks = []
    if left:
        verb = "is" if left == 1 else "are"
        lacks.append(f"{left} of {plural(facts.agreed.of, 'case')} {verb} not agreed")
    if out:
        verb = "was" if out == 1 else "were"
        lacks.append(
            f"{out} of {plural(facts.all_returns.of, 'expected return')} {verb} not received"
        )
    if facts.interim and not lacks:
        lacks.append("the later audit is not closed")
    return tuple(lacks)


def beside(
    then: AudienceFacts, now: AudienceFacts, alike: Alike, again: SeenAgain
) -> SideBySide | None:
    """Both audits beside each other; ``None`` while one of them has no agreed case."""
    if not now.cases or not then.cases:
        return None
    return _Comparison(then, now, alike, again).make()


@dataclass(frozen=True)
class _Comparison:
    then: AudienceFacts
    now: AudienceFacts
    alike: Alike
    again: SeenAgain

    def make(self) -> SideBySide:
        before = {row.key: row for row in self.then.sections}
        sections = [(before[row.key], row) for row in self.now.sections if row.key in before]
        themes = self._theme_titles()
        return SideBySide(
            self.then,
            self.now,
            tuple(self._section(*both) for both in sections if both[1].key in self.alike.sections),
            tuple(self._theme(*one) for one in themes if one[0] in self.alike.themes),
            self._safer(),
            (
                *(row.title for _, row in sections if row.key not in self.alike.sections),
                *(title for key, title in themes if key not in self.alike.themes),
            ),
            self.again.count,
            left_out=self.alike.left_out,
        )

    @property
    def _grounds(self) -> Grounds:
        """What is compared was asked alike, or it would not be."""
        return Grounds(
            comparable=True,
            same_unit=self.then.counted == self.now.counted,
            complete=not lacking(self.then) and not lacking(self.now),
            closed=not self.now.interim,
        )

    def _theme_titles(self) -> list[tuple[str, str]]:
        """The themes seen in either audit, by title: an order that says nothing of change."""
        titles = {row.key: row.title for row in (*self.then.themes, *self.now.themes)}
        return sorted(titles.items(), key=lambda one: one[1].casefold())

    def _section(self, then: SectionRow, now: SectionRow) -> SectionBeside:
        moved = self.again.sections.get(now.key)
        return SectionBeside(
            now.number,
            now.title,
            then.counts,
            now.counts,
            self._compare(then.met, now.met, moved),
            each_with_each(self._ranks(then), self._ranks(now)),
        )

    def _ranks(self, row: SectionRow) -> list[int]:
        """The agreed grades as ranks, the highest for the best."""
        worst_first = [grade.key for grade in reversed(self.now.scale)]
        return [worst_first.index(grade.key) for grade in row.grades if grade]

    def _theme(self, key: str, title: str) -> ThemeBeside:
        (well_then, better_then), (well_now, better_now) = (
            _shares(facts, key) for facts in (self.then, self.now)
        )
        return ThemeBeside(
            key,
            title,
            self._compare(well_then, well_now, self.again.well.get(key)),
            self._compare(
                better_then, better_now, self.again.better.get(key), more_is_better=False
            ),
        )

    def _safer(self) -> Compared | None:
        then, now = self.then.outcomes, self.now.outcomes
        if then is None or now is None or now.key not in self.alike.questions:
            return None
        return self._compare(then.safer, now.safer, None)

    def _compare(
        self, then: Share, now: Share, moved: Moved | None, *, more_is_better: bool = True
    ) -> Compared:
        rise = chance_of_rise(then, now)
        return Compared(
            then,
            now,
            newcombe(then, now),
            word(rise if more_is_better else 1 - rise, self._grounds),
            self._again(moved, more_is_better=more_is_better),
        )

    def _again(self, moved: Moved | None, *, more_is_better: bool) -> Again | None:
        if moved is None or not self.again.is_told:
            return None
        rise = chance_more_rose(moved.higher, moved.lower)
        return Again(moved, word(rise if more_is_better else 1 - rise, self._grounds))


def _shares(facts: AudienceFacts, theme: str) -> tuple[Share, Share]:
    """In how many a theme went well and could be better; one that is not listed was in none."""
    for row in facts.themes:
        if row.key == theme:
            return row.strengths.share, row.developments.share
    return Share(0, facts.cases), Share(0, facts.cases)
