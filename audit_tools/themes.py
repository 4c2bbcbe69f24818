"""What was learned by theme: in which cases it went well, in which it could be better.

The two sides stand beside each other and are never netted: of 25 themes that the letters of six
inspections name on both sides, a signed score would have cancelled most. The case is what is
counted, however many findings it has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit_tools.findings import Finding
from audit_tools.places import FindingKind


@dataclass(frozen=True)
class Seen:
    """In which cases something was found, by whom, and by which findings.

    ``cases`` has one place for every case of the audit, always in the same order, so that
    one can see whether it is the same case again. ``agencies`` and ``findings`` are in the order
    in which they were met.
    """

    cases: tuple[bool, ...]
    agencies: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """In how many cases: from 0 to the number of cases."""
        return sum(self.cases)


@dataclass(frozen=True)
class ThemeSeen:
    """One theme: its strengths, and beside them its areas for development."""

    theme: str
    strengths: Seen
    developments: Seen

    @property
    def was_seen(self) -> bool:
        return bool(self.strengths.count or self.developments.count)


def seen_in(cases: Sequence[str], findings: Iterable[Finding]) -> Seen:
    """Where these findings were made. Findings of a case that is not counted are left out."""
    counted = tuple(f for f in findings if f.case in cases)
    found_in = {f.case for f in counted}
    return Seen(
        tuple(case in found_in for case in cases),
        tuple(dict.fromkeys(agency for f in counted for agency in f.agencies)),
        counted,
    )


def count_themes(
    themes: Sequence[str], cases: Sequence[str], findings: Sequence[Finding]
) -> tuple[ThemeSeen, ...]:
    """Every theme of the list, the one with most cases to learn from first.

    In the order of the most cases with an area for development, then with a strength, then of
    the list, so that equal evidence is never ranked by chance. ``themes`` are the keys of the
    list in its order, ``cases`` the references of the counted cases in theirs.
    """
    counted = [
        ThemeSeen(
            theme,
            seen_in(cases, _of(findings, theme, FindingKind.STRENGTH)),
            seen_in(cases, _of(findings, theme, FindingKind.DEVELOPMENT)),
        )
        for theme in themes
    ]
    return tuple(sorted(counted, key=lambda t: (-t.developments.count, -t.strengths.count)))


def _of(findings: Sequence[Finding], theme: str, kind: FindingKind) -> list[Finding]:
    return [f for f in findings if theme in f.themes and f.kind is kind]
