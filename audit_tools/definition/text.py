"""Text to plain data, with the line of everything in it, and with nothing that could do harm.

The YAML is read event by event. Nothing is recursive, nothing is ever made but texts, whole
numbers, true, false, lists and mappings, and an alias (with which a small file can grow without
end) is refused. A scalar that is no whole number, boolean or null stays the text it was written
as, so that the question number 1.10 is not taken for 1.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from audit_tools.errors import Invalid

LARGEST_TEXT = 1_000_000
"""Bytes. The largest shipped tool is a twentieth of it."""

DEEPEST_NESTING = 20

LARGEST_NUMBER = 999_999_999
"""What has more digits is read as a text."""

MOST_VALUES = 50_000
"""Keys, texts and lists together. The largest shipped tool has about 3,000."""

Source = Literal["yaml", "json"]
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Parsed:
    """Plain data; the line on which each path of it begins (from 1, for YAML only).

    `problems` are the lines that were not taken (0 where no line is known), each with a sentence.
    `places` say where in a workbook each path is, in words.
    """

    data: object
    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: tuple[tuple[int, str], ...] = ()
    places: Mapping[Path, str] = field(default_factory=dict)


def parse(text: str, source: Source = "yaml") -> Parsed:
    """Read a text into plain data; what repeats a key or uses an alias is among the problems.

    Raises Invalid when the text is too large, or is not YAML or JSON at all.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_TEXT:
        raise Invalid("This file is larger than 1 MB. A definition is text without pictures.")
    return _parse_json(text) if source == "json" else _parse_yaml(text)


def _parse_yaml(text: str) -> Parsed:
    builder = _Builder()
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise Invalid(_yaml_sentence(error), place=_mark_place(error)) from None
    except YAMLError:
        raise Invalid("This is not a YAML text. It holds characters that YAML refuses.") from None
    return Parsed(builder.root, builder.lines, tuple(builder.problems))


def _yaml_sentence(error: MarkedYAMLError) -> str:
    reason = str(error.problem or error.context or "it cannot be read").strip()
    return f"This is not YAML: {reason}. Check the indentation, colons and quotation marks here."


def _mark_place(error: MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    return f"line {mark.line + 1}" if mark else ""


@dataclass
class _Open:
    """A list or mapping whose end has not come yet; `key` is the mapping's key in waiting."""

    value: list[object] | dict[str, object]
    path: Path
    key: str | None = None
    keep: bool = True


class _Builder:
    """Takes the events of a YAML text one by one and builds the data they describe."""

    def __init__(self) -> None:
        self.root: object = None
        self.lines: dict[Path, int] = {}
        self.problems: list[tuple[int, str]] = []
        self._open: list[_Open] = []
        self._documents = 0
        self._taken = 0

    def take(self, event: Event) -> None:
        self._taken += 1
        if self._taken > MOST_VALUES:
            raise Invalid(
                "This holds more than a definition can. Divide it into two.", _line(event)
            )
        if isinstance(event, DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, AliasEvent):
            self._refuse(event, "Write the text out here; the YAML shorthand *name is not read.")
            self._add_scalar(event, "", "")
        elif isinstance(event, ScalarEvent):
            self._check_tag(event)
            self._add_scalar(event, str(event.value), _scalar(event))
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._check_tag(event)
            self._start(event, {} if isinstance(event, MappingStartEvent) else [])
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._open.pop()

    def _start_document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise Invalid("Keep one definition in a file: take out the line ---.", _line(event))

    def _check_tag(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.tag not in (None, "!"):
            self._refuse(event, "Take out the type written with an exclamation mark here.")

    def _refuse(self, event: Event, message: str) -> None:
        self.problems.append((event.start_mark.line + 1, message))

    def _start(self, event: Event, value: list[object] | dict[str, object]) -> None:
        if len(self._open) >= DEEPEST_NESTING:
            raise Invalid("This is nested too deeply to be a definition.", _line(event))
        if self._expects_key():
            raise Invalid("A key must be a word, not a list or a mapping.", _line(event))
        path, keep = self._place(event, value)
        self._open.append(_Open(value, path, keep=keep))

    def _add_scalar(self, event: Event, written: str, value: object) -> None:
        if self._expects_key():
            self._take_key(event, written)
        else:
            self._place(event, value)

    def _expects_key(self) -> bool:
        if not self._open:
            return False
        here = self._open[-1]
        return isinstance(here.value, dict) and here.key is None

    def _take_key(self, event: Event, key: str) -> None:
        here = self._open[-1]
        here.key = key
        if key in here.value:
            self._refuse(event, f"“{key}” is given twice here. Keep one of the two.")
        elif here.keep:
            self.lines[(*here.path, key)] = event.start_mark.line + 1

    def _place(self, event: Event, value: object) -> tuple[Path, bool]:
        """Put a value where it belongs; the second value of a repeated key is not kept."""
        if not self._open:
            self.root = value
            return (), True
        here = self._open[-1]
        if isinstance(here.value, list):
            here.value.append(value)
            path: Path = (*here.path, len(here.value) - 1)
            if here.keep:
                self.lines[path] = event.start_mark.line + 1
            return path, here.keep
        return self._place_in_mapping(here, here.value, value)

    def _place_in_mapping(
        self, here: _Open, mapping: dict[str, object], value: object
    ) -> tuple[Path, bool]:
        key, here.key = str(here.key), None
        keep = here.keep and key not in mapping
        mapping.setdefault(key, value)
        return (*here.path, key), keep


_WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,9}")
_WORDS: Mapping[str, bool | None] = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip


def _scalar(event: ScalarEvent) -> str | int | bool | None:
    """A scalar by the core schema of YAML 1.2 (10.3.2), without its fractions."""
    text = str(event.value)
    is_plain = bool(event.implicit[0])
    if is_plain and text in _WORDS:
        return _WORDS[text]
    if is_plain and _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    return text


def _line(event: Event) -> str:
    return f"line {event.start_mark.line + 1}"


def _parse_json(text: str) -> Parsed:
    problems: list[tuple[int, str]] = []

    def keep_first(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in pairs:
            if key in found:
                problems.append((0, f"“{key}” is given twice. Keep one of the two."))
            found.setdefault(key, value)
        return found

    try:
        data: object = json.loads(text, object_pairs_hook=keep_first)
    except json.JSONDecodeError as error:
        raise Invalid(f"This is not JSON: {error.msg}.", place=f"line {error.lineno}") from None
    except RecursionError:
        raise Invalid("This is nested too deeply to be a definition.") from None
    return Parsed(data, problems=tuple(problems))
