"""What governance and the L&D group are given of facts, and rows of it."""

from audit_tools.audience import Audience, AudienceFacts, ThemeRow
from audit_tools.disclosure import for_audience
from audit_tools.facts import CycleFacts
from audit_tools.findings import AgreedWording


def given(facts: CycleFacts, *, interim: bool = False) -> AudienceFacts:
    return for_audience(facts, Audience.GOVERNANCE, interim=interim)


def theme(facts: AudienceFacts, key: str) -> ThemeRow:
    return next(row for row in facts.themes if row.key == key)


def wording(
    text: str, written_by: str = "coordinator", agreed_by: str | None = None
) -> AgreedWording:
    return AgreedWording(text, written_by, agreed_by)
