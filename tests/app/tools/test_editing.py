"""A draft of an audit tool is changed in the browser, place by place."""

import re
from html import unescape
from io import BytesIO
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.engine import Database
from audit_tools.definition import write_tool
from audit_tools.editing.labels import GIVEN
from audit_tools.editing.offers import applies
from audit_tools.editing.places import Part, find, parts_of, read_part, shape_of
from tests.app.page_forms import read_forms
from tests.app.tools.editing import (
    QUESTION,
    TYPED,
    document,
    fill_in,
    form_on,
    newest,
    versions_on,
)
from tests.app.visitors import send
from tests.wide_tool import wide_tool


def test_a_question_is_shown_at_first_as_one_of_those_who_are_asked_sees_it(
    unit: FlaskClient, draft: str
) -> None:
    page = f"{draft}/edit/{QUESTION}"
    assert "As Children&#39;s social care will be asked" in unit.get(page).text
    shown = unit.get(page, query_string={"as": "police"}).text
    assert "As Police will be asked" in shown
    assert 'data-question="voice.daily-life"' not in shown
    assert "As Children&#39;s social care" in unit.get(page, query_string={"as": "army"}).text


def test_questions_are_added_where_one_is_below_a_question_or_last_in_its_section(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    form = read_forms(unit.get(f"{draft}/edit/{QUESTION}").text)[f"{draft}/add"]
    fields = {name: value[0] for name, value in form.items() if name not in ("csrf_token", "words")}
    like = send(unit, f"{draft}/add", **fields, words="And at night?", alike="yes").location
    form = read_forms(unit.get(f"{draft}/edit/sections/voice").text)[f"{draft}/add"]
    fields = {name: value[0] for name, value in form.items() if name not in ("csrf_token", "words")}
    send(unit, f"{draft}/add", **fields, words="What else?")
    held = document(database, partnership, draft)
    voice = find(held, read_part("sections/voice")) or {}
    keys = [one["key"] for one in voice["questions"]]
    assert str(like).endswith(f"questions/{keys[1]}")
    assert (keys[1], keys[-1]) == ("voice.at-night", "voice.else")
    assert voice["questions"][1]["kinds"] == voice["questions"][0]["kinds"]


def test_where_too_much_is_asked_the_page_says_of_whom_and_how_much(
    unit: FlaskClient, draft: str
) -> None:
    for number in range(6):
        new = send(unit, f"{draft}/add", holder="sections/voice", list="questions",
                   words=f"Was it so in month {number}?").location  # fmt: skip
        part = str(new).removeprefix(f"{draft}/edit/")
        fill_in(unit, draft, part, versions_on(unit, new), kinds="education")
    page = unescape(unit.get(new).text)
    assert re.search(r"Education would be asked \d+ questions; the most is 18\.", page)


def test_of_a_question_for_the_lead_the_page_asks_who_is_asked_besides(
    unit: FlaskClient, draft: str
) -> None:
    lead = unit.get(f"{draft}/edit/questions/details.needs").text
    assert "Which kinds of agency are asked besides" in lead
    assert "besides" not in unit.get(f"{draft}/edit/{QUESTION}").text.split("Guidance")[0]


def test_a_question_is_carried_up_and_taken_out(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    send(unit, f"{draft}/move", down=QUESTION)
    changes = unescape(unit.get(draft).text)
    moved = newest(database, partnership).question("voice.daily-life")
    assert f"<strong>Moved.</strong> {moved.number} {moved.text}" in changes
    voice = find(document(database, partnership, draft), read_part("sections/voice")) or {}
    assert [one["key"] for one in voice["questions"][:2]] == [
        "voice.feel-safer",
        "voice.daily-life",
    ]
    button = re.search(
        rf'value="({QUESTION}:[0-9a-f]+)"', unit.get(f"{draft}/edit/{QUESTION}").text
    )
    assert button is not None
    out = send(unit, f"{draft}/take-out", part=button[1])
    assert out.location == f"{draft}/edit"
    assert find(document(database, partnership, draft), read_part(QUESTION)) is None
    assert unit.get(f"{draft}/edit/{QUESTION}").status_code == 404
    stale = send(unit, f"{draft}/take-out", part="questions/voice.feel-safer:another")
    assert stale.status_code == 409


def test_when_a_question_is_asked_is_built_by_choosing(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    part = "questions/voice.feel-safer"
    page = f"{draft}/when/show_when/{part}"
    daily = {"subject": "question:voice.daily-life", "way": "one_of"}
    assert "Can you describe" in unescape(unit.get(page).text)
    offered = unescape(unit.get(page, query_string=daily).text)
    assert 'name="given:one_of" value="partly"' in offered

    def seen() -> str:
        return read_forms(f"<main>{unit.get(page, query_string=daily).text}")[page]["seen"][0]

    def choose(**sent: str) -> TestResponse:
        return send(unit, page, **{"seen": seen(), "deed": "put", "at": ""} | sent)

    nothing = choose(**daily)
    assert nothing.status_code == 422
    assert "Choose at least one." in nothing.text
    assert choose(**daily | {"given:one_of": "yes"}).status_code == 303
    assert choose(subject="leads", way="true").status_code == 303
    joined = choose(deed="any_of", at="0")
    assert joined.location.endswith("?at=0.any_of#choose")
    choose(subject="kinds", way="is", at="0.any_of", **{"given:is": "police"})
    choose(deed="turn", at="1")
    held = find(document(database, partnership, draft), read_part(part)) or {}
    assert held["show_when"] == [
        {"any_of": [{"question": "voice.daily-life", "one_of": ["yes"]}, {"kinds": ["police"]}]},
        {"not": {"leads": True}},
    ]
    said = unescape(unit.get(page).text)
    assert "is answered Yes" in said
    assert "The agency does not lead the case" in said
    send(unit, f"{draft}/undo")
    held = find(document(database, partnership, draft), read_part(part)) or {}
    assert held["show_when"][1] == {"leads": True}


def test_everything_that_a_tool_can_say_has_its_page(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    text = write_tool(wide_tool())
    brought = send(unit, "/tools/drafts/new", file=(BytesIO(text.encode()), "tool.yaml"))
    held = document(database, partnership, brought.location)
    for part, _ in parts_of(held, Part()):
        shown = unit.get(f"{brought.location}/edit/{part.name}", follow_redirects=True)
        assert shown.status_code == 200, part.name
        for field in shape_of(part).fields:
            if (
                field.name not in GIVEN
                and field.holds in TYPED
                and applies(held, find(held, part) or {}, field)
            ):
                assert f'name="version:{part.place(field.name)}"' in shown.text
    assert document(database, partnership, brought.location) == held


@pytest.mark.parametrize(
    "path",
    ["/edit/questions", "/edit/nothing/x", "/edit/questions/voice.absent", "/edit/sections/x"],
)
def test_what_no_draft_has_is_not_found(unit: FlaskClient, draft: str, path: str) -> None:
    assert unit.get(f"{draft}{path}").status_code == 404


def test_what_nobody_fills_in_is_taken_from_nobody(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    before = document(database, partnership, draft)
    for place in (f"{QUESTION}/key", "version", "key", "sections", f"{QUESTION}/comparable_from"):
        sent = {place: "9", f"version:{place}": "x", "page": ""}
        assert send(unit, f"{draft}/save", **sent).status_code == 404
    assert document(database, partnership, draft) == before


def test_what_no_draft_can_hold_is_refused_beside_its_field(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    wait = f"waits/{newest(database, partnership).waits[0].key}"
    seen = versions_on(unit, f"{draft}/edit/{wait}")
    wrong = fill_in(unit, draft, wait, seen, standard_days="soon")
    assert wrong.status_code == 422
    assert wrong.get_json()["problems"] == [
        {"place": f"{wait}/standard_days", "message": "Enter a number, such as 6."}
    ]
    form = form_on(unit.get(f"{draft}/edit/{wait}").text, draft)
    shown = send(unit, f"{draft}/save", **form | {f"{wait}/standard_days": ["soon"]})
    assert shown.status_code == 422
    assert "Enter a number, such as 6." in shown.text


def test_points_are_asked_for_only_where_no_children_are_counted(
    unit: FlaskClient, draft: str
) -> None:
    page = f"{draft}/edit/scales/ofsted"
    assert "/points" not in unit.get(page).text
    fill_in(unit, draft, "counts/it", versions_on(unit, f"{draft}/edit"), one="team", many="teams")
    assert "/points" in unit.get(page).text


def test_all_questions_of_a_section_are_asked_of_the_same_kinds_of_agency(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    page = f"{draft}/edit/sections/voice"
    before = document(database, partnership, draft)
    assert ">Not done</h2>" not in unit.get(page).text
    asked = {"part": "sections/voice"}
    assert send(unit, f"{draft}/ask-all", **asked).location == page
    refused = unit.get(page).text
    assert "Choose which kinds of agency are asked." in refused
    assert ">Not done</h2>" in refused
    assert document(database, partnership, draft) == before
    send(unit, f"{draft}/ask-all", **asked, kinds=["police", "housing"])
    assert "Its questions are asked of these now." in unit.get(page).text
    questions = document(database, partnership, draft)["sections"][1]["questions"]
    assert {tuple(one.get("kinds", ())) for one in questions} == {("police", "housing")}
    again = read_forms(unit.get(page).text)[f"{draft}/ask-all"]
    assert again["kinds"] == ["police", "housing"]
    send(unit, f"{draft}/undo")
    assert document(database, partnership, draft) == before
