"""A tool's document as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit_tools.questions import AnswerType
from audit_tools.workbook import layout
from audit_tools.workbook.columns import Holds, cell_of
from audit_tools.workbook.expressions import CannotSay
from audit_tools.workbook.relevant import conditions_of, relevant_of

Line = dict[str, str]
"""The cells of one row, by the headings of their columns."""

Sheets = dict[str, tuple[list[str], list[Line]]]
"""By its name, the headings of a sheet and its rows."""


def sheets_of(document: Mapping[str, Any]) -> Sheets:
    """The sheets that say all that a tool's document says."""
    return {
        layout.SURVEY: (layout.SURVEY_HEADINGS, list(_survey(document))),
        layout.CHOICES: (layout.CHOICES_HEADINGS, list(_choices(document))),
        layout.SETTINGS: (layout.SETTINGS_HEADINGS, [_settings(document)]),
        **{
            name: (list(columns), [_cells(row, columns, {}) for row in document.get(name, ())])
            for name, columns in layout.TABLES.items()
        },
    }


def _cells(
    part: Mapping[str, Any], columns: Mapping[str, Holds], called: Mapping[str, str]
) -> Line:
    return {
        called.get(name, name): cell_of(part[name], holds)
        for name, holds in columns.items()
        if name in part
    }


def _settings(document: Mapping[str, Any]) -> Line:
    counted = document.get("counts", {})
    return {
        **_cells(document, layout.FORM, layout.OF_FORM),
        **{heading: counted[part] for heading, part in layout.COUNTS.items() if counted},
    }


def _survey(document: Mapping[str, Any]) -> Iterator[Line]:
    for section in document["sections"]:
        yield {"type": layout.BEGIN, **_row(section, layout.SECTION)}
        for question in section.get("questions", ()):
            yield _question(question)
            if question["type"] == AnswerType.GROUP:
                yield from (_part(question, part) for part in question["parts"])
                yield {"type": layout.END_ROWS}
        yield {"type": layout.END}


def _row(part: Mapping[str, Any], columns: Mapping[str, Holds]) -> Line:
    """A condition stands where other programs read it, and as JSON only what they cannot say."""
    cells = _cells(part, columns, layout.OF_ROW)
    for name, heading in layout.EXPRESSIONS.items():
        conditions = part.get(name, ())
        expression = relevant_of(conditions)
        says_all = bool(conditions) and _says(expression, conditions)
        if says_all:
            del cells[name]
        if says_all or (conditions and heading == layout.RELEVANT):
            cells[heading] = expression
    return cells


def _says(relevant: str, conditions: Sequence[Mapping[str, Any]]) -> bool:
    """Whether these very conditions are read from it again."""
    try:
        return conditions_of(relevant) == list(conditions)
    except CannotSay:
        return False


def _question(question: Mapping[str, Any]) -> Line:
    variants = question.get("variants", {})
    return {
        **_type_of(question),
        **_row(question, layout.QUESTION),
        **{
            heading: variants[kind][part]
            for heading, (kind, part) in layout.VARIANTS.items()
            if part in variants.get(kind, {})
        },
    }


def _part(question: Mapping[str, Any], part: Mapping[str, Any]) -> Line:
    of = {"type": part["type"], "key": _list_of_part(question, part)}
    return {**_type_of(of), **_cells(part, layout.PART, layout.OF_ROW)}


def _list_of_part(question: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    """What the answers of a part are called as a list; the key of a question has one dot."""
    return f"{question['key']}.{part['key']}"


def _type_of(question: Mapping[str, Any]) -> Line:
    type_ = AnswerType(question["type"])
    if type_ is AnswerType.GROUP:
        return {"type": layout.BEGIN_ROWS}
    if type_ is AnswerType.LONG_TEXT:
        return {"type": layout.PLAIN_TYPES[type_], layout.APPEARANCE: layout.MULTILINE}
    if type_ in layout.PLAIN_TYPES:
        return {"type": layout.PLAIN_TYPES[type_]}
    if type_ is AnswerType.ASSESSMENT:
        return {"type": f"{layout.ONE} {layout.ASSESSMENT}"}
    if type_ is AnswerType.SCALE:
        return {"type": f"{layout.ONE} {layout.OF_SCALE}{question['scale']}"}
    how = layout.ONE if type_ is AnswerType.SINGLE else layout.SEVERAL
    return {"type": f"{how} {question['key']}"}


def _choices(document: Mapping[str, Any]) -> Iterator[Line]:
    for scale in document.get("scales", ()):
        for number, grade in enumerate(scale["grades"]):
            title = {} if number else {layout.SCALE_TITLE: scale["title"]}
            yield {
                "list_name": layout.OF_SCALE + scale["key"],
                **title,
                **_cells(grade, layout.GRADE, layout.OF_CHOICE),
            }
    questions = [q for section in document["sections"] for q in section.get("questions", ())]
    if any(question["type"] == AnswerType.ASSESSMENT for question in questions):
        yield from layout.ASSESSMENT_ROWS
    for question in questions:
        yield from _list(question["key"], question)
        for part in question.get("parts", ()):
            yield from _list(_list_of_part(question, part), part)


def _list(name: str, of: Mapping[str, Any]) -> Iterator[Line]:
    for choice in of.get("choices", ()):
        yield {"list_name": name, **_cells(choice, layout.CHOICE, layout.OF_CHOICE)}
