"""Themes that audits before saw too, and the actions on them."""

from audit_tools.numbers import Share
from audit_tools.recurrence import ActionOn, AuditBefore, find_recurring
from audit_tools.theme_lists import merge, split
from tests.facts import CHILDREN, CODEBOOK

LAST = AuditBefore("Last", CHILDREN, 6, {"voice": {"a", "b"}, "notifications": {"b", "c"}})
FIRST = AuditBefore("First", CHILDREN, 5, {"notifications": {"d"}})
ACTION = ActionOn("The plan", 3, "Ask children.", "Under way", "Not looked at yet")


def test_a_theme_seen_before_stands_with_each_audit_and_the_actions_on_it() -> None:
    found = find_recurring(
        CODEBOOK, ["notifications", "voice"], [LAST, FIRST], [({"voice"}, ACTION), (set(), ACTION)]
    )
    assert [(one.theme, [(s.audit, s.share) for s in one.seen]) for one in found] == [
        ("notifications", [("Last", Share(2, 6)), ("First", Share(1, 5))]),
        # of an audit that did not see it nothing is said
        ("voice", [("Last", Share(2, 6))]),
    ]
    assert [one.actions for one in found] == [(), (ACTION,)]


def test_a_theme_that_was_not_seen_before_recurs_in_nothing() -> None:
    assert find_recurring(CODEBOOK, ["voice"], [FIRST], [({"voice"}, ACTION)]) == ()


def test_what_was_merged_into_a_theme_is_the_theme_and_a_case_counts_once() -> None:
    book = merge(CODEBOOK, "notifications", "voice").codebook
    (found,) = find_recurring(book, ["voice"], [LAST], [({"notifications"}, ACTION)])
    assert found.seen[0].share == Share(3, 6)
    assert found.actions == (ACTION,)


def test_what_a_theme_was_split_from_is_another_theme() -> None:
    book = split(CODEBOOK, "voice", "Meetings", "In meetings.", CODEBOOK.themes).codebook
    assert find_recurring(book, ["meetings"], [LAST], [({"voice"}, ACTION)]) == ()
