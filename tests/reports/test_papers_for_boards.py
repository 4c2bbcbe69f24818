"""Papers that are put before boards: their first block, their acronyms, made again identically."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import reports
from audit_tools.governance import Asked, Front, Tabling
from audit_tools.words.shipped import shipped_words
from audit_tools.words.word_list import Words
from reports.acronyms import with_acronyms
from reports.outline import Fold, Heading, Outline, Paragraph, Table, Term, Terms
from tests.reports.files import pdf, pdf_text
from tests.reports.summaries import six_children

AT = datetime(2024, 12, 9, 9, 30, tzinfo=UTC)
FRONT = Front(Asked.DECIDE, "Say who takes on the VRMP.", "Paragraph 1", ("Police: Kofi",))
TABLING = Tabling(FRONT, "Silver MACE, 10 December 2024", 2)


def made(format: str, at: datetime = AT) -> bytes:
    """Made anew, by whoever calls it."""
    facts = six_children()
    return reports.build(
        "theme-summary", facts, format, at=at, tabling=TABLING, words=shipped_words()
    ).data


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_the_same_snapshot_gives_the_same_bytes(format: str) -> None:
    assert made(format) == made(format)


def test_a_paper_says_from_what_it_was_made() -> None:
    facts = six_children()
    one = reports.snapshot_of(facts, None, AT)
    assert reports.snapshot_of(six_children(), None, AT + timedelta(days=1)).digest == one.digest
    assert reports.snapshot_of(replace(facts, title="Other"), None, AT).digest != one.digest
    assert one.sentence in pdf_text(pdf(made("pdf")))


def test_a_paper_begins_with_what_its_readers_are_asked_and_says_it_once() -> None:
    text = pdf_text(pdf(made("pdf")))
    first = text.split("As recorded on")[0]
    for said in (
        "You are asked to decide",
        "Say who takes on the VRMP.",
        "This paper contains exempt information: Paragraph 1.",
        "Silver MACE (multi-agency child exploitation), 10 December 2024",
        "Version 2",
        "Police: Kofi",
    ):
        assert said in first
    assert text.count("You are asked to") == 1


def test_an_acronym_is_expanded_at_its_first_use_and_left_where_it_is_a_name() -> None:
    outline = Outline(
        "Silver MACE",
        "",
        (
            Heading("The NRM"),
            Paragraph("The NRM and the GP."),
            Fold("More", (Terms((Term("CPD", ("The GP, and a DSL.",)),)),)),
            Table("", ("Who",), (("The DSL",),)),
        ),
    )
    heading, paragraph, fold, table, title, last = with_acronyms(outline, shipped_words()).nodes
    assert heading == Heading("The NRM")
    assert paragraph == Paragraph(
        "The NRM (national referral mechanism) and the GP (general practitioner)."
    )
    assert isinstance(fold, Fold)
    assert fold.nodes == (
        Terms((Term("CPD", ("The GP, and a DSL (designated safeguarding lead).",)),)),
    )
    assert isinstance(table, Table)
    assert table.rows == (("The DSL",),)
    # What stands in titles and labels alone is explained at the end.
    assert isinstance(title, Heading)
    assert last == Terms(
        (
            Term("CPD", ("continuing professional development",)),
            Term("MACE", ("multi-agency child exploitation",)),
        )
    )


def test_an_acronym_that_nobody_explains_is_said_before_a_paper_is_made() -> None:
    facts = six_children()
    found = reports.unexplained("theme-summary", facts, shipped_words(), tabling=TABLING)
    assert found == ("VRMP",)
    assert "MACE" in reports.unexplained("theme-summary", facts, Words(), tabling=TABLING)
