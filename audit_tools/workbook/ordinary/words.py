"""Names and texts of an ordinary form as a tool has them."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST_KEY = 50
_REFERENCE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)


def key_of(name: str, taken: Collection[str], prefix: str = "") -> str:
    """A permanent key made of a name, in small letters with hyphens; no other has it."""
    words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:LONGEST_KEY].strip("-")
    plain = words if words[:1].isalpha() else f"n{words}" if words else "unnamed"
    free, number = f"{prefix}{plain}", 2
    while free in taken:
        free, number = f"{prefix}{plain}-{number}", number + 1
    return free


def plain_text(text: str) -> str:
    """The text without formatting."""
    return _HEADING.sub("", _EMPHASIS.sub(r"\2", _TAG.sub("", text))).strip()


def without_references(text: str) -> str:
    """The text with the names of questions in brackets where their answers would be filled in."""
    return _REFERENCE.sub(r"[\1]", text)
