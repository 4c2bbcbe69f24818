"""A page finds what it shows by what it is about, and not by reading all that was ever stored.

How many statements a page sends is counted elsewhere. Here each is asked how it would be answered:
a table that grows with every audit is never searched by the partnership alone, of which every row
is.
"""

import re
from uuid import UUID

import pytest
from flask import Flask

from app.db.engine import Database
from tests.app.audits.conftest import read
from tests.app.heard import searches
from tests.app.visitors import sign_in_client
from tests.world import World, make_world

GROWING = {"agency_return", "appointment", "case_discussion", "core_group_member", "entry",
           "involvement"}  # fmt: skip
BY_PARTNERSHIP = re.compile(r"SEARCH (\w+) USING .*\(partnership_id=\?\)$")


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    return make_world(database, partnership)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("coordinator", "/audits/{audit}"),
        ("coordinator", "/audits/{audit}/cases"),
        ("coordinator", "/audits/{audit}/schedule"),
        ("police practitioner", "/returns"),
        # the first has a part in discussions, the other has not
        ("police practitioner", "/discussions"),
        ("police colleague", "/discussions"),
        ("other chair", "/discussions"),
    ],
)
def test_no_page_reads_all_that_was_ever_stored(
    who: str, path: str, app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people[who])
    with searches(database.engine) as found:
        read(client, path.format(audit=world.audit))
    assert any(one.startswith("SEARCH") for one in found)
    read_whole = {of[1] for one in found if (of := BY_PARTNERSHIP.match(one))}
    assert read_whole & GROWING == set()
