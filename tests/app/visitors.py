"""What tests do as people with a browser do it: sign in, and send forms with their secret."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
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


def csrf_of(client: FlaskClient) -> str:
    """The secret that forms of this client carry. To ask for a page first would take longer than
    to send the form; that pages carry it is for the journeys in a browser to show."""
    with client.session_transaction() as cookie:
        kept = cookie.setdefault("csrf_token", "0" * 40)
    with client.application.test_request_context():
        session["csrf_token"] = kept
        return str(generate_csrf())


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


def send(client: FlaskClient, path: str, **fields: Any) -> TestResponse:
    """Send a form with its secret."""
    return client.post(path, data={"csrf_token": csrf_of(client), **fields})
