"""The addresses of the strengths bank."""

from dataclasses import replace

from flask import render_template, request
from werkzeug.wrappers import Response

import reports
from app.operations.strengths import read_bank
from app.web import current
from app.web.access import Routes
from app.web.files import sent
from app.web.paging import part_of
from audit_tools.permissions import Permission
from audit_tools.strengths import StrengthsBank

routes = Routes("strengths", url_prefix="/strengths")
READ = Permission.READ_SUMMARIES


@routes.get("", needs=READ)
def show() -> str:
    """All themes with how many lines each has; the address may ask for one of them."""
    bank = _read()
    theme = bank.on(_theme_asked())
    return render_template(
        "strengths/bank.html",
        bank=bank,
        theme=theme,
        lines=part_of(theme.lines) if theme else None,
        invented=bank.invented,
    )


@routes.get("/paper.<any(docx, pdf):paper>", needs=READ)
def take(paper: str) -> Response:
    """The bank on paper, all of it or one theme."""
    bank = _read()
    theme = bank.on(_theme_asked())
    bank = replace(bank, themes=(theme,)) if theme else bank
    return sent(reports.build(reports.Kind.STRENGTHS, bank, paper, words=current.words()))


def _theme_asked() -> str:
    return request.args.get("theme", "")


def _read() -> StrengthsBank:
    with current.database().reading() as session:
        return read_bank(session, by=current.person())
