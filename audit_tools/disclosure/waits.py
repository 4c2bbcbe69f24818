"""Waits in days as they were recorded, beside each service's own standard.

Days are given in the order of their length and never in that of the cases, one for each case, so
that none of them leads to a child. They are not averaged: with so few, one long wait would hide in
the number. What was done meanwhile is a text of the case; that something is written is all that is
said of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from audit_tools.agency_kinds import AgencyKind
from audit_tools.audience_waits import WaitRow
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.facts import CaseFacts
from audit_tools.numbers import Share
from audit_tools.waits_and_meetings import Wait


@dataclass(frozen=True, order=True)
class _Recorded:
    """How long one child waited for a service, and whether it says what was done meanwhile.

    They are ordered by their length, and what says more comes after what says less.
    """

    days: int
    says_meanwhile: bool


def waits(agreed: AgreedCases) -> tuple[WaitRow, ...]:
    """Every service of the tool for which a wait was recorded, in the tool's order."""
    kinds = {agency.key: agency.kind for agency in agreed.facts.agencies}
    rows = []
    for wait in agreed.facts.tool.waits:
        found = [one for case in agreed.cases if (one := _longest(wait, case, kinds))]
        if found:
            rows.append(_row(wait, found))
    return tuple(rows)


def _row(wait: Wait, found: list[_Recorded]) -> WaitRow:
    within = sum(wait.is_within(one.days) for one in found)
    told = sum(one.says_meanwhile for one in found)
    return WaitRow(
        key=wait.key,
        service=wait.service,
        standard=wait.standard,
        standard_days=wait.standard_days or 0,
        days=tuple(sorted(one.days for one in found)),
        within=Share(within, len(found) if wait.standard else 0),
        meanwhile=Share(told, len(found) if wait.meanwhile else 0),
    )


def _longest(wait: Wait, case: CaseFacts, kinds: dict[str, AgencyKind]) -> _Recorded | None:
    """The longest wait that anybody recorded for the case; ``None`` where nobody did.

    Of two equally long ones that which says what was done meanwhile: somebody has said it.
    """
    return max(_recorded(wait, case, kinds), default=None)


def _recorded(wait: Wait, case: CaseFacts, kinds: dict[str, AgencyKind]) -> Iterator[_Recorded]:
    received = (r.answers for r in case.returns
                if r.status.is_received and kinds.get(r.agency) in wait.kinds)  # fmt: skip
    for answers in (case.panel,) if not wait.kinds else received:
        if days := answers.get(wait.question):
            yield _Recorded(int(days), bool(answers.get(wait.meanwhile)))
