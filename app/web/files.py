"""A finished document as what a browser keeps; nothing on the way keeps it."""

from flask import make_response
from werkzeug.wrappers import Response

import reports


def sent(document: reports.Document) -> Response:
    """The document as a file to save. Its name gives nothing of a child away."""
    file = make_response(document.data)
    file.content_type = document.media_type
    file.headers.set("Content-Disposition", "attachment", filename=document.name)
    return file
