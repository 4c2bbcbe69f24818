"""What the form on the themes of two audits shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit_tools.judgements import Course, Judgement
from audit_tools.numbers import Share
from audit_tools.side_by_side import Compared, SideBySide, ThemeBeside

UNJUDGED = ("", "Not judged")


@dataclass(frozen=True)
class ThemeLine:
    """One theme with its counts and what is said of it."""

    key: str
    title: str
    counts: str
    said: str


@dataclass(frozen=True)
class JudgementPage:
    title: str
    invented: bool
    lines: tuple[ThemeLine, ...]

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return (UNJUDGED, *((course.value, course.label) for course in Course))


def describe_judgement(both: SideBySide, typed: Mapping[str, str] | None) -> JudgementPage:
    """The form as it was typed, or else as it was last recorded."""
    said = themes_of(both.judgement) if typed is None else typed
    return JudgementPage(
        both.now.title,
        both.now.invented,
        tuple(_line(row, said.get(row.key, "")) for row in both.themes),
    )


def themes_of(judgement: Judgement | None) -> dict[str, str]:
    """What was recorded of each theme."""
    themes = judgement.themes if judgement else {}
    return {theme: course.value for theme, course in themes.items()}


def differences(both: SideBySide, typed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What somebody else recorded where something else was typed: theme and word."""
    theirs = themes_of(both.judgement)
    return tuple(
        (row.title, Course(theirs[row.key]).label if row.key in theirs else UNJUDGED[1])
        for row in both.themes
        if theirs.get(row.key, "") != typed.get(row.key, "")
    )


def _line(row: ThemeBeside, said: str) -> ThemeLine:
    counts = f"Could be better: {_two(row.better)}. Went well: {_two(row.well)}."
    return ThemeLine(row.key, row.title, counts, said)


def _two(one: Compared) -> str:
    return f"{_short(one.then)} before, {_short(one.now)} now"


def _short(share: Share) -> str:
    return f"{share.count} of {share.of}"
