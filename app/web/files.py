"""Files between a browser and the application: a finished document out, what was chosen in."""

from contextlib import closing

from flask import make_response
from werkzeug.wrappers import Response
from wtforms import FileField

import reports
from app.web import current


def sent(document: reports.Document, audit: str = "") -> Response:
    """The document as a file to save, a Word file in the partnership's own styles. With the key of
    an ``audit`` in its name the papers of two audits lie beside each other."""
    if document.is_word:
        document = reports.in_styles(document, current.word_styles())
    return sent_as_kept(document, audit)


def sent_as_kept(document: reports.Document, audit: str = "") -> Response:
    """The document as it is. Its name gives nothing of a child away."""
    file = make_response(document.data)
    file.content_type = document.media_type
    name = f"{audit}-{document.name}" if audit else document.name
    file.headers.set("Content-Disposition", "attachment", filename=name)
    return file


def received(field: FileField) -> bytes:
    """What was sent as a file, if one was. A large one lies on the disk until it is closed."""
    if not field.data:
        return b""
    with closing(field.data) as file:
        return bytes(file.read())
