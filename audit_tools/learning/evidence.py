"""What learning offers answer, besides an audit made here: reviews, priorities, an agency's own
analysis.

A need that several of these point to stands on more than one audit of a few children.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from audit_tools.errors import Invalid, Problem

LONGEST_LINE, LONGEST_TEXT = 200, 2_000


class EvidenceKind(StrEnum):
    """Where it comes from."""

    AUDIT = "audit"
    REVIEW = "review"
    INSPECTION = "inspection"
    PRIORITY = "priority"
    OWN_ANALYSIS = "own-analysis"
    PRACTITIONERS = "practitioners"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    EvidenceKind.AUDIT: "Multi-agency audit",
    EvidenceKind.REVIEW: "Review",
    EvidenceKind.INSPECTION: "Inspection",
    EvidenceKind.PRIORITY: "Priority of the partnership",
    EvidenceKind.OWN_ANALYSIS: "An agency's own audit, needs analysis or training plan",
    EvidenceKind.PRACTITIONERS: "What practitioners said",
}


@dataclass(frozen=True)
class LearningEvidence:
    """One piece of evidence. ``agency`` is the key of whose own it is, ``audit`` and ``inspection``
    those that are kept here."""

    kind: EvidenceKind
    title: str
    said: str = ""
    agency: str = ""
    on: date | None = None
    themes: tuple[str, ...] = ()
    audit: UUID | None = None
    inspection: UUID | None = None

    def checked(self) -> Self:
        """The same without spaces around its texts. Raises ``Invalid`` (its places the fields)."""
        tidied = replace(self, title=" ".join(self.title.split()), said=self.said.strip())
        if problems := tuple(tidied._wrong()):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self) -> Iterator[Problem]:
        if not self.title:
            yield Problem("title", "Enter what it is called.")
        if len(self.title) > LONGEST_LINE:
            yield Problem("title", f"Enter at most {LONGEST_LINE} characters.")
        if len(self.said) > LONGEST_TEXT:
            yield Problem("said", f"Enter at most {LONGEST_TEXT:,} characters.")
        if self.kind is EvidenceKind.OWN_ANALYSIS and not self.agency:
            yield Problem("agency", "Choose whose own it is.")
        if self.audit and self.kind is not EvidenceKind.AUDIT:
            yield Problem("audit", "Only evidence of an audit leads to one. Choose none.")
        if self.inspection and self.kind is not EvidenceKind.INSPECTION:
            yield Problem("inspection", "Only evidence of an inspection leads to one. Choose none.")
