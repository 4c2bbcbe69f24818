"""What somebody typed into a return that takes nothing more, shown for copying."""

from dataclasses import dataclass, field

from flask import make_response, render_template
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.db.returns import ReturnRead
from app.web import saving
from audit_tools.errors import Refused
from audit_tools.marks import is_free_text


@dataclass(frozen=True)
class Kept:
    """One text that was typed and not saved."""

    id: str
    text: str = field(repr=False)


def show_unsaved(held: ReturnRead, refused: Refused, form: MultiDict[str, str]) -> Response:
    """The page that says why nothing was saved and shows the texts that were typed."""
    texts = [
        Kept(f"kept-{count}", edit.value)
        for count, edit in enumerate(saving.read_edits(form), start=1)
        if edit.value and is_free_text(held.audit.tool, edit.place)
    ]
    page = render_template("returns/unsaved.html", held=held, message=refused.message, texts=texts)
    return make_response(page, 403)
