"""What would help: which areas for development are learning needs, and who gets the others."""

from audit_tools.audience import AudienceFacts, RemedyRow
from reports.kinds import sentences
from reports.outline import Heading, Link, Node, Paragraph, Term, Terms


def what_would_help(facts: AudienceFacts) -> list[Node]:
    """The learning needs, and beside them what goes elsewhere and to whom."""
    if not facts.remedies:
        return []
    learning = [row for row in facts.remedies if row.is_learning]
    elsewhere = [row for row in facts.remedies if not row.is_learning]
    nodes: list[Node] = [
        Heading("What would help", anchor="what-would-help"),
        Paragraph(_split(facts, learning, elsewhere)),
    ]
    if learning:
        nodes += [
            Heading("Learning needs", level=3),
            remedy_terms(facts, learning),
            Link("Training needs that follow", "training-needs"),
        ]
    if elsewhere:
        nodes += [Heading("Goes elsewhere", level=3), remedy_terms(facts, elsewhere)]
    if facts.without_remedy:
        areas = _areas(facts.without_remedy)
        nodes.append(Paragraph(f"Of {areas} it is not yet said why it happened."))
    return nodes


def _split(facts: AudienceFacts, learning: list[RemedyRow], elsewhere: list[RemedyRow]) -> str:
    total = sum(row.rests_on.findings for row in facts.remedies) + facts.without_remedy
    to_learn = sum(row.rests_on.findings for row in learning)
    needs = sentences.plural(len(facts.needs), "training need", "training needs")
    follow = "follows" if len(facts.needs) == 1 else "follow"
    first = f"Learning would help with {to_learn} of {_areas(total)}"
    first += f"; {needs} {follow}." if facts.needs else "."
    if not elsewhere:
        return first
    others = sum(row.rests_on.findings for row in elsewhere)
    goes, them = ("goes", "it") if others == 1 else ("go", "them")
    return f"{first} {others} of {total} {goes} elsewhere, to those who can act on {them}."


def remedy_terms(facts: AudienceFacts, rows: list[RemedyRow]) -> Terms:
    """What would help, with the areas for development it rests on and who can act."""
    return Terms(
        tuple(
            Term(
                row.label,
                (
                    sentences.seen(facts, row.rests_on),
                    f"{_areas(row.rests_on.findings)}. Themes: {'; '.join(row.themes)}.",
                    f"Goes to: {row.goes_to}.",
                ),
            )
            for row in rows
        )
    )


def _areas(count: int) -> str:
    return sentences.plural(count, "area for development", "areas for development")
