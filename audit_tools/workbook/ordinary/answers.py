"""The lists of answers of an ordinary form, as the choices of questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from audit_tools.errors import Problem
from audit_tools.left_out import LeftOut
from audit_tools.questions import AnswerType
from audit_tools.workbook.ordinary import reasons
from audit_tools.workbook.ordinary.cells import FormRow
from audit_tools.workbook.ordinary.types import Form
from audit_tools.workbook.ordinary.words import key_of, plain_text, without_references

Choices = list[dict[str, Any]]
_YES: dict[str, Any] = {"key": "yes", "label": "Yes"}
_NO: dict[str, Any] = {"key": "no", "label": "No"}
TICK = "OK"
"""What other programs note of a box that is ticked."""


class Answers:
    """The lists of a form; which of them questions are answered from is noted."""

    def __init__(self, rows: Iterable[FormRow]) -> None:
        self.problems = list[Problem]()
        self.left_out = list[LeftOut]()
        self._lists = dict[str, list[FormRow]]()
        self._used = set[str]()
        self._made = dict[str, tuple[Choices, dict[str, str]]]()
        for row in rows:
            name = row.get("list_name").strip()
            if name:
                self._lists.setdefault(name, []).append(row)
            else:
                self.left_out.append(row.leave_all(reasons.NO_LIST))

    def of(self, row: FormRow, form: Form) -> tuple[AnswerType, Choices, dict[str, str]]:
        """How a question is answered, its choices, and their keys by their names in the form."""
        if form.ticked:
            return AnswerType.SINGLE, [_YES, _NO], {TICK: "yes"}
        if not form.list_name:
            return form.type, [], {}
        if form.list_name not in self._lists:
            sentence = f"The sheet “choices” has no list “{form.list_name}”. Add it."
            self.problems.append(Problem(row.place("type"), sentence))
            return AnswerType.TEXT, [], {}
        choices, keys = self._choices(form.list_name)
        if form.other:
            other = key_of("other", keys.values())
            choices = [*choices, {"key": other, "label": "Other", "say_which": True}]
            keys = keys | {"other": other}
        if len(choices) < 2:
            no = key_of("no", keys.values())
            self.left_out.append(row.leave("type", reasons.ONE_ANSWER))
            return AnswerType.SINGLE, [*choices, {**_NO, "key": no}], keys
        return form.type, choices, keys

    def unused(self) -> list[LeftOut]:
        """The answers of lists that no question uses."""
        rows = [row for name, rows in self._lists.items() if name not in self._used for row in rows]
        return [row.leave_all(reasons.UNUSED_LIST) for row in rows]

    def _choices(self, name: str) -> tuple[Choices, dict[str, str]]:
        self._used.add(name)
        if name not in self._made:
            self._made[name] = self._make(self._lists[name])
        return self._made[name]

    def _make(self, rows: list[FormRow]) -> tuple[Choices, dict[str, str]]:
        choices, keys = Choices(), dict[str, str]()
        for row in rows:
            named, label = row.get("name").strip(), row.get("label")
            if named and named in keys:
                self.left_out.append(row.leave_all(reasons.TWICE))
                continue
            text = without_references(plain_text(label))
            if text != label.strip():
                self.left_out.append(row.leave("label", reasons.FORMATTED))
            key = key_of(named or text, keys.values())
            keys[named or text] = key
            choices.append({"key": key, "label": text or named})
        return choices, keys
