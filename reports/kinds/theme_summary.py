"""The theme summary, for Silver MACE: a sentence first, then the squares, then the table."""

from collections.abc import Sequence

from audit_tools.across import names_areas
from audit_tools.audience import AgencyPart, AudienceFacts, Side, ThemeRow
from audit_tools.numbers import joined, plural
from audit_tools.paper_versions import Counts, EarlierPaper, settled, themes_elsewhere
from audit_tools.side_by_side import SideBySide
from reports.kinds import across, how_made, sentences
from reports.kinds.audit_paper import audit_paper
from reports.kinds.meetings import meetings
from reports.kinds.moderations import moderations
from reports.kinds.pictures import grades_chart, themes_chart
from reports.kinds.priorities import in_short, priorities
from reports.kinds.recurrence import caution, seen_before
from reports.kinds.remedies import split, what_would_help
from reports.kinds.side_by_side import audit_before
from reports.kinds.waits import waits
from reports.outline import (
    Fold,
    Heading,
    Link,
    Node,
    Outline,
    Paragraph,
    Squares,
    Table,
    Term,
    Terms,
)

SEND = "to the learning and development group"
TAKE_ON = "who takes on what training will not mend"


def theme_summary(
    facts: AudienceFacts,
    before: SideBySide | None = None,
    *,
    earlier: Sequence[EarlierPaper] | None = (),
) -> Outline:
    """What was learned, theme by theme, and who can act on it; beside the audit ``before``.

    It asks its readers what was not decided on an ``earlier`` version; nothing where that is
    ``None``, since its first block says already what they are asked.
    """
    nodes: list[Node] = [
        *_first(facts, earlier),
        *_in_short(facts),
        *_most_often(facts),
        *_relied_on(facts),
        *_themes(facts),
        *priorities(facts),
        *_grades(facts),
        *moderations(facts),
        *_outcomes(facts),
        *waits(facts),
        *meetings(facts),
        *what_would_help(facts),
        *audit_before(before),
        *_agencies(facts),
        *_concerns(facts),
        *_inspection(facts),
        *_details(facts),
        *_attribution(facts),
    ]
    learned = f"hat we learned from {facts.counted.number(facts.cases)}"
    title = f"Interim: w{learned}" if facts.interim else f"W{learned}"
    return audit_paper(title, facts, nodes)


def _first(facts: AudienceFacts, earlier: Sequence[EarlierPaper] | None) -> list[Node]:
    if not facts.cases:
        return [Paragraph("No discussion has been agreed yet, so there is nothing to summarise.")]
    if not facts.themes:
        return [Paragraph("No finding is sorted into a theme.")]
    asked = "; ".join(what_is_asked(facts, earlier)) if earlier is not None else ""
    return [
        *([Paragraph(f"You are asked to: {asked}.", leads=True)] if asked else []),
        Paragraph(sentences.most_to_learn(facts), leads=True),
        Paragraph(sentences.most_to_keep(facts), leads=True),
    ]


def _in_short(facts: AudienceFacts) -> list[Node]:
    """What somebody takes along who reads the first page alone."""
    helps = [Term("What would help", (split(facts),))] if facts.remedies else []
    terms = (*in_short(facts), *helps)
    return [Heading("In short", anchor="in-short"), Terms(terms)] if terms else []


def _relied_on(facts: AudienceFacts) -> list[Node]:
    """Behind the result, what it rests on."""
    link = [Link(how_made.TITLE, "how-made")] if facts.cases else []
    heading = Heading("How far this can be relied on", anchor="relied-on")
    return [heading, *_purpose(facts), *sentences.basis(facts), *link]


def _most_often(facts: AudienceFacts) -> list[Node]:
    """What was said alike of many cases, as a dip sample does: that tells more than its theme."""
    sides = {
        "Could be better": [row.developments for row in facts.themes],
        "Went well": [row.strengths for row in facts.themes],
    }
    rows = tuple(
        Term(label, said)
        for label, of in sides.items()
        if (said := sentences.most_worded(facts, of))
    )
    return [Heading("Found most often", anchor="most-often"), Terms(rows)] if rows else []


def _purpose(facts: AudienceFacts) -> list[Node]:
    """What the audit was set up for, in the words of those who did."""
    said = {"Theme": facts.theme, "Purpose": facts.purpose}
    written = [f"{label}: {sentences.stopped(text)}" for label, text in said.items() if text]
    return [Paragraph(" ".join(written))] if written else []


def what_is_asked(facts: AudienceFacts, earlier: Sequence[EarlierPaper] = ()) -> tuple[str, ...]:
    """What its readers are asked to do: nothing by an interim one, or by published letters, and
    nothing that was decided on an ``earlier`` version."""
    if facts.interim or facts.attribution:
        return ()
    undecided = sum(row.priority is not None and not row.priority.decided for row in facts.themes)
    sent = settled(earlier, SEND, Counts.NEEDS)
    taken_on = settled(earlier, TAKE_ON, Counts.ELSEWHERE)
    needs = sum(need.title not in sent for need in facts.needs)
    themes = sum(theme not in taken_on for theme in themes_elsewhere(facts))
    asked = {
        f"decide how urgent {_themes_are(undecided)}": undecided,
        f"send {_more(needs, sent, 'training need')} {SEND}": needs,
        f"agree {TAKE_ON}, in {_more(themes, taken_on, 'theme')}": themes,
    }
    return tuple(thing for thing, holds in asked.items() if holds)


def _more(count: int, before: frozenset[str], one: str) -> str:
    """``9 themes``, or ``1 more theme`` where others were decided before."""
    return plural(count, f"more {one}" if before else one)


def _themes_are(count: int) -> str:
    return f"{plural(count, 'theme')} {'is' if count == 1 else 'are'}"


def _themes(facts: AudienceFacts) -> list[Node]:
    if not facts.themes:
        return []
    nodes: list[Node] = [Heading("Themes", anchor="themes"), themes_chart(facts)]
    if names_areas(facts.attribution, facts.counted):
        nodes.append(Link(across.TITLE, "across"))
    if facts.themes_not_seen:
        nodes.append(Paragraph(f"Not seen in any finding: {'; '.join(facts.themes_not_seen)}."))
    return nodes


def _details(facts: AudienceFacts) -> list[Node]:
    if not facts.themes:
        return []
    return [
        Heading("Each theme", anchor="each-theme"),
        *caution(facts),
        *(_theme(facts, row) for row in facts.themes),
    ]


def _theme(facts: AudienceFacts, row: ThemeRow) -> Fold:
    beside = (
        f"went well {sentences.short(row.strengths.share)}, "
        f"could be better {sentences.short(row.developments.share)}"
    )
    terms = (
        Term("Went well", _side(facts, row.strengths)),
        Term("Could be better", _side(facts, row.developments)),
        Term("Inspection", tuple(filter(None, (sentences.inspectors(row.inspection),)))),
        *seen_before(facts, row.key),
    )
    said = Terms(tuple(term for term in terms if term.details))
    return Fold(row.title, (said,), beside, f"theme-{row.key}", in_columns=True)


def _side(facts: AudienceFacts, side: Side) -> tuple[str | Squares, ...]:
    if not side.count:
        return ()
    why = "; ".join(f"{cause.cause.lower()} {cause.findings}" for cause in side.causes)
    said = (
        *(sentences.worded(facts, one) for one in side.worded),
        sentences.unworded(side),
        sentences.could_have_been(facts, side),
        f"Why it happened: {why}." if why else "",
    )
    return (sentences.seen(facts, side), *(sentence for sentence in said if sentence))


def _grades(facts: AudienceFacts) -> list[Node]:
    if not facts.sections or not facts.cases:
        return []
    return [
        Heading("Agreed grades", anchor="grades"),
        grades_chart(facts),
        Paragraph(_differed(facts)),
    ]


def _differed(facts: AudienceFacts) -> str:
    """In how many cases the agencies' own grades differed; of one case, whether they did."""
    compared, one = facts.differed, facts.counted.one
    # Where one grade is all there is, agencies graded the same thing and not each its own part.
    apart = (
        "the agencies' grades were at least one step apart"
        if len(facts.sections) == 1
        else "agencies graded their own part at least one step apart in some section"
    )
    if not compared.of:
        return f"For no {one} were there two agencies' grades to compare."
    if compared.of == 1:
        where = "some" if compared.count else "no"
        return (
            f"For one {one} there were two or more grades to compare: agencies graded their own "
            f"part at least one step apart in {where} section."
        )
    return f"In {sentences.of_cases(facts, compared)} with two or more grades to compare, {apart}."


def _outcomes(facts: AudienceFacts) -> list[Node]:
    # An audit of findings alone had no discussion, and so nobody was asked.
    if facts.outcomes is None or facts.outcomes.unanswered == facts.cases:
        return []
    rows = [(count.label, str(count.count)) for count in facts.outcomes.counts]
    if facts.outcomes.unanswered:
        rows.append(("Not answered", str(facts.outcomes.unanswered)))
    said = [f"{label.lower()} {number}" for label, number in rows if number != "0"]
    return [
        Heading(facts.outcomes.question, anchor="outcomes"),
        Paragraph(f"Of {facts.counted.number(facts.cases)}: {', '.join(said)}."),
        Fold(
            "Show the numbers",
            (
                Table(
                    f"What the discussions said of {facts.counted.number(facts.cases)}",
                    ("Answer", sentences.opening(facts.counted.many)),
                    tuple(rows),
                    meanings=("What the discussion said", "In how many it said so"),
                ),
            ),
            on_paper="",
        ),
    ]


def _agencies(facts: AudienceFacts) -> list[Node]:
    if not facts.agencies:
        return []
    return [
        Heading("Who took part", anchor="who-took-part"),
        Table(
            "Returns received of expected, and discussions that each agency came to",
            ("Agency", "Returns", "Came"),
            tuple(
                (
                    sentences.opening(part.name),
                    sentences.short(part.returned) if part.returned.of else "not asked",
                    _came(part),
                )
                for part in facts.agencies
            ),
            meanings=(
                "The agency",
                "How many of its returns were received, of those expected",
                "To how many discussions it came, of those of which that was noted",
            ),
        ),
        *_not_known(facts),
        *_chair(facts),
    ]


def _not_known(facts: AudienceFacts) -> list[Node]:
    """Why an agency may have returned more often than it was expected in a discussion."""
    if all(part.returned.of <= part.came.of + part.came_not_noted for part in facts.agencies):
        return []
    return [
        Paragraph(
            f"That the {facts.counted.one} is not known is a return too; who said so was not "
            "expected to come."
        )
    ]


def _chair(facts: AudienceFacts) -> list[Node]:
    """No conflict, but a fact that readers should know."""
    if not facts.chair_answers.count:
        return []
    where = sentences.of_cases(facts, facts.chair_answers)
    services = joined(facts.chair_agencies)
    return [
        Paragraph(f"In {where} the chair's or co-chair's own service was asked too: {services}.")
    ]


def _came(part: AgencyPart) -> str:
    """``5 of 5, 1 not noted``: what was noted, and for how many discussions nothing was."""
    noted = sentences.short(part.came) if part.came.of else ""
    unsaid = f"{part.came_not_noted} not noted" if part.came_not_noted else ""
    if not noted:
        return "not noted" if unsaid else "not asked"
    return f"{noted}, {unsaid}" if unsaid else noted


def _concerns(facts: AudienceFacts) -> list[Node]:
    if facts.followed_up is None:
        return []
    sentence = (
        "All immediate concerns that were raised were followed up."
        if facts.followed_up
        else "Not all immediate concerns that were raised have been followed up yet."
    )
    return [Heading("Immediate concerns", anchor="concerns"), Paragraph(sentence)]


def _inspection(facts: AudienceFacts) -> list[Node]:
    if not facts.inspection:
        return []
    rows = (
        Term(f"Finding {row.number}", (row.statement, f"Themes: {'; '.join(row.themes)}."))
        for row in facts.inspection
    )
    heading = Heading("Inspection findings that this answers", anchor="inspection")
    return [heading, Terms(tuple(rows)), Link("The inspection's letter", "inspection")]


def _attribution(facts: AudienceFacts) -> list[Node]:
    if not facts.attribution:
        return []
    text = " ".join(facts.attribution.split())
    return [Heading("Where the findings come from", anchor="source"), Paragraph(text)]
