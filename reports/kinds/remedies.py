"""What would help: which areas for development are learning needs, and who gets the others."""

from collections.abc import Sequence

from audit_tools.audience import AudienceFacts, RemedyRow
from audit_tools.numbers import plural
from reports.kinds import sentences
from reports.outline import Fold, Heading, Link, Node, Paragraph, Squares, Term, Terms


def what_would_help(facts: AudienceFacts) -> list[Node]:
    """The learning needs, and beside them what goes elsewhere and to whom."""
    if not facts.remedies:
        return []
    learning = [row for row in facts.remedies if row.is_learning]
    elsewhere = [row for row in facts.remedies if not row.is_learning]
    nodes: list[Node] = [
        Heading("What would help", anchor="what-would-help"),
    ]
    if learning:
        nodes += [
            Heading("Learning needs", level=3),
            *remedy_rows(facts, learning),
            Link("Training needs that follow", "training-needs"),
        ]
    if elsewhere:
        nodes += [Heading("Goes elsewhere", level=3), *remedy_rows(facts, elsewhere)]
    if facts.without_remedy:
        areas = sentences.areas(facts.without_remedy)
        nodes.append(Paragraph(f"Of {areas} it is not yet said why it happened."))
    return nodes


def split(facts: AudienceFacts) -> str:
    """With how much learning would help, and how much goes elsewhere, in one sentence or two."""
    learning = [row for row in facts.remedies if row.is_learning]
    elsewhere = [row for row in facts.remedies if not row.is_learning]
    total = sum(row.rests_on.findings for row in facts.remedies) + facts.without_remedy
    to_learn = sum(row.rests_on.findings for row in learning)
    needs = plural(len(facts.needs), "training need", "training needs")
    follow = "follows" if len(facts.needs) == 1 else "follow"
    first = f"Learning would help with {to_learn} of {sentences.areas(total)}"
    first += f"; {needs} {follow}." if facts.needs else "."
    if not elsewhere:
        return first
    others = sum(row.rests_on.findings for row in elsewhere)
    goes, them = ("goes", "it") if others == 1 else ("go", "them")
    return f"{first} {others} of {total} {goes} elsewhere, to those who can act on {them}."


def remedy_rows(facts: AudienceFacts, rows: Sequence[RemedyRow]) -> list[Node]:
    """What would help, with the areas for development it rests on and who can act."""
    themes = (Term(row.label, ("; ".join(row.themes),)) for row in rows)
    return [
        Terms(tuple(Term(row.label, _rests_on(facts, row)) for row in rows)),
        Fold("Which themes they are", (Terms(tuple(themes)),)),
    ]


def _rests_on(facts: AudienceFacts, row: RemedyRow) -> tuple[str | Squares, ...]:
    return (
        sentences.seen(facts, row.rests_on),
        f"{sentences.areas(row.rests_on.findings)}. Goes to: {row.goes_to}.",
    )
