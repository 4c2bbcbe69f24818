"""An audit under way is moved to the next version of its tool, and nobody loses an answer."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as HypothesisPhase
from hypothesis import strategies as st
from sqlalchemy import select

from app.db.engine import Database
from app.db.facts import read_facts
from app.db.kept_answers import kept_of
from app.db.models.audits import AuditRow
from app.db.models.messages import MessageRow
from app.db.models.returns import ReturnRow
from app.db.my_returns import list_own_returns
from app.db.records import read_entries
from app.db.tools import published_tools
from app.operations import moving
from app.operations import returns as return_operations
from app.operations.exchange.exporting import export_audit
from app.operations.exchange.importing import import_audit
from app.operations.tool_drafts import bring_in
from app.operations.tools import publish_tool
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.definition import write_tool
from audit_tools.entries import Edit, values
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.exchange import read_exchange, write_exchange
from audit_tools.messages import MessageKind
from audit_tools.permissions import Grant, Person, Role
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AnswerType, AuditTool
from tests import factories
from tests.app.page_forms import read_form
from tests.app.visitors import send, sign_in_client
from tests.audit_tools.versions_of_a_tool import ANSWERS as DRAWN
from tests.audit_tools.versions_of_a_tool import TOOL, next_versions
from tests.changes import change_row
from tests.scenes import Scene, make_scene

SENT = datetime(2030, 5, 1, tzinfo=UTC)
IS_SENT: dict[str, Any] = {"status": ReturnStatus.SUBMITTED.value, "submitted_at": SENT}
AGENCIES = ("police", "school", "acute-health", "social-care", "housing")
ANSWERS = {
    "voice.asked": "yes",
    "voice.asked/seen": "The log",
    "voice.how": "Alone in her room",
    "voice.whom": "us|them",
    "voice.whom/says/us": "The officer",
    "voice.days": "3",
    "home.seen": "partly",
    "voice/strength/1": "HEARD EARLY",
    "voice/development/1": "Asked once",
    "voice/development/1/cause": "tool-or-process",
    "voice/grade": "good",
    "home.siblings/row/2/age": "9",
    "home.siblings/row/2/what": "A place at nursery",
}
GONE = {"voice.how", "voice.whom", "voice.whom/says/us", "home.siblings/row/2/what"}


def next_version() -> AuditTool:
    """One question reworded, one of another type, one moved to the front, one retired, one new; and
    a group that asks one part less."""
    asked, how, _, days = TOOL.sections[0].questions
    voice = (
        days,
        replace(asked, text="Did anybody ask the child?", comparable_why="It is the same."),
        replace(how, type=AnswerType.NUMBER),
        replace(asked, key="voice.again", number="1.5", text="Was the child asked again?"),
    )
    seen, siblings = TOOL.sections[1].questions
    home = (seen, replace(siblings, parts=siblings.parts[:1]))
    sections = (
        replace(TOOL.sections[0], questions=voice),
        replace(TOOL.sections[1], questions=home),
    )
    return replace(TOOL, version=2, sections=sections)


@pytest.fixture
def scene(database: Database) -> Scene:
    """Five agencies have answered about three children. Of the first the police sent its return,
    and the returns of the third are closed."""
    cases = ("SYV30-01", "SYV30-02", "SYV30-03")
    made = make_scene(database, agencies=AGENCIES, cases=cases, tool=TOOL)
    for reference in cases:
        for agency in AGENCIES:
            made.answer(reference, agency, ANSWERS | {"voice/strength/1": f"HEARD BY {agency}"})
    change_row(database, made, ReturnRow, made.returns["SYV30-01", "police"], **IS_SENT)
    for agency in AGENCIES:
        made.change_return("SYV30-03", agency, ReturnStatus.MISSING)
    made.change_case("SYV30-03", CaseState.PREPARED)
    return made


def coordinator(scene: Scene) -> Person:
    assert scene.coordinator
    return scene.coordinator


def publish(scene: Scene, tool: AuditTool) -> None:
    publish_tool(scene.database, by=coordinator(scene), tool=tool)


def move(scene: Scene) -> None:
    with scene.database.reading() as session:
        found = moving.describe_move(session, coordinator(scene), scene.audit)
    assert found
    moving.move_audit(scene.database, by=coordinator(scene), audit_id=scene.audit, seen=found.seen)


def stands(scene: Scene, reference: str, agency: str) -> dict[str, str]:
    with scene.database.reading() as session:
        held = read_entries(session, scene.partnership, scene.returns[reference, agency])
    return values(held)


def kept(scene: Scene, reference: str, agency: str) -> dict[tuple[str, int], str]:
    with scene.database.reading() as session:
        found = kept_of(session, scene.partnership, scene.returns[reference, agency])
    return {(one.place, one.tool.version): one.value for one in found}


def exported(scene: Scene) -> dict[str, Any]:
    return export_audit(scene.database, by=None, partnership=scene.partnership, key="syv-2030-q1")


def given_out(document: dict[str, Any]) -> Iterator[tuple[str, str, str, str, int]]:
    """Every answer of a file: case, agency, place, text, the version that it stands under."""
    for case in document["cases"]:
        version = case.get("tool_version") or document["tool"]["version"]
        for one in case["returns"]:
            for place, text in one["entries"].items():
                yield case["reference"], one["agency"], place, text, version
            for old in one.get("kept", ()):
                yield case["reference"], one["agency"], old["place"], old["text"], old["version"]


@pytest.fixture
def visitor(app: Flask, scene: Scene) -> FlaskClient:
    return sign_in_client(app, scene.database, coordinator(scene))


def test_only_what_was_not_sent_moves_and_no_answer_is_lost(scene: Scene) -> None:
    publish(scene, next_version())
    move(scene)
    for agency in AGENCIES:
        whole = ANSWERS | {"voice/strength/1": f"HEARD BY {agency}"}
        for stays in ("SYV30-01", "SYV30-03"):
            assert (stands(scene, stays, agency), kept(scene, stays, agency)) == (whole, {})
        gone = {place: text for place, text in whole.items() if place in GONE}
        on = {place: text for place, text in whole.items() if place not in GONE}
        assert stands(scene, "SYV30-02", agency) == on
        assert kept(scene, "SYV30-02", agency) == {(p, 1): text for p, text in gone.items()}


def test_who_answers_a_return_that_moved_is_told_so(scene: Scene) -> None:
    publish(scene, next_version())
    move(scene)
    with scene.database.reading() as session:
        rows = session.scalars(select(MessageRow).where(MessageRow.kind == MessageKind.ASKED_ANEW))
        told = {row.person_id: (row.subject, row.body) for row in rows}
    assert set(told) == {scene.practitioners[agency].id for agency in AGENCIES}
    for subject, body in told.values():
        assert subject == "The questions of one return of yours have changed"
        assert "SYV30" not in body
        assert "/returns" in body


def test_whom_the_changes_do_not_touch_is_told_nothing(scene: Scene) -> None:
    home = TOOL.section("home")
    police = frozenset({AgencyKind.POLICE})
    new = replace(home.questions[0], key="home.visited", number="2.9", kinds=police)
    grown = replace(home, questions=(*home.questions, new))
    sections = tuple(grown if one.key == "home" else one for one in TOOL.sections)
    publish(scene, replace(TOOL, version=2, sections=sections))
    move(scene)
    with scene.database.reading() as session:
        rows = session.scalars(select(MessageRow).where(MessageRow.kind == MessageKind.ASKED_ANEW))
        assert {row.person_id for row in rows} == {scene.practitioners["police"].id}


def test_every_answer_is_given_out_once_under_the_question_that_it_answered(
    database: Database, scene: Scene
) -> None:
    publish(scene, next_version())
    move(scene)
    document = exported(scene)
    numbers = {tool["version"]: tool for tool in (*document["earlier_tools"], document["tool"])}
    found = Counter[tuple[str, str, str, str]]()
    for reference, agency, place, text, answered in given_out(document):
        keys = {q["key"] for s in numbers[answered]["sections"] for q in s["questions"]}
        assert "." not in place or place.partition("/")[0] in keys
        found[reference, agency, place, text] += 1
    assert [one["key"] for one in document["questions"]].count("voice.asked") == 1
    assert found == Counter(
        (reference, agency, place, text)
        for reference in scene.cases
        for agency in AGENCIES
        for place, text in (ANSWERS | {"voice/strength/1": f"HEARD BY {agency}"}).items()
    )
    elsewhere = factories.make_partnership(database, "Elsewhere")
    by = factories.make_person(database, elsewhere, Grant(Role.COORDINATOR), name="Kay")
    file = write_exchange(document)
    import_audit(database, by=by, document=read_exchange(file))
    again = export_audit(database, by=None, partnership=elsewhere, key="syv-2030-q1")
    assert again["cases"] == document["cases"]
    assert again["earlier_tools"] == document["earlier_tools"]


@settings(
    max_examples=6,
    phases=[HypothesisPhase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_whatever_its_author_changes_each_answer_is_given_out_once(
    database: Database, data: st.DataObject
) -> None:
    """As tests/audit_tools/test_question_list.py, through what is stored: two versions after the
    first, a case that moves with both, and one of which a return is sent in between."""
    scene = make_scene(database, agencies=AGENCIES, cases=("SYV30-01", "SYV30-02"), tool=TOOL)
    written = Counter[tuple[str, str, str, str]]()
    for reference, agency in scene.returns:
        texts = data.draw(DRAWN)
        scene.answer(reference, agency, texts)
        written.update((reference, agency, place, text) for place, text in texts.items())
    version = TOOL
    for _ in range(2):
        version = data.draw(next_versions(version))
        publish(scene, version)
        move(scene)
        change_row(database, scene, ReturnRow, scene.returns["SYV30-01", "police"], **IS_SENT)
    document = exported(scene)
    listed = {
        (one["key"], asked["version"]) for one in document["questions"] for asked in one["versions"]
    }
    assert len({key for key, _ in listed}) == len(document["questions"])
    found = Counter[tuple[str, str, str, str]]()
    for reference, agency, place, text, answered in given_out(document):
        key = place.partition("/")[0]
        assert "." not in key or (key, answered) in listed
        found[reference, agency, place, text] += 1
    assert found == written
    read_exchange(write_exchange(document))


def test_a_file_with_a_version_that_it_does_not_bring_is_refused(scene: Scene) -> None:
    publish(scene, next_version())
    move(scene)
    document = exported(scene)
    document["cases"][0]["tool_version"] = 7
    document["cases"][1]["returns"][0]["kept"][0]["version"] = 7
    document["cases"][1]["returns"][1]["kept"][0]["place"] = "voice.never"
    with pytest.raises(Invalid) as wrong:
        read_exchange(write_exchange(document))
    assert [problem.place for problem in wrong.value.problems] == [
        "cases.1.tool_version",
        "cases.2.returns.1.kept.1.version",
        "cases.2.returns.2.kept.1.place",
    ]


def test_what_is_moved_is_what_was_seen(scene: Scene, visitor: FlaskClient) -> None:
    publish(scene, next_version())
    path = f"/audits/{scene.audit}/version"
    page = visitor.get(path).get_data(as_text=True)
    assert "1 case would move" in page
    assert "1 of 5 returns is sent. It is answered with version 1." in page
    assert "Its returns are closed." in page
    assert "HEARD" not in page
    scene.change_return("SYV30-01", "police", ReturnStatus.REOPENED)
    answer = send(visitor, path, seen=read_form(page)["seen"][0])
    assert answer.status_code == 409
    assert "look again" in answer.get_data(as_text=True)
    with pytest.raises(Conflict):
        moving.move_audit(scene.database, by=coordinator(scene), audit_id=scene.audit, seen="")
    assert stands(scene, "SYV30-02", "police")["voice.how"]


def test_each_child_is_answered_with_its_version(
    app: Flask, scene: Scene, visitor: FlaskClient
) -> None:
    path = f"/audits/{scene.audit}/version"
    assert "Version 1 is the newest" in visitor.get(path).get_data(as_text=True)
    publish(scene, next_version())
    seen = read_form(visitor.get(path).get_data(as_text=True))["seen"][0]
    assert send(visitor, path, seen=seen).status_code == 303
    school = sign_in_client(app, scene.database, scene.practitioners["school"])

    def read(reference: str, rest: str) -> str:
        address = f"/returns/{scene.returns[reference, 'school']}{rest}"
        return school.get(address).get_data(as_text=True)

    assert "Was the child asked again?" in read("SYV30-02", "/sections/voice")
    assert "Was the child asked again?" not in read("SYV30-01", "/sections/voice")
    copy = read("SYV30-02", "/copy")
    assert "Answered to an earlier version" in copy
    assert "Alone in her room" in copy
    assert "Answered to an earlier version" not in read("SYV30-01", "/copy")
    assert "The questions of this audit have changed." in read("SYV30-02", "/check")
    assert "The questions of this audit have changed." not in read("SYV30-01", "/check")
    with scene.database.reading() as session:
        listed = list_own_returns(session, scene.practitioners["school"])
    assert {one.reference: one.tool.version for one in listed} == {
        "SYV30-01": 1,
        "SYV30-02": 2,
        "SYV30-03": 1,
    }


def test_numbers_count_what_was_asked_alike(scene: Scene) -> None:
    publish(scene, next_version())
    move(scene)
    with scene.database.reading() as session:
        facts = read_facts(session, scene.partnership, scene.audit)
    assert [(one.tool.version, set(one.cases)) for one in facts.earlier] == [
        (1, {"SYV30-01", "SYV30-03"})
    ]
    for case in facts.cases:
        answered = {key for one in case.returns for key in one.answers}
        assert "voice.asked" in answered
        assert not answered & {"voice.how", "voice.whom"}


def test_who_confirmed_a_return_confirmed_other_questions(scene: Scene) -> None:
    held = scene.returns["SYV30-02", "school"]
    confirmed = {"confirmed_by": scene.leads["school"].id, "confirmed_at": SENT}
    change_row(scene.database, scene, ReturnRow, held, **confirmed)
    publish(scene, next_version())
    move(scene)
    with scene.database.reading() as session:
        row = session.get_one(ReturnRow, (scene.partnership, held))
    assert (row.confirmed_by, row.confirmed_at) == (None, None)


def test_a_text_that_waits_for_a_choice_is_kept_too(scene: Scene) -> None:
    return_id = scene.returns["SYV30-02", "school"]
    edits = (Edit("voice.how", "With her mother", 0, "late"),)
    by = scene.practitioners["school"]
    return_operations.save_answers(scene.database, by=by, return_id=return_id, edits=edits)
    publish(scene, next_version())
    move(scene)
    with scene.database.reading() as session:
        found = kept_of(session, scene.partnership, return_id)
    texts = {one.value for one in found if one.place == "voice.how"}
    assert texts == {"Alone in her room", "With her mother"}


def test_what_stands_in_the_way_is_said_and_nothing_is_moved(
    scene: Scene, visitor: FlaskClient
) -> None:
    path = f"/audits/{scene.audit}/version"
    with pytest.raises(Refused, match="no later version"):
        moving.move_audit(scene.database, by=coordinator(scene), audit_id=scene.audit, seen="")
    publish(scene, replace(next_version(), sections=next_version().sections[:1]))
    page = visitor.get(path).get_data(as_text=True)
    assert "no section “Home”" in page
    assert "<button" not in page.partition("<main")[2].partition("</main")[0]
    assert send(visitor, path, seen="").status_code == 403


def of_page(visitor: FlaskClient, scene: Scene) -> str:
    page = visitor.get(f"/audits/{scene.audit}/version").get_data(as_text=True)
    return page.partition("<main")[2].partition("</main")[0]


def test_a_case_that_was_left_behind_moves_to_the_version_that_the_audit_is_on(
    scene: Scene, visitor: FlaskClient
) -> None:
    publish(scene, next_version())
    move(scene)
    page = of_page(visitor, scene)
    assert "No case can move now." in page
    assert "reopen these first" in page
    assert "<button" not in page
    with pytest.raises(Refused, match="No case can move now"):
        moving.move_audit(scene.database, by=coordinator(scene), audit_id=scene.audit, seen="")
    scene.change_return("SYV30-01", "police", ReturnStatus.REOPENED)
    page = of_page(visitor, scene)
    assert "1 case would move" in page
    assert "SYV30-02" not in page
    move(scene)
    assert kept(scene, "SYV30-01", "police").keys() == {(place, 1) for place in GONE}
    assert kept(scene, "SYV30-02", "police").keys() == {(place, 1) for place in GONE}
    assert "SYV30-01" not in of_page(visitor, scene)


def test_each_case_is_compared_with_its_own_version(scene: Scene, visitor: FlaskClient) -> None:
    """From the first version to the third a question is another one that is not from the second."""
    publish(scene, next_version())
    move(scene)
    scene.change_return("SYV30-01", "police", ReturnStatus.REOPENED)
    publish(scene, replace(next_version(), version=3, title="Renamed"))
    page = of_page(visitor, scene)
    from_second, from_first = page.split("for those answered with version 1", 1)
    assert "for those answered with version 2" in from_second
    assert "is kept with version" not in from_second.partition("<h2")[2]
    assert "What was answered is kept with version 1" in from_first
    assert "kept with version 2" not in page
    move(scene)
    assert kept(scene, "SYV30-01", "police").keys() == {(place, 1) for place in GONE}
    assert kept(scene, "SYV30-02", "police").keys() == {(place, 1) for place in GONE}


def test_a_version_leads_to_the_audits_under_way_that_ask_by_an_earlier_one(
    scene: Scene, visitor: FlaskClient, database: Database
) -> None:
    publish(scene, next_version())
    elsewhere = make_scene(database, tool=TOOL)
    with database.reading() as session:
        published = published_tools(session, scene.partnership)
    first, second = (
        f"/tools/{id}" for id in sorted(published, key=lambda id: published[id].version)
    )
    move_page = f"/audits/{scene.audit}/version"
    assert move_page in visitor.get(second).text
    assert str(elsewhere.audit) not in visitor.get(second).text
    assert move_page not in visitor.get(first).text
    change_row(database, scene, AuditRow, scene.audit, phase=Phase.CLOSED.value)
    assert move_page not in visitor.get(second).text


def test_before_it_is_published_a_version_says_why_audits_under_way_could_not_move_to_it(
    scene: Scene, visitor: FlaskClient
) -> None:
    voice, home = next_version().sections
    dropped = replace(next_version(), sections=(voice,))
    said = f"Version 2 has no section “{home.title}”."

    def shown(tool: AuditTool) -> str:
        draft = bring_in(scene.database, by=coordinator(scene), data=write_tool(tool).encode())
        page: str = visitor.get(f"/tools/drafts/{draft}").text
        return page

    assert said in shown(dropped)
    assert "could not move to it" not in shown(next_version())
    change_row(scene.database, scene, AuditRow, scene.audit, phase=Phase.CLOSED.value)
    assert said not in shown(dropped)
