"""One click puts something that identifies nobody in the place of what is marked."""

import pytest

from audit_tools.wording import MarkKind
from audit_tools.words.replacing import replace_passage, replacements_for


@pytest.mark.parametrize(
    ("text", "passage", "by", "then"),
    [
        ("We met Jo at home.", "Jo", "the child", "We met the child at home."),
        ("Jo came. Jo's aunt too.", "Jo", "the child", "The child came. The child's aunt too."),
        ("- Jo\n- and Jo", "Jo", "Peer A", "- Peer A\n- and Peer A"),
        # Only whole words, and nothing of a pattern.
        ("Joan, Jo-Jo and Jo.", "Jo", "mother", "Joan, mother-mother and mother."),
        ("Dr. Jo (Jo) came", "Dr. Jo (Jo", "a worker", "A worker) came"),
        ("Nobody is named.", "Jo", "mother", "Nobody is named."),
        ("Nobody is named.", "", "mother", "Nobody is named."),
    ],
)  # fmt: skip
def test_a_passage_is_replaced_wherever_it_stands(
    text: str, passage: str, by: str, then: str
) -> None:
    assert replace_passage(text, passage, by) == then


def test_what_is_offered_fits_what_is_marked() -> None:
    person = ("the child", "mother", "father", "Sibling 1", "Peer A", "a worker")
    assert replacements_for(MarkKind.NAME, "") == person
    assert replacements_for(MarkKind.STREET, "") == ("a place",)
    assert "a school" in replacements_for(MarkKind.SCHOOL, "")
    assert replacements_for(MarkKind.NHS_NUMBER, "") == ()


def test_another_friend_is_another_letter() -> None:
    offered = replacements_for(MarkKind.NAME, "Peer A and Sibling 1 and Sibling 2 met Jo.")
    assert "Peer B" in offered
    assert "Sibling 3" in offered


@pytest.mark.parametrize("called", ["Sibling 2", "Peer B"])
def test_in_a_row_of_a_group_a_person_is_the_one_whose_row_it_is(called: str) -> None:
    offered = replacements_for(MarkKind.NAME, "Sibling 1 and Peer A", called)
    assert offered == (called, "the child", "mother", "father", "a worker")
    assert "a school" in replacements_for(MarkKind.LISTED, "", called)


def test_a_row_that_is_no_person_changes_nothing_of_what_is_offered() -> None:
    usual = replacements_for(MarkKind.NAME, "")
    assert replacements_for(MarkKind.NAME, "", "Event 1") == usual
    assert replacements_for(MarkKind.STREET, "", "Peer B") == ("a place",)
