"""A dip sample, its people signed in, and the way from its opening to its end."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.operations import sittings
from tests.app.visitors import sign_in_client
from tests.sittings import DipSample, make_dip_sample

SignInAs = Callable[[str], FlaskClient]


@pytest.fixture
def sample(database: Database) -> DipSample:
    """Four notifications whose returns are closed."""
    return make_dip_sample(database)


@pytest.fixture
def opened(sample: DipSample) -> DipSample:
    """The same, opened together."""
    chair = sample.people["chair"]
    sittings.open_sitting(sample.database, by=chair, audit_id=sample.audit)
    return sample


@pytest.fixture
def sign_in_as(app: Flask, database: Database, sample: DipSample) -> SignInAs:
    return lambda who: sign_in_client(app, database, sample.people[who])
