"""The inspections that audits answer."""

from uuid import UUID

from flask import render_template

from app.web import current
from app.web.access import Routes
from app.web.inspections.pages import describe_inspection
from audit_tools.permissions import Permission

routes = Routes("inspections", url_prefix="/inspections")


@routes.get("/<uuid:inspection_id>", needs=Permission.READ_SUMMARIES)
def show(inspection_id: UUID) -> str:
    with current.database().reading() as session:
        page = describe_inspection(session, current.person(), inspection_id)
    return render_template("inspections/inspection.html", page=page)
