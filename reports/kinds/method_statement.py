"""The method statement of an audit, on two sides of paper: why, what, when, and who reads what.

What the set-up says is taken from it; how information is handled and who reads what are the same in
every audit that asks for returns, and in every one that does not, because the application holds to
them.
"""

from audit_tools.cycles import Counted
from audit_tools.dates import format_date
from audit_tools.method_statements import Approval, MethodStatement, missing, parts_of
from audit_tools.numbers import joined
from reports.kinds.sentences import opening
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

READERS, APPROVAL = "Who reads what", "Approval"
PRACTITIONERS = "Practitioners and leads of agencies"
OPENED = "Once the discussion is opened"
APPROVAL_COLUMNS = {
    "Approved on": "The day of the meeting or of the message",
    "By": "The board or group that owns the audit",
    "Who said so": "By their role",
    "Note": "Conditions, or where it is minuted",
}


def method_statement(statement: MethodStatement) -> Outline:
    """The whole statement; what it lacks, and whether it is approved, stands first."""
    cycle = statement.cycle
    nodes: list[Node] = [
        *_standing(statement),
        Heading("What is audited, and how", anchor="set-up"),
        Terms(tuple(_set_up(statement))),
        Heading("How information is handled", anchor="handling"),
        *(Paragraph(sentence) for sentence in _handling(statement)),
        Heading(READERS, anchor="readers"),
        _readers(statement),
        *_approvals(statement),
    ]
    return Outline(
        "Method statement",
        f"{cycle.title} · {statement.partnership}",
        tuple(nodes),
        cycle.invented,
        statement.marking,
        NOT_SIGNED_OFF if statement.approved is None or statement.changed else "",
        statement.approved.recorded_at if statement.approved else None,
        rehearsal=cycle.rehearsal,
    )


def _standing(statement: MethodStatement) -> list[Node]:
    lacks = missing(statement)
    nodes: list[Node] = [Note(f"Still missing: {' '.join(lacks)}")] if lacks else []
    if statement.approved is None:
        return [*nodes, Note("Not approved yet.")]
    day = format_date(statement.approved.on)
    if statement.changed:
        what = joined(label.lower() for label in statement.changed)
        return [*nodes, Note(f"Changed since it was approved on {day}: {what}.")]
    return [*nodes, Paragraph(f"Approved by {statement.approved.group} on {day}.", leads=True)]


def _set_up(statement: MethodStatement) -> list[Term]:
    rows = [
        Term(label, tuple(text.split("\n")) if text else ("Not said yet.",))
        for label, text in parts_of(statement).items()
        if label not in _OWN_WAY
    ]
    return [
        *rows,
        Term("Grades", (_grades(statement),)),
        Term("What comes first", (_first(statement),)),
    ]


_OWN_WAY = ("Grades", "What comes first")


def _grades(statement: MethodStatement) -> str:
    if statement.scale is None:
        return "None: strengths and areas for development only."
    words = ", ".join(grade.label for grade in statement.scale.grades)
    if not statement.cycle.asks_returns:
        return f"{words}. The discussion agrees a grade, and no agency gives itself one before."
    return f"{words}. Agencies grade their own part; the discussion agrees a grade."


def _first(statement: MethodStatement) -> str:
    if statement.cycle.asks_returns:
        return "Each agency answers separately from its own records; then they meet."
    return "The discussion: nobody is asked for anything before it."


_BLIND = (
    "Nobody reads another agency's part before the discussion is opened, except those who hold it: "
    "to prepare, once the returns are closed, and each such reading is recorded. Returns stay as "
    "they were, and a different view stands beside what is agreed."
)
_TOGETHER = (
    "Nobody writes or reads anything before the discussion is opened. What each agency says is "
    "written down under its name, and a different view stands beside what is agreed."
)


def _handling(statement: MethodStatement) -> tuple[str, ...]:
    cycle = statement.cycle
    number = statement.cases or 6
    return (
        f"{opening(cycle.counted.a)} is known by a reference and never by a name. Which "
        "reference is whom stands on key sheets, which are completed and sent outside the "
        "application.",
        _BLIND if cycle.asks_returns else _TOGETHER,
        f"A worry about {'a child' if cycle.counts_children else 'somebody'} now leaves the audit "
        "at once by the agency's own route. Only that it was raised, and what was done, is kept.",
        "What looks as if it could identify somebody is marked, and gone through before it is "
        f"{'sent' if cycle.asks_returns else 'signed off'}. Outside a case its findings are told "
        "in wording that somebody who did not write it has agreed.",
        f"Numbers are said as “{min(2, number)} of {number} {cycle.counted.many}”. Nothing is "
        "split by who they are. Everything that is done is in a history.",
    )


def _of_cases(counted: Counted) -> tuple[tuple[str, str, str], ...]:
    return (
        (
            PRACTITIONERS,
            f"Their own return; what others wrote and what was agreed of {counted.a} they know",
            "At any time; once the discussion is opened",
        ),
        (_holders(counted.one), "All returns and the record", "Once the returns are closed"),
        ("Core group", "All returns and the record", OPENED),
    )


def _of_cases_without_returns(counted: Counted) -> tuple[tuple[str, str, str], ...]:
    record = "The record: what each agency said, and what was agreed"
    return (
        (PRACTITIONERS, f"{record}, of {counted.a} they know", OPENED),
        (_holders(counted.one), record, OPENED),
        ("Core group", record, OPENED),
    )


def _holders(one: str) -> str:
    return f"Chair, co-chair and note-taker of the {one}; Business Unit"


def _readers(statement: MethodStatement) -> Table:
    of_cases = _of_cases if statement.cycle.asks_returns else _of_cases_without_returns
    rows = (
        *of_cases(statement.cycle.counted),
        (
            "Boards, learning and development group, scrutineer",
            "The summary: counts, and wording agreed for sharing",
            "When the audit is closed, or an interim one if it is issued",
        ),
        (
            "Heads of agencies",
            "The most important good practice, in wording agreed for sharing",
            "When the audit is closed",
        ),
        ("Administrator", f"Nothing of any {statement.cycle.counted.one}", "Never"),
    )
    meanings = ("Who reads it, by their part", "What they read", "When they can read it first")
    columns = ("Who", "What", "From when")
    return Table(READERS, columns, rows, (6, 8, 6), meanings=meanings, is_headed=True)


def _approvals(statement: MethodStatement) -> list[Node]:
    if not statement.approvals:
        return []
    rows = tuple(_approval(one) for one in reversed(statement.approvals))
    columns = tuple(APPROVAL_COLUMNS)
    meanings = tuple(APPROVAL_COLUMNS.values())
    table = Table(APPROVAL, columns, rows, (4, 5, 5, 7), meanings=meanings, is_headed=True)
    return [Heading(APPROVAL, anchor="approval"), table]


def _approval(one: Approval) -> tuple[str, ...]:
    return format_date(one.on), one.group, one.said_by, one.note
