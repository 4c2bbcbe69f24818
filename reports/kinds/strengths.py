"""The strengths bank on paper, for those who train."""

from audit_tools.dates import format_instant
from audit_tools.numbers import plural
from audit_tools.strengths import StrengthsBank, StrengthsOfTheme
from reports.kinds.sentences import corrected_in, opening, stopped
from reports.outline import Heading, Node, Outline, Paragraph, Table

TITLE = "What went well"
COLUMNS = ("What went well", "Seen in")
NOTHING = "No wording of a strength has been agreed for sharing yet."


def strengths(bank: StrengthsBank) -> Outline:
    """All lines, theme by theme, each with the audits that saw it."""
    # A line of several themes stands under each, and is one example.
    lines = len({line.text for theme in bank.themes for line in theme.lines})
    said = f"{plural(lines, 'example')} from practice, in wording agreed for sharing."
    nodes: list[Node] = [
        *corrected_in(bank.corrected),
        Paragraph(said if lines else NOTHING, leads=True),
        Paragraph(f"As recorded on {format_instant(bank.at)}."),
    ]
    for theme in bank.themes:
        nodes += _theme(theme)
    return Outline(TITLE, bank.partnership, tuple(nodes), bank.invented, bank.marking, at=bank.at)


def _theme(theme: StrengthsOfTheme) -> list[Node]:
    rows = tuple((as_sentence(line.text), "\n".join(line.seen_in)) for line in theme.lines)
    table = Table(theme.title, COLUMNS, rows, (7, 3), of_texts=True, is_headed=True)
    return [Heading(theme.title, anchor=theme.key), table]


def as_sentence(text: str) -> str:
    """The wording as a sentence."""
    return stopped(opening(text))
