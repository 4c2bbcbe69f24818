"""A draft of an audit tool is begun, changed place by place and published in the browser."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.db.models.tools import ToolDraftRow, ToolDraftStepRow
from app.db.tool_drafts import load_draft
from app.db.tools import newest_tools, published_tools
from audit_tools.definition import write_tool
from audit_tools.definition.fields import Holds
from audit_tools.editing.labels import GIVEN
from audit_tools.editing.offers import applies
from audit_tools.editing.places import Document, Part, find, parts_of, read_part, shape_of
from audit_tools.permissions import Role
from audit_tools.tool import AuditTool
from tests import factories
from tests.app.page_forms import Fields, read_form, read_forms
from tests.app.visitors import csrf_of, send, sign_in_client
from tests.wide_tool import wide_tool

KEY = "serious-youth-violence"
SCRIPT = {"X-Requested-With": "fetch"}
QUESTION = "questions/voice.daily-life"


@pytest.fixture
def unit(app: Flask, database: Database, partnership: UUID) -> FlaskClient:
    """Somebody of the Business Unit, where what is shipped is published."""
    client = somebody(app, database, partnership)
    send(client, "/tools/shipped")
    return client


def somebody(app: Flask, database: Database, partnership: UUID) -> FlaskClient:
    person = factories.make_person(database, partnership, Role.COORDINATOR)
    client: FlaskClient = sign_in_client(app, database, person)
    return client


@pytest.fixture
def draft(unit: FlaskClient, database: Database, partnership: UUID) -> str:
    """The address of the draft of a next version."""
    begun = send(unit, f"/tools/{version_id(database, partnership)}/next")
    return str(begun.location).removesuffix("/edit")


def version_id(database: Database, partnership: UUID) -> UUID:
    with database.reading() as session:
        found = published_tools(session, partnership).items()
    return next(id for id, tool in found if tool.key == KEY)


def newest(database: Database, partnership: UUID, key: str = KEY) -> AuditTool:
    with database.reading() as session:
        return newest_tools(session, partnership)[key]


def document(database: Database, partnership: UUID, draft: str) -> Document:
    with database.reading() as session:
        return load_draft(session, partnership, UUID(draft.rpartition("/")[2])).document


def versions_on(client: FlaskClient, address: str) -> dict[str, str]:
    """The marks of what a page shows, by field."""
    form = read_form(client.get(address).text)
    return {name: value[0] for name, value in form.items() if name.startswith("version:")}


def fill_in(
    client: FlaskClient, draft: str, part: str, seen: dict[str, str], **texts: str
) -> TestResponse:
    """Fill in fields of a part as the page's script does."""
    fields = {"page": part, "csrf_token": csrf_of(client)}
    for name, text in texts.items():
        place = f"{part}/{name}" if part else name
        fields |= {place: text, f"version:{place}": seen[f"version:{place}"]}
    return client.post(f"{draft}/save", data=fields, headers=SCRIPT)


def form_on(page: str, draft: str) -> Fields:
    """What the page of a part would send if its button were pressed."""
    form = read_forms(page)[f"{draft}/save"]
    return {name: value for name, value in form.items() if name != "csrf_token"}


def test_next_quarters_tool_is_made_of_last_quarters_and_published(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    page = f"{draft}/edit/{QUESTION}"
    seen = versions_on(unit, page)
    saved = fill_in(unit, draft, QUESTION, seen, text="Did somebody listen?").get_json()
    place = f"{QUESTION}/text"
    assert re.fullmatch(r"\d\d:\d\d", saved["saved"])
    assert saved["versions"] == {place: versions_on(unit, page)[f"version:{place}"]}
    shown = unescape(unit.get(f"{page}?as=education").text)
    assert shown.count("Did somebody listen?") >= 3  # the title, its box, and as it will be asked

    changes = unescape(unit.get(draft).text)
    assert "Did somebody listen?" in changes
    why = {"voice.daily-life": "no", "voice.daily-life/why": "It asks of listening."}
    published = send(unit, f"{draft}/publish", **why)
    assert published.status_code == 303
    tool = newest(database, partnership)
    assert (tool.version, tool.question("voice.daily-life").text) == (2, "Did somebody listen?")
    with database.reading() as session:
        assert session.scalars(select(ToolDraftRow)).all() == []
        assert session.scalars(select(ToolDraftStepRow)).all() == []
        told = session.scalars(select(HistoryEvent.what)).all()
    assert {"tool-draft.begun", "tool-draft.changed", "tool.published"} <= set(told)


def test_a_question_is_shown_at_first_as_one_of_those_who_are_asked_sees_it(
    unit: FlaskClient, draft: str
) -> None:
    page = f"{draft}/edit/{QUESTION}"
    assert "As Children&#39;s social care will be asked" in unit.get(page).text
    shown = unit.get(page, query_string={"as": "police"}).text
    assert "As Police will be asked" in shown
    assert 'data-question="voice.daily-life"' not in shown
    assert "As Children&#39;s social care" in unit.get(page, query_string={"as": "army"}).text


def test_what_is_new_says_of_whom_it_is_asked_how_and_when(unit: FlaskClient, draft: str) -> None:
    new = send(unit, f"{draft}/add", holder="sections/voice", list="questions",
               after="voice.language", words="Who listened?").location  # fmt: skip
    part = str(new).removeprefix(f"{draft}/edit/")
    fill_in(unit, draft, part, versions_on(unit, new), kinds="education", type="text")
    page = f"{draft}/when/{part}"
    form = read_forms(unit.get(page, query_string={"subject": "case:age_band"}).text)[page]
    age = {"subject": "case:age_band", "way": "one_of", "given:one_of": "13-15"}
    send(unit, page, **{"seen": form["seen"][0], "deed": "put", "at": ""} | age)
    said = unescape(unit.get(draft).text)
    assert (
        "Asked of Education. Answered by a short text. Asked only where the case's age band is "
        "13-15." in said
    )
    whole = unescape(unit.get(f"{draft}/as/education").text)
    inside = rf'data-question="{part.partition("/")[2]}"[^>]*>\s*<p [^>]*>Asked only where'
    assert re.search(inside, whole)


def test_a_draft_in_which_nothing_changed_is_not_published(unit: FlaskClient, draft: str) -> None:
    refused = send(unit, f"{draft}/publish")
    assert refused.status_code == 422
    assert "This says the same as version 1." in refused.text


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


def test_an_unfinished_draft_is_kept_lists_what_it_lacks_and_is_not_published(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    added = send(unit, f"{draft}/add", holder="sections/voice", list="questions", after="",
                 words="Who was with the child?")  # fmt: skip
    assert added.location == f"{draft}/edit/questions/voice.child"
    outline = unescape(unit.get(f"{draft}/edit").text)
    assert "1 thing to finish before it can be published" in outline
    assert f'href="{draft}/edit/questions/voice.child#questions_voice.child_kinds"' in outline
    beside = unescape(unit.get(added.location).text)
    assert "Nobody is asked." in beside
    assert "1 part of the tool is not finished and not shown." in beside
    refused = send(unit, f"{draft}/publish")
    assert refused.status_code == 422
    assert "One thing is left to finish" in refused.text
    assert newest(database, partnership).version == 1


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


def test_versions_of_one_tool_stand_together_the_newest_first(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    like = send(unit, f"/tools/{version_id(database, partnership)}/like", title="Other").location
    send(unit, f"{str(like).removesuffix('/edit')}/publish")
    fill_in(unit, draft, "", versions_on(unit, f"{draft}/edit"), about="Otherwise")
    send(unit, f"{draft}/publish")
    listed = re.findall(r"<a [^>]*>([^<]+)</a><br>\s*<span class=\"gt-quiet\">Version (\d)",
                        unit.get("/tools").text)  # fmt: skip
    title = newest(database, partnership).title
    assert [number for name, number in listed if name == title] == ["2", "1"]
    at = [name for name, _ in listed].index(title)
    assert [name for name, _ in listed][at + 1] == title


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
    page = f"{draft}/when/{part}"
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


def test_two_people_who_change_when_it_is_asked_see_both_and_choose(
    app: Flask, unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    other = somebody(app, database, partnership)
    page = f"{draft}/when/{QUESTION}"
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
                and applies(find(held, part) or {}, field)
            ):
                assert f'name="version:{part.place(field.name)}"' in shown.text
    assert document(database, partnership, brought.location) == held


TYPED = frozenset(Holds) - {Holds.PARTS, Holds.PARTS_BY_WORD, Holds.PART, Holds.CONDITIONS}


def test_a_question_is_carried_into_another_section_and_back_by_undoing(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    before = document(database, partnership, draft)
    page = unit.get(f"{draft}/edit/{QUESTION}").text
    assert "There it is a new question" in page
    carried = send(unit, f"{draft}/carry", part=QUESTION, section="family")
    assert carried.location == f"{draft}/edit/questions/family.daily-life"
    assert "There it is a new question" not in unit.get(carried.location).text
    assert send(unit, f"{draft}/carry", part=QUESTION, section="family").status_code == 409
    same = send(unit, f"{draft}/carry", part="questions/family.daily-life", section="family")
    assert "Choose another section." in unit.get(same.location).text
    send(unit, f"{draft}/undo")
    assert document(database, partnership, draft) == before


def test_a_draft_follows_the_version_that_was_published_meanwhile(
    app: Flask, unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    other = somebody(app, database, partnership)
    begun = send(other, f"/tools/{version_id(database, partnership)}/next").location
    theirs = begun.removesuffix("/edit")
    seen = versions_on(unit, f"{draft}/edit/{QUESTION}")
    fill_in(unit, draft, QUESTION, seen, guidance="In any way.", look_for="Who listened")
    fill_in(other, theirs, QUESTION, seen, guidance="By anybody.", text="Was the child heard?")
    same = {"voice.daily-life": "yes", "voice.daily-life/why": "Plainer."}
    assert send(other, f"{theirs}/publish", **same).status_code == 303

    refused = send(unit, f"{draft}/publish", **same)
    assert refused.status_code == 409
    assert "Let this draft follow version 2" in refused.text
    followed = unescape(unit.get(send(unit, f"{draft}/follow").location).text)
    assert "so this is not among it: Guidance, in “1.1" in followed
    held = find(document(database, partnership, draft), read_part(QUESTION)) or {}
    assert (held["text"], held["guidance"], held["look_for"]) == (
        "Was the child heard?",
        "By anybody.",
        "Who listened",
    )
    again = send(unit, f"{draft}/follow")
    assert again.status_code == 409
    assert "No version was published meanwhile." in again.text
    assert send(unit, f"{draft}/publish").status_code == 303
    assert newest(database, partnership).version == 3


def test_no_version_gives_the_key_of_something_that_was_dropped_again(
    app: Flask, unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    """Two drafts gave one key to two questions; one of these was published, and dropped since."""
    other = somebody(app, database, partnership)

    def begin() -> str:
        begun = send(other, f"/tools/{version_id(database, partnership)}/next").location
        return str(begun).removesuffix("/edit")

    def add_seen(client: FlaskClient, to: str) -> str:
        new = send(client, f"{to}/add", holder="sections/voice", list="questions",
                   words="Who saw the child?").location  # fmt: skip
        fill_in(client, to, "questions/voice.saw-child", versions_on(client, new), kinds="housing")
        return str(new)

    add_seen(unit, draft)
    second = begin()
    add_seen(other, second)
    assert send(other, f"{second}/publish").status_code == 303
    third = begin()
    page = other.get(f"{third}/edit/questions/voice.saw-child").text
    out = re.search(r'value="(questions/voice.saw-child:[0-9a-f]+)"', page)
    assert out is not None
    send(other, f"{third}/take-out", part=out[1])
    assert send(other, f"{third}/publish").status_code == 303

    send(unit, f"{draft}/follow")
    refused = send(unit, f"{draft}/publish")
    assert refused.status_code == 422
    assert "“Who saw the child?” has the key of something that was dropped." in refused.text


def test_a_draft_from_a_file_follows_no_other_version_than_its_own(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    tool = replace(newest(database, partnership), about="In other words")
    file = (BytesIO(write_tool(tool).encode()), "tool.yaml")
    brought = send(unit, "/tools/drafts/new", file=file).location
    fill_in(unit, draft, "", versions_on(unit, f"{draft}/edit"), about="Otherwise")
    assert send(unit, f"{draft}/publish").status_code == 303
    refused = send(unit, f"{brought}/follow")
    assert refused.status_code == 409
    assert "This draft came from a file." in refused.text
    assert document(database, partnership, brought)["about"] == "In other words"


def test_a_tool_is_made_from_nothing_and_published(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    theme_list = newest(database, partnership).theme_list
    begun = send(unit, "/tools/new", title="Neglect", theme_list=theme_list).location
    new = begun.removesuffix("/edit")
    section = send(unit, f"{new}/add", list="sections", words="What was seen").location
    assert section == f"{new}/edit/sections/seen"
    added = send(unit, f"{new}/add", holder="sections/seen", list="questions",
                 words="Was the child seen alone?")  # fmt: skip
    part = added.location.removeprefix(f"{new}/edit/")
    fill_in(unit, new, part, versions_on(unit, added.location), kinds="police", type="single")
    for words in ("Yes", "No", "Once"):
        answer = send(unit, f"{new}/add", holder=part, list="choices", words=words, page=part)
        assert answer.location.startswith(f"{added.location}#")
    assert send(unit, f"{new}/publish").status_code == 303
    tool = newest(database, partnership, "neglect")
    assert [choice.key for choice in tool.questions[0].choices] == ["once", "no", "yes"]


def test_a_new_tool_is_made_from_one_that_is_there_and_from_nothing(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    from_it = f"/tools/{version_id(database, partnership)}/like"
    assert send(unit, from_it, title=" ").status_code == 422
    like = send(unit, from_it, title="Neglect").location.removesuffix("/edit")
    made = document(database, partnership, like)
    assert (made["key"], made["version"], made["title"]) == ("neglect", 1, "Neglect")
    assert send(unit, f"{like}/publish").status_code == 303
    assert newest(database, partnership, "neglect").title == "Neglect"

    theme_list = newest(database, partnership).theme_list
    assert send(unit, "/tools/new", title="", theme_list=theme_list).status_code == 422
    new = send(unit, "/tools/new", title="Neglect", theme_list=theme_list).location
    page = unescape(unit.get(new).text)
    assert "to finish before it can be published" in page
    assert document(database, partnership, new.removesuffix("/edit"))["key"] == "neglect-2"


@pytest.mark.parametrize(
    "path",
    ["/edit/questions", "/edit/nothing/x", "/edit/questions/voice.absent", "/edit/sections/x"],
)
def test_what_no_draft_has_is_not_found(unit: FlaskClient, draft: str, path: str) -> None:
    assert unit.get(f"{draft}{path}").status_code == 404


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
