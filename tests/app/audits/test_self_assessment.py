"""An organisation's own assessment, through a whole audit: its points beside the moderated ones."""

import pytest
from flask import Flask

from app.db.engine import Database
from app.operations.exchange import export_audit
from audit_tools.library import shipped_tools
from audit_tools.points import has_points
from audit_tools.questions import Question
from tests.app.visitors import sign_in_client, text_of
from tests.app.whole_audits import WholeAudit, make_whole_audit

[TOOL] = (tool for tool in shipped_tools() if tool.key == "organisation-self-assessment")
# 3 points for what is in place and seen to work, 2 in place, 1 partly, none for not yet.
OWN = {"leading": "embedded", "voice": "in-place", "responding": "partly", "staff": "in-place",
       "together": "not-yet"}  # fmt: skip
MODERATED = OWN | {"leading": "in-place", "staff": "partly", "overall": "partly"}
REACHED, SEEN = "staff.reached", "staff.reached-moderated"


@pytest.fixture
def whole(app: Flask, database: Database) -> WholeAudit:
    """One organisation has graded itself and those who moderated have agreed their grades."""
    whole = make_whole_audit(app, database, TOOL)
    whole.prepared.start()
    reasons = {f"{section}/reason": "It was seen." for section in OWN}
    grades = {f"{section}/grade": grade for section, grade in OWN.items()}
    whole.answer({**reasons, **grades, REACHED: "not-applicable"})
    whole.open()
    agreed = {f"{section}/agreed": grade for section, grade in MODERATED.items()}
    why = {f"{section.key}/why": "It was seen." for section in TOOL.sections if section.graded}
    whole.agree({**agreed, **why, SEEN: "some"})
    return whole


def test_grades_and_an_answer_are_worth_points_and_no_other_shipped_tool_gives_any() -> None:
    assert [tool for tool in shipped_tools() if has_points(tool)] == [TOOL]
    worth = {question.key for question in TOOL.questions if has_points_of_its_own(question)}
    assert worth == {REACHED, SEEN}
    assert [grade.points for grade in TOOL.scales[0].grades] == [3, 2, 1, 0]


def has_points_of_its_own(question: Question) -> bool:
    return any(choice.points is not None for choice in question.choices)


def test_the_discussion_shows_own_points_beside_moderated_ones(whole: WholeAudit) -> None:
    chair = sign_in_client(whole.app, whole.database, whole.chair)
    shown = chair.get(f"/discussions/{whole.case}/sections/staff").text
    # Of the grade 2 of 3; nobody of the organisation meets children, so the other 3 are in neither.
    assert "<dt>Police</dt><dd>2 of 3 points; 1 not applicable</dd>" in shown
    # The grade 1 of 3, and by what was seen half or fewer were trained.
    assert "<dt>Moderated</dt><dd>2 of 6 points</dd>" in shown


def test_the_record_has_the_points_of_all_sections_side_by_side(whole: WholeAudit) -> None:
    chair = sign_in_client(whole.app, whole.database, whole.chair)
    on_screen = text_of(chair.get(f"/discussions/{whole.case}/record"))
    on_paper = text_of(chair.get(f"/discussions/{whole.case}/record.pdf"))
    for record in (on_screen, on_paper):
        said = " ".join(record.split())
        assert "8 of 15 points; 1 not applicable" in said
        assert "8 of 21 points" in said
        assert "no grade is made of them" in said


def test_the_organisation_has_its_own_points_on_its_copy(whole: WholeAudit) -> None:
    lead = sign_in_client(whole.app, whole.database, whole.lead)
    copy = " ".join(text_of(lead.get(f"/returns/{whole.return_id}/copy.pdf")).split())
    assert "2 of 3 points; 1 not applicable" in copy
    assert "of 21 points" not in copy


def test_the_export_has_own_and_moderated_grades_and_what_they_are_worth(whole: WholeAudit) -> None:
    out = export_audit(
        whole.database, by=None, partnership=whole.prepared.partnership, key="an-audit"
    )
    [case] = out["cases"]
    [own] = case["returns"]
    assert own["entries"]["staff/grade"] == "in-place"
    assert own["entries"][REACHED] == "not-applicable"
    assert case["discussion"]["entries"]["staff/agreed"] == "partly"
    [scale] = out["tool"]["scales"]
    assert [grade["points"] for grade in scale["grades"]] == [3, 2, 1, 0]
