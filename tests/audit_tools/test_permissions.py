"""What each role opens."""

from uuid import UUID

import pytest

from audit_tools.errors import Refused
from audit_tools.permissions import Grant, Permission, Person, Role, can, check_can


def person(*grants: Grant) -> Person:
    return Person(UUID(int=1), UUID(int=2), "Sam", frozenset(grants))


def test_an_administrator_opens_people_and_nothing_of_a_case() -> None:
    administrator = person(Grant(Role.ADMINISTRATOR))
    opened = {permission for permission in Permission if can(administrator, permission)}

    assert opened == {Permission.BE_SIGNED_IN, Permission.MANAGE_PEOPLE}


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

    assert held.agencies(Role.AGENCY_LEAD) == {"police"}


def test_a_persons_name_stays_out_of_logs() -> None:
    assert "Sam" not in repr(person())
