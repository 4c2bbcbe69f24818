"""What is marked as a name, and what has to stay unmarked or nobody would read the marks.

No name here is of anybody: they are taken from the lists.
"""

import csv
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from app.demonstration.inspection_letters import read_findings_file
from audit_tools.wording import MAX_TEXT, MarkKind
from audit_tools.words.marking import marks_in
from audit_tools.words.shipped import shipped_words
from audit_tools.words.word_list import ListedWord, WordKind, Words
from tests.app.demonstration.invented_audits import all_cases, all_returns

WORDS = shipped_words()


def marked(text: str, words: Words = WORDS) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks_in(text, words)]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Jayden said his mother was at home.", ["Jayden"]),
        ("The tutor rang Aisha Khan twice.", ["Aisha Khan"]),
        ("We met JAYDEN SMITH and jayden's aunt.", ["JAYDEN SMITH", "jayden"]),
        ("Abdul-Rahman and O'Connor came with McKenzie.", ["Abdul-Rahman", "O'Connor", "McKenzie"]),
        ("Seen by Dr Green, Mr. Iqbal and PC Brown.", ["Dr Green", "Mr. Iqbal", "PC Brown"]),
        ("He stays with Uncle Tariq\u2019s family.", ["Uncle Tariq"]),
        ("Kofi K came late, Zofia too.", ["Kofi K", "Zofia"]),
        # An ordinary word only where a capital stands inside a sentence, or something is its own.
        ("We asked Grace what she wanted, and Will.", ["Grace", "Will"]),
        ("Mark's brother was there.", ["Mark"]),
        ("Grace Brown was there.", ["Grace Brown"]),
        # A month or a place only beside a surname.
        ("In June we met June Ahmed.", ["June Ahmed"]),
        ("Jordan came.", ["Jordan"]),
    ],
)
def test_a_name_is_marked_where_it_stands(text: str, passages: list[str]) -> None:
    assert marked(text) == passages
    assert {mark.kind for mark in marks_in(text, WORDS)} == {MarkKind.NAME}


@pytest.mark.parametrize(
    ("text", "passages", "kind"),
    [
        ("Lives at 12 Hawthorn Court now", ["12 Hawthorn Court"], MarkKind.STREET),
        ("Seen on Hawthorn Road twice", ["Hawthorn Road"], MarkKind.STREET),
        ("At Oakwood Academy he was happy", ["Oakwood Academy"], MarkKind.SCHOOL),
        ("Attended Oakwood Park High School", ["Oakwood Park High School"], MarkKind.SCHOOL),
        ("Moved to St Mary's in autumn", ["St Mary's"], MarkKind.SCHOOL),
        ("Goes to the Hawthorn Youth Club", ["Hawthorn Youth Club"], MarkKind.SERVICE),
    ],
)
def test_a_street_a_school_and_a_service_are_marked(
    text: str, passages: list[str], kind: MarkKind
) -> None:
    assert marked(text) == passages
    assert [mark.kind for mark in marks_in(text, WORDS)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Grace was given until May. Will it last? Rose to the occasion in June and in April.",
        "The police in Leeds, Manchester and Bradford met on a Monday in March.",
        "Child Protection Plan, Early Help, Year 10, Key Stage 4, Section 47.",
        "A Christian family, Black British, from Jordan and from India.",
        "An Osman warning; Gillick competence; Clare's Law; the Munro Review; the Casey Report.",
        "The High School, a Virtual School, the Pupil Referral Unit and the Youth Court.",
        "Off the High Street. The Close. A Primary Academy.",
        "CAMHS, MIA, ROSA and SARA are written in capitals.",
        "Mark the place. Frank talk. Hope helps. Dawn broke. Miss School and you miss much.",
        "St Giles Trust and the Duke of Edinburgh award.",
        "Peer A, Sibling 1, the child's mother and a worker.",
    ],
)
def test_the_ordinary_words_of_an_audit_are_not_marked(text: str) -> None:
    assert marked(text) == []


def test_what_the_partnership_lists_as_no_name_is_never_marked() -> None:
    text = "Seen by the Jasmin Project and by Jasmin."
    words = Words((ListedWord(WordKind.NOT_A_NAME, "Jasmin project"),))

    assert marked(text) == ["Jasmin Project", "Jasmin"]
    assert marked(text, words) == ["Jasmin"]


def test_what_the_partnership_wants_marked_is_marked_whatever_it_is() -> None:
    words = Words((ListedWord(WordKind.ALWAYS_MARKED, "the flats"),))
    text = "Met at The  Flats, not at theflats."

    assert marked(text, words) == ["The  Flats"]
    assert marks_in(text, words)[0].message == "Your partnership asks to leave this out."


def invented_texts() -> Iterator[tuple[str, str]]:
    """Every text of the two invented audits, with the return or the discussion it stands in."""
    for case, written in all_returns():
        where = f"{case['reference']} {written['agency']}"
        yield from ((where, text) for text in written["entries"].values())
        for concern in written["concerns"]:
            yield from ((where, concern[part]) for part in ("concern", "told", "outcome"))
    for case in all_cases():
        for text in (case["discussion"] or {"entries": {}})["entries"].values():
            yield f"{case['reference']} discussion", text
        for finding in case["findings"]:
            yield f"{case['reference']} findings", finding["statement"]


def letter_texts() -> Iterator[tuple[str, str]]:
    for row in csv.DictReader(read_findings_file().decode().splitlines()):
        yield row["case_reference"], row["statement"]


def names_marked_in(texts: Iterator[tuple[str, str]]) -> Counter[str]:
    kinds = (MarkKind.NAME, MarkKind.STREET, MarkKind.SCHOOL, MarkKind.SERVICE)
    return Counter(
        where for where, text in texts for mark in marks_in(text, WORDS) if mark.kind in kinds
    )


def test_no_return_of_the_clean_texts_has_more_than_one_false_mark() -> None:
    texts, letters = list(invented_texts()), list(letter_texts())
    assert len(texts) > 1000
    assert len(letters) > 80

    false = names_marked_in(iter(texts)) + names_marked_in(iter(letters))
    assert [where for where, count in false.items() if count > 1] == []
    # One hospital in a letter; if another comes, look at it before you raise this.
    assert false.total() <= 1


@pytest.mark.parametrize(
    "unit", ["A", "Ab ", "Jayden ", "St ", "12 Aa ", "O'", "a-", "Mr ", "\u00c9. "]
)
def test_a_full_text_box_is_read_at_once_whatever_it_holds(unit: str) -> None:
    text = (unit * MAX_TEXT)[:MAX_TEXT]
    started = time.process_time()
    marks_in(text, WORDS)
    assert time.process_time() - started < 1
