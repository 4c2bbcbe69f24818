"""Waits and standing meetings in a document: sentences, dots and tables, and no average."""

from dataclasses import replace
from typing import Any

import pytest

import reports
from audit_tools.audience import AudienceFacts
from audit_tools.audience_waits import WaitRow
from audit_tools.numbers import Share
from reports.charts.sheet import NARROW, Medium
from reports.charts.waits import draw_waits
from reports.figures import wait_dots
from reports.kinds.meetings import meetings
from reports.kinds.waits import sentence, waits_chart
from reports.outline import Table
from tests.reports.summaries import nothing_yet, six_children


def page(facts: AudienceFacts) -> str:
    return reports.build("theme-summary", facts, "html").data.decode()


def dots(facts: AudienceFacts) -> list[Any]:
    """The dots that are drawn, without the one that explains them."""
    patches = draw_waits(wait_dots(facts)).axes.patches
    return [one for one in patches if type(one).__name__ == "Circle"][:-1]


def test_a_sentence_says_how_many_how_long_and_how_many_within_the_standard() -> None:
    facts = six_children()
    assert [sentence(facts, row) for row in facts.waits] == [
        "A navigator: a wait is recorded for 3 of 6 children, 1 to 3 days. 2 of 3 within 24 hours.",
        "Mental health: a wait is recorded for 2 of 6 children, 9 to 784 days. "
        "For 1 of 2 it is written what was done meanwhile.",
    ]


def test_the_picture_has_a_dot_for_each_wait_and_none_covers_another() -> None:
    facts = six_children()
    assert len(dots(facts)) == sum(len(row.days) for row in facts.waits)
    assert len({one.center for one in dots(facts)}) == len(dots(facts))


def test_on_a_phone_the_picture_is_as_wide_as_the_page() -> None:
    sheet = draw_waits(wait_dots(six_children()), Medium.PHONE)
    assert sheet.figure.get_figwidth() == NARROW
    assert max(one.get_extents().x1 for one in sheet.axes.patches) < sheet.figure.bbox.x1


def test_the_picture_is_said_in_words_and_in_a_table() -> None:
    facts = six_children()
    chart = waits_chart(facts)
    assert all(sentence(facts, row) in chart.alternative for row in facts.waits)
    assert [row[2] for row in chart.numbers.rows] == ["1, 1, 3", "9, 784"]
    assert [row[3] for row in chart.numbers.rows] == ["2 of 3", "no standard"]


def test_no_wait_is_averaged() -> None:
    row = WaitRow("minds", "Mental health", "", 0, (10, 20, 60), Share(0, 0), Share(0, 0))
    text = page(replace(six_children(), waits=(row,)))
    assert "10, 20, 60" in text
    assert "30 days" not in text
    assert "are not averaged" in text


@pytest.mark.parametrize("days", [(0,), (0, 0, 0), (5,) * 40, tuple(range(60))])
def test_any_number_of_waits_of_any_length_is_drawn(days: tuple[int, ...]) -> None:
    row = WaitRow("one", "A service with " + "a long name " * 9, "within a day", 1, days,
                  Share(0, len(days)), Share(0, 0))  # fmt: skip
    assert len(dots(replace(six_children(), waits=(row,)))) == len(days)


def test_the_map_names_who_sat_in_each_meeting_and_whether_minutes_came() -> None:
    (table,) = [node for node in meetings(six_children()) if isinstance(node, Table)]
    said = tuple(
        tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row) for row in table.rows
    )
    assert said == (
        ("Daily meeting", "2 of 5\n1 not noted", "Police 2 of 2\nEducation 1 of 2", "1 of 2"),
        ("Risk panel", "1 of 6", "Police 1 of 1", "0 of 1"),
    )
    text = page(six_children())
    assert "Police sat at least once in each of these 2 kinds of meeting." in text
    assert "Of 3 times that children were taken to one of these" in text
    assert "minutes came after 1." in text


def test_where_nothing_was_recorded_there_is_no_chapter() -> None:
    text = page(nothing_yet())
    assert "Waits for services" not in text
    assert "Standing meetings" not in text


def test_the_data_have_each_day_and_each_seat() -> None:
    rows = (
        reports.build("theme-summary", six_children(), "csv").data.decode("utf-8-sig").splitlines()
    )
    days = [row for row in rows if row.startswith("waits,minds,Mental health,days")]
    assert [row.rsplit(",", 1)[1] for row in days] == ["9", "784"]
    assert "meetings,daily,Daily meeting,sat in it,1,2,Education," in rows
