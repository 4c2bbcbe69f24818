"""The storylines as they are read from YAML: what people wrote, before anything is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from audit_tools.agency_kinds import AgencyKind
from audit_tools.places import FindingKind, cell_place

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Line:
    """One line of a section; only an area for development has a cause."""

    kind: FindingKind
    text: str
    cause: str = ""


@dataclass(frozen=True)
class SectionStory:
    """What an agency wrote in one section: its grade, its lines, or a reason without any."""

    grade: str
    lines: tuple[Line, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class ReturnStory:
    """What one agency wrote about one child, by section, and the answers it must have given."""

    sections: Mapping[str, SectionStory]
    answers: Mapping[str, str]
    not_our_part: frozenset[str] = frozenset()
    concern: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Storyline:
    """One child. ``agencies`` says of each agency what became of its return."""

    reference: str
    lead: str
    characteristics: Mapping[str, str]
    details: Mapping[str, str]
    arrested: str
    not_applicable: frozenset[str]
    agencies: Mapping[str, str]
    returns: Mapping[str, ReturnStory]
    discussion: Mapping[str, Any] | None
    findings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class CaseStory:
    """A child within an audit: where the case stands, and when it was discussed and agreed."""

    storyline: Storyline
    state: str
    discussed: date | None = None
    agreed: date | None = None


@dataclass(frozen=True)
class AuditStory:
    """One invented audit: its header as it is exchanged, its dates and its children."""

    header: Mapping[str, Any]
    returns_open: date
    returns_due: date
    cases: tuple[CaseStory, ...]
    needs: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Steady:
    """Sentences for sections in which an agency did well and had no line to add.

    ``reasons`` by kind of agency and section; ``seen`` by kind: records that it looks into.
    """

    reasons: Mapping[str, Mapping[str, tuple[str, ...]]] = field(repr=False)
    seen: Mapping[str, tuple[str, ...]] = field(repr=False)

    def reasons_of(self, kind: AgencyKind, section: str) -> tuple[str, ...]:
        """What an agency of this kind may give as its reason; empty where it has no part."""
        return self.reasons[kind].get(section, ())


@cache
def read_audit(folder: str) -> AuditStory:
    """The audit whose storylines lie in this folder."""
    data = dict(_read(HERE / folder / "audit.yaml"))
    return AuditStory(
        cases=tuple(_case(folder, case) for case in data.pop("cases")),
        needs=tuple(data.pop("needs")),
        returns_open=date.fromisoformat(data.pop("returns_open")),
        returns_due=date.fromisoformat(data["returns_due"]),
        header=data,
    )


@cache
def read_steady() -> Steady:
    """The sentences that are drawn where a storyline has no lines."""
    data = _read(HERE / "steady.yaml")
    reasons = {
        kind: {section: tuple(sentences) for section, sentences in sections.items()}
        for kind, sections in data["reasons"].items()
    }
    return Steady(reasons, {kind: tuple(records) for kind, records in data["seen"].items()})


def _read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path)


def _case(folder: str, data: Mapping[str, str]) -> CaseStory:
    storyline = _storyline(_read(HERE / folder / f"{data['storyline']}.yaml"))
    return CaseStory(storyline, data["state"], _day(data, "discussed"), _day(data, "agreed"))


def _day(data: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(data[name]) if name in data else None


def _storyline(data: Mapping[str, Any]) -> Storyline:
    return Storyline(
        reference=data["reference"],
        lead=data["lead"],
        characteristics=data["characteristics"],
        details=_details(data["details"]),
        arrested=data["arrested"],
        not_applicable=frozenset(data["not_applicable"]),
        agencies=data["agencies"],
        returns={agency: _return(story) for agency, story in data["returns"].items()},
        discussion=data["discussion"],
        findings=tuple(data["findings"]),
    )


def _details(data: Mapping[str, Any]) -> dict[str, str]:
    """The case details by place; each key event, ``May: what happened``, is a row."""
    details: dict[str, str] = {}
    for name, value in data.items():
        if isinstance(value, str):
            details[f"details.{name}"] = value
            continue
        for row, event in enumerate(value, 1):
            month, _, what = event.partition(": ")
            details[cell_place(f"details.{name}", row, "month")] = month
            details[cell_place(f"details.{name}", row, "what")] = what
    return details


def _return(data: Mapping[str, Any]) -> ReturnStory:
    sections = {k: _section(v) for k, v in data.items() if k not in _NO_SECTIONS}
    not_our_part = frozenset(data.get("not_our_part", ()))
    return ReturnStory(sections, data.get("answers", {}), not_our_part, data.get("concern"))


_NO_SECTIONS = ("answers", "not_our_part", "concern")


def _section(data: Mapping[str, Any]) -> SectionStory:
    strengths = [Line(FindingKind.STRENGTH, text) for text in data.get("strength", ())]
    developments = [
        Line(FindingKind.DEVELOPMENT, line["text"], line["cause"])
        for line in data.get("development", ())
    ]
    return SectionStory(data["grade"], (*strengths, *developments), data.get("reason", ""))
