"""The yearly return of an agency on the training of its own staff, and on what it found itself.

Its questions are data, with a version that each return keeps. Of staff it asks two whole numbers,
since a share of a workforce that nobody has counted would be a guess.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from audit_tools.errors import Invalid, Problem
from audit_tools.numbers import Share, plural

VERSION = 1
LONGEST_LINE, LONGEST_TEXT, MOST = 200, 5_000, 1_000_000


class AnswerShape(StrEnum):
    """What an answer is."""

    NUMBER = "number"
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True)
class ReturnQuestion:
    """A question of the return."""

    key: str
    text: str
    hint: str
    shape: AnswerShape


QUESTIONS = (
    ReturnQuestion(
        "staff",
        "How many of your staff work with children or families?",
        "A whole number, volunteers included.",
        AnswerShape.NUMBER,
    ),
    ReturnQuestion(
        "trained",
        "How many of them have had the safeguarding training that their role needs?",
        "A whole number, on the last day of the year.",
        AnswerShape.NUMBER,
    ),
    ReturnQuestion(
        "given",
        "What training did you give your own staff this year?",
        "Each with for whom, how often and how many came. A line for each.",
        AnswerShape.TEXT,
    ),
    ReturnQuestion(
        "quality",
        "How do you know that it is good?",
        "Who looks at it, and what they found.",
        AnswerShape.TEXT,
    ),
    ReturnQuestion(
        "difference",
        "What difference did it make?",
        "In practice, and how you know: supervision, audits, what children and families say.",
        AnswerShape.TEXT,
    ),
    ReturnQuestion(
        "barriers",
        "What kept your staff from training with other agencies?",
        "Such as time, shifts, or that nothing fitted.",
        AnswerShape.TEXT,
    ),
    ReturnQuestion(
        "analysis",
        "What is your own needs analysis, audit or training plan called?",
        "You may leave it empty. For example: Training plan 2025/26.",
        AnswerShape.LINE,
    ),
    ReturnQuestion(
        "found",
        "What did it find that people need to learn?",
        "In a few sentences, and nothing that could tell who a child is.",
        AnswerShape.TEXT,
    ),
    ReturnQuestion(
        "asks",
        "What do you ask of the partnership?",
        "What it should offer, or stop offering.",
        AnswerShape.TEXT,
    ),
)
"""The return as it is shipped."""


@dataclass(frozen=True)
class TrainingReturn:
    """What an agency answered for a financial year, by the year in which it begins.

    ``themes`` are those that its own analysis speaks of; ``evidence`` is what was made of that.
    """

    agency: str
    year: int
    answers: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    version: int = VERSION
    given_on: date | None = None
    evidence: UUID | None = None

    def checked(self) -> Self:
        """The same in order, without empty answers.

        Raises ``Invalid`` (its places the keys of the questions) for what cannot be.
        """
        answers = {one.key: _tidy(one, self.answers.get(one.key, "")) for one in QUESTIONS}
        if problems := tuple(_wrong(answers)):
            raise Invalid.because_of(problems)
        return replace(self, answers={key: text for key, text in answers.items() if text})

    def number(self, key: str) -> int | None:
        """A number that was given."""
        text = self.answers.get(key, "")
        return int(text) if text else None

    @property
    def trained(self) -> Share | None:
        """How many of the staff had the training that they need, if both numbers were given."""
        trained, staff = self.number("trained"), self.number("staff")
        return None if trained is None or staff is None else Share(trained, staff)


def _tidy(question: ReturnQuestion, text: str) -> str:
    if question.shape is AnswerShape.TEXT:
        return text.strip()
    return " ".join(text.split()).replace(",", "" if question.shape is AnswerShape.NUMBER else ",")


def _wrong(answers: Mapping[str, str]) -> Iterator[Problem]:
    if not any(answers.values()):
        yield Problem(QUESTIONS[0].key, "Answer at least one question.")
    numbers = dict[str, int]()
    for question in QUESTIONS:
        text = answers[question.key]
        longest = LONGEST_TEXT if question.shape is AnswerShape.TEXT else LONGEST_LINE
        if len(text) > longest:
            yield Problem(question.key, f"Enter at most {longest:,} characters.")
        elif question.shape is AnswerShape.NUMBER and text:
            if not text.isdecimal() or int(text) > MOST:
                yield Problem(question.key, f"Enter a whole number up to {MOST:,}.")
            else:
                numbers[question.key] = int(text)
    if numbers.get("trained", 0) > numbers.get("staff", MOST):
        yield Problem("trained", "These are more than all the staff. Correct one of the numbers.")
    if answers["found"] and not answers["analysis"]:
        yield Problem("analysis", "Say what your analysis is called, or leave out what it found.")


def all_trained(returns: Iterable[TrainingReturn], agencies: int) -> str:
    """``412 of 640 staff had the training that their role needs, in 2 of 8 agencies.``

    Only agencies that gave both numbers are in it; nothing where none did.
    """
    both = [one.trained for one in returns if one.trained]
    if not both:
        return ""
    trained, staff = sum(one.count for one in both), sum(one.of for one in both)
    return (
        f"{trained:,} of {staff:,} staff had the training that their role needs, in {len(both)} of "
        f"{plural(agencies, 'agency', 'agencies')}: those that gave both numbers."
    )
