"""A definition as a text that people can read and change, and that reads as the same tool again."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

_WIDTH = 100
_LONG = 70
_ABOUT = """\
# {title}, version {version}
#
# Keys are permanent: answers are stored under them. Texts may be reworded, and questions moved;
# a question that asks something else gets a key of its own. This file is checked, and what it
# would change is shown, before anything is published.

"""


def write_definition(document: Mapping[str, Any]) -> str:
    """The YAML of a tool's document, with a first comment on what may be changed."""
    writer = YAML()
    writer.width = _WIDTH
    writer.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    writer.dump(_readable(document), text)
    return _ABOUT.format(title=document["title"], version=document["version"]) + text.getvalue()


def _readable(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _readable(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_readable(item) for item in value]
    return _text(value) if isinstance(value, str) else value


def _text(value: str) -> object:
    """Long texts are folded and lines kept as lines, where that reads as the same text again."""
    lines = value.split("\n")
    if not all(line and line == line.strip() and line.isprintable() for line in lines):
        return value
    if len(lines) > 1:
        return LiteralScalarString(value)
    return FoldedScalarString(value) if len(value) > _LONG else value
