"""The training needs, for the L&D group: the need, why we think so, who, and how we will know."""

from audit_tools.audience import AudienceFacts, NeedRow
from reports.kinds import sentences
from reports.kinds.remedies import remedy_terms
from reports.outline import (
    Heading,
    Link,
    Node,
    Outline,
    Paragraph,
    Squares,
    Term,
    Terms,
)


def training_needs(facts: AudienceFacts) -> Outline:
    """Each need with its evidence, those of most cases first; then what learning cannot mend."""
    nodes: list[Node] = [*sentences.warnings(facts), Paragraph(_first(facts), leads=True)]
    nodes += sentences.basis(facts)
    for need in facts.needs:
        nodes += _need(facts, need)
    nodes += _elsewhere(facts)
    return Outline("Training needs", facts.title, tuple(nodes))


def _first(facts: AudienceFacts) -> str:
    number = facts.counted.number(facts.cases)
    if not facts.needs:
        return f"No training need follows from {number}."
    needs = sentences.plural(len(facts.needs), "training need", "training needs")
    follow = "follows" if len(facts.needs) == 1 else "follow"
    return f"{needs} {follow} from {number}."


def _need(facts: AudienceFacts, need: NeedRow) -> list[Node]:
    return [
        Heading(need.title, anchor=f"need-{need.key}"),
        Terms(tuple(term for term in _terms(facts, need) if term.details)),
        Link(f"See {need.title} in the summary", "theme-summary", anchor=f"theme-{need.key}"),
        Link(f"Read the findings on {need.title}", f"evidence:{need.key}"),
        Link(f"Write who needs to learn about {need.title}", f"audience:{need.key}"),
    ]


def _terms(facts: AudienceFacts, need: NeedRow) -> tuple[Term, ...]:
    return (
        Term("Why we think so", _why(facts, need)),
        Term("What was found", _found(need)),
        Term("What people could learn", (need.implication,) if need.implication else ()),
        Term("Who needs it", (_who(need),)),
        Term("What would help", need.remedies),
        Term("How we will know", _how(need)),
    )


def _why(facts: AudienceFacts, need: NeedRow) -> tuple[str | Squares, ...]:
    inspectors = sentences.inspectors(need.inspection)
    return (sentences.seen(facts, need.rests_on), *([inspectors] if inspectors else []))


def _found(need: NeedRow) -> tuple[str, ...]:
    said = (*dict.fromkeys(need.rests_on.wordings), sentences.unworded(need.rests_on))
    return tuple(sentence for sentence in said if sentence)


def _who(need: NeedRow) -> str:
    if need.audience:
        return need.audience
    if need.usual_audience:
        return sentences.stopped(f"Not written yet. The theme list suggests: {need.usual_audience}")
    return "Not written yet."


def _how(need: NeedRow) -> tuple[str, ...]:
    if not need.questions:
        return ("No question of this audit tool asks about it.",)
    return (
        "At the next audit, these questions would show change:",
        *(f"{question.number} {question.text}".strip() for question in need.questions),
    )


def _elsewhere(facts: AudienceFacts) -> list[Node]:
    rows = [row for row in facts.remedies if not row.is_learning]
    if not rows:
        return []
    return [
        Heading("What training will not mend", anchor="elsewhere"),
        Paragraph(
            "These areas for development are no training needs. They go to who can act on them."
        ),
        remedy_terms(facts, rows),
    ]
