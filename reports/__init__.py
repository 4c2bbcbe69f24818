"""What an audience may be given, made into documents. ``build`` is the single door.

A report for an audience accepts ``AudienceFacts`` and nothing else, so screen and paper show the
same numbers and neither can show more than the audience may have. A paper on one case, for the
people of that case, accepts a value that was made once they were allowed to read it. pandas,
matplotlib and what writes papers are loaded when first used, never when this package is imported;
where there is a worker beside the server, there and nowhere else.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from audit_tools.audience import AudienceFacts
from audit_tools.governance import Tabling
from audit_tools.paper_versions import EarlierPaper
from audit_tools.side_by_side import SideBySide
from audit_tools.words.word_list import Words
from reports.acronyms import unexplained as find_unexplained
from reports.charts.sheet import Medium
from reports.comparisons import ComparisonFacts, make_comparison
from reports.documents import Document, Format, Kind, kept
from reports.papers import CasePaper, Paper, make_paper
from reports.plans import make_plan, plan_outline
from reports.provenance import PlanFacts
from reports.site_pages import site_page
from reports.summaries import drawn, make_summary, paper_of, snapshot_of
from reports.word_styles import in_styles, styles_file
from reports.worker.asking import beside, use_worker

__all__ = [
    "CasePaper",
    "Document",
    "Format",
    "Kind",
    "Paper",
    "build",
    "chart_svg",
    "in_styles",
    "kept",
    "site_page",
    "snapshot_of",
    "styles_file",
    "unexplained",
    "use_worker",
]


@beside
def build(
    kind: str,
    facts: AudienceFacts | ComparisonFacts | Paper | PlanFacts,
    format: str,
    links: Mapping[str, str] | None = None,
    before: SideBySide | None = None,
    at: datetime | None = None,
    tabling: Tabling | None = None,
    words: Words | None = None,
    earlier: Sequence[EarlierPaper] = (),
) -> Document:
    """Make a document of ``reports.summaries``, ``reports.papers``, ``reports.plans`` or
    ``reports.comparisons``; as ``html`` it is a fragment of a page.

    ``links`` gives the html writer its addresses: ``chart:themes``, ``chart:grades``,
    ``chart:waits``, the same with ``:narrow`` for a phone, ``theme-summary``, ``how-made``,
    ``comparison``, ``across``, ``training-needs``, ``inspection``, ``evidence:<theme key>`` (the
    findings behind a need), ``write:<theme key>`` and ``plan:<theme key>`` (where to write about
    it, and to plan for it), ``offer:<theme key>`` (the need against the offer) and
    ``priority:<theme key>`` (what was decided of a theme); what has none is left out. The theme
    summary says what comes of it beside the audit ``before``, if one is given. ``at`` is the
    instant at which the facts were read, in UTC: the papers for an audience say it.
    ``earlier`` are the versions of it that were put before meetings: what was decided on one it
    does not ask again. ``tabling`` is what a paper for an audience says first that is put before a
    board.
    With ``words`` a file says what each acronym stands for: at its first use, or at its end where
    it is data or was agreed word for word.
    Raises ``Invalid`` for any other kind or format, or for facts that the kind is not made from.
    """
    if isinstance(facts, PlanFacts):
        return make_plan(kind, facts, format, words)
    if isinstance(facts, ComparisonFacts):
        return make_comparison(kind, facts, format, at, words)
    if not isinstance(facts, AudienceFacts):
        return make_paper(kind, facts, format, words)
    return make_summary(kind, facts, format, links or {}, before, at, tabling, words, earlier)


def unexplained(
    kind: str,
    facts: AudienceFacts | PlanFacts,
    words: Words,
    before: SideBySide | None = None,
    tabling: Tabling | None = None,
) -> tuple[str, ...]:
    """The acronyms of a paper for an audience, or of a plan, that nobody explains."""
    if isinstance(facts, PlanFacts):
        return find_unexplained(plan_outline(facts), words)
    return find_unexplained(paper_of(kind, facts, before, None, tabling), words)


@beside
def chart_svg(name: str, facts: AudienceFacts, *, narrow: bool = False) -> bytes:
    """The picture ``themes``, ``grades`` or ``waits`` as SVG, the same bytes for the same facts.

    ``narrow`` draws it for a phone. Raises ``Hidden`` where there is no such picture or nothing to
    draw.
    """
    sheet, chart = drawn(name, facts, Medium.PHONE if narrow else Medium.SCREEN)
    return sheet.svg(chart.caption, chart.alternative)
