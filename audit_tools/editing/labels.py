"""How the parts and fields of a tool are called by those who make one, and what is said of each.

A field that is not named here is called by the name that documents give it, and explained as the
published schema explains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from audit_tools.choices import Absence
from audit_tools.definition.fields import FieldShape, PartShape
from audit_tools.questions import AnswerType, AskedOf, Needed, QuestionClass
from audit_tools.tool import Numbered, PartType, SectionFor

GIVEN: Mapping[str, str] = {
    "key": "permanent from birth: answers are stored under it",
    "version": "counted",
    "format_version": "of the format, not of the tool",
    "comparable_from": "said of each question when a version is published",
    "comparable_why": "said of each question when a version is published",
}
"""What nobody fills in, and why."""


@dataclass(frozen=True)
class Label:
    """What a field is called, and the hint under that."""

    name: str
    hint: str = ""


_POINTS = Label("Points", "Only in a tool that is not about children. No grade is made of them.")
_NOT_COMPUTED = Label(
    "Not computed here",
    "What another tool made of answers: weights, critical "
    "items, pass marks. It is carried and shown.",
)
_TOOL = {
    "title": Label("Name of the audit tool"),
    "about": Label("What it is for"),
    "definition": Label("Which children the audit is about"),
    "look_back": Label("Look-back period", "Which time is read, and which is judged: “Read 12 "
                       "months, judge 6.” It stands on every page of a return."),
    "look_back_rapid": Label("Look-back period in a rapid audit", "Where it is another."),
    "look_back_re_audit": Label("Look-back period in a re-audit", "Where it is another."),
    "theme_list": Label("Theme list", "Findings are sorted into its themes."),
    "counts": Label("What is counted, if not children"),
    "in_one_sitting": Label("All cases are agreed together in one sitting, as in a dip sample"),
    "second_person": Label("A second person of the agency signs each return off", "Whoever "
                           "confirms that it was checked does not send it."),
    "longer_why": Label("Why it asks more questions than usual", "Leave it empty, and nobody is "
                        "asked more than 30 about a child, or 18 beside their other work. The "
                        "page of the tool shows what you write."),
    "not_computed": _NOT_COMPUTED,
    "waits": Label("Services that children wait for"),
    "meetings": Label("Standing meetings"),
    "scales": Label("Scales"),
    "sections": Label("Sections"),
}  # fmt: skip
_SECTION = {
    "number": Label("Number", "As it is printed."),
    "title": Label("Title of the section"),
    "why": Label("Why this is asked", "One or two sentences."),
    "good_looks_like": Label("What good looks like"),
    "graded": Label("Each agency grades its own part in it"),
    "asked": Label("Who answers this section"),
    "themes": Label("Themes", "They are proposed for what is found in this section."),
    "show_when": Label("Ask this section only when"),
    "required_when": Label("It is asked of those with nothing to add too when"),
    "not_computed": _NOT_COMPUTED,
    "mandatory": Label("Its questions are asked of agencies with nothing to add too"),
    "recommendations": Label(
        "Each agency is asked what it recommends too",
        "Beside what went well and what could be better.",
    ),
    "links": Label("Where more is to be read"),
    "questions": Label("Questions"),
}
_QUESTION = {
    "number": Label("Number", "As it is printed, such as 1.10."),
    "text": Label("Question"),
    "type": Label("How it is answered"),
    "asked": Label("Who answers it"),
    "kinds": Label("Which kinds of agency are asked"),
    "class": Label("What the answer is for"),
    "guidance": Label("Guidance", "It stands under the question."),
    "look_for": Label("Prompt for the others", "What agencies that are not asked may have seen."),
    "strength": Label("As a strength", "What a Yes would be as a finding."),
    "development": Label("As an area for development",
                         "What a Partly or No would be as a finding."),
    "choices": Label("Answers"),
    "alone": Label("Answers that cannot stand beside others", "Such as “None of these”."),
    "comments": Label("There is room for a comment beside each answer that is ticked"),
    "scale": Label("Scale that it is answered on"),
    "matrix": Label("Question over the rows", "Questions that stand together and are answered "
                    "alike are shown as a table. This stands over it, the same for each row."),
    "row": Label("What it is called as a row"),
    "parts": Label("What is asked in each row"),
    "called": Label("What one row is called", "Such as “Sibling”. The rows are then Sibling 1, "
                    "Sibling 2 and so on: nobody types a name."),
    "numbered": Label("What tells the rows apart"),
    "most": Label("The most rows there can be", "20 or fewer."),
    "absences": Label("Offered besides", "They stand outside every count of answers."),
    "variants": Label("Other words for one kind of agency"),
    "themes": Label("Themes"),
    "criteria": Label("Inspection criteria", "One to a box."),
    "cross_references": Label("What it is called in other frameworks",
                              "Such as “Section 11: 2.3”. One to a box."),
    "links": Label("Where more is to be read"),
    "answer": Label("Whether it has to be answered"),
    "show_when": Label("Ask only when"),
    "required_when": Label("It has to be answered when", "Elsewhere it may stay empty."),
    "reason": Label("A reason beside the answer"),
    "reason_when": Label("Answers that need a reason"),
    "reason_prompt": Label("What is asked for as a reason", "Usually “Why?”"),
    "not_computed": _NOT_COMPUTED,
}  # fmt: skip
LABELS: Mapping[str, Mapping[str, Label]] = {
    "tool": _TOOL,
    "section": _SECTION,
    "question": _QUESTION,
    "choice": {
        "label": Label("Answer"),
        "hint": Label("What is meant by it"),
        "say_which": Label("Whoever chooses it has to say which, as with “Other”"),
        "points": _POINTS,
    },
    "part": {
        "label": Label("What is asked"),
        "type": Label("How it is answered"),
        "required": Label("A row that has anything in it has to have this"),
        "choices": Label("Answers"),
    },
    "partchoice": {"label": Label("Answer"), "hint": Label("What is meant by it")},
    "variant": {
        "text": Label("Question for them", "Leave it empty for the common words."),
        "guidance": Label("Guidance for them", "Leave it empty for the common words."),
    },
    "scale": {"title": Label("Name of the scale"), "grades": Label("Grades, the best first")},
    "grade": {
        "label": Label("Grade"),
        "initial": Label("Initial", "One to three letters, for tables."),
        "descriptor": Label("What it means", "It is shown where the grade is chosen."),
        "meets_standard": Label(
            "Is practice of this grade good enough?",
            "Sections are graded by scales that say so of each grade.",
        ),
        "points": _POINTS,
    },
    "link": {
        "text": Label("What it is called"),
        "url": Label("Address", "It begins with https://"),
    },
    "counted": {"one": Label("One of them", "“area”"), "many": Label("Several", "“areas”")},
    "wait": {
        "service": Label("Service"),
        "question": Label("Question that asks for the days"),
        "kinds": Label("Kinds of agency whose answers count", "None where the panel answers."),
        "standard": Label("Its own standard, in words", "“within 24 hours”"),
        "standard_days": Label("Its own standard in whole days", "0 for the same day."),
        "meanwhile": Label("Question on what was done while the child waited"),
    },
    "meeting": {
        "title": Label("Name of the meeting"),
        "question": Label("Question on who sat in it"),
    },
}
_NOUNS = {
    "sections": "section",
    "questions": "question",
    "choices": "answer",
    "parts": "part of a row",
    "scales": "scale",
    "grades": "grade",
    "waits": "service",
    "meetings": "standing meeting",
}
_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    AnswerType: {
        "assessment": "Yes, Partly or No",
        "text": "A short text",
        "long-text": "A long text",
        "number": "A number",
        "date": "A date",
        "single": "One of several answers",
        "multiple": "Any of several answers",
        "scale": "A grade of a scale",
        "group": "In rows, such as one to each brother and sister",
    },
    PartType: {
        "text": "A short text",
        "long-text": "A long text",
        "number": "A number",
        "date": "A date",
        "single": "One of several answers",
    },
    Numbered: {"numbers": "Numbers: Sibling 1", "letters": "Letters: Peer A"},
    AskedOf: {
        "each": "Each agency of the kinds that are asked",
        "lead": "The agency that leads the case",
        "panel": "The case discussion",
        "beside-lines": "Whoever writes an area for development, beside it",
        "unit": "The Business Unit, once for each case",
        "audit": "The Business Unit, once for the audit",
        "child": "The child, asked by word of mouth or on paper",
        "parent": "A parent or carer, asked by word of mouth or on paper",
        "practitioner": "A practitioner, asked by word of mouth or on paper",
    },
    QuestionClass: {
        "scored": "To judge practice",
        "descriptive": "To describe",
        "screening": "To open other questions",
    },
    SectionFor: {
        "agencies": "The agencies",
        "lead": "The agency that leads the case",
        "panel": "The case discussion",
        "unit": "The Business Unit, once for each case",
        "audit": "The Business Unit, once for the audit",
        "child": "The child, asked by word of mouth or on paper",
        "parent": "A parent or carer, asked by word of mouth or on paper",
        "practitioner": "A practitioner, asked by word of mouth or on paper",
    },
    Absence: {one.value: one.label for one in Absence},
}
_NEEDED = {
    "answer": {"optional": "It may stay empty", "required": "It has to be answered"},
    "reason": {"optional": "There is room for one", "required": "It has to be given"},
}


def label_of(shape: PartShape, field: FieldShape) -> Label:
    """What a field is called."""
    held = LABELS.get(shape.name, {}).get(field.name)
    return held or Label(field.name.replace("_", " ").capitalize(), field.says)


def label_within(shape: PartShape, field: FieldShape, held: Mapping[str, object]) -> Label:
    """The same beside what else is said of the part: the agency that leads is asked by itself."""
    if field.name == "kinds" and held.get("asked") == AskedOf.LEAD:
        return Label(
            "Which kinds of agency are asked besides",
            "None of them where only the agency that leads answers.",
        )
    return label_of(shape, field)


def noun_of(list_name: str) -> str:
    """One of the parts in a list, in the words of those who make a tool."""
    return _NOUNS.get(list_name, list_name.removesuffix("s").replace("_", " "))


def what_for(question_class: QuestionClass) -> str:
    """What a class of questions is for."""
    return _WORDS[QuestionClass][question_class.value]


def how_answered(kind: AnswerType) -> str:
    """What an answer of this type is called."""
    return _WORDS[AnswerType][kind.value]


def word_of(field: FieldShape, value: str) -> str:
    """What one of the words that may stand in a field is called."""
    if field.words is Needed and field.name in _NEEDED:
        return _NEEDED[field.name][value]
    known = _WORDS.get(field.words, {}) if field.words else {}
    if value in known:
        return known[value]
    label = getattr(field.words(value), "label", None) if field.words else None
    return label or value.replace("-", " ").capitalize()
