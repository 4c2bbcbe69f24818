"""What is written down of an audit is checked whole, and every mistake is named."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.audit_details import (
    LONGEST_NOUN,
    LONGEST_TEXT,
    AuditDates,
    AuditDetails,
    check_dates,
    check_details,
    make_key,
)
from audit_tools.cycles import Counted, Working
from audit_tools.errors import Invalid
from audit_tools.library import shipped_tools

TOOL = shipped_tools()[0]
DETAILS = AuditDetails("Serious youth violence", scale="ofsted")
MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


def test_texts_lose_the_spaces_around_them_and_nothing_else() -> None:
    typed = replace(DETAILS, title="  Serious  youth violence ", purpose="\n One.\n\n Two. \n")
    checked = check_details(typed, TOOL)
    assert checked.title == "Serious youth violence"
    assert checked.purpose == "One.\n\n Two."


def test_dates_may_be_decided_later() -> None:
    assert check_details(DETAILS, TOOL).dates == AuditDates()


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (replace(DETAILS, title="  "), "title"),
        (replace(DETAILS, title="x" * 201), "title"),
        (replace(DETAILS, theme="x" * 201), "theme"),
        (replace(DETAILS, purpose="x" * (LONGEST_TEXT + 1)), "purpose"),
        (replace(DETAILS, selection_note="x" * (LONGEST_TEXT + 1)), "selection_note"),
        (replace(DETAILS, counted=Counted(" ", "areas")), "counts_one"),
        (replace(DETAILS, counted=Counted("area", "x" * (LONGEST_NOUN + 1))), "counts_many"),
        (replace(DETAILS, scale="stars"), "scale"),
        (replace(DETAILS, dates=AuditDates(period_from=JUNE, period_to=MAY)), "period_to"),
        (replace(DETAILS, dates=AuditDates(period_from=JUNE, returns_due=MAY)), "returns_due"),
        (
            replace(DETAILS, dates=AuditDates(returns_due=JUNE, discussions_from=MAY)),
            "discussions_from",
        ),
        (
            replace(DETAILS, dates=AuditDates(discussions_from=JUNE, discussions_to=MAY)),
            "discussions_to",
        ),
    ],
)
def test_a_mistake_is_named_where_it_is(wrong: AuditDetails, place: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_details(wrong, TOOL)
    assert [problem.place for problem in refused.value.problems] == [place]


def test_all_mistakes_are_named_at_once() -> None:
    wrong = replace(
        DETAILS, title="", scale="stars", dates=AuditDates(period_from=JUNE, period_to=MAY)
    )
    with pytest.raises(Invalid) as refused:
        check_details(wrong, TOOL)
    assert [p.place for p in refused.value.problems] == ["title", "scale", "period_to"]


def test_one_day_is_a_period_and_discussions_may_begin_when_returns_are_due() -> None:
    same = AuditDates(MAY, MAY, MAY, MAY, MAY)
    assert check_dates(same) == same


def test_an_audit_may_give_no_grades() -> None:
    assert check_details(replace(DETAILS, scale=None), TOOL).scale is None


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Serious youth violence, Quarter 1 2025/26", "serious-youth-violence-quarter-1-2025-26"),
        ("Élan: ‘crème’", "elan-creme"),  # noqa: RUF001
        # a title without a letter that a key can hold still has one
        ("…", "audit"),
        ("long " * 40, ("long-" * 40)[:69]),
    ],
)
def test_a_key_is_made_from_the_title(title: str, key: str) -> None:
    assert make_key(title) == key


def test_what_is_agreed_in_one_sitting_is_read_first() -> None:
    dip_sample = next(tool for tool in shipped_tools() if tool.in_one_sitting)
    details = AuditDetails("A dip sample", scale="plain", counted=dip_sample.counts)
    assert check_details(details, dip_sample) == details
    with pytest.raises(Invalid) as wrong:
        check_details(replace(details, working=Working.DISCUSSION_FIRST), dip_sample)
    assert [problem.place for problem in wrong.value.problems] == ["working"]
