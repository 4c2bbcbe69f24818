"""What the page of a summary shows. The document itself comes through ``reports.build``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from flask import url_for
from markupsafe import Markup

import reports
from audit_tools.audience import AudienceFacts
from audit_tools.governance import FOR_STAFF, PaperKind
from audit_tools.paper_versions import EarlierPaper
from audit_tools.side_by_side import SideBySide

CHARTS = ("themes", "grades", "waits")
PAPERS = {
    reports.Format.DOCX: "Word, to change or to table",
    reports.Format.PDF: "PDF, to print or to send",
}
SHORTER = {
    PaperKind.BOARD_ASSURANCE: "Board assurance, in two pages",
    PaperKind.BRIEFING: "Seven-minute briefing for staff",
    PaperKind.NEWSLETTER: "Newsletter item, to be read once more and sent",
}
DOWNLOADS = PAPERS | {
    reports.Format.XLSX: "Excel, with what each column means",
    reports.Format.CSV: "CSV, for a spreadsheet",
    reports.Format.JSON: "JSON, for another program",
}


@dataclass(frozen=True)
class Download:
    """A form in which the same can be taken away."""

    text: str
    address: str


@dataclass(frozen=True)
class SummaryPage:
    """The document between the head and the foot of the page."""

    title: str
    invented: bool
    document: Markup
    downloads: tuple[Download, ...]
    drafts: tuple[Download, ...] = ()
    shorter: tuple[Download, ...] = ()


def describe_summary(
    facts: AudienceFacts,
    audit_id: UUID,
    inspection_id: UUID | None,
    both: SideBySide | None = None,
    earlier: Sequence[EarlierPaper] = (),
    *,
    drafts: bool = False,
) -> SummaryPage:
    """The theme summary as a page. Without agreed cases there is nothing to take away yet.

    ``inspection_id`` is the inspection whose findings the audit answers, if it answers any;
    ``both`` what is said of it beside the audit before, ``earlier`` are its versions that were put
    before meetings. ``drafts`` says that the person may have
    it with wording that nobody has agreed yet.
    """
    links = {
        f"chart:{name}{suffix}": url_for(
            "summaries.draw_chart", audit_id=audit_id, name=name, narrow=narrow
        )
        for name in CHARTS
        for suffix, narrow in (("", None), (":narrow", 1))
    }
    links["how-made"] = url_for("summaries.show_how_made", audit_id=audit_id)
    links["training-needs"] = url_for("training_needs.show", audit_id=audit_id)
    links["across"] = url_for("summaries.show_across", audit_id=audit_id)
    links["comparison"] = url_for("comparison.show", audit_id=audit_id)
    for row in facts.themes:
        links[f"priority:{row.key}"] = url_for("priorities.show", audit_id=audit_id, theme=row.key)
    if inspection_id is not None:
        links["inspection"] = url_for("inspections.show", inspection_id=inspection_id)
    document = reports.build(
        reports.Kind.THEME_SUMMARY, facts, reports.Format.HTML, links, both, earlier=earlier
    )
    downloads = (
        Download(text, url_for("summaries.download", audit_id=audit_id, format=format.value))
        for format, text in DOWNLOADS.items()
    )
    return SummaryPage(
        facts.title,
        facts.invented,
        written(document),
        tuple(downloads) if facts.cases else (),
        tuple(_drafts(audit_id)) if drafts and _has_unworded(facts) else (),
        tuple(_shorter(facts, audit_id)) if facts.cases else (),
    )


def _shorter(facts: AudienceFacts, audit_id: UUID) -> Iterator[Download]:
    for kind, text in SHORTER.items():
        if kind not in FOR_STAFF or not facts.interim:
            address = url_for("short_papers.show", audit_id=audit_id, paper_kind=kind.value)
            yield Download(text, address)


def _drafts(audit_id: UUID) -> Iterator[Download]:
    for paper, name in ((reports.Format.DOCX, "Word"), (reports.Format.PDF, "PDF")):
        address = url_for("summaries.take_draft", audit_id=audit_id, paper=paper.value)
        yield Download(f"{name}, marked DRAFT", address)


def _has_unworded(facts: AudienceFacts) -> bool:
    sides = (side for row in facts.themes for side in (row.strengths, row.developments))
    return any(side.unworded for side in sides)


def written(document: reports.Document) -> Markup:
    """A document as part of a page; its writer has escaped everything that people wrote."""
    return Markup(document.data.decode())  # noqa: S704 - escaped by the writer


@lru_cache(maxsize=32)
def draw(name: str, facts: AudienceFacts, *, narrow: bool) -> bytes:
    """A picture, drawn once for the same facts: it costs more than all the rest of the page."""
    return reports.chart_svg(name, facts, narrow=narrow)
