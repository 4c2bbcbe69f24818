"""The invented dip sample is plausible, agrees with itself, and could have been entered."""

import json
from collections import Counter
from typing import Any

from app.demonstration.invented import notifications
from app.demonstration.invented.people import AGENCIES
from audit_tools.cases import Case, CaseState, Involvement, Known
from audit_tools.discussions import ReturnRead, left_to_agree
from audit_tools.exchange import read_exchange, write_exchange
from audit_tools.places import FindingKind
from audit_tools.returns import AgencyReturn, ReturnStatus, left_to_do, lines
from audit_tools.sittings import READERS_AGREED, compare_case, countable, said_by, says
from tests.app.demonstration.invented_audits import shipped_themes
from tests.sittings import dip_sample_tool

TOOL, THEMES = dip_sample_tool(), shipped_themes()
KEY = "notifications-2025-02"
DOCUMENT: dict[str, Any] = notifications.build(KEY, TOOL, THEMES)
CASES: list[dict[str, Any]] = DOCUMENT["cases"]


def reads(case: dict[str, Any]) -> tuple[ReturnRead, ...]:
    return tuple(
        ReturnRead(r["agency"], ReturnStatus.SUBMITTED, r["entries"]) for r in case["returns"]
    )


def count(question: str, *words: str) -> int:
    """In how many notifications the sender gave one of these answers."""
    return sum(case["returns"][0]["entries"][question] in words for case in CASES)


def test_thirty_notifications_are_read_twice_and_sound_by_the_checks_of_an_import() -> None:
    assert len(CASES) == 30
    assert all(len(case["returns"]) == 2 for case in CASES)
    assert read_exchange(write_exchange(DOCUMENT)).document.audit.counts.many == "notifications"


def test_the_same_seed_gives_the_same_document_and_another_seed_another() -> None:
    assert json.dumps(notifications.build(KEY, TOOL, THEMES)) == json.dumps(DOCUMENT)
    assert notifications.build(KEY, TOOL, THEMES, seed=8)["cases"] != CASES


def test_ethnicity_is_missing_in_about_a_third_and_most_say_why_they_were_sent() -> None:
    assert 8 <= count("notification.ethnicity", "no", "partly") <= 12
    assert count("notification.reason", "yes") >= 20


def test_every_return_could_have_been_sent() -> None:
    for case in CASES:
        for r in case["returns"]:
            agency = r["agency"]
            value = AgencyReturn(agency, AGENCIES[agency][1], agency == "police",
                                 ReturnStatus.DUE, CaseState.WAITING, r["entries"])  # fmt: skip
            assert left_to_do(TOOL, value) == (), (case["reference"], agency)


def test_every_grade_is_that_of_its_reader_s_answers() -> None:
    """A "No" lacks all that it asks for and a "Partly" half; the more is lacking, the worse."""
    lacking = [
        (len(answered) and (answered.count("no") + answered.count("partly") / 2) / len(answered),
         r["entries"]["notification/grade"])
        for case in CASES
        for r in case["returns"]
        for answered in [[w for w in r["entries"].values() if w in ("yes", "partly", "no")]]
    ]  # fmt: skip
    order = ["strong", "enough", "gaps", "not-enough"]
    assert {grade for _, grade in lacking} == set(order)
    assert [g for _, g in sorted(lacking)] == sorted((g for _, g in lacking), key=order.index)
    assert all(share < 0.1 for share, grade in lacking if grade == "strong")


def test_readers_agree_on_many_and_differ_on_some_as_the_rules_see_it() -> None:
    accepted = 0
    for case in CASES:
        involved = (Involvement("police", Known.KNOWN, lead=True),)
        value = Case(case["reference"], CaseState.OPEN, involved)
        accepts = compare_case(TOOL, TOOL.scale("plain"), value, reads(case)).accepts
        said = case["discussion"]["entries"]["notification/why"] == READERS_AGREED
        assert accepts is said, case["reference"]
        accepted += accepts
    assert 10 <= accepted <= 25


def test_everything_is_agreed_with_one_of_the_grades_that_were_given() -> None:
    for case in CASES:
        entries = case["discussion"]["entries"]
        assert left_to_agree(TOOL, TOOL.scale("plain"), entries) == ()
        given = {r["entries"]["notification/grade"] for r in case["returns"]}
        assert entries["notification/agreed"] in given


def test_its_findings_are_those_that_the_sitting_would_make_of_the_answers() -> None:
    for case in CASES:
        found = {
            (f["sources"][0]["place"], f["kind"], tuple(s["agency"] for s in f["sources"]))
            for f in case["findings"]
        }
        assert found == {
            (q.key, kind.value, said_by(q, kind, reads(case)))
            for q in countable(TOOL)
            if (kind := says(q, reads(case))) is not None
        }
    numbers = [f["number"] for case in CASES for f in case["findings"]]
    assert numbers == list(range(1, len(numbers) + 1))


def test_no_line_is_written_twice_of_one_notification_and_each_has_its_cause() -> None:
    written = Counter[str]()
    for case in CASES:
        of_case = [line for r in case["returns"] for line in lines(r["entries"], "notification")]
        assert len({line.text for line in of_case}) == len(of_case), case["reference"]
        assert all(line.cause or line.kind is FindingKind.STRENGTH for line in of_case)
        written.update(line.text for line in of_case)
    assert len(written) >= 20
