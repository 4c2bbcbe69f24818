"""The learning and development strategy: objectives, activities, and what was measured of each."""

from collections.abc import Iterator

from audit_tools.dates import format_date, format_instant
from audit_tools.learning_strategy.in_words import PlannedActivity, PlannedObjective
from audit_tools.learning_strategy.loop import CAUTION, Loop
from audit_tools.learning_strategy.papers import StrategyPaper, how_far
from audit_tools.learning_strategy.pathway import PATHWAY_COLUMNS, PATHWAY_MEANINGS
from audit_tools.learning_strategy.points import MEASURES, Measured, Point
from audit_tools.learning_strategy.strategy import ActivityStatus
from audit_tools.numbers import joined
from reports.kinds.sentences import corrected_in, stopped
from reports.outline import Heading, Node, Outline, Paragraph, Table, Term, Terms

COLUMNS = {
    "Objective": "What is to be reached",
    "Activity": "The number of the objective and of the activity",
    "What is done": "What is done",
    "Need it answers": "The training need: its theme, the audit, and in how many it was seen",
    "Who it is for": "Which staff, of which agencies",
    "Owner": "Who sees to it, by their role",
    "Overseen by": "Which board or group oversees it",
    "When": "On which day",
    "Status": "How far it is, in one of four words, with the reason if it is dropped",
    "Question that should move": "The audit's question that should be answered differently",
}
WIDTHS = (6, 1, 7, 5, 4, 3, 3, 3, 3, 6)
POINT_COLUMNS = {
    "Activity": "The number of the activity",
    "Evaluation point": "When after the activity it is looked at again",
    "How it stands": "Proposed, planned, overdue, measured or left out, with the day",
    "How much was done": "What was measured of how much was done",
    "How well it was done": "What was measured of how well it was done",
    "What difference it made": "What was measured of the difference",
}
POINT_WIDTHS = (1, 3, 3, 5, 5, 5)
MEASURED_COLUMNS = ("When it was looked at", "Day", *MEASURES.values())
MEASURED_WIDTHS = (3, 3, 5, 5, 5)
TO_COME_COLUMNS = ("To be looked at", "How it stands")
NO_ACTIVITY = "No activity serves this objective yet."


def learning_strategy(paper: StrategyPaper) -> Outline:
    """The strategy as it stands, each objective with its activities and what came of them."""
    nodes: list[Node] = [
        *corrected_in(paper.corrected),
        Paragraph(how_far(paper), leads=True),
        Paragraph(f"As recorded on {format_instant(paper.at)}."),
        *_head(paper),
    ]
    for objective in paper.objectives:
        nodes += _objective(paper, objective)
    nodes += _pathway(paper)
    nodes += _after(paper)
    if paper.activities:
        words = tuple(Term(word.label, (word.means,)) for word in ActivityStatus)
        nodes += [Heading("What the words mean", anchor="key"), Terms(words)]
    return _outline(paper, nodes)


def strategy_as_data(paper: StrategyPaper) -> Outline:
    """The same as tables for a spreadsheet: all activities in one, all points in another."""
    rows = tuple(
        (one.objective.says, *_cells(paper, activity))
        for one in paper.objectives
        for activity in one.activities
    )
    points = tuple(
        _point(paper, one, point) for one in paper.activities for point in one.activity.points
    )
    return _outline(
        paper,
        [
            Table("Learning strategy", tuple(COLUMNS), rows, WIDTHS, True, tuple(COLUMNS.values())),
            Table(
                "Evaluation points",
                tuple(POINT_COLUMNS),
                points,
                POINT_WIDTHS,
                True,
                tuple(POINT_COLUMNS.values()),
            ),
            _pathway_table(paper),
        ],
    )


def _outline(paper: StrategyPaper, nodes: list[Node]) -> Outline:
    strategy = paper.strategy
    return Outline(
        strategy.details.title,
        paper.partnership,
        tuple(nodes),
        strategy.invented,
        paper.marking,
        at=paper.at,
    )


def _head(paper: StrategyPaper) -> list[Node]:
    details = paper.strategy.details
    return _terms(
        ("Overseen by", details.overseen_by),
        ("Period", paper.period),
        ("What it is for", details.aim),
    )


def _terms(*said: tuple[str, str]) -> list[Node]:
    """What is said, without the labels of what is not."""
    terms = tuple(Term(label, tuple(text.split("\n"))) for label, text in said if text)
    return [Terms(terms)] if terms else []


def _objective(paper: StrategyPaper, one: PlannedObjective) -> list[Node]:
    number = one.objective.number
    nodes: list[Node] = [Heading(f"{number}. {one.objective.says}", anchor=f"objective-{number}")]
    for activity in one.activities:
        nodes += _activity(paper, activity)
    return nodes if one.activities else [*nodes, Paragraph(NO_ACTIVITY)]


def _activity(paper: StrategyPaper, one: PlannedActivity) -> list[Node]:
    details = one.activity.details
    measured = tuple(_measured(point) for point in one.activity.measured)
    to_come = tuple(_to_come(paper, one))
    caption = f"What was measured of activity {one.name}"
    later = f"When activity {one.name} is looked at"
    return [
        Heading(f"{one.name} {details.what}", level=3),
        *_terms(
            ("Need it answers", one.need.text if one.need else ""),
            ("Who it is for", details.audience),
            ("Owner", details.owner),
            ("Overseen by", details.body),
            ("When", one.when(paper.today)),
            ("Status", _status(one)),
            ("Question that should move", one.question),
        ),
        *([Table(caption, MEASURED_COLUMNS, measured, MEASURED_WIDTHS, True)] if measured else []),
        *([Table(later, TO_COME_COLUMNS, to_come, (2, 3))] if to_come else []),
    ]


def _pathway(paper: StrategyPaper) -> list[Node]:
    table = _pathway_table(paper)
    return [Heading(table.caption, anchor="pathway"), table] if table.rows else []


def _pathway_table(paper: StrategyPaper) -> Table:
    rows = tuple(step.row.texts for step in paper.strategy.pathway)
    return Table(
        "Learning pathway",
        tuple(PATHWAY_COLUMNS.values()),
        rows,
        (3, 4, 7, 4),
        of_texts=True,
        meanings=PATHWAY_MEANINGS,
        is_headed=True,
    )


def _after(paper: StrategyPaper) -> list[Node]:
    """What became of each need: what was done, what the re-audit asked, what it found after it."""
    if not paper.loops:
        return []
    nodes: list[Node] = [
        Heading("Closing the loop: what came after", anchor="after"),
        Paragraph(CAUTION),
    ]
    for loop in paper.loops:
        nodes += [Heading(loop.need.theme, level=3), Terms(tuple(_loop(loop)))]
    if paper.unanswered:
        named = stopped(joined(paper.unanswered))
        nodes.append(Paragraph(f"No activity answers these needs of the same audits: {named}"))
    return nodes


def _loop(loop: Loop) -> Iterator[Term]:
    yield Term("The need", (loop.need.beside,))
    yield Term("What was done", loop.what_was_done)
    if loop.what_was_not:
        yield Term("Planned or dropped", loop.what_was_not)
    if loop.again is None:
        yield Term("What the re-audit found", (loop.waits,))
        return
    if loop.again.asked:
        yield Term("What the re-audit asked", loop.again.asked)
    interim = " (interim)" if loop.again.interim else ""
    yield Term("What it found", (f"{loop.again.audit}{interim}:", *loop.again.found))


def _to_come(paper: StrategyPaper, one: PlannedActivity) -> Iterator[tuple[str, ...]]:
    """The points that are not measured, each with its day; none of what was dropped."""
    if one.activity.details.status is not ActivityStatus.DROPPED:
        for point in one.activity.points_by_day:
            if not point.measured and not point.is_left_out:
                yield point.kind.label, point.stands(paper.today)


def _measured(point: Point) -> tuple[str, ...]:
    measured = point.measured or Measured()
    day = format_date(measured.on) if measured.on else ""
    return (point.kind.label, day, measured.how_much, measured.how_well, measured.difference)


def _status(one: PlannedActivity) -> str:
    details = one.activity.details
    label = details.status.label
    return f"{label}: {details.reason}" if details.reason else label


def _cells(paper: StrategyPaper, one: PlannedActivity) -> tuple[str, ...]:
    details = one.activity.details
    return (
        one.name,
        details.what,
        one.need.text if one.need else "",
        details.audience,
        details.owner,
        details.body,
        one.when(paper.today),
        _status(one),
        one.question,
    )


def _point(paper: StrategyPaper, one: PlannedActivity, point: Point) -> tuple[str, ...]:
    stands, (label, _, *measures) = point.stands(paper.today), _measured(point)
    return (one.name, label, stands, *measures)
