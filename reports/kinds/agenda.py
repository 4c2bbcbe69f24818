"""The agenda of a meeting with what is asked, and after it with what was decided."""

from audit_tools.dates import format_date
from audit_tools.governance import AgendaItem, MeetingPaper
from reports.outline import Heading, Node, Outline, Paragraph, Term, Terms


def agenda(paper: MeetingPaper) -> Outline:
    """Each item with its paper; what was decided stands under what was asked."""
    nodes: list[Node] = []
    for number, item in enumerate(paper.items, 1):
        nodes += [Heading(f"{number}. {item.title}", anchor=f"item-{number}"), _terms(item)]
    if not nodes:
        nodes.append(Paragraph("Nothing is put before this meeting yet."))
    decided = any(item.is_decided for item in paper.items)
    return Outline(
        "Agenda and decisions" if decided else "Agenda",
        f"{paper.body}, {format_date(paper.on)}",
        tuple(nodes),
        paper.invented,
        paper.marking,
        at=paper.at,
    )


def _terms(item: AgendaItem) -> Terms:
    exempt = f"Yes: {item.front.exempt}" if item.front.exempt else "None"
    rows = [
        Term(f"Asked to {item.front.asked.value}", tuple(item.front.what.splitlines())),
        Term("Exempt information", (exempt,)),
    ]
    if item.paper:
        rows.append(Term("Paper", (f"{item.paper.kind.label}, version {item.paper.version}",)))
    if item.themes:
        rows.append(Term("How urgent the themes are", tuple(one.said for one in item.themes)))
    if item.decision:
        rows.append(Term("Decided", tuple(item.decision.said.splitlines())))
        if item.decision.owner:
            rows.append(Term("Taken on by", (item.decision.owner,)))
        if item.decision.due_on:
            rows.append(Term("By", (format_date(item.decision.due_on),)))
    return Terms(tuple(rows))
