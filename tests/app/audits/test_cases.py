"""The cases of an audit: who knows them, who holds them, and what is done with a reason."""

import re
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.db.appointments import Appointed, appointments_to, core_group_of
from app.db.engine import Database
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.permissions import Role
from tests.app.audits.conftest import read
from tests.app.visitors import send, text_of
from tests.changes import change_audit
from tests.preparations import ASKED, Preparation


def test_a_nominated_case_is_added_and_removed(unit: FlaskClient, prepared: Preparation) -> None:
    path = f"/audits/{prepared.audit}/cases/new"
    typed = {"reference": "SYV25-01", "age_band": "13-15", "reason": "By the core group"}
    answer = send(unit, path, **{**typed, "reference": "Sam Smith"})
    assert answer.status_code == 422
    assert "By the core group" in text_of(answer)
    answer = send(unit, path, **typed, locality="LS8 1AB")
    assert answer.status_code == 422
    assert 'id="locality-error"' in text_of(answer)
    assert send(unit, path, **typed).status_code == 303
    (case,) = prepared.cases()
    assert send(unit, f"/cases/{case.id}/remove").status_code == 303
    assert prepared.cases() == ()


def test_all_that_is_wrong_of_a_nominated_case_is_said_at_once(
    unit: FlaskClient, prepared: Preparation
) -> None:
    prepared.add_case("SYV25-01")
    path = f"/audits/{prepared.audit}/cases/new"
    answer = send(unit, path, reference="syv25-01", sex="not recorded", locality="LS8 1AB")
    assert answer.status_code == 422
    wrong = set(re.findall(r'id="(\w+)-error"', answer.text))
    assert wrong == {"reference", "age_band", "locality", "reason"}
    assert len(prepared.cases()) == 1


def test_what_only_a_child_has_is_asked_of_children_alone(
    unit: FlaskClient, prepared: Preparation, database: Database
) -> None:
    change_audit(database, prepared, counts_one="organisation", counts_many="organisations")
    path = f"/audits/{prepared.audit}/cases/new"
    page = read(unit, path)
    assert "Add an organisation" in page
    assert 'name="locality"' in page
    for name in ("age_band", "sex", "ethnicity_group", "plan_type"):
        assert f'name="{name}"' not in page
    assert send(unit, path, reference="ORG-01", reason="All of them").status_code == 303
    (case,) = prepared.cases()
    assert case.case.characteristics.age_band == "not recorded"
    assert 'name="age_band"' not in read(unit, f"/cases/{case.id}/replace")


def test_a_reference_is_made_for_a_case_that_is_nominated(
    unit: FlaskClient, prepared: Preparation
) -> None:
    """From the audit and nothing of the child; it goes on from what is there."""
    path = f"/audits/{prepared.audit}/cases/new"
    assert 'value="SYV25-01"' in read(unit, path)
    prepared.add_case("MACE/07")
    assert 'value="MACE/08"' in read(unit, path)
    case = prepared.add_case("SYV25-03")
    assert 'value="SYV25-04"' in read(unit, f"/cases/{case}/replace")


def chosen(known: dict[str, str], lead: str = "") -> dict[str, str]:
    return {f"known:{agency}": word for agency, word in known.items()} | {"lead": lead}


def test_who_is_asked_is_saved_and_used_for_the_other_cases(
    unit: FlaskClient, prepared: Preparation
) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    path = f"/cases/{first}/agencies"
    page = read(unit, path)
    assert page.count("Not asked") > 3
    fields = chosen({"police": "known", "school": "known", "social-care": "not-asked"}, "police")
    answer = send(unit, path, **fields, seen=prepared.seen(first), others="y")
    assert answer.status_code == 303
    for case in (first, second):
        assert prepared.case(case).case.involvements == ASKED


def test_an_agency_that_is_asked_no_more_stays_only_where_it_was_part(
    unit: FlaskClient, prepared: Preparation
) -> None:
    before, after = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    prepared.ask(before, *ASKED)
    prepared.ask_no_more("school")
    assert "known:school" in read(unit, f"/cases/{before}/agencies")
    assert "known:school" not in read(unit, f"/cases/{after}/agencies")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (chosen({"police": "not-known"}, "police"), "has to know the case"),
        (chosen({"police": "maybe"}), "Choose known, not known, not in this period or not asked."),
        (chosen({"fire": "known"}), "Choose from the agencies"),
    ],
)
def test_who_cannot_be_asked_is_said_so(
    unit: FlaskClient, prepared: Preparation, fields: dict[str, str], sentence: str
) -> None:
    case = prepared.add_case("SYV25-01")
    answer = send(unit, f"/cases/{case}/agencies", **fields, seen=prepared.seen(case))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert prepared.case(case).case.involvements == ()


def test_a_refusal_stands_beside_its_agency_and_the_choices_stay(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    prepared.ask(case, *ASKED, Involvement("social-care", Known.NOT_KNOWN))
    fields = chosen({"police": "known", "school": "not-known", "social-care": "known"}, "police")
    answer = send(unit, f"/cases/{case}/agencies", **fields, seen=prepared.seen(case))
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'href="#known-social-care"' in page
    assert 'id="school-not-known" name="known:school" value="not-known" checked' in page


def test_two_who_say_who_is_asked_see_each_others_choice(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.add_case("SYV25-01")
    seen = prepared.seen(case)
    prepared.ask(case, *ASKED)
    fields = chosen({"police": "known", "school": "not-asked"}, "police")
    answer = send(unit, f"/cases/{case}/agencies", **fields, seen=seen)
    assert answer.status_code == 409
    assert "Somebody else chose: known." in text_of(answer)


def test_people_are_appointed_and_a_conflict_shows_both_choices(
    unit: FlaskClient, prepared: Preparation
) -> None:
    first, second = prepared.add_case("SYV25-01"), prepared.add_case("SYV25-02")
    chair, other = prepared.person(Role.CHAIR), prepared.person(Role.CHAIR)
    path = f"/cases/{first}/people"
    page = read(unit, path)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    sent = send(unit, path, chair=str(chair.id), seen=seen, others="y")
    assert sent.status_code == 303
    for case in (first, second):
        assert holder(prepared, case) == Appointed(chair=chair.id)
    answer = send(unit, path, chair=str(other.id), seen=seen)
    assert answer.status_code == 409
    assert f"<dt>Chair</dt><dd>{chair.name}</dd>" in text_of(answer)


def holder(prepared: Preparation, case: UUID) -> Appointed:
    with prepared.database.reading() as session:
        return appointments_to(session, prepared.partnership, case).appointed


def test_the_core_group_is_ticked(unit: FlaskClient, prepared: Preparation) -> None:
    path = f"/audits/{prepared.audit}/core-group"
    assert "Nobody has the role" in read(unit, path)
    member = prepared.person(Role.CORE_GROUP)
    page = read(unit, path)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert send(unit, path, people=str(member.id), seen=seen).status_code == 303
    with prepared.database.reading() as session:
        assert core_group_of(session, prepared.partnership, prepared.audit) == {member.id}
    assert send(unit, path, seen=seen).status_code == 409


def test_withdrawing_replacing_and_reopening_ask_for_a_reason(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    for deed in ("withdraw", "replace"):
        path = f"/cases/{case}/{deed}"
        assert "cannot be taken back" in read(unit, path)
        answer = send(unit, path, reference="SYV25-09", reason="")
        assert answer.status_code == 422, deed
    answer = send(
        unit,
        f"/cases/{case}/replace",
        reference="SYV25-09",
        age_band="13-15",
        why="other",
        reason="Moved away",
    )
    assert answer.status_code == 303
    assert prepared.case(case).case.state is CaseState.WITHDRAWN
    assert "Reason: Moved away" in read(unit, f"/cases/{case}")


def test_a_reserve_that_is_gone_is_said_on_the_page_and_the_reason_stays(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    answer = send(unit, f"/cases/{case}/replace", reserve="SYV25-30", why="moved", reason="Away")
    assert answer.status_code == 409
    page = text_of(answer)
    assert "SYV25-30 has been used since you opened this page" in page
    assert "Away</textarea>" in page
    assert 'id="reference"' in page


def test_a_conflict_is_declared_after_a_question(unit: FlaskClient, prepared: Preparation) -> None:
    case = prepared.started_case()
    path = f"/cases/{case}/conflict"
    assert "You need not say how" in read(unit, path)
    assert send(unit, path).status_code == 303
    read(unit, f"/cases/{case}", 404)


def test_a_page_whose_time_is_over_says_so_instead_of_offering_a_form(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    prepared.change_case(case, CaseState.PREPARED)
    for path in (f"/cases/{case}/agencies", f"/cases/{case}/replace"):
        page = read(unit, path)
        assert "are closed, so" in page
        assert 'method="post" novalidate' not in page
    prepared.change_case(case, CaseState.AGREED)
    assert "cannot be withdrawn any more" in read(unit, f"/cases/{case}/withdraw")
    assert "stays as it is" in read(unit, f"/cases/{case}/people")
    assert "There is nothing to draw" in read(unit, f"/audits/{prepared.audit}/draw")
