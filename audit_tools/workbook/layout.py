"""Which sheets and columns a tool's workbook has: those of XLSForm, and ours beside them.

Source: XLSForm, https://xlsform.org (``survey``, ``choices``, ``settings``).
"""

from __future__ import annotations

from audit_tools.agency_kinds import AgencyKind
from audit_tools.choices import Absence, Choice
from audit_tools.definition.shape import (
    ChoiceDocument,
    GradeDocument,
    MeetingDocument,
    PartDocument,
    QuestionDocument,
    SectionDocument,
    ToolDocument,
    VariantDocument,
    WaitDocument,
)
from audit_tools.questions import JUDGEMENTS, AnswerType
from audit_tools.workbook.columns import Holds, columns_of

SETTINGS, SURVEY, CHOICES = "settings", "survey", "choices"
BEGIN, END = "begin_group", "end_group"
BEGIN_ROWS, END_ROWS = "begin_repeat", "end_repeat"
"""Between them stand the parts of a group, a row each."""
RELEVANT = "relevant"
"""A condition as other programs read it. Where it says all of it, nothing stands in ``show_when``;
else it is made from what stands there."""
REQUIRED = "required"
"""When a question has to be answered, or a section is mandatory. Where an expression cannot say all
of it, all stands in ``required_when``: no other program holds anybody to a part of it."""
EXPRESSIONS = {"show_when": RELEVANT, "required_when": REQUIRED}
"""Which conditions stand where as other programs read them."""
APPEARANCE, MULTILINE = "appearance", "multiline"
ONE, SEVERAL = "select_one", "select_multiple"
ASSESSMENT = "answers_assessment"
ASSESSMENT_ROWS = tuple(
    {"list_name": ASSESSMENT, "name": one.key, "label": one.label}
    for one in (*JUDGEMENTS, *(Choice(absence, absence.label) for absence in Absence))
)
"""Their rows, for other programs; no tool changes them."""
OF_SCALE = "scale_"
"""Begins the name of a list of grades; a key has no underscore."""
SCALE_TITLE = "scale_title"

PLAIN_TYPES = {
    AnswerType.TEXT: "text",
    AnswerType.LONG_TEXT: "text",
    AnswerType.NUMBER: "integer",
    AnswerType.DATE: "date",
}

# What XLSForm calls it. All else has the name that it has in a definition.
OF_FORM = {"key": "form_id", "title": "form_title"}
OF_ROW = {"key": "name", "text": "label", "title": "label", "guidance": "hint"}
OF_CHOICE = {"key": "name"}

# What is not one cell: it has rows, columns or a sheet of its own.
APART_IN_FORM = ("sections", "scales", "waits", "meetings", "counts", "format_version")
APART_IN_QUESTION = ("choices", "variants", "type", "scale", "parts")
APART_IN_PART = ("choices", "type")
APART_IN_SECTION = ("questions",)

TABLES = {"waits": columns_of(WaitDocument), "meetings": columns_of(MeetingDocument)}


def _without(columns: dict[str, Holds], apart: tuple[str, ...]) -> dict[str, Holds]:
    return {name: holds for name, holds in columns.items() if name not in apart}


FORM = _without(columns_of(ToolDocument), APART_IN_FORM)
SECTION = _without(columns_of(SectionDocument), APART_IN_SECTION)
QUESTION = _without(columns_of(QuestionDocument), APART_IN_QUESTION)
PART = _without(columns_of(PartDocument), APART_IN_PART)
CHOICE = columns_of(ChoiceDocument)
GRADE = columns_of(GradeDocument)
VARIANTS = {
    f"{kind.value}: {OF_ROW.get(part, part)}": (kind.value, part)
    for kind in AgencyKind
    for part in columns_of(VariantDocument)
}
"""The columns that say how a question reads for one kind of agency: ``school: label``."""
COUNTS = {"counts: one": "one", "counts: many": "many"}


SETTINGS_HEADINGS = [*(OF_FORM.get(name, name) for name in FORM), *COUNTS]
SURVEY_HEADINGS = [
    "type",
    *dict.fromkeys(OF_ROW.get(name, name) for name in (*QUESTION, *PART, *SECTION)),
    RELEVANT,
    APPEARANCE,
    *VARIANTS,
]
CHOICES_HEADINGS = [
    "list_name",
    *dict.fromkeys(OF_CHOICE.get(n, n) for n in (*CHOICE, *GRADE)),
    SCALE_TITLE,
]
SHEETS = (SURVEY, CHOICES, SETTINGS, *TABLES)
