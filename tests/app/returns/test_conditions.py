"""What a return asks hangs on its answers, on who gives it and on the case it is about."""

from typing import Any

import pytest

from app.db.engine import Database
from app.db.facts import read_facts
from app.db.models.cases import CaseRow
from app.db.my_returns import list_own_returns
from app.db.returns import read_own_part
from app.operations import assignments
from audit_tools import returns
from audit_tools.definition import tool_to_document
from audit_tools.permissions import Grant, Role
from tests import factories
from tests.app.returns.conftest import Visit
from tests.changes import change_row
from tests.scenes import TOOL, Scene

ASKED = "identification.referral-made"


def hang(scene: Scene, *show_when: dict[str, Any]) -> None:
    """Let a question of the section on what was seen first hang on these."""
    document = tool_to_document(TOOL)
    questions = (q for section in document["sections"] for q in section["questions"])
    next(q for q in questions if q["key"] == ASKED)["show_when"] = list(show_when)
    scene.use_tool(document)


# What the question hangs on, and whether the school and the police, which leads, are asked it.
SITUATIONS: list[tuple[dict[str, Any], bool, bool]] = [
    ({"kinds": ["education"]}, True, False),
    ({"not": {"kinds": ["education"]}}, False, True),
    ({"leads": True}, False, True),
    ({"case": "plan_type", "one_of": ["child protection"]}, True, True),
    ({"case": "plan_type", "one_of": ["looked after"]}, False, False),
    (
        {"any_of": [{"leads": True}, {"case": "plan_type", "one_of": ["looked after"]}]},
        False,
        True,
    ),
]


@pytest.mark.parametrize(("condition", "school", "police"), SITUATIONS)
def test_a_question_hangs_on_who_is_asked_about_which_case(
    visit: Visit, scene: Scene, condition: dict[str, Any], school: bool, police: bool
) -> None:
    hang(scene, condition)
    change_row(
        scene.database, scene, CaseRow, scene.cases["SYV30-01"], plan_type="Child protection"
    )
    for agency, is_asked in (("school", school), ("police", police)):
        page = visit(agency=agency).read("/sections/identification")
        assert (f'name="{ASKED}"' in page) is is_asked
        # What the page itself cannot change is settled before it is sent, and told nobody.
        assert "data-when" not in page
        with scene.database.reading() as session:
            listed = list_own_returns(session, scene.practitioners[agency])
        own = next(one for one in listed if one.on_file.id == scene.returns["SYV30-01", agency])
        left = [one.place for one in returns.left_to_do(own.tool, own.value)]
        assert (ASKED in left) is is_asked


FAMILY, DECIDES = "family", "identification.referral-made"


@pytest.fixture
def left_out(scene: Scene) -> Scene:
    """A tool in which the section on the family hangs on what was seen first."""
    document = tool_to_document(TOOL)
    section = next(s for s in document["sections"] if s["key"] == FAMILY)
    section["show_when"] = [{"question": DECIDES, "one_of": ["yes"]}]
    # Of others than those who are asked what decides, nobody has questions in it.
    for question in section["questions"]:
        if question["asked"] == "each":
            question.update(kinds=["education"], variants={})
    scene.use_tool(document)
    scene.answer("SYV30-01", "school", {DECIDES: "yes"})
    return scene


def test_a_section_that_is_left_out_is_passed_over_and_said_to_be(
    visit: Visit, left_out: Scene
) -> None:
    visitor = visit()
    assert visitor.get(f"/sections/{FAMILY}").status_code == 200
    assert f"/sections/{FAMILY}" in visitor.read("/check")
    left_out.answer("SYV30-01", "school", {DECIDES: "no"})
    answer = visitor.get(f"/sections/{FAMILY}", follow_redirects=True)
    title = TOOL.section(FAMILY).title
    assert f"“{title}” is not asked, given what is answered so far." in answer.text
    assert f"/sections/{FAMILY}" not in visitor.read("/check")
    before = visitor.save("justice", visitor.open("justice"))
    assert before.headers["Location"].endswith("/sections/equity")


def test_who_has_only_a_section_that_is_left_out_is_told_so(
    visit: Visit, left_out: Scene, database: Database
) -> None:
    helper = factories.make_person(
        database, left_out.partnership, Grant(Role.PRACTITIONER, "school"), name="Hana Helper"
    )
    assignments.give_sections(
        database, by=left_out.leads["school"],
        return_id=left_out.returns["SYV30-01", "school"], given={FAMILY: helper.id},
    )  # fmt: skip
    left_out.answer("SYV30-01", "school", {DECIDES: "no"})
    answer = visit(helper).get("", follow_redirects=True)
    assert answer.status_code == 200
    assert "is not asked, given what is answered so far" in answer.text


def test_what_is_sent_from_the_page_of_a_section_that_was_left_out_meanwhile_is_kept(
    visit: Visit, left_out: Scene
) -> None:
    visitor = visit()
    form = visitor.open(FAMILY)
    left_out.answer("SYV30-01", "school", {DECIDES: "no"})
    assert visitor.save(FAMILY, form, {"family/strength/1": "KEPT WORDS"}).status_code == 303
    with left_out.database.reading() as session:
        held = read_own_part(
            session, left_out.practitioners["school"], left_out.returns["SYV30-01", "school"]
        )
    assert held.value.entries["family/strength/1"] == "KEPT WORDS"
    left_out.answer("SYV30-01", "school", {DECIDES: "yes"})
    assert "KEPT WORDS" in visitor.read(f"/sections/{FAMILY}")


def test_what_a_condition_hides_again_is_kept_and_in_no_count(scene: Scene) -> None:
    school = ("SYV30-01", "school")
    scene.answer(*school, {ASKED: "no"})

    def counted() -> list[str]:
        with scene.database.reading() as session:
            facts = read_facts(session, scene.partnership, scene.audit)
        of_school = (r for case in facts.cases for r in case.returns if r.agency == "school")
        return [r.answers[ASKED] for r in of_school if ASKED in r.answers]

    assert counted() == ["no"]
    hang(scene, {"not": {"kinds": ["education"]}})
    assert counted() == []
    with scene.database.reading() as session:
        held = read_own_part(session, scene.practitioners["school"], scene.returns[school])
    assert held.value.entries[ASKED] == "no"
