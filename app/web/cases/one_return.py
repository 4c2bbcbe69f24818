"""A page on one return of a case: what is done with it, and why."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import make_response, render_template
from werkzeug.wrappers import Response

from app.db.discussions import CaseRead
from app.operations.involvements import case_to_run
from app.web import current
from app.web.cases import pages
from app.web.forms import Form
from audit_tools.errors import Hidden


@dataclass(frozen=True)
class OneReturn:
    """A return with the case it belongs to, for those who run the audit."""

    held: CaseRead
    page: pages.CasePage
    line: pages.AgencyLine


def read_one(case_id: UUID, return_id: UUID) -> OneReturn:
    """The return. Raises ``Hidden`` where the case has no such return."""
    person = current.person()
    with current.database().reading() as reading:
        held = case_to_run(reading, person, case_id)
        page = pages.describe_case(reading, person, held, current.now())
    line = next((a for a in page.agencies if a.return_id == return_id), None)
    if line is None:
        raise Hidden
    return OneReturn(held, page, line)


def show_one(template: str, one: OneReturn, form: Form, status: int = 200, **more: Any) -> Response:
    """The page of one return with its form."""
    shown = render_template(
        template,
        held=one.held,
        page=one.page,
        line=one.line,
        form=form,
        invented=one.held.audit.cycle.invented,
        **more,
    )
    return make_response(shown, status)
