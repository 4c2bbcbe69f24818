"""What the child, a parent or a practitioner said who were asked: entered, handed out, read."""

import re
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.case_records import read_case_record
from app.db.case_sheets import read_case_sheets
from app.db.engine import Database
from app.db.history import Subject
from app.operations import answered_once as operations
from app.operations import discussions
from audit_tools.cases import CaseState
from audit_tools.errors import Hidden, Refused
from reports.kinds.case_record import case_record
from reports.outline_texts import texts_of
from tests.app.audits.answering import CASE, edit, fill_in, open_case, save
from tests.app.visitors import send, sign_in_client, text_of
from tests.scenes import Scene, make_scene
from tests.wide_tool import wide_tool


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database, tool=wide_tool(), cases=[CASE, "SYV30-02"])


@pytest.fixture
def police(app: Flask, database: Database, scene: Scene) -> FlaskClient:
    """The practitioner of the agency that leads."""
    return sign_in_client(app, database, scene.practitioners["police"])


@pytest.fixture
def school(app: Flask, database: Database, scene: Scene) -> FlaskClient:
    return sign_in_client(app, database, scene.practitioners["school"])


def address(scene: Scene, companion: str = "said") -> str:
    return f"/cases/{scene.cases[CASE]}/companions/{companion}"


def check_page(scene: Scene, agency: str) -> str:
    return f"/returns/{scene.returns[CASE, agency]}/check"


def test_the_agency_that_leads_finds_it_beside_its_return_and_nobody_else_does(
    scene: Scene, police: FlaskClient, school: FlaskClient
) -> None:
    shown = police.get(check_page(scene, "police")).text
    assert address(scene) in shown
    assert "Some questions for parents and carers" in shown
    assert "companions" not in school.get(check_page(scene, "school")).text
    assert school.get(address(scene)).status_code == 404
    assert police.get(f"/cases/{scene.cases[CASE]}/once/known").status_code == 403
    assert police.get(address(scene, "known")).status_code == 404
    answer = save(police, address(scene), {"said.helped": "That somebody stayed."})
    assert answer.location.endswith(address(scene, "carer"))
    assert "1 thing left" in text_of(police.get(check_page(scene, "police")))
    assert scene.told(scene.cases[CASE])[-1] == "case.answered"


def test_that_somebody_was_not_asked_stands_where_their_words_would_stand(
    app: Flask, database: Database, scene: Scene, police: FlaskClient, school: FlaskClient
) -> None:
    assert scene.coordinator
    unit = sign_in_client(app, database, scene.coordinator)
    save(police, address(scene, "carer"), {"carer/not-asked": "They live abroad."})
    page = f"/cases/{scene.cases[CASE]}"
    assert "Not asked" in text_of(unit.get(page))
    case = open_case(database, scene)
    shown = school.get(f"/discussions/{case}/sections/voice").text
    assert "Not asked, and why" in shown
    assert "They live abroad." in shown


def test_the_child_s_words_stand_beside_the_child_and_in_the_record(
    app: Flask, database: Database, scene: Scene, police: FlaskClient, school: FlaskClient
) -> None:
    assert scene.chair
    save(police, address(scene), {"said.helped": "That somebody stayed.", "said.heard": "always"})
    save(police, address(scene, "worker"), {"worker.time": "A smaller list."})
    chair = sign_in_client(app, database, scene.chair)
    of_case = f"/cases/{scene.cases[CASE]}"
    assert "That somebody stayed." not in chair.get(of_case).text
    case = open_case(database, scene)
    shown = school.get(f"/discussions/{case}/sections/voice").text
    beside = shown.partition('class="gt-child"')[2].partition("</section>")[0]
    assert "That somebody stayed. <span" in beside
    assert "the child: What helped you most?" in beside
    assert "A smaller list." in beside
    assert "Begin with the child" not in beside
    with database.reading() as session:
        record = read_case_record(session, scene.practitioners["school"], case)
    said = "\n".join(texts_of(case_record(record)))
    assert "The child said: Some questions for" in said
    assert "A practitioner said: Some questions for practitioners" in said
    first, *_ = (one.title for one in record.sections if not one.asked.is_companion)
    assert said.index("The child said: ") < said.rindex(first)
    assert "A smaller list." in said


def test_a_name_in_it_is_read_by_nobody_else_before_it_was_gone_through(
    app: Flask, database: Database, scene: Scene, police: FlaskClient, school: FlaskClient
) -> None:
    assert scene.chair
    assert scene.coordinator
    place, said = "said.helped", "My youth worker Danny, DA1 5ZZ."
    save(police, address(scene), {place: said})
    case = open_case(database, scene)

    def read() -> str:
        with database.reading() as session:
            record = read_case_record(session, scene.practitioners["school"], case)
        on_paper = "\n".join(texts_of(case_record(record)))
        return on_paper + school.get(f"/discussions/{case}/sections/voice").text

    assert "My youth worker" in read()
    assert "DA1 5ZZ" not in read()
    assert "DA1 5ZZ" in police.get(address(scene)).text
    chair, names = sign_in_client(app, database, scene.chair), f"/discussions/{case}/names"
    assert "<mark>DA1 5ZZ</mark>" in chair.get(names).text
    send(chair, names, kept=re.findall(r'name="kept" value="([^"]+)"', chair.get(names).text))
    assert "DA1 5ZZ" in read()
    unit = sign_in_client(app, database, scene.coordinator)
    save(unit, address(scene), {place: f"{said} He left."})
    assert f"{address(scene)}#said.helped" in unit.get(names).text
    assert "DA1 5ZZ" not in read()


def test_who_prepares_the_discussion_reads_it_with_the_closed_returns(
    app: Flask, database: Database, scene: Scene, police: FlaskClient
) -> None:
    assert scene.chair
    save(police, address(scene), {"said.helped": "That somebody stayed, at DA1 5ZZ."})
    chair, case = sign_in_client(app, database, scene.chair), scene.cases[CASE]
    discussions.close_returns(database, by=scene.chair, case_id=case, reason="Enough.")
    send(chair, f"/discussions/{case}/reading")
    first = f"/discussions/{case}/returns"
    assert f"{first}?section=said" in chair.get(first).text
    shown = text_of(chair.get(f"{first}?section=said"))
    assert "That somebody stayed, at [a name]." in shown
    assert "Nothing was filled in." in text_of(chair.get(f"{first}?section=worker"))


def test_who_holds_the_discussion_is_led_to_where_it_is_read_once_the_returns_are_closed(
    app: Flask, database: Database, scene: Scene
) -> None:
    assert scene.chair
    chair, case = sign_in_client(app, database, scene.chair), scene.cases[CASE]
    early = chair.get(address(scene))
    assert early.status_code == 403
    assert "once the returns are closed" in text_of(early)
    discussions.close_returns(database, by=scene.chair, case_id=case, reason="Enough.")
    led = chair.get(address(scene))
    assert led.location == f"/discussions/{case}/returns?section=said"
    assert chair.get(address(scene, "known")).status_code == 404
    before = text_of(chair.get(f"/discussions/{case}"))
    assert "The child: Some questions for you" in before


def test_the_case_sheet_says_what_was_answered_once_and_no_name(
    app: Flask, database: Database, scene: Scene, police: FlaskClient
) -> None:
    assert scene.chair
    assert scene.coordinator
    save(police, address(scene), {"said.helped": "That somebody stayed, at DA1 5ZZ."})
    save(police, address(scene, "carer"), {"carer/not-asked": "They live abroad."})
    fill_in(database, scene, "known.review", "rapid")
    chair, case = sign_in_client(app, database, scene.chair), scene.cases[CASE]
    discussions.close_returns(database, by=scene.chair, case_id=case, reason="Enough.")
    for sheets in (f"/discussions/{case}/sheet", f"/audits/{scene.audit}/case-sheets"):
        sheet = " ".join(text_of(send(chair, sheets)).split())
        assert "The child said" in sheet
        assert "What helped you most? That somebody stayed, at [a name]." in sheet
        assert "A parent or carer was not asked" in sheet
        assert "They live abroad." in sheet
        assert "DA1 5ZZ" not in sheet
        assert "Known to the Business Unit" in sheet


def test_sheets_with_what_was_answered_once_are_read_in_as_many_statements(
    database: Database, scene: Scene, statements: list[str]
) -> None:
    assert scene.chair
    assert scene.coordinator
    chair, said = scene.chair, edit("said.helped", "That Danny stayed.")

    def count() -> int:
        statements.clear()
        with database.reading() as session:
            read_case_sheets(session, chair, scene.audit)
        return len(statements)

    counts = []
    for case in scene.cases.values():
        on = Subject("case", case)
        operations.save_answers(database, by=scene.coordinator, on=on, section="said", edits=said)
        discussions.close_returns(database, by=chair, case_id=case, reason="Enough.")
        counts.append(count())
    assert counts == [counts[0]] * 2


def test_once_the_discussion_is_open_the_business_unit_alone_enters_more(
    app: Flask, database: Database, scene: Scene, police: FlaskClient
) -> None:
    assert scene.coordinator
    save(police, address(scene), {"said.helped": "That somebody stayed."})
    case = open_case(database, scene)
    page = police.get(address(scene)).text
    assert "entered by the Business Unit" in page
    assert "That somebody stayed." in page
    on = Subject("case", case)
    more = edit("said.helped", "More", 1)
    by = scene.practitioners["police"]
    with pytest.raises(Refused):
        operations.save_answers(database, by=by, on=on, section="said", edits=more)
    unit = sign_in_client(app, database, scene.coordinator)
    assert save(unit, address(scene), {"said.helped": "Nobody."}).status_code == 303
    scene.change_case(CASE, CaseState.AGREED)
    more = edit("said.helped", "More", 2)
    with pytest.raises(Refused):
        operations.save_answers(database, by=scene.coordinator, on=on, section="said", edits=more)


def test_nobody_of_another_agency_saves_in_it(database: Database, scene: Scene) -> None:
    by, on = scene.practitioners["school"], Subject("case", scene.cases[CASE])
    said = edit("said.helped", "Everything")
    with pytest.raises(Hidden):
        operations.save_answers(database, by=by, on=on, section="said", edits=said)
    with pytest.raises(Hidden):
        operations.settle_clash(database, by=by, on=on, clash_id=uuid4(), take=True)


@pytest.mark.parametrize("paper", ["docx", "pdf"])
def test_it_can_be_handed_out_on_paper_with_nothing_of_the_case_on_it(
    scene: Scene, police: FlaskClient, paper: str
) -> None:
    save(police, address(scene), {"said.helped": "That somebody stayed."})
    assert f"{address(scene)}.{paper}" in police.get(address(scene)).text
    answer = police.get(f"{address(scene)}.{paper}")
    assert answer.status_code == 200
    assert police.get(f"{address(scene, 'known')}.{paper}").status_code == 404
    name = answer.headers["Content-Disposition"]
    assert name == f"attachment; filename=questions-said.{paper}"
    text = text_of(answer)
    assert "What helped you most?" in text
    for told in ("That somebody stayed.", CASE, "A tool that says much", "violence"):
        assert told not in text
