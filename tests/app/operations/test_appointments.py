"""Who holds a discussion is chosen from those with the role, and a conflict ends all access."""

from uuid import UUID

import pytest

from app.db.appointments import Appointed, appointments_to, core_group_of
from app.db.cases import standing_of
from app.db.discussions import read_case
from app.db.engine import Database
from app.operations import appointments
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Grant, Person, Role
from tests import factories
from tests.preparations import Preparation, make_preparation


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database)


def holders(prepared: Preparation, case: UUID) -> Appointed:
    with prepared.database.reading() as session:
        return appointments_to(session, prepared.partnership, case).appointed


def sees(prepared: Preparation, person: Person, case: UUID) -> bool:
    with prepared.database.reading() as session:
        try:
            return bool(read_case(session, person, case))
        except Hidden:
            return False


def choose_group(prepared: Preparation, people: frozenset[UUID], seen: list[str]) -> None:
    appointments.choose_core_group(
        prepared.database,
        by=prepared.unit,
        audit_id=prepared.audit,
        people=people,
        seen=version_of(seen),
    )


def test_a_discussion_gets_its_chair_co_chair_and_note_taker(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    people = [prepared.person(role) for role in (Role.CHAIR, Role.CO_CHAIR, Role.NOTE_TAKER)]
    wanted = Appointed(*(person.id for person in people))
    prepared.appoint(case, wanted)
    assert holders(prepared, case) == wanted
    assert all(sees(prepared, person, case) for person in people)
    assert prepared.told("case.appointed")


def test_somebody_who_is_replaced_no_longer_sees_the_case(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    first, second = prepared.person(Role.CHAIR), prepared.person(Role.CHAIR)
    prepared.appoint(case, Appointed(chair=first.id))
    prepared.appoint(case, Appointed(chair=second.id))
    assert not sees(prepared, first, case)
    assert sees(prepared, second, case)


@pytest.mark.parametrize(
    ("part", "role"),
    [
        ("chair", Role.NOTE_TAKER),
        ("co_chair", Role.CHAIR),
        ("note_taker", Role.CORE_GROUP),
    ],
)
def test_each_part_goes_to_somebody_with_its_role(
    prepared: Preparation, part: str, role: Role
) -> None:
    case = prepared.add_case("SYV25-01")
    with pytest.raises(Invalid) as refused:
        prepared.appoint(case, Appointed(**{part: prepared.person(role).id}))
    assert refused.value.place == part


def test_nobody_has_two_parts(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    both = prepared.person(Role.CHAIR, Role.NOTE_TAKER)
    with pytest.raises(Invalid, match="another person"):
        prepared.appoint(case, Appointed(chair=both.id, note_taker=both.id))


@pytest.mark.parametrize("state", [CaseState.AGREED, CaseState.WITHDRAWN])
def test_who_held_a_discussion_that_is_over_stays_as_it_is(
    prepared: Preparation, state: CaseState
) -> None:
    case = prepared.started_case()
    prepared.change_case(case, state)
    with pytest.raises(Refused, match="over"):
        prepared.appoint(case, Appointed(chair=prepared.person(Role.CHAIR).id))


def test_an_appointment_made_on_an_old_page_is_a_conflict(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.appoint(case, Appointed(chair=prepared.person(Role.CHAIR).id))
    with pytest.raises(Conflict):
        appointments.appoint(
            prepared.database,
            by=prepared.unit,
            case_id=case,
            appointed=Appointed(),
            seen=version_of(Appointed()),
        )


def test_one_case_gives_its_people_to_those_without_any(prepared: Preparation) -> None:
    first, second, third = (prepared.add_case(f"SYV25-0{n}") for n in (1, 2, 3))
    chair, other = prepared.person(Role.CHAIR), prepared.person(Role.CHAIR)
    prepared.appoint(first, Appointed(chair=chair.id))
    prepared.appoint(second, Appointed(chair=other.id))
    given = appointments.appoint_to_others(prepared.database, by=prepared.unit, case_id=first)
    assert given == 1
    assert holders(prepared, second).chair == other.id
    assert holders(prepared, third).chair == chair.id


def test_nobody_is_given_a_case_they_declared_a_conflict_about(prepared: Preparation) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    chair = prepared.person(Role.CHAIR)
    prepared.appoint(second, Appointed(chair=chair.id))
    appointments.declare_conflict(prepared.database, by=chair, case_id=second)
    prepared.appoint(first, Appointed(chair=chair.id))
    appointments.appoint_to_others(prepared.database, by=prepared.unit, case_id=first)
    assert holders(prepared, second) == Appointed()
    with pytest.raises(Invalid, match="conflict"):
        prepared.appoint(second, Appointed(chair=chair.id))


@pytest.mark.parametrize("role", [Role.CHAIR, Role.CO_CHAIR, Role.NOTE_TAKER])
def test_a_declared_conflict_ends_access_at_once_and_for_good(
    prepared: Preparation, role: Role
) -> None:
    case = prepared.add_case("SYV25-01")
    person = prepared.person(role)
    prepared.appoint(case, Appointed(**{role.value.replace("-", "_"): person.id}))
    appointments.declare_conflict(prepared.database, by=person, case_id=case)
    assert not sees(prepared, person, case)
    # a later appointment of somebody else does not wipe it out
    prepared.appoint(case, Appointed(chair=prepared.person(Role.CHAIR).id))
    assert not sees(prepared, person, case)
    assert prepared.told("case.conflict-declared")


def test_the_business_unit_may_have_a_conflict_too(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    appointments.declare_conflict(prepared.database, by=prepared.unit, case_id=case)
    assert not sees(prepared, prepared.unit, case)


def test_a_member_of_the_core_group_may_have_a_conflict_too(prepared: Preparation) -> None:
    case = prepared.started_case()
    member = prepared.person(Role.CORE_GROUP)
    choose_group(prepared, frozenset({member.id}), [])
    prepared.change_case(case, CaseState.OPEN)
    appointments.declare_conflict(prepared.database, by=member, case_id=case)
    assert not sees(prepared, member, case)


def test_an_agency_lead_is_told_to_hand_the_return_on_instead(prepared: Preparation) -> None:
    case = prepared.started_case()
    lead = factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.AGENCY_LEAD, "school")
    )
    with pytest.raises(Refused, match="agency's lead"):
        appointments.declare_conflict(prepared.database, by=lead, case_id=case)


def test_a_conflict_about_a_case_that_one_does_not_see_is_hidden(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    with pytest.raises(Hidden):
        appointments.declare_conflict(
            prepared.database, by=prepared.person(Role.CHAIR), case_id=case
        )


def test_the_core_group_reads_each_case_once_it_is_open(prepared: Preparation) -> None:
    case = prepared.started_case()
    member = prepared.person(Role.CORE_GROUP)
    choose_group(prepared, frozenset({member.id}), [])
    assert not sees(prepared, member, case)
    prepared.change_case(case, CaseState.OPEN)
    assert sees(prepared, member, case)
    with prepared.database.reading() as session:
        assert standing_of(session, member, prepared.case(case)).core_group
        assert core_group_of(session, prepared.partnership, prepared.audit) == {member.id}


def test_the_core_group_is_chosen_from_those_with_the_role(prepared: Preparation) -> None:
    with pytest.raises(Invalid) as refused:
        choose_group(prepared, frozenset({prepared.person(Role.CHAIR).id}), [])
    assert refused.value.place == "people"


def test_a_core_group_chosen_on_an_old_page_is_a_conflict(prepared: Preparation) -> None:
    with pytest.raises(Conflict):
        choose_group(prepared, frozenset(), ["somebody"])


def test_only_the_business_unit_appoints(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    chair = prepared.person(Role.CHAIR)
    with pytest.raises(Refused, match="Business Unit"):
        appointments.appoint(
            prepared.database, by=chair, case_id=case, appointed=Appointed(chair.id), seen=""
        )
    with pytest.raises(Refused, match="Business Unit"):
        appointments.choose_core_group(
            prepared.database,
            by=chair,
            audit_id=prepared.audit,
            people=frozenset(),
            seen="",
        )
