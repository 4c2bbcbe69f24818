"""Whose page a section of an audit tool is."""

from __future__ import annotations

from enum import StrEnum

from audit_tools.questions import AskedOf


class SectionFor(StrEnum):
    """Whose page a section is: of whom its questions are `AskedOf`."""

    AGENCIES = "agencies"
    LEAD = "lead"
    PANEL = "panel"
    UNIT = "unit"
    AUDIT = "audit"
    CHILD = "child"
    PARENT = "parent"
    PRACTITIONER = "practitioner"

    @property
    def asks(self) -> AskedOf | None:
        """Who answers all of its questions; None where each question says so itself."""
        return None if self is SectionFor.AGENCIES else AskedOf(self.value)

    @property
    def is_once(self) -> bool:
        """Whether it is answered once for a case or an audit; see `AskedOf.is_once`."""
        return self.asks is not None and self.asks.is_once

    @property
    def is_companion(self) -> bool:
        """Whether it is a companion questionnaire: what somebody said who was asked."""
        return self.asks is not None and self.asks.is_companion
