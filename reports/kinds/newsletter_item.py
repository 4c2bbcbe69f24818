"""A draft of an item for the newsletter: what one audit saw, in agreed wording alone.

It goes as far as the seven-minute briefing and further, so it holds no more: of the themes that
tell of nobody the first two on each side, one line of each.
"""

from collections.abc import Callable

from audit_tools.audience import AudienceFacts, Side, ThemeRow
from reports.kinds import sentences
from reports.kinds.audit_paper import audit_paper
from reports.kinds.briefing import looked_at, told_themes
from reports.outline import Heading, Node, Note, Outline, Paragraph, Term, Terms

MOST_THEMES = 2
DRAFT = (
    "A draft, made of wording agreed for sharing. Before it is printed let somebody read it who "
    "knows one of the cases, and did not write it."
)
ASK = "Talk about it in your team. The Business Unit has a seven-minute briefing that says more."
NOTHING_YET = (
    "No theme was seen in several cases by several agencies, in wording that was agreed, so "
    "nothing can be said here yet. Agree wording for sharing first, or leave this audit out."
)


def newsletter_item(facts: AudienceFacts) -> Outline:
    """A few paragraphs, ready to be read by somebody else and then sent."""
    well = _side(facts, "What went well", lambda row: row.strengths)
    better = _side(facts, "What could be better", lambda row: row.developments)
    said = [*well, *better]
    nodes: list[Node] = [
        Note(DRAFT),
        *looked_at(facts),
        *(said or [Paragraph(NOTHING_YET)]),
        *([Paragraph(ASK)] if said else []),
    ]
    return audit_paper("Newsletter item", facts, nodes, counts=False)


def _side(facts: AudienceFacts, title: str, side_of: Callable[[ThemeRow], Side]) -> list[Node]:
    told = told_themes(facts, side_of)[:MOST_THEMES]
    if not told:
        return []
    rows = (Term(row.title, (_line(side_of(row)),)) for row in told)
    return [Heading(title), Terms(tuple(rows))]


def _line(side: Side) -> str:
    return sentences.stopped(sentences.opening(side.wordings[0]))
