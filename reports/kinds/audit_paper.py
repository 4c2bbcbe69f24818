"""A paper for an audience before it is written, with the marks of its audit and its warnings."""

from collections.abc import Iterable

from audit_tools.audience import AudienceFacts
from reports.kinds import sentences
from reports.outline import NOT_AGREED, Node, Outline


def audit_paper(
    title: str, facts: AudienceFacts, nodes: Iterable[Node], *, counts: bool = True
) -> Outline:
    """The paper. It is marked as invented, as a rehearsal and as a draft where its facts are.

    What must be known before the rest is believed stands first, without a number where the paper
    ``counts`` nobody.
    """
    first = sentences.warnings(facts) if counts else sentences.warnings_without_counts(facts)
    return Outline(
        title,
        facts.title,
        (*first, *nodes),
        facts.invented,
        facts.marking,
        draft=NOT_AGREED if facts.draft else "",
        rehearsal=facts.rehearsal,
    )
