"""A written statement of action for an inspectorate: its head, what changed, and the plan."""

from audit_tools.action_plans.papers import StatementOfAction
from audit_tools.dates import format_date
from reports.kinds.action_plan import both_tables
from reports.outline import (
    NOT_SIGNED_OFF,
    Heading,
    Node,
    Note,
    Outline,
    Paragraph,
    Table,
    Term,
    Terms,
)

NOT_YET = "Not said yet"
ROW = ("The number of the row in the plan", "How its finding begins")


def statement_of_action(made: StatementOfAction) -> Outline:
    """What was sent, or a draft of what would be sent now."""
    plan = made.plan
    nodes: list[Node] = [
        *([] if made.update else [Note("This is a draft. It has not been sent.")]),
        Terms(_head(made)),
        *_changed(made),
        *both_tables(plan, made.rows),
        *_agreed(made),
    ]
    return Outline(
        _title(made),
        f"{plan.title} · {plan.partnership}",
        tuple(nodes),
        plan.invented,
        plan.marking,
        NOT_SIGNED_OFF if made.update is None else "",
        plan.at,
        landscape=True,
    )


def _title(made: StatementOfAction) -> str:
    if made.update is None or made.update.number == 1:
        return "Written statement of action"
    return f"Written statement of action: {made.update.name.lower()}"


def _head(made: StatementOfAction) -> tuple[Term, ...]:
    update = made.update
    statement = update.head if update else made.plan.statement
    due = format_date(statement.due_on) if statement.due_on else NOT_YET
    rows = {
        "Principal authority": statement.principal_authority or NOT_YET,
        "Lead officer": statement.lead_officer or NOT_YET,
        "To": (update.addressee if update else statement.addressee) or NOT_YET,
        "Due": due,
        "In answer to": made.plan.inspection,
    }
    if update:
        rows |= {
            "Signed off by": f"{update.signed_by}, {format_date(update.signed_on)}",
            "Sent": format_date(update.sent_on),
            "Note": update.note,
        }
    return tuple(Term(label, (text,)) for label, text in rows.items() if text)


def _changed(made: StatementOfAction) -> list[Node]:
    if made.before is None:
        return []
    heading = Heading("What has changed", anchor="changed")
    since = f"since {format_date(made.before.sent_on)} ({made.before.name.lower()})"
    if not made.changed:
        return [heading, Paragraph(f"Nothing has changed {since}.")]
    rows = tuple((str(one.number), one.begins, one.what) for one in made.changed)
    columns, meanings = ("Row", "Finding", "What"), (*ROW, "Which of its columns changed, and how")
    caption = f"What has changed {since}"
    return [heading, Table(caption, columns, rows, (1, 8, 8), meanings=meanings)]


def _agreed(made: StatementOfAction) -> list[Node]:
    """Which agency agreed which row in which words: for whoever prepares it, and not for who gets
    it."""
    if made.update:
        return []
    rows = tuple(
        (str(one.action.number), one.action.cells.begins, "\n".join(one.agreed) or "Nobody yet")
        for one in made.plan.actions
    )
    if not rows:
        return []
    caption, columns = "What each agency agreed", ("Row", "Finding", "Agreed by")
    meanings = (*ROW, "Which agency agreed which words, when, by whom in which role")
    return [
        Heading(caption, anchor="agreed"),
        Paragraph("This is in the draft only. It is left out of what is sent."),
        Table(caption, columns, rows, (1, 8, 8), meanings=meanings, is_headed=True),
    ]
