"""What stands between a return and being sent."""

import json

from sqlalchemy import select

from app.db.models.history import HistoryContent, HistoryEvent
from app.operations import returns as operations
from audit_tools.cases import CaseState
from tests.app.page_forms import read_form
from tests.app.returns.conftest import Visit
from tests.scenes import Scene

MARKED = "Nobody rang back on 03/04/2025."
LINE = "voice/strength/1"


def test_what_is_left_leads_to_its_very_box(visit: Visit) -> None:
    visitor = visit()
    body = visitor.read("/check")
    assert f"/returns/{visitor.return_id}/sections/voice#voice.daily-life" in body
    assert f"/returns/{visitor.return_id}/sections/voice#voice_grade" in body
    section = visitor.read("/sections/voice")
    assert 'id="voice.daily-life"' in section
    assert 'id="voice_grade"' in section


def test_a_return_that_lacks_something_is_not_sent(visit: Visit) -> None:
    visitor = visit()
    answer = visitor.post("/check", declared="yes")
    assert answer.status_code == 422
    assert "still to do" in answer.get_data(as_text=True)


def test_a_return_is_sent_only_when_declared(visit: Visit, scene: Scene) -> None:
    scene.complete("SYV30-01", "school")
    visitor = visit()

    refused = visitor.post("/check")
    sent = visitor.post("/check", declared="yes")

    assert refused.status_code == 422
    assert 'href="#declared"' in refused.get_data(as_text=True)
    assert sent.location.endswith("/sent")
    assert "Sent" in visitor.read("/sent")
    assert "has been sent and is locked" in visitor.read("/copy")


def test_a_marked_text_is_gone_through_before_sending_and_that_is_in_the_history(
    visit: Visit, scene: Scene
) -> None:
    scene.complete("SYV30-01", "school", {LINE: MARKED})
    visitor = visit()
    form = read_form(visitor.read("/check"))
    tick = f"1:{LINE}"
    assert tick in visitor.read("/check")

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


def test_a_text_with_several_marks_is_shown_once_with_all_of_them(
    visit: Visit, scene: Scene
) -> None:
    text = f"{'x' * 70}{MARKED} {'y' * 130} Rung from LS1 4AP on 05/04/2025.{'z' * 70}"
    scene.complete("SYV30-01", "school", {LINE: text})

    body = visit().read("/check")

    for shown in ("<mark>03/04/2025</mark>", "<mark>LS1 4AP</mark>", "<mark>05/04/2025</mark>"):
        assert body.count(shown) == 1
    assert body.count("Nobody rang back on") == body.count("It can stay") == 1
    assert body.count("This looks like a date of birth. This looks like a postcode.") == 1
    # What is far from any mark is left out.
    assert body.count("…") == 3
    assert max(body.count("x" * 60), body.count("y" * 61), body.count("z" * 61)) <= 1


def test_a_text_that_changed_after_it_was_kept_is_gone_through_again(
    visit: Visit, scene: Scene
) -> None:
    scene.complete("SYV30-01", "school", {LINE: MARKED})
    scene.answer("SYV30-01", "school", {LINE: "Seen at LS1 4AP."})

    answer = visit().post("/check", declared="yes", kept=f"1:{LINE}")

    assert answer.status_code == 422


def test_a_tick_that_is_none_of_the_page_s_is_refused(visit: Visit, scene: Scene) -> None:
    scene.complete("SYV30-01", "school")
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
        assert "Say more." in visitor.read(rest)
    assert "Reopened" in visitor.read_list()


def test_not_known_to_us_is_undone_on_the_page_that_follows(visit: Visit, scene: Scene) -> None:
    visitor = visit()
    answer = visitor.post("/not-known")
    assert answer.location == visitor.address("/copy")
    assert f'action="{visitor.address("/known")}"' in visitor.read("/copy")

    visitor.post("/known")

    assert f'action="{visitor.address("/known")}"' not in visitor.read("/copy")
    assert "Not started" in visitor.read_list()
    assert scene.told(visitor.return_id) == ["return.not-known", "return.known-after-all"]
    assert visitor.post("/known").status_code == 403
    visitor.post("/not-known")
    scene.change_case("SYV30-01", CaseState.PREPARED)
    assert visitor.post("/known").status_code == 403


def test_what_could_be_put_differently_stands_above_the_button_that_sends(
    visit: Visit, scene: Scene
) -> None:
    scene.complete("SYV30-01", "school", {LINE: "The LGI said he was hard to engage."})
    body = visit().read("/check")
    assert body.index("Words you could put differently") < body.index("I have checked this return")
    assert "Others may not know what LGI stands for." in body


def test_a_text_can_be_kept_only_where_the_return_can_be_sent(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-01", "school", {LINE: MARKED})
    visitor = visit()

    early = visitor.read("/check")
    scene.complete("SYV30-01", "school")
    late = visitor.read("/check")

    assert "<mark>03/04/2025</mark>" in early
    # A tick without a button to send it would be lost.
    assert ('name="kept"' in early, 'name="kept"' in late) == (False, True)


def test_a_child_that_was_opened_by_mistake_can_still_be_said_not_to_be_known(
    visit: Visit, scene: Scene
) -> None:
    scene.answer("SYV30-01", "school", {LINE: "The tutor listened."})
    visitor = visit()
    assert visitor.address("/not-known") not in visitor.read_list()

    body = visitor.read("/check")
    visitor.post("/not-known")

    assert "Is SYV30-01 really not known to School?" in body
    assert f'action="{visitor.address("/not-known")}"' in body
    assert "This child was not known to you" in visitor.read_list()


def test_not_known_to_us_is_refused_once_the_return_is_sent(visit: Visit, scene: Scene) -> None:
    scene.send("SYV30-01", "school")
    assert visit().post("/not-known").status_code == 403
