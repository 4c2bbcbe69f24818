"""Documents for an audience: the theme summary, the training needs, and the short papers.

On paper they are the page, with the pictures drawn in, and say when the numbers were read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from audit_tools.audience import AudienceFacts
from audit_tools.errors import Hidden, Invalid
from audit_tools.governance import Tabling
from audit_tools.paper_versions import EarlierPaper
from audit_tools.side_by_side import SideBySide
from audit_tools.snapshots import Snapshot, snapshot
from audit_tools.words.word_list import Words
from reports.acronyms import with_acronyms, with_legend
from reports.charts.grades import draw_grades
from reports.charts.sheet import Medium, Sheet
from reports.charts.themes import draw_themes
from reports.charts.waits import draw_waits
from reports.documents import MEDIA_TYPES, Document, Format, Kind
from reports.figures import grade_boxes, theme_squares, wait_dots
from reports.forms import DATA
from reports.kinds.board_assurance import board_assurance
from reports.kinds.briefing import briefing
from reports.kinds.front import front_block
from reports.kinds.how_made import how_made, last_chapter
from reports.kinds.newsletter_item import newsletter_item
from reports.kinds.pictures import grades_chart, themes_chart
from reports.kinds.theme_summary import theme_summary
from reports.kinds.training_needs import training_needs
from reports.kinds.waits import waits_chart
from reports.outline import Chart, Outline
from reports.tables import as_tables
from reports.writers.csv import write_csv
from reports.writers.html import write_html
from reports.writers.json import write_json

Earlier = Sequence[EarlierPaper] | None
# Of each kind: the audit before, and the earlier versions, if it says itself what it asks.
_OUTLINES: dict[str, Callable[[AudienceFacts, SideBySide | None, Earlier], Outline]] = {
    Kind.THEME_SUMMARY: lambda facts, before, of: theme_summary(facts, before, earlier=of),
    Kind.TRAINING_NEEDS: lambda facts, _before, _of: training_needs(facts),
    Kind.HOW_MADE: lambda facts, _before, _of: how_made(facts),
    Kind.BOARD_ASSURANCE: lambda facts, _before, _of: board_assurance(facts),
    Kind.BRIEFING: lambda facts, _before, _of: briefing(facts),
    Kind.NEWSLETTER: lambda facts, _before, _of: newsletter_item(facts),
}
# All that an audience may be given, in a form of its own that other programs know.
_ALL_OF_IT: dict[tuple[str, str], Callable[[AudienceFacts], bytes]] = {
    (Kind.THEME_SUMMARY, Format.JSON): write_json,
    (Kind.THEME_SUMMARY, Format.CSV): write_csv,
}


def make_summary(
    kind: str,
    facts: AudienceFacts,
    format: str,
    links: Mapping[str, str],
    before: SideBySide | None,
    at: datetime | None,
    tabling: Tabling | None,
    words: Words | None,
    earlier: Sequence[EarlierPaper] = (),
) -> Document:
    """``theme-summary``, ``training-needs``, ``how-the-numbers-are-made``, ``board-assurance``,
    ``seven-minute-briefing`` or ``newsletter-item``, each in all forms. As ``json`` and ``csv`` the
    theme summary is all that its audience may be given. Raises ``Invalid`` for anything else.

    On paper the theme summary ends with how its numbers are made, and one that is put before a
    board or group begins with what ``tabling`` says.
    """
    if kind not in _OUTLINES or format not in {Format.HTML, *_PAPERS, *DATA}:
        raise Invalid("There is no such document.")
    if format == Format.HTML:
        data = write_html(_OUTLINES[kind](facts, before, earlier), links)
    elif (kind, format) in _ALL_OF_IT:
        data = _ALL_OF_IT[kind, format](facts)
    else:
        outline = paper_of(kind, facts, before, at, tabling, earlier)
        data = _made(outline, facts, format, words)
    return Document(f"{facts.key}-{kind}.{format}", MEDIA_TYPES[Format(format)], data)


def _made(outline: Outline, facts: AudienceFacts, format: str, words: Words | None) -> bytes:
    if format in DATA:
        return DATA[format](as_tables(with_legend(outline, words)))
    return _PAPERS[format](with_acronyms(outline, words), facts)


def snapshot_of(facts: AudienceFacts, before: SideBySide | None, at: datetime) -> Snapshot:
    """From what a paper of an audit is made. The audit before is a part of it, if one is given."""
    return snapshot(at, facts.tool.words, facts, before)


def paper_of(
    kind: str,
    facts: AudienceFacts,
    before: SideBySide | None,
    at: datetime | None,
    tabling: Tabling | None,
    earlier: Sequence[EarlierPaper] = (),
) -> Outline:
    """A paper before it is written; its acronyms stand as people wrote them."""
    outline = _OUTLINES[kind](facts, before, None if tabling else earlier)
    nodes = outline.nodes
    if kind == Kind.THEME_SUMMARY:
        nodes = (*nodes, *last_chapter(facts))
    made = replace(outline, nodes=nodes).recorded(snapshot_of(facts, before, at) if at else None)
    return replace(made, nodes=(front_block(tabling), *made.nodes)) if tabling else made


def drawn(name: str, facts: AudienceFacts, medium: Medium) -> tuple[Sheet, Chart]:
    """The picture ``themes``, ``grades`` or ``waits``, with what it says in words.

    Raises ``Hidden`` where there is no such picture or nothing to draw.
    """
    if name not in _CHARTS:
        raise Hidden("There is no such picture.")
    return _CHARTS[name](facts, medium)


def _themes(facts: AudienceFacts, medium: Medium) -> tuple[Sheet, Chart]:
    if not facts.themes:
        raise Hidden("There is nothing to draw yet.")
    sheet = draw_themes(theme_squares(facts), facts.counted, medium)
    return sheet, themes_chart(facts)


def _grades(facts: AudienceFacts, medium: Medium) -> tuple[Sheet, Chart]:
    if not facts.sections or not facts.cases:
        raise Hidden("There is nothing to draw yet.")
    return draw_grades(grade_boxes(facts), facts.scale, medium), grades_chart(facts)


def _waits(facts: AudienceFacts, medium: Medium) -> tuple[Sheet, Chart]:
    if not facts.waits:
        raise Hidden("There is nothing to draw yet.")
    return draw_waits(wait_dots(facts), medium), waits_chart(facts)


_CHARTS: dict[str, Callable[[AudienceFacts, Medium], tuple[Sheet, Chart]]] = {
    "themes": _themes,
    "grades": _grades,
    "waits": _waits,
}


def _pictures(
    outline: Outline, facts: AudienceFacts, saved: Callable[[Sheet, Chart], bytes]
) -> dict[str, bytes]:
    """The pictures that the outline has a place for, by name."""
    names = [node.name for node in outline.nodes if isinstance(node, Chart)]
    return {name: saved(*drawn(name, facts, Medium.PAPER)) for name in names}


def _png(sheet: Sheet, chart: Chart) -> bytes:
    return sheet.png(chart.caption, chart.alternative)


def _svg(sheet: Sheet, chart: Chart) -> bytes:
    return sheet.svg(chart.caption, chart.alternative)


# What writes Word and PDF is loaded with the first paper: every start would wait for it.


def _write_docx(outline: Outline, facts: AudienceFacts) -> bytes:
    from reports.writers.docx import write_docx  # noqa: PLC0415, see above

    return write_docx(outline.title, outline, _pictures(outline, facts, _png))


def _write_pdf(outline: Outline, facts: AudienceFacts) -> bytes:
    from reports.writers.pdf import write_pdf  # noqa: PLC0415, see above

    return write_pdf(outline.title, (outline,), _pictures(outline, facts, _svg))


_PAPERS: dict[str, Callable[[Outline, AudienceFacts], bytes]] = {
    Format.DOCX: _write_docx,
    Format.PDF: _write_pdf,
}
