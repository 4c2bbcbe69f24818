"""The reason for an answer on the pages of a return: without scripts, kept, and asked for."""

from dataclasses import replace
from html import unescape

import pytest
from flask import Flask

from app.db.engine import Database
from app.operations import discussions
from audit_tools.returns import ReturnStatus
from tests.app.returns.conftest import Visitor
from tests.app.visitors import sign_in_client
from tests.scenes import Scene, make_scene
from tests.wide_tool import wide_tool

REASON = "voice.asked/reason"
WAY = "What stood in the way?"


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database, tool=wide_tool(), cases=["SYV30-01"])


@pytest.fixture
def school(app: Flask, database: Database, scene: Scene) -> Visitor:
    client = sign_in_client(app, database, scene.practitioners["school"])
    return Visitor(client, scene, "SYV30-01", "school")


def test_a_reason_waits_until_its_answer_asks_for_it_and_the_page_comes_back_to_it(
    school: Visitor,
) -> None:
    shut = 'data-why-when="partly|no|no-evidence" hidden'
    assert shut in school.read("/sections/voice")

    saved = school.save("voice", school.open("voice"), {"voice.asked": "no"})

    assert saved.location.endswith("/sections/voice#voice.asked_reason")
    assert shut not in school.read("/sections/voice")
    assert "Say why: question 1.1" in school.read("/check")
    again = school.save("voice", school.open("voice"), {REASON: "Nobody was there."})
    assert "#" not in again.location
    assert "Say why: question 1.1" not in school.read("/check")
    assert "Why: Nobody was there." in school.read("/copy")


def test_a_reason_that_is_always_needed_stands_there_from_the_start(school: Visitor) -> None:
    page = school.read("/sections/voice")
    assert "Needed beside every answer." in page
    assert "Needed where the answer is Partly, No or No evidence on record." in page
    assert "Why? (optional)" in page
    saved = school.save("voice", school.open("voice"), {"voice.whom": "us"})
    assert "#" not in saved.location
    assert "Say why: question 1.2" in school.read("/check")


def test_a_name_in_a_reason_is_pointed_out_before_sending(school: Visitor) -> None:
    typed = {"voice.asked": "no", REASON: "His school at LS1 4AP was shut."}
    school.save("voice", school.open("voice"), typed, then="stay")
    assert "<mark>LS1 4AP</mark>" in school.read("/check")


def test_a_page_that_saves_by_itself_stores_a_reason(school: Visitor) -> None:
    form = school.open("voice")
    sent = {name: form[name] for name in (f"version:{REASON}", "edit_key", "csrf_token")}
    answer = school.save("voice", sent, {REASON: "It was late."}, script=True)
    assert answer.get_json()["versions"][REASON].startswith("1-")
    assert school.open("voice")[REASON] == ["It was late."]


def test_the_discussion_reads_reasons_and_gives_its_own(
    app: Flask, database: Database, scene: Scene, school: Visitor
) -> None:
    typed = {"voice.asked": "no", REASON: "Nobody was there."}
    school.save("voice", school.open("voice"), typed)
    case = scene.cases["SYV30-01"]
    chair = scene.chair
    assert chair is not None
    police = sign_in_client(app, database, scene.practitioners["police"])
    assert "Nobody was there." not in Visitor(police, scene, "SYV30-01", "police").read("/copy")
    scene.change_return("SYV30-01", "school", ReturnStatus.SUBMITTED)
    discussions.close_returns(database, by=chair, case_id=case, reason="Enough.")
    discussions.read_to_prepare(database, by=chair, case_id=case)
    discussions.open_discussion(database, by=chair, case_id=case)
    client = sign_in_client(app, database, chair)
    voice = client.get(f"/discussions/{case}/sections/voice").text
    assert '<strong>No</strong> <span class="gt-quiet">Why: Nobody was there.</span>' in voice
    overall = unescape(client.get(f"/discussions/{case}/sections/overall").text)
    assert 'name="overall.safer/reason"' in overall


def test_the_page_says_what_is_needed_and_where_more_is_to_be_read(school: Visitor) -> None:
    page = school.read("/sections/voice")
    assert '<span class="gt-question__note">(needed)</span>' in page
    assert '<span class="gt-question__note">(optional)</span>' in page
    for address in ("https://example.org/voices", "https://example.org/days"):
        assert f'href="{address}" target="_blank" rel="noreferrer noopener"' in page
    assert 'value="nothing"' in page
    assert "Read the last 12 months, and judge the last 6." in page


def test_a_mandatory_section_offers_no_way_round_its_questions(
    app: Flask, database: Database
) -> None:
    tool = wide_tool()
    asked_of_all = replace(tool.sections[0], mandatory=True)
    scene = make_scene(
        database,
        tool=replace(tool, sections=(asked_of_all, *tool.sections[1:])),
        cases=["SYV30-01"],
    )
    client = sign_in_client(app, database, scene.practitioners["school"])
    page = Visitor(client, scene, "SYV30-01", "school").read("/sections/voice")
    assert "The questions of this section have to be answered" in page
    assert 'value="nothing"' not in page
