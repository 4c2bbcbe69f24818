"""The list, checking and sending, the own copy, giving to colleagues, and the refusals of each."""

import json
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.db.engine import Database
from app.db.models.history import HistoryContent, HistoryEvent
from app.operations import returns as operations
from audit_tools.cases import CaseState
from audit_tools.permissions import Grant, Role
from audit_tools.returns import ReturnStatus
from tests import factories
from tests.app.conftest import SignIn
from tests.app.returns.conftest import Visit, Visitor, read_form
from tests.app.visitors import sign_in_client
from tests.scenes import DUE, KINDS, TOOL, Scene, complete_entries, make_scene

MARKED = "Nobody rang back on 03/04/2025."
LINE = "voice/strength/1"


def text_of(visitor: Visitor, rest: str) -> str:
    return visitor.get(rest).get_data(as_text=True)


def complete(scene: Scene, **more: str) -> None:
    entries = complete_entries(TOOL, KINDS["school"], lead=False)
    scene.answer("SYV30-01", "school", entries | more)


def status_of(scene: Scene, visitor: Visitor) -> str:
    return visitor.client.get("/returns").get_data(as_text=True)


# --- The list ---


def test_the_list_says_what_is_due_and_how_much_is_left(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-02", "school", {"voice/grade": "not-our-part", "voice.daily-life": "yes"})

    body = visit().client.get("/returns").get_data(as_text=True)

    assert f"Due {DUE:%A} 6 June 2030" in body
    assert "Not started · about" in body
    assert "1 of 10 sections done · about" in body


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

    body = visit().client.get("/returns").get_data(as_text=True)

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
    assert words in status_of(scene, visit())


def test_a_withdrawn_child_needs_nothing_more(visit: Visit, scene: Scene) -> None:
    scene.change_case("SYV30-01", CaseState.WITHDRAWN)
    visitor = visit()

    assert "no longer part of the audit" in status_of(scene, visitor)
    assert "Nothing more is needed from you" in text_of(visitor, "/copy")


# --- Writing ---


def test_nothing_to_add_saves_what_was_typed_and_keeps_a_chosen_grade(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()
    form = visitor.open("voice")

    visitor.save("voice", form, {"voice/grade": "good", "voice/reason": "So."}, then="nothing")

    again = visitor.open("voice")
    assert again["voice/grade"] == ["good"]
    assert again["voice/reason"] == ["So."]
    assert again["voice/nothing"] == ["yes"]


def test_nothing_to_add_can_be_taken_back_and_a_line_takes_it_back(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()
    visitor.save("voice", visitor.open("voice"), then="nothing")
    assert "You have nothing to add here" in text_of(visitor, "/sections/voice")

    visitor.save("voice", visitor.open("voice"), {LINE: "After all."})
    assert "You have nothing to add here" not in text_of(visitor, "/sections/voice")

    visitor.save("voice", visitor.open("voice"), {LINE: ""}, then="something")
    assert visitor.open("voice")["voice/nothing"] == [""]


def test_an_audit_without_grades_asks_for_none(app: Flask, database: Database) -> None:
    scene = make_scene(database, scale=None)
    worker = scene.practitioners["school"]
    visitor = Visitor(sign_in_client(app, database, worker), scene, "SYV30-01", "school")

    assert "Our own part in this section" not in text_of(visitor, "/sections/voice")
    entries = complete_entries(TOOL, KINDS["school"], lead=False)
    scene.answer(
        "SYV30-01", "school", {p: v for p, v in entries.items() if not p.endswith("/grade")}
    )
    assert "All 10 sections are done" in text_of(visitor, "/check")


def test_a_question_opened_by_an_answer_is_shown_before_the_next_section(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit(agency="police")

    answer = visitor.save("justice", visitor.open("justice"), {"justice.arrested": "yes"})

    assert "/sections/justice#justice." in answer.location


def test_a_section_that_the_return_does_not_have_is_absent(visit: Visit) -> None:
    visitor = visit()
    assert visitor.get("/sections/details").status_code == 404  # The lead agency's alone.
    assert visitor.get("/sections/none").status_code == 404
    form = visitor.open("voice")
    assert visitor.save("none", form).status_code == 404


def test_a_place_of_work_leads_to_the_first_section_that_lacks_something(
    visit: Visit, scene: Scene
) -> None:
    scene.answer("SYV30-01", "school", {"voice/nothing": "yes", "voice/grade": "not-our-part"})
    visitor = visit()
    assert visitor.get("").location.endswith("/sections/identification")
    complete(scene)
    assert visitor.get("").location.endswith("/check")
    scene.change_return("SYV30-01", "school", ReturnStatus.SUBMITTED)
    assert visitor.get("").location.endswith("/copy")
    assert visitor.get("/sections/voice").location.endswith("/copy")
    assert visitor.get("/check").location.endswith("/copy")


def test_titles_name_the_case_by_its_number_and_never_by_its_reference(visit: Visit) -> None:
    visitor = visit()
    for rest in ("/sections/voice", "/check", "/copy", "/concern", "/sent"):
        title = text_of(visitor, rest).split("<title>")[1].split("</title>")[0]
        assert "Case 1 of 2" in title
        assert "SYV30" not in title


# --- Checking and sending ---


def test_what_is_left_leads_to_its_very_box(visit: Visit) -> None:
    visitor = visit()
    body = text_of(visitor, "/check")
    assert f"/returns/{visitor.return_id}/sections/voice#voice.daily-life" in body
    assert f"/returns/{visitor.return_id}/sections/voice#voice_grade" in body
    section = text_of(visitor, "/sections/voice")
    assert 'id="voice.daily-life"' in section
    assert 'id="voice_grade"' in section


def test_a_return_that_lacks_something_is_not_sent(visit: Visit) -> None:
    visitor = visit()
    answer = visitor.post("/check", declared="yes")
    assert answer.status_code == 422
    assert "still to do" in answer.get_data(as_text=True)


def test_a_return_is_sent_only_when_declared(visit: Visit, scene: Scene) -> None:
    complete(scene)
    visitor = visit()

    refused = visitor.post("/check")
    sent = visitor.post("/check", declared="yes")

    assert refused.status_code == 422
    assert 'href="#declared"' in refused.get_data(as_text=True)
    assert sent.location.endswith("/sent")
    assert "Sent" in text_of(visitor, "/sent")
    assert "has been sent and is locked" in text_of(visitor, "/copy")


def test_a_marked_text_is_gone_through_before_sending_and_that_is_in_the_history(
    visit: Visit, scene: Scene
) -> None:
    complete(scene, **{LINE: MARKED})
    visitor = visit()
    form = read_form(text_of(visitor, "/check"))
    tick = f"1:{LINE}"
    assert tick in text_of(visitor, "/check")

    refused = visitor.client.post(visitor.address("/check"), data={**form, "declared": "yes"})
    sent = visitor.client.post(
        visitor.address("/check"), data={**form, "declared": "yes", "kept": tick}
    )

    assert refused.status_code == 422
    assert "could identify somebody" in refused.get_data(as_text=True)
    assert sent.status_code == 303
    with scene.database.reading() as session:
        content = session.scalars(
            select(HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.what == "return.submitted")
        ).one()
    assert json.loads(content) == {"declared": True, "kept knowingly": [LINE]}


def test_a_text_that_changed_after_it_was_kept_is_gone_through_again(
    visit: Visit, scene: Scene
) -> None:
    complete(scene, **{LINE: MARKED})
    scene.answer("SYV30-01", "school", {LINE: "Seen at LS1 4AP."})

    answer = visit().post("/check", declared="yes", kept=f"1:{LINE}")

    assert answer.status_code == 422


def test_a_tick_that_is_none_of_the_page_s_is_refused(visit: Visit, scene: Scene) -> None:
    complete(scene)
    assert visit().post("/check", declared="yes", kept="x").status_code == 422


def test_a_return_is_sent_once(visit: Visit, scene: Scene) -> None:
    scene.send("SYV30-01", "school")
    assert visit().post("/check", declared="yes").status_code == 403


def test_a_reopened_return_says_why(visit: Visit, scene: Scene) -> None:
    scene.send("SYV30-01", "school")
    assert scene.coordinator
    visitor = visit()
    operations.reopen_return(
        scene.database, by=scene.coordinator, return_id=visitor.return_id, reason="Say more."
    )

    for rest in ("/sections/voice", "/check"):
        assert "Say more." in text_of(visitor, rest)
    assert "Reopened" in status_of(scene, visitor)


def test_not_known_to_us_is_refused_once_the_return_is_sent(visit: Visit, scene: Scene) -> None:
    scene.send("SYV30-01", "school")
    assert visit().post("/not-known").status_code == 403


# --- The own copy ---


def test_the_own_copy_holds_every_answer_line_and_grade(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-01", "school", {
        "voice.daily-life": "partly",
        "voice.daily-life/seen": "Pastoral log",
        LINE: "The tutor listened.",
        "voice/development/1": "Nobody rang back.",
        "voice/development/1/cause": "capacity-or-waiting",
        "voice/grade": "good",
    })  # fmt: skip

    body = text_of(visit(), "/copy")

    for text in ("Partly", "Pastoral log", "The tutor listened.", "Nobody rang back.",
                 "capacity or waiting time", "Good", "Not answered"):  # fmt: skip
        assert text in body


# --- Giving to colleagues ---


def test_a_lead_gives_a_return_in_place_of_those_who_had_it(
    visit: Visit, database: Database, scene: Scene
) -> None:
    new = factories.make_person(
        database, scene.partnership, Grant(Role.PRACTITIONER, "school"), name="New Person"
    )
    lead = visit(scene.leads["school"])

    answer = lead.post("/people", people=[str(new.id)])

    assert answer.status_code == 303
    assert visit(new).get("/sections/voice").status_code == 200
    assert visit().get("/sections/voice").status_code == 404


@pytest.mark.parametrize("stranger", ["police", "nobody"])
def test_a_return_is_given_only_to_people_of_the_agency(
    visit: Visit, scene: Scene, stranger: str
) -> None:
    who = str(scene.practitioners["police"].id) if stranger == "police" else "not an id"
    answer = visit(scene.leads["school"]).post("/people", people=[who])
    assert answer.status_code == 422
    assert "Choose people of your own agency" in answer.get_data(as_text=True)
    assert visit().get("/sections/voice").status_code == 200


def test_only_the_agency_s_own_lead_gives_its_returns(visit: Visit, scene: Scene) -> None:
    other_lead = visit(scene.leads["police"], agency="school")
    assert other_lead.get("/people").status_code == 404
    assert other_lead.post("/people").status_code == 404
    assert visit().get("/people").status_code == 403


# --- Absent and out of reach ---


@pytest.mark.parametrize("rest", ["", "/sections/voice", "/check", "/copy", "/concern", "/sent"])
def test_another_agency_s_return_reads_as_an_absent_one(
    visit: Visit, scene: Scene, rest: str
) -> None:
    visitor = visit(agency="police")
    bodies = []
    for return_id in (scene.returns["SYV30-01", "school"], scene.audit):
        answer = visitor.client.get(f"/returns/{return_id}{rest}")
        assert answer.status_code == 404
        body = answer.get_data(as_text=True).split("Reference")[0]
        bodies.append(re.sub(r'(nonce|value)="[^"]+"', "", body))
    assert bodies[0] == bodies[1]


def test_another_agency_s_return_stays_another_s_when_the_case_is_open(
    visit: Visit, scene: Scene
) -> None:
    scene.change_case("SYV30-01", CaseState.OPEN)
    visitor = visit(scene.practitioners["police"], agency="school")
    assert visitor.get("/copy").status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR, Role.BOARD_MEMBER])
def test_returns_are_for_agencies(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).get("/returns").status_code == 403
