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
           "involvement", "return_assignment"}  # fmt: skip
# Every row, or every row of the partnership. A table that is asked twice is numbered.
WHOLE = re.compile(
    r"(?:SCAN (\w+?)(?:_\d+)?\b|SEARCH (\w+?)(?:_\d+)? USING .*\(partnership_id=\?\)(?: |$))"
)


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
    read_whole = {of[1] or of[2] for one in found if (of := WHOLE.match(one))}
    assert read_whole & GROWING == set()


@pytest.mark.parametrize(
    "plan",
    [
        "SCAN entry",
        "SCAN entry_1 USING INDEX x",
        "SEARCH entry USING INDEX x (partnership_id=?)",
        "SEARCH entry_2 USING COVERING INDEX x (partnership_id=?) LEFT-JOIN",
    ],
)
def test_a_table_that_is_read_whole_is_found(plan: str) -> None:
    found = WHOLE.match(plan)
    assert found
    assert "entry" in found.groups()
    assert not WHOLE.match("SEARCH entry USING INDEX x (partnership_id=? AND record_id=?)")
