"""What a paper counts, kept with it, so that its next version says what changed since.

A digest says that two versions differ, and not in what. What was decided on an earlier version is
decided: a later one says so, and asks only what is still open.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from audit_tools.audience import AudienceFacts, Side
from audit_tools.dates import format_date
from audit_tools.governance import Decision
from audit_tools.numbers import plural
from audit_tools.priorities import Decision as Priority

MOST_NAMED = 5
ONLY_WORDS = (
    "No count, grade, priority or training need. Wording changed, or something else that is not "
    "counted."
)
NOT_KEPT = "What changed is not on file: that version was made before it was kept."


class Counts(StrEnum):
    """What is counted, in the order in which its changes are said."""

    AUDITED = "Counted"
    BETTER = "Could be better"
    WELL = "Went well"
    GRADES = "Agreed grades"
    PRIORITIES = "Priority"
    NEEDS = "Training needs"
    ELSEWHERE = "Training will not mend"


@dataclass(frozen=True)
class Figure:
    """One thing that a paper says as a count or a word, such as ``4 of 6 children``."""

    counts: Counts
    about: str
    said: str


@dataclass(frozen=True)
class EarlierPaper:
    """A version that was put before a meeting: what it asked and counted, what was decided on it.

    ``before`` is the board or group with the day. ``figures`` are empty where none were kept.
    """

    version: int
    digest: str
    body: UUID
    before: str
    asked: str = field(repr=False)
    decision: Decision | None = field(default=None, repr=False)
    figures: tuple[Figure, ...] = ()

    def decided(self, question: str) -> bool:
        """Whether something was decided where this was a part of what was asked."""
        return self.decision is not None and question in self.asked


def figures_of(facts: AudienceFacts) -> tuple[Figure, ...]:
    """All that the papers of an audit count, in the order in which they say it."""
    return tuple(_figures(facts))


def _figures(facts: AudienceFacts) -> Iterator[Figure]:
    for about, share in (
        (f"{facts.counted.many} whose discussion is agreed", facts.agreed),
        ("expected returns received", facts.all_returns),
        ("findings sorted", facts.findings_sorted),
    ):
        yield Figure(Counts.AUDITED, about, f"{share.count} of {share.of}")
    for row in facts.themes:
        yield from _side(facts, Counts.BETTER, row.title, row.developments)
        yield from _side(facts, Counts.WELL, row.title, row.strengths)
    for section in facts.sections:
        said = ", ".join(f"{one.grade.label.lower()} {one.count}" for one in section.counts)
        yield Figure(Counts.GRADES, section.title, said)
    for row in facts.themes:
        if row.priority:
            yield Figure(Counts.PRIORITIES, row.title, row.priority.standing.in_a_sentence)
    for need in facts.needs:
        yield from _side(facts, Counts.NEEDS, need.title, need.rests_on)
    for theme, remedies in themes_elsewhere(facts).items():
        yield Figure(Counts.ELSEWHERE, theme, ", ".join(remedies))


def _side(facts: AudienceFacts, counts: Counts, title: str, side: Side) -> Iterator[Figure]:
    """``in 4 of 6 children, 7 findings``; nothing for what was not seen."""
    if side.count:
        number = facts.counted.of(side.count, len(side.cases))
        yield Figure(counts, title, f"in {number}, {plural(side.findings, 'finding')}")


def themes_elsewhere(facts: AudienceFacts) -> dict[str, tuple[str, ...]]:
    """The themes of which something goes to who can act on it, each with what would help."""
    found: dict[str, tuple[str, ...]] = {}
    for row in facts.remedies:
        for theme in () if row.is_learning else row.themes:
            found[theme] = (*found.get(theme, ()), row.label.lower())
    return found


def what_changed(then: EarlierPaper, now: Sequence[Figure]) -> tuple[str, ...]:
    """What a paper says otherwise than an earlier version, a sentence for each thing counted."""
    if not then.figures:
        return (NOT_KEPT,)
    before = {(one.counts, one.about): one.said for one in then.figures}
    after = {(one.counts, one.about): one.said for one in now}
    changed: dict[Counts, list[str]] = {counts: [] for counts in Counts}
    for key in dict.fromkeys((*after, *before)):
        if before.get(key) != after.get(key):
            changed[key[0]].append(_change(key[1], before.get(key), after.get(key)))
    said = tuple(f"{counts}: {_named(listed)}." for counts, listed in changed.items() if listed)
    return said or (ONLY_WORDS,)


def _change(about: str, before: str | None, after: str | None) -> str:
    if after is None:
        return f"{about} no longer, was {before}"
    return f"{about} {after}, {f'was {before}' if before else 'new'}"


def _named(changes: Sequence[str]) -> str:
    more = len(changes) - MOST_NAMED
    return "; ".join((*changes[:MOST_NAMED], *([f"and {more} more, below"] if more > 0 else [])))


def latest_of(earlier: Sequence[EarlierPaper], body: UUID, version: int) -> EarlierPaper | None:
    """The version with which a new one is compared: the last that this body had, or else the last
    of all. ``earlier`` are in the order of their versions."""
    before = [one for one in earlier if one.version < version]
    theirs = [one for one in before if one.body == body]
    return next(reversed(theirs or before), None)


def what_is_decided(earlier: Iterable[EarlierPaper], facts: AudienceFacts) -> tuple[str, ...]:
    """What was decided on earlier versions and of the urgency of themes, with who and when."""
    on_papers = (
        f"{one.before}, on version {one.version}: {' '.join(one.decision.said.split())}"
        for one in earlier
        if one.decision
    )
    themes: dict[tuple[str, str], int] = {}
    for decided in _priorities(facts):
        key = (decided.group, format_date(decided.on))
        themes[key] = themes.get(key, 0) + 1
    urgent = (
        f"{group}, {day}: how urgent {plural(count, 'theme')} {'is' if count == 1 else 'are'}."
        for (group, day), count in themes.items()
    )
    return (*on_papers, *urgent)


def _priorities(facts: AudienceFacts) -> Iterator[Priority]:
    made = (row.priority.decided for row in facts.themes if row.priority)
    return (one for one in made if one)


def settled(earlier: Iterable[EarlierPaper], question: str, counts: Counts) -> frozenset[str]:
    """The things counted of which that question was decided already."""
    return frozenset(
        figure.about
        for one in earlier
        if one.decided(question)
        for figure in one.figures
        if figure.counts is counts
    )
