"""Themes that were seen in audits before, and the actions on them that there are meanwhile.

It is told and not judged: other cases were looked at, so that a theme is seen again shows neither
that an action failed nor that nothing changed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from audit_tools.codebook import Codebook
from audit_tools.cycles import Counted
from audit_tools.numbers import Share

MOST_AUDITS = 4
"""How many audits before are looked at: the latest."""


@dataclass(frozen=True)
class AuditBefore:
    """A closed audit before: how many cases it counts, and in which each theme could be better."""

    title: str
    counted: Counted
    cases: int
    themes: Mapping[str, Collection[object]]


@dataclass(frozen=True)
class ActionOn:
    """An action, as far as a summary tells of it."""

    plan: str
    number: int
    said: str = field(repr=False)
    status: str
    effect: str


@dataclass(frozen=True)
class SeenBefore:
    """In how many cases of an audit before a theme could be better."""

    audit: str
    counted: Counted
    share: Share


@dataclass(frozen=True)
class Recurring:
    """A theme that was seen before, the latest audit first, and the actions on it; ``None`` for
    whoever reads no plan."""

    theme: str
    seen: tuple[SeenBefore, ...]
    actions: tuple[ActionOn, ...] | None


def find_recurring(
    book: Codebook,
    themes: Iterable[str],
    before: Sequence[AuditBefore],
    actions: Sequence[tuple[Collection[str], ActionOn]] | None,
) -> tuple[Recurring, ...]:
    """Which of these themes were seen before; each action comes with the themes it is on."""
    found = []
    for theme in themes:
        same = _same_theme(book, theme)
        seen = tuple(one for audit in before if (one := _seen(audit, same)).share.count)
        if seen:
            on = (action for of, action in actions or () if not same.isdisjoint(of))
            found.append(Recurring(theme, seen, None if actions is None else tuple(on)))
    return tuple(found)


def _same_theme(book: Codebook, theme: str) -> frozenset[str]:
    """The keys that meant this theme before: its own, and those that were merged into it. A theme
    that it was split from is still there, and was another."""
    return frozenset({theme, *(k for k in book.theme(theme).stands_for if k not in book)})


def _seen(audit: AuditBefore, keys: frozenset[str]) -> SeenBefore:
    cases = {case for key in keys for case in audit.themes.get(key, ())}
    return SeenBefore(audit.title, audit.counted, Share(len(cases), audit.cases))
