"""One page for all discussions of a day, for those who hold them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.operations.appointments import declare_conflict
from audit_tools.cases import CaseState
from audit_tools.permissions import Grant, Role
from audit_tools.schedule import Slot
from tests import factories
from tests.app.audits.conftest import read
from tests.app.schedule.conftest import JUNE_11, arrange
from tests.app.visitors import sign_in_client
from tests.changes import change_audit
from tests.scenes import Scene

DAY = "/schedule/days/2030-06-11"


def test_the_day_lists_its_discussions_in_order_with_what_each_lacks(
    unit: FlaskClient, scene: Scene
) -> None:
    arrange(
        scene,
        case_01=Slot(JUNE_11.replace(hour=12), place="Room 3"),
        case_02=Slot(JUNE_11),
        case_03=Slot(JUNE_11.replace(day=12)),
    )
    page = read(unit, DAY)
    assert page.index("SYV30-02") < page.index("SYV30-01")
    assert "SYV30-03" not in page
    assert page.count("2 of 2 returns are still to come.") == 2
    assert page.count("Nobody takes notes.") == 2
    assert page.count("It has no room or link.") == 1
    assert page.count("Nobody is expected from Police and School.") == 2
    assert f'href="/schedule/{scene.cases["SYV30-01"]}/who-comes"' in page
    assert f'href="/discussions/{scene.cases["SYV30-01"]}"' in page


def test_the_day_links_the_case_sheets_once_there_is_one(unit: FlaskClient, scene: Scene) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    assert "Case sheets" not in read(unit, DAY)
    scene.change_case("SYV30-01", CaseState.PREPARED)
    assert f'action="/audits/{scene.audit}/case-sheets"' in read(unit, DAY)


def test_the_chair_reads_the_day_without_what_only_the_unit_can_mend(
    app: Flask, scene: Scene
) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    assert scene.chair
    page = read(sign_in_client(app, scene.database, scene.chair), DAY)
    assert "Nobody is expected from Police and School." in page
    assert "/who-comes" not in page
    assert f'href="/cases/{scene.cases["SYV30-01"]}"' in page


def test_a_chair_who_declared_a_conflict_finds_nothing(app: Flask, scene: Scene) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    assert scene.chair
    declare_conflict(scene.database, by=scene.chair, case_id=scene.cases["SYV30-01"])
    page = read(sign_in_client(app, scene.database, scene.chair), DAY)
    assert "No discussion that you hold is on this day." in page
    assert "SYV30" not in page


def test_what_was_called_off_or_withdrawn_is_not_on_the_day(
    unit: FlaskClient, scene: Scene
) -> None:
    arrange(scene, case_01=Slot(JUNE_11), case_02=Slot(JUNE_11.replace(hour=12)))
    arrange(scene, case_01=None)
    scene.change_case("SYV30-02", CaseState.WITHDRAWN)
    assert "No discussion that you hold is on this day." in read(unit, DAY)


def test_an_address_that_names_no_day_is_not_there(unit: FlaskClient) -> None:
    read(unit, "/schedule/days/2030-06-31", 404)
    read(unit, "/schedule/days/tomorrow", 404)
    # there is no day after the one, and no midnight in UTC of the other
    read(unit, "/schedule/days/9999-12-31", 404)
    read(unit, "/schedule/days/0001-01-01", 404)


def test_a_chair_of_other_cases_learns_nothing_of_a_case_their_agency_knows(
    app: Flask, scene: Scene
) -> None:
    """They know its date, as their agency does, and not what it lacks from the others."""
    arrange(scene, case_01=Slot(JUNE_11))
    both = (Role.CHAIR, Grant(Role.AGENCY_LEAD, "school"))
    client = sign_in_client(
        app, scene.database, factories.make_person(scene.database, scene.partnership, *both)
    )
    assert "SYV30-01" in read(client, "/schedule")
    assert "No discussion that you hold is on this day." in read(client, DAY)


@pytest.mark.parametrize("path", [DAY, "/schedule"])
def test_a_rehearsal_is_told_by_its_title_alone(path: str, unit: FlaskClient, scene: Scene) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    change_audit(scene.database, scene, title="Rehearsal: neglect", rehearsal=True)
    page = read(unit, path)
    assert "Rehearsal: neglect" in page
    assert "(rehearsal)" not in page
