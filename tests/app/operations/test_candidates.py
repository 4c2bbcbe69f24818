"""The children in scope come in whole or not at all, and a confirmed draw stands."""

from dataclasses import replace

import pytest

from app.db.candidates import find_draw, list_candidates, reserves_left
from app.db.engine import Database
from app.operations import audits, candidates
from app.operations.candidates import DrawWanted
from audit_tools.candidates import Candidate
from audit_tools.cases import CaseState
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Role
from tests.preparations import AT_RANDOM, LIST, Preparation, make_preparation

WANTED = DrawWanted(size=2, reserves=2, strata=("locality",), seed="28 May 2025")


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database, AT_RANDOM)


def bring_in(prepared: Preparation, data: bytes = LIST) -> int:
    return candidates.import_candidates(
        prepared.database, by=prepared.unit, audit_id=prepared.audit, data=data
    )


def listed(prepared: Preparation) -> tuple[Candidate, ...]:
    with prepared.database.reading() as session:
        return list_candidates(session, prepared.partnership, prepared.audit)


def draw(prepared: Preparation, wanted: DrawWanted = WANTED, seen: str | None = None) -> None:
    seen = seen or candidates.propose_draw(listed(prepared), wanted).list_hash
    candidates.confirm_draw(
        prepared.database,
        by=prepared.unit,
        audit_id=prepared.audit,
        wanted=wanted,
        list_hash=seen,
    )


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
    with prepared.database.reading() as session:
        audit = audits.to_run(session, prepared.unit, prepared.audit)
    assert audit.cycle.selection_note == ("Drawn at random from 6 children in scope")


def test_a_draw_stands(prepared: Preparation) -> None:
    bring_in(prepared)
    draw(prepared)
    for again in (
        lambda: draw(prepared, replace(WANTED, seed="another"), seen="any"),
        lambda: bring_in(prepared),
        lambda: candidates.clear_candidates(
            prepared.database, by=prepared.unit, audit_id=prepared.audit
        ),
    ):
        with pytest.raises(Refused, match="stands"):
            again()
    assert len(prepared.cases()) == 2


def test_a_draw_from_a_list_that_has_changed_is_a_conflict(prepared: Preparation) -> None:
    bring_in(prepared)
    with pytest.raises(Conflict, match="list of children"):
        draw(prepared, seen="another list")
    assert prepared.cases() == ()


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (replace(WANTED, seed=" "), "seed"),
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
    with pytest.raises(Invalid) as refused:
        draw(prepared, wanted, seen="whatever")
    assert refused.value.place == place
    assert prepared.cases() == ()


def test_nothing_is_drawn_where_cases_are_nominated(database: Database) -> None:
    prepared = make_preparation(database)
    with pytest.raises(Refused, match="not drawn at random"):
        bring_in(prepared)


def test_nothing_is_drawn_once_the_audit_has_started(database: Database) -> None:
    prepared = make_preparation(database)
    prepared.started_case()
    with pytest.raises(Refused, match="has started"):
        bring_in(prepared)


def test_only_the_business_unit_sees_the_children_in_scope(prepared: Preparation) -> None:
    chair = prepared.person(Role.CHAIR, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Business Unit"):
        candidates.import_candidates(
            prepared.database, by=chair, audit_id=prepared.audit, data=LIST
        )


def test_an_audit_of_another_partnership_is_hidden(prepared: Preparation) -> None:
    other = make_preparation(prepared.database)
    with pytest.raises(Hidden):
        candidates.import_candidates(
            prepared.database, by=other.unit, audit_id=prepared.audit, data=LIST
        )
