"""The agencies say which children they know; only "known" makes a return."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.engine import Database
from app.db.knowing import Knowing, knowings_of, open_questions
from app.db.models.knowing import KnowingRow
from app.db.models.returns import AssignmentRow, ReturnRow
from app.db.schedule import rows_of_invited
from app.operations import audits, cases, knowing, schedule
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.knowing import Answer
from audit_tools.permissions import Grant, Person, Role
from audit_tools.returns import ReturnStatus
from audit_tools.schedule import Slot
from tests import factories
from tests.preparations import ASKED, NOW, Preparation, make_preparation

KNOWN, NOT_KNOWN, AT_ANOTHER_TIME = (
    Answer(Known.KNOWN),
    Answer(Known.NOT_KNOWN),
    Answer(Known.NOT_IN_PERIOD),
)


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database)


def lead(prepared: Preparation, agency: str = "school") -> Person:
    return factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.AGENCY_LEAD, agency)
    )


def ask(prepared: Preparation, *agencies: str) -> int:
    return knowing.ask_agencies(
        prepared.database, by=prepared.unit, audit_id=prepared.audit, agencies=frozenset(agencies)
    )


def seen(prepared: Preparation, by: Person, agency: str) -> str:
    with prepared.database.reading() as session:
        _, asked = knowing.to_answer(session, by, prepared.audit, agency)
    return knowing.version_of_asked(asked)


def answer(
    prepared: Preparation, by: Person, answers: dict[UUID, Answer], agency: str = "school"
) -> None:
    knowing.answer(
        prepared.database,
        by=by,
        audit_id=prepared.audit,
        agency=agency,
        answers=answers,
        seen=seen(prepared, by, agency),
    )


def told(prepared: Preparation, case: UUID, said: Answer, agency: str = "school") -> None:
    knowing.enter_told(prepared.database, by=prepared.unit, case_id=case, agency=agency, said=said)


def known(prepared: Preparation, case: UUID) -> dict[str, Known]:
    return {i.agency: i.known for i in prepared.case(case).case.involvements}


def noted(prepared: Preparation, case: UUID, agency: str = "school") -> Knowing:
    with prepared.database.reading() as session:
        return knowings_of(session, prepared.partnership, [case])[case, agency]


def holders(prepared: Preparation, case: UUID) -> set[UUID]:
    with prepared.database.reading() as session:
        rows = session.query(AssignmentRow).join(
            ReturnRow,
            (ReturnRow.partnership_id == AssignmentRow.partnership_id)
            & (ReturnRow.id == AssignmentRow.return_id),
        )
        return {row.person_id for row in rows.where(ReturnRow.case_id == case)}


# --- asking ---


def test_every_agency_is_asked_about_every_case_once(prepared: Preparation) -> None:
    prepared.add_case("SYV25-01")
    prepared.add_case("SYV25-02")
    assert ask(prepared, "school", "social-care") == 4
    assert ask(prepared, "school") == 0
    third = prepared.add_case("SYV25-03")
    assert ask(prepared, "school") == 1
    assert known(prepared, third) == {}
    assert prepared.told("audit.agencies-asked")


def test_what_the_business_unit_said_at_once_is_not_asked(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    assert ask(prepared, "school", "social-care") == 1


@pytest.mark.parametrize("agencies", [(), ("fire",), ("school", "fire")])
def test_only_agencies_of_the_partnership_are_asked(
    prepared: Preparation, agencies: tuple[str, ...]
) -> None:
    prepared.add_case("SYV25-01")
    with pytest.raises(Invalid) as refused:
        ask(prepared, *agencies)
    assert refused.value.place == "agencies"


def test_nobody_is_asked_about_no_children(prepared: Preparation) -> None:
    with pytest.raises(Invalid, match="first"):
        ask(prepared, "school")


def test_only_the_business_unit_asks(prepared: Preparation) -> None:
    prepared.add_case("SYV25-01")
    with pytest.raises(Refused, match="Business Unit"):
        knowing.ask_agencies(
            prepared.database,
            by=lead(prepared),
            audit_id=prepared.audit,
            agencies=frozenset({"school"}),
        )


def test_a_question_is_taken_back_where_it_is_not_answered(prepared: Preparation) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    ask(prepared, "school")
    answer(prepared, lead(prepared), {first: KNOWN})
    took = knowing.take_back(
        prepared.database, by=prepared.unit, audit_id=prepared.audit, agency="school"
    )
    assert took == 1
    assert known(prepared, first) == {"school": Known.KNOWN}
    with prepared.database.reading() as session:
        assert set(knowings_of(session, prepared.partnership, [first, second])) == {
            (first, "school")
        }


# --- answering ---


def test_each_answer_stands_as_it_was_given(prepared: Preparation) -> None:
    listed = [prepared.add_case(f"SYV25-0{n}") for n in (1, 2, 3, 4)]
    ask(prepared, "school")
    by = lead(prepared)
    answer(prepared, by, dict(zip(listed, (KNOWN, NOT_KNOWN, AT_ANOTHER_TIME), strict=False)))
    assert [known(prepared, case).get("school") for case in listed] == [
        Known.KNOWN,
        Known.NOT_KNOWN,
        Known.NOT_IN_PERIOD,
        None,
    ]
    note = noted(prepared, listed[0])
    assert (note.answered_at, note.answered_by, note.by_telephone) == (NOW, by.id, False)
    assert "not-in-period" in prepared.told("case.known-answered")[2]


def test_before_the_start_an_answer_makes_no_return_and_may_be_changed(
    prepared: Preparation,
) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    by = lead(prepared)
    for said in (KNOWN, NOT_KNOWN, AT_ANOTHER_TIME, KNOWN):
        answer(prepared, by, {case: said})
        assert known(prepared, case) == {"school": said.known}
    assert prepared.returns(case) == {}


def test_an_unchanged_answer_is_not_written_again(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    by = lead(prepared)
    answer(prepared, by, {case: KNOWN})
    answer(prepared, by, {case: KNOWN})
    assert len(prepared.told("case.known-answered")) == 1


def test_at_the_start_only_known_makes_a_return_to_give(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    for agency in ("gp", "nhs", "fire"):
        factories.make_agency(prepared.database, prepared.partnership, agency)
    ask(prepared, "gp", "nhs", "fire", "social-care")
    for agency, said in (("gp", KNOWN), ("nhs", NOT_KNOWN), ("fire", AT_ANOTHER_TIME)):
        answer(prepared, lead(prepared, agency), {case: said}, agency)
    prepared.start()
    statuses = {agency: one.status for agency, one in prepared.returns(case).items()}
    assert statuses == {
        "police": ReturnStatus.DUE,
        "school": ReturnStatus.DUE,
        "gp": ReturnStatus.DUE,
        # "not known" is a return in itself; nobody of the other two gives one
        "nhs": ReturnStatus.NOT_KNOWN,
    }


def test_a_later_answer_makes_its_return_then(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    ask(prepared, "social-care")
    prepared.start()
    assert "social-care" not in prepared.returns(case)
    by = lead(prepared, "social-care")
    answer(prepared, by, {case: KNOWN}, "social-care")
    assert prepared.returns(case)["social-care"].status is ReturnStatus.DUE
    with pytest.raises(Refused, match="Ask the Business Unit"):
        answer(prepared, by, {case: NOT_KNOWN}, "social-care")


def test_whoever_is_to_complete_it_finds_the_return_in_their_list(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, ASKED[0], Involvement("social-care", Known.KNOWN))
    ask(prepared, "school")
    teacher = factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.PRACTITIONER, "school")
    )
    answer(prepared, lead(prepared), {case: Answer(Known.KNOWN, teacher.id, "Head of year")})
    prepared.start()
    assert holders(prepared, case) == {teacher.id}
    assert noted(prepared, case).comes == "Head of year"


def test_who_is_named_before_the_start_is_expected_where_there_is_a_date_already(
    prepared: Preparation,
) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    schedule.set_dates(
        prepared.database,
        by=prepared.unit,
        audit_id=prepared.audit,
        slots={case: Slot(NOW)},
        seen=schedule.version_of_dates([], {}),
    )
    teacher = factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.PRACTITIONER, "school")
    )
    comes = f"Head of year\n{teacher.name}"
    answer(prepared, lead(prepared), {case: Answer(Known.KNOWN, comes=comes)})
    with prepared.database.reading() as session:
        rows = rows_of_invited(session, prepared.partnership, case).values()
        found = {(row.agency, row.name, row.person_id) for row in rows}
    # Each is matched with a colleague by name.
    assert found == {("school", "Head of year", None), ("school", teacher.name, teacher.id)}


def test_nobody_outside_the_agency_is_named_to_complete_it(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    with pytest.raises(Invalid) as refused:
        answer(prepared, lead(prepared), {case: Answer(Known.KNOWN, prepared.unit.id)})
    assert refused.value.place == f"{case}:completes"
    assert known(prepared, case) == {}


def test_an_agency_that_leads_and_does_not_know_the_child_leads_no_more(
    prepared: Preparation,
) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    by = lead(prepared)
    answer(prepared, by, {case: KNOWN})
    prepared.ask(case, Involvement("school", Known.KNOWN, lead=True))
    answer(prepared, by, {case: NOT_KNOWN})
    assert prepared.case(case).case.lead is None


def test_what_two_agencies_say_stands_side_by_side(prepared: Preparation) -> None:
    """Neither writes over the other, though both began from the same page."""
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school", "social-care")
    answer(prepared, lead(prepared), {case: KNOWN})
    answer(prepared, lead(prepared, "social-care"), {case: NOT_KNOWN}, "social-care")
    assert known(prepared, case) == {"school": Known.KNOWN, "social-care": Known.NOT_KNOWN}


def test_an_answer_on_an_old_page_is_a_conflict(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    by = lead(prepared)
    old = seen(prepared, by, "school")
    answer(prepared, by, {case: KNOWN})
    with pytest.raises(Conflict):
        knowing.answer(
            prepared.database,
            by=by,
            audit_id=prepared.audit,
            agency="school",
            answers={case: NOT_KNOWN},
            seen=old,
        )
    assert known(prepared, case) == {"school": Known.KNOWN}


def test_who_was_not_asked_finds_no_question(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    other = lead(prepared, "social-care")
    teacher = factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.PRACTITIONER, "school")
    )
    for by, agency in ((other, "social-care"), (other, "school"), (teacher, "school")):
        with pytest.raises(Hidden):
            answer(prepared, by, {case: KNOWN}, agency)


def test_an_agency_answers_only_about_the_cases_it_is_asked_about(prepared: Preparation) -> None:
    asked = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    another = prepared.add_case("SYV25-02")
    with pytest.raises(Hidden):
        answer(prepared, lead(prepared), {asked: KNOWN, another: KNOWN})
    assert known(prepared, asked) == {}


def test_nothing_is_answered_once_the_returns_are_closed(prepared: Preparation) -> None:
    case = prepared.started_case()
    ask(prepared, "social-care")
    prepared.change_case(case, CaseState.PREPARED)
    with pytest.raises(Refused, match="closed"):
        answer(prepared, lead(prepared, "social-care"), {case: KNOWN}, "social-care")
    assert "social-care" not in prepared.returns(case)


# --- by telephone ---


def test_what_came_by_telephone_is_recorded_as_such(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    told(prepared, case, Answer(Known.KNOWN, None, "Head of year"))
    note = noted(prepared, case)
    assert (note.by_telephone, note.answered_by, note.comes) == (
        True,
        prepared.unit.id,
        "Head of year",
    )
    assert known(prepared, case) == {"school": Known.KNOWN}
    assert '"by telephone": true' in prepared.told("case.known-answered")[0]


def test_what_the_agency_says_itself_afterwards_is_no_longer_by_telephone(
    prepared: Preparation,
) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    told(prepared, case, KNOWN)
    answer(prepared, lead(prepared), {case: NOT_KNOWN})
    assert noted(prepared, case).by_telephone is False


def test_an_agency_that_was_not_asked_told_nothing(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    with pytest.raises(Hidden):
        told(prepared, case, KNOWN)


@pytest.mark.parametrize("state", CaseState)
def test_nothing_told_by_telephone_is_entered_once_the_returns_are_closed(
    prepared: Preparation, state: CaseState
) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    ask(prepared, "social-care")
    prepared.start()
    told(prepared, case, Answer(Known.KNOWN, None, "Head of year"), "social-care")
    prepared.change_case(case, state)
    again = Answer(Known.KNOWN, None, "Deputy head")
    if state is CaseState.WAITING:
        told(prepared, case, again, "social-care")
    else:
        with pytest.raises(Refused, match="closed"):
            told(prepared, case, again, "social-care")
    comes = "Deputy head" if state is CaseState.WAITING else "Head of year"
    assert noted(prepared, case, "social-care").comes == comes


def test_by_telephone_no_begun_return_is_lost(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    ask(prepared, "social-care")
    prepared.start()
    told(prepared, case, NOT_KNOWN, "social-care")
    with pytest.raises(Refused) as refused:
        told(prepared, case, KNOWN, "social-care")
    assert refused.value.place == "social-care"
    assert prepared.returns(case)["social-care"].status is ReturnStatus.NOT_KNOWN


# --- what the Business Unit changes ---


def test_an_agency_that_is_taken_out_is_asked_no_more(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school", "social-care")
    answer(prepared, lead(prepared), {case: KNOWN})
    prepared.ask(case)
    with prepared.database.reading() as session:
        left = knowings_of(session, prepared.partnership, [case])
    # who has not answered yet is still asked
    assert set(left) == {(case, "social-care")}


def test_an_answer_that_the_business_unit_changes_is_no_longer_the_agencys(
    prepared: Preparation,
) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    told(prepared, case, KNOWN)
    prepared.ask(case, Involvement("school", Known.NOT_IN_PERIOD))
    note = noted(prepared, case)
    assert (note.answered_by, note.by_telephone) == (prepared.unit.id, False)


def test_a_case_and_an_audit_go_with_their_questions(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school")
    left = prepared.add_case("SYV25-02")
    ask(prepared, "school", "social-care")
    assert questions(prepared) == {case, left}
    cases.remove_case(prepared.database, by=prepared.unit, case_id=case)
    assert questions(prepared) == {left}
    audits.delete_audit(prepared.database, by=prepared.unit, audit_id=prepared.audit)
    assert questions(prepared) == set()


def questions(prepared: Preparation) -> set[UUID]:
    """The cases about which anybody is asked, as the table has them."""
    with prepared.database.reading() as session:
        return set(session.scalars(select(KnowingRow.case_id)))


# --- the list of a lead ---


def listed(prepared: Preparation, person: Person) -> list[tuple[str, int, int]]:
    with prepared.database.reading() as session:
        return [(one.agency, one.left, one.of) for one in open_questions(session, person)]


def test_a_lead_sees_how_many_answers_are_left(prepared: Preparation) -> None:
    first, _ = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    by = lead(prepared)
    assert listed(prepared, by) == []
    ask(prepared, "school", "social-care")
    answer(prepared, by, {first: KNOWN})
    assert listed(prepared, by) == [("school", 1, 2)]


def test_an_answered_question_leaves_the_list_when_the_audit_starts(
    prepared: Preparation,
) -> None:
    case = prepared.add_case("SYV25-01")
    ask(prepared, "school", "social-care")
    by = lead(prepared)
    answer(prepared, by, {case: KNOWN})
    assert listed(prepared, by) == [("school", 0, 1)]
    prepared.ask(case, *ASKED)
    prepared.start()
    assert listed(prepared, by) == []
    assert listed(prepared, lead(prepared, "social-care")) == [("social-care", 1, 1)]
