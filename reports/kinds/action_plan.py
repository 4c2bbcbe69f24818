"""An action plan: its two tables as they were agreed, and where each action stands beside them."""

from dataclasses import replace

from audit_tools.action_plans.papers import PlannedAction, PlanPaper, how_many
from audit_tools.action_plans.plan import COLUMN_LABELS, MEANINGS, PlanTable, columns_of
from audit_tools.action_plans.statements import SentRow
from audit_tools.action_plans.tracking import Effect, NoteKind, Status
from audit_tools.dates import format_date, format_instant, local
from reports.outline import Heading, Node, Outline, Paragraph, Table, Term, Terms

# The proposed actions are the longest text of a plan by far.
WIDTHS = (5, 3, 9, 3, 3, 3)
STANDS = "Where each action stands"


def action_plan(paper: PlanPaper) -> Outline:
    """The whole plan as it stands: the plan first, in its six columns, then what is beside it."""
    nodes: list[Node] = [
        Paragraph(how_many(paper), leads=True),
        Paragraph(f"As recorded on {format_instant(paper.at)}."),
        *both_tables(paper, paper.as_sent),
        *_standing(paper),
    ]
    return Outline(
        paper.title,
        paper.partnership,
        tuple(nodes),
        paper.invented,
        paper.marking,
        at=paper.at,
        landscape=True,
    )


def plan_as_data(paper: PlanPaper) -> Outline:
    """The same as tables for a spreadsheet: all rows in one, and where each stands in another."""
    columns = ("Row", "Table", *COLUMN_LABELS.values())
    rows = tuple((str(row.number), row.table.label, *row.cells.texts) for row in paper.as_sent)
    meanings = (
        "The number of the row in the plan",
        "Which of the two tables of the plan it stands in",
        *MEANINGS.values(),
    )
    whole = Table("Action plan", columns, rows, (1, 3, *WIDTHS), True, meanings)
    nodes = (whole, *([_standing_table(paper)] if paper.actions else []))
    return Outline(
        paper.title, paper.partnership, nodes, paper.invented, paper.marking, at=paper.at
    )


def both_tables(paper: PlanPaper, rows: tuple[SentRow, ...]) -> list[Node]:
    """The two tables of the plan, each under its heading; one without rows is left out."""
    nodes: list[Node] = []
    means = tuple(MEANINGS.values())
    for table in PlanTable:
        cells = tuple(row.cells.texts for row in rows if row.table is table)
        if cells:
            columns = columns_of(paper.headings[table])
            nodes += [
                Heading(table.label, anchor=table.value),
                Table(table.label, columns, cells, WIDTHS, True, means, is_headed=True),
            ]
    return nodes


def _standing(paper: PlanPaper) -> list[Node]:
    if not paper.actions:
        return []
    nodes: list[Node] = [
        Heading(STANDS, anchor="standing"),
        Paragraph("This stands beside the plan. The plan itself is as it was agreed."),
        replace(_standing_table(paper), is_headed=True),
    ]
    answers = _answers_table(paper)
    if answers.rows:
        nodes += [Heading(answers.caption, anchor="answers"), answers]
    return [*nodes, *key_of_words()]


def key_of_words() -> list[Node]:
    """What is meant by each status and each effect."""
    words = tuple(Term(word.label, (word.means,)) for word in (*Status, *Effect))
    return [Heading("What the words mean", anchor="key"), Terms(words)]


def _standing_table(paper: PlanPaper) -> Table:
    columns = ("Row", "Finding", "Status", "When", "Progress and evidence", "Checked", "Closed",
               "Effect")  # fmt: skip
    meanings = (
        "The number of the row in the plan",
        "How its finding begins",
        "How far it is, in one of five words",
        "By when it is due or reviewed, as far as days can be read, and how a quarter is read",
        "What was noted last, by whom in which role, and the evidence",
        "Whether somebody who did not enter the evidence has checked it",
        "Which board or group closed it, when, and what it decided",
        "Whether a check made afterwards found what was meant to change",
    )
    rows = tuple(_stands(paper, one) for one in paper.actions)
    return Table(STANDS, columns, rows, (1, 5, 2, 4, 6, 3, 4, 2), True, meanings)


def _stands(paper: PlanPaper, one: PlannedAction) -> tuple[str, ...]:
    action = one.action
    return (
        str(action.number),
        action.cells.begins,
        action.status.label,
        _when(paper, one),
        _noted(one),
        _last(one, NoteKind.CHECK) if action.is_checked else "Not yet",
        _closed(one),
        action.effect.label,
    )


def _when(paper: PlanPaper, one: PlannedAction) -> str:
    action = one.action
    lines = [action.when(local(paper.at).date())]
    lines += [timing.read_as for timing in action.timings if timing.read_as]
    lines += [f"Met on {format_date(day)}: {text}" for text, day in action.met.items()]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _noted(one: PlannedAction) -> str:
    last = _last(one, NoteKind.PROGRESS)
    evidence = [f"Evidence: {note.said}" for note in one.action.noted(NoteKind.EVIDENCE)]
    return "\n".join([*([last] if last else []), *evidence]) or "Nothing noted yet"


def _last(one: PlannedAction, kind: NoteKind) -> str:
    notes = one.action.noted(kind)
    if not notes:
        return ""
    note = notes[-1]
    return f"{format_date(local(note.at).date())}, {note.role}: {note.said}"


def _closed(one: PlannedAction) -> str:
    closure = one.action.closure
    if closure is None:
        return "No"
    return f"{closure.body}, {format_date(closure.on)}: {closure.decision}"


def _answers_table(paper: PlanPaper) -> Table:
    rows = tuple(
        (str(one.action.number), one.answers.finding, one.answers.theme, one.answers.question)
        for one in paper.actions
        if any((one.answers.finding, one.answers.theme, one.answers.question))
    )
    columns = (
        "Row",
        "Finding of the inspection",
        "Theme",
        "Question of the audit that should move",
    )
    caption, widths = "What each action answers", (1, 6, 4, 8)
    return Table(caption, columns, rows, widths, of_texts=True, is_headed=True)
