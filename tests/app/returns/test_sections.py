"""One section of a return: nothing to add, questions that hang on others, and where to go."""

import re
from collections.abc import Iterator
from html import unescape
from uuid import UUID

from flask import Flask

from app.db.engine import Database
from audit_tools.returns import ReturnStatus
from tests.app.page_forms import read_form
from tests.app.returns.conftest import Visit, Visitor
from tests.app.visitors import sign_in_client
from tests.scenes import KINDS, TOOL, Scene, complete_entries, make_scene

LINE = "voice/strength/1"
TAGS = re.compile("<[^>]+>")


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


def test_nothing_to_add_asks_for_the_grade_of_a_section_that_was_answered(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()

    answer = visitor.save(
        "voice", visitor.open("voice"), {"voice.daily-life": "yes"}, then="nothing"
    )

    assert answer.location.endswith("/sections/voice#voice_grade")
    again = visitor.read("/sections/voice")
    assert "Its grade is still open" in again
    assert "voice/grade" not in read_form(again)
    assert "Nothing to add · Not our part" not in visitor.read("/check")


def test_nothing_to_add_asks_first_why_something_that_could_be_better_happened(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()
    line = {"voice/development/1": "Nobody asked.", "voice/grade": "good"}

    answer = visitor.save("voice", visitor.open("voice"), line, then="nothing")

    assert answer.location.endswith("/sections/voice#voice_development_1_cause")
    assert "it is not said yet why it happened" in visitor.read("/sections/voice")
    because = {"voice/development/1/cause": "tool-or-process"}
    again = visitor.save("voice", visitor.open("voice"), because, then="nothing")
    assert "/sections/voice" not in again.location


def test_nothing_to_add_says_that_an_empty_section_is_not_our_part(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()

    visitor.save("voice", visitor.open("voice"), then="nothing")

    assert "nothing to add, and “Not our part” as your grade" in visitor.read("/check")
    assert "Nothing to add · Not our part" in visitor.read("/check")
    assert visitor.open("voice")["voice/grade"] == ["not-our-part"]


def test_nothing_to_add_can_be_taken_back_and_a_line_takes_it_back(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()
    visitor.save("voice", visitor.open("voice"), then="nothing")
    assert "You have nothing to add here" in visitor.read("/sections/voice")

    visitor.save("voice", visitor.open("voice"), {LINE: "After all."})
    assert "You have nothing to add here" not in visitor.read("/sections/voice")

    visitor.save("voice", visitor.open("voice"), {LINE: ""}, then="something")
    assert visitor.open("voice")["voice/nothing"] == [""]


def test_an_audit_without_grades_asks_for_none(app: Flask, database: Database) -> None:
    scene = make_scene(database, scale=None)
    worker = scene.practitioners["school"]
    visitor = Visitor(sign_in_client(app, database, worker), scene, "SYV30-01", "school")

    assert "Our own part in this section" not in visitor.read("/sections/voice")
    entries = complete_entries(TOOL, KINDS["school"], lead=False)
    scene.answer(
        "SYV30-01", "school", {p: v for p, v in entries.items() if not p.endswith("/grade")}
    )
    assert "All 10 sections are done" in visitor.read("/check")


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
    scene.complete("SYV30-01", "school")
    assert visitor.get("").location.endswith("/check")
    scene.change_return("SYV30-01", "school", ReturnStatus.SUBMITTED)
    assert visitor.get("").location.endswith("/copy")
    assert visitor.get("/sections/voice").location.endswith("/copy")
    assert visitor.get("/check").location.endswith("/copy")


def test_titles_name_the_case_by_its_number_and_never_by_its_reference(visit: Visit) -> None:
    visitor = visit()
    for rest in ("/sections/voice", "/check", "/copy", "/concern", "/sent"):
        title = visitor.read(rest).split("<title>")[1].split("</title>")[0]
        assert "Case 1 of 2" in title
        assert "SYV30" not in title


def test_the_definition_stands_on_the_first_page_of_a_return_and_on_no_other(
    visit: Visit,
) -> None:
    first, second, *_ = TOOL.return_sections(KINDS["school"], lead=False)
    visitor = visit()
    assert TOOL.definition in unescape(visitor.read(f"/sections/{first.key}"))
    assert TOOL.definition not in unescape(visitor.read(f"/sections/{second.key}"))


def test_reference_and_agency_stand_at_the_top_of_every_page_of_a_return(
    app: Flask, visit: Visit, scene: Scene
) -> None:
    lead, seen = visit(scene.leads["school"]), set[str]()
    scene.ask_fit("SYV30-01", "school")
    paths = list(pages_of_return(app, lead.return_id))
    for deed in (None, "fit", "sent"):
        if deed == "fit":
            lead.post("/fit", fit="yes")
        elif deed == "sent":
            scene.send("SYV30-01", "school")
        for path in paths:
            shown = lead.client.get(path, follow_redirects=True)
            assert shown.status_code == 200, path
            before, _, after = shown.text.partition("</h1>")
            # In the heading, above it or right below it.
            top = TAGS.sub("", before) + TAGS.sub("", after).strip()[:40]
            assert "SYV30-01 · School" in top, path
            seen.add(shown.request.path)
    assert len(seen) == 9


def pages_of_return(app: Flask, return_id: UUID) -> Iterator[str]:
    """Every address of a return, one section for all of them."""
    for rule in app.url_map.iter_rules():
        is_page = "GET" in (rule.methods or ()) and "return_id" in rule.arguments
        if is_page and rule.arguments <= {"return_id", "key"}:
            values = {"return_id": return_id, "key": "voice"}
            yield app.url_map.bind("localhost").build(rule.endpoint, values, append_unknown=False)
