"""The theme summary of an audit: the page, its pictures, the paper, the same as data, how its
numbers are made, and published findings by area."""

from uuid import UUID

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

import reports
from app.db.inspections import latest_inspection
from app.operations.summaries import (
    read_across,
    read_draft,
    read_summary,
    read_with_before,
    takes_drafts,
)
from app.operations.tabled_papers import earlier_summaries
from app.web import current
from app.web.access import Routes
from app.web.files import sent
from app.web.summaries.pages import describe_summary, draw, written
from audit_tools.across import Across
from audit_tools.audience import Audience, AudienceFacts
from audit_tools.permissions import Permission

routes = Routes("summaries", url_prefix="/audits/<uuid:audit_id>")
MAY_READ = Permission.READ_SUMMARIES


@routes.get("/summary", needs=MAY_READ)
def show(audit_id: UUID) -> str:
    by = current.person()
    with current.database().reading() as session:
        facts, both = read_with_before(
            session, by=by, audit_id=audit_id, audience=Audience.GOVERNANCE
        )
        inspection_id = latest_inspection(session, by.partnership)
        earlier = earlier_summaries(session, by=by, audit_id=audit_id)
    drafts = takes_drafts(by)
    page = describe_summary(facts, audit_id, inspection_id, both, earlier, drafts=drafts)
    return render_template("summaries/summary.html", page=page, invented=page.invented)


@routes.get("/summary/how-the-numbers-are-made", needs=MAY_READ)
def show_how_made(audit_id: UUID) -> str:
    facts = _facts(audit_id)
    document = reports.build(reports.Kind.HOW_MADE, facts, reports.Format.HTML)
    return render_template(
        "summaries/how_made.html",
        audit_id=audit_id,
        document=written(document),
        invented=facts.invented,
    )


@routes.get("/themes-by-area", needs=MAY_READ)
def show_across(audit_id: UUID) -> str:
    given = _across(audit_id)
    document = reports.build(reports.Kind.ACROSS, given, reports.Format.HTML)
    return render_template(
        "summaries/across.html",
        audit_id=audit_id,
        document=written(document),
        invented=given.invented,
    )


@routes.get("/themes-by-area/paper.<any(docx, pdf, xlsx, csv, json):format>", needs=MAY_READ)
def take_across(audit_id: UUID, format: str) -> Response:
    given, now, words = _across(audit_id), current.now(), current.words()
    return sent(reports.build(reports.Kind.ACROSS, given, format, at=now, words=words))


@routes.get("/summary/charts/<name>.svg", needs=MAY_READ)
def draw_chart(audit_id: UUID, name: str) -> Response:
    picture = make_response(draw(name, _facts(audit_id), narrow="narrow" in request.args))
    picture.content_type = "image/svg+xml"
    return picture


@routes.get("/summary.<any(docx, pdf, xlsx, csv, json):format>", needs=MAY_READ)
def download(audit_id: UUID, format: str) -> Response:
    with current.database().reading() as session:
        facts, both = read_with_before(
            session, by=current.person(), audit_id=audit_id, audience=Audience.GOVERNANCE
        )
        earlier = earlier_summaries(session, by=current.person(), audit_id=audit_id)
        words = current.words(session)
    kind, now = reports.Kind.THEME_SUMMARY, current.now()
    return sent(
        reports.build(kind, facts, format, before=both, at=now, words=words, earlier=earlier)
    )


@routes.get("/summary/draft.<any(docx, pdf):paper>", needs=Permission.AGREE_WORDING)
def take_draft(audit_id: UUID, paper: str) -> Response:
    """The paper with wording that nobody has agreed for sharing, marked as a draft."""
    with current.database().reading() as session:
        facts = read_draft(session, by=current.person(), audit_id=audit_id)
    kind, now, words = reports.Kind.THEME_SUMMARY, current.now(), current.words()
    return sent(reports.build(kind, facts, paper, at=now, words=words))


def _across(audit_id: UUID) -> Across:
    with current.database().reading() as session:
        return read_across(session, by=current.person(), audit_id=audit_id)


def _facts(audit_id: UUID) -> AudienceFacts:
    with current.database().reading() as session:
        return read_summary(
            session, by=current.person(), audit_id=audit_id, audience=Audience.GOVERNANCE
        )
