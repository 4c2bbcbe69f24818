"""The needs report for the L&D group, in eleven parts; a part that has nothing says what to do.

While the audit is not closed, or a return is still out, it is interim and says so first: in Leeds
the analysis was due within the quarter of the audit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit_tools.audience import AudienceFacts, NeedRow, Side, ThemeRow
from audit_tools.dates import format_date, format_instant, format_period
from audit_tools.learning.consultations import Heard
from audit_tools.learning.coverage import CoverRow
from audit_tools.learning.evidence import LearningEvidence
from audit_tools.learning_strategy.in_words import PlannedActivity
from audit_tools.learning_strategy.strategy import ActivityStatus
from audit_tools.needs_reports import NeedsReport
from audit_tools.numbers import joined, plural
from reports.kinds import sentences
from reports.kinds.audit_paper import audit_paper
from reports.kinds.priorities import ON_WHICH_COUNT, of_need, rule
from reports.kinds.remedies import remedy_rows
from reports.outline import Heading, Node, Note, Outline, Paragraph, Table, Term, Terms

THEME_COLUMNS = {
    "Theme": "The theme",
    "Went well": "In how many it was seen as a strength, of all that were agreed",
    "Went well: agencies": "The agencies that these strengths concern",
    "Could be better": "In how many it was seen as an area for development, of the same",
    "Could be better: agencies": "The agencies that these areas for development concern",
    "What followed": "The worst that was seen to follow, of what could be better",
    "Priority": "How urgent it is, as a group decided or as the rule suggests",
}
THEME_WIDTHS = (4, 2, 4, 2, 4, 3, 3)
NEEDS = "Needs"
NEED_COLUMNS = {
    "Need": "The theme that the training need is about",
    "Who needs to learn": "As the learning and development group wrote it",
    "Why we think so": "In how many it could be better and learning would help; agreed wording",
    "What would help": "Training, supervision, or both",
}
OFFER_COLUMNS = {
    "Need": "The theme that the training need is about",
    "For whom": "The agency, target group or level",
    "How far it is answered": "The word of the rule and, under it, what the group says",
    "Why": "The offers and the counts by which the rule found its word",
}
GAP_COLUMNS = {
    "Need": "The theme that the training need is about",
    "Why training has not worked so far": "One of seven reasons, and what the group wrote of it",
    "What that calls for": "The response that the reason calls for",
}
PLAN_COLUMNS = {
    "Need": "The theme that the training need is about",
    "Activity": "The activity of a learning strategy that answers it, with its number",
    "When it is looked at": "Its evaluation points, one on each line, with their days",
    "Question that should move": "The audit's question that should be answered differently",
}
COMMENT_COLUMNS = {
    "From": "In which role, without a name",
    "Comment": "What was said",
    "What comes of it": "What the group answered",
}
SAID_COLUMNS = {
    "What": "What practitioners were asked with, or where they said it",
    "When": "On which day",
    "What was said": "What it comes to, in the group's words",
}
COUNTED = (
    "Of those whose discussion is agreed, never as a share of a hundred. What went well and what "
    "could be better are never set off against each other. The last chapter of the theme summary "
    "says how each number is made, and the range that goes with it."
)
NOT_ASKED = (
    "It is not asked how urgent the themes are: the theme summary asks that of the board or group "
    "to which it goes."
)
NO_NEEDS = "No training need follows yet. Sort the findings, and say of each why it happened."


def needs_report(report: NeedsReport) -> Outline:
    """All eleven parts, numbered, in their order."""
    facts = report.facts
    recorded = Paragraph(f"As recorded on {format_instant(report.at)}.")
    nodes: list[Node] = [*_missing(facts), recorded]
    for number, (title, part) in enumerate(_parts(report), 1):
        nodes += [Heading(f"{number}. {title}", anchor=f"part-{number}"), *part]
    title = "Interim needs report" if is_interim(facts) else "Needs report"
    return replace(audit_paper(title, facts, nodes), at=report.at, landscape=True)


def is_interim(facts: AudienceFacts) -> bool:
    """Whether the audit is not closed, or an expected return is not there."""
    return facts.interim or not facts.all_returns.is_all


def _missing(facts: AudienceFacts) -> list[Node]:
    if facts.all_returns.is_all:
        return []
    return [Note(f"Interim. {sentences.received(facts)} Needs may be missing.")]


def _parts(report: NeedsReport) -> Iterator[tuple[str, list[Node]]]:
    facts = report.facts
    yield "What is asked", _asked(report)
    yield "What it rests on", [*sentences.basis(facts)]
    yield "Themes", _table("Themes", THEME_COLUMNS, _themes(facts), THEME_WIDTHS)
    yield "Training needs", _table(NEEDS, NEED_COLUMNS, _needs(facts), (3, 4, 6, 4), NO_NEEDS)
    yield "What there is to learn from", _offers(facts)
    yield "Why training has not worked so far", _gaps(facts)
    yield "Priorities", _priorities(facts)
    yield "What training will not mend", _elsewhere(facts)
    yield "What practitioners said", _practitioners(report)
    yield "How it will be evaluated", _evaluation(report)
    yield "Method", _method(facts)


def _table(
    caption: str,
    columns: dict[str, str],
    rows: Iterable[tuple[str, ...]],
    widths: tuple[int, ...],
    nothing: str = "Nothing yet: no discussion is signed off, or its findings are not sorted.",
) -> list[Node]:
    """A table, or what to do while there is nothing in it."""
    listed = tuple(rows)
    if not listed:
        return [Paragraph(nothing)]
    meanings = tuple(columns.values())
    return [Table(caption, tuple(columns), listed, widths, True, meanings, is_headed=True)]


def _asked(report: NeedsReport) -> list[Node]:
    facts = report.facts
    open_ = {
        "say who needs to learn, of {}": [n for n in facts.needs if not n.audience],
        "say why training has not worked so far, of {}": [n for n in facts.needs if not n.gap],
        "decide what to do about it, of {}": [n for n in facts.needs if not report.answering(n)],
    }
    asked = [
        Term(str(place), (sentences.opening(what.format(_named(needs))),))
        for place, (what, needs) in enumerate(open_.items(), 1)
        if needs
    ]
    purpose = [Paragraph(sentences.stopped(facts.purpose))] if facts.purpose else []
    if not facts.needs:
        return [*purpose, Paragraph(NO_NEEDS)]
    if not asked:
        nothing_open = Paragraph("To agree this report. Nothing in it is left open.")
        return [*purpose, nothing_open, *_not_asked(facts)]
    return [
        *purpose,
        Paragraph("The learning and development group is asked to:"),
        Terms(tuple(asked)),
        *_not_asked(facts),
    ]


def _not_asked(facts: AudienceFacts) -> list[Node]:
    """Who is asked how urgent it is, while something of that is open."""
    is_open = any(need.priority and not need.priority.decided for need in facts.needs)
    return [Paragraph(NOT_ASKED)] if is_open else []


def _named(needs: list[NeedRow]) -> str:
    """``7 needs: Curiosity, Language, Sharing information, Missing and 3 more.``"""
    titles = [need.title for need in needs]
    more = len(titles) - sentences.MOST_NAMED
    named = [*titles[: sentences.MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    return sentences.stopped(f"{plural(len(needs), 'need')}: {joined(named)}")


def _themes(facts: AudienceFacts) -> Iterator[tuple[str, ...]]:
    for row in facts.themes:
        yield (
            row.title,
            *_side(row.strengths),
            *_side(row.developments),
            _followed(row),
            _urgency(row),
        )


def _side(side: Side) -> tuple[str, str]:
    return sentences.short(side.share), sentences.concerned(side)


def _followed(row: ThemeRow) -> str:
    """The worst that was seen to follow; nothing where nothing could be better."""
    if row.priority is None:
        return ""
    worst = row.priority.worst
    return sentences.opening(worst.in_a_sentence) if worst else "Not said yet"


def _urgency(row: ThemeRow) -> str:
    if row.priority is None:
        return ""
    how = "decided" if row.priority.decided else "suggested"
    return f"{row.priority.standing.label} ({how})"


def _needs(facts: AudienceFacts) -> Iterator[tuple[str, ...]]:
    for need in facts.needs:
        seen = sentences.both_counts(facts, need)
        inspectors = sentences.inspectors(need.inspection)
        why = [seen, *need.rests_on.wordings[:2], *([inspectors] if inspectors else [])]
        yield (
            need.title,
            need.audience or "Not written yet",
            "\n".join(why),
            "\n".join(need.remedies),
        )


def _offers(facts: AudienceFacts) -> list[Node]:
    rows = (
        (need.title, row.audience, cover(row), "\n".join(row.why))
        for need in facts.needs
        for row in need.offered
    )
    nothing = (
        "Nothing yet: no need is set against the offer. Enter what there is to learn from under "
        "Learning, then set each need against it."
    )
    return _table("What there is to learn from", OFFER_COLUMNS, rows, (3, 4, 3, 6), nothing)


def cover(row: CoverRow) -> str:
    """The word of the rule and, under it, what the group says."""
    word = f"{row.judged.cover.label.lower()}. " if row.judged.cover else ""
    said = f"{word}{row.judged.reason}"
    return f"{row.cover.label}\nThe group: {said}" if said else row.cover.label


def _gaps(facts: AudienceFacts) -> list[Node]:
    rows = (
        (need.title, why_it_fell_short(need), need.gap.response) for need in facts.needs if need.gap
    )
    nothing = (
        "Nothing yet: choose on the page of the training needs, need by need, one of 7 reasons."
    )
    return _table("Why training has not worked", GAP_COLUMNS, rows, (3, 5, 5), nothing)


def why_it_fell_short(need: NeedRow) -> str:
    """The reason why training has not worked so far and, under it, what the group wrote of it."""
    label = need.gap.label if need.gap else ""
    return "\n".join(text for text in (label, need.gap_note) if text)


def _priorities(facts: AudienceFacts) -> list[Node]:
    terms = tuple(
        Term(need.title, (sentences.both_counts(facts, need), *said))
        for need in facts.needs
        if (said := of_need(facts, need.priority))
    )
    if not terms:
        return [Paragraph("Nothing yet: no need has a priority.")]
    return [Terms(terms), Paragraph(ON_WHICH_COUNT), Paragraph(rule(facts))]


def _elsewhere(facts: AudienceFacts) -> list[Node]:
    rows = [row for row in facts.remedies if not row.is_learning]
    if not rows:
        return [Paragraph("Nothing goes elsewhere.")]
    return [Paragraph("This goes to who can act on it:"), *remedy_rows(facts, rows)]


def _practitioners(report: NeedsReport) -> list[Node]:
    rows = (_said(one) for one in report.practitioners)
    nothing = (
        "Nothing yet. Ask the practitioner group what it says to these needs: under Learning, "
        "Consultations."
    )
    asked = [node for one in report.heard for node in _heard(one)]
    if asked and not report.practitioners:
        return asked
    said = _table("What practitioners said", SAID_COLUMNS, rows, (4, 2, 8), nothing)
    return [*said, *asked]


def _heard(one: Heard) -> list[Node]:
    """A consultation: how practitioners answered, their comments, and what comes of each."""
    first, last = one.consultation.opens_on, one.consultation.closes_on
    people = plural(one.people, "person has", "people have")
    nodes: list[Node] = [
        Heading(one.consultation.title, 3),
        Paragraph(f"Asked from {format_period(first, last)}. {people} answered."),
    ]
    if one.answers:
        nodes.append(Terms(tuple(Term(sentence, (told,)) for sentence, told in one.answers)))
    if one.comments:
        rows = tuple((comment.role, comment.said, comment.response) for comment in one.comments)
        caption = f"Comments: {one.consultation.title}"
        meanings = tuple(COMMENT_COLUMNS.values())
        nodes.append(Table(caption, tuple(COMMENT_COLUMNS), rows, (3, 6, 6), True, meanings))
    if one.waiting:
        wait = plural(one.waiting, "comment waits", "comments wait")
        nodes.append(Paragraph(f"{wait} for a response."))
    return nodes


def _said(one: LearningEvidence) -> tuple[str, ...]:
    return one.title, format_date(one.on) if one.on else "", one.said


def _evaluation(report: NeedsReport) -> list[Node]:
    rows = (
        _evaluated(need, one)
        for need in report.facts.needs
        for one in report.answering(need)
        if one.activity.details.status is not ActivityStatus.DROPPED
    )
    nothing = (
        "Nothing yet: no activity of a learning strategy answers one of these needs. Add one, and "
        "its evaluation points stand here."
    )
    nodes = _table("How it will be evaluated", PLAN_COLUMNS, rows, (3, 5, 5, 5), nothing)
    left = [need for need in report.facts.needs if not report.answering(need)]
    if left and len(left) < len(report.facts.needs):
        nodes.append(Paragraph(f"Without an activity yet: {_named(left)}"))
    return nodes


def _evaluated(need: NeedRow, one: PlannedActivity) -> tuple[str, ...]:
    """An activity on one line, its evaluation points under each other."""
    points = (point for point in one.activity.points if not point.is_left_out)
    days = ((point.kind.label, format_date(point.due) if point.due else "no day yet")
            for point in points)  # fmt: skip
    what = f"{one.name} {one.activity.details.what}"
    return need.title, what, "\n".join(f"{label}: {day}" for label, day in days), one.question


def _method(facts: AudienceFacts) -> list[Node]:
    made = (
        Term("Audit tool", (facts.tool.words,)),
        Term("Theme list", (facts.theme_list.words,)),
        Term("Sorted", (f"{sentences.short(facts.findings_sorted)} findings",)),
        Term("How it is counted", (COUNTED,)),
    )
    return [Terms(made)]
