"""That a case is the same child as an earlier one is said by somebody, and worked out by nobody."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from app.db.appointments import Appointed
from app.db.earlier_cases import EarlierCase, earlier_audits, find_earlier_case
from app.db.engine import Database
from app.operations import appointments, audits, cases, earlier_cases
from app.operations.cases import NewCase
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.permissions import Role
from tests.app.visitors import send, sign_in_client
from tests.changes import change_audit
from tests.preparations import ASKED, BANDS, DATES, DETAILS, Preparation, make_preparation

A_YEAR_BEFORE = date(2024, 1, 1)


@pytest.fixture
def prepared(database: Database) -> Preparation:
    """The present audit, with an earlier one that has started."""
    return make_preparation(database)


@pytest.fixture
def earlier(prepared: Preparation) -> Preparation:
    return another(prepared, A_YEAR_BEFORE)


def another(prepared: Preparation, first: date | None) -> Preparation:
    dates = replace(DATES, period_from=first)
    details = replace(DETAILS, title="Before", dates=dates)
    audit = audits.create_audit(
        prepared.database, by=prepared.unit, tool_version=prepared.tool, details=details
    )
    made = replace(prepared, audit=audit)
    made.started_case("SYV24-03")
    return made


def say(prepared: Preparation, case: UUID, audit: UUID | None, reference: str) -> None:
    earlier_cases.say_same_child(
        prepared.database, by=prepared.unit, case_id=case, audit_id=audit, reference=reference
    )


def found(prepared: Preparation, case: UUID) -> EarlierCase | None:
    with prepared.database.reading() as session:
        return find_earlier_case(session, prepared.partnership, case)


def test_only_the_link_is_kept_with_its_history(
    prepared: Preparation, earlier: Preparation
) -> None:
    case = prepared.add_case("SYV25-01")
    say(prepared, case, earlier.audit, " syv24-03 ")
    link = found(prepared, case)
    assert link is not None
    assert (link.reference, link.audit) == ("SYV24-03", "Before")
    assert str(link.id) in prepared.told("case.same-child")[0]
    earlier_cases.forget_same_child(prepared.database, by=prepared.unit, case_id=case)
    assert found(prepared, case) is None
    assert len(prepared.told("case.same-child")) == 2


def test_nothing_works_it_out(prepared: Preparation, earlier: Preparation) -> None:
    """The same reference and the same bands are no link."""
    new = NewCase("SYV24-03", BANDS, "Nominated")
    case = cases.add_case(prepared.database, by=prepared.unit, audit_id=prepared.audit, new=new)
    assert found(prepared, case) is None


@pytest.mark.parametrize("reference", ["SYV24-04", "", "SYV25-01"])
def test_a_case_that_is_not_there_is_refused(
    prepared: Preparation, earlier: Preparation, reference: str
) -> None:
    case = prepared.add_case("SYV25-01")
    with pytest.raises(Invalid) as refused:
        say(prepared, case, earlier.audit, reference)
    assert refused.value.place == "reference"


def test_only_an_audit_of_an_earlier_period_counts(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    same = another(prepared, DATES.period_from)
    for audit in (prepared.audit, same.audit, None):
        with pytest.raises(Invalid) as refused:
            say(prepared, case, audit, "SYV24-03")
        assert refused.value.place == "audit"


def test_an_invented_child_is_the_same_as_no_real_one(
    prepared: Preparation, earlier: Preparation
) -> None:
    def offered() -> list[UUID]:
        with prepared.database.reading() as session:
            listed = earlier_audits(session, prepared.partnership, prepared.audit)
        return [one.id for one in listed]

    assert offered() == [earlier.audit]
    change_audit(prepared.database, earlier, invented=True)
    assert offered() == []
    change_audit(prepared.database, prepared, invented=True)
    assert offered() == [earlier.audit]


def test_a_case_that_one_has_a_conflict_about_is_none(
    prepared: Preparation, earlier: Preparation
) -> None:
    case = prepared.add_case("SYV25-01")
    old = earlier.cases()[0]
    appointments.declare_conflict(prepared.database, by=prepared.unit, case_id=old.id)
    with pytest.raises(Invalid, match="no case with this reference"):
        say(prepared, case, earlier.audit, "SYV24-03")


def test_only_the_business_unit_says_it_and_none_of_another_partnership(
    prepared: Preparation, earlier: Preparation
) -> None:
    case = prepared.add_case("SYV25-01")
    stranger = make_preparation(prepared.database)
    for by, refusal in ((prepared.person(Role.CHAIR), Refused), (stranger.unit, Hidden)):
        with pytest.raises(refusal):
            earlier_cases.say_same_child(
                prepared.database,
                by=by,
                case_id=case,
                audit_id=earlier.audit,
                reference="SYV24-03",
            )


def test_a_case_is_removed_with_its_link(prepared: Preparation, earlier: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    say(prepared, case, earlier.audit, "SYV24-03")
    cases.remove_case(prepared.database, by=prepared.unit, case_id=case)
    assert found(prepared, case) is None


def test_the_page_of_the_case_says_it_to_the_business_unit_alone(
    app: Flask, prepared: Preparation, earlier: Preparation
) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    chair = prepared.person(Role.CHAIR)
    prepared.appoint(case, Appointed(chair.id, None, None))
    unit = sign_in_client(app, prepared.database, prepared.unit)
    page = f"/cases/{case}/same-child"
    assert "Before" in unit.get(page).get_data(as_text=True)
    wrong = send(unit, page, audit=str(earlier.audit), reference="SYV24-99")
    assert wrong.status_code == 422
    right = send(unit, page, audit=str(earlier.audit), reference="SYV24-03")
    assert right.status_code == 303
    assert "SYV24-03 in Before" in unit.get(f"/cases/{case}").get_data(as_text=True)
    reader = sign_in_client(app, prepared.database, chair)
    shown = reader.get(f"/cases/{case}").get_data(as_text=True)
    assert "SYV25-01" in shown
    assert "SYV24-03" not in shown
    assert "Take the link back" in unit.get(page).get_data(as_text=True)
    assert send(unit, f"{page}/forget").status_code == 303
    assert found(prepared, case) is None
