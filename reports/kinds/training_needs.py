"""The training needs, for the L&D group: the need, why we think so, who, and how we will know."""

from audit_tools.audience import AudienceFacts, NeedRow
from audit_tools.learning.coverage import CoverRow
from audit_tools.numbers import joined, plural
from reports.kinds import sentences
from reports.kinds.audit_paper import audit_paper
from reports.kinds.priorities import ON_WHICH_COUNT, of_need
from reports.kinds.remedies import remedy_rows
from reports.outline import (
    Detail,
    Fold,
    Heading,
    Link,
    Node,
    Outline,
    Paragraph,
    Term,
    Terms,
)


def training_needs(facts: AudienceFacts) -> Outline:
    """Each need with its evidence, those of most cases first; then what learning cannot mend."""
    nodes: list[Node] = [Paragraph(_first(facts), leads=True)]
    nodes += sentences.basis(facts)
    if any(need.priority for need in facts.needs):
        nodes.append(Paragraph(ON_WHICH_COUNT))
    for need in facts.needs:
        nodes += _need(facts, need)
    nodes += _elsewhere(facts)
    title = "Interim training needs" if facts.interim else "Training needs"
    return audit_paper(title, facts, nodes)


def _first(facts: AudienceFacts) -> str:
    number = facts.counted.number(facts.cases)
    if not facts.needs:
        return f"No training need follows from {number}."
    needs = plural(len(facts.needs), "training need", "training needs")
    follow = "follows" if len(facts.needs) == 1 else "follow"
    return f"{needs} {follow} from {number}."


def _need(facts: AudienceFacts, need: NeedRow) -> list[Node]:
    return [
        Heading(need.title, anchor=f"need-{need.key}", beside=need.seen_in(facts.counted)),
        Terms(tuple(term for term in _terms(facts, need) if term.details)),
        *_questions(need),
    ]


def _terms(facts: AudienceFacts, need: NeedRow) -> tuple[Term, ...]:
    write = Link(f"Write about the need on {need.title}", f"write:{need.key}")
    answered = Link(f"Activities for the need on {need.title}", f"activities:{need.key}")
    plan = Link(f"Plan an activity for the need on {need.title}", f"plan:{need.key}")
    more = Link(f"Plan another activity for the need on {need.title}", f"more:{need.key}")
    return (
        Term("Priority", of_need(facts, need.priority)),
        Term("Why we think so", _why(facts, need)),
        Term("Also known from", need.also_known),
        Term("What people could learn", (need.implication,) if need.implication else ()),
        Term("Who needs it", (_who(need),)),
        Term("What there is to learn from", _offered(need)),
        Term("Why training has not worked so far", _gap(need)),
        Term("What would help", (*_help(need), write, answered, plan, more)),
        Term("How we will know", (_how(need),)),
    )


def _why(facts: AudienceFacts, need: NeedRow) -> tuple[Detail, ...]:
    inspectors = sentences.inspectors(need.inspection)
    areas = sentences.areas(need.rests_on.findings)
    return (
        sentences.both_counts(facts, need),
        sentences.seen(facts, need.rests_on),
        *([inspectors] if inspectors else []),
        Link(f"Read the {areas} on {need.title}", f"evidence:{need.key}"),
    )


def _who(need: NeedRow) -> str:
    if need.audience:
        return need.audience
    if need.usual_audience:
        return sentences.stopped(f"Not written yet. The theme list suggests: {need.usual_audience}")
    return "Not written yet."


def _offered(need: NeedRow) -> tuple[Detail, ...]:
    """The need against the offer, audience by audience; the group's judgement after the rule's."""
    against = Link(f"Needs against the offer: {need.title}", f"offer:{need.key}")
    return (*(_cover(row) for row in need.offered), *([against] if need.offered else []))


def _cover(row: CoverRow) -> str:
    said = f"{row.audience}: {row.cover.label.lower()}. {' '.join(row.why)}"
    if row.judged.cover:
        said += f" The group says {row.judged.cover.label.lower()}: {row.judged.reason}"
    return sentences.stopped(said)


def _gap(need: NeedRow) -> tuple[Detail, ...]:
    if need.gap is None:
        return ("Not said yet.",)
    return (sentences.stopped(need.gap.label), *([need.gap_note] if need.gap_note else []))


def _help(need: NeedRow) -> tuple[Detail, ...]:
    """The remedies, and what the reason why training fell short calls for."""
    response = [need.gap.response] if need.gap else []
    return ("; ".join(need.remedies), *response)


def _how(need: NeedRow) -> str:
    numbers = [question.number for question in need.questions]
    if not numbers:
        return "No question of this audit tool asks about it."
    if len(numbers) == 1:
        return f"Question {numbers[0]} would show change at the next audit."
    return f"Questions {joined(numbers)} would show change at the next audit."


def _questions(need: NeedRow) -> list[Node]:
    """The questions in full, for whoever does not know them by their numbers."""
    if not need.questions:
        return []
    questions = (Term(question.number, (question.text,)) for question in need.questions)
    one = len(need.questions) == 1
    few = f"{'question' if one else plural(len(need.questions), 'question')} on {need.title}"
    return [Fold(f"Show the {few}", (Terms(tuple(questions)),), on_paper=f"The {few}")]


def _elsewhere(facts: AudienceFacts) -> list[Node]:
    rows = [row for row in facts.remedies if not row.is_learning]
    if not rows:
        return []
    return [
        Heading("What training will not mend", anchor="elsewhere"),
        Paragraph(
            "These areas for development are no training needs. They go to who can act on them."
        ),
        *remedy_rows(facts, rows),
    ]
