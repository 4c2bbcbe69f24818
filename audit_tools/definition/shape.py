"""The shape of a definition document.

The shape is strict: a number is no text, an unknown key is an error. Descriptions are published
in the JSON Schema, so that an editor can show them to somebody writing a tool.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseField
from audit_tools.conditions.as_data import FORMS
from audit_tools.cycles import AuditKind
from audit_tools.parts import MOST_PARTS, MOST_ROWS, USUAL_ROWS
from audit_tools.tool import (
    Absence,
    AnswerType,
    AskedOf,
    Needed,
    Numbered,
    PartType,
    QuestionClass,
    SectionFor,
)

# The control characters are refused because a database or a Word file cannot hold them, and the
# last two because no workbook can.
_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\uFFFE\uFFFF]*$"
WORDS = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"


def _with_plain_lines(text: str) -> str:
    """Lines end in one way: a workbook and a page send others, and would seem to change them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=_PRINTABLE),
    AfterValidator(_with_plain_lines),
]
OptionalText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=4000, pattern=_PRINTABLE),
    AfterValidator(_with_plain_lines),
]
Key = Annotated[str, StringConstraints(max_length=60, pattern=f"^{WORDS}$")]
QuestionKey = Annotated[str, StringConstraints(max_length=120, pattern=rf"^{WORDS}\.{WORDS}$")]
Version = Annotated[int, Field(ge=1, le=9999)]


Points = Annotated[int, Field(ge=0, le=1000)]
_POINTS = (
    "What it is worth, in a tool that is not about children. Points are added up and shown as "
    "points given of points possible; no grade is made of them."
)
_NOT_COMPUTED = (
    "What the tool that this was taken from made of answers, such as weights, critical items and "
    "pass marks. It is carried and shown, and nothing is computed by it."
)


class Document(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class ChoiceDocument(Document):
    key: Key
    label: Text
    hint: OptionalText = Field("", description="What is meant by it, shown where it is chosen.")
    say_which: bool = Field(False, description="Whoever chooses it has to say which: “Other”.")
    points: Points | None = Field(None, description=_POINTS)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default")


def _absent(description: str, **more: Any) -> Any:
    """A part that a condition need not have; nobody may write null for it."""
    return Field(None, description=description, json_schema_extra=_without_default, **more)


# The checks say what is wrong with it, since that hangs on the question.
_Bound = Annotated[
    Any, WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "format": "date"}]})
]
_Answer = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=_PRINTABLE)
]


class LinkDocument(Document):
    """Where more is to be read."""

    text: Text
    url: Annotated[str, StringConstraints(max_length=500, pattern=r"^https://[^\s\x00-\x1f\x7f]+$")]


class ConditionDocument(Document):
    """What must hold: one term, or one group of conditions. See docs/reference/conditions.md."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": list(form)} for form in FORMS]}
    )

    question: QuestionKey = _absent("The key of an earlier question.")
    one_of: Annotated[tuple[_Answer, ...], Field(min_length=1)] = _absent(
        "Keys of its answers, grades or bands; one of them is enough."
    )
    at_least: _Bound = _absent("Its number is this or more; its date this or later.")
    at_most: _Bound = _absent("Its number is this or less; its date this or earlier.")
    more_than: _Bound = _absent("Its number is greater; its date later.")
    less_than: _Bound = _absent("Its number is smaller; its date earlier.")
    equals: _Bound = _absent("Its number or its date is this.")
    ticks_at_least: Annotated[int, Field(ge=1, le=99)] = _absent("So many of its answers ticked.")
    answered: bool = _absent("Whether it is answered at all.")
    grade: Key = _absent("The key of an earlier section; “one_of” are grades of it.")
    case: CaseField = _absent("A band that is held of the case; “one_of” are its values.")
    kinds: Annotated[tuple[AgencyKind, ...], Field(min_length=1)] = _absent(
        "The agency that is asked is of one of these kinds."
    )
    leads: bool = _absent("Whether the agency that is asked leads the case.")
    audits: Annotated[tuple[AuditKind, ...], Field(min_length=1)] = _absent(
        "The audit is of one of these kinds."
    )
    all_of: _Conditions = _absent("All of these hold.")
    any_of: _Conditions = _absent("At least one of these holds.")
    not_: ConditionDocument = _absent("This does not hold.", alias="not")


_Conditions = Annotated[tuple[ConditionDocument, ...], Field(min_length=1)]


class PartChoiceDocument(Document):
    """One answer to a part of a row; nothing stands beside it, and it is worth nothing."""

    key: Key
    label: Text
    hint: OptionalText = Field("", description="What is meant by it, shown where it is chosen.")


class PartDocument(Document):
    """What is asked in every row of a group."""

    key: Key = Field(description="Permanent: a name, such as age-band.")
    label: Text
    type: PartType
    required: bool = Field(False, description="Whether a row that has anything in it has this.")
    choices: tuple[PartChoiceDocument, ...] = ()


class VariantDocument(Document):
    text: OptionalText = Field("", description="Replaces the question for this kind of agency.")
    guidance: OptionalText = Field("", description="Replaces the guidance.")


class QuestionDocument(Document):
    key: QuestionKey = Field(description="Permanent: the section's key, a dot, and a name.")
    number: OptionalText = Field("", description="As printed, in quotes: '1.10'.")
    text: Text
    type: AnswerType
    asked: AskedOf = Field(AskedOf.EACH, description="Who answers.")
    kinds: tuple[AgencyKind, ...] = Field(
        (), description="The kinds of agency that are asked; the others see “look_for”."
    )
    question_class: QuestionClass = Field(
        QuestionClass.SCORED,
        alias="class",
        description="What it is for: to judge practice (scored), to describe, or to open other "
        "questions (screening). Only what judges is compared with an earlier audit.",
    )
    guidance: OptionalText = Field("", description="How it is meant; it stands under the question.")
    look_for: OptionalText = Field("", description="A prompt for agencies that are not asked.")
    strength: OptionalText = Field("", description="What a Yes would be as a finding.")
    development: OptionalText = Field("", description="What a Partly or No would be as a finding.")
    choices: tuple[ChoiceDocument, ...] = ()
    alone: tuple[Key, ...] = Field(
        (), description="Keys of choices that cannot stand beside others: “None of these”."
    )
    comments: bool = Field(
        False, description="Whether each answer that is chosen of several can have a comment."
    )
    scale: Key | None = Field(
        None, description="The key of the scale that a question of type “scale” is answered on."
    )
    matrix: OptionalText = Field(
        "", description="The question over the rows of a matrix; questions that stand together."
    )
    row: OptionalText = Field("", description="What this question is called as one of the rows.")
    parts: Annotated[tuple[PartDocument, ...], Field(max_length=MOST_PARTS)] = Field(
        (), description="What is asked in every row of a group, such as of each brother and sister."
    )
    called: Annotated[OptionalText, StringConstraints(max_length=40)] = Field(
        "", description="What one row of a group is called: “Sibling”. Nobody types its name."
    )
    numbered: Numbered = Field(
        Numbered.NUMBERS, description="What tells the rows apart: “Sibling 1”, or “Peer A”."
    )
    most: Annotated[int, Field(ge=1, le=MOST_ROWS)] = Field(
        USUAL_ROWS, description="How many rows a group has room for."
    )
    absences: tuple[Absence, ...] | None = Field(
        None,
        description="Offered besides its own answers, and outside every count of them; an "
        "assessment that does not say offers “not-applicable” and “not-known”.",
    )
    variants: dict[AgencyKind, VariantDocument] = Field(default_factory=dict)
    themes: tuple[Key, ...] = Field((), description="Keys of the theme list.")
    criteria: tuple[Text, ...] = Field((), description="Codes of the inspection criteria.")
    cross_references: tuple[Text, ...] = Field(
        (), description="What it is called in other frameworks: “Section 11: 2.3”."
    )
    links: tuple[LinkDocument, ...] = Field((), description="Where more is to be read.")
    answer: Needed | None = Field(
        None,
        description="Whether it has to be answered; where nothing is said, what is chosen from a "
        "list has to be, and texts, numbers and dates may stay empty.",
    )
    show_when: tuple[ConditionDocument, ...] = Field((), description="All of these must hold.")
    required_when: tuple[ConditionDocument, ...] = Field(
        (),
        description="Where all of these hold it has to be answered, and only there.",
    )
    reason: Needed | None = Field(
        None, description="Whether a reason can be given beside every answer, or has to be."
    )
    reason_when: tuple[Key, ...] = Field(
        (), description="Keys of the answers beside which a reason has to be given."
    )
    reason_prompt: OptionalText = Field("", description="What is asked for; usually “Why?”.")
    not_computed: OptionalText = Field("", description=_NOT_COMPUTED)
    comparable_from: Version = Field(
        1, description="Answers of this version and later may be compared with each other."
    )
    comparable_why: OptionalText = Field("", description="Why they may, or may not.")


class GradeDocument(Document):
    key: Key
    label: Text
    initial: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=3, pattern=_PRINTABLE),
    ]
    descriptor: OptionalText = Field("", description="What it means, shown where it is chosen.")
    meets_standard: bool | None = Field(
        None,
        description="Whether practice of this grade is good enough. Sections are graded by scales "
        "that say so of each grade; a scale that says nothing of it is for single questions.",
    )
    points: Points | None = Field(None, description=_POINTS)


class ScaleDocument(Document):
    key: Key
    title: Text
    grades: Annotated[tuple[GradeDocument, ...], Field(min_length=2)] = Field(
        description="The best grade first."
    )


class SectionDocument(Document):
    key: Key
    number: OptionalText = ""
    title: Text
    why: OptionalText = Field("", description="One or two sentences on why this is asked.")
    good_looks_like: OptionalText = Field("", description="How good practice is known here.")
    graded: bool = Field(True, description="Whether agencies and the discussion give it a grade.")
    asked: SectionFor = Field(
        SectionFor.AGENCIES,
        description="Who answers it: agencies, each in its return; the agency that leads; the "
        "discussion (panel); the Business Unit for each case (unit) or once (audit); or the child, "
        "a parent or a practitioner.",
    )
    themes: tuple[Key, ...] = Field((), description="Proposed for findings of this section.")
    show_when: tuple[ConditionDocument, ...] = Field(
        (), description="All of these must hold, or the whole section is left out."
    )
    required_when: tuple[ConditionDocument, ...] = Field(
        (), description="Where all of these hold it is mandatory."
    )
    mandatory: bool = Field(
        False, description="Whether its questions are asked of those with nothing to add too."
    )
    recommendations: bool = Field(
        False, description="Whether each agency is asked what it recommends, beside its lines."
    )
    links: tuple[LinkDocument, ...] = Field((), description="Where more is to be read.")
    not_computed: OptionalText = Field("", description=_NOT_COMPUTED)
    questions: tuple[QuestionDocument, ...] = ()


class CountedDocument(Document):
    """What an audit with the tool usually counts."""

    one: Text
    many: Text


class WaitDocument(Document):
    """A service that children wait for, with its own standard."""

    key: Key
    service: Text
    question: QuestionKey = Field(description="The question that asks for the days.")
    kinds: tuple[AgencyKind, ...] = Field(
        (), description="The kinds of agency whose answers count; none where the panel answers."
    )
    standard: OptionalText = Field("", description="The service's own standard: within 24 hours.")
    standard_days: Annotated[int, Field(ge=0, le=9999)] | None = Field(
        None, description="The same in whole days; 0 for the same day."
    )
    meanwhile: OptionalText = Field(
        "", description="The question on what was done while the child waited."
    )


class MeetingDocument(Document):
    """A standing meeting, and the panel's question on who sat in it."""

    key: Key
    title: Text
    question: QuestionKey


class ToolDocument(Document):
    """An audit tool."""

    format_version: Literal[1] = 1
    key: Key
    version: Version
    title: Text
    about: OptionalText = ""
    definition: OptionalText = Field("", description="Which children the audit is about.")
    look_back: OptionalText = Field(
        "", description="Which time is read, and which is judged: “Read 12 months, judge 6.”"
    )
    look_back_rapid: OptionalText = Field(
        "", description="The same in a rapid audit, where that looks back on another time."
    )
    look_back_re_audit: OptionalText = Field(
        "", description="The same in a re-audit, where that looks back on another time."
    )
    theme_list: Key
    counts: CountedDocument | None = Field(None, description="What is counted, if not children.")
    in_one_sitting: bool = Field(
        False, description="Whether all cases are agreed together, as in a dip sample."
    )
    second_person: bool = Field(
        False,
        description="Whether a second person of the agency signs each return off and sends it.",
    )
    longer_why: OptionalText = Field(
        "",
        description="Why an agency is asked more than 30 questions, or 18 beside its other work.",
    )
    not_computed: OptionalText = Field("", description=_NOT_COMPUTED)
    waits: tuple[WaitDocument, ...] = ()
    meetings: tuple[MeetingDocument, ...] = ()
    scales: tuple[ScaleDocument, ...] = ()
    sections: Annotated[tuple[SectionDocument, ...], Field(min_length=1)]
