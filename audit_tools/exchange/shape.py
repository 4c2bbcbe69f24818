"""The shape of the exchange format, version 1. docs/reference/exchange-format.md explains it.

The shape is strict: a number is no text, an unknown key is an error. What the values mean is
checked in ``checks`` and ``case_checks``.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from audit_tools.cases import CaseState, Known
from audit_tools.cycles import Phase, Selection
from audit_tools.definition.shape import Key, ThemeListDocument, ToolDocument
from audit_tools.discussions import Came
from audit_tools.permissions import Role
from audit_tools.places import FindingKind
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AgencyKind
from audit_tools.training_needs import Cause, Remedy
from audit_tools.wording import MAX_TEXT

FORMAT = "golden-thread-audit"
VERSION = 1

# The control characters are refused because a database or a Word file cannot hold them.
_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"


def _read_date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("day", "Write a real date, such as 2025-05-28")


def _read_instant(value: object) -> datetime:
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC)
    try:
        if isinstance(value, str) and (instant := datetime.fromisoformat(value)).tzinfo:
            return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise PydanticCustomError("instant", "Write date and time in UTC, such as 2025-05-28T14:02:00Z")


Day = Annotated[date, BeforeValidator(_read_date)]
Instant = Annotated[datetime, BeforeValidator(_read_instant)]
Text = Annotated[str, StringConstraints(max_length=MAX_TEXT, pattern=_PRINTABLE)]
Short = Annotated[str, StringConstraints(max_length=200, pattern=_PRINTABLE)]
Named = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_PRINTABLE),
]
Band = Annotated[str, StringConstraints(max_length=60, pattern=_PRINTABLE)]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=_PRINTABLE)]
AuditKey = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
AgencyKey = Annotated[str, StringConstraints(max_length=64, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Number = Annotated[int, Field(ge=1, le=9_999)]
Entries = dict[Short, Text]
_PEOPLE = (
    Role.PRACTITIONER,
    Role.AGENCY_LEAD,
    Role.CHAIR,
    Role.CO_CHAIR,
    Role.NOTE_TAKER,
    Role.COORDINATOR,
    Role.CORE_GROUP,
)
_WRITERS = (Role.COORDINATOR, Role.CHAIR, Role.CO_CHAIR, Role.NOTE_TAKER)


def _one_of(roles: tuple[Role, ...]) -> tuple[AfterValidator, WithJsonSchema]:
    """A role is one of these, in the schema as in the reading."""
    words = [role.value for role in roles]

    def check(role: Role) -> Role:
        if role not in roles:
            raise PydanticCustomError("role", "Use one of: {words}", {"words": ", ".join(words)})
        return role

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": words})


PersonRole = Annotated[Role, *_one_of(_PEOPLE)]
WordingRole = Annotated[Role, *_one_of(_WRITERS)]


class _Document(BaseModel):
    # Nothing of a case is printed with a document, whoever prints it.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class CountsDocument(_Document):
    """What the audit counts."""

    one: Named = "child"
    many: Named = "children"


class AuditDocument(_Document):
    """The audit itself."""

    key: AuditKey
    title: Named
    theme: Text = ""
    purpose: Text = ""
    counts: CountsDocument = CountsDocument()
    period_from: Day | None = None
    period_to: Day | None = None
    returns_due: Day | None = None
    discussions_from: Day | None = None
    discussions_to: Day | None = None
    selection: Selection = Field(description="How the cases were chosen.")
    selection_note: Text = ""
    children_sentence: Text | None = Field(
        default=None, description="Who the children were, in one sentence that the chair approved."
    )
    scale: Key | None = Field(
        default=None, description="A scale of the tool; null where none is used."
    )
    phase: Phase
    invented: bool = False
    attribution: Text | None = Field(
        default=None, description="Source and licence of published content."
    )
    kind: Literal["audit", "inspection-letters"] = "audit"
    inspection_findings: list[Number] = Field(
        default=[], description="Numbers of the inspection's findings that the audit answers."
    )


class AgencyDocument(_Document):
    """An agency that the audit speaks of."""

    key: AgencyKey
    name: Named
    kind: AgencyKind


class PersonDocument(_Document):
    """A person as role, agency and a number of this file. There are no names."""

    number: Number
    role: PersonRole
    agency: AgencyKey | None = Field(
        default=None, description="For practitioners and agency leads only."
    )


class CharacteristicsDocument(_Document):
    """The bands that a sample is drawn by."""

    age_band: Band = ""
    sex: Band = ""
    ethnicity_group: Band = ""
    plan_type: Band = ""
    locality: Band = ""


class InvolvementDocument(_Document):
    """Whether an agency knows the child, and whether it leads."""

    agency: AgencyKey
    known: Known
    lead: bool = False


class ConcernDocument(_Document):
    """An immediate concern and what came of it."""

    raised_at: Instant
    concern: Text = ""
    told: Text = ""
    told_at: Text = Field(
        default="", description="When they were told, in the words that were typed."
    )
    outcome: Text = ""
    outcome_at: Instant | None = None


class ReturnDocument(_Document):
    """One agency's return for the case."""

    agency: AgencyKey
    status: ReturnStatus
    status_reason: Text | None = None
    practitioners: list[Number] = Field(default=[], description="Whom it was given to.")
    started_at: Instant | None = None
    submitted_at: Instant | None = None
    entries: Entries = Field(default={}, description="What was entered, by place.")
    concerns: list[ConcernDocument] = []


class AttendanceDocument(_Document):
    """Whether an agency came to the discussion."""

    agency: AgencyKey
    came: Came


class DiscussionDocument(_Document):
    """The discussion of the case and its record."""

    opened_at: Instant
    written_up_at: Instant | None = None
    agreed_at: Instant | None = None
    attendance: list[AttendanceDocument] = []
    entries: Entries = Field(default={}, description="What was recorded, by place.")


class SourceDocument(_Document):
    """The line of a return that a finding was taken from."""

    agency: AgencyKey
    place: Short


class WordingDocument(_Document):
    """Wording for sharing: who wrote it and who agreed it, as roles."""

    text: Annotated[Text, StringConstraints(min_length=1)]
    written_by: WordingRole
    agreed_by: WordingRole | None = None


class FindingDocument(_Document):
    """One finding of the case; its number is its own within the audit."""

    number: Number
    section: Key | None = None
    kind: FindingKind
    statement: Text
    themes: list[Key] = []
    cause: Cause | None = None
    remedy: Remedy | None = Field(
        default=None, description="Null for the usual remedy of the cause."
    )
    remedy_reason: Text | None = None
    agencies: list[AgencyKey] = []
    sources: list[SourceDocument] = []
    wording: WordingDocument | None = None


class CaseDocument(_Document):
    """One case, whole."""

    reference: Reference
    state: CaseState
    state_reason: Text | None = None
    chosen_reason: Text | None = Field(
        default=None, description="Why this case, where it was not drawn."
    )
    characteristics: CharacteristicsDocument = CharacteristicsDocument()
    chair: Number | None = None
    co_chair: Number | None = None
    note_taker: Number | None = None
    agencies: list[InvolvementDocument] = []
    returns: list[ReturnDocument] = []
    discussion: DiscussionDocument | None = None
    findings: list[FindingDocument] = []


class NeedDocument(_Document):
    """Who needs to learn about a theme, as the L&D group wrote it."""

    theme: Key
    audience: Text = ""


class ExchangeDocument(_Document):
    """A whole audit: tool, theme list, cases, returns, discussions, findings and needs."""

    format: Literal["golden-thread-audit"] = Field(description="Says what the file is.")
    format_version: Literal[1]
    tool: ToolDocument = Field(description="The version of the tool that the audit is worked with.")
    theme_list: ThemeListDocument
    audit: AuditDocument
    agencies: list[AgencyDocument] = []
    people: list[PersonDocument] = []
    cases: list[CaseDocument] = []
    needs: list[NeedDocument] = []
