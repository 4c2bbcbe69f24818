"""Your returns: what is due, how much is left of it, and what is done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.db import level, my_returns
from app.db.engine import Database, open_database
from app.web.returns.lists import describe_list, list_done
from audit_tools.cases import CaseState
from audit_tools.cycles import Working
from audit_tools.permissions import Grant, Role
from audit_tools.returns import ReturnStatus
from tests import factories
from tests.app.conftest import SignIn
from tests.app.returns.conftest import Visit
from tests.changes import change_audit
from tests.scenes import DUE, Scene, make_scene


def test_everybody_who_is_asked_reads_what_the_audit_is_for(visit: Visit) -> None:
    visitor = visit()
    for page in (visitor.read_list(), visitor.read("/sections/voice")):
        assert page.count("What this audit is for") == 1
        assert "Knife carrying" in page
        assert "To see whether children were asked early." in page


def test_the_list_says_what_is_due_and_how_much_is_left(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-02", "school", {"voice/grade": "not-our-part", "voice.daily-life": "yes"})

    body = visit().read_list()

    assert f"Due {DUE:%A} 6 June 2030" in body
    assert "Not started · about" in body
    assert "9 of 10 sections left · about" in body


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (0, "Due today, Thursday 6 June 2030"),
        (1, "Due Thursday 6 June 2030 (tomorrow)"),
        (9, "Due Thursday 6 June 2030 (in 9 days)"),
        (-1, "Was due Thursday 6 June 2030 (1 day ago)"),
    ],
)
def test_a_due_date_is_said_as_people_say_it(
    visit: Visit, database: Database, monkeypatch: pytest.MonkeyPatch, days: int, title: str
) -> None:
    noon = database.clock().replace(year=2030, month=6, day=6, hour=12)
    monkeypatch.setattr(database, "clock", lambda: noon - timedelta(days=days))

    body = visit().read_list()

    assert title in body
    assert ("Overdue" in body) is (days < 0)


def test_a_practitioner_sees_only_what_was_given_to_them(
    visit: Visit, database: Database, scene: Scene
) -> None:
    colleague = factories.make_person(
        database, scene.partnership, Grant(Role.PRACTITIONER, "school")
    )
    newcomer = visit(colleague)

    assert "SYV30-01" not in newcomer.client.get("/returns").get_data(as_text=True)
    assert newcomer.get("/sections/voice").status_code == 404
    assert newcomer.get("/copy").status_code == 404


def test_an_empty_list_says_what_will_be_there(sign_in: SignIn) -> None:
    body = sign_in(Grant(Role.PRACTITIONER, None)).get("/returns").get_data(as_text=True)
    assert "No return has been given to you yet" in body


def test_a_list_over_fifty_is_paged(visit: Visit, scene: Scene) -> None:
    scene.add_cases(*(f"SYV31-{number:02}" for number in range(50)))
    visitor = visit()

    first = visitor.client.get("/returns").get_data(as_text=True)
    last = visitor.client.get("/returns?page=2").get_data(as_text=True)

    assert first.count("SYV3") > last.count("SYV3") > 0
    assert "Page 1 of 2" in first
    assert visitor.client.get("/returns?page=none").status_code == 200


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (ReturnStatus.MISSING, "Closed without a return from you"),
        (ReturnStatus.GIVEN_IN_DISCUSSION, "Given in the discussion"),
    ],
)
def test_a_return_that_is_closed_says_how(
    visit: Visit, scene: Scene, status: ReturnStatus, words: str
) -> None:
    scene.change_return("SYV30-01", "school", status)
    assert words in visit().read_list()


def test_where_the_discussion_comes_first_nobody_reads_that_a_return_is_missing(
    visit: Visit, database: Database, scene: Scene
) -> None:
    change_audit(database, scene, working=Working.DISCUSSION_FIRST.value)
    scene.change_return("SYV30-01", "school", ReturnStatus.MISSING)
    listed = visit().read_list()
    assert "Nobody is asked for a return: you speak in the discussion" in listed
    assert "Closed without" not in listed


def test_what_is_done_begins_with_the_latest_audit(
    visit: Visit, database: Database, scene: Scene
) -> None:
    scene.send("SYV30-01", "school")
    scene.send("SYV30-02", "school")
    with database.reading() as session:
        own = my_returns.list_own_returns(session, scene.leads["school"])
    earlier = [replace(item, due=DUE - timedelta(days=90)) for item in own[:1]]

    lines = list(list_done([*earlier, *own[1:]], scene.leads["school"]))

    assert [line.id for line in lines] == [own[1].on_file.id, own[0].on_file.id]


def test_a_withdrawn_child_needs_nothing_more(visit: Visit, scene: Scene) -> None:
    scene.change_case("SYV30-01", CaseState.WITHDRAWN)
    visitor = visit()

    assert "no longer part of the audit" in visitor.read_list()
    assert "Nothing more is needed from you" in visitor.read("/copy")


@pytest.mark.postgres
def test_the_list_reads_the_same_on_postgresql(postgres_database: str) -> None:
    database = open_database(postgres_database, lambda: datetime(2030, 5, 28, tzinfo=UTC))
    level.change_level(database.engine)
    scene = make_scene(database)
    scene.send("SYV30-01", "school")
    scene.answer("SYV30-02", "school", {"voice/grade": "good"})

    with database.reading() as session:
        page = describe_list(session, scene.leads["school"], 1)

    assert [line.reference for group in page.groups for line in group.lines] == ["SYV30-02"]
    assert [line.reference for line in page.done] == ["SYV30-01"]
    assert page.groups[0].lines[0].holders == "School Worker"
    database.engine.dispose()
