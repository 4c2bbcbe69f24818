"""What is kept of a person, and the forms that change a partnership."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db import people as people_rows
from app.db.engine import Database
from app.db.people import PersonRecord
from audit_tools.permissions import Grant, Person, Role
from tests.app.page_forms import seen_on
from tests.app.visitors import send

CHAIR = Grant(Role.CHAIR)


def record_of(database: Database, person: Person) -> PersonRecord:
    with database.reading() as session:
        found = people_rows.find_record(session, person.partnership, person.id)
    assert found
    return found


def change(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Send the form of a page as it is loaded now."""
    return send(client, path, seen=seen_on(client.get(path).text), **fields)
