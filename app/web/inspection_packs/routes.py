"""The addresses of the inspection pack: what is in it, and taking it."""

from uuid import UUID

from flask import render_template, request
from werkzeug.wrappers import Response

from app.operations import inspection_packs as operations
from app.web import current
from app.web.access import Routes
from app.web.files import sent
from audit_tools.permissions import Permission
from reports.packs import inspection_pack

routes = Routes("inspection_packs", url_prefix="/audits/<uuid:audit_id>/inspection-pack")
RUN = Permission.RUN_AUDITS


@routes.get("", needs=RUN)
def ask(audit_id: UUID) -> str:
    with current.database().reading() as session:
        audit = operations.check_packs(session, by=current.person(), audit_id=audit_id)
    return render_template("inspection_packs/ask.html", audit=audit, invented=audit.cycle.invented)


@routes.post("", needs=RUN)
def take(audit_id: UUID) -> Response:
    """The pack. It is asked for with a button and not by a link: that it was taken is recorded."""
    by, redacted = current.person(), bool(request.form.get("redacted"))
    with current.database().reading() as session:
        pack = operations.gather_pack(session, by=by, audit_id=audit_id, redacted=redacted)
    document = inspection_pack(pack)
    operations.record_pack(
        current.database(), by=by, audit_id=audit_id, pack=pack, data=document.data
    )
    return sent(document)
