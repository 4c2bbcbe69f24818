"""Cases are added, taken out and replaced by the Business Unit, each with its reason."""

from dataclasses import replace

import pytest

from app.db.appointments import Appointed
from app.db.board import read_reasons
from app.db.engine import Database
from app.db.facts import read_facts
from app.operations import appointments, cases, returns
from app.operations.candidates import DrawWanted
from app.operations.cases import NewCase
from audit_tools.audience import Audience
from audit_tools.cases import CaseState, Known
from audit_tools.disclosure import for_audience
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Grant, Role
from audit_tools.returns import ReturnStatus
from audit_tools.withdrawals import WithdrawnFor
from tests import factories
from tests.preparations import (
    ASKED,
    AT_RANDOM,
    BANDS,
    Preparation,
    make_preparation,
)


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database)


@pytest.fixture
def drawn(database: Database) -> Preparation:
    """Two cases drawn, with two reserves, of which one is of each locality."""
    prepared = make_preparation(database, AT_RANDOM)
    prepared.draw(DrawWanted(2, 2, ("locality",), "28 May 2025"))
    return prepared


def withdraw(prepared: Preparation, case: object, reason: str = "Another area") -> None:
    cases.withdraw_case(
        prepared.database,
        by=prepared.unit,
        case_id=case,  # type: ignore[arg-type]
        reason=reason,
    )


def test_a_nominated_case_keeps_its_bands_and_why_it_was_chosen(prepared: Preparation) -> None:
    case = prepared.add_case(" SYV25-01 ")
    found = prepared.case(case)
    assert (found.number, found.case.reference) == (1, "SYV25-01")
    assert found.case.characteristics == BANDS
    with prepared.database.reading() as session:
        reasons = read_reasons(session, prepared.partnership, case)
    assert reasons.chosen == "Nominated by the core group"


@pytest.mark.parametrize(
    ("reference", "reason", "place"),
    [
        ("", "why", "reference"),
        ("Sam", "why", "reference"),
        ("JS120410", "why", "reference"),
        # taken, whatever the capitals
        ("syv25-01", "why", "reference"),
        ("SYV25-02", "  ", "reason"),
    ],
)
def test_a_case_that_cannot_be_is_not_added(
    prepared: Preparation, reference: str, reason: str, place: str
) -> None:
    prepared.add_case("SYV25-01")
    with pytest.raises(Invalid) as refused:
        cases.add_case(
            prepared.database,
            by=prepared.unit,
            audit_id=prepared.audit,
            new=NewCase(reference, BANDS, reason),
        )
    assert refused.value.place == place
    assert len(prepared.cases()) == 1


@pytest.mark.parametrize(
    ("band", "typed"),
    [
        ("age_band", "Jordan Smith, born 12/03/2010"),
        ("age_band", ""),
        ("sex", "boy of 14"),
        ("ethnicity_group", "sam@example.org"),
        ("plan_type", "LS8 1AB"),
        ("locality", "12 Harehills Lane"),
    ],
)
def test_what_could_identify_a_child_is_no_band_of_a_chosen_case(
    prepared: Preparation, band: str, typed: str
) -> None:
    typed_bands = replace(BANDS, **{band: typed})
    with pytest.raises(Invalid) as refused:
        cases.add_case(
            prepared.database,
            by=prepared.unit,
            audit_id=prepared.audit,
            new=NewCase("SYV25-01", typed_bands, "Nominated"),
        )
    assert refused.value.place == band
    assert typed not in str(refused.value) or not typed
    assert prepared.cases() == ()


def test_no_case_is_slipped_into_a_random_sample(drawn: Preparation) -> None:
    with pytest.raises(Refused, match="drawn at random"):
        drawn.add_case("SYV25-30")


def test_a_case_is_added_while_the_audit_is_under_way(prepared: Preparation) -> None:
    prepared.started_case()
    added = prepared.add_case("SYV25-02")
    assert prepared.case(added).number == 2
    assert prepared.returns(added) == {}


def test_a_case_added_by_mistake_goes_and_the_others_close_up(prepared: Preparation) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    prepared.ask(first, *ASKED)
    prepared.appoint(first, Appointed(chair=prepared.person(Role.CHAIR).id))
    cases.remove_case(prepared.database, by=prepared.unit, case_id=first)
    assert [(case.id, case.number) for case in prepared.cases()] == [(second, 1)]
    assert prepared.told("case.removed")


def test_a_drawn_case_or_one_of_a_started_audit_is_not_removed(
    prepared: Preparation, database: Database
) -> None:
    started = prepared.started_case()
    with pytest.raises(Refused, match="has started"):
        cases.remove_case(database, by=prepared.unit, case_id=started)


def test_a_drawn_case_is_replaced_and_not_removed(drawn: Preparation) -> None:
    with pytest.raises(Refused, match="was drawn"):
        cases.remove_case(drawn.database, by=drawn.unit, case_id=drawn.cases()[0].id)


def test_a_withdrawn_case_keeps_its_reason(prepared: Preparation) -> None:
    case = prepared.started_case()
    withdraw(prepared, case)
    assert prepared.case(case).case.state is CaseState.WITHDRAWN
    with prepared.database.reading() as session:
        assert read_reasons(session, prepared.partnership, case).state == "Another area"


def test_withdrawing_takes_a_reason(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    with pytest.raises(Refused) as refused:
        withdraw(prepared, case, " ")
    assert refused.value.place == "reason"


@pytest.mark.parametrize("state", [CaseState.AGREED, CaseState.WITHDRAWN])
def test_a_case_that_is_over_is_not_withdrawn(prepared: Preparation, state: CaseState) -> None:
    case = prepared.started_case()
    prepared.change_case(case, state)
    with pytest.raises(Refused, match="cannot become withdrawn"):
        withdraw(prepared, case)


def test_a_replacement_that_was_a_mistake_can_be_taken_out_again(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    new = cases.replace_case(
        prepared.database,
        by=prepared.unit,
        case_id=case,
        why=WithdrawnFor.MOVED,
        new=NewCase("SYV25-02", BANDS),
    )
    assert prepared.case(case).replaced_by == new
    cases.remove_case(prepared.database, by=prepared.unit, case_id=new)
    assert prepared.case(case).replaced_by is None


def test_a_case_is_replaced_by_the_reserve_of_its_own_stratum(drawn: Preparation) -> None:
    falling_out = drawn.cases()[0]
    new = cases.replace_case(
        drawn.database, by=drawn.unit, case_id=falling_out.id, reason="Moved away"
    )
    found = drawn.case(new)
    assert found.case.characteristics.locality == falling_out.case.characteristics.locality
    assert drawn.case(falling_out.id).case.state is CaseState.WITHDRAWN
    assert (found.spoken, found.number) == ("Case 2 of 2", 2)
    assert drawn.case(falling_out.id).spoken == "Withdrawn case"
    assert [case.spoken for case in drawn.cases()] == [
        "Withdrawn case",
        "Case 1 of 2",
        "Case 2 of 2",
    ]


def test_each_reserve_is_used_once_and_then_none_is_left(drawn: Preparation) -> None:
    used = [drawn.cases()[0].id]
    for _ in range(2):
        used.append(
            cases.replace_case(drawn.database, by=drawn.unit, case_id=used[-1], reason="Moved away")
        )
    assert len({drawn.case(one).case.reference for one in used}) == 3
    with pytest.raises(Refused, match="No reserve is left"):
        cases.replace_case(drawn.database, by=drawn.unit, case_id=used[-1], reason="Again")
    assert drawn.case(used[-1]).case.state is CaseState.WAITING


def test_nobody_chooses_a_case_where_a_reserve_is_left(drawn: Preparation) -> None:
    case = drawn.cases()[0].id
    with pytest.raises(Refused, match="a reserve is left"):
        cases.replace_case(
            drawn.database,
            by=drawn.unit,
            case_id=case,
            reason="Moved away",
            new=NewCase("SYV25-40", BANDS, "Moved away"),
        )
    assert drawn.case(case).case.state is CaseState.WAITING


def test_a_reserve_that_a_colleague_has_just_used_is_not_silently_another(
    drawn: Preparation,
) -> None:
    first, second = (case.id for case in drawn.cases())
    with drawn.database.reading() as session:
        shown = cases.next_reserve(session, drawn.unit, drawn.case(second))
    assert shown
    cases.replace_case(drawn.database, by=drawn.unit, case_id=first, reason="Moved away")
    cases.replace_case(drawn.database, by=drawn.unit, case_id=drawn.cases()[-1].id, reason="Again")
    with pytest.raises(Conflict, match=f"{shown.reference} has been used"):
        cases.replace_case(
            drawn.database,
            by=drawn.unit,
            case_id=second,
            reason="Moved away",
            reserve=shown.reference,
        )
    assert drawn.case(second).case.state is CaseState.WAITING


def test_where_no_reserve_is_left_a_case_is_chosen_and_counted_as_such(drawn: Preparation) -> None:
    case = drawn.cases()[0].id
    for _ in range(2):
        case = cases.replace_case(drawn.database, by=drawn.unit, case_id=case, reason="Moved away")
    chosen = cases.replace_case(
        drawn.database,
        by=drawn.unit,
        case_id=case,
        reason="Moved away",
        new=NewCase("SYV25-40", BANDS, "Moved away"),
    )
    drawn.change_case(chosen, CaseState.AGREED)
    with drawn.database.reading() as session:
        facts = read_facts(session, drawn.partnership, drawn.audit)
    given = for_audience(facts, Audience.GOVERNANCE, interim=True)
    assert given.chosen_by_hand == 1


def test_a_case_is_replaced_by_one_that_is_typed(prepared: Preparation) -> None:
    case = prepared.started_case()
    new = cases.replace_case(
        prepared.database,
        by=prepared.unit,
        case_id=case,
        reason="Moved away",
        new=NewCase("SYV25-40", BANDS, "Moved away"),
    )
    assert prepared.case(new).case.reference == "SYV25-40"
    assert prepared.case(case).case.state is CaseState.WITHDRAWN


@pytest.mark.parametrize(
    "new",
    [
        NewCase("Sam Smith", BANDS, "Moved away"),
        NewCase("SYV25-41", replace(BANDS, locality="LS8 1AB"), "Moved away"),
    ],
)
def test_a_replacement_that_cannot_be_leaves_the_case_as_it_is(
    prepared: Preparation, new: NewCase
) -> None:
    case = prepared.started_case()
    with pytest.raises(Invalid):
        cases.replace_case(
            prepared.database,
            by=prepared.unit,
            case_id=case,
            reason="Moved away",
            new=new,
        )
    assert prepared.case(case).case.state is CaseState.WAITING


@pytest.mark.parametrize(
    "state", [CaseState.PREPARED, CaseState.OPEN, CaseState.AGREED, CaseState.WITHDRAWN]
)
def test_only_a_waiting_case_is_replaced(prepared: Preparation, state: CaseState) -> None:
    case = prepared.started_case()
    prepared.change_case(case, state)
    with pytest.raises(Refused, match="not closed yet"):
        cases.replace_case(prepared.database, by=prepared.unit, case_id=case, reason="Moved away")


def test_replacing_takes_a_reason(drawn: Preparation) -> None:
    with pytest.raises(Refused) as refused:
        cases.replace_case(drawn.database, by=drawn.unit, case_id=drawn.cases()[0].id, reason="")
    assert refused.value.place == "reason"


def test_a_return_is_reopened_on_the_page_of_its_case(prepared: Preparation) -> None:
    case = prepared.started_case()
    lead = factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.AGENCY_LEAD, "school")
    )
    school = prepared.returns(case)["school"].id
    returns.answer_not_known(prepared.database, by=lead, return_id=school)
    cases.reopen_return(
        prepared.database, by=prepared.unit, case_id=case, return_id=school, reason="They do"
    )
    assert prepared.returns(case)["school"].status is ReturnStatus.REOPENED
    assert {i.agency: i.known for i in prepared.case(case).case.involvements}[
        "school"
    ] is Known.KNOWN


def test_a_return_is_not_reopened_through_another_case(prepared: Preparation) -> None:
    case = prepared.started_case()
    other = prepared.add_case("SYV25-02")
    with pytest.raises(Hidden):
        cases.reopen_return(
            prepared.database,
            by=prepared.unit,
            case_id=other,
            return_id=prepared.returns(case)["school"].id,
            reason="They do",
        )


def test_who_declared_a_conflict_does_nothing_more_with_the_case(prepared: Preparation) -> None:
    case = prepared.started_case()
    appointments.declare_conflict(prepared.database, by=prepared.unit, case_id=case)
    school = prepared.returns(case)["school"].id
    for deed in (
        lambda: withdraw(prepared, case),
        lambda: cases.replace_case(
            prepared.database, by=prepared.unit, case_id=case, reason="Moved away"
        ),
        lambda: cases.reopen_return(
            prepared.database, by=prepared.unit, case_id=case, return_id=school, reason="They do"
        ),
    ):
        with pytest.raises(Hidden):
            deed()


def test_nobody_else_runs_a_case(prepared: Preparation) -> None:
    case = prepared.started_case()
    chair = prepared.person(Role.CHAIR)
    prepared.appoint(case, Appointed(chair=chair.id))
    with pytest.raises(Refused, match="Business Unit"):
        cases.withdraw_case(prepared.database, by=chair, case_id=case, reason="Another area")


def test_a_case_of_another_partnership_is_hidden(prepared: Preparation) -> None:
    case = prepared.started_case()
    other = make_preparation(prepared.database)
    with pytest.raises(Hidden):
        cases.withdraw_case(prepared.database, by=other.unit, case_id=case, reason="Another area")
