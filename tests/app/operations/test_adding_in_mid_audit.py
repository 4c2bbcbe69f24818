"""An agency and its people come in while an audit is under way, and may go out of it again."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.engine import Database
from app.db.models.colleagues import InvitedReturnRow
from app.db.my_returns import list_own_returns
from app.operations import agencies, colleagues, people
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import Involvement, Known
from audit_tools.permissions import Grant, Person, Role
from tests.preparations import ASKED, Preparation, make_preparation

SECOND_SCHOOL = Involvement("second-school", Known.KNOWN)


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database)


def add_school_with_a_lead(prepared: Preparation) -> Person:
    agencies.add_agency(
        prepared.database, by=prepared.unit, name="Second school", kind=AgencyKind.EDUCATION
    )
    grant = Grant(Role.AGENCY_LEAD, "second-school")
    lead = people.add_person(
        prepared.database, by=prepared.unit, name="Lee", email="lee@example.org", grant=grant
    )
    return Person(lead, prepared.partnership, "Lee", frozenset({grant}))


def own(prepared: Preparation, person: Person) -> list[UUID]:
    with prepared.database.reading() as session:
        return [one.on_file.id for one in list_own_returns(session, person)]


def test_a_second_school_is_added_with_its_lead_and_asked_in_mid_audit(
    prepared: Preparation,
) -> None:
    case = prepared.started_case()
    lead = add_school_with_a_lead(prepared)
    assert own(prepared, lead) == []
    prepared.ask(case, *ASKED, SECOND_SCHOOL)
    assert own(prepared, lead) == [prepared.returns(case)["second-school"].id]


def test_an_invitation_promises_no_return_that_was_taken_out(prepared: Preparation) -> None:
    case = prepared.started_case()
    lead = add_school_with_a_lead(prepared)
    prepared.ask(case, *ASKED, SECOND_SCHOOL)
    wanted = frozenset(own(prepared, lead))
    colleagues.invite(
        prepared.database,
        by=lead,
        agency="second-school",
        name="Sam",
        email="sam@example.org",
        returns=wanted,
    )
    prepared.ask(case, *ASKED)
    assert own(prepared, lead) == []
    with prepared.database.reading() as session:
        assert session.scalars(select(InvitedReturnRow)).all() == []
