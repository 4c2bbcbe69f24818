"""The record of a case discussion and the findings that were agreed in it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.demonstration.invented.storylines import CaseStory, Storyline
from app.demonstration.invented.times import at, write_instant
from audit_tools import places
from audit_tools.places import FindingKind
from audit_tools.tool import AuditTool
from audit_tools.training_needs import USUAL_REMEDY, Cause


def write_discussion(case: CaseStory, tool: AuditTool) -> dict[str, Any] | None:
    """The discussion of a case, or None where it has not been held."""
    story = case.storyline.discussion
    if story is None or case.discussed is None or case.agreed is None:
        return None
    return {
        **_write_times(case.discussed, case.agreed),
        "attendance": _write_attendance(case.storyline, story["apologies"]),
        "entries": _write_entries(story, tool),
    }


def _write_times(discussed: date, agreed: date) -> dict[str, str]:
    return {
        "opened_at": write_instant(at(discussed, 9, 30)),
        "written_up_at": write_instant(at(discussed, 15, 45)),
        "agreed_at": write_instant(at(agreed, 11, 10)),
    }


def _write_attendance(storyline: Storyline, apologies: list[str]) -> list[dict[str, str]]:
    return [
        {"agency": agency, "came": "apologies" if agency in apologies else "yes"}
        for agency in storyline.returns
    ]


def _write_entries(story: Mapping[str, Any], tool: AuditTool) -> dict[str, str]:
    entries: dict[str, str] = {}
    for section in tool.sections:
        if section.graded:
            entries |= dict(_write_section(section.key, story["sections"][section.key]))
    asked = {question.key for question in tool.panel_questions}
    return entries | {k: v for k, v in _panel_answers(story["panel"]).items() if v and k in asked}


def _panel_answers(panel: Mapping[str, Any]) -> dict[str, str]:
    meetings: Mapping[str, str] = panel.get("meetings", {})
    return {
        "help.exploitation-wait": panel.get("exploitation_wait", ""),
        **{f"planning.meeting-{key}": sat for key, sat in meetings.items()},
        "family.their-views": panel["their_views"],
        "overall.difference": panel["difference"],
        "overall.safer": panel["safer"],
        "overall.good-practice": panel["good_practice"],
        "overall.improvement": panel["improvement"],
    }


def _write_section(section: str, story: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield places.agreed_place(section), story["agreed"]
    yield places.why_place(section), story["why"]
    if view := story.get("view"):
        yield places.view_place(section, view["agency"], "grade"), view["grade"]
        yield places.view_place(section, view["agency"], "reason"), view["reason"]
    if check := story.get("check"):
        yield f"{section}/check", check["what"]
        yield f"{section}/check-by", check["by"]
    if action := story.get("action"):
        yield f"{section}/action", action["what"]
        yield f"{section}/action-by", action["by"]
        yield f"{section}/action-when", action["when"]


def write_finding(finding: Mapping[str, Any], number: int) -> dict[str, Any]:
    """One agreed finding; ``number`` is its number within the audit."""
    sources = [_source(text) for text in finding["sources"]]
    return {
        "number": number,
        "section": finding["section"],
        "kind": finding["kind"],
        "statement": finding["statement"],
        "themes": finding["themes"],
        "cause": finding.get("cause"),
        "remedy": _remedy(finding),
        "remedy_reason": finding.get("remedy_reason"),
        "consequence": finding.get("consequence"),
        "agencies": list(dict.fromkeys(source["agency"] for source in sources)),
        "sources": sources,
        "wording": _wording(finding),
    }


def _source(text: str) -> dict[str, str]:
    agency, place = text.split(" ")
    return {"agency": agency, "place": place}


def _remedy(finding: Mapping[str, Any]) -> str | None:
    if finding["kind"] == FindingKind.STRENGTH:
        return None
    usual = USUAL_REMEDY[Cause(finding["cause"])]
    return str(finding.get("remedy", usual.value))


def _wording(finding: Mapping[str, Any]) -> dict[str, str | None] | None:
    """Wording for sharing, in its three states: not written, written, agreed by somebody else."""
    if finding["wording"] is None:
        return None
    agreed_by = "chair" if finding.get("wording_agreed", True) else None
    return {"text": finding["wording"], "written_by": "coordinator", "agreed_by": agreed_by}
