"""Asking practitioners: a short questionnaire, and comments on a draft with a response to each.

Answers are kept as counts alone, so that nobody's answer can be looked up; how many gave which is
told from five people on. A comment is read by others once the group has responded to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from audit_tools.errors import Invalid, Problem
from audit_tools.numbers import Share

LONGEST_LINE, LONGEST_TEXT, MOST_QUESTIONS = 200, 20_000, 10
LONGEST_COMMENT = 2_000
FEWEST_TOLD = 5
"""Of how many people answers are told: of fewer, one could tell who said what."""


class SaidOf(StrEnum):
    """What can be said of a sentence of the questionnaire."""

    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"
    NOT_MINE = "not-mine"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    SaidOf.AGREE: "Agree",
    SaidOf.PARTLY: "Partly",
    SaidOf.DISAGREE: "Disagree",
    SaidOf.NOT_MINE: "Does not concern my work",
}
Counts = Mapping[str, Mapping[str, int]]
"""How often each answer was given, by the sentence."""


@dataclass(frozen=True)
class Consultation:
    """What practitioners are asked: a draft to comment on, and sentences to agree with or not."""

    title: str
    draft: str
    sentences: tuple[str, ...]
    opens_on: date | None
    closes_on: date | None
    audit: UUID | None = None

    def is_open(self, today: date) -> bool:
        """From its first day to its last, both included."""
        return bool(self.opens_on and self.closes_on and self.opens_on <= today <= self.closes_on)

    def has_begun(self, today: date) -> bool:
        return self.opens_on is not None and self.opens_on <= today

    def checked(self) -> Self:
        """The same without spaces around its texts. Raises ``Invalid`` (its places the fields)."""
        tidied = replace(
            self,
            title=" ".join(self.title.split()),
            draft=self.draft.strip(),
            sentences=tuple(filter(None, (" ".join(one.split()) for one in self.sentences))),
        )
        if problems := tuple(tidied._wrong()):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self) -> Iterator[Problem]:
        if not self.title or len(self.title) > LONGEST_LINE:
            yield Problem("title", f"Enter a title, of at most {LONGEST_LINE} characters.")
        if not self.draft or len(self.draft) > LONGEST_TEXT:
            yield Problem("draft", f"Enter the draft, of at most {LONGEST_TEXT:,} characters.")
        yield from self._wrong_sentences()
        yield from self._wrong_days()

    def _wrong_sentences(self) -> Iterator[Problem]:
        if len(self.sentences) > MOST_QUESTIONS:
            yield Problem("sentences", f"Enter at most {MOST_QUESTIONS} sentences.")
        if any(len(one) > LONGEST_LINE for one in self.sentences):
            yield Problem("sentences", f"Enter at most {LONGEST_LINE} characters in a line.")
        if len(set(self.sentences)) < len(self.sentences):
            yield Problem("sentences", "A sentence is there twice. Keep one.")

    def _wrong_days(self) -> Iterator[Problem]:
        for name in ("opens_on", "closes_on"):
            if getattr(self, name) is None:
                yield Problem(name, "Enter a day.")
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            yield Problem("closes_on", "The last day is before the first. Change one of them.")


@dataclass(frozen=True)
class Comment:
    """What somebody wrote of the draft, by their role, and what the group responded."""

    id: UUID
    said: str
    role: str
    on: date
    response: str = ""
    responded_on: date | None = None


def check_comment(said: str, role: str) -> tuple[str, str]:
    """A comment and the role it comes from, in order. Raises ``Invalid`` ("said" and "role")."""
    said, role = said.strip(), " ".join(role.split())
    problems = [
        Problem(place, f"{asked}, of at most {most:,} characters.")
        for place, asked, text, most in (
            ("said", "Write your comment", said, LONGEST_COMMENT),
            ("role", "Say what you work as", role, LONGEST_LINE),
        )
        if not text or len(text) > most
    ]
    if problems:
        raise Invalid.because_of(problems)
    return said, role


def check_response(text: str) -> str:
    """What the group responds. Raises ``Invalid`` ("response")."""
    text = text.strip()
    if not text or len(text) > LONGEST_COMMENT:
        raise Invalid(
            f"Say what comes of it, in at most {LONGEST_COMMENT:,} characters.", place="response"
        )
    return text


def count_in(counts: Counts, answers: Mapping[str, SaidOf | None]) -> dict[str, dict[str, int]]:
    """The counts with one person's answers among them.

    Raises ``Invalid`` (its places the sentences) where one is not answered.
    """
    if missing := [sentence for sentence, said in answers.items() if said is None]:
        raise Invalid.because_of(Problem(one, f"Choose an answer: {one}") for one in missing)
    found = {sentence: dict(counts.get(sentence, {})) for sentence in answers}
    for sentence, said in answers.items():
        if said:
            found[sentence][said.value] = found[sentence].get(said.value, 0) + 1
    return found


def told(sentence: str, counts: Counts, people: int) -> str:
    """``12 of 17 agree, 3 partly, 2 disagree; it does not concern the work of 4.``

    Of fewer than five people nothing is told.
    """
    if people < FEWEST_TOLD:
        return f"Told once {FEWEST_TOLD} people have answered."
    given = counts.get(sentence, {})
    agree, partly, disagree, others = (given.get(said.value, 0) for said in SaidOf)
    share = Share(agree, agree + partly + disagree)
    apart = f"; it does not concern the work of {others}" if others else ""
    return f"{share.count} of {share.of} agree, {partly} partly, {disagree} disagree{apart}."


@dataclass(frozen=True)
class Heard:
    """What came of a consultation, for a paper: its answers as they are told, and the comments that
    have a response; ``waiting`` is how many have none yet."""

    consultation: Consultation
    people: int
    answers: tuple[tuple[str, str], ...]
    comments: tuple[Comment, ...]
    waiting: int


def heard(
    consultation: Consultation, counts: Counts, people: int, comments: Iterable[Comment]
) -> Heard:
    """What may be told of it."""
    listed = tuple(comments)
    answered = tuple(one for one in listed if one.response)
    return Heard(
        consultation,
        people,
        tuple((sentence, told(sentence, counts, people)) for sentence in consultation.sentences),
        answered,
        len(listed) - len(answered),
    )
