"""What every check of a file needs to know of the whole of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from audit_tools.agency_kinds import AgencyKind
from audit_tools.codebook import Codebook
from audit_tools.errors import AuditError, Problem
from audit_tools.exchange.case_shape import CaseDocument
from audit_tools.exchange.shape import AuditDocument, ExchangeDocument, PersonDocument
from audit_tools.kinds_of_audit import asked_in
from audit_tools.tool import AuditTool, Scale

NO_VERSION = "The file has no such version of the tool."


@dataclass(frozen=True)
class Whole:
    """The tool, the theme list, and the agencies and people that the file lists; ``earlier`` are
    earlier versions of the tool, by their numbers."""

    audit: AuditDocument
    tool: AuditTool
    codebook: Codebook
    scale: Scale | None
    kinds: Mapping[str, AgencyKind]
    people: Mapping[int, PersonDocument]
    earlier: Mapping[int, AuditTool] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        document: ExchangeDocument,
        tool: AuditTool,
        codebook: Codebook,
        earlier: Iterable[AuditTool] = (),
    ) -> Whole:
        """A scale that the tool does not have counts as none; it is reported on its own."""
        kind, left_out = document.audit.audit_kind, document.audit.left_out
        return cls(
            document.audit,
            asked_in(tool, kind, left_out),
            codebook,
            next((s for s in tool.grading_scales if s.key == document.audit.scale), None),
            {agency.key: agency.kind for agency in document.agencies},
            {person.number: person for person in document.people},
            {one.version: asked_in(one, kind, left_out) for one in earlier},
        )

    def of_case(self, case: CaseDocument) -> Whole:
        """The same with the version of the tool that a case is answered with."""
        tool = self.earlier.get(case.tool_version or 0)
        return replace(self, tool=tool) if tool else self

    def unknown_agency(self, agency: str, place: str) -> Iterator[Problem]:
        """A problem where the file does not list the agency."""
        if agency not in self.kinds:
            yield Problem(place, "This agency is not in the file's list of agencies.")


def twice(place: str, what: str, keys: Iterable[str | int]) -> Iterator[Problem]:
    """A problem for each key that is there more than once."""
    for key, count in Counter(keys).items():
        if count > 1:
            yield Problem(place, f"The {what} {key} is given {count} times. Keep one.")


def refused(place: str, check: Callable[[], object]) -> Iterator[Problem]:
    """The sentence of a rule of the audit, where it refuses."""
    try:
        check()
    except AuditError as error:
        yield Problem(place, error.message)
