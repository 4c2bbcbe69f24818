"""An audit being prepared, and the Business Unit in front of its pages."""

from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from tests.app.visitors import sign_in_client
from tests.preparations import Preparation, make_preparation

DETAILS = {
    "title": "Serious youth violence, Quarter 2",
    "counts_one": "child",
    "counts_many": "children",
    "selection": "random",
    "scale": "ofsted",
}


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database)


@pytest.fixture
def unit(app: Flask, prepared: Preparation) -> FlaskClient:
    """The Business Unit of the audit."""
    return sign_in_client(app, prepared.database, prepared.unit)


def read(client: FlaskClient, path: str, status: int = 200) -> str:
    """The text of a page, its marks of HTML turned into letters."""
    answer = client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status}"
    return unescape(answer.get_data(as_text=True))
