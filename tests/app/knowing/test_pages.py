"""The page of a lead, the table of answers as they come, and what is told by telephone."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.operations import appointments, knowing
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.permissions import Grant, Role
from tests import factories
from tests.app.audits.conftest import read
from tests.app.visitors import send, sign_in_client
from tests.preparations import ASKED, Preparation


def text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


@pytest.fixture
def cases(prepared: Preparation) -> list[UUID]:
    return [prepared.add_case(f"SYV25-0{number}") for number in (1, 2, 3)]


@pytest.fixture
def lead(app: Flask, prepared: Preparation) -> FlaskClient:
    person = factories.make_person(
        prepared.database, prepared.partnership, Grant(Role.AGENCY_LEAD, "school")
    )
    return sign_in_client(app, prepared.database, person)


def ask(unit: FlaskClient, prepared: Preparation, *agencies: str) -> TestResponse:
    return send(unit, f"/audits/{prepared.audit}/known", agencies=list(agencies))


def page_of(prepared: Preparation, agency: str = "school") -> str:
    return f"/known/{prepared.audit}/{agency}"


def say(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    seen = re.findall(r'name="seen" value="(\w+)"', text(client.get(path)))[0]
    return send(client, path, **{"seen": seen, **fields})


def known(prepared: Preparation, case: UUID) -> dict[str, Known]:
    return {i.agency: i.known for i in prepared.case(case).case.involvements}


def test_asking_is_a_step_of_setting_up_that_may_be_left_out(
    unit: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    page = read(unit, f"/audits/{prepared.audit}")
    assert "Ask the agencies who knows them" in page
    assert f"/audits/{prepared.audit}/key-sheets" in page
    for case in cases:
        prepared.ask(case, *ASKED)
    prepared.start()


def test_a_lead_is_led_from_their_list_to_one_page_with_all_cases(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    assert ask(unit, prepared, "school", "police").status_code == 303
    listed = read(lead, "/returns")
    assert page_of(prepared) in listed
    assert "3 of 3 to answer" in listed
    page = read(lead, page_of(prepared))
    for number in (1, 2, 3):
        assert f"SYV25-0{number}" in page
        assert f"Case {number} of 3" in page
    assert "13-15, male, plan: child in need" in page
    assert "1 January 2025 to 31 March 2025" in page
    # neither who else is asked, nor the bands that no sheet has
    for untold in ("Police", "Social care", "Asian", "East"):
        assert untold not in page


def test_all_answers_are_sent_together_and_one_may_be_left_open(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    ask(unit, prepared, "school")
    answer = say(
        lead,
        page_of(prepared),
        **{
            f"known:{cases[0]}": "known",
            f"comes:{cases[0]}": "Head of year",
            f"known:{cases[1]}": "not-in-period",
        },
    )
    assert answer.status_code == 303
    assert "Saved. 1 of 3 children left to answer for." in read(lead, "/returns")
    assert "1 of 3 answers to come" in read(unit, f"/audits/{prepared.audit}/known")
    assert [known(prepared, case) for case in cases] == [
        {"school": Known.KNOWN},
        {"school": Known.NOT_IN_PERIOD},
        {},
    ]
    again = read(lead, page_of(prepared))
    assert "Head of year</textarea>" in again
    assert again.count(" checked") == 2


def test_what_is_wrong_stands_beside_its_case_with_all_that_was_typed(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    ask(unit, prepared, "school")
    answer = say(
        lead,
        page_of(prepared),
        **{
            f"known:{cases[0]}": "not-known",
            f"known:{cases[1]}": "known",
            f"comes:{cases[1]}": "somebody born 12/04/2010",
        },
    )
    assert answer.status_code == 422
    assert 'href="#comes-2"' in text(answer)
    assert 'id="comes-error-2"' in text(answer)
    assert "SYV25-02: This looks like a date of birth." in text(answer)
    assert text(answer).count(" checked") == 2
    assert known(prepared, cases[0]) == {}


@pytest.mark.parametrize("word", ["not-asked", "perhaps"])
def test_a_word_that_is_no_answer_is_refused(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID], word: str
) -> None:
    ask(unit, prepared, "school")
    answer = say(lead, page_of(prepared), **{f"known:{cases[0]}": word})
    assert answer.status_code == 422
    assert "known but not in this period" in text(answer)


def test_two_who_answer_for_one_agency_see_each_others_answer(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    ask(unit, prepared, "school")
    old = re.findall(r'name="seen" value="(\w+)"', text(lead.get(page_of(prepared))))[0]
    say(lead, page_of(prepared), **{f"known:{cases[0]}": "known"})
    answer = say(lead, page_of(prepared), seen=old, **{f"known:{cases[0]}": "not-known"})
    assert answer.status_code == 409
    assert "What stands now" in text(answer)
    assert known(prepared, cases[0]) == {"school": Known.KNOWN}


def test_after_the_start_an_answer_stands_and_an_open_one_may_be_given(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    for case in cases:
        prepared.ask(case, ASKED[0], Involvement("social-care", Known.KNOWN))
    ask(unit, prepared, "school")
    say(lead, page_of(prepared), **{f"known:{cases[0]}": "not-known"})
    prepared.start()
    page = read(lead, page_of(prepared))
    assert "You said: not known." in page
    assert f"known:{cases[0]}" not in page
    assert f"known:{cases[1]}" in page
    say(lead, page_of(prepared), **{f"known:{cases[1]}": "known"})
    assert "SYV25-02" in read(lead, "/returns")


def test_the_answers_stand_in_the_table_as_they_come(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    path = f"/audits/{prepared.audit}/cases"
    assert "What the agencies answered" not in read(unit, path)
    ask(unit, prepared, "school")
    assert "You asked the agencies 3 questions; 3 answers are still to come." in read(unit, path)
    say(
        lead,
        page_of(prepared),
        **{
            f"known:{cases[0]}": "known",
            f"comes:{cases[0]}": "Head of year",
            f"known:{cases[1]}": "not-in-period",
        },
    )
    page = read(unit, path)
    assert "You asked the agencies 3 questions; 1 answer is still to come." in page
    assert "comes: Head of year" in page
    assert "not in this period" in page
    assert "no answer yet" in page


def test_what_came_by_telephone_says_so(
    unit: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    ask(unit, prepared, "school")
    path = f"/cases/{cases[0]}/known/school"
    assert path in read(unit, f"/audits/{prepared.audit}/cases")
    assert "told you by telephone" in read(unit, path)
    assert send(unit, path).status_code == 422
    answer = send(unit, path, **{f"known:{cases[0]}": "known"})
    assert answer.status_code == 303
    assert "told by telephone" in read(unit, f"/audits/{prepared.audit}/cases")


def test_by_telephone_a_refusal_stays_on_the_page(
    unit: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    ask(unit, prepared, "school")
    prepared.change_case(cases[0], CaseState.AGREED)
    answer = send(unit, f"/cases/{cases[0]}/known/school", **{f"known:{cases[0]}": "known"})
    assert answer.status_code == 403
    assert known(prepared, cases[0]) == {}


def test_an_agency_without_a_lead_is_said_to_see_no_question(
    unit: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    factories.make_agency(prepared.database, prepared.partnership, "gp", name="GP practice")
    page = read(unit, f"/audits/{prepared.audit}/known")
    assert "It has no lead yet" in page
    answer = ask(unit, prepared)
    assert answer.status_code == 422
    assert "Choose the agencies to ask." in text(answer)


def test_a_question_can_be_taken_back(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    ask(unit, prepared, "school")
    assert "3 of 3 answers to come" in read(unit, f"/audits/{prepared.audit}/known")
    send(unit, f"/audits/{prepared.audit}/known/school/take-back")
    assert page_of(prepared) not in read(lead, "/returns")
    assert lead.get(page_of(prepared)).status_code == 404


def test_the_board_says_who_has_not_answered_and_who_knew_them_at_another_time(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    for case in cases:
        prepared.ask(case, ASKED[0], Involvement("social-care", Known.KNOWN))
    ask(unit, prepared, "school")
    say(lead, page_of(prepared), **{f"known:{cases[0]}": "not-in-period"})
    prepared.start()
    page = read(unit, f"/audits/{prepared.audit}")
    # In the table, and in the list that stands for it on a phone.
    assert page.count(">asked whether known</a>") == 4
    assert page.count(">not in this period</a>") == 2
    assert "Two answers to come on whether a child is known." in page
    assert "Which agencies know them" in page
    case_page = read(unit, f"/cases/{cases[0]}")
    assert "not in this period" in case_page
    assert "asked whether known" in read(unit, f"/cases/{cases[1]}")


def test_an_agency_that_never_said_has_no_return_on_the_board_once_the_returns_are_closed(
    unit: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    for case in cases:
        prepared.ask(case, ASKED[0], Involvement("social-care", Known.KNOWN))
    ask(unit, prepared, "school")
    prepared.start()
    prepared.change_case(cases[0], CaseState.PREPARED)
    page = read(unit, f"/audits/{prepared.audit}")
    assert page.count(">asked whether known</a>") == 4
    assert page.count(">no return</a>") == 2
    assert ">not asked</a>" not in page


def test_the_fourth_word_can_be_chosen_by_the_business_unit_at_once(
    unit: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    fields = {"known:police": "known", "known:school": "not-in-period", "lead": "police"}
    path = f"/cases/{cases[0]}/agencies"
    assert send(unit, path, **fields, seen=prepared.seen(cases[0])).status_code == 303
    assert known(prepared, cases[0])["school"] is Known.NOT_IN_PERIOD
    assert 'id="school-not-in-period" name="known:school" value="not-in-period" checked' in read(
        unit, path
    )


# --- blindness ---


def seen_by_lead(client: FlaskClient, prepared: Preparation) -> list[str]:
    pages = (read(client, page_of(prepared)), read(client, "/returns"))
    return [re.sub(r'csrf_token" value="[^"]+"|nonce="[^"]+"', "", page) for page in pages]


def test_a_leads_page_is_the_same_whoever_else_is_asked_and_whatever_they_said(
    unit: FlaskClient, lead: FlaskClient, prepared: Preparation, cases: list[UUID]
) -> None:
    ask(unit, prepared, "school")
    alone = seen_by_lead(lead, prepared)
    ask(unit, prepared, "police", "social-care")
    assert seen_by_lead(lead, prepared) == alone
    for agency, word in (("police", "known"), ("social-care", "not-in-period")):
        for case in cases:
            send(
                unit,
                f"/cases/{case}/known/{agency}",
                **{f"known:{case}": word, f"comes:{case}": "Somebody else"},
            )
    assert seen_by_lead(lead, prepared) == alone


def test_a_conflict_keeps_a_case_out_of_the_table_and_the_sheets(
    app: Flask, prepared: Preparation, cases: list[UUID]
) -> None:
    knowing.ask_agencies(
        prepared.database,
        by=prepared.unit,
        audit_id=prepared.audit,
        agencies=frozenset({"school"}),
    )
    appointments.declare_conflict(prepared.database, by=prepared.unit, case_id=cases[1])
    unit = sign_in_client(app, prepared.database, prepared.unit)
    assert "You asked the agencies 2 questions; 2 answers are still to come." in read(
        unit, f"/audits/{prepared.audit}/cases"
    )
    assert "left out: you declared a conflict" in read(unit, f"/audits/{prepared.audit}/key-sheets")
