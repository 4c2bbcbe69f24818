"""What people wrote afterwards in the invented audits is calm, varied, and names nobody."""

from typing import Any

import pytest

from app.demonstration.afterwards import read_file
from audit_tools.afterwards import FEWEST_ANSWERS, QUESTIONS
from audit_tools.wording import looks_like
from audit_tools.words.marking import marks_in
from audit_tools.words.shipped import shipped_words
from tests.app.demonstration.invented_audits import is_unwanted

AUDITS: dict[str, Any] = read_file()


def texts() -> list[str]:
    answers = [
        said[asked.place]
        for audit in AUDITS.values()
        for said in audit["next_time"].values()
        for asked in QUESTIONS
        if said[asked.place]
    ]
    wordings = [one["wording"] for audit in AUDITS.values() for one in audit["passed_on"].values()]
    return answers + wordings


def test_no_sentence_comes_twice() -> None:
    assert len(texts()) == len(set(texts())) >= 20


@pytest.mark.parametrize("text", texts())
def test_no_text_looks_as_if_it_could_identify_somebody_or_labels_a_child(text: str) -> None:
    assert not looks_like(text)
    assert not marks_in(text, shipped_words())
    assert not is_unwanted(text)


def test_the_finished_audit_has_enough_answers_to_be_read_and_the_other_too_few() -> None:
    assert len(AUDITS["syv-2024-q3"]["next_time"]) >= FEWEST_ANSWERS
    assert len(AUDITS["syv-2025-q1"]["next_time"]) < FEWEST_ANSWERS
