"""Before the first answer: is this the child on the agency's key sheet?"""

from dataclasses import dataclass, field
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.returns import ReturnRead, read_own_part
from app.operations import fit as operations
from app.web import current
from app.web.returns.heads import Head, head_of
from audit_tools.cases import CaseState
from audit_tools.dates import format_period
from audit_tools.errors import Invalid
from audit_tools.fit import Fit, bands_of


@dataclass(frozen=True)
class FitPage:
    """What is known here of the child, or that the return is stopped."""

    head: Head
    bands: tuple[tuple[str, str], ...]
    note: str = field(repr=False)
    is_stopped: bool


def waits_for_fit(held: ReturnRead) -> bool:
    """Whether the return is open and nothing may be answered before this page has been seen."""
    waits = held.on_file.asks_fit or held.on_file.fit is Fit.DOES_NOT_FIT
    is_open = held.on_file.status.can_be_written and held.case.case.state is CaseState.WAITING
    return waits and is_open


def show_fit(return_id: UUID) -> Response:
    """The question, or where a return that has its answer leads to."""
    with current.database().reading() as session:
        held = read_own_part(session, current.person(), return_id)
    if not waits_for_fit(held):
        return redirect(url_for("returns.show", return_id=return_id), 303)
    counts_children = held.audit.cycle.counts_children
    page = FitPage(
        head_of(held),
        (
            *(bands_of(held.case.case.characteristics) if counts_children else ()),
            ("Period", format_period(held.audit.cycle.period_from, held.audit.cycle.period_to)),
        ),
        held.on_file.fit_note,
        held.on_file.fit is Fit.DOES_NOT_FIT,
    )
    return make_response(render_template("returns/fit.html", page=page))


def say_fit(return_id: UUID) -> Response:
    """Begin the return, or stop it. Raises ``Invalid`` where neither button was pressed."""
    said = request.form.get("fit", "")
    if said not in ("yes", "no"):
        raise Invalid("Say whether this fits your sheet.")
    operations.say_fit(
        current.database(), by=current.person(), return_id=return_id, fits=said == "yes"
    )
    if said == "yes":
        return redirect(url_for("returns.show", return_id=return_id), 303)
    flash("The return is stopped, and the Business Unit has been told.")
    return redirect(url_for("returns.show_fit", return_id=return_id), 303)
