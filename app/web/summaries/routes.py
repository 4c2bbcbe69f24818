"""The theme summary of an audit: the page, its two pictures, and the same numbers as data."""

from io import BytesIO
from uuid import UUID

from flask import make_response, render_template, send_file
from werkzeug.wrappers import Response

import reports
from app.db.inspections import latest_inspection
from app.operations.summaries import read_before, read_summary
from app.web import current
from app.web.access import Routes
from app.web.summaries.pages import describe_summary, draw
from audit_tools.audience import Audience, AudienceFacts
from audit_tools.permissions import Permission

routes = Routes("summaries", url_prefix="/audits/<uuid:audit_id>")
MAY_READ = Permission.READ_SUMMARIES


@routes.get("/summary", needs=MAY_READ)
def show(audit_id: UUID) -> str:
    facts, by = _facts(audit_id), current.person()
    with current.database().reading() as session:
        inspection_id = latest_inspection(session, by.partnership)
        before = read_before(session, by=by, audit_id=audit_id, audience=Audience.GOVERNANCE)
    page = describe_summary(facts, audit_id, inspection_id, before)
    return render_template("summaries/summary.html", page=page, invented=page.invented)


@routes.get("/summary/charts/<name>.svg", needs=MAY_READ)
def draw_chart(audit_id: UUID, name: str) -> Response:
    picture = make_response(draw(name, _facts(audit_id)))
    picture.content_type = "image/svg+xml"
    return picture


@routes.get("/summary.<any(json, csv):format>", needs=MAY_READ)
def download(audit_id: UUID, format: str) -> Response:
    document = reports.build(reports.Kind.SUMMARY, _facts(audit_id), format)
    file = send_file(BytesIO(document.data), as_attachment=True, download_name=document.name)
    file.content_type = document.media_type
    return file


def _facts(audit_id: UUID) -> AudienceFacts:
    with current.database().reading() as session:
        return read_summary(
            session, by=current.person(), audit_id=audit_id, audience=Audience.GOVERNANCE
        )
