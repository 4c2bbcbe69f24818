"""The shape of the exchange format, version 1. docs/reference/exchange-format.md explains it.

The shape is strict: a number is no text, an unknown key is an error. What the values mean is
checked in ``checks`` and ``case_checks``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cycles import AuditKind, Phase, Selection, Working
from audit_tools.definition.other_shapes import ThemeListDocument
from audit_tools.definition.shape import Key, ToolDocument
from audit_tools.exchange.case_shape import CaseDocument, OnceDocument
from audit_tools.exchange.fields import (
    AgencyKey,
    AuditKey,
    Count,
    Day,
    Document,
    Fingerprint,
    Named,
    Number,
    PersonRole,
    Stratum,
    Text,
)
from audit_tools.exchange.question_list import QuestionListedDocument
from audit_tools.training_needs import Gap

FORMAT = "golden-thread-audit"
VERSION = 1


class CountsDocument(Document):
    """What the audit counts."""

    one: Named = "child"
    many: Named = "children"


class ShownDrawDocument(Document):
    """A draw that somebody looked at before one was confirmed: how it was made."""

    seed: Named
    size: Number
    reserves: Count = 0
    strata: list[Stratum] = Field(default_factory=list)
    list_hash: Fingerprint = Field(description="The fingerprint of what it read of the list.")
    confirmed: bool = Field(default=False, description="Whether it became the sample.")


class AuditDocument(Document):
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
    working: Working = Field(
        default=Working.RETURNS_FIRST, description="What comes first: returns or the discussion."
    )
    audit_kind: AuditKind = Field(
        default=AuditKind.FULL, description="How much it asks, where the tool tells kinds apart."
    )
    left_out: list[Key] = Field(
        default_factory=list, description="Keys of the tool's sections that it does not ask."
    )
    phase: Phase
    invented: bool = False
    rehearsal: bool = Field(
        default=False, description="Whether it only tried out how an audit goes."
    )
    attribution: Text | None = Field(
        default=None, description="Source and licence of published content."
    )
    kind: Literal["audit", "inspection-letters"] = "audit"
    inspection_findings: list[Number] = Field(
        default_factory=list,
        description="Numbers of the inspection's findings that the audit answers.",
    )
    answers: OnceDocument | None = Field(
        default=None, description="What was answered once for it; null where nothing was."
    )
    draws_shown: list[ShownDrawDocument] = Field(
        default_factory=list,
        description="Every draw that was shown, in order; empty where nobody counted them.",
    )


class AgencyDocument(Document):
    """An agency that the audit speaks of."""

    key: AgencyKey
    name: Named
    kind: AgencyKind
    is_asked: bool = Field(default=True, description="Whether it is asked in new audits.")


class PersonDocument(Document):
    """A person as role, agency and a number of this file. There are no names."""

    number: Number
    role: PersonRole
    agency: AgencyKey | None = Field(
        default=None, description="For practitioners and agency leads only."
    )


class NeedDocument(Document):
    """Who needs to learn about a theme and why training fell short, as the L&D group wrote it."""

    theme: Key
    audience: Text = ""
    gap: Gap | None = Field(default=None, description="Why training has not worked so far.")
    gap_note: Text = Field(default="", description="How one knows that.")


class ExchangeDocument(Document):
    """A whole audit: tool, theme list, cases, returns, discussions, findings and needs."""

    format: Literal["golden-thread-audit"] = Field(description="Says what the file is.")
    format_version: Literal[1]
    tool: ToolDocument = Field(description="The version of the tool that the audit is worked with.")
    earlier_tools: list[ToolDocument] = Field(
        default_factory=list,
        description="The versions from which the audit moved on, that something answered here.",
    )
    questions: list[QuestionListedDocument] = Field(
        default_factory=list,
        description="Every question once, as each of these versions asks it. An import needs none.",
    )
    theme_list: ThemeListDocument
    audit: AuditDocument
    agencies: list[AgencyDocument] = Field(default_factory=list)
    people: list[PersonDocument] = Field(default_factory=list)
    cases: list[CaseDocument] = Field(default_factory=list)
    needs: list[NeedDocument] = Field(default_factory=list)
