"""The page on which the Business Unit arranges the discussions of an audit."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db.models.audits import AuditRow, CoreGroupRow
from app.db.models.cases import AppointmentRow
from app.operations import schedule
from app.operations.appointments import declare_conflict
from app.operations.partnerships import change_settings
from app.web import paging
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.errors import Hidden
from audit_tools.permissions import Role
from audit_tools.schedule import Slot
from tests import factories
from tests.app.audits.conftest import read
from tests.app.schedule.conftest import JUNE_11, NOW, arrange, date_of
from tests.app.visitors import send
from tests.changes import change_audit, changing
from tests.scenes import Scene, make_scene

PARTS = ("day", "starts", "minutes", "place")


def path(scene: Scene) -> str:
    return f"/audits/{scene.audit}/schedule"


def seen(page: str) -> str:
    return str(re.findall(r'name="seen" value="(\w*)"', page)[0])


def save(
    unit: FlaskClient, scene: Scene, typed: dict[str, tuple[str, str, str, str]]
) -> TestResponse:
    """Send the page with what was typed for some of its cases, by reference."""
    fields = {
        f"{part}:{scene.cases[reference]}": text
        for reference, texts in typed.items()
        for part, text in zip(PARTS, texts, strict=True)
    }
    return send(unit, path(scene), seen=seen(read(unit, path(scene))), **fields)


def test_six_dates_are_one_page_and_one_save(unit: FlaskClient, scene: Scene) -> None:
    answer = save(unit, scene, {
        "SYV30-01": ("2030-06-11", "9:30", "90", "Room 3"),
        "SYV30-02": ("11 June 2030", "1130", "", "https://meet.example.org/a"),
        "SYV30-03": ("", "", "90", ""),
    })  # fmt: skip
    assert answer.status_code == 303
    assert date_of(scene).slot == Slot(JUNE_11, 90, "Room 3")
    assert date_of(scene, "SYV30-02").kept.starts == JUNE_11 + timedelta(hours=2)
    assert scene.told(scene.cases["SYV30-01"])[-1] == "case.scheduled"
    # what was left open has neither a date nor a history
    assert "case.scheduled" not in scene.told(scene.cases["SYV30-03"])


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    unit: FlaskClient, scene: Scene
) -> None:
    answer = save(unit, scene, {
        "SYV30-01": ("2030-06-11", "half past nine", "90", "Room 3"),
        "SYV30-02": ("2030-06-11", "11:30", "90", "Room 4"),
    })  # fmt: skip
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#starts:{scene.cases["SYV30-01"]}"' in page
    assert 'value="half past nine"' in page
    assert 'value="Room 4"' in page
    assert "case.scheduled" not in scene.told(scene.cases["SYV30-02"])


@pytest.mark.parametrize(
    ("room", "why"),
    [
        ("Room 3, about syv30-02", "Leave out the reference of a case"),
        ("Room 2, Jayden Smith", "This may be somebody's name"),
        ("https://meet.example.org/room?about=Jayden", "This may be somebody's name"),
    ],
)
def test_a_room_that_may_say_who_it_is_about_is_refused_since_it_goes_into_calendars(
    unit: FlaskClient, scene: Scene, room: str, why: str
) -> None:
    answer = save(unit, scene, {"SYV30-01": ("2030-06-11", "9:30", "90", room)})
    assert answer.status_code == 422
    assert escape(why) in answer.text
    assert f'href="#place:{scene.cases["SYV30-01"]}"' in answer.text
    assert "case.scheduled" not in scene.told(scene.cases["SYV30-01"])


def test_clashes_and_holidays_are_notes_that_stop_nobody(unit: FlaskClient, scene: Scene) -> None:
    assert scene.coordinator
    change_settings(
        scene.database,
        by=scene.coordinator,
        name="Leeds",
        front_door="",
        accent="#1d70b8",
        school_holidays="10 June 2030 to 14 June 2030, half term",
    )
    answer = save(unit, scene, {
        "SYV30-01": ("2030-06-11", "9:30", "90", "Room 3"),
        "SYV30-02": ("2030-06-11", "10:00", "90", "Room 4"),
        # England's late summer bank holiday
        "SYV30-03": ("2030-08-26", "10:00", "90", "Room 4"),
    })  # fmt: skip
    assert answer.status_code == 303
    page = read(unit, path(scene))
    assert page.count("Chris Chair is in case") == 2
    assert "in the school holidays (half term)" in page
    assert "Monday 26 August 2030 is a bank holiday." in page


@pytest.fixture
def other(scene: Scene) -> Scene:
    """Another audit with the same chair, and somebody in the core groups of both."""
    member = factories.make_person(
        scene.database, scene.partnership, Role.CORE_GROUP, name="Cora Group"
    )
    with changing(scene.database, scene) as session:
        first = session.get_one(AuditRow, (scene.partnership, scene.audit))
        of = {"partnership_id": scene.partnership}
        second = AuditRow(
            **of,
            id=uuid4(),
            key="neglect-2030-q1",
            title="Neglect, Quarter 1 2030/31",
            phase=first.phase,
            tool_version_id=first.tool_version_id,
            theme_list_id=first.theme_list_id,
        )
        session.add(second)
        session.flush()
        for audit in (first, second):
            session.add(CoreGroupRow(**of, audit_id=audit.id, person_id=member.id))
    other = replace(scene, audit=second.id, cases={}, returns={})
    other.add_cases("SYV30-11", "SYV30-12")
    return other


@pytest.mark.parametrize("minutes", [-80, 80])
def test_who_and_which_room_is_taken_in_another_audit_is_said(
    minutes: int, unit: FlaskClient, scene: Scene, other: Scene
) -> None:
    arrange(scene, case_01=Slot(JUNE_11, place="Room 3"))
    arrange(other, case_12=Slot(JUNE_11 + timedelta(minutes=minutes), place="room 3"))
    page, there = read(unit, path(scene)), "2 of 2 of the audit “Neglect, Quarter 1 2030/31”"
    assert f"Chris Chair and Cora Group are in case discussion {there} at the same time." in page
    assert f"Case discussion {there} is in the same place at the same time." in page
    assert "SYV30-12" not in page


def test_a_member_of_the_core_group_with_a_conflict_is_not_said_to_be_there(
    unit: FlaskClient, scene: Scene, other: Scene
) -> None:
    sits_not(other, other.cases["SYV30-12"])
    arrange(scene, case_01=Slot(JUNE_11))
    arrange(other, case_12=Slot(JUNE_11))
    page = read(unit, path(scene))
    assert "Chris Chair is in case discussion 2 of 2" in page
    assert "Chris Chair and Cora Group" not in page


def test_who_sits_in_each_discussion_stands_beside_its_date(
    unit: FlaskClient, scene: Scene, other: Scene
) -> None:
    """Those who hold it and the core group, but for who declared a conflict about its case."""
    arrange(scene, case_01=Slot(JUNE_11), case_02=Slot(JUNE_11 + timedelta(hours=2)))
    away = sits_not(other, scene.cases["SYV30-02"])
    for address in (path(scene), "/schedule/days/2030-06-11"):
        parts = re.split("</fieldset>|</li>", read(unit, address))
        first, second = (
            next(part for part in parts if reference in part)
            for reference in ("SYV30-01", "SYV30-02")
        )
        assert "Chair: Chris Chair" in first
        assert f"Core group: {away}" in first
        assert "Chair: Chris Chair" in second
        assert "Core group" not in second


def sits_not(other: Scene, case: UUID) -> str:
    """The member of the core groups has a conflict about a case; gives their name."""
    with changing(other.database, other) as session:
        member = session.scalars(select(CoreGroupRow.person_id).distinct()).one()
        session.add(
            AppointmentRow(
                partnership_id=other.partnership,
                case_id=case,
                person_id=member,
                role=Role.CORE_GROUP.value,
                conflict_declared_at=NOW,
            )
        )
    return "Cora Group"


def conflict_about(other: Scene) -> None:
    """From then on its date is nothing for the reader."""
    assert other.coordinator
    declare_conflict(other.database, by=other.coordinator, case_id=other.cases["SYV30-12"])


@pytest.mark.parametrize(
    "spare",
    [
        lambda other: arrange(other, case_12=None),
        # it begins as this one ends
        lambda other: arrange(other, case_12=Slot(JUNE_11 + timedelta(minutes=90))),
        lambda other: other.change_case("SYV30-12", CaseState.AGREED),
        conflict_about,
    ],
)
def test_another_audit_is_not_named_where_nothing_of_it_is_at_the_same_time(
    spare: Callable[[Scene], None], unit: FlaskClient, scene: Scene, other: Scene
) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    arrange(other, case_12=Slot(JUNE_11))
    assert "Neglect" in read(unit, path(scene))
    spare(other)
    assert "Neglect" not in read(unit, path(scene))


def test_every_change_raises_the_number_that_calendars_compare(scene: Scene) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    first = date_of(scene)
    arrange(scene, case_01=Slot(JUNE_11))
    assert date_of(scene) == first
    arrange(scene, case_01=Slot(JUNE_11, place="Room 3"))
    moved = date_of(scene)
    assert (moved.id, moved.sequence) == (first.id, first.sequence + 1)


def test_a_date_that_is_called_off_is_kept_for_the_calendars(
    unit: FlaskClient, scene: Scene
) -> None:
    how = "To call a discussion off, empty its day, time and room"
    assert how not in read(unit, path(scene))
    arrange(scene, case_01=Slot(JUNE_11, place="Room 3"))
    assert how in read(unit, path(scene))
    save(unit, scene, {"SYV30-01": ("", "", "90", "")})
    date = date_of(scene)
    assert date.slot is None
    assert (date.kept, date.sequence) == (Slot(JUNE_11, place="Room 3"), 1)
    assert 'value="2030-06-11"' not in read(unit, path(scene))


def test_two_who_arrange_at_once_are_told_of_each_other(unit: FlaskClient, scene: Scene) -> None:
    old = seen(read(unit, path(scene)))
    arrange(scene, case_01=Slot(JUNE_11))
    case = scene.cases["SYV30-01"]
    fields = {f"day:{case}": "2030-06-12", f"starts:{case}": "9:30", f"minutes:{case}": "90"}
    answer = send(unit, path(scene), seen=old, **fields)
    assert answer.status_code == 409
    assert "Tuesday 11 June 2030, 09:30 to 11:00" in answer.get_data(as_text=True)
    assert date_of(scene).slot == Slot(JUNE_11)


def test_times_are_proposed_and_nothing_is_saved_by_it(unit: FlaskClient, scene: Scene) -> None:
    page = read(unit, f"{path(scene)}?propose=1")
    assert "Times are proposed" not in page, "the audit has no days of discussions yet"
    day = JUNE_11.date()
    change_audit(scene.database, scene, discussions_from=day, discussions_to=day)
    arrange(scene, case_02=Slot(JUNE_11, place="Room 3"))
    page = read(unit, f"{path(scene)}?propose=1")
    assert page.count('value="2030-06-11"') == 3
    # the time that is taken is offered to nobody else
    assert page.count('value="09:30"') == 1
    assert page.count('value="Room 3"') == 3
    assert read(unit, path(scene)).count('value="2030-06-11"') == 1


def test_times_are_proposed_on_every_page_of_a_long_audit(
    unit: FlaskClient, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PER_PAGE", 2)
    day = JUNE_11.date()
    change_audit(scene.database, scene, discussions_from=day, discussions_to=day)
    second = unescape(read(unit, f"{path(scene)}?page=2"))
    assert f'href="{path(scene)}?propose=1&page=2"' in second
    first = unescape(read(unit, f"{path(scene)}?propose=1"))
    assert f'href="{path(scene)}?propose=1&page=2"' in first
    page = read(unit, f"{path(scene)}?propose=1&page=2")
    assert "SYV30-03" in page
    assert 'value="2030-06-11"' in page


def test_who_opens_a_discussion_before_its_day_reads_which_day_was_set(
    unit: FlaskClient, scene: Scene
) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    scene.change_case("SYV30-01", CaseState.PREPARED)
    opening = f"/discussions/{scene.cases['SYV30-01']}/open"
    assert "It is set for Tuesday 11 June 2030, 09:30 to 11:00." in read(unit, opening)
    arrange(scene, case_01=Slot(NOW + timedelta(hours=1)))
    assert "It is set for" not in read(unit, opening)


def test_a_discussion_that_is_over_keeps_its_date(unit: FlaskClient, scene: Scene) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    scene.change_case("SYV30-01", CaseState.AGREED)
    answer = save(unit, scene, {"SYV30-01": ("2030-06-12", "9:30", "90", "")})
    assert answer.status_code == 403
    assert f"day:{scene.cases['SYV30-01']}" not in read(unit, path(scene))


def test_what_was_typed_stays_when_one_discussion_is_over_meanwhile(
    unit: FlaskClient, scene: Scene
) -> None:
    old, over = seen(read(unit, path(scene))), scene.cases["SYV30-01"]
    fields = {
        f"{part}:{scene.cases[reference]}": text
        for reference in ("SYV30-01", "SYV30-02")
        for part, text in zip(PARTS, ("2030-06-12", "9:30", "90", "Room 4"), strict=True)
    }
    scene.change_case("SYV30-01", CaseState.AGREED)
    answer = send(unit, path(scene), seen=old, **fields)
    assert answer.status_code == 403
    assert "This discussion is over" in answer.text
    assert answer.text.count('value="Room 4"') == 1
    # where no box is any more, what was typed stands as a text
    assert f"day:{over}" not in answer.text
    assert "2030-06-12, 9:30, 90 minutes, Room 4" in answer.text
    kept = {name: text for name, text in fields.items() if str(over) not in name}
    assert send(unit, path(scene), seen=seen(answer.text), **kept).status_code == 303
    assert date_of(scene, "SYV30-02").kept.place == "Room 4"


def test_what_was_typed_can_be_read_when_the_audit_is_closed_meanwhile(
    unit: FlaskClient, scene: Scene
) -> None:
    old, case = seen(read(unit, path(scene))), scene.cases["SYV30-01"]
    change_audit(scene.database, scene, phase=Phase.CLOSED.value)
    fields = {f"day:{case}": "12 June 2030", f"starts:{case}": "9:30", f"place:{case}": "Room 4"}
    answer = send(unit, path(scene), seen=old, **fields)
    assert answer.status_code == 403
    assert "This audit is closed." in answer.text
    assert "12 June 2030, 9:30, Room 4" in answer.text


def test_a_case_of_another_audit_is_not_arranged_here(scene: Scene) -> None:
    assert scene.coordinator
    other = make_scene(scene.database, cases=("SYV30-09",))
    with pytest.raises(Hidden):
        schedule.set_dates(
            scene.database,
            by=scene.coordinator,
            audit_id=scene.audit,
            slots={other.cases["SYV30-09"]: Slot(JUNE_11)},
            seen="",
        )


def test_a_case_about_which_one_has_a_conflict_is_not_on_the_page(
    unit: FlaskClient, scene: Scene
) -> None:
    assert scene.coordinator
    declare_conflict(scene.database, by=scene.coordinator, case_id=scene.cases["SYV30-02"])
    page = read(unit, path(scene))
    assert "SYV30-01" in page
    assert "SYV30-02" not in page


def test_the_board_says_when_a_discussion_is_until_it_is_over(
    unit: FlaskClient, scene: Scene
) -> None:
    arrange(scene, case_01=Slot(JUNE_11))
    said = "waiting for returns; Tue 11 June, 09:30"
    assert said in read(unit, f"/audits/{scene.audit}")
    scene.change_case("SYV30-01", CaseState.WITHDRAWN)
    assert "Tue 11 June" not in read(unit, f"/audits/{scene.audit}")


def test_the_board_says_no_date_to_somebody_with_a_conflict(
    unit: FlaskClient, scene: Scene
) -> None:
    assert scene.coordinator
    arrange(scene, case_01=Slot(JUNE_11), case_02=Slot(JUNE_11.replace(day=12)))
    declare_conflict(scene.database, by=scene.coordinator, case_id=scene.cases["SYV30-01"])
    board = read(unit, f"/audits/{scene.audit}")
    assert "Wed 12 June" in board
    assert "Tue 11 June" not in board
