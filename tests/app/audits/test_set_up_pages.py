"""The page of setting up says what is missing and how far each step is, and starts the audit."""

import re

from flask.testing import FlaskClient

from app.db.appointments import Appointed
from app.operations import audits
from audit_tools.cases import Involvement, Known
from audit_tools.cycles import Phase
from audit_tools.permissions import Role
from tests import factories
from tests.app.audits.conftest import read
from tests.app.visitors import send
from tests.preparations import ASKED, Preparation


def test_the_page_of_setting_up_names_everything_that_is_missing(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case = prepared.add_case("SYV25-01")
    path = f"/audits/{prepared.audit}"
    page = read(unit, path)
    assert f'href="/cases/{case}/agencies">SYV25-01: Choose the agency that leads.' in page
    assert "Start the audit" not in page
    assert send(unit, f"{path}/start").status_code == 303
    factories.make_agency(prepared.database, prepared.partnership, "probation", name="Probation")
    prepared.ask(case, *ASKED, Involvement("probation", Known.KNOWN))
    assert 'href="/people">Probation has no lead yet' in read(unit, path)
    prepared.ask(case, *ASKED)
    page = read(unit, path)
    assert "Start the audit" in page
    assert "2 returns to 2 agencies, due 16 May 2025" in page
    assert "2 messages to those who answer, none by mail" in page
    asked = read(unit, f"{path}/start")
    assert "Start this audit?" in asked
    assert "2 returns to 2 agencies, due 16 May 2025" in asked
    assert send(unit, f"{path}/start").status_code == 303
    with prepared.database.reading() as session:
        audit = audits.to_run(session, prepared.unit, prepared.audit)
    assert audit.cycle.phase is Phase.COLLECTING


def test_optional_steps_say_how_far_they_are_and_what_is_open_before_the_start(
    unit: FlaskClient, prepared: Preparation
) -> None:
    case, path = prepared.add_case("SYV25-01"), f"/audits/{prepared.audit}"
    member = prepared.person(Role.CORE_GROUP)
    group = f"{path}/core-group"
    seen = read(unit, group).split('name="seen" value="')[1].split('"')[0]
    send(unit, group, people=str(member.id), seen=seen)
    prepared.ask(case, *ASKED)
    factories.make_agency(prepared.database, prepared.partnership, "probation", name="Probation")
    assert "Probation has not said yet" not in read(unit, path)
    send(unit, f"{path}/known", agencies=["probation"])
    for page in (read(unit, path), read(unit, f"{path}/start")):
        assert "Probation has not said yet which children they know." in page
        assert "3 of 3 key sheets are not recorded as sent." in page
        assert "1 of 1 discussion has no chair yet." in page
    page = read(unit, path)
    assert "1 still to answer" in page
    assert "1 without a chair" in page
    assert ">Done<" in re.sub(r"\s", "", page.split("Core group</a>")[1])[:99]
    prepared.appoint(case, Appointed(chair=prepared.person(Role.CHAIR).id))
    page = read(unit, path)
    assert "no chair yet" not in page
    assert "without a chair" not in page
    send(unit, f"{path}/key-sheets/probation/sent", sent_on="2025-05-01", to="safeguarding lead")
    assert "2 of 3 left" in read(unit, path)
