"""An audit's purpose, dates and grades: what is typed stays, and mistakes stand where they are."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.db.audits import list_audits, load_audit
from app.operations.tools import publish_tool
from audit_tools.conditions.terms import OfAudit
from audit_tools.cycles import AuditKind
from audit_tools.kinds_of_audit import asked_in
from tests.app.audits.conftest import DETAILS, read
from tests.app.visitors import send, text_of
from tests.preparations import Preparation
from tests.world import TOOL


def test_an_audit_is_set_up_from_the_only_published_tool(
    unit: FlaskClient, prepared: Preparation
) -> None:
    page = read(unit, "/audits/new")
    assert "Outstanding, Good, Requires improvement" in page
    assert "What each grade means" in page
    answer = send(unit, "/audits/new", **DETAILS, returns_due="6 June 2025")
    assert answer.status_code == 303
    with prepared.database.reading() as session:
        made = [a for a in list_audits(session, prepared.partnership) if a.id != prepared.audit]
    assert str(made[0].cycle.returns_due) == "2025-06-06"
    assert made[0].scale is not None


def test_an_audit_may_be_set_up_without_grades(unit: FlaskClient, prepared: Preparation) -> None:
    send(unit, "/audits/new", **{**DETAILS, "scale": "none"})
    with prepared.database.reading() as session:
        made = [a for a in list_audits(session, prepared.partnership) if a.id != prepared.audit]
    assert made[0].scale is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Enter a title"),
        ({"returns_due": "next Friday"}, "Enter a date such as 6 June 2025."),
        ({"returns_due": "9999-12-31"}, "The year is between 2000 and 2099."),
        ({"period_from": "2025-06-01", "period_to": "2025-05-01"}, "has to end after it begins"),
        ({"counts_many": ""}, "Enter a word, such as children."),
    ],
)
def test_a_mistake_stands_beside_its_field_and_the_rest_stays(
    unit: FlaskClient, prepared: Preparation, typed: dict[str, str], sentence: str
) -> None:
    answer = send(unit, "/audits/new", **{**DETAILS, "purpose": "What I had typed", **typed})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert page.count(sentence) >= 2  # in the list at the top and beside the field
    assert "What I had typed" in page
    for value in typed.values():
        assert value in page


def test_a_tool_that_is_not_published_is_not_there(
    unit: FlaskClient, prepared: Preparation
) -> None:
    answer = send(unit, f"/audits/new?tool={prepared.audit}", **DETAILS)
    assert answer.status_code == 404


def test_two_who_change_the_same_audit_see_each_others_change(
    unit: FlaskClient, prepared: Preparation
) -> None:
    path = f"/audits/{prepared.audit}/edit"
    page = read(unit, path)
    old = page.split('name="seen" value="')[1].split('"')[0]
    mine = {**DETAILS, "selection": "nominated", "seen": old, "title": "Mine"}
    assert send(unit, path, **{**mine, "title": "Theirs"}).status_code == 303
    answer = send(unit, path, **mine)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "What stands now" in page
    assert "<dt>Title</dt><dd>Theirs</dd>" in page
    assert 'value="Mine"' in page
    again = page.split('name="seen" value="')[1].split('"')[0]
    assert send(unit, path, **{**mine, "seen": again}).status_code == 303


def test_a_started_audit_has_no_form_but_for_its_dates(
    unit: FlaskClient, prepared: Preparation
) -> None:
    dates = f"/audits/{prepared.audit}/dates"
    read(unit, dates, 403)
    prepared.started_case()
    for path in ("edit", "delete"):
        assert "has started" in read(unit, f"/audits/{prepared.audit}/{path}", 403)
    page = read(unit, dates)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    moved = {
        "period_from": "2025-01-01", "period_to": "2025-03-31", "returns_due": "2025-05-20",
        "discussions_from": "2025-05-26", "discussions_to": "2025-05-28", "seen": seen,
    }  # fmt: skip
    answer = send(unit, dates, **moved)
    assert answer.status_code == 422
    assert "Give a reason." in text_of(answer)
    assert send(unit, dates, **moved, reason="Half term").status_code == 303
    assert "due 20 May 2025" in read(unit, f"/audits/{prepared.audit}")


def test_an_audit_in_preparation_is_deleted_after_a_question(
    unit: FlaskClient, prepared: Preparation
) -> None:
    path = f"/audits/{prepared.audit}/delete"
    assert "deleted for good" in read(unit, path)
    assert send(unit, path).status_code == 303
    read(unit, f"/audits/{prepared.audit}", 404)


def test_a_published_tool_can_be_read_whole(unit: FlaskClient, prepared: Preparation) -> None:
    assert "Version 1" in read(unit, "/tools")
    page = read(unit, f"/tools/{prepared.tool}")
    for said in ("What each grade means", "Asked of every agency", "How much each agency is asked"):
        assert said in page
    read(unit, f"/tools/{prepared.audit}", 404)


def test_a_tool_that_asks_less_in_a_rapid_audit_asks_less_in_one(
    unit: FlaskClient, prepared: Preparation
) -> None:
    alike = replace(asked_in(TOOL, AuditKind.FULL), version=2)
    first, *rest = alike.sections
    only_full = replace(first, show_when=(OfAudit((AuditKind.FULL,)),))
    tool = replace(alike, version=3, sections=(only_full, *rest))
    of_alike, version = (
        publish_tool(prepared.database, by=prepared.unit, tool=one) for one in (alike, tool)
    )
    path = f"/audits/new?tool={version}"
    assert "How much is asked" not in read(unit, f"/audits/new?tool={of_alike}")
    assert "How much is asked" in read(unit, path)
    answer = send(unit, path, **DETAILS, audit_kind="rapid")
    audit_id = UUID(answer.location.rpartition("/")[2])
    with prepared.database.reading() as session:
        audit = load_audit(session, prepared.partnership, audit_id)
    assert audit.tool.sections == tuple(rest)
    assert audit.published == tool
    edit = f"/audits/{audit_id}/edit"
    page = read(unit, edit)
    assert re.search(r'value="rapid"[^>]*checked', page)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert send(unit, edit, **DETAILS, audit_kind="full", seen=seen).status_code == 303
    with prepared.database.reading() as session:
        asked = load_audit(session, prepared.partnership, audit_id).tool
    assert asked.sections == alike.sections
