"""An invented audit as a document of the exchange format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from app.demonstration.invented.discussions import write_discussion, write_finding
from app.demonstration.invented.people import (
    AGENCIES,
    CHAIR,
    CO_CHAIR,
    NOTE_TAKER,
    practitioners,
    write_agencies,
    write_people,
)
from app.demonstration.invented.returns import Writer, write_draft, write_entries
from app.demonstration.invented.storylines import AuditStory, CaseStory, Storyline
from app.demonstration.invented.times import Written, draw_written, write_instant
from audit_tools.codebook import Codebook
from audit_tools.definition import theme_list_to_document, tool_to_document
from audit_tools.tool import AuditTool

_IN_EVERY_AUDIT: dict[str, Any] = {
    "counts": {"one": "child", "many": "children"},
    "scale": "ofsted",
    "invented": True,
    "attribution": None,
    "kind": "audit",
    "inspection_findings": [1, 2, 3],
}


def write_audit(
    audit: AuditStory, tool: AuditTool, theme_list: Codebook, seed: int
) -> dict[str, Any]:
    """The whole document; the same stories, tool and seed always give the same."""
    numbers = count(1)
    return {
        "format": "golden-thread-audit",
        "format_version": 1,
        "tool": tool_to_document(tool),
        "theme_list": theme_list_to_document(theme_list),
        "audit": {**audit.header, **_IN_EVERY_AUDIT},
        "agencies": write_agencies(),
        "people": write_people(),
        "cases": [
            _CaseWriter(audit, case, tool, seed).write(lambda: next(numbers))
            for case in audit.cases
        ],
        "needs": [dict(need) for need in audit.needs],
    }


@dataclass(frozen=True)
class _CaseWriter:
    audit: AuditStory
    case: CaseStory
    tool: AuditTool
    seed: int

    @property
    def storyline(self) -> Storyline:
        return self.case.storyline

    def write(self, next_number: Callable[[], int]) -> dict[str, Any]:
        storyline = self.storyline
        return {
            "reference": storyline.reference,
            "state": self.case.state,
            "state_reason": None,
            "characteristics": dict(storyline.characteristics),
            "chair": CHAIR,
            "co_chair": CO_CHAIR,
            "note_taker": NOTE_TAKER,
            "agencies": [self._involvement(agency) for agency in storyline.agencies],
            "returns": [
                self._return(agency, became)
                for agency, became in storyline.agencies.items()
                if became != "not-asked"
            ],
            "discussion": write_discussion(self.case, self.tool),
            "findings": [write_finding(f, next_number()) for f in storyline.findings],
        }

    def _involvement(self, agency: str) -> dict[str, Any]:
        became = self.storyline.agencies[agency]
        return {
            "agency": agency,
            "known": _KNOWN.get(became, "known"),
            "lead": agency == self.storyline.lead,
        }

    def _return(self, agency: str, became: str) -> dict[str, Any]:
        draw = Random(f"{self.seed} {self.storyline.reference} {agency}")
        written = draw_written(self.audit, draw)
        writer = Writer(self.tool, self.storyline, agency, AGENCIES[agency][1], draw)
        return {
            "agency": agency,
            "status": _STATUS[became],
            "status_reason": None,
            "practitioners": [draw.choice(practitioners(agency))],
            "started_at": write_instant(written.started) if became in _STARTED else None,
            "submitted_at": write_instant(written.submitted) if became in _SENT else None,
            "entries": _ENTRIES[became](writer),
            "concerns": self._concerns(agency, written),
        }

    def _concerns(self, agency: str, written: Written) -> list[dict[str, Any]]:
        story = self.storyline.returns.get(agency)
        if story is None or story.concern is None:
            return []
        return [_concern(story.concern, written)]


_KNOWN = {"not-asked": "not-asked", "says-not-known": "not-known"}
_STATUS = {
    "known": "submitted",
    "says-not-known": "not-known",
    "draft": "due",
    "not-started": "due",
}
_STARTED = ("known", "draft")
_SENT = ("known", "says-not-known")


def _no_entries(_: Writer) -> dict[str, str]:
    return {}


_ENTRIES = {
    "known": write_entries,
    "draft": write_draft,
    "says-not-known": _no_entries,
    "not-started": _no_entries,
}


def _concern(story: Mapping[str, str], written: Written) -> dict[str, Any]:
    """Told at once, and followed up within a day."""
    return {
        "raised_at": write_instant(written.started),
        "concern": story["concern"],
        "told": story["told"],
        "told_at": story["told_at"],
        "outcome": story["outcome"],
        "outcome_at": write_instant(written.started + timedelta(hours=22)),
    }
