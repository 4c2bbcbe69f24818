"""A whole audit as one JSON file, and back. The format is in docs/reference/exchange-format.md.

What a file says is checked by the same rules as what people type: an answer by
``audit_tools.answers``, a finding by ``audit_tools.findings``, a record by
``audit_tools.discussions``. Every problem is found in one reading, each with its place; the place
counts from 1, so ``cases.3.returns.2.entries.voice.daily-life`` is an answer in the second return
of the third case. No message repeats what a file says of a case.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from audit_tools.codebook import Codebook
from audit_tools.definition import theme_list_from_document, tool_from_document
from audit_tools.definition.sentences import find_in_shape, find_place
from audit_tools.definition.text import Parsed
from audit_tools.errors import Invalid, Problem
from audit_tools.exchange.checks import find_in_audit
from audit_tools.exchange.shape import FORMAT, VERSION, ExchangeDocument
from audit_tools.exchange.text import parse
from audit_tools.tool import AuditTool

__all__ = ["FORMAT", "VERSION", "Exchange", "json_schema", "read_exchange", "write_exchange"]

MOST_PROBLEMS = 100
_DEFINITIONS = ("tool", "earlier_tools", "theme_list")


@dataclass(frozen=True)
class Exchange:
    """A file that was read and found sound, with the tool and theme list that it brings."""

    document: ExchangeDocument = field(repr=False)
    tool: AuditTool = field(repr=False)
    codebook: Codebook = field(repr=False)
    earlier: tuple[AuditTool, ...] = field(default=(), repr=False)


def read_exchange(text: str | bytes) -> Exchange:
    """Read a file in the exchange format.

    Raises ``Invalid`` with every problem: another format or version, wrong encoding, more than
    20 MB, unknown keys, answers outside their scale or choices, unknown themes, agencies,
    sections or people, and references or numbers given twice.
    """
    data, problems = parse(text)
    problems += _shape_problems(data)
    codebook = _theme_list(data, problems)
    tool = _tool(data.get("tool"), "tool", codebook, problems)
    earlier = _earlier(data.get("earlier_tools"), codebook, problems)
    if problems or codebook is None or tool is None:
        raise Invalid.because_of(_shortened(problems))
    document = ExchangeDocument.model_validate_json(json.dumps(data))
    if problems := list(find_in_audit(document, tool, codebook, earlier)):
        raise Invalid.because_of(_shortened(problems))
    return Exchange(document, tool, codebook, earlier)


def write_exchange(document: Mapping[str, Any]) -> str:
    """The text of a file: the same for the same document, in the order of the format."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the format, published as docs/reference/exchange.schema.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ExchangeDocument.model_json_schema(),
    }


def _shape_problems(data: dict[str, object]) -> list[Problem]:
    """The definitions are left to their own readers, which say more."""
    found = find_in_shape(ExchangeDocument, data)
    return [
        Problem(find_place(Parsed(data), path), sentence)
        for path, sentence in found
        if len(path) == 1 or path[0] not in _DEFINITIONS
    ]


def _theme_list(data: dict[str, object], problems: list[Problem]) -> Codebook | None:
    if not isinstance(data.get("theme_list"), dict):
        return None
    try:
        return theme_list_from_document(data["theme_list"])
    except Invalid as error:
        problems += _within("theme_list", error)
        return None


def _tool(
    document: object, place: str, codebook: Codebook | None, problems: list[Problem]
) -> AuditTool | None:
    if not isinstance(document, dict):
        return None
    try:
        return tool_from_document(document, codebooks=[codebook] if codebook else ())
    except Invalid as error:
        problems += _within(place, error)
        return None


def _earlier(
    documents: object, codebook: Codebook | None, problems: list[Problem]
) -> tuple[AuditTool, ...]:
    listed = documents if isinstance(documents, list) else ()
    found = (
        _tool(one, f"earlier_tools.{number}", codebook, problems)
        for number, one in enumerate(listed, 1)
    )
    return tuple(tool for tool in found if tool is not None)


def _within(name: str, error: Invalid) -> list[Problem]:
    return [Problem(f"{name}.{p.place}" if p.place else name, p.message) for p in error.problems]


def _shortened(problems: list[Problem]) -> list[Problem]:
    """No more than anybody would mend before trying again."""
    rest = len(problems) - MOST_PROBLEMS
    if rest <= 0:
        return problems
    return [*problems[:MOST_PROBLEMS], Problem("", f"And {rest} more; mend these first.")]
