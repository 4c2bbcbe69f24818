"""What tests do with the editor of an audit tool, as its pages and their script do."""

from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.tool_drafts import load_draft
from app.db.tools import newest_tools, published_tools
from audit_tools.definition.fields import Holds
from audit_tools.editing.places import Document
from audit_tools.permissions import Role
from audit_tools.tool import AuditTool
from tests import factories
from tests.app.page_forms import Fields, read_form, read_forms
from tests.app.visitors import csrf_of, sign_in_client

KEY = "serious-youth-violence"

SCRIPT = {"X-Requested-With": "fetch"}

QUESTION = "questions/voice.daily-life"


def somebody(app: Flask, database: Database, partnership: UUID) -> FlaskClient:
    person = factories.make_person(database, partnership, Role.COORDINATOR)
    client: FlaskClient = sign_in_client(app, database, person)
    return client


def version_id(database: Database, partnership: UUID) -> UUID:
    with database.reading() as session:
        found = published_tools(session, partnership).items()
    return next(id for id, tool in found if tool.key == KEY)


def newest(database: Database, partnership: UUID, key: str = KEY) -> AuditTool:
    with database.reading() as session:
        return newest_tools(session, partnership)[key]


def document(database: Database, partnership: UUID, draft: str) -> Document:
    with database.reading() as session:
        return load_draft(session, partnership, UUID(draft.rpartition("/")[2])).document


def versions_on(client: FlaskClient, address: str) -> dict[str, str]:
    """The marks of what a page shows, by field."""
    form = read_form(client.get(address).text)
    return {name: value[0] for name, value in form.items() if name.startswith("version:")}


def fill_in(
    client: FlaskClient, draft: str, part: str, seen: dict[str, str], **texts: str
) -> TestResponse:
    """Fill in fields of a part as the page's script does."""
    fields = {"page": part, "csrf_token": csrf_of(client)}
    for name, text in texts.items():
        place = f"{part}/{name}" if part else name
        fields |= {place: text, f"version:{place}": seen[f"version:{place}"]}
    return client.post(f"{draft}/save", data=fields, headers=SCRIPT)


def form_on(page: str, draft: str) -> Fields:
    """What the page of a part would send if its button were pressed."""
    form = read_forms(page)[f"{draft}/save"]
    return {name: value for name, value in form.items() if name != "csrf_token"}


TYPED = frozenset(Holds) - {Holds.PARTS, Holds.PARTS_BY_WORD, Holds.PART, Holds.CONDITIONS}
