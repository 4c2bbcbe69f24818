"""Versions of audit tools and theme lists as an audience is told of them."""

from dataclasses import dataclass

from audit_tools.numbers import Share


@dataclass(frozen=True)
class Edition:
    """A published version of an audit tool or a theme list."""

    title: str
    version: int

    @property
    def words(self) -> str:
        """``Serious youth violence, version 3``."""
        return f"{self.title}, version {self.version}"


@dataclass(frozen=True)
class EarlierEdition:
    """A version from which an audit moved on: in how many cases it was answered, and the questions
    of the later one that it does not ask alike, as people name them."""

    edition: Edition
    cases: Share
    otherwise: tuple[str, ...]
