"""Theme lists as REFI-QDA codebooks: taking one, and bringing one in after seeing its changes."""

import base64
import binascii
from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField

from app.db.theme_lists import theme_list
from app.operations import codebooks as operations
from app.operations.codebooks import Taken
from app.web import current
from app.web.access import Routes
from app.web.choices import choice, choices_of
from app.web.files import received
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.refusals import show_on
from audit_tools.brought_codebooks import Brought
from audit_tools.errors import AuditError, Hidden, Invalid
from audit_tools.left_out import by_reason
from audit_tools.permissions import Permission
from audit_tools.qda_codebooks.values import ENDING, MEDIA_TYPE
from audit_tools.qda_codebooks.writing import write_codebook
from audit_tools.training_needs import Remedy

routes = Routes("theme_list_files", url_prefix="/theme-lists")
RUN = Permission.RUN_AUDITS
NEXT, NEW = "/<list_key>/bring-in", "/bring-in"
LEAD = (
    "Programs for qualitative analysis, such as NVivo, ATLAS.ti, MAXQDA, QualCoder and Taguette, "
    "export their codes as a REFI-QDA codebook (.qdc). You see what it would change before "
    "anything is changed."
)


class FileForm(Form):
    """The file of a codebook."""

    ACCEPTS = f".{ENDING}"

    file = FileField("File", description="A REFI-QDA codebook (.qdc) of at most 1 MB.")

    def read(self) -> bytes:
        """What it holds. Raises ``Invalid``."""
        data = received(self.file)
        if not data:
            raise Invalid("Choose the file.", place="file")
        return data


class NewForm(FileForm):
    """The same for a list that is not here, and what it is called."""

    title = StringField(
        "What the theme list is called",
        description="A file that was downloaded from Golden Thread says it itself.",
    )


class TakeForm(Form):
    """The file, carried along while somebody looks at what it would change, and what they say."""

    carried = HiddenField()
    title = HiddenField()
    seen = HiddenField()
    remedy = SelectField(
        "What usually helps with the new themes",
        choices=[choice("", "Choose"), *choices_of(Remedy)],
        validate_choice=False,
        description="The file does not say it. It is proposed for findings; people may choose "
        "otherwise.",
    )
    why = TextAreaField("Why", description="It stands with the change in the history of the list.")

    def carry(self, data: bytes, seen: int, title: str = "") -> None:
        """Carry a file along."""
        self.carried.data = base64.b64encode(data).decode()
        self.seen.data, self.title.data = str(seen), title

    @property
    def data_carried(self) -> bytes:
        """The file. Raises ``Invalid`` where it came back broken."""
        try:
            return base64.b64decode(self.carried.data or "", validate=True)
        except (binascii.Error, ValueError):
            raise Invalid("Bring the file in once more.", place="file") from None

    @property
    def said(self) -> Taken:
        typed = self.seen.data or ""
        seen = int(typed) if typed.isdecimal() else 0
        return Taken(self.remedy.data or "", self.why.data or "", seen)


@routes.get("/<list_key>/<int:version>.qdc", needs=RUN)
def download(list_key: str, version: int) -> Response:
    """A version of a theme list for a program of qualitative analysis."""
    with current.database().reading() as session:
        held = theme_list(session, current.person().partnership, list_key)
    book = next((one.book for one in held.versions if one.book.version == version), None)
    if book is None:
        raise Hidden("There is no such version of this theme list.")
    file = make_response(write_codebook(book))
    file.content_type = MEDIA_TYPE
    name = f"{book.key}-version-{book.version}.{ENDING}"
    file.headers.set("Content-Disposition", "attachment", filename=name)
    return file


@routes.get(NEXT, needs=RUN)
def ask_next(list_key: str) -> Response:
    return _ask(FileForm(), list_key)


@routes.post(NEXT, needs=RUN)
def show_next(list_key: str) -> Response:
    """What the file would change."""
    form = FileForm()
    try:
        data = form.read()
        brought = _preview(data, list_key, "")
    except Invalid as wrong:
        form.blame_list(wrong)
        return _ask(form, list_key, 422)
    return _show(_carrying(data, brought, ""), brought, list_key)


@routes.post(f"{NEXT}/take", needs=RUN)
def take_next(list_key: str) -> Response:
    """Change the list as it was shown."""
    form = TakeForm()
    brought = _preview(form.data_carried, list_key, "")
    try:
        operations.take_change(
            current.database(), by=current.person(), key=list_key, brought=brought, said=form.said
        )
    except AuditError as wrong:
        # Whoever looks again agrees to what is shown now.
        form.seen.data = str(brought.before.version)
        return _show(form, brought, list_key, show_on(form, wrong))
    flash("The theme list is changed. Closed audits keep the list that they were closed with.")
    return redirect(url_for("theme_lists.show", list_key=list_key), 303)


@routes.get(NEW, needs=RUN)
def ask_new() -> Response:
    return _ask(NewForm(), "")


@routes.post(NEW, needs=RUN)
def show_new() -> Response:
    """The list that the file would be."""
    form = NewForm()
    try:
        data, title = form.read(), form.title.data or ""
        brought = _preview(data, "", title)
    except Invalid as wrong:
        form.blame_list(wrong)
        return _ask(form, "", 422)
    return _show(_carrying(data, brought, title), brought, "")


@routes.post(f"{NEW}/take", needs=RUN)
def take_new() -> Response:
    """Add the list as it was shown."""
    form = TakeForm()
    brought = _preview(form.data_carried, "", form.title.data or "")
    try:
        key = operations.take_new(
            current.database(), by=current.person(), brought=brought, remedy=form.said.remedy
        )
    except AuditError as wrong:
        return _show(form, brought, "", show_on(form, wrong))
    flash("The theme list is published. A tool that names it is sorted by it.")
    return redirect(url_for("theme_lists.show", list_key=key), 303)


def _preview(data: bytes, list_key: str, title: str) -> Brought:
    asked: dict[str, Any] = {"by": current.person(), "data": data}
    if list_key:
        return operations.preview_change(current.database(), key=list_key, **asked)
    return operations.preview_new(current.database(), title=title, **asked)


def _carrying(data: bytes, brought: Brought, title: str) -> TakeForm:
    form = TakeForm(formdata=None)
    form.carry(data, brought.before.version, title)
    return form


def _ask(form: FileForm, list_key: str, status: int = 200) -> Response:
    heading, back = "Bring in a REFI-QDA codebook as a theme list", _back()
    if list_key:
        with current.database().reading() as session:
            book = theme_list(session, current.person().partnership, list_key).newest
        heading = f"Bring in a REFI-QDA codebook for {book.title}"
        back = (url_for("theme_lists.show", list_key=list_key), book.title)
    return show_form(form, heading, "See what it says", status, back=back, lead=LEAD)


def _back() -> tuple[str, str]:
    return url_for("theme_lists.list_lists"), "Theme lists"


def _show(form: TakeForm, brought: Brought, list_key: str, status: int = 200) -> Response:
    page = render_template(
        "theme_lists/brought.html",
        form=form,
        brought=brought,
        book=brought.codebook,
        list_key=list_key,
        left_out_of_it=by_reason(brought.left_out),
    )
    return make_response(page, status)
