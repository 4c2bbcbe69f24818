"""The strategy as the people who keep and read it meet it, and what is stored of it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from flask import Flask
from lxml import html  # type: ignore[import-untyped]
from sqlalchemy import func, select

from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.db.models.learning_strategy import EvaluationPointRow
from app.db.strategies import load_strategy
from app.db.tools import newest_tools, themes_of
from app.operations import planned_audits, strategies
from app.operations.strategies import PointDays
from app.operations.versions import version_of
from audit_tools.audit_years import PlannedAudit
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.learning_strategy.points import Measured, Point, PointKind
from audit_tools.learning_strategy.strategy import (
    Activity,
    ActivityDetails,
    ActivityStatus,
    AnsweredNeed,
    AuditQuestion,
    StrategyDetails,
)
from audit_tools.quarters import Quarter
from tests.app.visitors import send, sign_in_client, text_of
from tests.changes import change_audit
from tests.stored_strategies import StoredStrategy, add_strategy
from tests.world import World, make_another_audit, make_world

NOW = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
ON = date(2025, 1, 20)


@dataclass(frozen=True)
class Setting:
    world: World
    stored: StoredStrategy


@pytest.fixture
def setting(database: Database, partnership: UUID) -> Setting:
    """A closed audit with a need on the child's voice, and a strategy of the learning member."""
    database.clock = lambda: NOW
    world = make_world(database, partnership)
    change_audit(database, world, phase="closed", theme="Violence")
    return Setting(world, add_strategy(database, world.people["learning member"], world.audit))


def activity_of(database: Database, setting: Setting) -> Activity:
    with database.reading() as session:
        strategy = load_strategy(session, setting.world.partnership, setting.stored.id)
    return strategy.activity(setting.stored.activity)


def point_of(database: Database, setting: Setting, kind: PointKind) -> Point:
    return next(p for p in activity_of(database, setting).points if p.kind is kind)


def change(database: Database, setting: Setting, details: ActivityDetails) -> None:
    strategies.change_activity(
        database,
        by=setting.world.people["learning member"],
        activity_id=setting.stored.activity,
        details=details,
        seen=version_of(activity_of(database, setting).details),
    )


def set_days(database: Database, setting: Setting, days: PointDays) -> None:
    strategies.set_days(
        database,
        by=setting.world.people["learning member"],
        activity_id=setting.stored.activity,
        days=days,
        seen=version_of(PointDays.of(activity_of(database, setting))),
    )


def rows_of_points(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(EvaluationPointRow)) or 0


def test_a_day_that_is_the_proposed_one_goes_on_following_the_activity(
    database: Database, setting: Setting
) -> None:
    own = date(2025, 3, 31)
    proposed = {p.kind: p.due for p in activity_of(database, setting).points if p.due}
    set_days(database, setting, PointDays(proposed | {PointKind.WITH_MANAGER: own}, frozenset()))
    assert rows_of_points(database) == 1
    moved = replace(activity_of(database, setting).details, on=date(2025, 2, 20))
    change(database, setting, moved)
    assert point_of(database, setting, PointKind.AFTER).due == date(2025, 2, 20)
    assert point_of(database, setting, PointKind.WITH_MANAGER).due == own
    # An emptied box is proposed again.
    set_days(database, setting, PointDays({}, frozenset()))
    assert point_of(database, setting, PointKind.WITH_MANAGER).due == date(2025, 4, 10)


def test_the_re_audit_is_proposed_from_the_year_s_audit_plan(
    database: Database, setting: Setting
) -> None:
    assert point_of(database, setting, PointKind.RE_AUDIT).due is None
    planned_audits.plan_audit(
        database,
        by=setting.world.people["coordinator"],
        planned=PlannedAudit(Quarter(2025, 1), "Violence", "To see", "Silver MACE"),
    )
    assert point_of(database, setting, PointKind.RE_AUDIT).due == date(2025, 6, 30)


def test_a_need_is_one_of_the_audit_and_a_question_one_of_a_tool(
    database: Database, setting: Setting
) -> None:
    details = activity_of(database, setting).details
    for wrong, place, said in (
        (replace(details, need=AnsweredNeed(setting.world.audit, "other")), "theme",
         "Its needs are on: "),
        (replace(details, need=AnsweredNeed(UUID(int=5), "voice")), "audit", "Choose from"),
        (replace(details, question=AuditQuestion("x", "y")), "question", "Choose from"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            change(database, setting, wrong)
        assert refused.value.place == place
        assert said in str(refused.value)


def test_what_was_measured_stays_with_its_history_and_two_who_write_meet(
    database: Database, setting: Setting
) -> None:
    by, said = setting.world.people["coordinator"], Measured(ON, how_much="22 of 24 came")
    change(database, setting, replace(activity_of(database, setting).details,
                                      status=ActivityStatus.DONE))  # fmt: skip

    def measure() -> None:
        strategies.measure(
            database,
            by=by,
            activity_id=setting.stored.activity,
            kind=PointKind.AFTER,
            measured=said,
            seen=version_of(Measured()),
        )

    measure()
    assert point_of(database, setting, PointKind.AFTER).measured == said
    with pytest.raises(Conflict):
        measure()
    with pytest.raises(Refused):
        strategies.remove_activity(database, by=by, activity_id=setting.stored.activity)
    with database.reading() as session:
        told = session.scalars(select(HistoryEvent.what).where(
            HistoryEvent.subject_id == setting.stored.activity)).all()  # fmt: skip
    assert sorted(told) == ["activity.added", "activity.changed", "activity.measured"]


def test_what_holds_nothing_is_taken_out_and_is_gone(database: Database, setting: Setting) -> None:
    by = setting.world.people["coordinator"]
    with pytest.raises(Refused):
        strategies.remove_objective(database, by=by, objective_id=setting.stored.objective)
    set_days(database, setting, PointDays({}, frozenset({PointKind.BEFORE})))
    strategies.remove_activity(database, by=by, activity_id=setting.stored.activity)
    assert rows_of_points(database) == 0
    strategies.remove_objective(database, by=by, objective_id=setting.stored.objective)
    with database.reading() as session, pytest.raises(Hidden):
        strategies.of_objective(session, by, setting.stored.objective)


def test_a_strategy_is_kept_through_its_pages(
    app: Flask, database: Database, setting: Setting
) -> None:
    client = sign_in_client(app, database, setting.world.people["learning member"])
    begun = send(client, "/strategies/new", title="Another", period_from="1 April 2025")
    assert "Another" in client.get(begun.location).text
    wrong = send(client, "/strategies/new", title=" ")
    assert 'href="#title"' in wrong.text
    added = send(client, f"{begun.location}/objectives/new", says="Ask first")
    page = client.get(added.location).text
    address = page.split("Ask first")[1].split('href="')[1].split('"')[0]
    offered = client.get(f"{address}?audit={setting.world.audit}&theme=voice").text
    assert f'value="{setting.world.audit}" selected' in offered
    half = send(client, address, what="A course", theme="voice", status="planned")
    assert 'href="#audit"' in half.text
    row = {"what": "A course", "audit": str(setting.world.audit), "theme": "voice",
           "on": "20/01/2025", "status": "planned"}  # fmt: skip
    activity = send(client, address, **row).location
    page = " ".join(text_of(client.get(activity)).split())
    for said in (
        "could be better in 1 of 1 child; in 1 of them learning would help",
        "Nobody has said whether it was held",
        "Overdue since 20 January",
    ):
        assert said in page, said
    point = f"{activity}/points/after"
    seen = client.get(point).text.split('name="seen" value="')[1].split('"')[0]
    assert send(client, point, seen=seen, on="20/01/2025", how_much="22 came").status_code == 303
    assert "22 came" in client.get(activity).text
    late = send(client, point, seen=seen, on="20/01/2025", how_much="23 came")
    assert late.status_code == 409
    assert "22 came" in late.text
    assert client.get(f"{activity}/points/someday").status_code == 404
    days = client.get(f"{activity}/days").text
    assert 'value="2025-03-10"' in days


def test_who_only_reads_it_is_shown_nothing_to_write_and_no_audit_before_its_time(
    app: Flask, database: Database, setting: Setting
) -> None:
    client = sign_in_client(app, database, setting.world.people["board member"])
    address = f"/strategies/{setting.stored.id}"
    page = " ".join(text_of(client.get(address)).split())
    assert "1 of 1 child" in page
    assert "Add an" not in page
    change_audit(database, setting.world, phase="collecting")
    page = " ".join(text_of(client.get(address)).split())
    assert "1 of 1 child" not in page
    assert client.get(f"{address}/strategy.pdf").data.startswith(b"%PDF")


def test_what_the_re_audit_found_stands_beside_each_need(
    app: Flask, database: Database, setting: Setting
) -> None:
    client = sign_in_client(app, database, setting.world.people["board member"])
    address = f"/strategies/{setting.stored.id}/after"
    assert "No audit by the same tool has asked again yet." in text_of(client.get(address))
    change_audit(database, setting.world, returns_due=date(2024, 11, 15))
    again = make_another_audit(
        database,
        setting.world,
        [CaseState.AGREED],
        key="again",
        phase=Phase.COLLECTING,
        interim=True,
    )
    change_audit(database, again, returns_due=date(2025, 5, 16), title="The second audit")
    # Of two audits after it the first is the re-audit.
    third = make_another_audit(
        database, setting.world, [CaseState.AGREED], key="third", phase=Phase.CLOSED
    )
    change_audit(database, third, returns_due=date(2025, 9, 16))
    page = " ".join(text_of(client.get(address)).split())
    assert "The second audit (interim)</p>" in page
    assert (
        "whatever would help: in 1 of 1 child before, in 1 of 1 child after. Not judged yet."
        in page
    )
    assert "Closing the loop: what came after</h1>" in page
    assert "Nothing yet" in page
    assert "1.1 Listening to teenagers (planned for 20 January 2025)" in page
    # Nothing is set beside an audit that is not closed, and no audit beside another than the last.
    change_audit(database, again, phase="closed")
    change_audit(database, setting.world, phase="collecting", interim_issued_at=NOW)
    assert "has asked again yet." in text_of(client.get(address))


def test_the_pathway_is_kept_level_by_level(
    app: Flask, database: Database, setting: Setting
) -> None:
    client = sign_in_client(app, database, setting.world.people["learning member"])
    address, stored = f"/strategies/{setting.stored.id}", setting.stored
    assert 'href="#level"' in send(client, f"{address}/pathway/new", level=" ").text
    row = {"level": "Awareness plus", "target_group": "Groups 2 and 7", "minimum_content": "Act"}
    assert send(client, f"{address}/pathway/new", **row).location == f"{address}#pathway"
    change = f"/strategies/pathway/{stored.step}/change"
    seen = client.get(change).text.split('name="seen" value="')[1].split('"')[0]
    new = row | {"level": "First"}
    assert send(client, change, seen=seen, **new).status_code == 303
    late = send(client, change, seen=seen, **row)
    assert late.status_code == 409
    page = client.get(address).text
    assert page.index("First</th>") < page.index("Awareness plus</th>")
    assert send(client, f"/strategies/pathway/{stored.step}/remove").status_code == 303
    assert "First</th>" not in client.get(address).text
    assert client.get(change).status_code == 404


def test_a_need_leads_to_an_activity_for_it(
    app: Flask, database: Database, setting: Setting
) -> None:
    client = sign_in_client(app, database, setting.world.people["learning member"])
    needs = client.get(f"/audits/{setting.world.audit}/training-needs").text
    address = f"/strategies/for-need?audit={setting.world.audit}&amp;theme=voice"
    assert address in needs
    page = client.get(address.replace("&amp;", "&")).text
    assert f"/strategies/objectives/{setting.stored.objective}/activities/new?audit=" in page
    assert "&amp;theme=voice" in page
    board = sign_in_client(app, database, setting.world.people["board member"])
    assert (
        "/strategies/for-need"
        not in board.get(f"/audits/{setting.world.audit}/training-needs").text
    )


def test_an_objective_can_be_added_on_the_way_to_an_activity_for_a_need(
    app: Flask, database: Database, setting: Setting
) -> None:
    client = sign_in_client(app, database, setting.world.people["learning member"])
    need = f"audit={setting.world.audit}&theme=voice"
    page = client.get(f"/strategies/for-need?{need}").text
    add = f"/strategies/{setting.stored.id}/objectives/new?{need}"
    assert add.replace("&", "&amp;") in page
    there = send(client, add, says="Everybody hears the child").location
    assert there.endswith(f"/activities/new?{need}")
    assert client.get(there).status_code == 200


def test_the_needs_of_the_audit_stand_before_all_other_themes(
    app: Flask, database: Database, setting: Setting
) -> None:
    client = sign_in_client(app, database, setting.world.people["learning member"])
    address = f"/strategies/objectives/{setting.stored.objective}/activities/new"

    def offered(page: str) -> dict[str, list[str]]:
        [field] = html.fromstring(page).xpath("//select[@name='theme']")
        return {g.get("label"): [one.get("value") for one in g] for g in field.iter("optgroup")}

    groups = offered(client.get(f"{address}?audit={setting.world.audit}&theme=voice").text)
    assert next(iter(groups.items())) == ("Training needs of this audit", ["voice"])
    without = offered(client.get(address).text)
    assert "Training needs of this audit" not in without
    every = [one for listed in groups.values() for one in listed]
    assert sorted(every) == sorted(one for listed in without.values() for one in listed)
    with database.reading() as session:
        assert set(every) == set(themes_of(session, setting.world.partnership))


def test_the_questions_on_the_theme_of_the_need_stand_before_all_others(
    app: Flask, database: Database, setting: Setting
) -> None:
    client = sign_in_client(app, database, setting.world.people["learning member"])
    address = f"/strategies/objectives/{setting.stored.objective}/activities/new"

    def offered(page: str) -> dict[str, list[str]]:
        [field] = html.fromstring(page).xpath("//select[@name='question']")
        assert field[0].get("value") == ""
        groups = {g.get("label"): [one.get("value") for one in g] for g in field.iter("optgroup")}
        return groups or {"": [one.get("value") for one in field[1:]]}

    groups = offered(client.get(f"{address}?audit={setting.world.audit}&theme=voice").text)
    assert list(groups) == ["On the theme of the need", "Other questions"]
    on_theme, others = groups.values()
    with database.reading() as session:
        asked = newest_tools(session, setting.world.partnership).values()
    about = {f"{t.key}/{q.key}" for t in asked for q in t.questions if "voice" in q.themes}
    assert set(on_theme) == about
    assert not about & set(others)
    # Without a theme there is one list, with all of them.
    assert sorted(offered(client.get(address).text)[""]) == sorted([*on_theme, *others])


@pytest.mark.parametrize("page", ["training-needs", "training-needs/voice"])
def test_a_need_shows_the_activities_there_are_to_whoever_reads_strategies(
    app: Flask, database: Database, setting: Setting, page: str
) -> None:
    address = f"/audits/{setting.world.audit}/{page}"
    link = f'/strategies/activities/{setting.stored.activity}">Listening to teenagers</a>'
    for who, reads in (("learning member", True), ("board member", True), ("chair", False)):
        client = sign_in_client(app, database, setting.world.people[who])
        said = client.get(address).text
        assert (f"{link} (planned for 20 January 2025)" in said) is reads
        assert "Plan an activity" not in said or not reads
        assert ("that answer" in said) is reads
    # An activity without a need answers none.
    details = activity_of(database, setting).details
    change(database, setting, replace(details, need=None))
    learning = sign_in_client(app, database, setting.world.people["learning member"])
    assert "Listening to teenagers" not in learning.get(address).text


def test_a_title_changed_by_two_is_settled(database: Database, setting: Setting) -> None:
    by, id = setting.world.people["coordinator"], setting.stored.id
    with database.reading() as session:
        seen = version_of(load_strategy(session, by.partnership, id).details)
    new = StrategyDetails("Another title")
    strategies.change_strategy(database, by=by, strategy_id=id, details=new, seen=seen)
    with pytest.raises(Conflict):
        strategies.change_strategy(database, by=by, strategy_id=id, details=new, seen=seen)
