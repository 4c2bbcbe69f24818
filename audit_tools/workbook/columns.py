"""How the parts of a definition stand in cells.

What a column holds is read off the shape of a definition, so that whatever a tool can say has a
column from the day on which it can be said.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from pydantic import BaseModel


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = auto()
    NUMBER = auto()
    FLAG = auto()
    KEYS = auto()
    LINES = auto()
    LINKS = auto()
    DATA = auto()


YES, NO = "yes", "no"
NONE = "-"
"""A list that is there and has nothing in it; an empty cell is no list at all. No key is this."""

_BESIDE = " | "
"""Between what a link is called and its address, which has no space in it."""

_FLAGS = {YES: True, "true": True, NO: False, "false": False}


def columns_of(model: type[BaseModel]) -> dict[str, Holds]:
    """What each part of a document holds, in the order of its shape."""
    schema = model.model_json_schema(by_alias=True)
    parts = schema.get("$defs", {})
    return {name: _holds(one, parts) for name, one in schema["properties"].items()}


def _holds(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> Holds:
    schema = _resolved(schema, parts)
    kinds = {"string": Holds.TEXT, "integer": Holds.NUMBER, "boolean": Holds.FLAG}
    if schema.get("type") in kinds:
        return kinds[schema["type"]]
    items = _resolved(schema.get("items", {}), parts)
    if schema.get("type") == "array" and items.get("properties", {}).keys() == {"text", "url"}:
        return Holds.LINKS
    if schema.get("type") != "array" or items.get("type") != "string":
        return Holds.DATA
    # A key has no spaces, as the pattern of all keys says; a free text may have any.
    is_key = "enum" in items or items.get("pattern", "").startswith("^[a-z]")
    return Holds.KEYS if is_key else Holds.LINES


def _resolved(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema without its references, and without the null that stands for "not said"."""
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            return _resolved(one, parts)
    if "$ref" in schema:
        return _resolved(parts[schema["$ref"].rpartition("/")[2]], parts)
    return schema


def cell_of(value: Any, holds: Holds) -> str:
    """A part of a document as a cell; ``value_of`` gives the same again."""
    if holds is Holds.FLAG:
        return YES if value else NO
    if holds is Holds.KEYS:
        return " ".join(value) or NONE
    if holds is Holds.LINES and not any("\n" in line or line.startswith("[") for line in value):
        return "\n".join(value)
    if holds is Holds.LINKS and not any("\n" in link["text"] for link in value):
        return "\n".join(f"{link['text']}{_BESIDE}{link['url']}" for link in value)
    if holds in (Holds.LINES, Holds.LINKS, Holds.DATA):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def value_of(cell: str, holds: Holds) -> Any:
    """What a cell says. A cell that is not of its column stays a text, for the checks to refuse."""
    if holds is Holds.FLAG:
        return _FLAGS.get(cell.casefold(), cell)
    if holds is Holds.NUMBER:
        return int(cell) if cell.isascii() and cell.isdecimal() else cell
    if holds is Holds.KEYS:
        # No key has a comma, which is what people put between.
        return [] if cell == NONE else cell.replace(",", " ").split()
    if holds is Holds.DATA or (holds is Holds.LINES and cell.startswith("[")):
        return _data(cell)
    if holds is Holds.LINKS:
        return _data(cell) if cell.startswith("[{") else [_link(one) for one in cell.split("\n")]
    return cell.split("\n") if holds is Holds.LINES else cell


def _link(line: str) -> dict[str, str]:
    text, beside, url = line.rpartition(_BESIDE if _BESIDE in line else _BESIDE.strip())
    address = {"url": url.strip()}
    return {"text": text.strip(), **address} if beside else address


def _data(cell: str) -> Any:
    try:
        return json.loads(cell)
    except (json.JSONDecodeError, RecursionError):
        return cell
