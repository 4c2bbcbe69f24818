"""The forms of the way in, as somebody fills them who has a password or a link to set one."""

from datetime import UTC, datetime

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.operations import people
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.visitors import send

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
EMAIL = "chris@example.org"
NEW = "a quite different phrase"


def sign_in_as(client: FlaskClient, email: str, password: str) -> TestResponse:
    return send(client, "/sign-in", email=email, password=password)


def make_link(database: Database, person: Person) -> str:
    boss = factories.make_person(database, person.partnership, Role.ADMINISTRATOR)
    return people.make_password_link(database, by=boss, person_id=person.id)


def set_by_link(client: FlaskClient, token: str, password: str, again: str = "") -> TestResponse:
    return send(
        client,
        f"/set-password/{token}",
        page="/sign-in",
        password=password,
        password_again=again or password,
    )
