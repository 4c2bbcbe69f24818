"""The end of an audit: closing it, and the interim summary before."""

from flask.testing import FlaskClient

from audit_tools.cases import CaseState
from audit_tools.permissions import Role
from tests.app.audits.conftest import read
from tests.app.visitors import send, text_of
from tests.preparations import Preparation


def test_closing_names_what_is_unfinished_and_then_closes(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.started_case()
    path = f"/audits/{prepared.audit}/close"
    assert "SYV25-01</a>: waiting for returns" in read(unit, path)
    prepared.change_case(case, CaseState.AGREED)
    assert "This audit counts 1 child. So few can be recognised" in read(unit, path)
    assert "It cannot be opened again" in read(unit, path)
    chair = prepared.person(Role.CHAIR)
    typed = {"cases_sentence": "One boy of 13 to 15.", "reason": "All is agreed"}
    answer = send(unit, path, **typed)
    assert answer.status_code == 422
    assert "Choose the chair" in text_of(answer)
    assert "One boy of 13 to 15." in text_of(answer)
    assert send(unit, path, **typed, approved_by=str(chair.id)).status_code == 303
    assert "This audit is closed." in read(unit, f"/audits/{prepared.audit}")
    read(unit, path, 403)


def test_an_interim_summary_is_issued_from_the_board(
    unit: FlaskClient, prepared: Preparation
) -> None:
    agreed = prepared.agreed_cases(3)
    address = f"/audits/{prepared.audit}/interim"
    assert f'href="{address}"' in read(unit, f"/audits/{prepared.audit}")
    assert "a summary of the 3 children agreed so far" in read(unit, address)
    prepared.change_case(agreed[0], CaseState.WRITTEN_UP)
    assert "of 2 children are agreed" in send(unit, address).text
    prepared.change_case(agreed[0], CaseState.AGREED)
    assert send(unit, address).status_code == 303
    assert "has been issued" in read(unit, f"/audits/{prepared.audit}")
