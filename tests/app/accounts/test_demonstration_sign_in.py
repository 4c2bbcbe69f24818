"""In the demonstration, and nowhere else, one click signs in."""

import re

from flask import Flask
from flask.testing import FlaskClient

from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.visitors import send


def test_one_click_signs_in_to_the_demonstration(demonstration: Flask) -> None:
    database = demonstration.extensions["golden_thread"].database
    partnership = factories.make_partnership(database, "Leeds (demonstration)")
    sergeant = factories.make_person(database, partnership, Role.CHAIR, name="Dean Holroyd")
    client = demonstration.test_client()
    page = client.get("/demonstration").get_data(as_text=True)
    assert "Dean Holroyd" in page
    assert "Dean Holroyd</strong><br>Chair" in page
    answer = send(client, f"/demonstration/{sergeant.id}")
    assert answer.status_code == 303
    body = client.get("/account").get_data(as_text=True)
    assert re.search(r"Demonstration · 28 May 2025\s+· signed in as Dean Holroyd", body)


def test_the_demonstration_begins_with_who_one_is(demonstration: Flask) -> None:
    answer = demonstration.test_client().get("/returns")
    assert (answer.status_code, answer.location) == (303, "/demonstration")


def test_outside_the_demonstration_one_click_signs_nobody_in(
    client: FlaskClient, chris: Person
) -> None:
    assert client.get("/demonstration").status_code == 404
    answer = send(client, f"/demonstration/{chris.id}")
    assert answer.status_code == 404
    assert client.get("/account").status_code == 303


def test_the_demonstration_signs_in_nobody_who_is_not_there(demonstration: Flask) -> None:
    database = demonstration.extensions["golden_thread"].database
    partnership = factories.make_partnership(database)
    factories.make_person(database, partnership, Role.CHAIR)
    client = demonstration.test_client()
    answer = send(client, f"/demonstration/{partnership}")
    assert answer.status_code == 404
