"""A paper for an audience before it is written, with the marks of its audit."""

from collections.abc import Iterable

from audit_tools.audience import AudienceFacts
from reports.outline import NOT_AGREED, Node, Outline


def audit_paper(title: str, facts: AudienceFacts, nodes: Iterable[Node]) -> Outline:
    """The paper. It is marked as invented, as a rehearsal and as a draft where its facts are."""
    return Outline(
        title,
        facts.title,
        tuple(nodes),
        facts.invented,
        facts.marking,
        draft=NOT_AGREED if facts.draft else "",
        rehearsal=facts.rehearsal,
    )
