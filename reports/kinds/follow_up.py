"""What became of the findings of an inspection: what audits since saw, and what is being done."""

from audit_tools.action_plans.follow_up import CAUTION, AuditSaw, FollowedFinding, FollowUp
from audit_tools.dates import format_instant, local
from reports.kinds.action_plan import key_of_words
from reports.kinds.sentences import corrected_in
from reports.outline import Heading, Node, Note, Outline, Paragraph, Table

SAW = "What audits saw of it"
DONE = "What is being done"


def follow_up(followed: FollowUp) -> Outline:
    """Finding by finding: its words, each audit in its order with its own counts, the actions."""
    nodes: list[Node] = [
        *corrected_in(followed.corrected),
        Paragraph(CAUTION),
        Paragraph(f"As recorded on {format_instant(followed.at)}."),
    ]
    for finding in followed.findings:
        nodes += _finding(followed, finding)
    nodes += key_of_words()
    if followed.attribution:
        nodes.append(Paragraph(followed.attribution))
    return Outline(
        "What became of the findings",
        f"{followed.title} · {followed.partnership}",
        tuple(nodes),
        followed.invented,
        followed.marking,
        at=followed.at,
    )


def _finding(followed: FollowUp, finding: FollowedFinding) -> list[Node]:
    saw = _saw(finding.saw)
    themes = "; ".join(finding.themes) or "none yet"
    return [
        Heading(f"Finding {finding.number}", anchor=f"finding-{finding.number}"),
        Note(finding.statement),
        Heading(SAW, 3),
        saw,
        # A table names the themes that it counts.
        *([] if isinstance(saw, Table) else [Paragraph(f"Themes: {themes}.")]),
        Heading(DONE, 3),
        _actions(followed, finding),
    ]


def _saw(audits: tuple[AuditSaw, ...]) -> Node:
    """A row for each theme of each audit; the two counts stand beside each other."""
    rows = tuple(
        (_named(audit), theme.title, theme.developments, theme.strengths)
        for audit in audits
        for theme in audit.themes
    )
    if not rows:
        return Paragraph("No audit that you can read answers it yet.")
    columns = ("Audit", "Theme", "Could be better for", "Went well for")
    return Table(SAW, columns, rows, (4, 4, 2, 2), is_headed=True)


def _named(audit: AuditSaw) -> str:
    interim = ", interim" if audit.interim else ""
    return f"{audit.title}{interim}{' (invented data)' if audit.invented else ''}"


def _actions(followed: FollowUp, finding: FollowedFinding) -> Node:
    today = local(followed.at).date()
    rows = tuple(
        (
            str(one.number),
            one.cells.proposed_actions,
            one.status.label,
            one.when(today),
            one.effect.label,
        )
        for one in finding.actions
    )
    if not rows:
        return Paragraph("No action of a plan answers it yet.")
    columns = ("Action", "What it is", "Status", "When", "Effect")
    return Table(DONE, columns, rows, (2, 9, 3, 3, 3), is_headed=True)
