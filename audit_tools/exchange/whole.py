"""What every check of a file needs to know of the whole of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit_tools.agency_kinds import AgencyKind
from audit_tools.codebook import Codebook
from audit_tools.errors import AuditError, Problem
from audit_tools.exchange.shape import AuditDocument, ExchangeDocument, PersonDocument
from audit_tools.kinds_of_audit import asked_in
from audit_tools.tool import AuditTool, Scale


@dataclass(frozen=True)
class Whole:
    """The tool, the theme list, and the agencies and people that the file lists."""

    audit: AuditDocument
    tool: AuditTool
    codebook: Codebook
    scale: Scale | None
    kinds: Mapping[str, AgencyKind]
    people: Mapping[int, PersonDocument]

    @classmethod
    def of(cls, document: ExchangeDocument, tool: AuditTool, codebook: Codebook) -> Whole:
        """A scale that the tool does not have counts as none; it is reported on its own."""
        return cls(
            document.audit,
            asked_in(tool, document.audit.audit_kind, document.audit.left_out),
            codebook,
            next((s for s in tool.grading_scales if s.key == document.audit.scale), None),
            {agency.key: agency.kind for agency in document.agencies},
            {person.number: person for person in document.people},
        )

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
