"""What tests do as people with a browser do it: sign in, and send forms with their secret."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.operations import accounts
from app.operations.surroundings import EXTENSION, Surroundings
from audit_tools.permissions import Person


def database_of(app: Flask) -> Database:
    """The database that an application works on."""
    surroundings: Surroundings = app.extensions[EXTENSION]
    return surroundings.database


def sign_in_client(app: Flask, database: Database, person: Person) -> FlaskClient:
    """A new client that carries a session of this person."""
    token = accounts.begin_session(
        database, person_id=person.id, partnership=person.partnership, device="Test"
    )
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["token"] = token
    return client


def csrf_of(client: FlaskClient, page: str = "/account") -> str:
    """The secret that forms of this client carry, taken from a page as a browser does."""
    body = client.get(page).get_data(as_text=True)
    return body.split('name="csrf_token" value="')[1].split('"')[0]


def text_of(response: TestResponse) -> str:
    """What an answer says: a page, or all that is in a file."""
    return text_in(response.data)


def text_in(data: bytes) -> str:
    """What a PDF says, or all that is in a Word or Excel file or a folder; other bytes as text."""
    if data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    if not data.startswith(b"PK\x03\x04"):
        return data.decode(errors="replace")
    with ZipFile(BytesIO(data)) as package:
        parts = (f"{name}\n{text_in(package.read(name))}" for name in package.namelist())
        return "\n".join(parts)


def send(client: FlaskClient, path: str, page: str = "/account", **fields: Any) -> TestResponse:
    """Send a form with its secret; ``page`` is one of the client's pages with a form."""
    return client.post(path, data={"csrf_token": csrf_of(client, page), **fields})
