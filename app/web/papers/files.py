"""A finished document as what a browser keeps; nothing on the way keeps it."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

import reports


def sent(document: reports.Document) -> Response:
    """The document as a file to save. Its name gives nothing of a child away."""
    data = BytesIO(document.data)
    file = send_file(data, as_attachment=True, download_name=document.name, etag=False)
    file.content_type = document.media_type
    return file
