"""A partnership's lists are the shipped ones and its own; entries are found however typed."""

import pytest

from audit_tools.errors import Invalid
from audit_tools.words.acronyms import FirstUses, acronyms_in, unexplained_in
from audit_tools.words.shipped import names_in_file, shipped_words
from audit_tools.words.suggestions import suggestions_for
from audit_tools.words.word_list import LONGEST, ListedWord, WordKind, Words, check_word, merge

ACRONYM, BLAMING = WordKind.ACRONYM, WordKind.BLAMING


def test_what_is_shipped_is_there_to_be_used() -> None:
    shipped = shipped_words()
    assert len(shipped.of_kind(ACRONYM)) >= 60
    assert len(shipped.of_kind(BLAMING)) >= 25
    assert all(word.says and word.why for word in shipped.of_kind(BLAMING))
    assert all(word.says for word in shipped.of_kind(ACRONYM))
    assert len(names_in_file("forenames")) > 1000
    assert len(names_in_file("surnames")) > 500
    for word in ("MACE", "ROTH", "NRM", "EHCP", "CAMHS", "MARF", "PPN", "ICPC", "S47", "VRP"):
        assert (ACRONYM, word.casefold()) in shipped.by_key


def test_every_shipped_entry_could_be_entered_by_hand() -> None:
    for word in shipped_words().listed:
        assert check_word(word) == word


def test_an_own_entry_stands_instead_of_the_shipped_one_and_one_taken_off_is_gone() -> None:
    shipped = Words((ListedWord(ACRONYM, "CP", "child protection"), ListedWord(ACRONYM, "AP", "x")))
    own = [ListedWord(ACRONYM, "cp", "care plan"), ListedWord(ACRONYM, "BU", "Business Unit")]

    merged = merge(shipped, own, [ListedWord(ACRONYM, "ap")])

    assert [(word.text, word.says) for word in merged.listed] == [
        ("BU", "Business Unit"),
        ("cp", "care plan"),
    ]


@pytest.mark.parametrize(
    ("word", "places"),
    [
        (ListedWord(ACRONYM, " ", "x"), ["text"]),
        (ListedWord(ACRONYM, "...", "x"), ["text"]),
        (ListedWord(ACRONYM, "CP"), ["says"]),
        (ListedWord(BLAMING, "x" * (LONGEST + 1)), ["text", "says"]),
    ],
)
def test_an_entry_says_what_it_is_for(word: ListedWord, places: list[str]) -> None:
    with pytest.raises(Invalid) as wrong:
        check_word(word)
    assert [problem.place for problem in wrong.value.problems] == places


def test_an_entry_is_kept_on_one_line() -> None:
    assert (
        check_word(ListedWord(WordKind.NOT_A_NAME, " Jasmin \n Project ")).text == "Jasmin Project"
    )


@pytest.mark.parametrize(
    "text",
    ["a lifestyle choice", "a Lifestyle  Choice", "it is a lifestyle-choice", "LIFESTYLE CHOICE."],
)
def test_words_that_blame_are_found_however_they_are_typed(text: str) -> None:
    (suggestion,) = suggestions_for(text, shipped_words())
    assert suggestion.better == "what is happening to the child"
    assert suggestion.sentence.startswith("\u201c")


def test_a_suggestion_comes_once_and_only_for_whole_words() -> None:
    text = "He absconded, and absconded again. She is unstreetwise and was recorded."
    assert [s.text for s in suggestions_for(text, shipped_words())] == ["absconded"]
    assert suggestions_for(text, Words()) == ()


def test_acronyms_are_found_in_capitals_and_in_the_plural() -> None:
    texts = ["Two PPNs and an EHCP went to A&E.", "The NRM; cp and Ap are none, XCP is none."]
    assert [w.text for w in acronyms_in(texts, shipped_words())] == ["A&E", "EHCP", "NRM", "PPN"]
    assert acronyms_in(texts, Words()) == ()


def test_an_acronym_is_said_in_full_where_it_is_first_read_and_nowhere_else() -> None:
    uses = FirstUses(shipped_words())
    assert uses.expand("Two PPNs, and the NRM.") == (
        "Two PPNs (police protection notification), and the NRM (national referral mechanism)."
    )
    assert uses.expand("The NRM again.") == "The NRM again."
    # Whoever wrote it out has explained it.
    assert uses.expand("emergency department (ED), then ED") == "emergency department (ED), then ED"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The VRMP and two MDTs; the NRM is known.", ("MDT", "VRMP")),
        ("A vulnerability plan (VRMP), then the VRMP.", ()),
        # A reference, a marking, a quarter and what everybody knows.
        ("SYV25-03, OFFICIAL-SENSITIVE, Q3, the UK and a PDF.", ()),
    ],
)
def test_an_acronym_that_nobody_explains_is_named(text: str, found: tuple[str, ...]) -> None:
    assert unexplained_in([text], shipped_words()) == found
