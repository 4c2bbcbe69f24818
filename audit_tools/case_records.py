"""One case on paper: its record, complete, as those may have it who read its discussion.

The values here are made after ``visibility`` has allowed the reading, and they are all that a
paper on one case is made from. No name of anybody who works with the child is among them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from audit_tools import places
from audit_tools.answered_once import SectionTold
from audit_tools.cases import CaseState, Characteristics, Known
from audit_tools.codebook import Codebook
from audit_tools.conditions.terms import Situation
from audit_tools.corrections import Correction
from audit_tools.discussions import Came, ReturnRead
from audit_tools.facts import Agency
from audit_tools.findings import Finding
from audit_tools.permissions import Role
from audit_tools.tool import AuditTool, Scale, Section


@dataclass(frozen=True)
class CaseHead:
    """Which case a paper is about, and the marking on each of its pages.

    ``spoken`` ("Case 3 of 6") is what file names and titles say: it gives nothing away.
    """

    spoken: str
    reference: str = field(repr=False)
    audit: str
    marking: str
    invented: bool = False
    period_from: date | None = None
    period_to: date | None = None
    characteristics: Characteristics = field(default_factory=Characteristics, repr=False)
    rehearsal: bool = False


@dataclass(frozen=True)
class CaseReturns:
    """The closed returns of a case with what they answer. ``agencies`` are those asked, by key.

    Where the audit ``asks_returns`` of nobody, none is missing.
    """

    tool: AuditTool
    scale: Scale | None
    agencies: Mapping[str, Agency]
    lead: str | None
    returns: tuple[ReturnRead, ...]
    asks_returns: bool = True
    characteristics: Characteristics = field(default_factory=Characteristics, repr=False)

    def situation(self, agency: str) -> Situation:
        """What conditions may know of an agency's return beside its answers."""
        return Situation(self.agencies[agency].kind, agency == self.lead, self.characteristics)

    def name(self, agency: str) -> str:
        """An agency as people read it."""
        return self.agencies[agency].name if agency in self.agencies else agency

    def names(self, agencies: Iterable[str]) -> tuple[str, ...]:
        """Several agencies, in the order of their names."""
        return tuple(sorted(self.name(agency) for agency in agencies))

    def by_name(self) -> tuple[ReturnRead, ...]:
        """The returns in the order of the agencies' names."""
        return tuple(sorted(self.returns, key=lambda one: self.name(one.agency)))


@dataclass(frozen=True)
class HeldBy:
    """A part in the discussion, and the agency of the case that whoever had it answers for.

    That the chair's own service gave a return is no conflict but a fact that is printed.
    """

    role: Role
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseRecord:
    """The completed audit tool of one child. Instants are UTC.

    ``record`` is what the discussion wrote, by place; in the places of ``twofold`` two people
    wrote at once and nobody has chosen yet. ``corrections`` were made after the signing off;
    ``early_reason`` is why that came before all who were there had been heard on its accuracy.
    ``known`` is what each agency said that was asked whether it knows the child; ``told`` what was
    answered once for the case.
    """

    head: CaseHead
    given: CaseReturns
    codebook: Codebook
    state: CaseState
    record: Mapping[str, str] = field(repr=False)
    attendance: Mapping[str, Came]
    held_by: tuple[HeldBy, ...]
    findings: tuple[Finding, ...]
    opened_at: datetime
    agreed_at: datetime | None = None
    twofold: frozenset[str] = frozenset()
    corrections: tuple[Correction, ...] = ()
    early_reason: str = field(default="", repr=False)
    known: Mapping[str, Known] = field(default_factory=dict)
    told: tuple[SectionTold, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether it may still change: it has not been signed off."""
        return self.state is not CaseState.AGREED

    def at(self, section: str, part: str) -> str:
        """What the record holds in a place of a section; empty for nothing."""
        return self.record.get(f"{section}/{part}", "")

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the tool's order."""
        return self.given.tool.sections


@dataclass(frozen=True)
class Task:
    """Something to do or to check afterwards; ``by`` and ``when`` may be empty."""

    section: str
    text: str = field(repr=False)
    by: str = field(repr=False)
    when: str = field(repr=False, default="")


@dataclass(frozen=True)
class View:
    """An agency's different view of a section: the grade it would have given, and why."""

    agency: str
    grade: str
    reason: str = field(repr=False)


def actions(record: CaseRecord) -> tuple[Task, ...]:
    """The actions of a discussion, in the tool's order."""
    return tuple(
        Task(s.key, text, record.at(s.key, "action-by"), record.at(s.key, "action-when"))
        for s in record.sections
        if (text := record.at(s.key, "action"))
    )


def checks(record: CaseRecord) -> tuple[Task, ...]:
    """What is to be checked after a discussion, in the tool's order."""
    return tuple(
        Task(s.key, text, record.at(s.key, "check-by"))
        for s in record.sections
        if (text := record.at(s.key, "check"))
    )


def views(record: CaseRecord, section: str) -> tuple[View, ...]:
    """The different views of a section, in the order of the agencies' names."""
    found = (
        View(agency, *(record.record.get(places.view_place(section, agency, part), "")
                       for part in ("grade", "reason")))
        for agency in sorted(record.given.agencies, key=record.given.name)
    )  # fmt: skip
    return tuple(view for view in found if view.grade or view.reason)


def said(record: CaseRecord, section: str) -> tuple[tuple[str, str], ...]:
    """What agencies said in the room of a section: (agency, text), by name."""
    found = (
        (one.agency, record.record.get(places.said_place(section, one.agency), ""))
        for one in record.given.by_name()
    )
    return tuple((agency, text) for agency, text in found if text)
