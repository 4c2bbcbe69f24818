"""The learning pathway of a strategy: at each level for whom, what at least, and in which way.

The four columns are those of the pathway that Leeds published for child sexual exploitation: level,
target group, minimum content, delivery.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from typing import Self
from uuid import UUID

from audit_tools.action_plans.plan import LONGEST_LINE, MOST_LETTERS
from audit_tools.errors import Hidden, Invalid, Problem

PATHWAY_COLUMNS = {
    "level": "Level",
    "target_group": "Target group",
    "minimum_content": "Minimum content",
    "delivery": "Delivery",
}
PATHWAY_MEANINGS = (
    "How far the learning goes",
    "Which staff it is for",
    "What everybody at this level learns at least",
    "In which way: a course, e-learning, a briefing, supervision",
)


@dataclass(frozen=True)
class PathwayRow:
    """One level of the pathway, in the order of the columns."""

    level: str
    target_group: str = ""
    minimum_content: str = ""
    delivery: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return astuple(self)

    def checked(self) -> Self:
        """The same, tidied. Raises ``Invalid`` (its places the columns' names) for a row that
        names no level, group or content, and for what is too long."""
        level, *others = self.texts
        tidied = type(self)(" ".join(level.split()), *(text.strip() for text in others))
        if problems := tuple(tidied._wrong()):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self) -> Iterator[Problem]:
        for name, asked in _ASKED.items():
            if not getattr(self, name):
                yield Problem(name, asked)
        for field in fields(self):
            most = LONGEST_LINE if field.name == "level" else MOST_LETTERS
            if len(getattr(self, field.name)) > most:
                yield Problem(field.name, f"Enter at most {most:,} characters.")


_ASKED = {
    "level": "Name the level, such as Awareness.",
    "target_group": "Say whom it is for.",
    "minimum_content": "Say what everybody at this level learns at least.",
}


@dataclass(frozen=True)
class PathwayStep:
    """A row of the pathway as it is kept, by its number in the table."""

    id: UUID
    number: int
    row: PathwayRow


def find_step(steps: tuple[PathwayStep, ...], step_id: UUID) -> PathwayStep:
    """One of the rows. Raises ``Hidden`` where there is no such."""
    for step in steps:
        if step.id == step_id:
            return step
    raise Hidden("There is no such row of the pathway.")
