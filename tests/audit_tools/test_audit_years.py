"""The year's audit plan: how often there is an audit, and what became of each."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audit_tools.audit_years import AuditYear, PlannedAudit, PlannedState
from audit_tools.errors import Invalid
from audit_tools.numbers import Share
from audit_tools.quarters import Quarter

ONE = PlannedAudit(Quarter(2024, 3), "Serious youth violence", "The inspection asked for it.",
                   "Silver MACE", children=6)  # fmt: skip


def year(*audits: PlannedAudit) -> AuditYear:
    return AuditYear(2024, "Leeds", "", False, datetime(2025, 5, 28, tzinfo=UTC), audits)


def test_all_four_quarters_are_there_and_each_has_its_audits() -> None:
    quarters = year(ONE).quarters
    assert [quarter.label for quarter, _ in quarters] == [
        f"Quarter {number} 2024/25" for number in (1, 2, 3, 4)
    ]
    assert [len(audits) for _, audits in quarters] == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], "No audit is planned in this year yet."),
        ([PlannedState.HELD], "1 audit in 1 of 4 quarters: 1 held."),
        (
            [PlannedState.PLANNED, PlannedState.HELD, PlannedState.DROPPED, PlannedState.HELD],
            "4 audits in 1 of 4 quarters: 2 held, 1 dropped and 1 planned.",
        ),
    ],
)
def test_how_often_is_said_in_one_sentence(states: list[PlannedState], said: str) -> None:
    assert year(*(replace(ONE, state=state) for state in states)).how_often == said


def test_a_planned_audit_whose_quarter_is_over_waits_for_word() -> None:
    assert not ONE.waits_for_word(date(2024, 12, 31))
    assert ONE.waits_for_word(date(2025, 1, 1))
    assert not replace(ONE, state=PlannedState.HELD).waits_for_word(date(2025, 1, 1))


def test_a_planned_audit_that_was_begun_is_under_way_and_waits_for_no_word() -> None:
    begun = replace(ONE, agreed=Share(4, 6))
    assert begun.became == "Under way, 4 of 6 cases agreed"
    assert not begun.waits_for_word(date(2025, 1, 1))
    assert year(begun, ONE).how_often == "2 audits in 1 of 4 quarters: 1 under way and 1 planned."
    assert replace(begun, state=PlannedState.LATE).became == "Late"


def test_what_is_entered_is_tidied() -> None:
    assert replace(ONE, theme=" Serious  youth violence ", why=" The inspection asked for it.\n"
                   ).checked() == ONE  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"theme": " "}, "theme"),
        ({"why": ""}, "why"),
        ({"owner": ""}, "owner"),
        ({"done_with": "x" * 201}, "done_with"),
        ({"why": "x" * 2_001}, "why"),
        ({"children": 0}, "children"),
        # What was late or dropped is asked about.
        ({"state": PlannedState.LATE}, "reason"),
        ({"state": PlannedState.DROPPED, "reason": " "}, "reason"),
    ],
)
def test_what_cannot_be_planned_so_is_refused_at_its_place(
    changed: dict[str, object], place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        replace(ONE, **changed).checked()  # type: ignore[arg-type]
    assert refused.value.place == place
