"""What is entered of an action: its row of the plan, and what the words of the row leave open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from audit_tools.action_plans.plan import Cells, PlanTable, wrong_cells
from audit_tools.action_plans.timescales import QuarterYear, is_unclear, wrong_timescale
from audit_tools.action_plans.tracking import NO_ANSWERS, Action, Answers
from audit_tools.errors import Invalid, Problem


@dataclass(frozen=True)
class ActionDetails:
    """An action as it is entered or changed; ``tracking.Action`` says what each part means."""

    table: PlanTable
    cells: Cells
    quarter_year: QuarterYear | None = None
    review_on: date | None = None
    due_on: date | None = None
    answers: Answers = NO_ANSWERS
    agencies: tuple[str, ...] = ()

    @classmethod
    def of(cls, action: Action) -> Self:
        """Those of an action as it stands."""
        return cls(
            action.table,
            action.cells,
            action.quarter_year,
            action.review_on,
            action.due_on,
            action.answers,
            action.agencies,
        )

    def checked(self) -> Self:
        """The same, tidied, without an answer to a question that its timescale does not raise.

        Raises ``Invalid`` with a problem for every part that is wrong (its places the columns'
        names, "quarter_year" or "review_on").
        """
        cells = Cells.tidied(self.cells.texts)
        if problems := tuple(self._wrong(cells)):
            raise Invalid.because_of(problems)
        asked = is_unclear(cells.proposed_timescale)
        return replace(self, cells=cells, quarter_year=self.quarter_year if asked else None)

    def _wrong(self, cells: Cells) -> Iterator[Problem]:
        yield from wrong_cells(cells)
        yield from wrong_timescale(cells.proposed_timescale, self.quarter_year, self.review_on)
