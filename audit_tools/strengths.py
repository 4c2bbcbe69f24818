"""The strengths bank: what audits saw go well, in wording agreed for sharing, theme by theme.

It is for those who train: a good example from practice says more than a rule. A line says in which
audit it was seen, and nothing of the case or of who did it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from audit_tools.cycles import AuditCycle


@dataclass(frozen=True)
class Strength:
    """One strength of one agreed case, in wording that somebody else than its writer agreed."""

    text: str = field(repr=False)
    audit: UUID
    themes: tuple[str, ...]


@dataclass(frozen=True)
class StrengthLine:
    """A wording once, and the audits that saw it; each with its number, if it was more than one."""

    text: str
    seen_in: tuple[str, ...]


@dataclass(frozen=True)
class StrengthsOfTheme:
    """The lines of a theme, by their letters."""

    key: str
    title: str
    lines: tuple[StrengthLine, ...]


@dataclass(frozen=True)
class StrengthsBank:
    """All lines that a reader may be given, by theme. ``at`` is when they were read, in UTC.

    Of the audits ``corrected``, by their titles, a record was corrected after it was signed off.
    """

    partnership: str
    marking: str
    invented: bool
    at: datetime
    themes: tuple[StrengthsOfTheme, ...]
    corrected: tuple[str, ...] = ()

    def on(self, theme: str) -> "StrengthsOfTheme | None":
        """The lines of one theme, if there are any."""
        return next((one for one in self.themes if one.key == theme), None)


def by_theme(
    strengths: Iterable[Strength], titles: Mapping[str, str], audits: Mapping[UUID, AuditCycle]
) -> tuple[StrengthsOfTheme, ...]:
    """The strengths sorted into their themes, in the order of ``titles``; a theme without any is
    left out. A strength of several themes stands in each."""
    listed = list(strengths)
    found = (
        StrengthsOfTheme(key, title, _lines([s for s in listed if key in s.themes], audits))
        for key, title in titles.items()
    )
    return tuple(one for one in found if one.lines)


def _lines(
    strengths: list[Strength], audits: Mapping[UUID, AuditCycle]
) -> tuple[StrengthLine, ...]:
    seen: dict[str, Counter[UUID]] = {}
    for one in strengths:
        seen.setdefault(one.text, Counter())[one.audit] += 1
    return tuple(
        StrengthLine(text, tuple(_where(audits[id], count) for id, count in counts.items()))
        for text, counts in sorted(seen.items(), key=lambda item: item[0].casefold())
    )


def _where(cycle: AuditCycle, count: int) -> str:
    """``Police notifications, February 2025, in 12 notifications``"""
    return f"{cycle.title}, in {cycle.counted.number(count)}" if count > 1 else cycle.title
