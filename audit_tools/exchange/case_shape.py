"""The shape of one case: who was asked, returns, the discussion, findings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from audit_tools.cases import CaseState, Known
from audit_tools.consequences import Consequence
from audit_tools.corrections import Accuracy, Settled
from audit_tools.definition.shape import Key
from audit_tools.discussions import Came
from audit_tools.exchange.fields import (
    AgencyKey,
    Band,
    Day,
    Document,
    Entries,
    Instant,
    Number,
    Reference,
    Short,
    ShortBand,
    Text,
    WordingRole,
)
from audit_tools.fit import Fit
from audit_tools.places import FindingKind
from audit_tools.returns import ReturnStatus
from audit_tools.training_needs import Cause, Remedy
from audit_tools.withdrawals import WithdrawnFor


class CharacteristicsDocument(Document):
    """The bands that a sample is drawn by."""

    age_band: ShortBand = ""
    sex: ShortBand = ""
    ethnicity_group: Band = ""
    plan_type: Band = ""
    locality: Band = ""


class InvolvementDocument(Document):
    """Whether an agency knows the child, and whether it leads."""

    agency: AgencyKey
    known: Known
    lead: bool = False


class ConcernDocument(Document):
    """An immediate concern and what came of it."""

    raised_at: Instant
    concern: Text = ""
    told: Text = ""
    told_at: Text = Field(
        default="", description="When they were told, in the words that were typed."
    )
    outcome: Text = ""
    outcome_at: Instant | None = None


class KeptDocument(Document):
    """An answer that is asked no more, or as another question, under the question's key."""

    place: Short
    version: Number = Field(description="The version of the tool that it answered.")
    text: Text


class OnceDocument(Document):
    """What was answered once for a case, or for the audit."""

    entries: Entries = Field(default_factory=dict, description="What was entered, by place.")
    kept: list[KeptDocument] = Field(
        default_factory=list, description="What was answered to earlier versions of the tool."
    )


class ReturnDocument(Document):
    """One agency's return for the case."""

    agency: AgencyKey
    status: ReturnStatus
    status_reason: Text | None = None
    practitioners: list[Number] = Field(default_factory=list, description="Whom it was given to.")
    started_at: Instant | None = None
    submitted_at: Instant | None = None
    due_later: Day | None = Field(default=None, description="Its own later date, where it got one.")
    due_later_reason: Text | None = None
    fit: Fit = Field(
        default=Fit.NOT_SAID, description="Whether it is about the child on the agency's key sheet."
    )
    fit_note: Text | None = Field(
        default=None, description="What the Business Unit said when it was settled."
    )
    entries: Entries = Field(default_factory=dict, description="What was entered, by place.")
    kept: list[KeptDocument] = Field(
        default_factory=list, description="What it answered to earlier versions of the tool."
    )
    concerns: list[ConcernDocument] = Field(default_factory=list)


class AttendanceDocument(Document):
    """Whether an agency came to the discussion."""

    agency: AgencyKey
    came: Came


class ReplyDocument(Document):
    """What an agency that was there says of the write-up."""

    agency: AgencyKey
    word: Accuracy
    text: Text = ""
    at: Instant
    settled: Settled | None = Field(
        default=None, description="What became of the correction that was asked for."
    )
    settled_reason: Text = Field(default="", description="Why it was not made.")
    settled_at: Instant | None = None


class CorrectionDocument(Document):
    """A change of the record after it was signed off."""

    place: Short
    before: Text = ""
    after: Text = ""
    reason: Annotated[Text, StringConstraints(min_length=1)]
    at: Instant


class DiscussionDocument(Document):
    """The discussion of the case and its record."""

    opened_at: Instant
    written_up_at: Instant | None = None
    agreed_at: Instant | None = None
    early_reason: Text = Field(
        default="", description="Why it was agreed before all who came had been heard on it."
    )
    attendance: list[AttendanceDocument] = Field(default_factory=list)
    entries: Entries = Field(default_factory=dict, description="What was recorded, by place.")
    replies: list[ReplyDocument] = Field(default_factory=list)
    corrections: list[CorrectionDocument] = Field(default_factory=list)


class SourceDocument(Document):
    """What a finding was taken from: the line of a return, or what was said in the discussion."""

    agency: AgencyKey
    place: Short


class WordingDocument(Document):
    """Wording for sharing: who wrote it and who agreed it, as roles, or what else was asked for."""

    text: Annotated[Text, StringConstraints(min_length=1)]
    written_by: WordingRole
    agreed_by: WordingRole | None = None
    sent_back: Text = ""


class FindingDocument(Document):
    """One finding of the case; its number is its own within the audit."""

    number: Number
    section: Key | None = None
    kind: FindingKind
    statement: Text
    themes: list[Key] = Field(default_factory=list)
    cause: Cause | None = None
    remedy: Remedy | None = Field(
        default=None, description="Null for the usual remedy of the cause."
    )
    remedy_reason: Text | None = None
    consequence: Consequence | None = Field(
        default=None, description="What followed; null where it was not said."
    )
    agencies: list[AgencyKey] = Field(default_factory=list)
    sources: list[SourceDocument] = Field(default_factory=list)
    wording: WordingDocument | None = None


class CaseDocument(Document):
    """One case, whole."""

    reference: Reference
    tool_version: Number | None = Field(
        default=None, description="With which it is answered, where that is not the audit's."
    )
    state: CaseState
    state_reason: Text | None = None
    withdrawn_for: WithdrawnFor | None = Field(
        default=None, description="For which reason of the list it was withdrawn."
    )
    replaced_by: Reference | None = Field(
        default=None, description="The reference of the case that took its place."
    )
    chosen_reason: Text | None = Field(
        default=None, description="Why this case, where it was not drawn."
    )
    characteristics: CharacteristicsDocument = CharacteristicsDocument()
    chair: Number | None = None
    co_chair: Number | None = None
    note_taker: Number | None = None
    agencies: list[InvolvementDocument] = Field(default_factory=list)
    answers: OnceDocument | None = Field(
        default=None, description="What was answered once for it; null where nothing was."
    )
    returns: list[ReturnDocument] = Field(default_factory=list)
    discussion: DiscussionDocument | None = None
    findings: list[FindingDocument] = Field(default_factory=list)
