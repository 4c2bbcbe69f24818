"""The addresses of the key sheets."""

from io import BytesIO
from uuid import UUID

from flask import flash, make_response, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response
from wtforms import StringField

from app.operations import key_sheets
from app.operations.key_sheets import Sheets
from app.web import current
from app.web.access import Routes
from app.web.audits.forms import DayField
from app.web.forms import Form
from app.web.key_sheets.pages import describe_sheets
from app.web.refusals import NotDone, attempt
from audit_tools.dates import local
from audit_tools.permissions import Permission
from reports import Document
from reports.key_sheets import build_all, build_key_sheet

routes = Routes("key_sheets", url_prefix="/audits/<uuid:audit_id>")
RUN = Permission.RUN_AUDITS


class SentForm(Form):
    """That a key sheet was sent."""

    sent_on = DayField("Sent on")
    to = StringField("To whom")


@routes.get("/key-sheets", needs=RUN)
def list_sheets(audit_id: UUID) -> str:
    person = current.person()
    with current.database().reading() as reading:
        sheets = key_sheets.read_sheets(reading, person, audit_id)
        page = describe_sheets(reading, person, sheets)
    return render_template("key_sheets/list.html", page=page, invented=page.cycle.invented)


@routes.get("/key-sheets.zip", needs=RUN)
def download_all(audit_id: UUID) -> Response:
    sheets = _read(audit_id)
    return _send(build_all(tuple(one.sheet for one in sheets.of_agencies), current.word_styles()))


@routes.get("/key-sheets/<agency>.<any(docx, xlsx):suffix>", needs=RUN)
def download(audit_id: UUID, agency: str, suffix: str) -> Response:
    sheet = _read(audit_id).of(agency).sheet
    return _send(build_key_sheet(sheet, suffix, current.word_styles()))


@routes.get("/key-sheets/<agency>/sent", needs=RUN)
def ask_sent(audit_id: UUID, agency: str) -> Response:
    form = SentForm()
    form.sent_on.data = local(current.now()).date()
    return _show_sent(audit_id, agency, form)


@routes.post("/key-sheets/<agency>/sent", needs=RUN)
def record_sent(audit_id: UUID, agency: str) -> Response:
    form = SentForm()
    done = attempt(
        form,
        lambda: key_sheets.record_sent(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            agency=agency,
            sent_on=form.sent_on.data,
            to=form.to.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show_sent(audit_id, agency, form, done.status)
    flash("Recorded: the key sheet was sent.")
    return redirect(url_for("key_sheets.list_sheets", audit_id=audit_id), 303)


def _read(audit_id: UUID) -> Sheets:
    with current.database().reading() as reading:
        return key_sheets.read_sheets(reading, current.person(), audit_id)


def _send(document: Document) -> Response:
    file = send_file(BytesIO(document.data), as_attachment=True, download_name=document.name)
    file.content_type = document.media_type
    return file


def _show_sent(audit_id: UUID, agency: str, form: SentForm, status: int = 200) -> Response:
    sheets = _read(audit_id)
    one = sheets.of(agency)
    shown = render_template(
        "key_sheets/sent.html",
        audit=sheets.audit,
        one=one,
        form=form,
        is_possible=sheets.audit.cycle.phase != "closed",
        invented=sheets.audit.cycle.invented,
    )
    return make_response(shown, status)
