"""The agreed grades beside those of inspectors or of a second moderator, as a table of matches."""

from audit_tools.audience import AudienceFacts, MatchRow, ModerationRow
from audit_tools.dates import format_date
from audit_tools.moderation import Compared
from reports.kinds import sentences
from reports.outline import Heading, Node, Paragraph, Table

TITLE = "Graded by others too"
COLUMNS = {
    "Section": "The section of the audit tool",
    "The same": "In how many both gave the same grade, of those that both graded",
    "We graded higher": "In how many our agreed grade was the better one",
    "We graded lower": "In how many theirs was the better one",
    "True matches: at least": "The one-sided bound of Clopper and Pearson, 95 in 100",
}
WIDTHS = (6, 2, 2, 2, 3)
HOW = (
    "The last column is the smallest share of true matches that so few cases still allow; said so, "
    "it is right 95 times in 100. That all matched does not show that all always would."
)


def moderations(facts: AudienceFacts) -> list[Node]:
    """What others said of the agreed cases; nothing where nobody did."""
    if not facts.moderations:
        return []
    nodes: list[Node] = [Heading(TITLE, anchor="moderations")]
    for one in facts.moderations:
        nodes += _one(facts, one)
    return nodes


def _one(facts: AudienceFacts, one: ModerationRow) -> list[Node]:
    who = f"{one.moderator.label}, {format_date(one.on)}"
    if one.compared is Compared.NOTHING_RAISED:
        return [Paragraph(f"{who}: they raised no discrepancy. No grades were compared.")]
    if not one.rows:
        return [Paragraph(f"{who}: their grades are not entered yet.")]
    graded, rows = sentences.of_cases(facts, one.graded), tuple(map(_row, one.rows))
    caption = f"Our grades beside theirs: {who}"
    return [
        Paragraph(f"{who}: they graded {graded} that we had agreed."),
        Table(caption, tuple(COLUMNS), rows, WIDTHS, meanings=tuple(COLUMNS.values())),
        Paragraph(HOW),
    ]


def _row(row: MatchRow) -> tuple[str, ...]:
    found = row.matches
    title = f"{row.number} {row.title}".strip()
    at_least = f"{int(found.at_least * 100)} of 100"
    return title, sentences.short(found.share), str(found.higher), str(found.lower), at_least
