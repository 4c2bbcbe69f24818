"""Facts as a draft may quote them: wording that waits for somebody to agree it stands in it too."""

from collections.abc import Collection
from dataclasses import replace

from audit_tools.facts import CycleFacts
from audit_tools.findings import Finding

PROPOSED = "proposed"


def with_proposed_wording(facts: CycleFacts, readable: Collection[int]) -> CycleFacts:
    """The same facts, as if the wording of these findings were agreed.

    ``readable`` are the numbers of the findings that the reader may read as they were written: a
    chair of one case gets no unagreed word of another.
    """
    findings = tuple(
        _proposed(finding) if finding.number in readable else finding for finding in facts.findings
    )
    return replace(facts, findings=findings)


def _proposed(finding: Finding) -> Finding:
    wording = finding.wording
    if wording is None or wording.is_agreed:
        return finding
    return replace(finding, wording=replace(wording, agreed_by=PROPOSED))
