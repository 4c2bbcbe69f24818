"""The invented discussions are agreed, and their findings rest on the returns."""

import re
from collections import Counter

from app.demonstration.invented import INVENTED_AUDITS
from audit_tools import places
from audit_tools.answers import check_told
from audit_tools.discussions import left_to_agree
from audit_tools.findings import check_sorting, check_statement
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause, Remedy
from tests.app.demonstration.invented_audits import (
    DEMONSTRATION_DATE,
    FINISHED,
    NEARLY_DONE,
    SCALE,
    discussed,
    findings_of,
    instant,
    invented,
    shipped_themes,
    shipped_tool,
)


def test_every_agreed_discussion_lacks_nothing_and_answers_every_question_of_the_panel() -> None:
    tool = shipped_tool()
    # Nobody waited for everything, and of a meeting nobody may know.
    open_ = {w.question for w in tool.waits} | {m.question for m in tool.meetings}
    for case in discussed():
        entries = case["discussion"]["entries"]
        assert left_to_agree(tool, tool.scale(SCALE), entries) == (), case["reference"]
        for question in tool.panel_questions:
            answer = entries.get(question.key, "")
            assert answer or question.key in open_
            assert check_told(question, question.key, answer) == answer


def test_a_discussion_is_opened_after_the_last_return_and_agreed_before_the_demonstration() -> None:
    for case in discussed():
        held = case["discussion"]
        sent = [instant(r["submitted_at"]) for r in case["returns"]]
        times = [instant(held[name]) for name in ("opened_at", "written_up_at", "agreed_at")]
        assert max(sent) < times[0] < times[1] < times[2]
        assert times[2].date() < DEMONSTRATION_DATE


def test_a_different_view_differs_and_belongs_to_an_agency_that_came() -> None:
    views = 0
    for case in discussed():
        entries = case["discussion"]["entries"]
        came = {a["agency"] for a in case["discussion"]["attendance"] if a["came"] == "yes"}
        for place, grade in entries.items():
            if found := re.fullmatch(r"([a-z]+)/view/([a-z-]+)/grade", place):
                section, agency = found.groups()
                assert agency in came, (case["reference"], place)
                assert grade != entries[places.agreed_place(section)], (case["reference"], place)
                assert entries[places.view_place(section, agency, "reason")]
                views += 1
    assert views >= 10


def test_only_agencies_that_gave_a_return_came_and_most_did() -> None:
    for case in discussed():
        attendance = case["discussion"]["attendance"]
        gave = [r["agency"] for r in case["returns"] if r["status"] == "submitted"]
        assert [a["agency"] for a in attendance] == gave, case["reference"]
        assert sum(a["came"] != "yes" for a in attendance) <= 1


def test_the_children_fare_differently() -> None:
    safer = Counter(case["discussion"]["entries"]["overall.safer"] for case in discussed())
    assert {"safer", "same", "unclear"} <= set(safer)


def test_the_finished_audit_has_sixty_to_ninety_findings_of_both_kinds() -> None:
    kinds = Counter(finding["kind"] for finding in findings_of(FINISHED))
    assert 60 <= kinds.total() <= 90
    assert min(kinds["strength"], kinds["development"]) >= 25


def test_findings_are_numbered_through_the_audit() -> None:
    for key in INVENTED_AUDITS:
        numbers = [finding["number"] for finding in findings_of(key)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_finding_can_be_sorted_as_it_is() -> None:
    known = frozenset(theme.key for theme in shipped_themes().themes)
    for finding in (f for key in INVENTED_AUDITS for f in findings_of(key)):
        cause = Cause(finding["cause"]) if finding["cause"] else None
        remedy = Remedy(finding["remedy"]) if finding["remedy"] else None
        kind = FindingKind(finding["kind"])
        reason = finding["remedy_reason"] or ""
        sorting = check_sorting(kind, tuple(finding["themes"]), known, cause, remedy, reason)
        assert sorting.remedy == remedy
        assert (kind is FindingKind.DEVELOPMENT) is (cause is not None)
        assert check_statement(finding["statement"]) == finding["statement"]


def test_findings_of_the_finished_audit_have_themes_and_a_few_of_the_other_still_wait() -> None:
    assert all(finding["themes"] for finding in findings_of(FINISHED))
    waiting = findings_of(NEARLY_DONE)
    assert sum(not f["themes"] for f in waiting) == 2
    assert sum(f["wording"] is None for f in waiting) >= 5
    assert sum(bool(f["wording"]) and not f["wording"]["agreed_by"] for f in waiting) >= 2


def test_every_source_of_a_finding_is_a_line_of_that_kind_in_a_return_of_that_child() -> None:
    for case in discussed():
        entries = {r["agency"]: r["entries"] for r in case["returns"]}
        for finding in case["findings"]:
            assert finding["sources"]
            assert finding["agencies"] == list(
                dict.fromkeys(s["agency"] for s in finding["sources"])
            )
            for source in finding["sources"]:
                assert source["place"] in entries[source["agency"]], (case["reference"], source)
                assert places.read_place(source["place"]).part == finding["kind"]


def test_a_need_rests_on_an_area_for_development_that_learning_would_help() -> None:
    learnt = {
        theme
        for finding in findings_of(FINISHED)
        if finding["remedy"] and Remedy(finding["remedy"]).is_learning
        for theme in finding["themes"]
    }
    for need in invented(FINISHED)["needs"]:
        assert need["theme"] in learnt
        assert need["audience"]


def test_the_second_audit_finds_notifications_better_and_the_waits_as_they_were() -> None:
    def kinds(key: str, theme: str) -> Counter[str]:
        return Counter(f["kind"] for f in findings_of(key) if theme in f["themes"])

    before, after = kinds(FINISHED, "notifications"), kinds(NEARLY_DONE, "notifications")
    assert after["strength"] > after["development"]
    assert after["development"] < before["development"]
    for key in INVENTED_AUDITS:
        assert kinds(key, "specialist-access")["development"] >= 4
