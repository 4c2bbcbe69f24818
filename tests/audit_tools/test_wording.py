"""What is marked as personal, and what has to stay unmarked or nobody would read the marks.

Numbers are from the ranges kept for examples (Ofcom's for drama, the NHS's test number).
"""

import time
from itertools import pairwise

import pytest

from audit_tools.wording import MAX_TEXT, Mark, MarkKind, looks_like, normal_line

DATE, POSTCODE, NHS, PHONE, EMAIL, RECORD, *NAMES = MarkKind


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("3/4/2010", DATE),
        ("03-04-2010", DATE),
        ("03.04.2010", DATE),
        ("3 / 4 / 2010", DATE),
        ("03 04 2010", DATE),
        ("3/4/10", DATE),
        ("03-04-10", DATE),
        ("03.04.10", DATE),
        ("2010-04-03", DATE),
        ("3 April 2010", DATE),
        ("3rd of April, 2010", DATE),
        ("3 Apr 2010", DATE),
        ("3APR2010", DATE),
        ("3-Apr-10", DATE),
        ("April 3, 2010", DATE),
        ("DOB 030410", DATE),
        ("d.o.b: 03042010", DATE),
        # American order, and a day there is not: both identify as well.
        ("4/13/2010", DATE),
        ("31/02/2010", DATE),
        ("LS1 4AP", POSTCODE),
        ("ls14ap", POSTCODE),
        ("SW1A  1AA", POSTCODE),
        ("M1 1AE", POSTCODE),
        ("943 476 5919", NHS),
        # a number as a record system makes it, and a shorter one that says of which
        ("44120087632", RECORD),
        ("Niche 1234567", RECORD),
        ("crime 13250123456", RECORD),
        ("943-476-5919", NHS),
        ("9434765919", NHS),
        ("0113 496 0000", PHONE),
        ("(0113) 496 0000", PHONE),
        ("01134960000", PHONE),
        ("020 7946 0000", PHONE),
        ("07700 900123", PHONE),
        ("+44 7700 900123", PHONE),
        ("+44 (0)113 496 0000", PHONE),
        ("0044 7700 900123", PHONE),
        ("first.last@example.org", EMAIL),
        ("o'neill+case@mail.example.org.uk", EMAIL),
        # Spaces, hyphens and digits that come with pasting: no-break, thin, full width.
        ("3\u00a0April\u00a02010", DATE),
        ("2010\u201104\u201103", DATE),
        ("3\u20134\u20132010", DATE),
        ("LS1\u20094AP", POSTCODE),
        ("LS1\u200b4AP", POSTCODE),
        ("943\u202f476\u202f5919", NHS),
        ("\uff19\uff14\uff13\uff14\uff17\uff16\uff15\uff19\uff11\uff19", NHS),
        ("07700\u2011900\u2011123", PHONE),
    ],
)
def test_what_looks_personal_is_marked_where_it_stands(passage: str, kind: MarkKind) -> None:
    before = "Seen \u2013 the note says "
    found = looks_like(f"{before}{passage}, and no more.")
    assert found == (Mark(kind, len(before), len(before) + len(passage)),)


@pytest.mark.parametrize(
    "text",
    [
        "within 28 days",
        "in 2024/25",
        "Quarter 3 2024/25",
        "Section 47",
        "a s47 1st visit and a s47 2nd one",
        "SYV25-03",
        "cases SYV24-01-10 and SYV/24/01/10",
        "4 of 6, 24/7, a 50/50 placement",
        "May 2024, and again on 12 May",
        "Year 10, KS3 4th term, T1 2nd half",
        "ages 10 12 14 and the band 13-15",
        "paragraph 3.4.10 and version 1.2.10",
        "0/0/2010, 5/40/2010, 40/50/2010 and 45 April 2010",
        # One digit off the check digit.
        "943 476 5918",
        "999, 101, 111 and Childline 0800 1111",
        "the first half of a postcode, LS8",
        # No such postcode area.
        "QX1 4AP",
        "@school, and look @ this",
        "",
    ],
)
def test_the_ordinary_words_of_an_audit_are_not_marked(text: str) -> None:
    assert looks_like(text) == ()


def test_several_marks_come_in_order_and_without_overlap() -> None:
    text = "07700 900123 or a.b@example.org, born 3/4/2010, LS1 4AP"
    found = looks_like(text)

    assert [mark.kind for mark in found] == [PHONE, EMAIL, DATE, POSTCODE]
    assert [text[mark.start : mark.end] for mark in found][2:] == ["3/4/2010", "LS1 4AP"]
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_of_two_that_begin_together_the_longer_is_marked() -> None:
    text = "07700900123@example.org"
    assert looks_like(text) == (Mark(EMAIL, 0, len(text)),)


def test_the_two_dates_of_a_period_are_both_marked() -> None:
    assert len(looks_like("01/04/2024-31/03/2025")) == 2


def test_a_mark_says_what_it_takes_the_passage_for() -> None:
    assert [Mark(kind, 0, 1).message for kind in MarkKind] == [
        "This looks like a date of birth.",
        "This looks like a postcode.",
        "This looks like an NHS number.",
        "This looks like a telephone number.",
        "This looks like an e-mail address.",
        "This looks like a number of a record.",
        "This may be somebody's name.",
        "This may be an address.",
        "This may be the name of a school.",
        "This may be the name of a place or a service.",
        "Your partnership asks to leave this out.",
    ]


@pytest.mark.parametrize("unit", ["a", "1", "0 ", "01 ", "1/", "a@a.", "dob ", "00 44 ", "\u00e9("])
def test_a_full_text_box_is_read_at_once_whatever_it_holds(unit: str) -> None:
    text = (unit * MAX_TEXT)[:MAX_TEXT]
    started = time.process_time()
    looks_like(text)
    # Takes a hundredth of a second; a pattern that backtracks would take minutes.
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  Seen alone \n and  heard\t", "Seen alone and heard"),
        ("Seen\u00a0alone\u200b", "Seen alone"),
        ("\u2022 Seen alone", "Seen alone"),
        ("\u2022Seen alone", "Seen alone"),
        ("- Seen alone", "Seen alone"),
        ("* - Seen alone", "Seen alone"),
        # A minus and a word of two parts are no bullets.
        ("-5 points", "-5 points"),
        ("Well-known to us - and seen", "Well-known to us - and seen"),
        # Two ways to write the same letter.
        ("Zoe\u0308's view", "Zo\u00eb's view"),
        (" \n\u200b ", ""),
    ],
)
def test_a_line_is_one_line_without_its_bullet(typed: str, line: str) -> None:
    assert normal_line(typed) == line
