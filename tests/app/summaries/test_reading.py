"""Who may read the summary and the needs of an audit, in which phase."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.web import errors
from audit_tools.permissions import Role
from tests import factories
from tests.app.conftest import SignIn
from tests.app.empty_papers import leave_papers_empty
from tests.app.summaries.worlds import AT, pages_of
from tests.app.visitors import sign_in_client
from tests.changes import change_audit
from tests.world import World, make_world

READ, NOT_YET, NO_SUCH = 200, 403, 404
ANOTHER_ROLE = 403

PHASES: dict[str, dict[str, Any]] = {
    "under way": {"phase": "collecting"},
    "interim issued": {"phase": "collecting", "interim_issued_at": AT},
    "closed": {"phase": "closed"},
}

# who -> under way, interim issued, closed
WHO = {
    # run the audit, or hold one of its discussions
    "coordinator": (READ, READ, READ),
    "chair": (READ, READ, READ),
    "note-taker": (READ, READ, READ),
    "chair who leads social care": (READ, READ, READ),
    # the boards and the L&D group wait until there is something to stand on
    "board member": (NOT_YET, READ, READ),
    "learning member": (NOT_YET, READ, READ),
    "scrutineer": (NOT_YET, READ, READ),
    # chairs elsewhere, or took no part for a reason
    "other chair": (NO_SUCH, NO_SUCH, NO_SUCH),
    "conflicted chair": (NO_SUCH, NO_SUCH, NO_SUCH),
    # have no summaries to read at all
    "core group": (ANOTHER_ROLE, ANOTHER_ROLE, ANOTHER_ROLE),
    "police lead": (ANOTHER_ROLE, ANOTHER_ROLE, ANOTHER_ROLE),
    "police practitioner": (ANOTHER_ROLE, ANOTHER_ROLE, ANOTHER_ROLE),
    "administrator": (ANOTHER_ROLE, ANOTHER_ROLE, ANOTHER_ROLE),
}


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    return make_world(database, partnership)


@pytest.mark.parametrize("who", WHO)
def test_who_reads_a_summary_in_which_phase(
    who: str, app: Flask, database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_papers_empty(monkeypatch)
    client = sign_in_client(app, database, world.people[who])
    for (phase, fields), expected in zip(PHASES.items(), WHO[who], strict=True):
        change_audit(database, world, **fields)
        for page in pages_of(world.audit):
            assert client.get(page).status_code == expected, f"{page}, {phase}"


def test_a_board_member_who_is_early_is_told_when_to_come_back(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["board member"])
    body = client.get(f"/audits/{world.audit}/summary").get_data(as_text=True)
    assert "This audit is not closed yet." in body
    assert "What we learned" not in body


def test_an_audit_of_another_partnership_and_one_that_is_not_read_alike(
    database: Database, world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_audit(database, world, phase="closed")
    elsewhere = factories.make_partnership(database, "Elsewhere")
    stranger = factories.make_person(database, elsewhere, Role.BOARD_MEMBER, Role.COORDINATOR)
    client = sign_in(stranger)
    for theirs, absent in zip(pages_of(world.audit), pages_of(uuid4()), strict=True):
        assert (told(client, theirs, monkeypatch)) == told(client, absent, monkeypatch)


def told(client: FlaskClient, page: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """The answer, its nonce and its reference held still, without the secret that ages."""
    monkeypatch.setattr("app.web.security.secrets.token_urlsafe", lambda _size: "nonce")
    monkeypatch.setattr(errors, "reference", lambda: "BCDF-BCDF")
    response = client.get(page)
    assert response.status_code == NO_SUCH
    text = response.get_data(as_text=True)
    return response.status_code, re.sub(r'csrf_token" value="[^"]+', "", text)


def test_the_list_of_needs_names_the_audits_that_may_be_read_and_no_other(
    app: Flask, database: Database, world: World
) -> None:
    title = "An audit for tests"
    for who, (now, *_rest) in WHO.items():
        client = sign_in_client(app, database, world.people[who])
        body = client.get("/training-needs").get_data(as_text=True)
        assert (title in body) == (now == READ), who


def test_an_audit_that_is_being_prepared_is_not_on_the_list(
    app: Flask, database: Database, world: World
) -> None:
    change_audit(database, world, phase="preparing")
    client = sign_in_client(app, database, world.people["coordinator"])
    assert "An audit for tests" not in client.get("/training-needs").get_data(as_text=True)


def test_the_list_says_what_will_be_there_while_there_is_nothing(sign_in: SignIn) -> None:
    body = sign_in(Role.LEARNING_MEMBER).get("/training-needs").get_data(as_text=True)
    assert "When an audit is closed, the training needs that follow from it stand here." in body


def test_a_phone_is_given_pictures_of_its_own(app: Flask, database: Database, world: World) -> None:
    client = sign_in_client(app, database, world.people["coordinator"])
    page = f"/audits/{world.audit}/summary"
    addresses = re.findall(r'(?:srcset|src)="([^"]*/themes.svg[^"]*)"', client.get(page).text)
    widths = [re.search(r'width="([\d.]+)pt"', client.get(one).text) for one in addresses]
    narrow, wide = (float(width[1]) for width in widths if width)
    assert narrow == pytest.approx(259.2)
    assert wide > narrow


def test_a_picture_or_a_form_that_there_is_not_is_not_there(
    app: Flask, database: Database, world: World
) -> None:
    client = sign_in_client(app, database, world.people["coordinator"])
    for page in ("summary/charts/pie.svg", "summary.odt", "training-needs/unheard-of"):
        assert client.get(f"/audits/{world.audit}/{page}").status_code == NO_SUCH
