"""What the questions of an ordinary form are called, for the conditions that speak of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit_tools.questions import AnswerType
from audit_tools.workbook.expressions import CannotSay


@dataclass(frozen=True)
class Named:
    """A question that is carried: its key, how it is answered, and the keys of its answers by their
    names in the form."""

    key: str
    type: AnswerType
    answers: Mapping[str, str]


class Names:
    """The questions so far, by their names in the form."""

    def __init__(self) -> None:
        self.known = dict[str, Named]()

    def question(self, name: str) -> str:
        return self._named(name).key

    def answer(self, name: str, value: str) -> str:
        answers = self._named(name).answers
        if value not in answers:
            raise CannotSay(f"“{value}” is no answer to “{name}”")
        return answers[value]

    def is_chosen(self, name: str) -> bool | None:
        return self._named(name).type.has_own_choices

    def takes_several(self, name: str) -> bool:
        return self._named(name).type is AnswerType.MULTIPLE

    def _named(self, name: str) -> Named:
        if name not in self.known:
            raise CannotSay(f"“{name}” is no question above it that is carried")
        return self.known[name]
