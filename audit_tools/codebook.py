"""A theme list: the themes into which findings are sorted, and what usually helps with each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from audit_tools.errors import Invalid


@dataclass(frozen=True)
class Theme:
    """A theme with its permanent key.

    `code` is the short name used in tables (T01); `usual_remedies` are keys of what would help,
    the usual one first; `training_implication` is the learning that would fit where knowledge or
    skill was the cause, and is empty where training is never the answer; `audience` says for whom.
    `stands_for` are keys of earlier themes: one that was merged into it, or that it was split from.
    `part_of` is the key of the theme or the group that it stands under, empty for none; `colour`
    (`#46aa00`) and `guid` are what a program of qualitative analysis gave it, or empty.
    """

    key: str
    code: str
    title: str
    definition: str
    usual_remedies: tuple[str, ...]
    training_implication: str = ""
    audience: str = ""
    stands_for: tuple[str, ...] = ()
    part_of: str = ""
    colour: str = ""
    guid: str = ""


@dataclass(frozen=True)
class ThemeGroup:
    """A heading over themes, into which nothing is sorted; the rest as in `Theme`."""

    key: str
    title: str
    definition: str = ""
    part_of: str = ""
    colour: str = ""
    guid: str = ""


Part = Theme | ThemeGroup


@dataclass(frozen=True)
class Codebook:
    """One version of a theme list, in the order in which the themes are shown."""

    key: str
    version: int
    title: str
    themes: tuple[Theme, ...]
    groups: tuple[ThemeGroup, ...] = ()

    @cached_property
    def _by_key(self) -> dict[str, Theme]:
        return {theme.key: theme for theme in self.themes}

    @cached_property
    def _by_tag(self) -> dict[str, tuple[str, ...]]:
        """Which themes each key means: its own, and those that stand for it."""
        meant: dict[str, tuple[str, ...]] = {}
        for theme in self.themes:
            for tag in {theme.key: None, **dict.fromkeys(theme.stands_for)}:
                meant[tag] = (*meant.get(tag, ()), theme.key)
        return meant

    @property
    def parts(self) -> tuple[Part, ...]:
        """The groups, then the themes."""
        return (*self.groups, *self.themes)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {one.key: one.title for one in self.parts}

    def over(self, theme: Theme) -> str:
        """The title of what a theme stands under; empty for nothing."""
        return self._titles.get(theme.part_of, "")

    def theme(self, key: str) -> Theme:
        """The theme with this key. Raises Invalid when the list has none."""
        if key not in self._by_key:
            raise Invalid("This theme list has no such theme.", place=key)
        return self._by_key[key]

    def meant_by(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The themes of this version that tags of a tool or of an inspection mean, each once."""
        return tuple(dict.fromkeys(key for tag in tags for key in self._by_tag.get(tag, ())))

    def __contains__(self, key: object) -> bool:
        return key in self._by_key
