"""Groups of an ordinary form that are a table: one question over rows that are answered alike."""

from __future__ import annotations

from dataclasses import dataclass

from audit_tools.questions import AnswerType
from audit_tools.workbook.ordinary.cells import FormRow
from audit_tools.workbook.ordinary.tree import Item
from audit_tools.workbook.ordinary.types import Becomes
from audit_tools.workbook.relevant import ConditionData


@dataclass(frozen=True)
class Matrix:
    """The question over the rows of a table."""

    title: str
    conditions: list[ConditionData]
    required_by: FormRow | None = None
    """The row that says of all of them whether they are required, where one does."""


def rows_of_matrix(group: Item) -> list[Item]:
    """The rows of a group that is a table: choices of one list, shown or rated as such."""
    shown = {one.row.peek("appearance").casefold() for one in group.within}
    is_table = group.form.scored or "table-list" in group.row.peek("appearance").split()
    if not is_table and not shown & {"list-nolabel"}:
        return []
    lists = {one.form.list_name for one in group.within}
    kinds = {(one.form.becomes, one.form.type, one.form.other) for one in group.within}
    rows = [one for one in group.within if one.row.peek("appearance") != "label"]
    alike = kinds == {(Becomes.QUESTION, AnswerType.SINGLE, False)} and len(lists) == 1
    return group.within if alike and len(rows) > 1 else []


def required_by(row: FormRow, matrix: Matrix | None) -> FormRow:
    """The row that says whether a question is required."""
    return (matrix.required_by if matrix else None) or row
