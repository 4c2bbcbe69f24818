"""What the Business Unit fills in once for a case and once for the audit, on its pages."""

import json
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.case_records import read_case_record
from app.db.engine import Database
from app.db.history import Subject
from app.db.kept_answers import kept_of
from app.db.models.audits import AuditRow
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.models.records import EntryRow
from app.db.models.tools import ToolVersionRow
from app.db.records import read_entries
from app.operations import answered_once as operations
from app.operations import audits, exchange, moving, taking_out
from app.operations.tools import publish_tool
from audit_tools.cases import CaseState
from audit_tools.entries import values
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.exchange import read_exchange, write_exchange
from audit_tools.permissions import Role
from audit_tools.tool import AuditTool
from reports.kinds.case_record import case_record
from reports.outline_texts import texts_of
from tests import factories
from tests.app.audits.answering import CASE, edit, fill_in, open_case, save
from tests.app.page_forms import read_form
from tests.app.visitors import send, sign_in_client, text_of
from tests.changes import changing
from tests.preparations import make_preparation
from tests.scenes import Scene, make_scene
from tests.wide_tool import wide_tool


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database, tool=wide_tool(), cases=[CASE])


@pytest.fixture
def unit(app: Flask, database: Database, scene: Scene) -> FlaskClient:
    assert scene.coordinator
    return sign_in_client(app, database, scene.coordinator)


def of_case(scene: Scene) -> str:
    return f"/cases/{scene.cases[CASE]}/once/known"


def of_audit(scene: Scene) -> str:
    return f"/audits/{scene.audit}/once/commissioned"


def test_the_page_of_a_case_leads_to_what_is_filled_in_and_says_what_is_left(
    scene: Scene, unit: FlaskClient
) -> None:
    page = f"/cases/{scene.cases[CASE]}"
    assert "Known to the Business Unit" in text_of(unit.get(page))
    assert "Not filled in" in text_of(unit.get(page))
    answer = save(unit, of_case(scene), {"known.review": "none"})
    assert answer.status_code == 303
    assert answer.location.endswith(page)
    assert "Filled in" in text_of(unit.get(page))
    assert "case.answered" in scene.told(scene.cases[CASE])
    # Nothing new is written, so nothing new is told.
    save(unit, of_case(scene), {"known.review": "none"})
    assert scene.told(scene.cases[CASE]).count("case.answered") == 1


def test_without_scripts_the_page_comes_back_to_what_an_answer_opens(
    scene: Scene, unit: FlaskClient
) -> None:
    answer = save(unit, of_case(scene), {"known.review": "another"})
    assert answer.location.endswith("/once/known#known.review_says_another")
    answer = save(unit, of_case(scene), {"known.review/says/another": "", "known.review-day": ""})
    assert "#" not in answer.location


def test_what_cannot_be_is_said_beside_its_question_and_nothing_is_stored(
    scene: Scene, unit: FlaskClient
) -> None:
    save(unit, of_case(scene), {"known.review": "rapid"})
    answer = save(unit, of_case(scene), {"known.review": "none", "known.review-day": "soon"})
    assert answer.status_code == 422
    assert "Question A.2: Enter a real date" in unescape(answer.text)
    assert read_form(unit.get(of_case(scene)).text)["known.review"] == ["rapid"]
    by_script = save(unit, of_case(scene), {"known.review-day": "soon"}, script=True)
    assert by_script.status_code == 422


def test_a_page_that_saves_by_itself_is_told_of_versions_marks_and_what_is_left(
    scene: Scene, unit: FlaskClient
) -> None:
    answer = save(unit, of_audit(scene), {"commissioned.by": "The board"}, script=True).get_json()
    assert answer["versions"]["commissioned.by"].startswith("1-")
    assert answer["left"] == "1 thing left in this section"
    assert "audit.answered" in scene.told(scene.audit)


def test_two_who_write_at_once_lose_nothing(
    database: Database, scene: Scene, unit: FlaskClient
) -> None:
    assert scene.coordinator
    form = read_form(unit.get(of_audit(scene)).text)
    operations.save_answers(
        database,
        by=scene.coordinator,
        on=Subject("audit", scene.audit),
        section="commissioned",
        edits=edit("commissioned.by", "The board"),
    )
    answer = unit.post(of_audit(scene), data={**form, "commissioned.by": "The executive"})
    assert answer.status_code == 409
    assert "Two people wrote here" in answer.text
    taken = answer.text.partition('value="take:')[2].partition('"')[0]
    unit.post(of_audit(scene), data={**read_form(answer.text), "then": f"take:{taken}"})
    assert read_form(unit.get(of_audit(scene)).text)["commissioned.by"] == ["The executive"]
    assert "audit.answers-clash-settled" in scene.told(scene.audit)


def test_the_audit_s_pages_show_what_is_filled_in_for_it(scene: Scene, unit: FlaskClient) -> None:
    board, method = f"/audits/{scene.audit}", f"/audits/{scene.audit}/method-statement"
    assert "Commissioned" in text_of(unit.get(board))
    save(unit, of_audit(scene), {"commissioned.by": "The board", "commissioned.reason": "plan"})
    assert "Filled in" in text_of(unit.get(board))
    assert "Who commissioned this audit? The board" in text_of(unit.get(method))


def test_who_holds_the_discussion_reads_it_once_the_returns_are_closed(
    app: Flask, database: Database, scene: Scene, unit: FlaskClient
) -> None:
    assert scene.chair
    chair, page = sign_in_client(app, database, scene.chair), f"/cases/{scene.cases[CASE]}"
    save(unit, of_case(scene), {"known.review": "rapid"})
    assert "A rapid review" not in text_of(chair.get(page))
    scene.change_case(CASE, CaseState.PREPARED)
    assert "A rapid review" in text_of(chair.get(page))
    assert chair.get(of_case(scene)).status_code == 403


@pytest.mark.parametrize("state", [CaseState.AGREED, CaseState.WITHDRAWN])
def test_what_is_over_is_read_and_filled_in_no_more(
    database: Database, scene: Scene, unit: FlaskClient, state: CaseState
) -> None:
    assert scene.coordinator
    save(unit, of_case(scene), {"known.review": "rapid"})
    scene.change_case(CASE, state)
    page = unit.get(of_case(scene)).text
    assert "A rapid review" in page
    assert "<form" not in page.partition("<main")[2]
    with pytest.raises(Refused):
        operations.save_answers(database, by=scene.coordinator,
                                on=Subject("case", scene.cases[CASE]), section="known",
                                edits=edit("known.review", "none", 1))  # fmt: skip


def test_nobody_else_and_no_other_section_is_let_in(
    app: Flask, database: Database, scene: Scene, unit: FlaskClient
) -> None:
    assert scene.coordinator
    lead = sign_in_client(app, database, scene.leads["police"])
    assert lead.get(of_case(scene)).status_code == 403
    assert unit.get(of_case(scene).replace("known", "voice")).status_code == 404
    assert unit.get(of_audit(scene).replace("commissioned", "known")).status_code == 404
    with pytest.raises(Hidden):
        operations.save_answers(database, by=scene.coordinator,
                                on=Subject("case", scene.cases[CASE]), section="voice",
                                edits=edit("voice.asked", "yes"))  # fmt: skip


# --- Where it is read -----------------------------------------------------------------------


def test_the_discussion_and_the_case_record_show_it_to_agencies_once_it_is_open(
    app: Flask, database: Database, scene: Scene
) -> None:
    fill_in(database, scene, "known.review", "rapid")
    case = open_case(database, scene)
    page = f"/discussions/{case}/sections/voice"
    shown = sign_in_client(app, database, scene.leads["school"]).get(page)
    assert "Was there a review of this case before?" in shown.text
    assert "A rapid review" in shown.text
    with database.reading() as session:
        record = read_case_record(session, scene.leads["school"], case)
    [told] = [one for one in record.told if one.section.key == "known"]
    assert [(one.question, one.answer) for one in told.answers] == [
        ("Was there a review of this case before?", "A rapid review")
    ]
    said = "\n".join(texts_of(case_record(record)))
    assert "A rapid review" in said


def test_a_name_in_it_is_gone_through_before_the_record_goes_anywhere(
    app: Flask, database: Database, scene: Scene
) -> None:
    place = "known.review/says/another"
    fill_in(database, scene, "known.review", "another")
    fill_in(database, scene, place, "Jayden was reviewed at LS1 4AP.")
    case = open_case(database, scene)
    assert scene.chair
    chair, names = sign_in_client(app, database, scene.chair), f"/discussions/{case}/names"
    shown = chair.get(names).text
    assert "<mark>LS1 4AP</mark>" in shown
    assert "Known to the Business Unit: Was there a review" in text_of(chair.get(names))
    # Only the Business Unit can open the page on which it is filled in.
    assert "Change it" not in text_of(chair.get(names))
    assert "LS1 4AP" not in chair.get(f"/discussions/{case}/room").text
    # What is no name is nothing that whoever writes the record changes here.
    chosen = send(chair, f"{names}/replace", replace="known.review:none:another")
    assert chosen.status_code == 422
    send(chair, f"{names}/replace", replace=f"{place}:a postcode:LS1 4AP")
    assert "LS1 4AP" not in chair.get(names).text
    with database.reading() as session:
        entries = read_entries(session, scene.partnership, case)
    assert entries[place].value == "Jayden was reviewed at a postcode."


def test_what_is_taken_out_of_a_case_is_taken_out_of_it_too(
    database: Database, scene: Scene
) -> None:
    fill_in(database, scene, "known.review", "another")
    fill_in(database, scene, "known.review/says/another", "Jayden was reviewed.")
    case = open_case(database, scene)
    scene.change_case(CASE, CaseState.AGREED)
    assert scene.chair
    taking_out.take_out(
        database, by=scene.chair, case_id=case, passage="Jayden", instead="the child"
    )
    with database.reading() as session:
        entries = read_entries(session, scene.partnership, case)
        events = session.scalars(
            select(HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.subject_id == case)
        ).all()
    assert entries["known.review/says/another"].value == "The child was reviewed."
    assert "Jayden" not in "".join(events)


# --- With a later version, out and in again, and away ---------------------------------------


def later_version() -> AuditTool:
    """The tool in which one question takes other answers, and one of the audit is dropped."""
    tool = wide_tool()
    known, commissioned = tool.section("known"), tool.section("commissioned")
    review, day, notes = known.questions
    review, day = replace(review, choices=review.choices[1:]), replace(day, show_when=())
    changed = {
        "known": replace(known, questions=(review, day, notes)),
        "commissioned": replace(commissioned, questions=commissioned.questions[1:]),
    }
    sections = tuple(changed.get(section.key, section) for section in tool.sections)
    return replace(tool, version=2, sections=sections)


def move_on(database: Database, scene: Scene) -> None:
    assert scene.coordinator
    by = scene.coordinator
    publish_tool(database, by=by, tool=later_version())
    with database.reading() as session:
        found = moving.describe_move(session, by, scene.audit)
    assert found
    moving.move_audit(database, by=by, audit_id=scene.audit, seen=found.seen)


def test_with_a_later_version_what_it_asks_no_more_is_kept_and_the_rest_stands(
    database: Database, scene: Scene, unit: FlaskClient
) -> None:
    fill_in(database, scene, "known.review", "rapid")
    fill_in(database, scene, "known.review-day", "2030-05-01")
    save(unit, of_audit(scene), {"commissioned.by": "The board", "commissioned.reason": "plan"})
    move_on(database, scene)
    case = scene.cases[CASE]
    with database.reading() as session:
        stands = values(read_entries(session, scene.partnership, case))
        of_audit_ = values(read_entries(session, scene.partnership, scene.audit))
        kept = [
            (one.place, one.words)
            for of in (case, scene.audit)
            for one in kept_of(session, scene.partnership, of)
        ]
    assert stands == {"known.review-day": "2030-05-01"}
    assert of_audit_ == {"commissioned.reason": "plan"}
    assert kept == [("known.review", "A rapid review"), ("commissioned.by", "The board")]
    assert "case.answers-kept" in scene.told(case)
    assert "Answered to an earlier version" in unit.get(of_case(scene)).text
    assert "The board" in unit.get(of_audit(scene)).text


def test_it_goes_out_with_the_audit_and_comes_in_again(
    database: Database, scene: Scene, unit: FlaskClient
) -> None:
    fill_in(database, scene, "known.review", "rapid")
    save(unit, of_audit(scene), {"commissioned.by": "The board"})
    move_on(database, scene)
    fill_in(database, scene, "known.review", "none", 2)
    assert scene.coordinator
    key = "syv-2030-q1"
    out = exchange.export_audit(
        database, by=scene.coordinator, partnership=scene.partnership, key=key
    )
    assert out["cases"][0]["answers"] == {
        "entries": {"known.review": "none"},
        "kept": [{"place": "known.review", "version": 1, "text": "rapid"}],
    }
    assert out["audit"]["answers"]["kept"][0]["text"] == "The board"
    elsewhere = factories.make_partnership(database, "Elsewhere")
    other = factories.make_person(database, elsewhere, Role.COORDINATOR)
    exchange.import_audit(database, by=other, document=read_exchange(json.dumps(out)))
    again = exchange.export_audit(database, by=other, partnership=elsewhere, key=key)
    assert write_exchange(again) == write_exchange(out)
    out["cases"][0]["answers"]["entries"] = {"known.review": "rapid", "voice.asked": "yes"}
    with pytest.raises(Invalid) as wrong:
        read_exchange(json.dumps(out))
    assert [one.place for one in wrong.value.problems] == [
        "cases.1.answers.entries.known.review",
        "cases.1.answers.entries.voice.asked",
    ]


def test_an_audit_that_is_deleted_takes_it_away(database: Database) -> None:
    prepared = make_preparation(database)
    publish_tool(database, by=prepared.unit, tool=wide_tool())
    with changing(database, prepared) as session:
        audit = session.get_one(AuditRow, (prepared.partnership, prepared.audit))
        audit.tool_version_id = session.scalars(
            select(ToolVersionRow.id).where(ToolVersionRow.key == "wide")
        ).one()
    case = prepared.add_case("SYV25-01")
    filled_in = [
        (Subject("case", case), "known", "known.review/says/another"),
        (Subject("audit", prepared.audit), "commissioned", "commissioned.by"),
    ]
    for on, key, place in filled_in:
        operations.save_answers(
            database, by=prepared.unit, on=on, section=key, edits=edit(place, "Something")
        )
    audits.delete_audit(database, by=prepared.unit, audit_id=prepared.audit)
    with database.reading() as session:
        assert not session.scalars(select(EntryRow)).all()
