"""The addresses at which a return is taken as a file, and read in from one.

The agency's own people find them under their return, the Business Unit under the case.
"""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import FileField

import reports
from app.db.returns import ReturnRead
from app.operations import return_files as operations
from app.operations.return_files import BroughtIn, Whose
from app.web import current
from app.web.access import Routes
from app.web.files import received, sent_as_kept
from app.web.forms import Form
from app.web.return_files import pages
from app.web.returns import fitting
from app.web.returns.heads import head_of
from app.web.returns.sections import is_writable
from audit_tools.apart import read_apart
from audit_tools.errors import Invalid
from audit_tools.numbers import plural
from audit_tools.permissions import Permission
from audit_tools.return_files.files import WRITTEN, read_file
from audit_tools.return_files.reading import FilledForm, read_carried, write_filled
from reports.documents import MEDIA_TYPES, Format

routes = Routes("return_files")
OWN, RUN = Permission.GIVE_RETURNS, Permission.RUN_AUDITS
OF_OWN = "/returns/<uuid:return_id>/file"
OF_CASE = "/cases/<uuid:case_id>/returns/<uuid:return_id>/file"
AS_FILE = ".<any(docx, xlsx):suffix>"


class FileForm(Form):
    """A file that was filled in."""

    file = FileField("File that was filled in")

    def read(self) -> FilledForm:
        """What it holds. Raises ``Invalid``."""
        data = received(self.file)
        if not data:
            raise Invalid("Choose the file.", place="file")
        return read_apart(read_file, data)


@routes.get(OF_OWN, needs=OWN)
def ask_own(return_id: UUID) -> Response:
    """Where the file of a return is taken and brought back, while the return takes answers."""
    with current.database().reading() as session:
        held = operations.read_for_file(session, current.person(), Whose(return_id))
    if fitting.waits_for_fit(held):
        return redirect(url_for("returns.show_fit", return_id=return_id), 303)
    if not is_writable(held):
        return redirect(url_for("returns.show_copy", return_id=return_id), 303)
    return _show(Whose(return_id), held, FileForm())


@routes.get(OF_OWN + AS_FILE, needs=OWN)
def take_own(return_id: UUID, suffix: str) -> Response:
    return _take(Whose(return_id), suffix)


@routes.post(OF_OWN, needs=OWN)
def look_at_own(return_id: UUID) -> Response:
    return _look_at(Whose(return_id))


@routes.post(OF_OWN + "/bring-in", needs=OWN)
def bring_in_own(return_id: UUID) -> Response:
    came = _bring_in(Whose(return_id))
    count = len(came.saved.outcome.changes)
    flash(f"{plural(count, 'answer')} from the file saved.{_say_left_out(came)}")
    if came.saved.outcome.clashes:
        flash("A colleague wrote in the same boxes since. Both texts are kept: choose which stay.")
    return redirect(url_for("returns.show", return_id=return_id), 303)


@routes.get(OF_CASE, needs=RUN)
def ask(case_id: UUID, return_id: UUID) -> Response:
    whose = Whose(return_id, case_id)
    with current.database().reading() as session:
        held = operations.read_for_file(session, current.person(), whose)
    return _show(whose, held, FileForm())


@routes.get(OF_CASE + AS_FILE, needs=RUN)
def take(case_id: UUID, return_id: UUID, suffix: str) -> Response:
    return _take(Whose(return_id, case_id), suffix)


@routes.post(OF_CASE, needs=RUN)
def look_at(case_id: UUID, return_id: UUID) -> Response:
    return _look_at(Whose(return_id, case_id))


@routes.post(OF_CASE + "/bring-in", needs=RUN)
def bring_in(case_id: UUID, return_id: UUID) -> Response:
    came = _bring_in(Whose(return_id, case_id))
    agency = came.saved.held.agency.name
    flash(
        f"The file of {agency} is read in, {plural(came.brought, 'answer')}.{_say_left_out(came)} "
        "Where the agency had written something else, both are kept and it chooses. It checks its "
        "return and sends it."
    )
    return redirect(url_for("cases.show_case", case_id=case_id), 303)


def _say_left_out(came: BroughtIn) -> str:
    """Nothing where all was taken."""
    return f" {came.left_out} left out, since they could not be taken." if came.left_out else ""


def _take(whose: Whose, suffix: str) -> Response:
    with current.database().reading() as session:
        form = operations.make_form(session, current.person(), whose)
    data, media_type = WRITTEN[suffix](form), MEDIA_TYPES[Format(suffix)]
    return sent_as_kept(reports.Document(f"{form.name}.{suffix}", media_type, data))


def _look_at(whose: Whose) -> Response:
    """What a file would change; nothing is saved by looking."""
    held = _to_fill_in(whose)
    form = FileForm()
    try:
        filled = form.read()
        with current.database().reading() as session:
            page = pages.describe(session, current.person(), whose, filled)
    except Invalid as wrong:
        form.blame_list(wrong)
        return _show(whose, held, form, 422)
    shown = render_template(
        "return_files/preview.html", page=page, whose=whose, filled=write_filled(filled)
    )
    return make_response(shown)


def _bring_in(whose: Whose) -> BroughtIn:
    _to_fill_in(whose)
    filled = read_carried(request.form.get("filled", ""))
    return operations.bring_in(current.database(), by=current.person(), whose=whose, filled=filled)


def _to_fill_in(whose: Whose) -> ReturnRead:
    """The return, before anything that was sent is looked at. Raises ``Hidden``, ``Refused``."""
    with current.database().reading() as session:
        return operations.to_fill_in(session, current.person(), whose)


def _show(whose: Whose, held: ReturnRead, form: FileForm, status: int = 200) -> Response:
    page = render_template(
        "return_files/file.html",
        head=head_of(held),
        whose=whose,
        form=form,
        is_open=is_writable(held),
        invented=held.audit.cycle.invented,
    )
    return make_response(page, status)
