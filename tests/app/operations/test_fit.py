"""A return that does not fit the child on its agency's sheet stops, and is settled with a note."""

import pytest

from app.db.engine import Database
from app.db.models.returns import ReturnRow
from app.operations import cases, fit
from app.operations import returns as operations
from audit_tools.cases import CaseState
from audit_tools.entries import Edit
from audit_tools.errors import Conflict, Hidden, Refused
from audit_tools.fit import Fit
from audit_tools.permissions import Person
from tests.scenes import Scene, make_scene

NOTE = "We sent a corrected sheet."


@pytest.fixture
def scene(database: Database) -> Scene:
    """A school's return that nobody has opened yet."""
    scene = make_scene(database)
    scene.ask_fit("SYV30-01", "school")
    return scene


def say(scene: Scene, fits: bool, by: Person | None = None, agency: str = "school") -> None:
    fit.say_fit(
        scene.database,
        by=by or scene.practitioners[agency],
        return_id=scene.returns["SYV30-01", agency],
        fits=fits,
    )


def settle(scene: Scene, note: str = NOTE, reference: str = "SYV30-01") -> None:
    assert scene.coordinator
    fit.settle_fit(
        scene.database,
        by=scene.coordinator,
        case_id=scene.cases[reference],
        return_id=scene.returns["SYV30-01", "school"],
        note=note,
    )


def row(scene: Scene, agency: str = "school") -> ReturnRow:
    with scene.database.reading() as session:
        return session.get_one(ReturnRow, (scene.partnership, scene.returns["SYV30-01", agency]))


def events(scene: Scene) -> list[str]:
    return scene.told(scene.returns["SYV30-01", "school"])


def test_nothing_is_answered_before_it_was_said(scene: Scene) -> None:
    with pytest.raises(Refused, match="Say first"):
        scene.answer("SYV30-01", "school", {"voice/strength/1": "text"})
    say(scene, True)
    scene.answer("SYV30-01", "school", {"voice/strength/1": "text"})
    assert row(scene).fit == Fit.FITS


def test_it_is_said_once_for_a_return_with_its_history(scene: Scene) -> None:
    say(scene, True)
    say(scene, True, by=scene.leads["school"])
    assert events(scene) == ["return.fit-said"]
    with pytest.raises(Conflict):
        say(scene, False, by=scene.leads["school"])


def test_what_does_not_fit_stops_everything_in_the_return(scene: Scene) -> None:
    say(scene, False)
    say(scene, False)
    assert events(scene) == ["return.fit-said"]
    return_id, by = scene.returns["SYV30-01", "school"], scene.practitioners["school"]
    edit = Edit("voice/strength/1", "text", 0, "key")
    for attempt in (
        lambda: operations.save_answers(scene.database, by=by, return_id=return_id, edits=(edit,)),
        lambda: operations.submit_return(scene.database, by=by, return_id=return_id, declared=True),
        lambda: operations.answer_not_known(scene.database, by=by, return_id=return_id),
        lambda: say(scene, True),
    ):
        with pytest.raises(Refused, match="stopped"):
            attempt()
    assert row(scene).status == "due"


def test_that_a_child_is_not_known_needs_no_fit(scene: Scene) -> None:
    operations.answer_not_known(
        scene.database,
        by=scene.practitioners["school"],
        return_id=scene.returns["SYV30-01", "school"],
    )
    assert row(scene).status == "not-known"


def test_settled_with_a_note_it_begins_again_and_is_asked_anew(scene: Scene) -> None:
    say(scene, False)
    settle(scene)
    assert (row(scene).fit, row(scene).fit_note) == (Fit.NOT_SAID, NOTE)
    assert events(scene) == ["return.fit-said", "return.fit-settled"]
    say(scene, True)
    assert (row(scene).fit, row(scene).fit_note) == (Fit.FITS, NOTE)


def test_it_is_settled_only_with_a_note_and_where_it_stopped(scene: Scene) -> None:
    with pytest.raises(Refused, match="not stopped"):
        settle(scene)
    say(scene, False)
    with pytest.raises(Refused, match="reason"):
        settle(scene, " ")
    with pytest.raises(Hidden):
        settle(scene, reference="SYV30-02")
    assert row(scene).fit == Fit.DOES_NOT_FIT


def test_nothing_is_settled_once_the_returns_are_closed(scene: Scene) -> None:
    say(scene, False)
    scene.change_case("SYV30-01", CaseState.PREPARED)
    with pytest.raises(Refused, match="closed"):
        settle(scene)


def test_another_case_may_take_the_place_of_one_that_does_not_fit(scene: Scene) -> None:
    say(scene, False)
    assert scene.coordinator
    cases.withdraw_case(
        scene.database,
        by=scene.coordinator,
        case_id=scene.cases["SYV30-01"],
        reason="Another child than was meant",
    )
    with pytest.raises(Refused, match="closed"):
        settle(scene)


def test_only_those_of_the_return_say_and_only_the_business_unit_settles(scene: Scene) -> None:
    for by in (scene.practitioners["police"], scene.leads["police"], scene.coordinator):
        with pytest.raises(Hidden):
            say(scene, True, by=by)
    say(scene, False)
    with pytest.raises(Refused):
        fit.settle_fit(
            scene.database,
            by=scene.leads["school"],
            case_id=scene.cases["SYV30-01"],
            return_id=scene.returns["SYV30-01", "school"],
            note=NOTE,
        )


def test_a_return_that_was_begun_before_is_not_asked(scene: Scene) -> None:
    say(scene, True)
    scene.answer("SYV30-01", "school", {"voice/strength/1": "text"})
    scene.ask_fit("SYV30-01", "school")
    scene.answer("SYV30-01", "school", {"voice/strength/2": "text"})
