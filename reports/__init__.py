"""What an audience may be given, made into documents. ``build`` is the single door.

A report for an audience accepts ``AudienceFacts`` and nothing else, so screen and paper show the
same numbers and neither can show more than the audience may have. A paper on one case, for the
people of that case, accepts a value that was made once they were allowed to read it. pandas,
matplotlib and what writes papers are loaded when first used, never when this package is imported.
"""

from collections.abc import Callable, Mapping

from audit_tools.audience import AudienceFacts
from audit_tools.errors import Hidden, Invalid
from reports.charts.grades import draw_grades
from reports.charts.sheet import Sheet
from reports.charts.themes import draw_themes
from reports.documents import MEDIA_TYPES, Document, Format, Kind
from reports.figures import grade_boxes, theme_squares
from reports.kinds.pictures import grades_chart, themes_chart
from reports.kinds.theme_summary import theme_summary
from reports.kinds.training_needs import training_needs
from reports.outline import Chart, Outline
from reports.papers import CasePaper, Paper, make_paper
from reports.writers.csv import write_csv
from reports.writers.html import write_html
from reports.writers.json import write_json

__all__ = ["CasePaper", "Document", "Format", "Kind", "Paper", "build", "chart_svg"]


_OUTLINES: dict[Kind, Callable[[AudienceFacts, AudienceFacts | None], Outline]] = {
    Kind.THEME_SUMMARY: theme_summary,
    Kind.TRAINING_NEEDS: lambda facts, _before: training_needs(facts),
}

_DATA: dict[Format, Callable[[AudienceFacts], bytes]] = {
    Format.JSON: write_json,
    Format.CSV: write_csv,
}


def build(
    kind: str,
    facts: AudienceFacts | Paper,
    format: str,
    links: Mapping[str, str] | None = None,
    before: AudienceFacts | None = None,
) -> Document:
    """Make a document: ``theme-summary`` or ``training-needs`` as ``html`` (a fragment of a page),
    ``summary`` as ``json`` or ``csv``; and the papers of ``reports.papers``.

    ``links`` gives the html writer its addresses: ``chart:themes``, ``chart:grades``,
    ``theme-summary``, ``training-needs``, ``inspection``, ``evidence:<theme key>`` (the
    findings behind a need) and ``audience:<theme key>`` (where to write who needs it); what has
    none is left out. The theme summary stands beside the audit ``before``, if one is given.
    Raises ``Invalid`` for any other kind or format, or for facts that the kind is not made from.
    """
    if not isinstance(facts, AudienceFacts):
        return make_paper(kind, facts, format)
    if kind in _OUTLINES and format == Format.HTML:
        data = write_html(_OUTLINES[Kind(kind)](facts, before), links or {})
    elif kind == Kind.SUMMARY and format in _DATA:
        data = _DATA[Format(format)](facts)
    else:
        raise Invalid(
            "There is no such document. A summary can be had as json or csv; "
            "the theme summary and the training needs as html."
        )
    return Document(f"{facts.key}-{kind}.{format}", MEDIA_TYPES[Format(format)], data)


def _themes(facts: AudienceFacts) -> tuple[Sheet, Chart]:
    if not facts.themes:
        raise Hidden("There is nothing to draw yet.")
    return draw_themes(theme_squares(facts), facts.counted), themes_chart(facts)


def _grades(facts: AudienceFacts) -> tuple[Sheet, Chart]:
    if not facts.sections or not facts.cases:
        raise Hidden("There is nothing to draw yet.")
    return draw_grades(grade_boxes(facts), facts.scale), grades_chart(facts)


_CHARTS: dict[str, Callable[[AudienceFacts], tuple[Sheet, Chart]]] = {
    "themes": _themes,
    "grades": _grades,
}


def chart_svg(name: str, facts: AudienceFacts) -> bytes:
    """The picture ``themes`` or ``grades`` as SVG, the same bytes for the same facts.

    Raises ``Hidden`` where there is no such picture or nothing to draw.
    """
    if name not in _CHARTS:
        raise Hidden("There is no such picture.")
    sheet, chart = _CHARTS[name](facts)
    return sheet.svg(chart.caption, chart.alternative)
