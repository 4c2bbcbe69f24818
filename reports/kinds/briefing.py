"""The seven-minute briefing for staff: seven short parts, from agreed wording alone.

It goes further than a board's paper, so it holds less: no number about children but how many were
audited, no agency, and only themes that were seen in several cases by several agencies.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from audit_tools.audience import AudienceFacts, Side, ThemeRow
from audit_tools.dates import format_date
from reports.kinds import sentences
from reports.kinds.audit_paper import audit_paper
from reports.outline import Heading, Node, Outline, Paragraph, Term, Terms

FEWEST_CASES, FEWEST_AGENCIES = 3, 2
MOST_THEMES, MOST_WORDINGS, MOST_NEEDS = 4, 2, 4
QUESTIONS = (
    "Which of these do we know from our own work?",
    "What do we do already that others could learn from?",
    "What will each of us do differently from this week on?",
)


def briefing(facts: AudienceFacts) -> Outline:
    """All seven parts, on one side of a sheet; one of which there is nothing to say says so."""
    nodes: list[Node] = []
    for number, (title, part) in enumerate(_parts(facts), 1):
        nodes += [Heading(f"{number}. {title}", anchor=f"part-{number}"), *part]
    paper = audit_paper("Seven-minute briefing", facts, nodes, counts=False)
    return replace(paper, one_side=True)


def _parts(facts: AudienceFacts) -> tuple[tuple[str, list[Node]], ...]:
    return (
        ("Why this briefing", _why(facts)),
        ("What was looked at", looked_at(facts)),
        ("What went well", _themes(facts, lambda row: row.strengths)),
        ("What could be better", _themes(facts, lambda row: row.developments)),
        ("Why it happened", _causes(facts)),
        ("What you can do", _to_learn(facts)),
        ("Questions for your team", [Terms(tuple(_questions()))]),
    )


def _why(facts: AudienceFacts) -> list[Node]:
    said = [sentences.stopped(text) for text in (facts.theme, facts.purpose) if text]
    return [Paragraph(text) for text in said] or [Paragraph(_NOTHING)]


def looked_at(facts: AudienceFacts) -> list[Node]:
    """How many were audited, and of which period: the only number that is told."""
    number = sentences.opening(facts.counted.number(facts.cases))
    was = "was" if facts.cases == 1 else "were"
    said = f"{number} {was} audited by the agencies that work with them."
    if facts.period_from and facts.period_to:
        period = f"{format_date(facts.period_from)} to {format_date(facts.period_to)}"
        said = f"{said} Period under review: {period}."
    return [Paragraph(said)]


def _themes(facts: AudienceFacts, side_of: Callable[[ThemeRow], Side]) -> list[Node]:
    """Themes that tell of nobody, each with its first agreed wordings."""
    told = told_themes(facts, side_of)[:MOST_THEMES]
    rows = tuple(Term(row.title, side_of(row).wordings[:MOST_WORDINGS]) for row in told)
    return [Terms(rows)] if rows else [Paragraph(_NOTHING)]


def told_themes(facts: AudienceFacts, side_of: Callable[[ThemeRow], Side]) -> list[ThemeRow]:
    """The themes of which a side may be told to staff, those of most cases first."""
    told = [row for row in facts.themes if _may_be_told(side_of(row))]
    return sorted(told, key=lambda row: -side_of(row).count)


def _may_be_told(side: Side) -> bool:
    is_shared = side.count >= FEWEST_CASES and len(side.agencies) >= FEWEST_AGENCIES
    return is_shared and bool(side.wordings)


def _causes(facts: AudienceFacts) -> list[Node]:
    told = (row.developments for row in facts.themes if _may_be_told(row.developments))
    causes = dict.fromkeys(cause.cause.lower() for side in told for cause in side.causes)
    if not causes:
        return [Paragraph(_NOTHING)]
    return [Paragraph(f"{sentences.opening('; '.join(causes))}.")]


def _to_learn(facts: AudienceFacts) -> list[Node]:
    needs = [need for need in facts.needs if need.implication and _may_be_told(need.rests_on)]
    rows = tuple(Term(need.title, (need.implication,)) for need in needs[:MOST_NEEDS])
    return [Terms(rows)] if rows else [Paragraph(_NOTHING)]


def _questions() -> Iterator[Term]:
    return (Term(str(number), (question,)) for number, question in enumerate(QUESTIONS, 1))


_NOTHING = "Nothing that could be said here tells of several cases in wording that was agreed."
