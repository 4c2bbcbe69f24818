"""Definitions: YAML or JSON to audit tools and theme lists, and back without a loss.

The letter of an inspection is read from the same two formats, and in the same way.

A definition is wrong in all its places at once: every problem is found in one reading, each with
its line, its path and what to do. The path names a section by its key and counts everything else
from 1: `sections.voice.questions.2.kinds` is the kinds of the second question of `voice`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from audit_tools.codebook import Codebook
from audit_tools.definition.checks import find_in_theme_list, find_in_tool
from audit_tools.definition.documents import document_from
from audit_tools.definition.impossible import find_impossible
from audit_tools.definition.other_shapes import InspectionDocument, ThemeListDocument
from audit_tools.definition.sentences import Found, find_in_shape, find_line, find_place
from audit_tools.definition.shape import (
    ToolDocument,
)
from audit_tools.definition.text import Parsed, Source, parse
from audit_tools.definition.values import codebook_from, letter_from, tool_from
from audit_tools.definition.writing import write_definition
from audit_tools.errors import Invalid, Problem
from audit_tools.facts import InspectionLetter
from audit_tools.tool import AuditTool


def read_tool(text: str, source: Source = "yaml", codebooks: Iterable[Codebook] = ()) -> AuditTool:
    """The audit tool that a text defines.

    `codebooks` are the theme lists its tags may come from; without any, tags are not checked.
    Raises Invalid with every problem of the text.
    """
    return tool_from_parsed(parse(text, source), codebooks)


def tool_from_parsed(
    parsed: Parsed, codebooks: Iterable[Codebook] = (), besides: Iterable[Problem] = ()
) -> AuditTool:
    """The audit tool that was parsed. Raises Invalid with every problem of it, after what was found
    ``besides``."""
    _raise_any([*besides, *check_parsed(parsed, codebooks)])
    return _make_tool(parsed.data)


def tool_from_document(document: object, codebooks: Iterable[Codebook] = ()) -> AuditTool:
    """The audit tool of a document that has been parsed already. Raises Invalid.

    One that was published stays as it is, though nobody may ever be asked some of it.
    """
    _raise_any(_tool_problems(Parsed(document), codebooks))
    return _make_tool(document)


def tool_as_far(document: object) -> AuditTool | None:
    """The tool of a document of which something as a whole is wrong, such as how much is asked of
    somebody; None where its shape is.

    Whatever it names has to be there.
    """
    return None if find_in_shape(ToolDocument, document) else _make_tool(document)


def tool_to_document(tool: AuditTool) -> dict[str, Any]:
    """The document of a tool, ready for JSON; `tool_from_document` gives the same tool again."""
    return document_from(tool)


def write_tool(tool: AuditTool) -> str:
    """The YAML of a tool, for people to change; `read_tool` gives the same tool again."""
    return write_definition(tool_to_document(tool))


def check(text: str, source: Source = "yaml", codebooks: Iterable[Codebook] = ()) -> list[Problem]:
    """Every problem of a tool's definition, in the order of its lines; none if it is sound."""
    try:
        return check_parsed(parse(text, source), codebooks)
    except Invalid as error:
        return list(error.problems)


def check_parsed(parsed: Parsed, codebooks: Iterable[Codebook] = ()) -> list[Problem]:
    """What is wrong with a tool's document, each in its place; where nothing else is, what of it
    nobody could ever be asked."""
    problems = _tool_problems(parsed, codebooks)
    return problems or _problems(parsed, find_impossible(_make_tool(parsed.data)))


def find_wrong(document: object, codebooks: Iterable[Codebook] = ()) -> list[Found]:
    """What is wrong with a tool's document, each with the path to it; as ``check_parsed``."""
    shape = find_in_shape(ToolDocument, document)
    found = [*shape, *find_in_tool(document, codebooks)]
    return found or list(find_impossible(_make_tool(document)))


def read_theme_list(text: str, source: Source = "yaml") -> Codebook:
    """The theme list that a text defines. Raises Invalid with every problem of the text."""
    parsed = parse(text, source)
    _raise_any(_theme_list_problems(parsed))
    return _make_codebook(parsed.data)


def read_inspection(text: str, source: Source = "yaml") -> InspectionLetter:
    """The letter of an inspection that a text holds. Raises Invalid with every problem of it."""
    parsed = parse(text, source)
    _raise_any(_problems(parsed, find_in_shape(InspectionDocument, parsed.data)))
    return letter_from(InspectionDocument.model_validate_json(json.dumps(parsed.data)))


def theme_list_from_document(document: object) -> Codebook:
    """The theme list of a document that has been parsed already. Raises Invalid."""
    _raise_any(_theme_list_problems(Parsed(document)))
    return _make_codebook(document)


def theme_list_to_document(codebook: Codebook) -> dict[str, Any]:
    """The document of a theme list, ready for JSON."""
    return document_from(codebook)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of an audit tool's definition, for editors that complete and check."""
    return ToolDocument.model_json_schema()


def write_schema() -> str:
    """The JSON Schema of a tool as it is published."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def theme_list_schema() -> dict[str, Any]:
    """The JSON Schema of a theme list's definition."""
    return ThemeListDocument.model_json_schema()


def _make_tool(data: object) -> AuditTool:
    return tool_from(ToolDocument.model_validate_json(json.dumps(data)))


def _make_codebook(data: object) -> Codebook:
    return codebook_from(ThemeListDocument.model_validate_json(json.dumps(data)))


def _tool_problems(parsed: Parsed, codebooks: Iterable[Codebook]) -> list[Problem]:
    shape = find_in_shape(ToolDocument, parsed.data)
    return _problems(parsed, [*shape, *find_in_tool(parsed.data, codebooks)])


def _theme_list_problems(parsed: Parsed) -> list[Problem]:
    shape = find_in_shape(ThemeListDocument, parsed.data)
    return _problems(parsed, [*shape, *find_in_theme_list(parsed.data)])


def _problems(parsed: Parsed, found: Iterable[Found]) -> list[Problem]:
    """All problems by line, without those that only follow from a line that was not taken."""
    untaken = [(line, Problem(f"line {line}" if line else "", t)) for line, t in parsed.problems]
    lines = {line for line, _ in untaken if line}
    located = [(find_line(parsed, path), path, sentence) for path, sentence in found]
    others = [
        (line, Problem(find_place(parsed, path), sentence))
        for line, path, sentence in located
        if line not in lines
    ]
    return [problem for _, problem in sorted([*untaken, *others], key=lambda one: one[0])]


def _raise_any(problems: list[Problem]) -> None:
    if problems:
        raise Invalid.because_of(problems)
