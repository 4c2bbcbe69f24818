"""The rows of a survey as groups within groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from audit_tools.errors import Problem
from audit_tools.questions import AnswerType
from audit_tools.workbook.ordinary.cells import FormRow
from audit_tools.workbook.ordinary.types import Becomes, Form, form_of

DEEPEST = 20


@dataclass
class Item:
    """A row and what it becomes; ``within`` is what a group holds."""

    row: FormRow
    form: Form
    within: list[Item] = field(default_factory=list)


def tree_of(rows: Iterable[FormRow]) -> tuple[list[Item], list[Problem]]:
    """What stands in no group, and what is wrong with the groups."""
    top = list[Item]()
    open_groups = list[Item]()
    problems = list[Problem]()
    for row in rows:
        form = _form_of(row, open_groups[-1] if open_groups else None)
        if form.becomes is Becomes.END:
            row.get("name")
            if not open_groups:
                problems.append(Problem(row.place(), "No group is open here. Take this row out."))
            else:
                open_groups.pop()
        else:
            item = Item(row, form)
            (open_groups[-1].within if open_groups else top).append(item)
            if form.opens:
                open_groups.append(item)
        if len(open_groups) > DEEPEST:
            problems.append(Problem(row.place(), f"Groups stand {DEEPEST} deep at most. Flatten."))
            break
    problems += [Problem(one.row.place(), "This group is never ended.") for one in open_groups]
    return top, problems


def _form_of(row: FormRow, group: Item | None) -> Form:
    """What a row becomes where it stands: one of a group of ratings is answered from its list."""
    form = form_of(row.get("type"))
    if form.list_in:
        return replace(form, list_name=row.get(form.list_in).strip())
    if not form.opens and form.scored and group and group.form.scored and group.form.list_name:
        return Form(Becomes.QUESTION, AnswerType.SINGLE, group.form.list_name)
    return form
