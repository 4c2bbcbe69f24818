"""What is misshapen in a definition, in sentences that say how to mend it, and where it is."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from audit_tools.definition.text import Parsed, Path

Held = TypeVar("Held")
Found = tuple[Path, str]
"""A problem before it has its place in words: the path to it, and the sentence."""


MOST_PROBLEMS = 500
"""A file with more is not a definition, and a sentence for each would only cost time."""


def find_in_shape(model: type[BaseModel], data: object) -> list[Found]:
    """Everything in which the data differs from the shape of the model, `MOST_PROBLEMS` at most."""
    try:
        model.model_validate_json(json.dumps(data))
    except ValidationError as error:
        errors = [dict(one) for one in error.errors(include_url=False)]
        names = sorted(_field_names(model.model_json_schema()))
        return [_found(one, names) for one in errors[:MOST_PROBLEMS] if _tells(one)]
    return []


def _tells(error: Mapping[str, Any]) -> bool:
    """A list with misshapen items is also called too short; only its items are worth saying."""
    return error["type"] != "too_short" or bool(len(error["input"]) < error["ctx"]["min_length"])


def _field_names(schema: Mapping[str, Any]) -> set[str]:
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}


def _found(error: dict[str, Any], names: list[str]) -> Found:
    path = tuple(step for step in error["loc"] if step != "[key]")
    sentence = _SENTENCES.get(error["type"])
    if sentence is None:
        return path, f"{error['msg']}."
    return path, sentence(path, error.get("ctx", {}), names)


def _last(path: Path) -> str:
    return str(path[-1]) if path else "definition"


def _unknown_key(path: Path, _context: Mapping[str, Any], names: list[str]) -> str:
    close = difflib.get_close_matches(_last(path), names, n=1)
    meant = f" Did you mean “{close[0]}”?" if close else " Take it out."
    return f"“{_last(path)}” is not known here.{meant}"


def _too_few(path: Path, context: Mapping[str, Any], _names: list[str]) -> str:
    least = context.get("min_length", 1)
    return f"List at least {least} under “{_last(path)}”."


def _listed(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _fixed(message: str) -> Callable[[Path, Mapping[str, Any], list[str]], str]:
    return lambda _path, _context, _names: message


_A_DATE = "Write a date here, such as 2024-05-16."

_SENTENCES: dict[str, Callable[[Path, Mapping[str, Any], list[str]], str]] = {
    "missing": lambda path, _context, _names: f"Add “{_last(path)}”.",
    "extra_forbidden": _unknown_key,
    "enum": lambda _path, context, _names: f"Use one of: {_listed(context['expected'])}.",
    "literal_error": lambda _path, context, _names: f"Write {context['expected']}.",
    "too_short": _too_few,
    "too_long": lambda path, context, _names: (
        f"List at most {context['max_length']} under “{_last(path)}”."
    ),
    "string_type": _fixed("Write a text here; put a number, true or false in quotes."),
    "string_too_short": _fixed("Write a text here; it is empty."),
    "string_too_long": lambda _path, context, _names: (
        f"Keep this to {context['max_length']} characters."
    ),
    "string_pattern_mismatch": lambda path, context, _names: _pattern(path, context),
    "bool_type": _fixed("Write true or false."),
    "int_type": _fixed("Write a whole number, without quotes."),
    "greater_than_equal": lambda _path, context, _names: f"Write {context['ge']} or more.",
    "less_than_equal": lambda _path, context, _names: f"Write {context['le']} or less.",
    "date_type": _fixed(_A_DATE),
    "date_parsing": _fixed(_A_DATE),
    "date_from_datetime_parsing": _fixed(_A_DATE),
    "date_from_datetime_inexact": _fixed(_A_DATE),
    "tuple_type": _fixed("Write a list here, each item on a line that begins with a hyphen."),
    "dict_type": _fixed("Write keys with their values here."),
    "model_type": _fixed("Write keys with their values here."),
    "model_attributes_type": _fixed("Write keys with their values here."),
    "json_invalid": _fixed(
        "This is nested too deeply, or holds a character that cannot be stored. Take it out."
    ),
}


def _pattern(path: Path, context: Mapping[str, Any]) -> str:
    if "https" in context["pattern"]:
        return "Write an address that begins with https://."
    if "x00" in context["pattern"]:
        return "This holds a control character. Take it out."
    if r"\." in context["pattern"]:
        return "Write the section's key, a dot and a name, such as voice.daily-life."
    return (
        f"A {_last(path) if isinstance(path[-1], str) else 'key'} begins with a letter, and has "
        "small letters, digits and hyphens only, such as trusted-person or score-3."
    )


def find_place(parsed: Parsed, path: Path) -> str:
    """A path in words, after its line where that is known: `line 9, sections.voice.why`; of a
    workbook where it is: `survey, row 9, column why`."""
    if parsed.places:
        return _nearest(parsed.places, path) or "settings"
    words = ".".join(_steps(parsed.data, path))
    line = find_line(parsed, path)
    return ", ".join(part for part in (f"line {line}" if line else "", words) if part)


def find_line(parsed: Parsed, path: Path) -> int:
    """The line of a path, or of what it would stand in; 0 when no line is known."""
    return _nearest(parsed.lines, path) or 0


def _nearest(held: Mapping[Path, Held], path: Path) -> Held | None:
    """What is held of a path, or of what it would stand in."""
    while path and path not in held:
        path = path[:-1]
    return held.get(path)


def _steps(data: object, path: Path) -> Iterator[str]:
    """Each step of a path: a section is called by its key, the rest of a list counts from 1."""
    within, held = "", data
    for step in path:
        held = _item(held, step)
        key = held.get("key") if isinstance(held, Mapping) and within == "sections" else None
        yield key if isinstance(key, str) else str(step + 1 if isinstance(step, int) else step)
        within = str(step)


def _item(held: object, step: str | int) -> object:
    if isinstance(held, Mapping):
        return held.get(step)
    if isinstance(held, list) and isinstance(step, int) and step < len(held):
        return held[step]
    return None
