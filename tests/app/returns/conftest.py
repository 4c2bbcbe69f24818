"""A return under way, and a browser without scripts that fills in its pages."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.engine import Database
from audit_tools.permissions import Person
from tests.app.page_forms import read_form
from tests.app.visitors import send, sign_in_client
from tests.scenes import Scene, make_scene


class Visitor:
    """Somebody in front of the pages of one return, without scripts."""

    def __init__(self, client: FlaskClient, scene: Scene, reference: str, agency: str) -> None:
        self.client = client
        self.return_id = scene.returns[reference, agency]

    def address(self, rest: str = "") -> str:
        return f"/returns/{self.return_id}{rest}"

    def get(self, rest: str = "", **options: Any) -> TestResponse:
        return self.client.get(self.address(rest), **options)

    def read(self, rest: str) -> str:
        """A page of the return as text."""
        return self.get(rest).get_data(as_text=True)

    def read_list(self) -> str:
        """The list of one's returns as text."""
        return self.client.get("/returns").get_data(as_text=True)

    def open(self, section: str) -> dict[str, list[str]]:
        """The form of a section as it is loaded now."""
        answer = self.get(f"/sections/{section}")
        assert answer.status_code == 200, answer.status
        return read_form(answer.get_data(as_text=True))

    def save(
        self,
        section: str,
        form: Mapping[str, Any],
        typed: Mapping[str, Any] | None = None,
        *,
        then: str = "continue",
        script: bool = False,
    ) -> TestResponse:
        """Send a section's form with what was typed into it, by a button or by the script."""
        headers = {"X-Requested-With": "fetch"} if script else {}
        data = {**form, **(typed or {})} | ({} if script else {"then": then})
        return self.client.post(self.address(f"/sections/{section}"), data=data, headers=headers)

    def post(self, rest: str, **fields: Any) -> TestResponse:
        """Press a button of the list or of the page for checking."""
        return send(self.client, self.address(rest), **fields)


Visit = Callable[..., Visitor]


@pytest.fixture
def scene(database: Database) -> Scene:
    """An audit under way: police and a school are asked about two children."""
    return make_scene(database)


@pytest.fixture
def visit(app: Flask, database: Database, scene: Scene) -> Visit:
    """Somebody at a return: the school's practitioner at the first child's, unless said."""

    def run(
        person: Person | None = None, *, reference: str = "SYV30-01", agency: str = "school"
    ) -> Visitor:
        client = sign_in_client(app, database, person or scene.practitioners[agency])
        return Visitor(client, scene, reference, agency)

    return run
