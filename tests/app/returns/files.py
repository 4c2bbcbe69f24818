"""A return as a file: taken from its page, looked at there and brought in."""

from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.app.page_forms import read_form
from tests.app.visitors import csrf_of


def take(visitor: FlaskClient, path: str, suffix: str = "xlsx") -> bytes:
    answer = visitor.get(f"{path}.{suffix}")
    assert answer.status_code == 200, answer.status
    return bytes(answer.data)


def look(visitor: FlaskClient, path: str, data: bytes) -> TestResponse:
    form = {"csrf_token": csrf_of(visitor), "file": (BytesIO(data), "return.xlsx")}
    return visitor.post(path, data=form, content_type="multipart/form-data")


def bring(visitor: FlaskClient, path: str, data: bytes) -> TestResponse:
    """Look at a file, and press the button of the page."""
    page = look(visitor, path, data)
    assert page.status_code == 200, page.get_data(as_text=True)
    return visitor.post(f"{path}/bring-in", data=read_form(page.get_data(as_text=True)))
