"""The save protocol over HTTP: nothing acknowledged is lost, and nothing is written twice."""

import pytest
from sqlalchemy import func, select

from app.db import records
from app.db.models.history import HistoryEvent
from app.db.models.records import ClashRow, EntryRow
from audit_tools.cases import CaseState
from audit_tools.errors import Refused
from audit_tools.returns import ReturnStatus
from tests.app.page_forms import read_form
from tests.app.returns.conftest import Visit, Visitor
from tests.scenes import Scene, make_scene

QUESTION = "voice.daily-life"
LINE = "voice/strength/1"


def stored(scene: Scene, visitor: Visitor) -> dict[str, tuple[str, int]]:
    with scene.database.reading() as session:
        entries = records.read_entries(session, scene.partnership, visitor.return_id)
    return {place: (entry.value, entry.version) for place, entry in entries.items()}


def count(scene: Scene, table: type[HistoryEvent] | type[ClashRow] | type[EntryRow]) -> int:
    with scene.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def only(form: dict[str, list[str]], *places: str) -> dict[str, list[str]]:
    """What the page's script sends: the secret, a key, and what was changed."""
    names = {"csrf_token", "edit_key", *places, *(f"version:{place}" for place in places)}
    return {name: value for name, value in form.items() if name in names}


def test_what_was_typed_is_stored_and_leads_to_the_next_section(visit: Visit, scene: Scene) -> None:
    worker = visit()
    form = worker.open("voice")

    answer = worker.save("voice", form, {QUESTION: "partly", LINE: "The tutor listened."})

    assert answer.status_code == 303
    assert answer.location.endswith("/sections/identification")
    assert stored(scene, worker) == {QUESTION: ("partly", 1), LINE: ("The tutor listened.", 1)}


def test_the_same_request_twice_has_one_effect(visit: Visit, scene: Scene) -> None:
    worker = visit()
    form = only(worker.open("voice"), QUESTION)

    first = worker.save("voice", form, {QUESTION: "yes"}, script=True)
    events = count(scene, HistoryEvent)
    second = worker.save("voice", form, {QUESTION: "yes"}, script=True)

    assert first.json
    assert second.json
    assert first.json["versions"] == second.json["versions"]
    assert second.json["clashes"] == []
    assert stored(scene, worker)[QUESTION] == ("yes", 1)
    assert count(scene, HistoryEvent) == events


def test_a_repeated_request_does_not_bring_back_what_was_changed_since(
    visit: Visit, scene: Scene
) -> None:
    worker = visit()
    early = only(worker.open("voice"), QUESTION)
    worker.save("voice", early, {QUESTION: "yes"}, script=True)
    worker.save("voice", only(worker.open("voice"), QUESTION), {QUESTION: "no"}, script=True)

    again = worker.save("voice", early, {QUESTION: "yes"}, script=True)

    assert stored(scene, worker)[QUESTION] == ("no", 2)
    # The page is not told a version for a text that it never showed.
    assert again.json
    assert QUESTION not in again.json["versions"]


def test_what_stands_is_asked_once_however_many_answers_are_saved(
    visit: Visit, scene: Scene, statements: list[str]
) -> None:
    worker = visit()
    worker.save("voice", worker.open("voice"), {QUESTION: "yes", LINE: "The tutor listened."})
    asked = []
    for places in ((LINE,), (LINE, "voice/strength/2", "voice/strength/3")):
        form = only(worker.open("voice"), *places)
        statements.clear()
        changed = dict.fromkeys(places, f"Written in {len(places)}.")
        assert worker.save("voice", form, changed, script=True).status_code == 200
        asked.append(sum(one.startswith("SELECT") for one in statements))
    assert asked[0] == asked[1]


def test_an_unchanged_value_is_not_written(visit: Visit, scene: Scene) -> None:
    worker = visit()
    worker.save("voice", worker.open("voice"), {LINE: "The tutor listened."})
    events = count(scene, HistoryEvent)

    worker.save("voice", worker.open("voice"))

    assert stored(scene, worker) == {LINE: ("The tutor listened.", 1)}
    assert count(scene, HistoryEvent) == events


def test_a_box_that_nobody_touched_does_not_clash_with_what_a_colleague_changed(
    visit: Visit, scene: Scene
) -> None:
    worker = visit()
    worker.save("voice", worker.open("voice"), {LINE: "The tutor listened."})
    opened_early = worker.open("voice")
    worker.save("voice", worker.open("voice"), {LINE: "The tutor listened and wrote it down."})

    answer = worker.save("voice", opened_early, {QUESTION: "yes"})

    assert answer.status_code == 303
    assert stored(scene, worker)[LINE] == ("The tutor listened and wrote it down.", 2)


def test_a_clash_keeps_both_texts_and_shows_them(visit: Visit, scene: Scene) -> None:
    worker, lead = visit(), visit(scene.leads["school"])
    mine, theirs = worker.open("voice"), lead.open("voice")
    lead.save("voice", theirs, {LINE: "What the lead wrote."})

    answer = worker.save("voice", mine, {LINE: "What the worker wrote.", QUESTION: "yes"})

    body = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "What the lead wrote." in body
    assert "What the worker wrote." in body
    assert stored(scene, worker)[LINE] == ("What the lead wrote.", 1)
    assert stored(scene, worker)[QUESTION] == ("yes", 1)


@pytest.mark.parametrize(
    ("choice", "stands"), [("keep", "What the lead wrote."), ("take", "What the worker wrote.")]
)
def test_choosing_between_two_texts_settles_the_clash(
    visit: Visit, scene: Scene, choice: str, stands: str
) -> None:
    worker, lead = visit(), visit(scene.leads["school"])
    mine = worker.open("voice")
    lead.save("voice", lead.open("voice"), {LINE: "What the lead wrote."})
    shown = worker.save("voice", mine, {LINE: "What the worker wrote."}).get_data(as_text=True)
    button = shown.split(f'value="{choice}:')[1].split('"')[0]

    answer = worker.save("voice", read_form(shown), then=f"{choice}:{button}")

    assert answer.status_code == 303
    assert stored(scene, worker)[LINE][0] == stands
    assert "Two people wrote here" not in worker.get("/sections/voice").get_data(as_text=True)


def test_a_clash_must_be_settled_before_the_return_is_sent(visit: Visit, scene: Scene) -> None:
    worker, lead = visit(), visit(scene.leads["school"])
    mine = worker.open("voice")
    lead.save("voice", lead.open("voice"), {LINE: "What the lead wrote."})
    worker.save("voice", mine, {LINE: "What the worker wrote."}, script=True)

    with pytest.raises(Refused, match="still to do"):
        scene.send("SYV30-01", "school")
    assert "Two people wrote here" in worker.get("/check").get_data(as_text=True)


def test_a_page_that_saves_by_itself_is_told_of_a_clash(visit: Visit, scene: Scene) -> None:
    worker, lead = visit(), visit(scene.leads["school"])
    mine = only(worker.open("voice"), LINE)
    lead.save("voice", lead.open("voice"), {LINE: "What the lead wrote."})

    answer = worker.save("voice", mine, {LINE: "What the worker wrote."}, script=True)

    assert answer.status_code == 200
    assert answer.json
    assert answer.json["clashes"] == [LINE]
    assert LINE not in answer.json["versions"]
    assert count(scene, ClashRow) == 1


def test_an_answer_is_taken_back_without_scripts(visit: Visit, scene: Scene) -> None:
    worker = visit()
    worker.save("voice", worker.open("voice"), {QUESTION: "yes"})

    answer = worker.save("voice", worker.open("voice"), then=f"clear:{QUESTION}")

    assert answer.location.endswith(f"/sections/voice#{QUESTION}")
    assert stored(scene, worker)[QUESTION] == ("", 2)


def test_a_marked_text_is_saved_and_the_page_is_told(visit: Visit, scene: Scene) -> None:
    worker = visit()
    text = "Born 03/04/2011, seen at LS1 4AP"

    answer = worker.save("voice", only(worker.open("voice"), LINE), {LINE: text}, script=True)

    assert answer.json
    told = answer.json["marks"][LINE]
    assert "This looks like a date of birth. This looks like a postcode." in told
    assert f'value="put:{LINE}:a place:LS1 4AP"' in told
    assert stored(scene, worker)[LINE] == (text, 1)


@pytest.mark.parametrize("status", [ReturnStatus.SUBMITTED, ReturnStatus.MISSING])
def test_a_closed_return_refuses_an_answer_and_gives_the_text_back(
    visit: Visit, scene: Scene, status: ReturnStatus
) -> None:
    worker = visit()
    form = worker.open("voice")
    scene.change_return("SYV30-01", "school", status)

    answer = worker.save("voice", form, {LINE: "Half an hour of work."})

    assert answer.status_code == 403
    assert "Half an hour of work." in answer.get_data(as_text=True)
    assert stored(scene, worker) == {}


def test_the_return_of_a_prepared_case_refuses_an_answer(visit: Visit, scene: Scene) -> None:
    worker = visit()
    form = worker.open("voice")
    scene.change_case("SYV30-01", CaseState.PREPARED)

    answer = worker.save("voice", only(form, QUESTION), {QUESTION: "yes"}, script=True)

    assert answer.status_code == 403
    assert answer.json
    assert "closed" in answer.json["message"]
    assert stored(scene, worker) == {}


# What cannot be stored, and a word of the sentence that says why.
BAD = {
    "unknown question": ("voice.no-such", "yes", "not part of the section"),
    "question of another kind of agency": ("voice.feel-safer", "yes", "not asked"),
    "answer outside its scale": (QUESTION, "perhaps", "Choose Yes"),
    "grade of another scale": ("voice/grade", "strong", "Choose one of the grades"),
    "unknown cause": ("voice/development/1/cause", "bad-luck", "Choose why it happened"),
    "a 31st line": ("voice/strength/100", "A line", "no such place"),
    "a place of another section": ("planning/grade", "good", "not part of the section"),
    "too long": (LINE, "x" * 20_001, "20,000"),
}


@pytest.mark.parametrize(("place", "value", "why"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("script", [True, False], ids=["by itself", "by button"])
def test_what_cannot_be_stored_is_refused_whole(
    visit: Visit, scene: Scene, place: str, value: str, why: str, script: bool
) -> None:
    worker = visit()
    form = worker.open("voice") | {f"version:{place}": ["0-x"]}
    typed = {place: value, "voice/strength/2": "A line beside it."}

    answer = worker.save("voice", form, typed, script=script)

    assert answer.status_code == 422
    body = answer.get_data(as_text=True)
    assert why in body
    assert stored(scene, worker) == {}
    if not script:
        assert "There is a problem" in body
        assert "A line beside it." in body


def test_what_was_typed_stays_in_its_box_when_something_is_wrong(visit: Visit) -> None:
    worker = visit()

    answer = worker.save(
        "voice", worker.open("voice"), {LINE: "x" * 20_001, "voice/reason": "Because."}
    )

    form = read_form(answer.get_data(as_text=True))
    assert form["voice/reason"] == ["Because."]
    assert form[LINE] == ["x" * 20_001]


@pytest.mark.parametrize("broken", [{"edit_key": ""}, {f"version:{QUESTION}": "x"}])
def test_a_form_without_key_or_version_is_refused(
    visit: Visit, scene: Scene, broken: dict[str, str]
) -> None:
    worker = visit()

    answer = worker.save("voice", worker.open("voice"), {QUESTION: "yes"} | broken)

    assert answer.status_code == 422
    assert stored(scene, worker) == {}


def test_a_return_of_another_partnership_is_absent(visit: Visit, scene: Scene) -> None:
    elsewhere = make_scene(scene.database)
    worker = visit()
    theirs = worker.client.get(f"/returns/{elsewhere.returns['SYV30-01', 'school']}/sections/voice")

    assert theirs.status_code == 404


def test_somebody_signed_out_is_told_and_nothing_is_stored(visit: Visit, scene: Scene) -> None:
    worker = visit()
    form = worker.open("voice")
    with worker.client.session_transaction() as cookie:
        cookie.pop("token")

    answer = worker.save("voice", form, {QUESTION: "yes"}, script=True)

    assert answer.status_code == 401
    assert stored(scene, worker) == {}


def test_two_texts_of_twenty_thousand_characters_are_stored(visit: Visit, scene: Scene) -> None:
    worker, long = visit(), "é" * 20_000

    worker.save("voice", worker.open("voice"), {LINE: long, "voice/development/1": long})

    assert stored(scene, worker)[LINE] == (long, 1)
