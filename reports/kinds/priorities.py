"""How urgent themes are: act now, plan for, keep watching; each theme, and the rule in words."""

from collections.abc import Iterator

from audit_tools.audience import AudienceFacts, ThemePriority, ThemeRow
from audit_tools.consequences import Consequence
from audit_tools.dates import format_date
from audit_tools.numbers import joined, plural
from audit_tools.priorities import Decision, Priority, smallest_count
from reports.kinds import sentences
from reports.kinds.recurrence import said_before
from reports.outline import Detail, Fold, Heading, Link, Node, Paragraph, Term, Terms

ON_WHICH_COUNT = (
    "Priorities go by the first of the two counts that stand with a need: in how many its theme "
    "could be better, whatever would help."
)
MOST_TITLES = 6
BEHIND = (
    "A rule suggests, people decide. By what the rule goes stands under “How the numbers are made”."
)
_CHANCES = {
    Priority.ACT_NOW: "a third of all or more is likely, 4 chances in 5",
    Priority.PLAN_FOR: "a third of all or more is as likely as not",
}


def priorities(facts: AudienceFacts) -> list[Node]:
    """The themes by their priority, what was decided before what is only suggested."""
    if not any(row.priority for row in facts.themes):
        return []
    nodes: list[Node] = [Heading("Priorities", anchor="priorities")]
    for priority in Priority:
        nodes += _of_priority(facts, priority)
    return [*nodes, Paragraph(BEHIND)]


def in_short(facts: AudienceFacts) -> tuple[Term, ...]:
    """Which themes are urgent, what was decided before what is only suggested."""
    urgent = (Priority.ACT_NOW, Priority.PLAN_FOR)
    terms = (Term(priority.label, tuple(_titles(facts, priority))) for priority in urgent)
    return tuple(term for term in terms if term.details)


def _titles(facts: AudienceFacts, priority: Priority) -> Iterator[str]:
    rows = [row for row in facts.themes if _stands(row, priority)]
    for lead, decided in (("Decided", True), ("Suggested", False)):
        titles = [
            row.title for row in rows if row.priority and bool(row.priority.decided) is decided
        ]
        if len(titles) > MOST_TITLES and not decided:
            yield f"{lead}: {len(titles)} themes."
        elif titles:
            yield f"{lead}: {'; '.join(titles)}."


def _of_priority(facts: AudienceFacts, priority: Priority) -> Iterator[Node]:
    """Its themes. What a rule alone would only watch is folded; what people decided never is."""
    rows = [row for row in facts.themes if _stands(row, priority)]
    watched = priority is Priority.KEEP_WATCHING
    folded = [row for row in rows if watched and row.priority and not row.priority.decided]
    if shown := tuple(_term(facts, row) for row in rows if row not in folded):
        yield Heading(priority.label, level=3)
        yield Terms(shown)
    if terms := tuple(_term(facts, row) for row in folded):
        label = f"{priority.label}, as the rule suggests"
        yield Fold(label, (Terms(terms),), plural(len(terms), "theme"), on_paper=label)


def _stands(row: ThemeRow, priority: Priority) -> bool:
    return row.priority is not None and row.priority.standing is priority


def rule(facts: AudienceFacts) -> str:
    """The rule that suggests, in words, with its counts for as many as were audited."""
    number = facts.counted.number(facts.cases)
    counts = {
        priority: smallest_count(facts.cases, priority)
        for priority in (Priority.ACT_NOW, Priority.PLAN_FOR)
    }
    said = [
        f"{priority.in_a_sentence} from {count} of {facts.cases} ({_CHANCES[priority]})"
        for priority, count in counts.items()
        if count
    ]
    return (
        f"A rule suggests, people decide. For {number}: {', '.join(said)}, otherwise keep "
        "watching. If somebody was left at risk: plan for at least. If somebody came to harm "
        "afterwards: act now. Both hold for one alone. Nothing is ranked within the three."
    )


def _term(facts: AudienceFacts, row: ThemeRow) -> Term:
    link = Link(f"Priority of {row.title}", f"priority:{row.key}")
    return Term(row.title, (" ".join(known_of(facts, row)), link))


def known_of(facts: AudienceFacts, row: ThemeRow) -> tuple[str, ...]:
    """What is known of a theme's priority, in sentences."""
    if row.priority is None:
        return ()
    first = f"Could be better: {sentences.of_cases(facts, row.developments.share)}."
    before = tuple(f"Seen before: {said}" for said in said_before(facts, row.key))
    return (f"{first} {_followed(row.priority)}", *before, *standing(facts, row.priority))


def standing(facts: AudienceFacts, priority: ThemePriority) -> tuple[str, ...]:
    """What was decided, by whom, why, and who saw it differently; or else what is suggested."""
    if priority.decided:
        return tuple(_decided(priority.decided))
    why = " for what followed" if priority.suggested.for_what_followed else ""
    suggested = priority.suggested.priority.in_a_sentence
    return (f"Suggested{why}: {suggested}. {_close(facts, priority)}",)


def _decided(decision: Decision) -> Iterator[str]:
    group, day = decision.group, format_date(decision.on)
    yield sentences.stopped(
        f"{decision.priority.label}: decided by {group} on {day}. {decision.reason}"
    )
    if decision.priority is not decision.suggested:
        yield f"The rule suggested: {decision.suggested.in_a_sentence}."
    for view in decision.views:
        yield sentences.stopped(f"A different view: {view}")


def _followed(priority: ThemePriority) -> str:
    if priority.worst is None:
        return "What followed is not said yet."
    if priority.worst is Consequence.NONE_SEEN:
        said = "Nothing was seen to follow"
    else:
        said = f"The worst that followed: {priority.worst.in_a_sentence}"
    if not priority.not_said:
        return f"{said}."
    return f"{said}; not said yet of {sentences.areas(priority.not_said)}."


def _close(facts: AudienceFacts, priority: ThemePriority) -> str:
    """Whether one case more or fewer would change what is suggested."""
    suggested, one = priority.suggested, facts.counted.one
    beside = {f"one {one} fewer": suggested.one_fewer, f"one {one} more": suggested.one_more}
    others = [
        f"{said} it would be {other.in_a_sentence}"
        for said, other in beside.items()
        if other is not suggested.priority
    ]
    return f"With {joined(others)}." if others else f"One {one} more or fewer would not change it."


def of_need(facts: AudienceFacts, priority: ThemePriority | None) -> tuple[Detail, ...]:
    """The same beside a training need, which says its counts."""
    return standing(facts, priority) if priority else ()
