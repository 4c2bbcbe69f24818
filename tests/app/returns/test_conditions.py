"""What a return asks hangs on its answers, on who gives it and on the case it is about."""

from typing import Any

import pytest

from app.db.models.cases import CaseRow
from app.db.my_returns import list_own_returns
from audit_tools import returns
from audit_tools.definition import tool_to_document
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
