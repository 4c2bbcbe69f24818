"""Writers: everything escaped, a stable shape for programs, and no formula for spreadsheets."""

import csv
import json
from dataclasses import fields, replace
from html.parser import HTMLParser
from io import StringIO
from typing import Any

import pytest

from audit_tools.audience import AudienceFacts
from audit_tools.numbers import Share
from reports.outline import (
    Chart,
    Heading,
    Link,
    Note,
    Outline,
    Paragraph,
    Squares,
    Table,
    Term,
    Terms,
)
from reports.writers.csv import write_csv
from reports.writers.html import write_html
from reports.writers.json import write_json
from tests.reports.summaries import nothing_yet, six_areas, six_children

WICKED = """<script>alert("1" & '2')</script>"""
NUMBERS = Table("Numbers", ("Theme", "Count"), (("Voice", "1 of 6"),))
CHART = Chart("themes", "A caption", "In words", NUMBERS)


def html(*nodes: Any, links: dict[str, str] | None = None) -> str:
    return write_html(Outline("Title", "Audit", nodes), links or {}).decode()


# HTML


def test_whatever_is_written_is_escaped_wherever_it_stands() -> None:
    table = Table(WICKED, (WICKED,), ((WICKED, WICKED),))
    everywhere = (
        Heading(WICKED, anchor=WICKED),
        Paragraph(WICKED),
        Note(WICKED),
        table,
        Chart("themes", WICKED, WICKED, table),
        Terms((Term(WICKED, (WICKED, Squares((True,), WICKED, WICKED))),)),
        Link(WICKED, "page", anchor=WICKED),
    )
    outline = Outline(WICKED, WICKED, everywhere)
    written = write_html(outline, {"chart:themes": WICKED, "page": WICKED}).decode()
    assert "<script" not in written
    assert '"1"' not in written
    assert "'2'" not in written


class Tags(HTMLParser):
    """Every tag closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("img", "source"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_tag_is_closed_in_its_turn() -> None:
    tags = Tags()
    links = {"chart:themes": "/themes.svg", "chart:themes:narrow": "/themes.svg?narrow=1"}
    tags.feed(html(CHART, Paragraph("x"), NUMBERS, links=links))
    assert tags.open == []


def test_nothing_carries_a_style_or_a_script_of_its_own() -> None:
    written = html(CHART, NUMBERS, Heading("x"), links={"chart:themes": "/themes.svg"})
    assert " style=" not in written
    assert "<svg" not in written
    assert " on" not in written.replace(" one", "")


def test_a_picture_is_an_image_with_its_sentence_and_its_numbers_folded() -> None:
    written = html(CHART, links={"chart:themes": "/audits/1/themes.svg?a=1&b=2"})
    assert 'src="/audits/1/themes.svg?a=1&amp;b=2" alt="In words"' in written
    assert "<details" in written
    assert "Show the numbers" in written
    assert "1 of 6" in written


def test_on_a_phone_another_picture_stands_in_its_place() -> None:
    drawn = {"chart:themes": "/themes.svg", "chart:themes:narrow": "/themes.svg?narrow=1"}
    written = html(CHART, links=drawn)
    source = '<source media="(max-width: 40em)" srcset="/themes.svg?narrow=1">'
    assert f'<picture>{source}<img class="gt-figure__image" src="/themes.svg"' in written
    assert "<source" not in html(CHART, links={"chart:themes": "/themes.svg"})


def test_a_picture_without_an_address_leaves_its_numbers_open() -> None:
    written = html(CHART)
    assert "<img" not in written
    assert "<details" not in written
    assert "1 of 6" in written


def test_a_link_without_an_address_is_left_out() -> None:
    link = Link("See the summary", "theme-summary", anchor="theme-voice")
    assert "See the summary" not in html(link)
    assert 'href="/summary#theme-voice"' in html(link, links={"theme-summary": "/summary"})
    assert 'href="/a"' in html(Link("Write", "write:x"), links={"write:x": "/a"})


def test_headings_keep_their_levels() -> None:
    written = html(Heading("Two"), Heading("Three", level=3, anchor="three"))
    assert written.index("<h1") < written.index("<h2") < written.index("<h3")
    assert '<h3 class="govuk-heading-s" id="three">' in written


def test_a_long_document_has_its_contents_after_the_sentences_that_come_first() -> None:
    chapters = [Heading(f"Chapter {n} &", anchor=f"c{n}") for n in range(3)]
    written = html(Paragraph("First"), *chapters, Heading("Part", level=3, anchor="part"))
    assert (
        written.index("First") < written.index("<nav") < written.index('<h2 class="govuk-heading-m')
    )
    assert '<a class="govuk-link" href="#c2">Chapter 2 &amp;</a>' in written
    assert "#part" not in written
    assert "<nav" not in html(*chapters[:2])


def test_a_table_names_its_rows_and_columns_and_scrolls_by_keyboard() -> None:
    written = html(NUMBERS)
    assert '<th scope="col" class="govuk-table__header">Theme</th>' in written
    assert '<th scope="row" class="govuk-table__header">Voice</th>' in written
    assert 'role="region" aria-label="Numbers" tabindex="0"' in written


def test_squares_are_said_in_words_to_who_cannot_see_them() -> None:
    written = html(Terms((Term("Went well", (Squares((True, False), "The 1st", "1 of 2"),)),)))
    assert 'role="img" aria-label="The 1st">■ □</span> 1 of 2' in written


# JSON

SHAPE: dict[str, Any] = {
    "format": str,
    "format_version": int,
    "audience": str,
    "interim": bool,
    "key": str,
    "title": str,
    "theme": str,
    "purpose": str,
    "counted": {"one", "many"},
    "period_from": str,
    "period_to": str,
    "invented": bool,
    "rehearsal": bool,
    "marking": str,
    "attribution": str,
    "tool": {"title", "version"},
    "theme_list": {"title", "version"},
    "agreed": {"count", "of"},
    "selection": str,
    "selection_note": str,
    "chosen_by_hand": int,
    "by_chance": bool,
    "cases_sentence": str,
    "corrected": {"count", "of"},
    "returns": {"count", "of"},
    "all_returns": {"count", "of"},
    "incomplete": {"count", "of"},
    "given_in_discussion": int,
    "asks_returns": bool,
    "agencies": {"name", "returned", "came", "came_not_noted"},
    "chair_answers": {"count", "of"},
    "chair_agencies": list,
    "findings_sorted": {"count", "of"},
    "sorted_twice": {"count", "of"},
    "themes": {"key", "title", "strengths", "developments", "inspection", "priority"},
    "themes_not_seen": list,
    "scale": {"key", "label", "initial", "meets_standard"},
    "sections": {
        "key",
        "number",
        "title",
        "grades",
        "counts",
        "differed",
        "within_one",
        "met",
        "met_bounds",
    },
    "differed": {"count", "of"},
    # Agencies grade their own part here, so there is none.
    "coefficients": type(None),
    "moderations": list,
    "outcomes": {"key", "question", "counts", "unanswered"},
    "waits": {"key", "service", "standard", "standard_days", "days", "within", "meanwhile"},
    "meetings": {"key", "title", "taken", "not_noted", "seats", "minutes"},
    "remedies": {"key", "label", "is_learning", "goes_to", "themes", "rests_on"},
    "without_remedy": int,
    "needs": {
        "key",
        "title",
        "could_be_better",
        "rests_on",
        "remedies",
        "audience",
        "usual_audience",
        "implication",
        "questions",
        "inspection",
        "gap",
        "gap_note",
        "priority",
        "offered",
        "also_known",
    },
    "inspection": {"number", "statement", "themes"},
    "followed_up": bool,
    "draft": bool,
    # of an audit with none before it
    "recurring": list,
    # of an audit whose cases are all answered with one version of the tool
    "earlier": list,
}
SIDE = {"count", "of", "cases", "agencies", "findings", "wordings", "causes", "worded", "bounds"}


def data(facts: AudienceFacts) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write_json(facts))
    return document


def test_the_shape_of_the_data_is_stable() -> None:
    document = data(six_children())
    assert list(document) == list(SHAPE)
    for key, expected in SHAPE.items():
        value = document[key]
        if isinstance(expected, set):
            first = value[0] if isinstance(value, list) else value
            assert set(first) == expected, key
        else:
            assert isinstance(value, expected), key
    assert set(document["themes"][0]["strengths"]) == SIDE
    assert set(document["needs"][0]["rests_on"]) == SIDE
    assert document["format"] == "golden-thread-summary"
    assert document["format_version"] == 1


def test_the_data_have_everything_that_an_audience_may_be_given() -> None:
    assert {field.name for field in fields(AudienceFacts)} | {"format", "format_version"} == set(
        SHAPE
    )


def test_a_side_says_in_how_many_cases_of_how_many() -> None:
    developments = data(six_children())["themes"][0]["developments"]
    assert (developments["count"], developments["of"]) == (3, 6)
    assert developments["cases"] == [True, True, False, True, False, False]


def test_an_absence_is_null_and_no_grade() -> None:
    grades = data(six_children())["sections"][1]["grades"]
    assert grades[0] is None
    assert grades[1] == {"key": "good", "label": "Good", "initial": "G", "meets_standard": True}
    assert data(nothing_yet())["outcomes"]["unanswered"] == 0
    assert data(nothing_yet())["followed_up"] is None


# CSV


def rows(facts: AudienceFacts) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(write_csv(facts).decode("utf-8-sig"), newline="")))


def part(facts: AudienceFacts, name: str) -> list[dict[str, str]]:
    return [row for row in rows(facts) if row["part"] == name]


def test_the_columns_are_stable() -> None:
    assert list(rows(six_children())[0]) == [
        "part",
        "key",
        "title",
        "measure",
        "count",
        "of",
        "agencies",
        "text",
    ]


def test_every_number_has_what_it_is_out_of_beside_it() -> None:
    for row in rows(six_children()):
        assert bool(row["count"]) == bool(row["of"]), row


def test_the_table_has_summary_and_needs() -> None:
    facts = six_children()
    first = part(facts, "themes")[1]
    assert (first["key"], first["measure"], first["count"], first["of"], first["agencies"]) == (
        "notifications",
        "could be better",
        "3",
        "6",
        "Police|a school",
    )
    assert part(facts, "wordings")[0]["text"] == "Notifications <lacked> ethnicity & culture"
    apart = replace(facts.needs[0], could_be_better=Share(5, 6))
    needs = part(replace(facts, needs=(apart,)), "needs")
    assert {row["measure"]: (row["count"], row["of"]) for row in needs} == {
        "could be better": ("5", "6"),
        "learning would help": ("3", "6"),
    }
    assert [row["text"] for row in part(facts, "questions")] == [
        "2.2 Was it made in time?",
        "2.3 Was it complete?",
    ]
    assert part(facts, "concerns")[0]["text"] == "yes"
    assert part(facts, "inspection")[0]["key"] == "1"
    assert {row["measure"]: row["count"] for row in part(facts, "outcomes")}["Safer"] == "4"
    assert [row["measure"] for row in part(facts, "agencies")][:3] == [
        "returned",
        "came",
        "coming not noted",
    ]
    assert len(part(facts, "sections")) == 2 * 5


def test_what_does_not_apply_has_no_row() -> None:
    facts = six_areas()
    for name in ("concerns", "agencies", "sections", "wordings"):
        assert part(facts, name) == []
    assert part(replace(facts, outcomes=None), "outcomes") == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}"])
def test_a_text_that_a_spreadsheet_would_calculate_is_shown_as_text(start: str) -> None:
    facts = replace(six_children(), purpose=f"{start}1+1")
    purpose = next(row for row in part(facts, "audit") if row["measure"] == "purpose")
    assert purpose["text"] == f"'{start}1+1"


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert write_csv(six_children()).startswith(b"\xef\xbb\xbfpart,key,")
