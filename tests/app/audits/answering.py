"""Filling in what is answered once for a case or an audit, and opening the case's discussion."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.history import Subject
from app.operations import answered_once as operations
from app.operations import discussions
from audit_tools.entries import Edit
from tests.app.page_forms import read_form
from tests.scenes import Scene

CASE = "SYV30-01"


def save(
    client: FlaskClient, address: str, typed: Mapping[str, Any], *, script: bool = False
) -> TestResponse:
    """Fill in the page as it is loaded now, and press its button or let its script save."""
    form = read_form(client.get(address).text)
    headers = {"X-Requested-With": "fetch"} if script else {}
    return client.post(address, data={**form, **typed, "then": "continue"}, headers=headers)


def edit(place: str, value: str, base: int = 0) -> tuple[Edit, ...]:
    return (Edit(place, value, base, f"{place}-{value}"),)


def fill_in(database: Database, scene: Scene, place: str, value: str, base: int = 0) -> None:
    """Fill in something of the case as the Business Unit."""
    assert scene.coordinator
    on = Subject("case", scene.cases[CASE])
    edits = edit(place, value, base)
    operations.save_answers(database, by=scene.coordinator, on=on, section="known", edits=edits)


def open_case(database: Database, scene: Scene) -> UUID:
    """The case with its discussion opened, of which no return was sent."""
    assert scene.chair
    case, chair = scene.cases[CASE], scene.chair
    discussions.close_returns(database, by=chair, case_id=case, reason="Enough.")
    discussions.read_to_prepare(database, by=chair, case_id=case)
    discussions.open_discussion(database, by=chair, case_id=case)
    return case
