"""The year's audit plan as it is kept and read."""

from dataclasses import replace

import pytest

from app.db.engine import Database
from app.db.planned_audits import load_planned, planned_in
from app.db.tools import published_tools
from app.operations import planned_audits
from app.operations.audits import create_audit, delete_audit
from app.operations.versions import version_of
from audit_tools.audit_details import AuditDates, AuditDetails
from audit_tools.audit_years import PlannedState
from audit_tools.cycles import CHILDREN, Selection
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Role
from audit_tools.quarters import Quarter
from tests import factories
from tests.app.actions.conftest import Setting, SignInAs
from tests.app.visitors import send
from tests.stored_plans import PLANNED

HELD = {
    "quarter": "2025-04-01",
    "theme": "Serious youth violence",
    "why": "The inspection",
    "owner": "Silver MACE",
    "done_with": "Safer Leeds",
    "children": "6",
    "state": "held",
}


def test_a_planned_audit_is_kept_and_changed_by_who_saw_it(
    database: Database, setting: Setting
) -> None:
    unit = setting.people["unit"]
    id = planned_audits.plan_audit(database, by=unit, planned=PLANNED)
    seen = version_of(replace(PLANNED, id=id))
    dropped = replace(PLANNED, state=PlannedState.DROPPED, reason="No chair")
    change = {"by": unit, "planned_id": id, "planned": dropped, "seen": seen}
    planned_audits.change_planned(database, **change)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        planned_audits.change_planned(database, **change)  # type: ignore[arg-type]
    with database.reading() as session:
        (found,), invented = planned_in(session, unit.partnership, 2025)
        assert planned_in(session, unit.partnership, 2024) == ((), False)
    assert (found, invented) == (replace(dropped, id=id), False)


def test_what_cannot_be_planned_and_who_may_not_plan_are_refused(
    database: Database, setting: Setting
) -> None:
    unit = setting.people["unit"]
    with pytest.raises(Invalid):
        planned_audits.plan_audit(database, by=unit, planned=replace(PLANNED, theme=""))
    with pytest.raises(Hidden):
        planned_audits.plan_audit(
            database, by=unit, planned=replace(PLANNED, audit=setting.plan.id)
        )
    with pytest.raises(Refused):
        planned_audits.plan_audit(database, by=setting.people["board"], planned=PLANNED)
    elsewhere = factories.make_partnership(database, "Elsewhere")
    stranger = factories.make_person(database, elsewhere, Role.COORDINATOR)
    id = planned_audits.plan_audit(database, by=unit, planned=PLANNED)
    with pytest.raises(Hidden), database.reading() as session:
        load_planned(session, stranger.partnership, id)


def test_an_audit_that_is_deleted_leaves_its_place_in_the_plan(
    database: Database, setting: Setting
) -> None:
    unit = setting.people["unit"]
    with database.reading() as session:
        tool = next(iter(published_tools(session, unit.partnership)))
    details = AuditDetails("An audit", "", "", CHILDREN, Selection.OTHER, "", None,
                           AuditDates(None, None, None, None, None))  # fmt: skip
    audit = create_audit(database, by=unit, tool_version=tool, details=details)
    id = planned_audits.plan_audit(database, by=unit, planned=replace(PLANNED, audit=audit))
    delete_audit(database, by=unit, audit_id=audit)
    with database.reading() as session:
        assert load_planned(session, unit.partnership, id).audit is None


def test_the_page_shows_how_often_quarter_by_quarter(
    sign_in_as: SignInAs, setting: Setting
) -> None:
    client = sign_in_as("unit")
    assert client.get("/audit-plan").location == "/audit-plan/2025"
    assert "No audit is planned in this year yet." in client.get("/audit-plan/2025").text
    assert send(client, "/audit-plan/2025/new", **HELD).location == "/audit-plan/2025"
    wrong = send(client, "/audit-plan/2025/new", **HELD | {"state": "late", "children": "six"})
    assert 'href="#children"' in wrong.text
    late = send(client, "/audit-plan/2025/new", **HELD | {"state": "late"})
    assert 'href="#reason"' in late.text
    page = " ".join(sign_in_as("board").get("/audit-plan/2025").text.split())
    assert "1 audit in 1 of 4 quarters: 1 held." in page
    assert Quarter(2025, 2).with_months in page
    assert "Silver MACE, with Safer Leeds" in page
    assert "Plan an audit" not in page
    assert client.get("/audit-plan/1999").status_code == 404
    assert client.get("/audit-plan/1999/new").status_code == 404


def test_what_nobody_has_said_of_a_past_quarter_is_asked(
    sign_in_as: SignInAs, setting: Setting, database: Database
) -> None:
    planned = replace(PLANNED, quarter=Quarter(2024, 4))
    planned_audits.plan_audit(database, by=setting.people["unit"], planned=planned)
    client = sign_in_as("unit")
    assert "Its quarter is over" in client.get("/audit-plan/2024").text
    assert "2024/25" in client.get("/audit-plan/2025").text
