"""Saying who knows a child makes, changes and takes away returns, and loses nothing."""

from dataclasses import replace

import pytest

from app.db.engine import Database
from app.db.models.returns import ConcernRow
from app.operations import (
    appointments,
    cases,
    concerns,
    discussions,
    involvements,
    knowing,
)
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.cycles import Working
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.knowing import Answer
from audit_tools.permissions import Grant, Role
from audit_tools.returns import ReturnStatus
from tests import factories
from tests.changes import change_audit
from tests.preparations import ASKED, NOW, Preparation, make_preparation

POLICE, SCHOOL = ASKED
SOCIAL_CARE = Involvement("social-care", Known.KNOWN)


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database)


def test_who_is_asked_stands_without_a_return_until_the_start(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED, Involvement("social-care", Known.NOT_ASKED))
    assert prepared.case(case).case.involvements == ASKED
    assert prepared.returns(case) == {}
    assert prepared.told("case.agencies-set")


def test_an_agency_added_in_mid_audit_gets_its_return(prepared: Preparation) -> None:
    case = prepared.started_case()
    kept = prepared.returns(case)["police"].id
    prepared.ask(case, *ASKED, SOCIAL_CARE)
    returns = prepared.returns(case)
    assert returns["social-care"].status is ReturnStatus.DUE
    assert returns["police"].id == kept


def test_an_agency_taken_out_before_it_began_leaves_nothing_behind(prepared: Preparation) -> None:
    case = prepared.started_case()
    prepared.ask(case, *ASKED, SOCIAL_CARE)
    prepared.ask(case, *ASKED)
    assert set(prepared.returns(case)) == {"police", "school"}


def test_what_came_by_telephone_is_entered_for_the_agency(prepared: Preparation) -> None:
    case = prepared.started_case()
    prepared.ask(case, POLICE, Involvement("school", Known.NOT_KNOWN))
    school = prepared.returns(case)["school"]
    assert (school.status, school.submitted_at) == (ReturnStatus.NOT_KNOWN, NOW)


def test_an_agency_reopened_after_not_known_may_be_taken_out(prepared: Preparation) -> None:
    case = prepared.started_case()
    prepared.ask(case, *ASKED, Involvement("social-care", Known.NOT_KNOWN))
    cases.reopen_return(
        prepared.database,
        by=prepared.unit,
        case_id=case,
        return_id=prepared.returns(case)["social-care"].id,
        reason="Entered by mistake",
    )
    prepared.ask(case, *ASKED)
    assert set(prepared.returns(case)) == {"police", "school"}


def test_an_agency_that_has_raised_a_concern_stays(prepared: Preparation) -> None:
    """The concern hangs on its return, and must not go with it."""
    case = prepared.started_case()
    lead = factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.AGENCY_LEAD, "school")
    )
    concerns.raise_concern(
        prepared.database,
        by=lead,
        return_id=prepared.returns(case)["school"].id,
        concern="",
        told="",
        told_at="",
    )
    with pytest.raises(Refused) as refused:
        prepared.ask(case, POLICE)
    assert refused.value.place == "school"
    with prepared.database.reading() as session:
        assert session.query(ConcernRow).count() == 1


def test_nothing_changes_once_the_returns_are_closed(prepared: Preparation) -> None:
    case = prepared.started_case()
    prepared.change_case(case, CaseState.PREPARED)
    with pytest.raises(Refused, match="closed"):
        prepared.ask(case, POLICE)


@pytest.mark.parametrize(
    "asked",
    [
        (POLICE, Involvement("fire", Known.KNOWN)),
        (POLICE, POLICE),
        (POLICE, replace(SCHOOL, lead=True)),
        (Involvement("police", Known.NOT_KNOWN, lead=True), SCHOOL),
    ],
)
def test_who_cannot_be_asked_is_not(prepared: Preparation, asked: tuple[Involvement, ...]) -> None:
    case = prepared.add_case("SYV25-01")
    with pytest.raises(Invalid):
        prepared.ask(case, *asked)
    assert prepared.case(case).case.involvements == ()


def test_a_change_made_on_an_old_page_is_a_conflict(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    seen = prepared.seen(case)
    prepared.ask(case, *ASKED)
    with pytest.raises(Conflict):
        involvements.set_involvements(
            prepared.database,
            by=prepared.unit,
            case_id=case,
            involvements=(SOCIAL_CARE,),
            seen=seen,
        )
    assert prepared.case(case).case.involvements == ASKED


def test_one_case_gives_its_agencies_to_those_without_a_lead(prepared: Preparation) -> None:
    first, second, third, unled = (prepared.add_case(f"SYV25-0{n}") for n in (1, 2, 3, 4))
    prepared.ask(unled, *(replace(asked, lead=False) for asked in ASKED))
    prepared.ask(first, *ASKED)
    prepared.ask(second, replace(SOCIAL_CARE, lead=True))
    given = involvements.copy_to_others(prepared.database, by=prepared.unit, case_id=first)
    assert given == 2
    assert prepared.case(unled).case.involvements == ASKED
    assert prepared.case(third).case.involvements == ASKED
    assert [i.agency for i in prepared.case(second).case.involvements] == ["social-care"]


def test_a_case_without_a_lead_is_not_counted_among_the_others(prepared: Preparation) -> None:
    first = prepared.add_case("SYV25-01")
    prepared.add_case("SYV25-02")
    prepared.ask(first, *(replace(asked, lead=False) for asked in ASKED))
    given = involvements.copy_to_others(prepared.database, by=prepared.unit, case_id=first)
    assert given == 1


def test_where_nobody_need_lead_what_was_finished_without_a_lead_is_left_alone(
    prepared: Preparation,
) -> None:
    change_audit(prepared.database, prepared, working=Working.DISCUSSION_FIRST.value)
    first, second, third = (prepared.add_case(f"SYV25-0{number}") for number in (1, 2, 3))
    known = tuple(replace(asked, lead=False) for asked in ASKED)
    prepared.ask(second, replace(SOCIAL_CARE, lead=False), known[0])
    prepared.ask(first, *known)
    given = involvements.copy_to_others(prepared.database, by=prepared.unit, case_id=first)
    assert given == 1
    assert prepared.case(third).case.involvements == known
    assert {i.agency for i in prepared.case(second).case.involvements} == {"police", "social-care"}


def test_what_an_agency_answered_itself_is_not_written_over_by_another_case(
    prepared: Preparation,
) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    knowing.ask_agencies(
        prepared.database, by=prepared.unit, audit_id=prepared.audit, agencies=frozenset({"school"})
    )
    said = Answer(Known.NOT_KNOWN)
    knowing.enter_told(
        prepared.database, by=prepared.unit, case_id=second, agency="school", said=said
    )
    prepared.ask(first, *ASKED)
    involvements.copy_to_others(prepared.database, by=prepared.unit, case_id=first)
    after = {i.agency: i.known for i in prepared.case(second).case.involvements}
    assert after == {"police": Known.KNOWN, "school": Known.NOT_KNOWN}


def test_a_case_about_which_one_has_a_conflict_is_left_alone(prepared: Preparation) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    prepared.ask(first, *ASKED)
    appointments.declare_conflict(prepared.database, by=prepared.unit, case_id=second)
    given = involvements.copy_to_others(prepared.database, by=prepared.unit, case_id=first)
    assert given == 0
    assert prepared.case(second).case.involvements == ()


def test_only_the_business_unit_says_who_is_asked(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    with pytest.raises(Refused, match="Business Unit"):
        involvements.set_involvements(
            prepared.database,
            by=prepared.person(Role.CHAIR),
            case_id=case,
            involvements=ASKED,
            seen=prepared.seen(case),
        )


def test_a_case_of_another_partnership_is_hidden(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    other = make_preparation(prepared.database)
    with pytest.raises(Hidden):
        involvements.set_involvements(
            prepared.database,
            by=other.unit,
            case_id=case,
            involvements=ASKED,
            seen=prepared.seen(case),
        )


# --- Named late ---


def test_an_agency_that_is_named_late_speaks_in_the_discussion(prepared: Preparation) -> None:
    case = prepared.started_case()
    discussions.close_returns(
        prepared.database, by=prepared.unit, case_id=case, reason="The discussion is tomorrow"
    )
    involvements.add_agency(prepared.database, by=prepared.unit, case_id=case, agency="social-care")
    assert prepared.returns(case)["social-care"].status is ReturnStatus.MISSING


def test_an_agency_is_not_added_twice(prepared: Preparation) -> None:
    case = prepared.started_case()
    with pytest.raises(Invalid, match="already"):
        involvements.add_agency(prepared.database, by=prepared.unit, case_id=case, agency="school")
