"""Immediate concerns: raised at any point, seen by those who must, until somebody sees to it."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from app.db import agencies, partnerships
from app.db.engine import Database
from app.db.history import Subject, record
from app.operations import concerns as operations
from audit_tools.permissions import Person, Role
from audit_tools.returns import ReturnStatus
from tests import factories
from tests.app.findings.stored import contents
from tests.app.returns.conftest import Visit, Visitor
from tests.app.visitors import send
from tests.scenes import Scene

BANNER = "Immediate concern"


def raise_one(scene: Scene, text: str = "A worry", agency: str = "school") -> str:
    found = operations.raise_concern(
        scene.database,
        by=scene.practitioners[agency],
        return_id=scene.returns["SYV30-01", agency],
        concern=text,
    )
    return f"/concerns/{found}"


def test_the_page_says_first_what_to_do_now(visit: Visit, database: Database, scene: Scene) -> None:
    with database.writing() as session:
        record(session, by=None, partnership=scene.partnership, what="test",
               on=Subject("test", scene.partnership), at=database.clock())  # fmt: skip
        row = partnerships.row_of_partnership(session, scene.partnership)
        row.front_door = "Call the front door: 0113 496 0000"
        agency = agencies.row_of_agency(session, scene.partnership, "school")
        assert agency
        agency.own_route = "Tell the designated safeguarding lead"
        session.commit()

    body = visit().get("/concern").get_data(as_text=True)

    assert "This audit is no referral." in body
    first, then = body.index("Call the front door"), body.index("Who has been told?")
    assert first < body.index("Tell the designated safeguarding lead") < then


def test_a_concern_can_be_sent_without_an_answer(visit: Visit, scene: Scene) -> None:
    answer = visit().post("/concern")

    assert answer.status_code == 303
    assert BANNER in home(visit, scene.leads["school"])


def test_who_has_been_told_and_when_is_sent_and_shown(visit: Visit, scene: Scene) -> None:
    sent = {"concern": "A worry", "told": "The front door", "told_at": "today at 14:00"}
    visitor = visit()
    fields = visitor.read("/concern")
    assert all(f'name="{name}"' in fields for name in sent)

    assert visitor.post("/concern", **sent).status_code == 303

    ((_, after),) = contents(scene.database, "concern.raised", scene.returns["SYV30-01", "school"])
    assert after == sent
    address = re.findall(r"/concerns/[\w-]+", home(visit, scene.leads["school"]))[0]
    shown = visit(scene.leads["school"]).client.get(address).text
    assert all(text in shown for text in sent.values())


def test_history_keeps_who_has_been_told_and_when(scene: Scene) -> None:
    return_id = scene.returns["SYV30-01", "school"]
    operations.raise_concern(
        scene.database,
        by=scene.practitioners["school"],
        return_id=return_id,
        concern="A worry",
        told="The front door",
        told_at="this morning",
    )
    ((_, after),) = contents(scene.database, "concern.raised", return_id)
    assert after == {"concern": "A worry", "told": "The front door", "told_at": "this morning"}


@pytest.mark.parametrize("status", [ReturnStatus.SUBMITTED, ReturnStatus.NOT_KNOWN])
def test_a_concern_can_be_raised_after_sending(
    visit: Visit, scene: Scene, status: ReturnStatus
) -> None:
    scene.change_return("SYV30-01", "school", status)
    assert visit().post("/concern").status_code == 303


def test_a_concern_that_is_too_long_is_given_back(visit: Visit) -> None:
    answer = visit().post("/concern", told="x" * 501)
    assert answer.status_code == 422
    assert "x" * 501 in answer.get_data(as_text=True)


def home(visit: Visit, person: Person) -> str:
    return visit(person).client.get("/account").get_data(as_text=True)


def test_those_who_must_see_to_it_have_it_on_top_and_nobody_else(
    visit: Visit, database: Database, scene: Scene
) -> None:
    address = raise_one(scene)
    assert scene.coordinator
    assert scene.chair
    board = factories.make_person(database, scene.partnership, Role.BOARD_MEMBER)

    for person in (scene.coordinator, scene.chair, scene.leads["school"]):
        assert BANNER in home(visit, person)
        assert visit(person).client.get(address).status_code == 200
    for person in (scene.leads["police"], scene.practitioners["school"], board):
        assert BANNER not in home(visit, person)
        assert visit(person).client.get(address).status_code in (403, 404)


def test_it_is_overdue_after_one_working_day(
    visit: Visit, database: Database, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = raise_one(scene)
    later = database.clock() + timedelta(days=4)
    assert "overdue" not in home(visit, scene.leads["school"])
    monkeypatch.setattr(database, "clock", lambda: later)

    body = visit(scene.leads["school"]).client.get(address).get_data(as_text=True)

    assert "Overdue" in body


def test_an_outcome_ends_it_and_is_written_once(visit: Visit, scene: Scene) -> None:
    address = raise_one(scene)
    lead = visit(scene.leads["school"])

    empty = post(lead, address, outcome=" ")
    done = post(lead, address, outcome="The front door was told.")
    again = post(lead, address, outcome="Something else.")

    assert empty.status_code == 422
    assert done.status_code == 303
    assert again.status_code == 403
    assert BANNER not in home(visit, scene.leads["school"])
    assert "The front door was told." in lead.client.get(address).get_data(as_text=True)


def test_a_settled_concern_is_still_found_by_those_who_had_to_see_it(
    visit: Visit, scene: Scene
) -> None:
    address = raise_one(scene)
    case, given = scene.cases["SYV30-01"], scene.returns["SYV30-01", "school"]
    post(visit(scene.leads["school"]), address, outcome="The front door was told.")
    assert scene.coordinator
    assert scene.chair

    for person, page in (
        (scene.coordinator, f"/cases/{case}"),
        (scene.chair, f"/cases/{case}"),
        (scene.leads["school"], f"/returns/{given}/copy"),
    ):
        body = visit(person).client.get(page).get_data(as_text=True)
        assert f'href="{address}"' in body
        assert "What was done was written on" in body
    worker = visit(scene.practitioners["school"]).client.get(f"/returns/{given}/copy").text
    assert address not in worker


def test_what_looks_like_an_identifier_is_said_and_stops_no_concern(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()
    answer = visitor.post("/concern", told="Ring 0113 496 0999", concern="Born 3 April 2010")
    assert answer.status_code == 303
    said = visitor.read_list()
    assert "This looks like a telephone number. This looks like a date of birth." in said
    lead = visit(scene.leads["school"])
    address = re.findall(r"/concerns/[0-9a-f-]{36}", lead.read_list())[0]
    for mark in ("This looks like a telephone number.", "This looks like a date of birth."):
        assert mark in lead.client.get(address).get_data(as_text=True)


def test_what_looks_like_an_identifier_is_marked_under_its_box(visit: Visit) -> None:
    answer = visit().post("/concern", told="x" * 501, concern="Born 3 April 2010")
    assert answer.status_code == 422
    body = answer.get_data(as_text=True)
    assert '<p class="gt-mark" id="concern-marks">This looks like a date of birth.' in body
    assert 'aria-describedby="concern-hint concern-marks"' in body


def test_an_outcome_is_not_written_by_another_agency(visit: Visit, scene: Scene) -> None:
    address = raise_one(scene)
    assert post(visit(scene.leads["police"]), address, outcome="Done.").status_code == 404


def post(visitor: Visitor, address: str, **fields: str) -> TestResponse:
    return send(visitor.client, address, **fields)
