"""Short papers of an audit: board assurance in two pages, and the seven-minute briefing."""

from uuid import UUID

from flask import render_template
from werkzeug.wrappers import Response

import reports
from app.operations.tabled_papers import facts_for
from app.web import current
from app.web.access import Routes
from app.web.files import sent
from app.web.summaries.pages import written
from audit_tools.audience import AudienceFacts
from audit_tools.errors import Hidden
from audit_tools.governance import SHORT_PAPERS, PaperKind
from audit_tools.permissions import Permission

routes = Routes("short_papers", url_prefix="/audits/<uuid:audit_id>/papers")
MAY_READ = Permission.READ_SUMMARIES


@routes.get("/<paper_kind>", needs=MAY_READ)
def show(audit_id: UUID, paper_kind: str) -> str:
    kind, facts = _read(audit_id, paper_kind)
    document = reports.build(kind.value, facts, reports.Format.HTML)
    return render_template(
        "summaries/short_paper.html",
        audit_id=audit_id,
        kind=kind,
        document=written(document),
        invented=facts.invented,
    )


@routes.get("/<paper_kind>/paper.<any(docx, pdf, xlsx, csv, json):format>", needs=MAY_READ)
def take(audit_id: UUID, paper_kind: str, format: str) -> Response:
    kind, facts = _read(audit_id, paper_kind)
    now, words = current.now(), current.words()
    return sent(reports.build(kind.value, facts, format, at=now, words=words))


def _read(audit_id: UUID, paper_kind: str) -> tuple[PaperKind, AudienceFacts]:
    """The paper and what it is made from. Raises ``Hidden``, or ``Refused`` before its time."""
    if paper_kind not in set(SHORT_PAPERS):
        raise Hidden("There is no such paper.")
    kind = PaperKind(paper_kind)
    with current.database().reading() as session:
        facts, _ = facts_for(session, by=current.person(), audit_id=audit_id, kind=kind)
    return kind, facts
