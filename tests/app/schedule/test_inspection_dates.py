"""The dates of a joint inspection are proposed, and taken over with one press."""

import re
from datetime import date
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.audits import load_audit
from audit_tools.cycles import AuditCycle
from tests.app.audits.conftest import prepared, read, unit
from tests.app.visitors import send
from tests.preparations import Preparation

__all__ = ["prepared", "unit"]


def path(prepared: Preparation) -> str:
    return f"/audits/{prepared.audit}/inspection-dates"


def cycle_of(prepared: Preparation) -> AuditCycle:
    audit: UUID = prepared.audit
    with prepared.database.reading() as session:
        return load_audit(session, prepared.partnership, audit).cycle


def take_over(
    unit: FlaskClient, prepared: Preparation, notified: str, seen: str = "", reason: str = ""
) -> TestResponse:
    seen = seen or seen_on(unit, prepared)
    return send(unit, path(prepared), notified_on=notified, seen=seen, reason=reason)


def seen_on(unit: FlaskClient, prepared: Preparation) -> str:
    page = read(unit, f"{path(prepared)}?notified_on=2025-05-19")
    return str(re.findall(r'name="seen" value="(\w+)"', page)[0])


def test_to_look_at_proposals_changes_nothing(unit: FlaskClient, prepared: Preparation) -> None:
    before = cycle_of(prepared)
    # 26 May 2025 is a bank holiday: day 5 is Friday, day 6 Tuesday.
    page = read(unit, f"{path(prepared)}?notified_on=19+May+2025")
    assert "Wednesday 28 May 2025 to Thursday 29 May 2025" in page
    assert "Monday 2 June 2025" in page
    assert "Days 7 and 8" in page
    assert cycle_of(prepared) == before


def test_one_press_takes_all_dates_over_and_each_can_be_changed(
    unit: FlaskClient, prepared: Preparation
) -> None:
    assert take_over(unit, prepared, "2025-05-19").status_code == 303
    cycle = cycle_of(prepared)
    assert cycle.notified_on == date(2025, 5, 19)
    assert (cycle.period_from, cycle.period_to) == (date(2024, 11, 19), date(2025, 5, 19))
    assert cycle.returns_due == date(2025, 5, 23)
    assert (cycle.discussions_from, cycle.discussions_to) == (date(2025, 5, 28), date(2025, 5, 29))
    assert 'value="2025-05-28"' in read(unit, f"/audits/{prepared.audit}/edit")
    assert len(prepared.told("audit.inspection-dates")) == 1


def test_the_day_by_which_inspectors_have_the_records_stands_on_the_page_of_dates(
    unit: FlaskClient, prepared: Preparation
) -> None:
    prepared.add_case("SYV25-01")
    schedule = f"/audits/{prepared.audit}/schedule"
    assert "with the inspectors" not in read(unit, schedule)
    take_over(unit, prepared, "2025-05-19")
    assert "with the inspectors by Monday 2 June 2025" in read(unit, schedule)


def test_a_day_that_cannot_be_is_refused_and_stays_in_its_box(
    unit: FlaskClient, prepared: Preparation
) -> None:
    for address in ("?notified_on=soon", "?notified_on=0001-01-01", "?notified_on="):
        answer = unit.get(f"{path(prepared)}{address}")
        assert answer.status_code == 422, address
        assert "Enter " in answer.get_data(as_text=True)
    assert "soon" in unit.get(f"{path(prepared)}?notified_on=soon").get_data(as_text=True)
    assert take_over(unit, prepared, "").status_code == 422
    assert cycle_of(prepared).notified_on is None


def test_dates_that_somebody_else_moved_are_not_written_over(
    unit: FlaskClient, prepared: Preparation
) -> None:
    old = seen_on(unit, prepared)
    take_over(unit, prepared, "2025-05-19")
    answer = take_over(unit, prepared, "2025-06-02", old)
    assert answer.status_code == 409
    assert "What stands now" in answer.text
    assert "<dt>Returns due</dt><dd>23 May 2025</dd>" in answer.text
    assert cycle_of(prepared).notified_on == date(2025, 5, 19)


def test_an_audit_under_way_tells_everybody_who_is_asked(
    unit: FlaskClient, prepared: Preparation
) -> None:
    prepared.started_case()
    page = read(unit, f"{path(prepared)}?notified_on=2025-05-19")
    assert "Everybody who is asked sees the new dates at once, so say why they change." in page
    answer = take_over(unit, prepared, "2025-05-19", reason="Inspectors came")
    assert answer.status_code == 303
    assert "due on Friday 23 May 2025" in read(unit, f"/audits/{prepared.audit}/messages")


def test_an_audit_under_way_gets_other_dates_with_a_reason_alone_as_by_hand(
    unit: FlaskClient, prepared: Preparation
) -> None:
    assert "Why the dates change" not in read(unit, f"{path(prepared)}?notified_on=2025-05-19")
    prepared.started_case()
    before = cycle_of(prepared)
    answer = take_over(unit, prepared, "2025-05-19", reason=" ")
    assert answer.status_code == 422
    assert 'href="#reason"' in answer.text
    assert cycle_of(prepared) == before
    take_over(unit, prepared, "2025-05-19", reason="Inspectors came")
    assert cycle_of(prepared).returns_due == date(2025, 5, 23)
    (told,) = prepared.told("audit.dates-changed")
    assert "Inspectors came" in told
