"""What a tool's document can hold, field by field, as data: for whoever lets somebody fill it in.

It is read off the shape itself, so that whatever is added there can be filled in everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from audit_tools.definition.shape import (
    ConditionDocument,
    Key,
    QuestionKey,
    ToolDocument,
)


class Holds(StrEnum):
    """What kind of thing stands in a field.

    `PARTS` are things of their own with a key each, `PARTS_BY_WORD` one for each word, `PART` is
    one alone; `ROWS` are lists of things without a key.
    """

    TEXT = "text"
    TEXTS = "texts"
    KEY = "key"
    KEYS = "keys"
    WORD = "word"
    WORDS = "words"
    YES_OR_NO = "yes or no"
    NUMBER = "number"
    ROWS = "rows"
    CONDITIONS = "conditions"
    PARTS = "parts"
    PARTS_BY_WORD = "parts by word"
    PART = "part"


@dataclass(frozen=True)
class FieldShape:
    """One field: ``name`` is as documents write it, ``says`` what it is for, ``words`` are those
    that may stand in it. Where it is ``open`` nothing at all is said by leaving it out; elsewhere
    that says ``default``."""

    name: str
    holds: Holds
    says: str
    default: object
    open: bool
    words: type[StrEnum] | None = None
    parts: PartShape | None = None


@dataclass(frozen=True)
class PartShape:
    """Something that a document holds, such as a question, by what the shape calls it."""

    name: str
    fields: tuple[FieldShape, ...]

    def field(self, name: str) -> FieldShape | None:
        return next((one for one in self.fields if one.name == name), None)

    @property
    def has_key(self) -> bool:
        return self.field("key") is not None


@cache
def tool_shape() -> PartShape:
    """The whole of a tool.

    Raises ``TypeError`` for a field of a kind that nobody has been told how to fill in.
    """
    return _part(ToolDocument)


def condition_field(name: str) -> FieldShape:
    """A part of a condition. Raises ``KeyError`` where conditions have none of this name."""
    hints: Mapping[str, Any] = get_type_hints(ConditionDocument, include_extras=True)
    return _field(ConditionDocument, name, hints[name])


def _part(model: type[BaseModel]) -> PartShape:
    hints: Mapping[str, Any] = get_type_hints(model, include_extras=True)
    return PartShape(
        model.__name__.removesuffix("Document").lower(),
        tuple(_field(model, name, hints[name]) for name in model.model_fields),
    )


def _field(model: type[BaseModel], name: str, hint: Any) -> FieldShape:
    info = model.model_fields[name]
    kind, is_open = _without_none(hint)
    holds, words, parts = _held(kind)
    default = info.get_default(call_default_factory=True)
    if isinstance(default, tuple):
        default = list(default)
    if info.is_required():
        default = None
    return FieldShape(
        info.alias or name, holds, info.description or "", default, is_open, words, parts
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    """What may stand in a field, and whether nothing may."""
    if get_origin(hint) in (Union, UnionType):
        [kind] = (one for one in get_args(hint) if one is not NoneType)
        return kind, True
    return hint, False


def _held(kind: Any) -> tuple[Holds, type[StrEnum] | None, PartShape | None]:
    if kind in (Key, QuestionKey):
        return Holds.KEY, None, None
    if get_origin(kind) is Annotated:
        return _held(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return _listed(get_args(kind)[0])
    if get_origin(kind) is dict:
        word, part = get_args(kind)
        return Holds.PARTS_BY_WORD, word, _part(part)
    return _single(kind)


def _single(kind: Any) -> tuple[Holds, type[StrEnum] | None, PartShape | None]:
    if isinstance(kind, type):
        if issubclass(kind, StrEnum):
            return Holds.WORD, kind, None
        if issubclass(kind, BaseModel):
            return Holds.PART, None, _part(kind)
    if get_origin(kind) is Literal:
        return Holds.TEXT, None, None
    plain = {str: Holds.TEXT, bool: Holds.YES_OR_NO, int: Holds.NUMBER}
    if kind not in plain:
        raise TypeError(f"Nobody can fill in {kind}. Say here what it holds.")
    return plain[kind], None, None


def _listed(kind: Any) -> tuple[Holds, type[StrEnum] | None, PartShape | None]:
    if kind is ConditionDocument:
        return Holds.CONDITIONS, None, None
    holds, words, parts = _held(kind)
    if parts is not None:
        return (Holds.PARTS if parts.has_key else Holds.ROWS), None, parts
    return {Holds.KEY: Holds.KEYS, Holds.WORD: Holds.WORDS}.get(holds, Holds.TEXTS), words, None
