"""What each role opens."""

from uuid import UUID

import pytest

from audit_tools.errors import Refused
from audit_tools.permissions import (
    Grant,
    Permission,
    Person,
    Role,
    can,
    check_can,
    gives_roles_to,
    roles_given_by,
)


def person(*grants: Grant) -> Person:
    return Person(UUID(int=1), UUID(int=2), "Sam", frozenset(grants))


def test_an_administrator_opens_people_and_nothing_of_a_case() -> None:
    administrator = person(Grant(Role.ADMINISTRATOR))
    opened = {permission for permission in Permission if can(administrator, permission)}

    assert opened == {Permission.BE_SIGNED_IN, Permission.MANAGE_PEOPLE, Permission.SET_UP}


def test_roles_add_up() -> None:
    both = person(Grant(Role.ADMINISTRATOR), Grant(Role.COORDINATOR))

    assert can(both, Permission.MANAGE_PEOPLE)
    assert can(both, Permission.RUN_AUDITS)


def test_a_refusal_says_whose_work_it_is() -> None:
    with pytest.raises(Refused, match="Business Unit"):
        check_can(person(Grant(Role.PRACTITIONER, "police")), Permission.RUN_AUDITS)


def test_a_person_without_a_role_opens_nothing() -> None:
    assert not any(can(person(), permission) for permission in Permission)


def test_agencies_are_those_in_which_the_role_is_held() -> None:
    held = person(Grant(Role.AGENCY_LEAD, "police"), Grant(Role.PRACTITIONER, "school"))

    assert held.leads == {"police"}
    assert held.works_in == {"police", "school"}


def test_a_persons_name_stays_out_of_logs() -> None:
    assert "Sam" not in repr(person())


def test_a_deputy_opens_what_the_lead_opens_over_the_same_agency() -> None:
    lead = person(Grant(Role.AGENCY_LEAD, "police"))
    deputy = person(Grant(Role.AGENCY_DEPUTY, "police"))

    assert [can(deputy, one) for one in Permission] == [can(lead, one) for one in Permission]
    assert deputy.leads == lead.leads == {"police"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_the_business_unit_alone_gives_roles_beside_the_administrator(role: Role) -> None:
    given = roles_given_by(person(Grant(role)))

    assert bool(given) is (role is Role.COORDINATOR)
    assert not {Role.ADMINISTRATOR, Role.COORDINATOR} & set(given)


@pytest.mark.parametrize("held", [Role.ADMINISTRATOR, Role.COORDINATOR])
def test_the_business_unit_makes_nothing_of_those_who_are_to_be_blind(held: Role) -> None:
    coordinator = person(Grant(Role.COORDINATOR))
    other = UUID(int=9)

    assert gives_roles_to(coordinator, other, frozenset({Role.CHAIR}))
    assert not gives_roles_to(coordinator, other, frozenset({Role.CHAIR, held}))
    assert not gives_roles_to(coordinator, coordinator.id, frozenset({Role.CHAIR}))
    assert gives_roles_to(person(Grant(Role.ADMINISTRATOR)), other, frozenset({held}))
