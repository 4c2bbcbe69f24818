"""A draft is begun, follows the version that is published, and is published itself."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.db.models.tools import ToolDraftRow, ToolDraftStepRow
from audit_tools.definition import write_tool
from audit_tools.editing.places import find, read_part
from tests.app.page_forms import read_forms
from tests.app.tools.editing import (
    QUESTION,
    document,
    fill_in,
    newest,
    somebody,
    version_id,
    versions_on,
)
from tests.app.visitors import send


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


def test_what_is_new_says_of_whom_it_is_asked_how_and_when(unit: FlaskClient, draft: str) -> None:
    new = send(unit, f"{draft}/add", holder="sections/voice", list="questions",
               after="voice.language", words="Who listened?").location  # fmt: skip
    part = str(new).removeprefix(f"{draft}/edit/")
    said_of_it = {"kinds": "education", "type": "text", "themes": "voice"}
    fill_in(unit, draft, part, versions_on(unit, new), **said_of_it)
    page = f"{draft}/when/show_when/{part}"
    form = read_forms(unit.get(page, query_string={"subject": "case:age_band"}).text)[page]
    age = {"subject": "case:age_band", "way": "one_of", "given:one_of": "13-15"}
    send(unit, page, **{"seen": form["seen"][0], "deed": "put", "at": ""} | age)
    said = unescape(unit.get(draft).text)
    assert (
        "Asked of Education. How it is answered: a short text. Asked only where the case's age "
        "band is 13-15." in said
    )
    assert "Themes: The child's voice" in said
    whole = unescape(unit.get(f"{draft}/as/education").text)
    inside = rf'data-question="{part.partition("/")[2]}"[^>]*>\s*<p [^>]*>Asked only where'
    assert re.search(inside, whole)


def test_a_draft_in_which_nothing_changed_is_not_published(unit: FlaskClient, draft: str) -> None:
    refused = send(unit, f"{draft}/publish")
    assert refused.status_code == 422
    assert "This says the same as version 1." in refused.text


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


def test_a_draft_from_a_file_follows_too(
    unit: FlaskClient, draft: str, database: Database, partnership: UUID
) -> None:
    tool = replace(newest(database, partnership), about="In other words", look_back="Read 12.")
    file = (BytesIO(write_tool(tool).encode()), "tool.yaml")
    brought = send(unit, "/tools/drafts/new", file=file).location
    theirs = {"about": "Otherwise", "definition": "Other children"}
    fill_in(unit, draft, "", versions_on(unit, f"{draft}/edit"), **theirs)
    assert send(unit, f"{draft}/publish").status_code == 303
    followed = unescape(unit.get(send(unit, f"{brought}/follow").location).text)
    assert "so this is not among it: What it is for" in followed
    held = document(database, partnership, brought)
    assert (held["version"], held["look_back"]) == (3, "Read 12.")
    assert {name: held[name] for name in theirs} == theirs


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
    # Its scale is that of a tool about children, whichever else are published.
    assert tool.scales[0].key != "readiness"


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
