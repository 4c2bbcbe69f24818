"""The addresses of papers. Whoever may read the discussion may take its record away."""

from uuid import UUID

from flask import render_template
from werkzeug.wrappers import Response

import reports
from app.db.case_records import read_case_record
from app.operations import papers as operations
from app.web import current
from app.web.access import Routes
from app.web.files import sent
from app.web.papers.pages import describe_record, read_copy
from audit_tools.case_sheets import CaseSheet
from audit_tools.permissions import Permission

routes = Routes("papers")


@routes.get("/discussions/<uuid:case_id>/record", needs=Permission.READ_CASES)
def show_record(case_id: UUID) -> str:
    with current.database().reading() as session:
        record = read_case_record(session, current.person(), case_id)
    page = describe_record(record, case_id)
    return render_template("papers/record.html", page=page, invented=page.invented)


@routes.get(
    "/discussions/<uuid:case_id>/record.<any(docx, pdf):paper>", needs=Permission.READ_CASES
)
def take_record(case_id: UUID, paper: str) -> Response:
    with current.database().reading() as session:
        record = read_case_record(session, current.person(), case_id)
    return sent(reports.build(reports.Kind.CASE_RECORD, record, paper, words=current.words()))


@routes.post("/discussions/<uuid:case_id>/sheet", needs=Permission.HOLD_DISCUSSIONS)
def take_sheet(case_id: UUID) -> Response:
    """The case sheet. It is asked for with a button and not by a link: the reading is recorded."""
    sheets = operations.take_case_sheet(current.database(), by=current.person(), case_id=case_id)
    return _sent_sheets(sheets)


@routes.post("/audits/<uuid:audit_id>/case-sheets", needs=Permission.HOLD_DISCUSSIONS)
def take_sheets(audit_id: UUID) -> Response:
    sheets = operations.take_case_sheets(current.database(), by=current.person(), audit_id=audit_id)
    return _sent_sheets(sheets)


@routes.get("/returns/<uuid:return_id>/copy.<any(docx, pdf):paper>", needs=Permission.GIVE_RETURNS)
def take_copy(return_id: UUID, paper: str) -> Response:
    with current.database().reading() as session:
        copy = read_copy(session, current.person(), return_id)
    return sent(reports.build(reports.Kind.RETURN_COPY, copy, paper))


def _sent_sheets(sheets: tuple[CaseSheet, ...]) -> Response:
    words = current.words()
    return sent(reports.build(reports.Kind.CASE_SHEET, sheets, reports.Format.PDF, words=words))
