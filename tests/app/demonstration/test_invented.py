"""The invented audits are whole: who takes part, where each case stands, and from what seed."""

import json
from collections import Counter
from datetime import date

import pytest

from app.demonstration.invented import INVENTED_AUDITS, build
from app.demonstration.invented.people import AGENCIES
from audit_tools.exchange import read_exchange, write_exchange
from audit_tools.returns import sections_done
from tests.app.demonstration.invented_audits import (
    DEMONSTRATION_DATE,
    FINISHED,
    NEARLY_DONE,
    all_cases,
    all_returns,
    as_value,
    case_of,
    findings_of,
    invented,
    shipped_themes,
    shipped_tool,
)


@pytest.mark.parametrize("key", INVENTED_AUDITS)
def test_an_invented_audit_has_six_children_and_eight_agencies_and_says_it_is_invented(
    key: str,
) -> None:
    document = invented(key)
    assert document["audit"]["key"] == key
    assert document["audit"]["invented"] is True
    assert len(document["cases"]) == 6
    assert [agency["name"] for agency in document["agencies"]] == [
        *("Police", "Children's social care", "Youth justice", "Hospital trust"),
        *("Community health", "Mental health service", "School", "Probation"),
    ]


def test_the_two_audits_share_no_child() -> None:
    references = [case["reference"] for case in all_cases()]
    assert references == [f"SYV{year}-{n:02}" for year in (24, 25) for n in range(1, 7)]


def test_the_finished_audit_is_closed_with_everything_in() -> None:
    document = invented(FINISHED)
    assert document["audit"]["phase"] == "closed"
    assert {case["state"] for case in document["cases"]} == {"agreed"}
    statuses = {r["status"] for case in document["cases"] for r in case["returns"]}
    assert statuses == {"submitted", "not-known"}
    assert all(finding["wording"]["agreed_by"] for finding in findings_of(FINISHED))
    assert document["needs"]


def test_the_nearly_finished_audit_has_four_agreed_one_ready_to_open_and_one_waiting() -> None:
    document = invented(NEARLY_DONE)
    assert document["audit"]["phase"] == "collecting"
    states = [case["state"] for case in document["cases"]]
    assert states == ["agreed"] * 4 + ["prepared", "waiting"]
    for case in document["cases"][4:]:
        assert case["discussion"] is None
        assert case["findings"] == []


def test_the_case_that_is_ready_to_open_has_all_its_returns_in() -> None:
    statuses = Counter(r["status"] for r in case_of(NEARLY_DONE, "SYV25-05")["returns"])
    assert statuses == {"submitted": 7, "not-known": 1}


def test_the_waiting_case_lacks_a_draft_and_a_return_that_nobody_began_and_both_are_overdue() -> (
    None
):
    due = {
        r["agency"]: (r["started_at"] is not None, bool(r["entries"]))
        for r in case_of(NEARLY_DONE, "SYV25-06")["returns"]
        if r["status"] == "due"
    }
    assert due == {"school": (True, True), "hospital-trust": (False, False)}
    assert date.fromisoformat(invented(NEARLY_DONE)["audit"]["returns_due"]) < DEMONSTRATION_DATE


def test_the_draft_is_half_filled() -> None:
    [(case, draft)] = [(c, r) for c, r in all_returns("due") if r["entries"]]
    done, sections = sections_done(shipped_tool(), as_value(case, draft))
    assert 3 <= done <= sections / 2


@pytest.mark.parametrize("key", INVENTED_AUDITS)
def test_somebody_does_not_know_one_of_the_children(key: str) -> None:
    assert any(
        r["status"] == "not-known" and not r["entries"] and r["submitted_at"]
        for case in invented(key)["cases"]
        for r in case["returns"]
    )


def test_every_agency_that_was_asked_has_a_return_and_no_other() -> None:
    for case in all_cases():
        asked = [i["agency"] for i in case["agencies"] if i["known"] != "not-asked"]
        assert [r["agency"] for r in case["returns"]] == asked, case["reference"]
        assert [i["agency"] for i in case["agencies"]] == list(AGENCIES)
        assert sum(i["lead"] for i in case["agencies"]) == 1


def test_every_person_who_is_named_by_number_takes_part() -> None:
    for key in INVENTED_AUDITS:
        roles = {p["number"]: (p["role"], p["agency"]) for p in invented(key)["people"]}
        assert len(roles) == len(invented(key)["people"])
        for case in invented(key)["cases"]:
            assert roles[case["chair"]][0] == "chair"
            assert roles[case["co_chair"]][0] == "co-chair"
            assert roles[case["note_taker"]][0] == "note-taker"
            for r in case["returns"]:
                assert [roles[n] for n in r["practitioners"]] == [("practitioner", r["agency"])]


def test_the_same_seed_gives_the_same_document_and_another_seed_another() -> None:
    parts = (FINISHED, shipped_tool(), shipped_themes())
    assert json.dumps(build(*parts)) == json.dumps(build(*parts))
    assert build(*parts, seed=8)["cases"] != build(*parts)["cases"]


@pytest.mark.parametrize("key", INVENTED_AUDITS)
def test_an_invented_audit_is_sound_by_the_checks_of_an_import(key: str) -> None:
    text = write_exchange(invented(key))
    assert read_exchange(text).document.audit.key == key


def test_an_audit_that_is_not_invented_here_is_refused() -> None:
    with pytest.raises(KeyError):
        build("jtai-letters-2023-24", shipped_tool(), shipped_themes())
