"""A definition as a text that people can read and change, and that reads as the same tool again."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
)

_WIDTH = 100
_LONG = 70
_ABOUT = """\
# {title}, version {version}
#
# Keys are permanent: answers are stored under them. Texts may be reworded, and questions moved;
# a question that asks something else gets a key of its own. This file is checked, and what it
# would change is shown, before anything is published.

"""


class _Emitter(RoundTripEmitter):
    """Keeps what is quoted on one line: where it would be broken, spaces are lost or come in."""

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        super().write_double_quoted(text, split=False)


def write_definition(document: Mapping[str, Any]) -> str:
    """The YAML of a tool's document, with a first comment on what may be changed."""
    writer = YAML()
    writer.Emitter = _Emitter
    writer.width = _WIDTH
    writer.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    writer.dump(_readable(document), text)
    title = "".join(one if one.isprintable() else " " for one in document["title"])
    return _ABOUT.format(title=title, version=document["version"]) + text.getvalue()


def _readable(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _readable(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_readable(item) for item in value]
    return _text(value) if isinstance(value, str) else value


def _text(value: str) -> object:
    """Long texts are folded and lines kept as lines, where that reads as the same text again."""
    lines = value.split("\n")
    # The writer leaves it as it is, and what reads it takes it for the end of a line.
    if "\x85" in value:
        return DoubleQuotedScalarString(value)
    if not all(line and line == line.strip() and line.isprintable() for line in lines):
        return value
    if len(lines) > 1:
        return LiteralScalarString(value)
    return FoldedScalarString(value) if len(value) > _LONG else value
