"""Steps in a draft are undone and done again, and two people who change it lose nothing."""

import re
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from audit_tools.editing.places import QUESTIONS, find, listed, read_part
from tests.app.page_forms import read_form, read_forms
from tests.app.tools.editing import (
    QUESTION,
    document,
    fill_in,
    form_on,
    somebody,
    versions_on,
)
from tests.app.visitors import send


def test_two_people_in_different_places_lose_nothing_and_in_the_same_choose(
    app: Flask, unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    other = somebody(app, database, partnership)
    page = f"{draft}/edit/{QUESTION}"
    seen = versions_on(unit, page)
    fill_in(unit, draft, QUESTION, seen, text="Was the child heard?")
    both = fill_in(other, draft, QUESTION, seen, text="Did anybody ask?", guidance="In any way.")
    answer = both.get_json()
    held = find(document(database, partnership, draft), read_part(QUESTION))
    assert held is not None
    assert (held["text"], held["guidance"]) == ("Was the child heard?", "In any way.")
    assert answer["versions"].keys() == {f"{QUESTION}/guidance"}
    [html] = answer["both"].values()
    assert "Was the child heard?" in html
    assert "Did anybody ask?" in html

    chosen = read_form(f"<main><form>{html}</form>")[f"version:{QUESTION}/text"][0]
    seen[f"version:{QUESTION}/text"] = chosen
    fill_in(other, draft, QUESTION, seen, text="Did anybody ask?")
    held = find(document(database, partnership, draft), read_part(QUESTION))
    assert held is not None
    assert held["text"] == "Did anybody ask?"


def test_without_scripts_both_contents_are_shown_and_sending_again_chooses(
    app: Flask, unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    other = somebody(app, database, partnership)
    form = form_on(unit.get(f"{draft}/edit/{QUESTION}").text, draft)
    place = f"{QUESTION}/text"
    assert send(unit, f"{draft}/save", **form | {place: ["Mine"]}).status_code == 303
    clash = send(other, f"{draft}/save", **form | {place: ["Theirs"]})
    assert clash.status_code == 409
    assert "Somebody else changed this at the same time." in clash.text
    again = form_on(clash.text, draft)
    assert again[place] == ["Theirs"]
    assert send(other, f"{draft}/save", **again).status_code == 303
    held = find(document(database, partnership, draft), read_part(QUESTION))
    assert held is not None
    assert held["text"] == "Theirs"


def test_ones_own_last_step_is_undone_and_done_again(
    app: Flask, unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    other = somebody(app, database, partnership)
    before = document(database, partnership, draft)
    seen = versions_on(unit, f"{draft}/edit/{QUESTION}")
    fill_in(unit, draft, QUESTION, seen, text="Was the child heard?")
    fill_in(other, draft, QUESTION, seen, guidance="In any way.")
    undone = send(unit, f"{draft}/undo")
    assert undone.location == f"{draft}/edit/{QUESTION}#questions_voice.daily-life_text"
    held = find(document(database, partnership, draft), read_part(QUESTION)) or {}
    assert held["text"] == (find(before, read_part(QUESTION)) or {})["text"]
    assert held["guidance"] == "In any way."
    send(unit, f"{draft}/redo")
    held = find(document(database, partnership, draft), read_part(QUESTION)) or {}
    assert held["text"] == "Was the child heard?"
    send(unit, f"{draft}/undo")
    send(unit, f"{draft}/undo")  # nothing of one's own is left
    send(other, f"{draft}/undo")
    assert document(database, partnership, draft) == before


def test_what_was_undone_is_not_done_again_after_another_step(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    seen = versions_on(unit, f"{draft}/edit/{QUESTION}")
    fill_in(unit, draft, QUESTION, seen, text="Was the child heard?")
    send(unit, f"{draft}/undo")
    fill_in(unit, draft, QUESTION, seen, guidance="In any way.")
    send(unit, f"{draft}/redo")
    held = find(document(database, partnership, draft), read_part(QUESTION)) or {}
    assert held["text"] != "Was the child heard?"


def test_two_people_who_change_when_it_is_asked_see_both_and_choose(
    app: Flask, unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    other = somebody(app, database, partnership)
    page = f"{draft}/when/show_when/{QUESTION}"
    form = read_forms(unit.get(page, query_string={"subject": "leads"}).text)[page]
    leads = {"seen": form["seen"][0], "deed": "put", "at": "", "subject": "leads"}
    assert send(unit, page, **leads, way="true").status_code == 303
    clash = send(other, page, **leads, way="false")
    assert clash.status_code == 409
    assert "the agency does not lead the case" in clash.text
    assert "The agency leads the case" in clash.text
    seen = read_forms(clash.text)[page]["seen"][0]
    assert send(other, page, **leads | {"seen": seen}, way="false").status_code == 303
    held = find(document(database, partnership, draft), read_part(QUESTION)) or {}
    assert held["show_when"] == [{"leads": True}, {"leads": False}]


def test_a_question_is_carried_into_another_section_and_back_by_undoing(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    before = document(database, partnership, draft)
    carried = send(unit, f"{draft}/carry", part=QUESTION, section="family")
    assert carried.location == f"{draft}/edit/{QUESTION}"
    [*_, last] = listed(
        find(document(database, partnership, draft), read_part("sections/family")) or {}, QUESTIONS
    )
    assert last["key"] == "voice.daily-life"
    same = send(unit, f"{draft}/carry", part=QUESTION, section="family")
    assert "Choose another section." in unit.get(same.location).text
    send(unit, f"{draft}/undo")
    assert document(database, partnership, draft) == before


def test_what_is_written_in_a_question_that_was_taken_out_meanwhile_is_not_lost(
    app: Flask, unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    other = somebody(app, database, partnership)
    page = other.get(f"{draft}/edit/{QUESTION}").text
    seen = versions_on(other, f"{draft}/edit/{QUESTION}")
    out = re.search(rf'value="({QUESTION}:[0-9a-f]+)"', page)
    assert out is not None
    send(unit, f"{draft}/take-out", part=out[1])
    refused = fill_in(other, draft, QUESTION, seen, guidance="Look into the school's record.")
    assert refused.status_code == 422
    said = "This was taken out meanwhile. Undo that to bring it back."
    assert refused.get_json()["problems"] == [{"place": f"{QUESTION}/guidance", "message": said}]
    form = form_on(page, draft) | {f"{QUESTION}/guidance": ["Look into the school's record."]}
    shown = send(other, f"{draft}/save", **form)
    assert shown.status_code == 409
    assert said in shown.text
    assert "Look into the school&#39;s record." in shown.text
    send(unit, f"{draft}/undo")
    assert fill_in(other, draft, QUESTION, seen, guidance="In any way.").status_code == 200
