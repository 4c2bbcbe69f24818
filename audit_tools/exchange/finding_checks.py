"""What one finding of an audit file means."""

from __future__ import annotations

from collections.abc import Iterator

from audit_tools.errors import Problem
from audit_tools.exchange.case_shape import CaseDocument, FindingDocument
from audit_tools.exchange.whole import Whole, refused
from audit_tools.findings import Sorting, Source, check_sorting, check_statement


def find_in_finding(
    whole: Whole, case: CaseDocument, finding: FindingDocument, place: str
) -> Iterator[Problem]:
    """Everything that is wrong with one finding of a case."""
    yield from refused(f"{place}.statement", lambda: check_statement(finding.statement))
    yield from refused(place, lambda: sorting(whole, finding))
    if finding.section and finding.section not in {s.key for s in whole.tool.sections}:
        yield Problem(f"{place}.section", "The tool has no such section.")
    for position, agency in enumerate(finding.agencies, 1):
        yield from whole.unknown_agency(agency, f"{place}.agencies.{position}")
    yield from _in_sources(case, finding, place)


def sorting(whole: Whole, finding: FindingDocument) -> Sorting:
    """What the finding is sorted into, as it is stored. Raises ``Invalid``."""
    return check_sorting(
        finding.kind,
        tuple(finding.themes),
        frozenset(theme.key for theme in whole.codebook.themes),
        finding.cause,
        finding.remedy,
        finding.remedy_reason or "",
        finding.consequence,
    )


def _in_sources(case: CaseDocument, finding: FindingDocument, place: str) -> Iterator[Problem]:
    lines = {Source(r.agency, entry) for r in case.returns for entry in r.entries}
    for position, document in enumerate(finding.sources, 1):
        source = Source(document.agency, document.place)
        # What was said may have been emptied since: the finding stays.
        if source not in lines and not (source.is_said and case.discussion):
            yield Problem(f"{place}.sources.{position}", "No return of this case has such a line.")
