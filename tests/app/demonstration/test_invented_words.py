"""What the invented audits say is varied, calm, and names nobody."""

import re
from collections import Counter
from collections.abc import Iterator

from audit_tools.returns import lines
from audit_tools.wording import looks_like
from tests.app.demonstration.invented_audits import (
    Document,
    all_cases,
    all_returns,
    is_unwanted,
    shipped_tool,
)


def texts_of(case: Document) -> Iterator[str]:
    """Everything that people wrote about one child, leaving out where an answer was seen."""
    for r in case["returns"]:
        yield from sentences_in(r["entries"])
        yield from (c[part] for c in r["concerns"] for part in ("concern", "told", "outcome"))
    if case["discussion"]:
        yield from sentences_in(case["discussion"]["entries"])
    for finding in case["findings"]:
        yield finding["statement"]
        if finding["wording"]:
            yield finding["wording"]["text"]


def sentences_in(entries: dict[str, str]) -> Iterator[str]:
    for place, text in entries.items():
        if " " in text and not place.endswith(("/seen", "-by", "-when")):
            yield text


def test_there_are_far_more_than_120_different_sentences_and_none_comes_twice_for_a_child() -> None:
    everything: set[str] = set()
    for case in all_cases():
        texts = Counter(texts_of(case))
        assert [text for text, count in texts.items() if count > 1] == [], case["reference"]
        everything |= set(texts)
    assert len(everything) >= 500


def test_lines_alone_are_more_than_200_different_sentences() -> None:
    sections = [section.key for section in shipped_tool().sections]
    written = [
        line.text for _, r in all_returns() for key in sections for line in lines(r["entries"], key)
    ]
    assert len(written) == len(set(written)) >= 200


def test_no_text_looks_as_if_it_could_identify_somebody() -> None:
    marked = [(text, looks_like(text)) for case in all_cases() for text in texts_of(case)]
    assert [text for text, marks in marked if marks] == []


def test_no_text_labels_a_child_or_dwells_on_the_violence() -> None:
    assert [text for case in all_cases() for text in texts_of(case) if is_unwanted(text)] == []


# What may begin with a capital inside a sentence; a name of a person or place would be another.
CAPITALS = {
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
    *("Monday", "Mondays", "Wednesday", "Friday", "Fridays", "Sunday"),
    *("Black", "English", "GP", "I"),
}


def test_no_text_holds_a_name() -> None:
    inside = re.compile(r"(?<![.!?:\n\"“] )(?<=\s)[A-Z]\w*")
    names = {
        word
        for case in all_cases()
        for text in texts_of(case)
        for word in inside.findall(re.sub(r"\n", ". ", text))
    }
    assert names <= CAPITALS
