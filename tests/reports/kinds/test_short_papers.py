"""Board assurance in two pages, and a briefing for staff that tells of nobody."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import reports
from audit_tools.audience import AudienceFacts, Worded
from audit_tools.governance import Asked, Front, Tabling
from audit_tools.words.shipped import shipped_words
from reports.kinds.board_assurance import board_assurance
from reports.kinds.briefing import briefing
from reports.kinds.newsletter_item import NOTHING_YET, newsletter_item
from reports.outline_texts import texts_of
from tests.reports.files import pdf
from tests.reports.summaries import many, nothing_yet, six_children

AT = datetime(2024, 12, 9, 9, 30, tzinfo=UTC)
PEOPLE = tuple(f"Agency {number}: Somebody and Somebody Else" for number in range(12))
TABLING = Tabling(Front(Asked.NOTE, "What it says.", "", PEOPLE), "Gold MACE", 1)


@pytest.mark.parametrize("facts", [six_children(), many(30, 12, long=True), nothing_yet()])
def test_board_assurance_has_two_pages(facts: AudienceFacts) -> None:
    paper = reports.build(
        "board-assurance", facts, "pdf", at=AT, tabling=TABLING, words=shipped_words()
    )
    assert len(pdf(paper.data).pages) <= 2


def test_board_assurance_says_what_is_not_on_it() -> None:
    said = " ".join(texts_of(board_assurance(many(30, 12))))
    assert "The theme summary has 7 more themes of this kind." in said
    assert "30 children" in said


def told(facts: AudienceFacts) -> str:
    return " ".join(texts_of(briefing(facts)))


def shared(cases: int, agencies: int) -> AudienceFacts:
    """Six children, with one theme that could be better in so many, for so many agencies."""
    facts = six_children()
    row = facts.themes[0]
    side = replace(
        row.developments,
        cases=tuple(number < cases for number in range(6)),
        agencies=("Police", "a school")[:agencies],
        wordings=("It came late.",),
        worded=(Worded("It came late.", 1),),
    )
    return replace(facts, themes=(replace(row, developments=side),))


@pytest.mark.parametrize(
    ("cases", "agencies", "is_told"),
    [
        (3, 2, True),
        # Two children: whoever knows one would read of the other.
        (2, 2, False),
        # One agency alone would be told about before all others.
        (3, 1, False),
    ],
)
def test_a_briefing_tells_of_several_cases_and_several_agencies(
    cases: int, agencies: int, is_told: bool
) -> None:
    assert ("It came late." in told(shared(cases, agencies))) is is_told


def test_a_newsletter_item_tells_no_more_than_a_briefing_and_asks_to_be_read_first() -> None:
    facts = replace(shared(3, 2), period_from=None, period_to=None)
    said = " ".join(texts_of(newsletter_item(facts)))
    assert "It came late." in said
    assert "A draft, made of wording agreed for sharing." in said
    assert "Police" not in said
    assert re.findall(r"\d+ of \d+|\d+ child\w*", said) == ["6 children"]
    for facts in (shared(2, 2), shared(3, 1)):
        untold = " ".join(texts_of(newsletter_item(facts)))
        assert "It came late." not in untold
        assert NOTHING_YET in untold


@pytest.mark.parametrize("facts", [six_children(), many(30, 12, long=True), nothing_yet()])
def test_a_briefing_stands_on_one_side_of_a_sheet(facts: AudienceFacts) -> None:
    paper = reports.build("seven-minute-briefing", facts, "pdf", at=AT, words=shipped_words())
    assert len(pdf(paper.data).pages) == 1


def test_a_briefing_has_seven_parts_and_one_number_about_children() -> None:
    said = told(replace(shared(3, 2), period_from=None, period_to=None))
    assert [f"{number}. " in said for number in range(1, 8)] == [True] * 7
    without_parts = re.sub(r"\b[1-7]\. ", "", said)
    assert re.findall(r"\d+ of \d+|\d+ child\w*", without_parts) == ["6 children"]
    assert "Police" not in said
