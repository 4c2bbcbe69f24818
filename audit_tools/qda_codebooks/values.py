"""A codebook of another program as it was read, and how our own parts stand in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from audit_tools.codebook import Codebook, Part
from audit_tools.left_out import LeftOut

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ENDING = "qdc"
MEDIA_TYPE = "application/xml"
OURS = "Golden Thread"
"""Stands over what a description says for us, below what it says for everybody."""
_OF_LISTS = UUID("5a3f0c1e-6c0b-4f58-9a7d-2f5d0d6f6a11")
"""From which the guids of themes are made, so that they are the same in every file."""


@dataclass(frozen=True)
class ReadCode:
    """A code: ``over`` is the guid of the one it stands in, ``said`` what it says for us."""

    guid: str
    name: str
    definition: str = ""
    colour: str = ""
    is_codable: bool = True
    over: str = ""
    said: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ReadCodebook:
    """All codes of a file, each after the one it stands in. Where it was written here, ``key``,
    ``version`` and ``title`` say of which list; else they are empty and 0."""

    codes: tuple[ReadCode, ...]
    key: str = ""
    version: int = 0
    title: str = ""
    left_out: tuple[LeftOut, ...] = ()


def guid_of(list_key: str, part: Part) -> str:
    """What other programs know a theme or a group of a list by."""
    return (part.guid or str(uuid5(_OF_LISTS, f"{list_key}/{part.key}"))).upper()


def guid_of_list(codebook: Codebook) -> str:
    """What other programs know the set of all themes of a list by."""
    return str(uuid5(_OF_LISTS, codebook.key)).upper()


def escaped(text: str) -> str:
    """A text on one line; ``unescaped`` gives it again."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def unescaped(line: str) -> str:
    """The text of which ``escaped`` made a line."""
    found, signs = "", iter(line)
    for sign in signs:
        after = next(signs, "") if sign == "\\" else ""
        found += {"n": "\n", "r": "\r"}.get(after, after) if sign == "\\" else sign
    return found
