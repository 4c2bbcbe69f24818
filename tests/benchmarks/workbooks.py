"""Bringing in the workbook of a large tool, apart and checked, beside what pyxform takes of it."""

from io import BytesIO
from time import perf_counter
from typing import Any

from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from audit_tools.apart import read_apart
from audit_tools.definition import tool_from_document
from audit_tools.workbook import read_any_workbook, write_workbook
from tests.benchmarks.measuring import Line, compare

SECTIONS, EACH = 15, 20
GOAL = 2.0
TYPES = ("assessment", "single", "multiple", "text", "number")


def workbook_of_300() -> Line:
    """As long as it takes until the tool is there, with the process of its own."""
    file = file_of_300()
    found = compare(
        lambda: read_apart(read_any_workbook, file, []),
        lambda: convert(BytesIO(file), file_type=".xlsx"),
        perf_counter,
    )
    return Line("A workbook of 300 questions", "pyxform converting it", found, GOAL)


def file_of_300() -> bytes:
    """The workbook of a tool of 300 questions."""
    return write_workbook(tool_from_document(_document()))


def _document() -> dict[str, Any]:
    sections = [
        {"key": f"s{section}", "title": f"Section {section}", "graded": False,
         "questions": [_question(f"s{section}", number) for number in range(EACH)]}
        for section in range(SECTIONS)
    ]  # fmt: skip
    head = {"format_version": 1, "key": "large", "version": 1, "title": "Large"}
    return {**head, "theme_list": "few", "sections": sections}


def _question(section: str, number: int) -> dict[str, Any]:
    type_ = TYPES[number % len(TYPES)]
    question: dict[str, Any] = {
        "key": f"{section}.q{number}",
        "text": f"Question {number}: was it so in the record of the child?",
        "type": type_,
        "asked": "panel",
        "guidance": "Look in the plan and in the minutes, and say what was written down there.",
    }
    if type_ in ("single", "multiple"):
        question["choices"] = [{"key": f"c{n}", "label": f"Choice {n}"} for n in range(5)]
    if type_ == "text":
        question["show_when"] = [
            {"question": f"{section}.q{number - 3}", "one_of": ["yes", "partly"]},
            {"question": f"{section}.q{number - 1}", "ticks_at_least": 2},
        ]
    return question
