"""The addresses at which learning offers, and who came to them, are brought in from a file."""

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.operations import learning_files
from app.operations.learning_files import Wanted
from app.web import current
from app.web.access import Routes
from app.web.candidates.forms import ListForm
from app.web.learning import previews
from app.web.learning.previews import ColumnsForm
from audit_tools.apart import read_apart
from audit_tools.errors import Invalid
from audit_tools.learning.columns import FileKind, read_table, write_table
from audit_tools.numbers import plural
from audit_tools.permissions import Permission

routes = Routes("learning_files", url_prefix="/learning/import/<any(offers, attendance):holds>")
WRITE = Permission.WRITE_NEEDS
LOOK_AGAIN = "You changed a column. This is what would be taken now: look again, then bring it in."


@routes.get("", needs=WRITE)
def ask(holds: str) -> Response:
    return _ask(holds, ListForm())


@routes.post("", needs=WRITE)
def propose(holds: str) -> Response:
    """The file as it is read, with what its columns probably are."""
    form, kind = ListForm(), FileKind(holds)
    try:
        table = read_apart(read_table, form.read())
    except Invalid as wrong:
        form.blame_list(wrong)
        return _ask(holds, form, 422)
    with current.database().reading() as session:
        wanted = learning_files.propose_columns(
            session, by=current.person(), kind=kind, table=table
        )
    return _show(ColumnsForm(formdata=None), wanted)


@routes.post("/columns", needs=WRITE)
def choose(holds: str) -> Response:
    """The same after somebody has said which column is which."""
    form = ColumnsForm()
    return _show(form, form.wanted(FileKind(holds)))


@routes.post("/take", needs=WRITE)
def take(holds: str) -> Response:
    """Bring in what the preview showed."""
    form, kind = ColumnsForm(), FileKind(holds)
    wanted = form.wanted(kind)
    if form.seen.data != previews.version_of_choice(wanted):
        form.form_mistakes.append(LOOK_AGAIN)
        return _show(form, wanted, 422)
    by, database = current.person(), current.database()
    try:
        if kind is FileKind.OFFERS:
            brought = learning_files.import_offers(database, by=by, wanted=wanted)
            flash(f"{plural(brought, 'learning offer')} brought in.")
        else:
            brought = learning_files.import_attendance(database, by=by, wanted=wanted)
            flash(f"{plural(brought, 'row of counts', 'rows of counts')} recorded.")
    except Invalid:
        return _show(form, wanted, 422)
    return redirect(url_for("learning.list_offers"), 303)


def _ask(holds: str, form: ListForm, status: int = 200) -> Response:
    columns = learning_files.COLUMNS[FileKind(holds)]
    page = render_template("learning/file.html", form=form, holds=holds, columns=columns)
    return make_response(page, status)


def _show(form: ColumnsForm, wanted: Wanted, status: int = 200) -> Response:
    """The page of a choice; what is wrong with the choice stands on it."""
    try:
        with current.database().reading() as session:
            preview = previews.describe(session, current.person(), wanted)
    except Invalid as wrong:
        form.form_mistakes += [problem.message for problem in wrong.problems]
        preview, status = previews.nothing_yet(wanted), 422
    page = render_template(
        "learning/columns.html",
        form=form,
        page=preview,
        holds=wanted.kind.value,
        rows=write_table(wanted.table),
        apart=wanted.apart,
    )
    return make_response(page, status)
