"""The children in scope come in whole or not at all, and a confirmed draw stands."""

import json
from dataclasses import replace
from functools import partial

import pytest

from app.db.candidates import find_draw, reserves_left
from app.db.engine import Database
from app.operations import audits, candidates
from app.operations.candidates import DrawWanted
from audit_tools.audit_details import AuditDetails
from audit_tools.candidates import Candidate
from audit_tools.cases import CaseState
from audit_tools.cycles import AuditCycle
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Role
from audit_tools.shown_draws import ShownDraws
from tests.changes import change_audit
from tests.preparations import AT_RANDOM, DETAILS, LIST, Preparation, make_preparation

WANTED = DrawWanted(size=2, reserves=2, strata=("locality",), seed="28 May 2025")
ANOTHER = replace(WANTED, seed="another")


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database, AT_RANDOM)


def bring_in(prepared: Preparation, data: bytes = LIST) -> int:
    return candidates.import_candidates(
        prepared.database, by=prepared.unit, audit_id=prepared.audit, data=data
    )


def listed(prepared: Preparation) -> tuple[Candidate, ...]:
    return prepared.candidates()


def draw(prepared: Preparation) -> None:
    prepared.show(WANTED)
    prepared.confirm(WANTED)


def shown(prepared: Preparation) -> ShownDraws:
    return cycle_of(prepared).draws_shown


def change_details(prepared: Preparation, details: AuditDetails) -> None:
    with prepared.database.reading() as session:
        seen = audits.version_of_details(audits.to_run(session, prepared.unit, prepared.audit))
    audits.change_details(
        prepared.database, by=prepared.unit, audit_id=prepared.audit, details=details, seen=seen
    )


def cycle_of(prepared: Preparation) -> AuditCycle:
    with prepared.database.reading() as session:
        return audits.to_run(session, prepared.unit, prepared.audit).cycle


def test_a_list_is_brought_in_and_a_second_takes_its_place(prepared: Preparation) -> None:
    assert bring_in(prepared) == 6
    assert bring_in(prepared, LIST.replace(b"SYV25-0", b"SYV25-1")) == 6
    assert [one.reference for one in listed(prepared)] == [f"SYV25-1{n}" for n in range(1, 7)]
    assert "fingerprint" in prepared.told("candidates.imported")[0]


def test_one_bad_row_keeps_the_whole_list_out(prepared: Preparation) -> None:
    bring_in(prepared)
    bad = LIST.replace(b"SYV25-06,16-17", b"SYV25-06,19").replace(b"SYV25-01", b"SYV25-21")
    with pytest.raises(Invalid) as refused:
        bring_in(prepared, bad)
    assert [problem.place for problem in refused.value.problems] == ["row 7, age band"]
    assert listed(prepared)[0].reference == "SYV25-01"
    assert len(prepared.told("candidates.imported")) == 1


def test_a_name_in_the_list_stops_the_import(prepared: Preparation) -> None:
    with pytest.raises(Invalid, match="identify a child"):
        bring_in(prepared, LIST.replace(b"SYV25-06", b"Sam Smith"))
    assert listed(prepared) == ()


def test_the_list_can_be_taken_away_again(prepared: Preparation) -> None:
    bring_in(prepared)
    candidates.clear_candidates(prepared.database, by=prepared.unit, audit_id=prepared.audit)
    assert listed(prepared) == ()


def test_a_draw_makes_the_cases_and_deletes_those_not_drawn(prepared: Preparation) -> None:
    bring_in(prepared)
    drawn = candidates.propose_draw(listed(prepared), WANTED)
    draw(prepared)
    cases = prepared.cases()
    assert [case.case.reference for case in cases] == [one.reference for one in drawn.selected]
    assert [case.number for case in cases] == [1, 2]
    assert all(case.case.state is CaseState.WAITING for case in cases)
    assert cases[0].case.characteristics == drawn.selected[0].characteristics
    assert {one.reference for one in listed(prepared)} == {o.reference for o in drawn.reserves}


def test_the_record_of_a_draw_is_enough_to_draw_again(prepared: Preparation) -> None:
    bring_in(prepared)
    drawn = candidates.propose_draw(listed(prepared), WANTED)
    draw(prepared)
    with prepared.database.reading() as session:
        record = find_draw(session, prepared.partnership, prepared.audit)
        left = reserves_left(session, prepared.partnership, prepared.audit)
    assert record is not None
    assert (record.seed, record.list_hash) == (WANTED.seed, drawn.list_hash)
    assert (record.candidates, record.size, record.strata) == (6, 2, WANTED.strata)
    assert record.table == drawn.table
    assert left == drawn.reserves


def test_the_summary_is_told_how_the_children_were_chosen(prepared: Preparation) -> None:
    bring_in(prepared)
    draw(prepared)
    assert cycle_of(prepared).how_chosen == "Drawn at random from 6 children in scope"


def test_every_draw_that_is_shown_is_kept_once_with_its_history(prepared: Preparation) -> None:
    bring_in(prepared)
    assert [prepared.show(wanted) for wanted in (WANTED, ANOTHER, WANTED)] == [1, 2, 1]
    assert [one.seed for one in shown(prepared).draws] == ["28 May 2025", "another"]
    told = [json.loads(text) for text in prepared.told("candidates.draw-shown")]
    assert [(one["number"], one["seed"]) for one in told] == [(1, "28 May 2025"), (2, "another")]
    assert "SYV25" not in str(told)
    assert prepared.cases() == ()


def test_neither_another_list_nor_another_way_of_choosing_clears_the_record(
    prepared: Preparation,
) -> None:
    bring_in(prepared)
    prepared.show(WANTED)
    candidates.clear_candidates(prepared.database, by=prepared.unit, audit_id=prepared.audit)
    bring_in(prepared, LIST.replace(b"SYV25-0", b"SYV25-1"))
    for details in (DETAILS, AT_RANDOM):
        change_details(prepared, details)
    assert prepared.show(WANTED) == 2


def test_a_draw_that_was_never_shown_cannot_be_confirmed(prepared: Preparation) -> None:
    bring_in(prepared)
    prepared.show(ANOTHER)
    with pytest.raises(Invalid, match="has not been shown"):
        prepared.confirm(WANTED)
    assert prepared.cases() == ()
    assert shown(prepared).confirmed is None


def test_a_confirmed_draw_keeps_how_many_were_shown(prepared: Preparation) -> None:
    bring_in(prepared)
    prepared.show(ANOTHER)
    draw(prepared)
    assert (len(shown(prepared)), shown(prepared).confirmed) == (2, 2)
    (told,) = prepared.told("candidates.drawn")
    assert (json.loads(told)["shown"], json.loads(told)["number"]) == (2, 2)
    said = "Drawn at random from 6 children in scope; the second draw that was shown"
    assert cycle_of(prepared).how_chosen == said


def test_no_note_hides_that_several_draws_were_shown(prepared: Preparation) -> None:
    bring_in(prepared)
    prepared.show(ANOTHER)
    draw(prepared)
    for note, said in (
        ("By the computer.", "By the computer; the second draw that was shown"),
        ("", "Drawn at random; the second draw that was shown"),
    ):
        change_details(prepared, replace(AT_RANDOM, selection_note=note))
        assert cycle_of(prepared).how_chosen == said


def test_a_draw_is_made_again_only_from_the_list_it_was_made_from(prepared: Preparation) -> None:
    bring_in(prepared)
    prepared.show(WANTED)
    (kept,) = shown(prepared).draws
    again = candidates.redraw_shown(listed(prepared), kept)
    assert again == candidates.propose_draw(listed(prepared), WANTED)
    # Another list, and one that is too short for it.
    assert candidates.redraw_shown(listed(prepared)[1:], kept) is None
    assert candidates.redraw_shown((), kept) is None


def test_a_sample_that_came_from_elsewhere_is_not_drawn_again(prepared: Preparation) -> None:
    """An audit that was brought in knows which draw was confirmed, but not its reserves."""
    bring_in(prepared)
    draw(prepared)
    change_audit(prepared.database, prepared, draw=None)
    for attempt in (prepared.show, partial(prepared.confirm, seen="any")):
        with pytest.raises(Refused, match="stands"):
            attempt(WANTED)


def test_a_draw_stands(prepared: Preparation) -> None:
    bring_in(prepared)
    draw(prepared)
    for again in (
        lambda: prepared.show(ANOTHER),
        lambda: prepared.confirm(ANOTHER, seen="any"),
        lambda: bring_in(prepared),
        lambda: candidates.clear_candidates(
            prepared.database, by=prepared.unit, audit_id=prepared.audit
        ),
    ):
        with pytest.raises(Refused, match="stands"):
            again()
    assert len(prepared.cases()) == 2
    assert len(shown(prepared)) == 1


def test_a_draw_from_a_list_that_has_changed_is_a_conflict(prepared: Preparation) -> None:
    bring_in(prepared)
    with pytest.raises(Conflict, match="list of children"):
        prepared.confirm(WANTED, seen="another list")
    assert prepared.cases() == ()


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (replace(WANTED, seed=" "), "seed"),
        (replace(WANTED, seed="7" * 201), "seed"),
        (replace(WANTED, size=0), "size"),
        (replace(WANTED, size=5), "size"),
        (replace(WANTED, reserves=-1), "reserves"),
        (replace(WANTED, strata=("school",)), "strata"),
    ],
)
def test_a_draw_that_cannot_be_made_makes_no_case(
    prepared: Preparation, wanted: DrawWanted, place: str
) -> None:
    bring_in(prepared)
    for attempt in (prepared.show, partial(prepared.confirm, seen="whatever")):
        with pytest.raises(Invalid) as refused:
            attempt(wanted)
        assert refused.value.place == place
    assert prepared.cases() == ()
    assert len(shown(prepared)) == 0
    assert not prepared.told("candidates.draw-shown")


def test_nothing_is_drawn_where_cases_are_nominated(database: Database) -> None:
    prepared = make_preparation(database)
    for attempt in (bring_in, draw):
        with pytest.raises(Refused, match="not drawn at random"):
            attempt(prepared)


def test_nothing_is_drawn_once_the_audit_has_started(database: Database) -> None:
    prepared = make_preparation(database)
    prepared.started_case()
    for attempt in (bring_in, draw):
        with pytest.raises(Refused, match="has started"):
            attempt(prepared)


def test_only_the_business_unit_sees_the_children_in_scope(prepared: Preparation) -> None:
    chair = prepared.person(Role.CHAIR, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Business Unit"):
        candidates.import_candidates(
            prepared.database, by=chair, audit_id=prepared.audit, data=LIST
        )
    with pytest.raises(Refused, match="Business Unit"):
        replace(prepared, unit=chair).show(WANTED)


def test_an_audit_of_another_partnership_is_hidden(prepared: Preparation) -> None:
    other = make_preparation(prepared.database)
    with pytest.raises(Hidden):
        candidates.import_candidates(
            prepared.database, by=other.unit, audit_id=prepared.audit, data=LIST
        )
    with pytest.raises(Hidden):
        replace(prepared, unit=other.unit).show(WANTED)
