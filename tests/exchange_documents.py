"""A small whole audit in the exchange format, to be changed where a test says so."""

import json
from typing import Any

from audit_tools.definition import theme_list_to_document, tool_to_document
from audit_tools.exchange import Exchange, read_exchange
from audit_tools.exchange.question_list import list_questions
from audit_tools.tool import AuditTool
from tests.facts import CODEBOOK, TOOL


def small_audit() -> dict[str, Any]:
    """Two children and three agencies: one case agreed, one waiting; as an export would write it.

    The second child's school does not know them, and its hospital was not asked.
    """
    return {
        "format": "golden-thread-audit",
        "format_version": 1,
        "tool": tool_to_document(TOOL),
        "questions": listed(TOOL),
        "theme_list": theme_list_to_document(CODEBOOK),
        "audit": _header(),
        "agencies": [
            _agency("hospital", "Hospital trust", "acute-health"),
            _agency("police", "Police", "police"),
            _agency("school", "School", "education"),
        ],
        "people": [
            _person(1, "chair"),
            _person(2, "co-chair"),
            _person(3, "note-taker"),
            _person(4, "practitioner", "police"),
            _person(5, "practitioner", "police"),
            _person(6, "agency-lead", "school"),
            _person(7, "core-group"),
        ],
        "cases": [_agreed_case(), _waiting_case()],
        "needs": [
            {
                "theme": "notifications",
                "audience": "Response officers",
                "gap": "not-taken-up",
                "gap_note": "Few came.",
            }
        ],
    }


def listed(tool: AuditTool, *earlier: AuditTool) -> list[dict[str, Any]]:
    """Every question of a file once, as an export writes it."""
    questions = list_questions(tool, earlier)
    return [one.model_dump(mode="json", exclude_defaults=True) for one in questions]


def read(document: dict[str, Any]) -> Exchange:
    """The document as a file that was read."""
    return read_exchange(json.dumps(document))


def _header() -> dict[str, Any]:
    return {
        "key": "syv-small",
        "title": "A small audit",
        "theme": "Serious youth violence",
        "purpose": "To see how agencies worked together.",
        "counts": {"one": "child", "many": "children"},
        "period_from": "2024-04-01",
        "period_to": "2024-09-30",
        "returns_due": "2024-11-15",
        "discussions_from": "2024-11-25",
        "discussions_to": "2024-11-29",
        "selection": "random",
        "selection_note": "Drawn at random from 41 children in scope, seed 7",
        "children_sentence": None,
        "scale": "ofsted",
        "working": "returns-first",
        "audit_kind": "full",
        "left_out": [],
        "phase": "collecting",
        "invented": True,
        "rehearsal": False,
        "attribution": None,
        "kind": "audit",
        "inspection_findings": [1, 2],
        "draws_shown": [_draw("May", confirmed=False), _draw("7", confirmed=True)],
    }


def _draw(seed: str, *, confirmed: bool) -> dict[str, Any]:
    return {
        "seed": seed,
        "size": 2,
        "reserves": 3,
        "strata": ["locality"],
        "list_hash": "0123456789abcdef" * 4,
        "confirmed": confirmed,
    }


def _person(number: int, role: str, agency: str | None = None) -> dict[str, Any]:
    return {"number": number, "role": role, "agency": agency}


def _agreed_case() -> dict[str, Any]:
    return {
        "reference": "SYV24-01",
        "state": "agreed",
        "state_reason": None,
        "chosen_reason": None,
        "characteristics": {
            "age_band": "13-15",
            "sex": "male",
            "ethnicity_group": "White",
            "plan_type": "child in need",
            "locality": "East",
        },
        "chair": 1,
        "co_chair": 2,
        "note_taker": 3,
        "agencies": [
            {"agency": "police", "known": "known", "lead": True},
            {"agency": "school", "known": "known", "lead": False},
        ],
        "returns": [
            _return(
                "police",
                "submitted",
                practitioners=[4, 5],
                started_at="2024-11-11T09:30:00Z",
                due_later="2024-11-20",
                due_later_reason="The worker was away.",
                fit="fits",
                fit_note="The sheet named the child next to this one.",
                submitted_at="2024-11-12T14:02:00Z",
                entries={
                    "identification.made": "yes",
                    "identification.whole": "partly",
                    "identification/development/1": "The notification left out the ethnicity.",
                    "identification/development/1/cause": "knowledge-and-skill",
                    "identification/grade": "good",
                    "voice.daily-life": "yes",
                    "voice.daily-life/seen": "Notification of May",
                    "voice/grade": "good",
                    "voice/strength/1": "An officer asked what a normal week was like.",
                },
            ),
            _return(
                "school",
                "submitted",
                practitioners=[6],
                submitted_at="2024-11-13T10:00:00Z",
                entries={"voice/grade": "requires-improvement", "voice/reason": "Asked once."},
                concerns=[_concern()],
            ),
        ],
        "discussion": {
            "opened_at": "2024-11-25T10:00:00Z",
            "written_up_at": "2024-11-25T12:00:00Z",
            "agreed_at": "2024-11-28T09:00:00Z",
            "early_reason": "The school was heard in the room.",
            "attendance": [
                {"agency": "police", "came": "yes"},
                {"agency": "school", "came": "apologies"},
            ],
            "entries": {
                "overall.safer": "safer",
                "voice/agreed": "good",
                "voice/view/school/grade": "requires-improvement",
                "voice/view/school/reason": "The child was asked once only.",
                "voice/why": "Several people knew what mattered to the child.",
            },
            "replies": [
                {
                    "agency": "police",
                    "word": "correct",
                    "text": "There were two visits.",
                    "at": "2024-11-26T10:00:00Z",
                    "settled": "not-made",
                    "settled_reason": "The second was a telephone call.",
                    "settled_at": "2024-11-26T12:00:00Z",
                }
            ],
            "corrections": [
                {
                    "place": "voice/why",
                    "before": "Some knew what mattered to the child.",
                    "after": "Several people knew what mattered to the child.",
                    "reason": "A colleague was left out.",
                    "at": "2024-12-02T09:00:00Z",
                }
            ],
        },
        "findings": [_strength(), _development()],
    }


def _concern() -> dict[str, Any]:
    return {
        "raised_at": "2024-11-13T09:00:00Z",
        "concern": "The child did not come home.",
        "told": "The front door",
        "told_at": "At nine",
        "outcome": "Found safe.",
        "outcome_at": "2024-11-13T16:00:00Z",
    }


def _strength() -> dict[str, Any]:
    return {
        "number": 1,
        "section": "voice",
        "kind": "strength",
        "statement": "Officers asked about the child's week.",
        "themes": ["voice"],
        "cause": None,
        "remedy": None,
        "remedy_reason": None,
        "consequence": None,
        "agencies": ["police"],
        "sources": [{"agency": "police", "place": "voice/strength/1"}],
        "wording": {
            "text": "Children were asked about their week.",
            "written_by": "coordinator",
            "agreed_by": "chair",
            "sent_back": "",
        },
    }


def _development() -> dict[str, Any]:
    return {
        "number": 2,
        "section": "identification",
        "kind": "development",
        "statement": "The notification said nothing of ethnicity.",
        "themes": ["notifications"],
        "cause": "knowledge-and-skill",
        "remedy": "recording-and-it",
        "remedy_reason": "The form has no field for it.",
        "consequence": "late-help",
        "agencies": ["police", "school"],
        "sources": [],
        "wording": None,
    }


def _waiting_case() -> dict[str, Any]:
    return {
        "reference": "SYV24-02",
        "state": "waiting",
        "state_reason": None,
        "chosen_reason": "Nominated by the police.",
        "characteristics": {
            "age_band": "16-17",
            "sex": "female",
            "ethnicity_group": "",
            "plan_type": "",
            "locality": "West",
        },
        "chair": 2,
        "co_chair": None,
        "note_taker": 3,
        "agencies": [
            {"agency": "hospital", "known": "not-asked", "lead": False},
            {"agency": "police", "known": "known", "lead": False},
            {"agency": "school", "known": "not-known", "lead": False},
        ],
        "returns": [
            _return(
                "police",
                "due",
                practitioners=[5],
                started_at="2024-11-14T09:30:00Z",
                entries={"voice.daily-life": "not-known"},
            ),
            _return("school", "not-known", submitted_at="2024-11-12T09:00:00Z"),
        ],
        "discussion": None,
        "findings": [],
    }


def _return(agency: str, status: str, **changes: Any) -> dict[str, Any]:
    return {
        "agency": agency,
        "status": status,
        "status_reason": None,
        "practitioners": [],
        "started_at": None,
        "submitted_at": None,
        "due_later": None,
        "due_later_reason": None,
        "fit": "not-said",
        "fit_note": None,
        "entries": {},
        "concerns": [],
    } | changes


def _agency(key: str, name: str, kind: str) -> dict[str, Any]:
    return {"key": key, "name": name, "kind": kind, "is_asked": True}
