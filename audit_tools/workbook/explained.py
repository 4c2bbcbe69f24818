"""The sheet that says of every column of a tool's workbook what stands in it and how it is written.

It is made from the same shape as the columns are, and is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import get_args

from pydantic import BaseModel

from audit_tools.agency_kinds import AgencyKind
from audit_tools.definition.shape import (
    ChoiceDocument,
    GradeDocument,
    MeetingDocument,
    PartDocument,
    QuestionDocument,
    SectionDocument,
    ToolDocument,
    WaitDocument,
)
from audit_tools.workbook import layout
from audit_tools.workbook.columns import Holds

HELP = "help"
HEADINGS = ["sheet", "column", "what it says", "how it is written"]

_WRITTEN = {
    Holds.TEXT: "words",
    Holds.NUMBER: "a whole number",
    Holds.FLAG: "yes or no; empty for what is usual",
    Holds.KEYS: "keys, with a space or a comma between",
    Holds.LINES: "one a line",
    Holds.LINKS: "one a line: What it is called | https://...",
    Holds.DATA: "JSON; leave it as it is where you are not sure",
}
_TYPES = (
    "begin_group and end_group stand around the questions of a section. A question is text, "
    "integer or date; select_one or select_multiple and the name of a list of “choices”; or "
    "select_one answers_assessment for Yes, Partly or No. begin_repeat is a question that is "
    "answered in rows; what is asked in each row follows, up to end_repeat"
)
_OURS = {
    (layout.SURVEY, "type"): (_TYPES, "as in every XLSForm"),
    (layout.SURVEY, layout.RELEVANT): ("when it is asked", "${question} = 'answer', as in every "
                                       "XLSForm; names are those of questions above"),
    (layout.SURVEY, layout.REQUIRED): ("of a question: when it has to be answered; of a section: "
                                       "when it is mandatory", "as “relevant”; whether always "
                                       "says “answer”, or “mandatory”"),
    (layout.SURVEY, layout.APPEARANCE): ("multiline: a long text", "multiline, or empty"),
    (layout.CHOICES, "list_name"): ("the question whose answers these are; scale_ and its key for "
                                    "grades of a scale", "one name"),
    (layout.CHOICES, layout.SCALE_TITLE): ("what the scale is called", "beside its first grade"),
}  # fmt: skip


def explained() -> Iterator[tuple[str, str, str, str]]:
    """A row for each column: its sheet, its heading, what it says, how it is written."""
    for (sheet, heading), (says, written) in _OURS.items():
        yield sheet, heading, says, written
    for sheet, model, columns, called in (
        (layout.SURVEY, SectionDocument, layout.SECTION, layout.OF_ROW),
        (layout.SURVEY, QuestionDocument, layout.QUESTION, layout.OF_ROW),
        (layout.SURVEY, PartDocument, layout.PART, layout.OF_ROW),
        (layout.CHOICES, ChoiceDocument, layout.CHOICE, layout.OF_CHOICE),
        (layout.CHOICES, GradeDocument, layout.GRADE, layout.OF_CHOICE),
        (layout.SETTINGS, ToolDocument, layout.FORM, layout.OF_FORM),
        ("waits", WaitDocument, layout.TABLES["waits"], {}),
        ("meetings", MeetingDocument, layout.TABLES["meetings"], {}),
    ):
        yield from _of_shape(sheet, model, columns, called)
    for heading in layout.COUNTS:
        yield layout.SETTINGS, heading, "What is counted, if not children.", _WRITTEN[Holds.TEXT]
    yield (
        layout.SURVEY,
        "police: label, police: hint, ...",
        "How the question reads for one kind of agency.",
        f"words; the kinds are {_keys(AgencyKind)}",
    )


def _of_shape(
    sheet: str,
    model: type[BaseModel],
    columns: Mapping[str, Holds],
    called: Mapping[str, str],
) -> Iterator[tuple[str, str, str, str]]:
    of = {SectionDocument: "Section", QuestionDocument: "Question", GradeDocument: "Grade",
          PartDocument: "Part of a row"}  # fmt: skip
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    for name, holds in columns.items():
        field = fields[name]
        says = field.description or name.replace("_", " ").capitalize() + "."
        part = of.get(model, "")
        written = _WRITTEN[holds]
        if known := _known_words(field.annotation):
            written = f"{written}: {known}" if holds is Holds.KEYS else f"one of: {known}"
        yield sheet, called.get(name, name), f"{part}: {says}" if part else says, written


def _known_words(annotation: object) -> str:
    """The words that a field can have, where they are listed."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return _keys(annotation)
    return next((known for one in get_args(annotation) if (known := _known_words(one))), "")


def _keys(words: type[StrEnum]) -> str:
    return ", ".join(word.value for word in words)
