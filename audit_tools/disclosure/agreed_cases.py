"""The part of an audit that is counted: its agreed cases and what was found in them."""

from dataclasses import dataclass
from functools import cached_property

from audit_tools.agency_names import AgencyNames
from audit_tools.audience import CauseCount, Side, Worded
from audit_tools.cases import CaseState
from audit_tools.facts import CaseFacts, CycleFacts
from audit_tools.findings import Finding
from audit_tools.places import FindingKind
from audit_tools.statistics.bounds import of_what_was_seen
from audit_tools.themes import Seen
from audit_tools.tool import Scale, Section
from audit_tools.training_needs import Cause


@dataclass(frozen=True)
class AgreedCases:
    """One audit seen through the cases whose discussion is agreed."""

    facts: CycleFacts

    @cached_property
    def cases(self) -> tuple[CaseFacts, ...]:
        return tuple(case for case in self.facts.cases if case.state is CaseState.AGREED)

    @cached_property
    def references(self) -> tuple[str, ...]:
        return tuple(case.reference for case in self.cases)

    @cached_property
    def incomplete(self) -> tuple[bool, ...]:
        """Of each case, whether an expected return is missing; in the order of the cases."""
        asks = self.facts.cycle.asks_returns
        return tuple(asks and not all(case.answered.values()) for case in self.cases)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.facts.findings if f.case in self.references)

    @cached_property
    def developments(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.kind is FindingKind.DEVELOPMENT)

    @cached_property
    def names(self) -> AgencyNames:
        return AgencyNames(self.facts.agencies, published=bool(self.facts.cycle.attribution))

    @cached_property
    def scale(self) -> Scale | None:
        key = self.facts.cycle.scale
        return self.facts.tool.scale(key) if key else None

    @cached_property
    def graded_sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.facts.tool.sections if section.graded)

    def title(self, theme: str) -> str:
        return self.facts.codebook.theme(theme).title

    def side(self, seen: Seen) -> Side:
        """What may be said of these findings."""
        wordings = [text for f in seen.findings if (text := _agreed_wording(f)) is not None]
        causes = [f.cause for f in seen.findings]
        return Side(
            seen.cases,
            self.names.of(seen.agencies),
            len(seen.findings),
            tuple(sorted(wordings, key=str.casefold)),
            tuple(CauseCount(c.label, causes.count(c)) for c in Cause if c in causes),
            _worded(seen),
            of_what_was_seen(seen.cases, self.incomplete),
        )


def _worded(seen: Seen) -> tuple[Worded, ...]:
    """Each agreed wording once, with the number of cases it was found in, by its letters."""
    cases: dict[str, set[str]] = {}
    for finding in seen.findings:
        if (text := _agreed_wording(finding)) is not None:
            cases.setdefault(text, set()).add(finding.case)
    return tuple(Worded(text, len(cases[text])) for text in sorted(cases, key=str.casefold))


def _agreed_wording(finding: Finding) -> str | None:
    """The wording for sharing, where somebody who did not write it has agreed it."""
    wording = finding.wording
    if wording is None or not wording.is_agreed or wording.agreed_by == wording.written_by:
        return None
    return wording.text
